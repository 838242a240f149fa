internal import Ballots

/// The decisions that hold: of several on one subject the last one. A decision belongs to a picture (SHA-256 of the
/// file, page, slot), so it survives renaming.
public struct DecisionBook: Hashable, Sendable {
  private var pages: [PictureKey: Decision.PageDecision] = [:]
  private var answers: [PictureKey: [String: Answer]] = [:]

  /// A book of decisions in the order in which they were taken.
  public init(_ decisions: [Decision] = []) {
    for decision in decisions {
      let picture = PictureKey(file: FileIdentity(decision.sha256), page: decision.page, slot: decision.slot)
      switch decision.subject {
      case .answer(let question, let answer): answers[picture, default: [:]][question] = answer
      case .page(let page): pages[picture] = page
      }
    }
  }

  /// What was decided about a page as a whole.
  func page(of input: AssembledInput) -> Decision.PageDecision? { pages[PictureKey(input)] }

  /// The answers that people gave for a page, by question.
  func answers(of page: AssembledPage) -> [String: Answer] {
    answers.isEmpty ? [:] : answers[PictureKey(page)] ?? [:]
  }
}
