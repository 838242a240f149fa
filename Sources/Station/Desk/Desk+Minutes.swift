internal import Canvass
internal import Counting
internal import Foundation
internal import Journal
internal import Pipeline
internal import SurveyFolder
internal import Wording

/// Minutes in a survey's folder. Nothing is written over: a correction is a file of its own with the next revision.
extension Desk {
  /// The minutes of an opening as they stand.
  struct StandingMinutes: Sendable {
    /// What stands in them; empty where there are none.
    var entered: EnteredMinutes
    /// Their revision; 0 where there are none.
    var revision: Int
    /// The scan of the signed paper that was sent last, by its path in the survey's folder.
    var signedScan: String?
  }

  /// How names of scans of signed minutes end, before a number and the kind.
  static let signedEnding = "-bien-ban"

  /// The minutes of an opening.
  func minutes(of opening: OpeningID) throws(Problem) -> StandingMinutes {
    let count = try current().count
    let layout = counted.context.layout
    let scans = MinutesListing(layout, survey: count.snapshot.survey).otherFiles.filter {
      $0.hasPrefix("minutes/\(opening.folderName)\(Self.signedEnding)")
    }
    var standing = StandingMinutes(entered: EnteredMinutes([:]), revision: 0, signedScan: scans.last)
    if let minutes = count.minutes.minutes.first(where: { $0.opening == opening }),
      let text = count.snapshot.minutes.first(where: { $0.file == minutes.file })?.text
    {
      standing.entered = EnteredMinutes(text: text, name: minutes.file)
      standing.revision = minutes.revision ?? 1
      standing.signedScan = standing.signedScan ?? standing.entered.fields["attachment.path"]
    }
    return standing
  }

  /// Writes minutes as the revision after one; false where that is not the last any more. Who entered them stands in a comment:
  /// the paper's fields say who was there.
  func save(
    _ entered: EnteredMinutes, of opening: OpeningID, after revision: Int, by person: String
  ) throws(Problem) -> Bool {
    let standing = try minutes(of: opening)
    guard standing.revision == revision else { return false }
    let survey = counted.count.snapshot.survey
    let layout = counted.context.layout
    // A file that could not be understood may stand in the way of a name.
    var number = revision + 1
    while FileManager.default.fileExists(atPath: layout.minutes.appendingPathComponent(Self.name(opening, number)).path)
    {
      number += 1
    }
    let scan = standing.signedScan.flatMap { path in
      (try? FileDigest(path: layout.folder.appendingPathComponent(path).path)).map {
        MinutesFile.Attachment(path: path, sha256: $0.sha256)
      }
    }
    let text = entered.text(
      for: opening, unitName: survey.unit(opening.unit)?.name, periodID: survey.period.id, revision: number, scan: scan)
    let files = ResultFiles(folder: layout.minutes, language: language)
    try files.prepare()
    let time = LocalTime.text(Date.now.formatted(.iso8601))
    let note = Wording(language).text(.enteredBy, ["name": Wording.oneLine(person), "time": time])
    try files.write("# \(note)\n\(text)", to: Self.name(opening, number))
    try takeIn([])
    return true
  }

  private static func name(_ opening: OpeningID, _ revision: Int) -> String {
    revision == 1 ? "\(opening.folderName).yaml" : "\(opening.folderName).r\(revision).yaml"
  }
}
