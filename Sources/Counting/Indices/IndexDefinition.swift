/// How an index is computed, under a name and a version that are printed with the result: no text fixes it for good, and
/// what is pooled or averaged where changes the number (docs/indices.md).
public struct IndexDefinition: Hashable, Sendable {
  /// What is measured of the answers on a scale of 1 to 5.
  public enum Measure: String, Hashable, Sendable, CaseIterable {
    /// Share of 4 and 5.
    case top2
    /// Mean, 1 to 5.
    case mean5
    /// Mean as a share of 5: never below 20 %.
    case meanOfMaximum = "mean_pct_a"
    /// Mean from 1 = 0 % to 5 = 100 %.
    case meanFromOne = "mean_pct_b"
    /// Share of 1 and 2.
    case dissatisfied = "dissat"
  }

  /// How parts become a whole.
  public enum Joining: String, Hashable, Sendable, CaseIterable {
    /// All answers are one heap.
    case pooled
    /// The mean of the parts, each counting as much.
    case mean
    /// The mean of the parts by given weights.
    case weighted
  }

  /// Name.
  public var id: String
  /// Version.
  public var version: String
  /// What is measured.
  public var measure: Measure
  /// From questions to a criterion: pooled or mean.
  public var questions: Joining
  /// From criteria to a unit.
  public var criteria: Joining
  /// Weights of criteria, by name; where `criteria` is `weighted`.
  public var weights: [String: Int]

  /// A definition from its parts.
  public init(
    id: String, version: String, measure: Measure, questions: Joining = .pooled, criteria: Joining = .pooled,
    weights: [String: Int] = [:]
  ) {
    self.id = id
    self.version = version
    self.measure = measure
    self.questions = questions
    self.criteria = criteria
    self.weights = weights
  }

  /// The share of 4 and 5 over all answers: what is shown where a survey says nothing.
  public static let usual = IndexDefinition(id: "top2", version: "1", measure: .top2)

  /// The definitions that `survey.yaml` may name without giving them: each measure over all answers, and as the mean of the
  /// criteria.
  public static let known: [IndexDefinition] = Measure.allCases.flatMap { measure in
    [
      IndexDefinition(id: measure.rawValue, version: "1", measure: measure),
      IndexDefinition(id: "\(measure.rawValue)-tieu-chi", version: "1", measure: measure, criteria: .mean),
    ]
  }
}

/// How often each value of a scale was accepted.
public struct ScaleCounts: Hashable, Sendable {
  /// How often 1, 2, 3, 4 and 5 was chosen.
  public var counts: [Int]

  /// Nothing, or counts of 1 to 5 in this order.
  public init(_ counts: [Int] = [0, 0, 0, 0, 0]) {
    self.counts = Array((counts + [0, 0, 0, 0, 0]).prefix(5))
  }

  /// The counts of a question on a scale of 1 to 5; other values, such as 9 for "do not know", are no part of it.
  public init(_ question: QuestionTally) {
    counts = (1...5).map { question.count(of: String($0)) }
  }

  /// Accepted answers.
  public var total: Int { counts.reduce(0, +) }

  static func + (a: Self, b: Self) -> Self { Self(zip(a.counts, b.counts).map(+)) }

  /// What is measured of them; nil where nobody answered.
  public func value(of measure: IndexDefinition.Measure) -> Rate? {
    let sum = counts.enumerated().reduce(0) { $0 + ($1.offset + 1) * $1.element }
    return switch measure {
    case .top2: Rate(counts[3] + counts[4], of: total)
    case .dissatisfied: Rate(counts[0] + counts[1], of: total)
    case .mean5: Rate(sum, of: total)
    case .meanOfMaximum: Rate(sum, of: 5 * total)
    case .meanFromOne: Rate(sum - total, of: 4 * total)
    }
  }
}

/// The answers to one question, with the criterion that it belongs to.
public struct CriterionAnswers: Hashable, Sendable {
  /// The criterion.
  public var criterion: String
  /// The answers.
  public var answers: ScaleCounts

  /// Answers of a criterion's question.
  public init(criterion: String, answers: ScaleCounts) {
    self.criterion = criterion
    self.answers = answers
  }
}

extension IndexDefinition {
  /// The value of each criterion, in the order of their first questions; nil for one that nobody answered.
  public func criteria(of questions: [CriterionAnswers]) -> [(criterion: String, value: Rate?)] {
    var order: [String] = []
    for question in questions where !order.contains(question.criterion) { order.append(question.criterion) }
    return order.map { criterion in
      let own = questions.filter { $0.criterion == criterion }.map(\.answers)
      let value =
        self.questions == .pooled
        ? own.reduce(ScaleCounts(), +).value(of: measure) : Rate.mean(own.compactMap { $0.value(of: measure) })
      return (criterion, value)
    }
  }

  /// The index of a unit; nil where nobody answered. Criteria that nobody answered, or without a weight, are left out.
  public func value(of questions: [CriterionAnswers]) -> Rate? {
    switch criteria {
    case .pooled: questions.map(\.answers).reduce(ScaleCounts(), +).value(of: measure)
    case .mean: Rate.mean(criteria(of: questions).compactMap(\.value))
    case .weighted:
      Rate.mean(
        criteria(of: questions).compactMap { entry in
          entry.value.map { ($0, max(0, weights[entry.criterion] ?? 0)) }
        })
    }
  }
}
