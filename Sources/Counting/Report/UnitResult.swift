/// What a unit came to, and where it stands among the others as far as chance lets anybody say.
public struct UnitResult: Hashable, Sendable {
  /// The unit.
  public var unit: SurveyUnit
  /// Its ballots.
  public var ballots: BallotCounts
  /// The smallest sample that the rule asks for; nil without a rule or a number of transactions.
  public var leastSample: Int?
  /// Ballots on which the index rests.
  public var answered: Int
  /// The index; nil where nobody answered, or too few to show.
  public var index: Rate?
  /// 95 % interval of the index where that is a share; nil in a census.
  public var interval: ConfidenceInterval?
  /// Each criterion.
  public var criteria: [CriterionResult]
  /// What came by each way and by all together; empty where paper is the only one.
  public var channels: [ChannelResult]
  /// Best and worst place that the intervals allow; nil where there is no interval.
  public var places: ClosedRange<Int>?

  /// Whether it is hidden only since it would give another unit's result away.
  public private(set) var isWithheld = false

  /// Hides the results.
  mutating func withhold() {
    isWithheld = true
    (index, interval) = (nil, nil)
    criteria = criteria.map { CriterionResult(criterion: $0.criterion, answered: $0.answered, value: nil) }
    for place in channels.indices { (channels[place].satisfied, channels[place].mean) = (nil, nil) }
  }

  /// Ballots that count towards the target.
  public var usable: Int { ballots.valid + ballots.partlyValid }
  /// How many are missing to the allocation or the smallest sample, whichever is more; 0 when none is.
  public var missing: Int { max(0, max(unit.allocated ?? 0, leastSample ?? 0) - usable) }

  /// Gives places: a unit stands behind those whose interval lies wholly above its own, and before those whose lies wholly
  /// below; where that leaves several places open, nobody can say which is its own.
  static func place(_ results: [Self]) -> [Self] {
    let intervals = results.compactMap(\.interval)
    return results.map { result in
      guard let own = result.interval else { return result }
      var result = result
      let better = intervals.count { $0.lower > own.upper }
      let worse = intervals.count { $0.upper < own.lower }
      result.places = (better + 1)...(intervals.count - worse)
      return result
    }
  }
}

/// What a criterion came to.
public struct CriterionResult: Hashable, Sendable {
  /// The criterion as the form names it.
  public var criterion: String
  /// Ballots that answered it, as far as its questions tell.
  public var answered: Int
  /// Its value; nil where nobody answered or too few.
  public var value: Rate?

  /// A criterion's value.
  public init(criterion: String, answered: Int, value: Rate?) {
    self.criterion = criterion
    self.answered = answered
    self.value = value
  }
}
