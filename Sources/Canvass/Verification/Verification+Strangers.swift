internal import Counting
internal import Foundation
internal import Journal
internal import SurveyFolder
internal import Wording

/// Files among those of the program that are not its own, and sheets of closed boxes that are gone.
extension Verification {
  /// Folders and files in `results/` beside those of a count.
  private static let besideResults: Set<String> = ["report", "recheck.csv"]

  /// What lies in `results/` and `closing/` and was not written there, and what was and is gone.
  func strangers(_ count: SurveyCount, _ journal: Journal) throws(JournalError) -> [Finding] {
    // An archive is held against its manifest, and carries no sheets.
    guard try journal.extract() == nil else { return [] }
    let layout = count.context.layout
    let own = Self.besideResults.union(count.results().map(\.name))
    let results = Self.names(in: layout.results).filter { !own.contains($0) }.map { "results/\($0)" }
    var findings = results.map(stranger)
    let openings = Set(count.closings.openings.map(\.folderName))
    for name in Self.names(in: layout.closingSheets) where !Self.isSheet(name, of: openings) {
      findings.append(stranger("closing/\(name)"))
    }
    for opening in count.closings.closedOpenings {
      guard let head = try journal.entry(closing: opening), !count.hasClosingSheet(opening, head) else { continue }
      findings.append(
        finding(
          .closedBox, opening.folderName,
          Phrase(
            "không còn tờ chốt hòm trong closing/; chạy `kiemphieu reconcile` để lập lại",
            "its sheet in closing/ is gone; run `kiemphieu reconcile` to make it again"), altered: false))
    }
    return findings
  }

  private func stranger(_ name: String) -> Finding {
    finding(
      .results, Wording.oneLine(name),
      Phrase(
        "không phải do chương trình ghi; chuyển tệp này đi nơi khác",
        "was not written by the program; move it elsewhere"), altered: false)
  }

  /// Names in a folder in order, without hidden ones: there stands what is half written.
  private static func names(in folder: URL) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { !$0.hasPrefix(".") && !["Thumbs.db", "desktop.ini"].contains($0) }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Whether a file is called as the sheet of a closing of one of these openings: `<box>-<entry>.pdf`.
  private static func isSheet(_ name: String, of openings: Set<String>) -> Bool {
    guard name.hasSuffix(".pdf"), let dash = name.lastIndex(of: "-") else { return false }
    let entry = name[name.index(after: dash)...].dropLast(".pdf".count)
    return openings.contains(String(name[..<dash])) && !entry.isEmpty && entry.allSatisfy(\.isNumber)
  }
}
