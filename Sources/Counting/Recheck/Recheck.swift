public import Ballots

/// A question of a drawn sheet: what was counted, and what a person read without seeing it.
public struct RecheckedAnswer: Hashable, Sendable {
  /// The place of the sheet's page.
  public var location: PageLocation
  /// Question id.
  public var question: String
  /// The group that it was drawn for: a unit, a respondent group.
  public var group: String
  /// The answer that was counted.
  public var counted: Answer
  /// What the person read; `review` where even a person cannot tell.
  public var read: Answer

  /// An answer from its parts.
  public init(location: PageLocation, question: String, group: String, counted: Answer, read: Answer) {
    self.location = location
    self.question = question
    self.group = group
    self.counted = counted
    self.read = read
  }

  /// Whether both are the same, in whatever order several values are named.
  public var agrees: Bool {
    if case .values(let a) = counted, case .values(let b) = read { return Set(a) == Set(b) }
    return counted == read
  }
}

/// What a recheck of the reading (phúc tra) shows.
public struct Recheck: Sendable {
  /// How often counted and read answers are the same.
  public struct Agreement: Hashable, Sendable {
    /// What they are of: a question, a group.
    public var subject: String
    /// Answers that agree.
    public var agreeing: Int
    /// All that were read again.
    public var rechecked: Int

    /// In hundredths of a percent; nil of none.
    public var hundredths: Int? { Rate(agreeing, of: rechecked)?.hundredthsOfPercent }
  }

  /// What follows from a recheck.
  public enum Verdict: Hashable, Sendable {
    /// No more than the tolerated answers can be wrong.
    case accepted(most: Int)
    /// Not enough was drawn to say so: so many sheets of each stratum in all would do if no further answer is wrong.
    case more(draws: [Int], most: Int)
    /// More than tolerated are wrong already: everything is to be read again.
    case rejected(wrong: Int)
  }

  /// What was read again.
  public let answers: [RecheckedAnswer]

  /// A recheck of answers.
  public init(_ answers: [RecheckedAnswer]) { self.answers = answers }

  /// Answers that were counted otherwise than they were read.
  public var differing: [RecheckedAnswer] { answers.filter { !$0.agrees } }

  /// By question, in natural order: a sheet may lack the first ones.
  public var byQuestion: [Agreement] {
    agreement(by: \.question).sorted { NaturalOrder.precedes($0.subject, $1.subject) }
  }

  /// By group, in the order of their first answers.
  public var byGroup: [Agreement] { agreement(by: \.group) }

  private func agreement(by subject: (RecheckedAnswer) -> String) -> [Agreement] {
    var order: [String] = []
    var sums: [String: (agreeing: Int, all: Int)] = [:]
    for answer in answers {
      let name = subject(answer)
      if sums[name] == nil { order.append(name) }
      let sum = sums[name] ?? (0, 0)
      sums[name] = (sum.agreeing + (answer.agrees ? 1 : 0), sum.all + 1)
    }
    return order.map { name in
      let sum = sums[name] ?? (0, 0)
      return Agreement(subject: name, agreeing: sum.agreeing, rechecked: sum.all)
    }
  }

  /// Groups of which a larger share differs than is tolerated of the whole.
  public func groups(beyond plan: RecheckPlan) -> [Agreement] {
    byGroup.filter { group in
      let differing = Int128(group.rechecked - group.agreeing)
      return differing * Int128(plan.answers) > Int128(plan.tolerated) * Int128(group.rechecked)
    }
  }

  /// Whether the count stands, by a sample of so many sheets of each of the plan's strata.
  public func verdict(by plan: RecheckPlan, drawn: [Int]) -> Verdict {
    let wrong = differing
    let sheets = Set(wrong.map(\.location)).count
    guard wrong.count <= plan.tolerated else { return .rejected(wrong: wrong.count) }
    let most = plan.mostAnswers(wrong: wrong.count, onSheets: sheets, drawn: drawn)
    if most <= plan.tolerated { return .accepted(most: most) }
    return .more(draws: plan.draws(wrong: wrong.count, onSheets: sheets), most: most)
  }
}
