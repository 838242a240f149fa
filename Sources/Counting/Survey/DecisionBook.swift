internal import Ballots

/// The decisions that hold: of several on one subject the last one. A decision belongs to a picture (SHA-256 of the
/// file, page, slot), so it survives renaming.
public struct DecisionBook: Hashable, Sendable {
  private struct Picture: Hashable {
    var sha256: String
    var page: Int
    var slot: Int
  }

  private var pages: [Picture: Decision.PageDecision] = [:]
  private var answers: [Picture: [String: Answer]] = [:]

  /// A book of decisions in the order in which they were taken.
  public init(_ decisions: [Decision] = []) {
    for decision in decisions {
      let picture = Picture(sha256: decision.sha256, page: decision.page, slot: decision.slot)
      switch decision.subject {
      case .answer(let question, let answer): answers[picture, default: [:]][question] = answer
      case .page(let page): pages[picture] = page
      }
    }
  }

  /// What was decided about a page as a whole.
  func page(of input: AssembledInput) -> Decision.PageDecision? { pages[Self.picture(of: input)] }

  /// The answers that people gave for a page, by question.
  func answers(of input: AssembledInput) -> [String: Answer] { answers[Self.picture(of: input)] ?? [:] }

  private static func picture(of input: AssembledInput) -> Picture {
    Picture(sha256: input.sha256, page: input.location.page, slot: input.location.slot)
  }
}
