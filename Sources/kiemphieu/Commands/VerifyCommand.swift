internal import ArgumentParser
internal import Ballots
internal import Counting
internal import Foundation
internal import Journal
internal import Pipeline
internal import SurveyFolder
internal import Wording

/// `verify`: is anything altered, missing or out of balance? The chain of the store, the pictures against the hashes
/// under which they were read, the results against a recount, and the sums within the count.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Kiểm tra sổ, ảnh và kết quả có bị thay đổi không. / Is anything altered, missing or out of balance?")

  @Argument(help: "Thư mục khảo sát. / Survey folder.")
  var survey: String

  @OptionGroup var common: CommonOptions

  struct Finding: Encodable {
    enum Kind: String, Encodable {
      case chain, missingPicture, unreadPicture, results, sums
    }
    let kind: Kind
    let subject: String
    let message: String
    /// Whether this is an alteration rather than something undone.
    let isAlteration: Bool
  }

  func run() throws {
    let language = common.language
    let context = try SurveyContext(survey, language)
    let forms = try context.forms(language)
    var findings: [Finding] = []
    var head: ChainHead?
    do throws(JournalError) {
      // Results that are being written are not those of the store yet, and not altered either.
      let lock = try FolderLock(folder: context.layout.folder, isShared: true)
      defer { withExtendedLifetime(lock) {} }
      let journal = try Journal(at: context.layout.store, access: .readOnly)
      let report = try journal.verifyChain()
      head = report.head
      findings += report.faults.map(chain)
      let folder = ScanFolder(context)
      if report.isWhole {
        let count = try SurveyCount(context, folder, forms: forms, journal: journal)
        findings += try pictures(folder, count, journal) + results(count) + sums(count)
      }
    } catch {
      // A store that cannot be read any more was altered as well.
      switch error {
      case .damaged(let detail): findings.append(unreadableStore(detail))
      case .notAStore: findings.append(unreadableStore("SQLite"))
      // Without results there is nothing to verify yet; with them, what they rest on was taken away.
      case .missing where hasResults(context): findings.append(lostStore())
      default: throw Problem(error, context.layout, language)
      }
    }
    if common.json {
      try Console.json(findings)
    } else {
      for finding in findings {
        Console.print("\(finding.isAlteration ? "✗" : "!") \(finding.subject): \(finding.message)")
      }
      if !common.quiet, let head {
        let short = String(head.hash.prefix(16))
        Console.print(
          Phrase(
            findings.isEmpty
              ? "Không có gì thay đổi. Sổ có \(head.seq) mục, mã cuối \(short)."
              : "Sổ có \(head.seq) mục, mã cuối \(short).",
            findings.isEmpty
              ? "Nothing was altered. The store has \(head.seq) entries, head \(short)."
              : "The store has \(head.seq) entries, head \(short)."
          ).text(in: language))
      }
    }
    if findings.contains(where: \.isAlteration) { throw ExitStatus.altered }
    if !findings.isEmpty { throw ExitStatus.needsPerson }
  }

  private func finding(_ kind: Finding.Kind, _ subject: String, _ phrase: Phrase, altered: Bool = true) -> Finding {
    Finding(kind: kind, subject: subject, message: phrase.text(in: common.language), isAlteration: altered)
  }

  private func chain(_ fault: ChainFault) -> Finding {
    let subject = fault.seq.map { "kiemphieu.db #\($0)" } ?? "kiemphieu.db"
    let words = fault.kind.words
    return finding(
      .chain, subject,
      Phrase("sổ đã bị thay đổi: \(words.vi)", "the store was altered: \(words.en)"))
  }

  private func hasResults(_ context: SurveyContext) -> Bool {
    ["answers.csv", "sheets.csv", "tally.csv", "boxes.csv", "reconciliation.csv"].contains {
      FileManager.default.fileExists(atPath: context.layout.results.appendingPathComponent($0).path)
    }
  }

  private func lostStore() -> Finding {
    finding(
      .chain, "kiemphieu.db",
      Phrase(
        "có kết quả trong results/ nhưng sổ kiểm phiếu không còn hoặc trống: không kiểm tra được gì; lấy lại tệp này từ bản sao lưu",
        "there are results, but the store on which they rest is gone or empty: nothing can be verified; restore it from a copy"
      ))
  }

  private func unreadableStore(_ detail: String) -> Finding {
    finding(
      .chain, "kiemphieu.db",
      Phrase(
        "không đọc được sổ nữa: tệp bị hỏng hoặc bị thay; giữ nguyên tệp và lấy lại bản sao lưu",
        "the store cannot be read any more: damaged or replaced (\(detail))"))
  }

  /// Pictures that were read and are gone or changed, and files that were never read.
  private func pictures(_ folder: ScanFolder, _ count: SurveyCount, _ journal: Journal) throws(JournalError)
    -> [Finding]
  {
    let present = Set(folder.items.compactMap { item in (try? item.contents.get())?.sha256 })
    let files = Set(folder.items.map { Array($0.file.utf8) })
    var findings: [Finding] = []
    var altered: Set<[UInt8]> = []
    // A file of which nothing could be read may go: scanning it again is what people are asked to do.
    let read = try journal.files().filter { $0.value.failure == nil }
    let gone = read.values.filter { !present.contains($0.sha256) }
    for file in gone.sorted(by: { ($0.name ?? "", $0.sha256) < ($1.name ?? "", $1.sha256) }) {
      let short = "sha256 \(file.sha256.prefix(16))"
      guard let name = file.name else {
        findings.append(
          finding(
            .missingPicture, short,
            Phrase("ảnh đã đọc nay không còn hoặc đã bị thay đổi", "a picture that was read is gone or was altered")))
        continue
      }
      let isAltered = files.contains(Array(name.utf8))
      if isAltered { altered.insert(Array(name.utf8)) }
      findings.append(
        finding(
          .missingPicture, Wording.oneLine(name),
          isAltered
            ? Phrase(
              "tệp này không còn là ảnh đã đọc (\(short)): đã bị thay đổi hoặc bị thay",
              "is no longer the picture that was read (\(short)): altered or replaced")
            : Phrase(
              "ảnh đã đọc từ tệp này (\(short)) nay không còn", "the picture that was read from it (\(short)) is gone"))
      )
    }
    findings += count.unread.filter { !altered.contains(Array($0.utf8)) }.map {
      finding(
        .unreadPicture, Wording.oneLine($0),
        Phrase("chưa đọc; chạy `kiemphieu count`", "not read yet; run `kiemphieu count`"),
        altered: false)
    }
    return findings
  }

  /// Result files that differ from a recount.
  private func results(_ count: SurveyCount) -> [Finding] {
    let folder = count.context.layout.results
    guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
    return count.results().compactMap { name, table in
      guard let found = try? Data(contentsOf: folder.appendingPathComponent(name)) else {
        return finding(
          .results, "results/\(name)",
          Phrase("thiếu tệp này; chạy `kiemphieu reconcile`", "is missing; run `kiemphieu reconcile`"),
          altered: false)
      }
      if table.lazy.flatMap(\.utf8).elementsEqual(found) { return nil }
      return finding(.results, "results/\(name)", Phrase("khác với kết quả đếm lại", "differs from a recount"))
    }
  }

  /// Sums that do not add up (E6, E8, E9).
  private func sums(_ count: SurveyCount) -> [Finding] {
    count.tally.violations().map { violation in
      finding(
        .sums, violation.subject,
        Phrase(
          "\(violation.equation): \(violation.expected) ≠ \(violation.found)",
          "\(violation.equation): \(violation.expected) ≠ \(violation.found)"))
    }
  }
}
