internal import Counting

/// The body of a `decision` entry; the file's SHA-256 and the page stand in the entry's own columns. Spelt out here,
/// so that it reads like a sentence and a name that changes in the program leaves old entries readable:
/// `{"answer":"values","before":"review","person":…,"question":"Q1","slot":1,"time":…,"values":["4"],"why":…}`, or with `verdict` on the
/// page as a whole instead of question and answer.
struct DecisionBody: Codable {
  enum AnswerKind: String, Codable {
    case values, blank, overvote, review
  }

  var slot: Int
  var person: String
  var role: Role?
  var before: String?
  var time: String
  var why: String
  var question: String?
  var answer: AnswerKind?
  var values: [String]?
  var verdict: Decision.PageDecision?

  init(_ decision: Decision) {
    slot = decision.slot
    person = decision.person
    role = decision.role
    before = decision.before
    time = decision.time
    why = decision.why
    switch decision.subject {
    case .page(let verdict): self.verdict = verdict
    case .answer(let question, let answer):
      self.question = question
      switch answer {
      case .values(let values):
        self.answer = .values
        self.values = values
      case .blank: self.answer = .blank
      case .overvote: self.answer = .overvote
      case .review: self.answer = .review
      }
    }
  }

  /// The decision, or nil when the body tells neither of a page nor of an answer.
  func decision(sha256: String, page: Int) -> Decision? {
    subject.map {
      Decision(
        sha256: sha256, page: page, slot: slot, subject: $0, person: person, role: role, before: before, time: time,
        why: why)
    }
  }

  private var subject: Decision.Subject? {
    if let verdict { return .page(verdict) }
    guard let question, let answer else { return nil }
    switch answer {
    case .values: return values.map { .answer(question: question, .values($0)) }
    case .blank: return .answer(question: question, .blank)
    case .overvote: return .answer(question: question, .overvote)
    case .review: return .answer(question: question, .review)
    }
  }
}
