internal import Counting
internal import Foundation
internal import SurveyFolder
internal import Wording

/// What can be downloaded: results, reports, sheets of closed boxes, minutes with the scans of the signed papers.
struct FilesView: Sendable {
  /// A file.
  struct File: Sendable {
    var name: String
    /// What is in it; empty where only its writer knows.
    var what: String
    var link: String
    var size: String
  }

  var files: [File]
  var mayReport: Bool

  /// The files of a survey.
  init(_ layout: SurveyLayout, visitor: Visitor, _ wording: Wording) {
    files = Self.paths(layout).map { path in
      File(
        name: Wording.oneLine(path), what: Self.word(for: path).map { wording.text($0) } ?? "",
        link: Address.download(path),
        size: wording.text(.kilobytes, ["n": wording.number((Self.byteCount(path, layout) + 1023) / 1024)]))
    }
    mayReport = visitor.may(.enter)
  }

  /// What a file holds.
  private static func word(for path: String) -> StationWord? {
    let parts = path.split(separator: "/")
    guard let name = parts.last else { return nil }
    switch parts.first {
    case "closing": return .closingSheet
    case "minutes":
      let isEntered = [".yaml", ".yml", ".json"].contains { name.lowercased().hasSuffix($0) }
      return isEntered ? .minutes : .signedMinutes
    default: break
    }
    return switch name {
    case "answers.csv": .everyAnswer
    case "sheets.csv": .everySheet
    case "tally.csv": .tally
    case "boxes.csv": .everyBox
    case "reconciliation.csv": .reconcile
    case "recheck.csv": .recheckResult
    case "bao-cao.pdf", "bao-cao.docx", "bao-cao.html": .reportFile
    case "thong-bao.pdf": .noticeFile
    case "ap-phich.pdf": .posterFile
    case "so-lieu.xlsx": .workbookFile
    case "cau-hoi.csv": .byQuestion
    case "don-vi.csv": .byUnit
    case "kenh.csv": .byChannel
    case "cvr.json": .voteRecords
    default: nil
    }
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
