import Ballots
import Testing

@testable import Counting

@Suite struct RecheckTests {
  // MARK: Bounds

  /// Against the definition, by counting all samples of a small population.
  @Test func theProbabilityIsHypergeometric() {
    func choose(_ n: Int, _ k: Int) -> Double {
      guard k >= 0, k <= n else { return 0 }
      return (0..<k).reduce(1.0) { $0 * Double(n - $1) / Double($1 + 1) }
    }
    for population in [1, 2, 7, 20] {
      let bound = ErrorBound(population: population)
      for bad in 0...population {
        for drawn in 0...population {
          for seen in 0...drawn {
            let expected =
              (0...seen).reduce(0.0) { $0 + choose(bad, $1) * choose(population - bad, drawn - $1) }
              / choose(population, drawn)
            let found = bound.probability(ofAtMost: seen, among: drawn, ifWrong: bad)
            #expect(abs(found - expected) < 1e-9, "\(population) \(bad) \(drawn) \(seen)")
          }
        }
      }
    }
  }

  @Test func theMostThatCanBeWrong() {
    let bound = ErrorBound(population: 1_000)
    #expect(bound.most(wrong: 0, of: 0) == 1_000)
    #expect(bound.most(wrong: 0, of: 1_000) == 0)
    #expect(bound.most(wrong: 3, of: 1_000) == 3)
    // Of a large count it is the rule of three.
    let large = ErrorBound(population: 1_000_000)
    #expect(abs(Double(large.most(wrong: 0, of: 300)) / 1_000_000 - 0.00994) < 0.0001)
    for drawn in stride(from: 0, to: 1_000, by: 50) {
      #expect(bound.most(wrong: 0, of: drawn) >= bound.most(wrong: 0, of: drawn + 50))
      #expect(bound.most(wrong: 0, of: drawn) <= bound.most(wrong: min(1, drawn), of: drawn))
    }
  }

  @Test func drawsThatSuffice() throws {
    let bound = ErrorBound(population: 4_000)
    let draws = try #require(bound.draws(toTolerate: 20))
    #expect(bound.most(wrong: 0, of: draws) <= 20 && bound.most(wrong: 0, of: draws - 1) > 20)
    #expect(try #require(bound.draws(toTolerate: 20, wrong: 2)) > draws)
    #expect(bound.draws(toTolerate: 0) == 4_000)
    #expect(bound.draws(toTolerate: 1, wrong: 2) == nil)
    #expect(bound.draws(toTolerate: 4_000) == 0)
    #expect(ErrorBound(population: 0).draws(toTolerate: 0) == 0)
  }

  // MARK: Comparing

  private func answers(_ pairs: [(Answer, Answer)], question: String = "Q1") -> [RecheckedAnswer] {
    pairs.enumerated().map { index, pair in
      RecheckedAnswer(
        location: PageLocation(file: "scans/\(index).png", page: 1), question: question, group: "U0\(index % 2)",
        counted: pair.0, read: pair.1)
    }
  }

  @Test func agreementByQuestionAndGroup() {
    let recheck = Recheck(
      answers([(.values(["5"]), .values(["5"])), (.values(["4"]), .values(["5"])), (.blank, .blank)])
        + answers([(.values(["1", "3"]), .values(["3", "1"])), (.blank, .review)], question: "Q2"))
    #expect(recheck.byQuestion.map(\.hundredths) == [6_667, 5_000])
    #expect(recheck.byGroup.map(\.subject) == ["U00", "U01"])
    #expect(recheck.byGroup.map(\.agreeing) == [3, 0])
    #expect(recheck.differing.map(\.question) == ["Q1", "Q2"])
  }

  @Test func verdicts() {
    let same: [(Answer, Answer)] = Array(repeating: (.values(["5"]), .values(["5"])), count: 600)
    let bound = ErrorBound(population: 4_000)
    guard case .accepted(let most) = Recheck(answers(same)).verdict(by: bound, tolerated: 20) else {
      Issue.record("600 without an error suffice")
      return
    }
    #expect(most <= 20)
    guard case .more(let draws, let few) = Recheck(answers(Array(same.prefix(100)))).verdict(by: bound, tolerated: 20)
    else {
      Issue.record("100 do not")
      return
    }
    #expect(few > 20 && draws > 100 && draws <= 600)
    let wrong: [(Answer, Answer)] = Array(repeating: (.values(["5"]), .values(["4"])), count: 21)
    #expect(Recheck(answers(same + wrong)).verdict(by: bound, tolerated: 20) == .rejected(wrong: 21))
  }
}
