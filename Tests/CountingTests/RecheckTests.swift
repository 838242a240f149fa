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
    // One wrong answer is missed with a probability of 200 / 4,000 = 5 %.
    #expect(bound.draws(toTolerate: 0) == 3_800)
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

  // MARK: Sheets

  /// Of all ways in which wrong sheets can lie in the strata, counted out, the likeliest to show no more than were seen.
  private func worst(_ strata: [SheetBound.Stratum], wrong: Int, seen: Int) -> Double {
    func choose(_ n: Int, _ k: Int) -> Double {
      guard k >= 0, k <= n else { return 0 }
      return (0..<k).reduce(1.0) { $0 * Double(n - $1) / Double($1 + 1) }
    }
    func most(_ rest: ArraySlice<SheetBound.Stratum>, _ left: Int, _ before: [Double]) -> Double {
      guard let stratum = rest.first else { return left == 0 ? before.prefix(seen + 1).reduce(0, +) : 0 }
      return (0...min(left, stratum.sheets)).map { bad in
        var after = [Double](repeating: 0, count: before.count + stratum.drawn)
        for (old, chance) in before.enumerated() {
          for new in 0...stratum.drawn {
            after[old + new] +=
              chance * choose(bad, new) * choose(stratum.sheets - bad, stratum.drawn - new)
              / choose(stratum.sheets, stratum.drawn)
          }
        }
        return most(rest.dropFirst(), left - bad, after)
      }.max() ?? 0
    }
    return most(strata[...], wrong, [1])
  }

  @Test(arguments: [[5, 3], [10, 4, 2], [6, 6, 6], [15, 1, 1], [4, 4, 4, 4], [20]])
  func theBoundHoldsWhereverErrorsLie(_ sizes: [Int]) {
    let sheets = sizes.reduce(0, +)
    for draws in stride(from: 1, through: sheets, by: 2) {
      let strata = zip(sizes, Drawing.sharesRoundedUp(draws, of: sizes)).map {
        SheetBound.Stratum(sheets: $0, drawn: $1)
      }
      let drawn = strata.reduce(0) { $0 + $1.drawn }
      for risk in [0.05, 0.2] {
        for seen in 0...min(3, drawn) {
          let bound = SheetBound(strata, risk: risk).most(wrong: seen)
          let left = sheets - (drawn - seen)
          #expect(bound >= seen && bound <= left)
          guard bound < left else { continue }
          for wrong in bound + 1...left {
            #expect(worst(strata, wrong: wrong, seen: seen) <= risk + 1e-12, "\(strata) \(seen) \(bound) \(wrong)")
          }
        }
      }
    }
  }

  /// The hypergeometric bound is too low where sheets are drawn stratum by stratum: with one wrong sheet in each of many
  /// small strata, none is seen too often.
  @Test func manySmallStrata() {
    let pairs = Array(repeating: SheetBound.Stratum(sheets: 2, drawn: 1), count: 6)
    #expect(SheetBound(pairs).most(wrong: 0) == 4)
    #expect(ErrorBound(population: 12).most(wrong: 0, of: 6) == 3)
    #expect(worst(pairs, wrong: 4, seen: 0) > 0.05)
  }

  @Test func oneStratumIsExact() {
    for (drawn, wrong) in [(10, 0), (100, 2), (400, 0), (400, 5)] {
      #expect(
        SheetBound([SheetBound.Stratum(sheets: 400, drawn: drawn)]).most(wrong: wrong)
          == ErrorBound(population: 400).most(wrong: wrong, of: drawn))
    }
    #expect(SheetBound([]).most(wrong: 0) == 0)
  }

  @Test func plans() {
    // 40 units of 100 sheets with 8 answers each: 160 answers are 20 sheets.
    let plan = RecheckPlan(Array(repeating: Array(repeating: 8, count: 100), count: 40), tolerated: 160)
    #expect(plan.answers == 32_000)
    #expect(plan.draws() == Array(repeating: 14, count: 40))
    #expect(plan.draws(wrong: 1, onSheets: 1).allSatisfy { $0 > 14 })
    // All other answers of the fullest sheets may be wrong, too.
    let mixed = RecheckPlan([[1, 1, 9, 1]], tolerated: 0)
    #expect(mixed.mostAnswers(wrong: 0, onSheets: 0, drawn: [3]) == 9)
    #expect(mixed.mostAnswers(wrong: 1, onSheets: 1, drawn: [4]) == 1)
    #expect(mixed.draws() == [4])
    #expect(RecheckPlan.usualTolerance(of: 150) == 1 && RecheckPlan.usualTolerance(of: 32_000) == 160)
  }

  @Test func verdicts() {
    let same: [(Answer, Answer)] = Array(repeating: (.values(["5"]), .values(["5"])), count: 600)
    let wrong: (Answer, Answer) = (.values(["5"]), .values(["4"]))
    // One answer a sheet.
    let plan = RecheckPlan([Array(repeating: 1, count: 4_000)], tolerated: 20)
    guard case .accepted(let most) = Recheck(answers(same)).verdict(by: plan, drawn: [600]) else {
      Issue.record("600 without an error suffice")
      return
    }
    #expect(most <= 20)
    let few = Recheck(answers(Array(same.prefix(100))))
    guard case .more(let draws, let possible) = few.verdict(by: plan, drawn: [100]) else {
      Issue.record("100 do not")
      return
    }
    #expect(possible > 20 && draws.count == 1 && draws[0] > 100 && draws[0] <= 600)
    let many = Recheck(answers(same + Array(repeating: wrong, count: 21)))
    #expect(many.verdict(by: plan, drawn: [621]) == .rejected(wrong: 21))
  }

  /// A unit in which more differs than is tolerated of the whole is named, however well the others agree.
  @Test func groupsThatStandOut() {
    let same: [(Answer, Answer)] = Array(repeating: (.values(["5"]), .values(["5"])), count: 200)
    let recheck = Recheck(answers([(.values(["5"]), .blank)] + same))
    let plan = RecheckPlan([Array(repeating: 1, count: 1_000)], tolerated: 5)
    #expect(recheck.groups(beyond: plan).map(\.subject) == ["U00"])
    let lenient = RecheckPlan([Array(repeating: 1, count: 1_000)], tolerated: 10)
    #expect(recheck.groups(beyond: lenient).isEmpty)
  }

  // MARK: Drawing sheets

  private func page(_ number: Int, unit: String, _ answers: [Answer], status: PageStatus = .ok) -> AssembledPage {
    AssembledPage(
      location: PageLocation(file: "scans/\(unit)-H1/\(number).png", page: 1), sha256: "\(unit)\(number)",
      opening: OpeningID(unit: unit, box: "H1"), status: status, form: "mau", formPage: 1, unit: unit, box: "H1",
      answers: answers.enumerated().map { JudgedAnswer(question: "Q\($0 + 1)", answer: $1, confidence: 1) })
  }

  @Test func onlyAcceptedAnswersAreDrawn() {
    let five = Answer.values(["5"])
    let pages = [
      page(1, unit: "U02", [five, .review]), page(2, unit: "U02", [.review, .review]),
      page(3, unit: "U02", [five, five], status: .review), page(10, unit: "U01", [.blank, .overvote]),
      page(9, unit: "U01", [five]),
    ]
    let population = RecheckPopulation(pages, by: .unit)
    #expect(population.strata.map(\.name) == ["U01", "U02"])
    #expect(population.answers == 4)
    #expect(population.plan(tolerating: 1).strata == [2, 1])
    #expect(RecheckPopulation(pages, by: .box).strata.map(\.name) == ["U01-H1", "U02-H1"])
    #expect(RecheckPopulation(pages, by: .form).strata.map(\.name) == ["mau"])
  }

  @Test func samplesAreReproducibleAndNested() {
    @Sendable func spread(_ text: String) -> [UInt8] {
      var state: UInt64 = 0xcbf2_9ce4_8422_2325
      for byte in text.utf8 { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
      state = (state ^ (state >> 33)) &* 0xff51_afd7_ed55_8ccd
      return (0..<8).map { UInt8(truncatingIfNeeded: state >> (56 - 8 * UInt64($0))) }
    }
    let five = Answer.values(["5"])
    let pages = (1...60).map { page($0, unit: "U0\($0 % 3)", [five, five]) }
    func files(_ seed: String, _ pages: [AssembledPage], _ draws: [Int]) -> [String] {
      RecheckPopulation(pages, by: .unit).order(by: Drawing(seed: seed, hash: spread)).sample(draws)
        .flatMap { $0.sheets.map(\.location.file) }
    }
    let drawn = files("30516242", pages, [5, 5, 5])
    #expect(drawn.count == 15)
    #expect(files("30516242", pages.reversed(), [5, 5, 5]) == drawn)
    #expect(files("30516243", pages, [5, 5, 5]) != drawn)
    #expect(Set(drawn).isSubset(of: files("30516242", pages, [9, 6, 5])))
    let order = RecheckPopulation(pages, by: .unit).order(by: Drawing(seed: "1", hash: spread))
    // Two answers a sheet; rounded up in each unit.
    #expect(order.draws(holding: 30) == [5, 5, 5] && order.draws(holding: 32) == [6, 6, 6])
    #expect(order.draws(holding: 1_000) == [20, 20, 20])
  }
}
