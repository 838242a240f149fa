public import Foundation

/// Where things lie in a survey's folder.
public struct SurveyLayout: Sendable {
  /// The survey's folder.
  public let folder: URL

  /// The layout of a survey's folder, which need not exist yet.
  public init(folder: URL) { self.folder = folder.standardizedFileURL }

  /// `survey.yaml`.
  public var surveyFile: URL { folder.appendingPathComponent(SurveyFile.fileName) }
  /// Who may sign in to the review station.
  public var stationFile: URL { folder.appendingPathComponent(StationFile.fileName) }
  /// Scans, one folder an opening.
  public var scans: URL { folder.appendingPathComponent("scans") }
  /// Minutes files.
  public var minutes: URL { folder.appendingPathComponent("minutes") }
  /// Sealing, issue-log, hand-over and incident records.
  public var records: URL { folder.appendingPathComponent("records") }
  /// The survey's own forms.
  public var forms: URL { folder.appendingPathComponent("forms") }
  /// The survey's own templates of the report.
  public var reports: URL { folder.appendingPathComponent("reports") }
  /// The sheets that witnesses sign when a box is closed.
  public var closingSheets: URL { folder.appendingPathComponent("closing") }
  /// Masked pictures that came with other offices' boxes.
  public var pictures: URL { folder.appendingPathComponent("pictures") }
  /// Responses that came by other ways than paper, with their descriptions.
  public var channels: URL { folder.appendingPathComponent("channels") }
  /// What people wrote by hand, cut out to be coded, and the codes.
  public var coding: URL { folder.appendingPathComponent("coding") }
  /// Samples for rechecks, one folder a drawing.
  public var rechecks: URL { folder.appendingPathComponent("recheck") }
  /// What the tool remembers.
  public var store: URL { folder.appendingPathComponent("kiemphieu.db") }
  /// What the tool writes; may be deleted.
  public var results: URL { folder.appendingPathComponent("results") }

  /// Everything in the folder that has its place there is there itself: what is written or deleted through a link would
  /// not be this survey's.
  /// - Throws: `link`, for the first part that is one.
  public func checkParts() throws(FolderError) {
    let parts = [
      surveyFile, stationFile, scans, minutes, records, forms, reports, closingSheets, pictures, channels, coding,
      rechecks, store,
      results,
    ]
    for part in parts { try Self.checkIsNoLink(part, name: part.lastPathComponent) }
  }

  /// - Throws: `link`, where a part of the survey is one; `name` is how the error calls it.
  static func checkIsNoLink(_ part: URL, name: String) throws(FolderError) {
    let type = (try? FileManager.default.attributesOfItem(atPath: part.path))?[.type] as? FileAttributeType
    if type == .typeSymbolicLink { throw FolderError(file: name, .link) }
  }

  /// Every file under one of the survey's folders, in natural order; empty when it does not exist.
  public func list(_ part: URL) -> FileListing { FileListing(of: part, in: folder) }

  /// The files in `records/`: found, not yet read.
  public func recordFiles() -> FileListing { list(records) }
}
