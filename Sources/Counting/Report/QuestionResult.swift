internal import Ballots

/// What a question came to, with percentages that sum to 100.
public struct QuestionResult: Hashable, Sendable {
  /// How often a value was chosen.
  public struct Share: Hashable, Sendable {
    /// The value.
    public var value: String
    /// How often.
    public var count: Int
    /// Hundredths of a percent of the answers, by largest remainders; of a question that takes several answers, of the
    /// ballots that answered it, each rounded by itself.
    public var hundredths: Int
  }

  /// The count.
  public var tally: QuestionTally
  /// The criterion that the form gives it.
  public var criterion: String?
  /// Fewer answers than this are not shown.
  public var smallestShown: Int
  /// Each value in the form's order.
  public var shares: [Share]
  /// Share of 4 and 5; nil where it is no scale of five, or nobody answered.
  public var satisfied: Rate?
  /// Share of 1 and 2.
  public var dissatisfied: Rate?
  /// Mean, 1 to 5.
  public var mean: Rate?
  /// 95 % interval of the share of 4 and 5.
  public var interval: ConfidenceInterval?

  /// Whether enough ballots answered it.
  public var isShown: Bool {
    (tally.kind == .scale5 ? ScaleCounts(tally).total : tally.answered) >= smallestShown
  }

  init(_ tally: QuestionTally, criterion: String?, sampling: ReportPlan.Sampling, smallest: Int) {
    self.tally = tally
    self.criterion = criterion
    smallestShown = smallest
    let hundredths: [Int] =
      switch tally.kind {
      case .multi: tally.counts.map { Rate($0, of: tally.answered)?.hundredthsOfPercent ?? 0 }
      case .choice: LargestRemainders.parts(10_000, of: tally.counts)
      // Values that are none of 1 to 5 (9 for "do not know") are no part of it.
      case .scale5:
        LargestRemainders.parts(
          10_000, of: zip(tally.values, tally.counts).map { QuestionTally.levels.contains($0) ? $1 : 0 })
      }
    shares = tally.values.indices.map {
      Share(value: tally.values[$0], count: tally.counts[$0], hundredths: hundredths[$0])
    }
    guard tally.kind == .scale5 else { return }
    let counts = ScaleCounts(tally)
    satisfied = counts.value(of: .top2)
    dissatisfied = counts.value(of: .dissatisfied)
    mean = counts.value(of: .mean5)
    if sampling != .census {
      interval = ConfidenceInterval(counts.counts[3] + counts.counts[4], of: counts.total)
    }
  }
}
