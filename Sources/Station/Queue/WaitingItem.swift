internal import Ballots
internal import Canvass
internal import Counting

/// A question of a sheet, or a sheet as a whole, that waits for a person.
struct WaitingItem: Hashable, Sendable {
  /// What it is, whatever its file is called.
  struct ID: Hashable, Sendable {
    /// The sheet.
    var sheet: SheetID
    /// The question; nil for the sheet as a whole.
    var question: String?

    /// From its parts.
    init(sheet: SheetID, question: String?) {
      self.sheet = sheet
      self.question = question
    }
  }

  /// What it is.
  var id: ID
  /// Where the sheet was found.
  var location: PageLocation
  /// Why it waits.
  var reason: Reason
  /// The unit whose ballot it is, or in whose box it lies.
  var unit: String
  /// The form, when known.
  var form: String?
  /// Who has said a word already, or handed it on: another person is needed.
  var voices: Set<PersonName>
}

/// A page of a scan by its contents, as addresses of the station name it: `<sha256>-<page>-<slot>`.
struct SheetID: Hashable, Sendable {
  /// SHA-256 of the file, lower-case hex.
  var sha256: String
  /// 1-based page within the file.
  var page: Int
  /// 1-based ballot on the page.
  var slot: Int

  /// From its parts.
  init(sha256: String, page: Int, slot: Int) {
    self.sha256 = sha256
    self.page = page
    self.slot = slot
  }

  /// The sheet of a page.
  init(_ page: AssembledPage) {
    self.init(sha256: page.sha256, page: page.location.page, slot: page.location.slot)
  }

  /// A sheet as an address names it; nil where this names none.
  init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].utf8.count == 64, parts[0].utf8.allSatisfy({ 48...57 ~= $0 || 97...102 ~= $0 }),
      let page = Int(parts[1]), page > 0, let slot = Int(parts[2]), slot > 0
    else { return nil }
    self.init(sha256: String(parts[0]), page: page, slot: slot)
  }

  /// As addresses name it.
  var text: String { "\(sha256)-\(page)-\(slot)" }
}

extension WaitingItem {
  /// Everything of a count that waits and may be decided, in the order of the pages: sheets of closed boxes stay as they
  /// are, and of a file that could not be opened there is nothing to look at.
  static func items(of count: SurveyCount, decisions: [Decision]) -> [WaitingItem] {
    var said: [ID: [Decision]] = [:]
    for decision in decisions { said[ID(decision), default: []].append(decision) }
    return count.pages.flatMap { page -> [WaitingItem] in
      guard !page.sha256.isEmpty, page.opening.flatMap(count.closings.closed) == nil else { return [] }
      let sheet = SheetID(page)
      return page.waiting.map { waiting in
        let id = ID(sheet: sheet, question: waiting.question)
        return WaitingItem(
          id: id, location: page.location, reason: waiting.refusal.reason, unit: page.countedOpening.unit,
          form: page.form, voices: voices(of: said[id] ?? [], waiting.refusal.reason))
      }
    }
  }

  /// An item that somebody asked for, on a page that may not wait.
  init(_ id: ID, on page: AssembledPage) {
    let waiting = page.waiting.first { $0.question == id.question }
    self.init(
      id: id, location: page.location, reason: waiting?.refusal.reason ?? .decidedByPerson,
      unit: page.countedOpening.unit, form: page.form, voices: [])
  }

  /// Who is not asked: whose word stands where several must agree, and who handed it on.
  private static func voices(of decisions: [Decision], _ reason: Reason) -> Set<PersonName> {
    guard reason.asksForAnotherPerson else { return [] }
    let last = Dictionary(decisions.map { (PersonName($0.person), $0) }, uniquingKeysWith: { $1 })
    return Set(last.filter { reason != .escalated || $0.value.subject.isHandedOn }.keys)
  }
}

extension WaitingItem.ID {
  /// What a decision is about.
  init(_ decision: Decision) {
    let sheet = SheetID(sha256: decision.sha256, page: decision.page, slot: decision.slot)
    switch decision.subject {
    case .answer(let question, _): self.init(sheet: sheet, question: question)
    case .page: self.init(sheet: sheet, question: nil)
    }
  }
}
