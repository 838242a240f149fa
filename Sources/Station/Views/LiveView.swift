internal import Ballots
internal import Canvass
internal import Counting
internal import SurveyFolder
internal import Wording

/// What changes on a box's page while its sheets are scanned: how far the reading is, the count beside the minutes', and
/// what could not be read.
struct LiveView: Sendable {
  /// A page that was refused.
  struct Refused: Sendable {
    var name: String
    /// Nil where its file could not be opened.
    var link: String?
    var picture: String?
    var pictureName: String
    var message: String
    var action: String
  }

  /// Refused pages that are shown at most.
  static let most = 60

  /// How far it is; nil where nothing is read.
  var reading: String?
  /// Why nothing is read.
  var problem: String?
  /// Whether it should be looked at again soon.
  var isBusy: Bool
  /// Whether the box is closed: the page around this shows other things then.
  var isClosed: Bool
  var figures: [OverviewView.Figure]
  var refused: [Refused]
  /// Nil where all are shown.
  var more: String?

  /// What is seen of an opening.
  init(_ opening: OpeningID, in counted: CountedSurvey, _ progress: Intake.Progress, _ wording: Wording) {
    let here = progress.waiting["scans/\(opening.folderName)"] ?? 0
    isBusy = progress.left > 0
    isClosed = counted.count.closings.closed(opening) != nil
    problem = progress.problem
    reading = progress.left > 0 ? Self.words(progress, here: here, wording) : nil
    let minutes = counted.count.minutes.minutes.first { $0.opening == opening }?.ballotsInBox
    let section = counted.count.tally.openings[opening]
    let ballots = section?.ballots ?? BallotCounts()
    figures =
      [OverviewView.Figure(label: wording.text(.inBox), value: minutes.map { wording.number($0) } ?? "–")]
      + OverviewView.figures(of: ballots, wording) + [
        OverviewView.Figure(label: wording.text(.pagesRead), value: wording.number(section?.pages.pages ?? 0))
      ]
    let pages = counted.index.refused[opening] ?? []
    refused = pages.prefix(Self.most).map { page in
      let advice = wording.stationAdvice(page.refusal ?? Refusal(.unknownFormat))
      let sheet = page.sha256.isEmpty ? nil : SheetID(page)
      return Refused(
        name: wording.name(page.location), link: sheet.map(Address.sheet), picture: sheet.map { Address.picture($0) },
        pictureName: wording.text(.page, ["name": wording.name(page.location)]), message: advice.message,
        action: advice.action)
    }
    more = pages.count > Self.most ? wording.text(.mayBeMore, ["n": wording.number(Self.most)]) : nil
  }

  private static func words(_ progress: Intake.Progress, here: Int, _ wording: Wording) -> String {
    var parts = [
      wording.text(.reading, ["here": wording.number(here), "left": wording.number(progress.left)])
    ]
    if let rate = progress.pagesPerMinute { parts.append(wording.text(.rate, ["n": wording.number(rate)])) }
    if let remaining = progress.remaining {
      parts.append(wording.text(.remaining, ["n": wording.number(Int(remaining.components.seconds) + 1)]))
    }
    return parts.joined(separator: " · ")
  }
}
