internal import Canvass
internal import Counting
internal import Journal
internal import SurveyFolder
internal import Wording

/// A box held against its minutes, and what may be done with it.
struct BoxView: Sendable {
  /// A discrepancy of which the cause has to be noted.
  struct Cause: Sendable {
    /// Name of the field: `cause-C03`.
    var field: String
    var label: String
    var message: String
  }

  var name: String
  var path: String
  var unit: String
  var state: String
  var isClosed: Bool
  /// Who closed it, and when.
  var closedBy: String?
  var live: LiveView
  /// Whether scans and minutes may be brought in.
  var mayEnter: Bool
  var minutesPath: String
  var minutesLabel: String
  var hasMinutes: Bool
  var dropHint: String
  var discrepancies: [DiscrepancyRow]
  /// Whether nothing came yet, neither minutes nor sheets.
  var isEmpty: Bool
  var isBalanced: Bool
  /// What stands against closing, beside causes that are to be noted.
  var obstacles: [String]
  var causes: [Cause]
  var mayClose: Bool
  var mayReopen: Bool
  var closeLabel: String
  var reopenLabel: String

  /// The page of an opening, also where nothing was scanned or minuted for it yet.
  init(
    _ opening: OpeningID, in counted: CountedSurvey, _ progress: Intake.Progress, visitor: Visitor, _ wording: Wording
  ) {
    let (count, index) = (counted.count, counted.index)
    let minutes = count.minutes.minutes.first { $0.opening == opening }
    let closing = count.closings.closing(of: opening)
    name = opening.folderName
    path = Address.box(opening.folderName)
    unit = count.snapshot.survey.unit(opening.unit)?.name ?? opening.unit
    isClosed = closing != nil
    state = wording.text(isClosed ? .closed : .open)
    closedBy = closing.map {
      wording.text(.closedBy, ["name": Wording.oneLine($0.person), "time": LocalTime.text($0.time)])
    }
    live = LiveView(opening, in: counted, progress, wording)
    mayEnter = !isClosed && visitor.may(.enter)
    minutesPath = Address.minutes(opening.folderName)
    hasMinutes = minutes != nil
    minutesLabel = wording.text(hasMinutes ? .correctMinutes : .enterMinutes)
    dropHint = wording.text(.dropHint, ["folder": "scans/\(opening.folderName)"])
    discrepancies = DiscrepancyRow.rows(count.discrepancies.filter { $0.opening == opening }, index, wording)
    isEmpty = minutes == nil && count.tally.openings[opening] == nil
    isBalanced = discrepancies.isEmpty && !isEmpty
    var causes: [Cause] = []
    var obstacles: [String] = []
    let all = isClosed ? [] : count.obstacles(to: opening, causes: [:])
    // Before anything is there, there is nothing to say of closing.
    for obstacle in all where obstacle != .unknownBox {
      if case .causeMissing(let row) = obstacle {
        causes.append(
          Cause(
            field: Self.causeField(row.code), label: wording.text(.cause, ["code": row.code.rawValue]),
            message: wording.advice(row).message))
      } else {
        obstacles.append(obstacle.words(wording).withoutCommands)
      }
    }
    self.causes = causes
    self.obstacles = obstacles
    mayClose = !isClosed && obstacles.isEmpty && !all.contains(.unknownBox) && visitor.may(.close)
    mayReopen = isClosed && visitor.may(.reopen)
    closeLabel = wording.text(.closeBox, ["box": name])
    reopenLabel = wording.text(.reopenBox, ["box": name])
  }

  /// The field in which the cause of a discrepancy is noted.
  static func causeField(_ code: DiscrepancyCode) -> String { "cause-\(code.rawValue)" }

  /// The causes that a form sent, by code.
  static func causes(in fields: [String: String]) -> [String: String] {
    var causes: [String: String] = [:]
    for code in DiscrepancyCode.allCases {
      guard let cause = fields[causeField(code)], !cause.isEmpty else { continue }
      causes[code.rawValue] = cause
    }
    return causes
  }
}
