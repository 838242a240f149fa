internal import Counting
internal import Foundation
internal import SurveyFolder
internal import Wording

/// What can be downloaded: results, reports, sheets of closed boxes, minutes with the scans of the signed papers.
struct FilesView: Sendable {
  /// A file.
  struct File: Sendable {
    var name: String
    var link: String
    var size: String
  }

  var files: [File]
  var mayReport: Bool

  /// The files of a survey.
  init(_ layout: SurveyLayout, visitor: Visitor, _ wording: Wording) {
    files = Self.paths(layout).map { path in
      File(
        name: Wording.oneLine(path), link: Address.download(path),
        size: wording.text(.kilobytes, ["n": wording.number((Self.byteCount(path, layout) + 1023) / 1024)]))
    }
    mayReport = visitor.may(.enter)
  }

  /// Paths in the survey's folder of all that may be downloaded.
  static func paths(_ layout: SurveyLayout) -> [String] {
    [layout.results, layout.closingSheets, layout.minutes].flatMap { layout.list($0).files }
  }

  /// Size of a file of the survey's folder; 0 where it is gone.
  static func byteCount(_ path: String, _ layout: SurveyLayout) -> Int {
    let attributes = try? FileManager.default.attributesOfItem(
      atPath: layout.folder.appendingPathComponent(path).path)
    return attributes?[.size] as? Int ?? 0
  }
}
