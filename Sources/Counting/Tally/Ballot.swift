public import Ballots

/// A physical ballot with its pages and where it stands.
public struct Ballot: Hashable, Sendable {
  /// Where a ballot stands (docs/rules.md). The five of the tally are valid, partly valid, invalid, blank and
  /// waiting; strays and foreign ones lay in the box but are in no tally until a person decides.
  public enum Standing: String, Hashable, Sendable, Codable, CaseIterable {
    /// Every question has an answer (V).
    case valid
    /// At least as many answers as the policy asks, others blank or double (H).
    case partlyValid = "partly-valid"
    /// Too few answers, or a person said that it does not count (X).
    case invalid
    /// No question is marked (T).
    case blank
    /// A page or an answer waits for a person (W).
    case waiting
    /// Of another listed unit than its batch's.
    case stray
    /// Of a unit that is not listed.
    case foreign
  }

  /// The id of the result files.
  public var id: String
  /// The opening whose batch it lies in.
  public var opening: OpeningID
  /// The form, when known.
  public var form: String?
  /// First page of the scanned copy: where to look for the sheet.
  public var sheet: PageLocation
  /// Its pages, one place for each page of the form that was found.
  public var pages: [PageLocation]
  /// Where it stands.
  public var standing: Standing

  /// Whether it is one of the five kinds that the tally knows.
  public var isTallied: Bool { standing != .stray && standing != .foreign }
}

/// What a question of one ballot adds to the tally.
public enum Contribution: Hashable, Sendable {
  /// These values.
  case values([String])
  /// A question left empty.
  case blank
  /// A question with more than one mark where one is allowed.
  case overvote
  /// An answer that waits for a person.
  case waiting
}

/// What a ballot says of one question, and what that adds to a tally which counts the ballot.
public struct BallotAnswer: Hashable, Sendable {
  /// The question.
  public var question: Question
  /// The answer as it stands on the page, also where the page waits or does not count; nil when no page has one.
  public var judged: JudgedAnswer?
  /// What it adds.
  public var contribution: Contribution
}

extension Ballot {
  /// What a ballot says of each question of its form, in the form's order; `pages` are its own: no duplicates, and of each
  /// page of the form the best one.
  public static func answers(on pages: [AssembledPage], of form: Form) -> [BallotAnswer] {
    let isWhole = isWhole(pages)
    return form.pages.flatMap { printed -> [BallotAnswer] in
      let page = pages.first { $0.formPage == printed.number } ?? (form.pages.count == 1 ? pages.first : nil)
      return printed.questions.map { question in
        let judged = page?.answers.first { $0.question == question.id }
        return BallotAnswer(
          question: question, judged: judged,
          contribution: contribution(of: judged, on: page, isAccepted: isWhole))
      }
    }
  }

  /// Whether no page waits: then a page that is lacking was let pass by a person.
  static func isWhole(_ pages: [AssembledPage]) -> Bool { pages.allSatisfy { $0.status == .ok } }

  private static func contribution(
    of judged: JudgedAnswer?, on page: AssembledPage?, isAccepted: Bool
  ) -> Contribution {
    guard let page else { return isAccepted ? .blank : .waiting }
    guard page.status == .ok, let answer = judged?.answer else { return .waiting }
    return switch answer {
    case .values(let values): .values(values)
    case .blank: .blank
    case .overvote: .overvote
    case .review: .waiting
    }
  }
}

/// Judges a ballot from its pages and says what each question adds.
struct BallotJudgement {
  /// Where the ballot stands.
  let standing: Ballot.Standing
  /// What each question of the form adds, in the form's order; empty when the form is not known.
  let contributions: [Contribution]

  /// A judgement of the pages of one ballot: no duplicates, and of each page of the form the best one.
  init(pages: [AssembledPage], form: Form?, minimumAnswered: Int) {
    contributions = form.map { Ballot.answers(on: pages, of: $0).map(\.contribution) } ?? []
    standing = Self.standing(of: pages, contributions: contributions, form: form, minimumAnswered: minimumAnswered)
  }

  private static func standing(
    of pages: [AssembledPage], contributions: [Contribution], form: Form?, minimumAnswered: Int
  ) -> Ballot.Standing {
    if pages.contains(where: { $0.decision == .invalid }) { return .invalid }
    if pages.contains(where: { $0.status == .stray }) { return .stray }
    if pages.contains(where: { $0.status == .foreign }) { return .foreign }
    guard form != nil, Ballot.isWhole(pages), !contributions.contains(.waiting) else { return .waiting }
    if contributions.allSatisfy({ $0 == .blank }) { return .blank }
    let answered = contributions.count { if case .values = $0 { true } else { false } }
    if answered == contributions.count { return .valid }
    return answered >= max(minimumAnswered, 1) ? .partlyValid : .invalid
  }
}
