internal import Ballots
internal import Counting
internal import Foundation
public import Journal
internal import SurveyFolder
public import Wording

/// What a look through a survey's folder found: the chain of the store, the store against noted heads, the pictures against
/// the hashes under which they were read, the results against a recount from the store alone, closed boxes against what
/// was closed, and the sums within the count.
public struct Verification {
  /// Something that is not as it should be.
  public struct Finding: Encodable, Hashable, Sendable {
    /// What it is about.
    public enum Kind: String, Encodable, Sendable {
      case chain, anchor, missingPicture, unreadPicture, movedPicture, extraPicture, form, rules, minutes, closedBox,
        results
      case sums, archive
    }
    /// What it is about.
    public let kind: Kind
    /// The file, box or entry.
    public let subject: String
    /// One sentence for people, without a full stop.
    public let message: String
    /// Whether this is an alteration rather than something undone.
    public let isAlteration: Bool

    /// A finding from its parts.
    public init(kind: Kind, subject: String, message: String, isAlteration: Bool) {
      self.kind = kind
      self.subject = subject
      self.message = message
      self.isAlteration = isAlteration
    }
  }

  let language: Language
  /// Everything that is not as it should be, in the order in which it was looked at.
  public private(set) var findings: [Finding] = []
  /// The last entry; nil when the store could not be opened.
  public private(set) var head: ChainHead?
  /// The count by what the store remembers; nil when the chain is not whole.
  public private(set) var count: SurveyCount?

  /// Whether anything was altered.
  public var isAltered: Bool { findings.contains(where: \.isAlteration) }

  /// Whether something needs a person, at least.
  public var isInOrder: Bool { findings.isEmpty }

  /// Looks through a survey's folder. `anchors` are held against the store, each with the text as it was given.
  /// - Throws: a ``Problem`` where nothing could be looked at.
  public init(_ context: SurveyContext, anchors: [(text: String, anchor: Anchor)] = [], _ language: Language) throws {
    self.language = language
    let forms = Result { () throws(Problem) in try context.forms(language) }
    // One that is there and wrong is told; one that is not there may be remembered.
    if context.hasForms { _ = try forms.get() }
    let loaded = try? forms.get()
    var isVerified = true
    do throws(JournalError) {
      isVerified = try look(through: context, anchors, loaded)
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
    if !isVerified { _ = try forms.get() }
  }

  /// Adds what is found in a survey's folder; says whether there are forms to count with.
  private mutating func look(
    through context: SurveyContext, _ anchors: [(text: String, anchor: Anchor)], _ loaded: LoadedForms?
  ) throws(JournalError) -> Bool {
    // Results that are being written are not those of the store yet, and not altered either. Scans are hashed without the
    // lock: that takes long, and others have work to do.
    var lock: FolderLock? = try FolderLock(folder: context.layout.folder, isShared: true)
    defer { withExtendedLifetime(lock) {} }
    let journal = try Journal(at: context.layout.store, access: .readOnly)
    let report = try journal.verifyChain()
    head = report.head
    findings += report.faults.map(chain)
    for (text, anchor) in anchors {
      let isKnown = if try journal.entry(at: anchor) != nil { true } else { try journal.isOrigin(anchor) }
      if !isKnown { findings.append(missingAnchor(text)) }
    }
    guard report.isWhole else { return true }
    // Without its forms a survey can still be counted anew, by those with which it was read.
    let remembered = loaded == nil ? try rememberedForms(context, journal) : nil
    guard let forms = loaded ?? remembered else { return false }
    let altered = try alteredForms(forms, journal)
    guard altered.isEmpty else {
      findings += altered
      return true
    }
    // A store of an older program remembers readings and decisions only: the folder tells the rest.
    let counted = try journal.snapshot()
    var hashed: FolderLook?
    let snapshot: SurveySnapshot
    if let counted {
      snapshot = counted
    } else {
      let look = FolderLook(context, absent: try journal.absentFiles())
      (hashed, snapshot) = (look, look.snapshot)
    }
    let count = try SurveyCount(context, snapshot, forms: forms, journal: journal)
    let written = try results(count) + strangers(count, journal)
    withExtendedLifetime(lock) {}
    lock = nil
    let absent = try journal.absentFiles()
    let look = hashed ?? FolderLook(context, absent: absent)
    findings +=
      try pictures(look, count, journal) + receivedPictures(context, journal)
      + returnedPictures(context, journal)
    findings += written + closedBoxes(count, look.snapshot) + sums(count)
    if let counted { findings += unrecorded(look.snapshot, counted) }
    self.count = count
    return true
  }

  /// The forms of a survey as they were when pages were read with them last; nil where one never was.
  private func rememberedForms(_ context: SurveyContext, _ journal: Journal) throws(JournalError) -> LoadedForms? {
    let known = try journal.forms()
    let forms = context.survey.forms.compactMap { id in known.last { $0.form.id == id } }
    return forms.count == context.survey.forms.count ? LoadedForms(remembered: forms) : nil
  }

  /// Adds what was found besides.
  public mutating func add(_ finding: Finding) { findings.append(finding) }

  private func missingAnchor(_ text: String) -> Finding {
    finding(
      .anchor, "kiemphieu.db",
      Phrase(
        "không có mục nào mang mã \(text): sổ đã bị cắt bớt, bị viết lại hoặc là sổ khác",
        "holds no entry \(text): it was cut short, written anew, or is another store"))
  }

  /// Forms of which none but another version was ever used here: nothing can be held against readings with it.
  private func alteredForms(_ forms: LoadedForms, _ journal: Journal) throws(JournalError) -> [Finding] {
    let known = try journal.forms()
    let hashes = Set(known.map(\.hash))
    let ids = Set(known.map(\.form.id))
    return forms.remembered.filter { ids.contains($0.form.id) && !hashes.contains($0.hash) }.map { form in
      finding(
        .form, form.form.id,
        Phrase(
          "mẫu phiếu không còn là mẫu đã dùng để đọc phiếu: tệp mẫu hoặc ảnh phiếu trắng đã bị sửa. Lấy lại mẫu cũ rồi kiểm tra lại; chưa kiểm tra ảnh và kết quả",
          "is no longer the form with which ballots were read: its file or the picture of its blank was changed. Put the old one back and verify again; pictures and results were not looked at"
        ))
    }
  }

  /// Closed boxes that count otherwise than when they were closed, or whose minutes are other ones.
  private func closedBoxes(_ count: SurveyCount, _ now: SurveySnapshot) -> [Finding] {
    let recounted = count.discrepancies.filter { $0.code == .changedAfterClosing }.map { row in
      finding(
        .closedBox, row.opening?.folderName ?? "",
        Phrase("số liệu của hòm đã chốt bị thay đổi", "the count of a closed box has changed"))
    }
    // Those of the folder: a change that was not taken over by `reconcile` yet is one, too.
    let minutes = Dictionary(
      MinutesFolder(now.minutes, survey: now.survey).minutes.map { ($0.opening, $0.content) },
      uniquingKeysWith: { first, _ in first })
    let revised = count.closings.closedOpenings.filter { opening in
      guard let before = count.closings.closed(opening)?.minutes else { return false }
      return before.content != minutes[opening]
    }
    return recounted
      + revised.map { opening in
        finding(
          .closedBox, opening.folderName,
          Phrase(
            "biên bản không còn như khi chốt hòm: đã bị sửa hoặc bỏ đi",
            "the minutes are not those with which the box was closed: changed or taken away"))
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
