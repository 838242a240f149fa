internal import Ballots
internal import Counting
internal import Foundation
internal import Journal
internal import SurveyFolder
internal import Wording

/// What a look through a survey's folder found: the chain of the store, the store against noted heads, the pictures against
/// the hashes under which they were read, the results against a recount from the store alone, closed boxes against what
/// was closed, and the sums within the count.
struct Verification {
  struct Finding: Encodable {
    enum Kind: String, Encodable {
      case chain, anchor, missingPicture, unreadPicture, movedPicture, rules, minutes, closedBox, results, sums, archive
    }
    let kind: Kind
    let subject: String
    let message: String
    /// Whether this is an alteration rather than something undone.
    let isAlteration: Bool
  }

  let language: Language
  private(set) var findings: [Finding] = []
  /// The last entry; nil when the store could not be opened.
  private(set) var head: ChainHead?
  /// The count by what the store remembers; nil when the chain is not whole.
  private(set) var count: SurveyCount?

  var isAltered: Bool { findings.contains(where: \.isAlteration) }

  /// Whether something needs a person, at least.
  var isInOrder: Bool { findings.isEmpty }

  /// Looks through a survey's folder. `anchors` are held against the store, each with the text as it was given.
  init(_ context: SurveyContext, anchors: [(text: String, anchor: Anchor)] = [], _ language: Language) throws {
    self.language = language
    let forms = try context.forms(language)
    do throws(JournalError) {
      // Results that are being written are not those of the store yet, and not altered either.
      let lock = try FolderLock(folder: context.layout.folder, isShared: true)
      defer { withExtendedLifetime(lock) {} }
      let journal = try Journal(at: context.layout.store, access: .readOnly)
      let report = try journal.verifyChain()
      head = report.head
      findings += report.faults.map(chain)
      for (text, anchor) in anchors {
        let isKnown = if try journal.entry(at: anchor) != nil { true } else { try journal.isOrigin(anchor) }
        if !isKnown { findings.append(missingAnchor(text)) }
      }
      guard report.isWhole else { return }
      let look = FolderLook(context, absent: try journal.absentFiles())
      // A store of an older program remembers readings and decisions only: the folder tells the rest.
      let remembered = try journal.snapshot()
      let count = try SurveyCount(context, remembered ?? look.snapshot, forms: forms, journal: journal)
      findings += try pictures(look, count, journal) + results(count) + closedBoxes(count) + sums(count)
      if let remembered { findings += unrecorded(look.snapshot, remembered) }
      self.count = count
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
  }

  /// Adds what was found besides.
  mutating func add(_ finding: Finding) { findings.append(finding) }

  private func missingAnchor(_ text: String) -> Finding {
    finding(
      .anchor, "kiemphieu.db",
      Phrase(
        "không có mục nào mang mã \(text): sổ đã bị cắt bớt, bị viết lại hoặc là sổ khác",
        "holds no entry \(text): it was cut short, written anew, or is another store"))
  }

  /// What lies in the folder otherwise than it was counted.
  private func unrecorded(_ now: SurveySnapshot, _ counted: SurveySnapshot) -> [Finding] {
    var findings: [Finding] = []
    if now.survey != counted.survey {
      findings.append(
        finding(
          .rules, "survey.yaml",
          Phrase(
            "đã sửa sau lần kiểm phiếu gần nhất; chạy `kiemphieu reconcile`",
            "was changed after the last count; run `kiemphieu reconcile`"), altered: false))
    }
    let before = Dictionary(counted.minutes.map { (Array($0.file.utf8), $0) }, uniquingKeysWith: { first, _ in first })
    let there = Set(now.minutes.map { Array($0.file.utf8) })
    let changed =
      now.minutes.filter { before[Array($0.file.utf8)] != $0 }
      + counted.minutes.filter { !there.contains(Array($0.file.utf8)) }
    for minutes in changed {
      findings.append(
        finding(
          .minutes, Wording.oneLine(minutes.file),
          Phrase(
            "biên bản đã sửa, thêm hoặc bỏ sau lần kiểm phiếu gần nhất; chạy `kiemphieu reconcile`",
            "these minutes came, changed or went after the last count; run `kiemphieu reconcile`"), altered: false))
    }
    let places = Set(now.files.map { Array($0.file.utf8) })
    let contents = Set(now.files.map(\.sha256))
    for file in counted.files where !places.contains(Array(file.file.utf8)) && contents.contains(file.sha256) {
      findings.append(
        finding(
          .movedPicture, Wording.oneLine(file.file),
          Phrase(
            "ảnh này đã đổi tên hoặc chuyển chỗ sau lần kiểm phiếu gần nhất; chạy `kiemphieu count`",
            "the picture was renamed or moved after the last count; run `kiemphieu count`"), altered: false))
    }
    return findings
  }

  /// Closed boxes that count otherwise than when they were closed.
  private func closedBoxes(_ count: SurveyCount) -> [Finding] {
    count.discrepancies.filter { $0.code == .changedAfterClosing }.map { row in
      finding(
        .closedBox, row.opening?.folderName ?? "",
        Phrase("số liệu của hòm đã chốt bị thay đổi", "the count of a closed box has changed"))
    }
  }

  func finding(_ kind: Finding.Kind, _ subject: String, _ phrase: Phrase, altered: Bool = true) -> Finding {
    Finding(kind: kind, subject: subject, message: phrase.text(in: language), isAlteration: altered)
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
  private func pictures(_ look: FolderLook, _ count: SurveyCount, _ journal: Journal) throws(JournalError) -> [Finding]
  {
    let present = Set(look.snapshot.files.map(\.sha256))
    let files = Set(look.snapshot.files.map { Array($0.file.utf8) })
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
    let counted = Set(count.snapshot.files.map(\.sha256))
    let new = look.snapshot.files.filter { !$0.sha256.isEmpty && !counted.contains($0.sha256) }.map(\.file)
    findings += (count.unread + new).filter { !altered.contains(Array($0.utf8)) }.map {
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
