public import Ballots

extension AssembledPage {
  /// Something of a page that a person has to decide.
  public struct Waiting: Hashable, Sendable {
    /// The question; nil for the page as a whole.
    public var question: String?
    /// Why it waits.
    public var refusal: Refusal
  }

  /// What waits for a person: the page as a whole, else its answers one by one.
  public var waiting: [Waiting] {
    switch status {
    case _ where waitsForAnotherPerson: return [Waiting(refusal: refusal ?? Refusal(.secondPersonNeeded))]
    case .review, .reject, .stray, .foreign:
      // A page that was accepted and waits all the same lacks a form or a unit.
      guard decision == nil || decision == .accept else { return [] }
      return [Waiting(refusal: refusal ?? Refusal(.unclearMark))]
    case .ok:
      return answers.filter { $0.answer == .review }
        .map { Waiting(question: $0.question, refusal: Refusal($0.reason ?? .unclearMark)) }
    case .blank, .header, .duplicate: return []
    }
  }
}
