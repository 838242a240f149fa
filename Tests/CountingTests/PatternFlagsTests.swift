import Ballots
import Testing

@testable import Counting

@Suite("Pattern flags")
struct PatternFlagsTests {
  private static let form = Form(
    id: "f", code: "f", title: "f", pageSize: .a4,
    pages: [FormPage(number: 1, questions: (1...5).map { Samples.question("Q\($0)") })])

  private func pages(_ patterns: [String]) -> [AssembledPage] {
    patterns.enumerated().map { index, pattern in
      AssembledPage(
        location: PageLocation(file: "scans/U01-H1/\(index).png", page: 1), sha256: "", opening: Samples.opening,
        status: .ok, ballot: "b\(index)", form: "f", formPage: 1,
        answers: zip(1..., pattern).map {
          JudgedAnswer(
            question: "Q\($0)", answer: $1 == "-" ? .blank : .values([String($1)]), confidence: 1, reason: nil)
        })
    }
  }

  private func flags(_ patterns: [String]) -> [DiscrepancyCode: Int] {
    Dictionary(
      uniqueKeysWithValues: PatternFlags(forms: [Self.form], pages: pages(patterns)).discrepancies().map {
        ($0.code, $0.found ?? 0)
      })
  }

  /// Ballots that differ from each other.
  private func mixed(_ count: Int, seed: UInt64 = 1) -> [String] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { _ in String((0..<5).map { _ in "2345".randomElement(using: &generator) ?? "5" }) }
  }

  @Test("a run that chance would hardly make is told, with its sheets") func run() throws {
    #expect(flags(mixed(30) + Array(repeating: "54543", count: 6) + mixed(30, seed: 2))[.identicalRun] == 6)
    let row = try #require(
      PatternFlags(forms: [Self.form], pages: pages(mixed(30) + Array(repeating: "54543", count: 6))).discrepancies()
        .first { $0.code == .identicalRun })
    #expect(row.sheets.map(\.file) == (30..<36).map { "scans/U01-H1/\($0).png" })
    #expect(row.severity == .info)
  }

  @Test("where most tick the same, runs are usual") func usual() {
    var generator = SeededGenerator(seed: 9)
    for _ in 0..<20 {
      let ballots = (0..<80).map { _ in generator.next() % 10 < 8 ? "55555" : mixed(1, seed: generator.next())[0] }
      #expect(flags(ballots)[.identicalRun] == nil)
    }
  }

  @Test("few false alarms by chance alone") func falseAlarms() {
    var generator = SeededGenerator(seed: 3)
    var alarms = 0
    for _ in 0..<400 {
      let share = 2 + generator.next() % 6
      let ballots = (0..<100).map { _ in generator.next() % 10 < share ? "55555" : "44444" }
      if flags(ballots)[.identicalRun] != nil { alarms += 1 }
    }
    #expect(alarms <= 20)
  }

  @Test("straight lines are counted; blanks and other forms are no pattern") func straight() {
    #expect(flags(["55555", "54545", "33333", "5555-"]) == [.straightLining: 2])
    #expect(flags([]).isEmpty)
    #expect(PatternFlags(forms: [], pages: pages(["55555"])).discrepancies().isEmpty)
  }
}
