import Counting
import Testing

@Suite struct IndexTests {
  // MARK: Rounding

  @Test func halvesGoUp() {
    #expect(Rate(22_566, of: 100_000)?.hundredthsOfPercent == 2_257)
    #expect(Rate(225_650, of: 1_000_000)?.hundredthsOfPercent == 2_257)
    #expect(Rate(1, of: 3)?.hundredthsOfPercent == 3_333)
    #expect(Rate(2, of: 3)?.hundredthsOfPercent == 6_667)
    // 1/16 = 6.25 %, 1/32 = 3.125 %: the half of a hundredth, exactly.
    #expect(Rate(1, of: 32)?.hundredthsOfPercent == 313)
    #expect(Rate(0, of: 0) == nil)
    #expect(Rate(847, of: 200)?.hundredths == 424)
  }

  /// Against the definition in whole numbers, for all shares of small wholes.
  @Test func everyShareIsRoundedRight() {
    for count in 1...400 {
      for part in 0...count {
        #expect(Rate(part, of: count)?.hundredthsOfPercent == (part * 20_000 + count) / (2 * count))
      }
    }
  }

  @Test func percentagesSumTo100() {
    #expect(LargestRemainders.parts(10_000, of: [1, 1, 1]) == [3_334, 3_333, 3_333])
    #expect(LargestRemainders.parts(10_000, of: [0, 0]) == [0, 0])
    #expect(LargestRemainders.parts(10_000, of: []) == [])
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<2_000 {
      let counts = (0..<Int(generator.next() % 9 + 1)).map { _ in Int(generator.next() % 700) }
      let parts = LargestRemainders.parts(10_000, of: counts)
      let total = counts.reduce(0, +)
      #expect(parts.reduce(0, +) == (total == 0 ? 0 : 10_000))
      // None is further than a hundredth from its share.
      for (count, part) in zip(counts, parts) where total > 0 {
        #expect(abs(part * total - count * 10_000) < total)
      }
    }
  }

  // MARK: Intervals

  private func percent(_ interval: ConfidenceInterval?) -> [Double]? {
    interval.map { [($0.lower * 1_000).rounded() / 10, ($0.upper * 1_000).rounded() / 10] }
  }

  @Test func wilson() {
    #expect(percent(ConfidenceInterval(45, of: 50)) == [78.6, 95.7])
    #expect(percent(ConfidenceInterval(50, of: 50)) == [92.9, 100])
    #expect(percent(ConfidenceInterval(0, of: 50)) == [0, 7.1])
    #expect(ConfidenceInterval(0, of: 0) == nil)
    // Everybody was asked.
    #expect(ConfidenceInterval(45, of: 50, population: 50) == nil)
    let whole = ConfidenceInterval(45, of: 50), part = ConfidenceInterval(45, of: 50, population: 100)
    #expect((part?.lower ?? 0) > (whole?.lower ?? 1))
  }

  @Test func strata() throws {
    // One stratum of a large population is the usual interval around its share.
    let one = try #require(ConfidenceInterval([.init(share: 0.9, count: 500, population: 1_000_000)]))
    #expect(abs((one.lower + one.upper) / 2 - 0.9) < 1e-9)
    #expect(abs((one.upper - one.lower) / 2 - 0.0263) < 1e-3)
    // Weights are those of the populations: 0.9 of three quarters, 0.5 of one.
    let two = try #require(
      ConfidenceInterval([
        .init(share: 0.9, count: 100, population: 3_000), .init(share: 0.5, count: 100, population: 1_000),
      ]))
    #expect(abs((two.lower + two.upper) / 2 - 0.8) < 1e-9)
    #expect(ConfidenceInterval([.init(share: 1, count: 1, population: 10)]) == nil)
  }

  @Test func overlapping() throws {
    let a = try #require(ConfidenceInterval(45, of: 50)), b = try #require(ConfidenceInterval(40, of: 50))
    let c = try #require(ConfidenceInterval(20, of: 50))
    #expect(a.overlaps(b) && b.overlaps(a) && !a.overlaps(c) && !c.overlaps(a))
  }

  // MARK: Definitions

  /// One sheet of the eight questions, with the criteria that have 1, 2, 2, 2 and 1 of them: Q1 = 5, the others 3.
  private var sheet: [CriterionAnswers] {
    ["A", "B", "B", "C", "C", "D", "D", "E"].enumerated().map { index, criterion in
      CriterionAnswers(criterion: criterion, answers: ScaleCounts(index == 0 ? [0, 0, 0, 0, 1] : [0, 0, 1, 0, 0]))
    }
  }

  private func top2(
    _ questions: IndexDefinition.Joining, _ criteria: IndexDefinition.Joining, _ weights: [String: Int] = [:]
  ) -> Int? {
    IndexDefinition(
      id: "x", version: "1", measure: .top2, questions: questions, criteria: criteria, weights: weights
    ).value(of: sheet)?.hundredthsOfPercent
  }

  @Test func whatIsPooledMatters() {
    #expect(IndexDefinition.usual.value(of: sheet)?.hundredthsOfPercent == 1_250)
    #expect(top2(.pooled, .mean) == 2_000)
    #expect(top2(.mean, .mean) == 2_000)
    #expect(top2(.pooled, .weighted, ["A": 3, "B": 1]) == 7_500)
    #expect(top2(.pooled, .weighted) == nil)
    #expect(IndexDefinition.usual.value(of: []) == nil)
  }

  @Test func measures() {
    let counts = ScaleCounts([1, 0, 2, 3, 4])
    func value(_ measure: IndexDefinition.Measure) -> Int? { counts.value(of: measure)?.hundredthsOfPercent }
    #expect(value(.top2) == 7_000)
    #expect(value(.dissatisfied) == 1_000)
    #expect(counts.value(of: .mean5)?.hundredths == 390)
    #expect(value(.meanOfMaximum) == 7_800)
    #expect(value(.meanFromOne) == 7_250)
    #expect(ScaleCounts().value(of: .mean5) == nil)
  }

  /// A criterion that nobody answered is no zero.
  @Test func unansweredCriteriaAreLeftOut() {
    let definition = IndexDefinition(id: "x", version: "1", measure: .top2, criteria: .mean)
    let answers = [
      CriterionAnswers(criterion: "A", answers: ScaleCounts([0, 0, 0, 0, 2])),
      CriterionAnswers(criterion: "B", answers: ScaleCounts()),
    ]
    #expect(definition.value(of: answers)?.hundredthsOfPercent == 10_000)
    #expect(definition.criteria(of: answers).map { $0.value?.hundredthsOfPercent } == [10_000, nil])
  }
}
