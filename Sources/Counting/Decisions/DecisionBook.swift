internal import Ballots

/// The decisions that hold. A decision belongs to a picture (SHA-256 of the file, page, slot), so it survives renaming.
///
/// Each person (``PersonName``) has one voice on a subject, the last one given. Where one person is enough, the last
/// decision holds. Where two must agree, a decision holds once two people say the same and no other word has as many
/// voices; until then the subject waits, also when the machine had accepted it: a doubt that somebody wrote down is one.
/// Who hands a subject on to another person (`review`) says nothing of it, and it waits for somebody who does.
public struct DecisionBook: Hashable, Sendable {
  /// Where a subject stands.
  enum Standing<Value: Hashable & Sendable>: Hashable, Sendable {
    /// Decided.
    case decided(Value)
    /// Waits for another person.
    case open(Reason)
  }

  private var pages: [PictureKey: Standing<Decision.PageDecision>] = [:]
  private var answers: [PictureKey: [String: Standing<Answer>]] = [:]

  /// A book of decisions in the order in which they were taken, each of which `peopleToAgree` people must share.
  public init(_ decisions: [Decision] = [], peopleToAgree: Int = 1) {
    var pageVoices: [PictureKey: Voices<Decision.PageDecision>] = [:]
    var answerVoices: [PictureKey: [String: Voices<Answer>]] = [:]
    for decision in decisions {
      let picture = PictureKey(file: FileIdentity(decision.sha256), page: decision.page, slot: decision.slot)
      switch decision.subject {
      case .answer(let question, let answer):
        let word = answer == .review ? nil : answer
        answerVoices[picture, default: [:]][question, default: Voices()].add(word, of: PersonName(decision.person))
      case .page(let page):
        let word = page == .review ? nil : page
        pageVoices[picture, default: Voices()].add(word, of: PersonName(decision.person))
      }
    }
    pages = pageVoices.mapValues { $0.standing(peopleToAgree: peopleToAgree) }
    answers = answerVoices.mapValues { questions in
      questions.mapValues { $0.standing(peopleToAgree: peopleToAgree) }
    }
  }

  /// Whether the subject of a decision waits for another person's word.
  public func isOpen(_ decision: Decision) -> Bool {
    let picture = PictureKey(file: FileIdentity(decision.sha256), page: decision.page, slot: decision.slot)
    switch decision.subject {
    case .answer(let question, _): if case .open? = answers[picture]?[question] { return true }
    case .page: if case .open? = pages[picture] { return true }
    }
    return false
  }

  /// What was decided about a page as a whole.
  func page(of input: AssembledInput) -> Decision.PageDecision? {
    if case .decided(let decision)? = pages[PictureKey(input)] { decision } else { nil }
  }

  /// Why a page waits for another person's word on it as a whole.
  func openReason(of page: AssembledPage) -> Reason? {
    guard !pages.isEmpty, case .open(let reason)? = pages[PictureKey(page)] else { return nil }
    return reason
  }

  /// What people said of a page's answers, by question.
  func answers(of page: AssembledPage) -> [String: Standing<Answer>] {
    answers.isEmpty ? [:] : answers[PictureKey(page)] ?? [:]
  }
}

/// What each person last said of one subject; who handed it on has no voice.
private struct Voices<Value: Hashable & Sendable> {
  private var byPerson: [PersonName: Value] = [:]
  private var last: Value?

  mutating func add(_ value: Value?, of person: PersonName) {
    byPerson[person] = value
    last = value
  }

  func standing(peopleToAgree: Int) -> DecisionBook.Standing<Value> {
    if peopleToAgree <= 1, let last { return .decided(last) }
    guard !byPerson.isEmpty, peopleToAgree > 1 else { return .open(.escalated) }
    let counts = Dictionary(byPerson.values.map { ($0, 1) }, uniquingKeysWith: +)
    let most = counts.values.max() ?? 0
    let leading = counts.filter { $0.value == most }
    if most >= peopleToAgree, leading.count == 1, let value = leading.first?.key { return .decided(value) }
    return .open(counts.count > 1 ? .peopleDisagree : .secondPersonNeeded)
  }
}
