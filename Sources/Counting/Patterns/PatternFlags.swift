internal import Ballots

/// Patterns of answers at which a person should look: they say nothing of how they came about, change no count, and are
/// worded so (Q01, Q02; near-identical pictures, Q04, are told by the reconciliation).
///
/// Many people tick the same level everywhere, so a run of like ballots is nothing by itself. One is told when chance would
/// hardly have made it: with a share p of ballots that bear a pattern, N ballots hold a run of n or more of it about
/// p^n (1 + (N − n)(1 − p)) times (W. Feller, An Introduction to Probability Theory, XIII.7, to first order).
struct PatternFlags: Sendable {
  /// Runs that chance makes less often than this in a box are told.
  static let rarest = 0.01
  /// Runs shorter than this are not told, however rare.
  static let shortestRun = 5
  /// Questions with a scale that a pattern must have.
  static let fewestQuestions = 4

  private let patterns: [OpeningID: [ScalePattern]]

  /// The patterns of ballots.
  init(_ patterns: [OpeningID: [ScalePattern]]) {
    self.patterns = patterns.mapValues { all in all.filter { $0.answers.count >= Self.fewestQuestions } }
  }

  /// The patterns of the ballots of a count.
  init(forms: [Form], pages: [AssembledPage]) { self.init(ScalePattern.complete(forms: forms, pages: pages)) }

  /// One row an opening and code, with its sheets.
  func discrepancies() -> [Discrepancy] {
    patterns.keys.sorted().flatMap { opening -> [Discrepancy] in
      let all = patterns[opening] ?? []
      var rows: [Discrepancy] = []
      if let run = Self.rarestRun(in: all) { rows.append(Self.row(.identicalRun, opening, run.map(\.sheet))) }
      let straight = all.filter(\.isStraight).map(\.sheet)
      if !straight.isEmpty { rows.append(Self.row(.straightLining, opening, straight)) }
      return rows
    }
  }

  private static func row(_ code: DiscrepancyCode, _ opening: OpeningID, _ sheets: [PageLocation]) -> Discrepancy {
    Discrepancy(
      code, at: .opening(opening), found: sheets.count, sheets: sheets, parameters: [.count: String(sheets.count)])
  }

  /// The run of like ballots that chance would make least often, where that is rare.
  static func rarestRun(in patterns: [ScalePattern]) -> ArraySlice<ScalePattern>? {
    let shares = Dictionary(grouping: patterns, by: \.answers).mapValues(\.count)
    var rarest: (run: ArraySlice<ScalePattern>, expected: Double)?
    var start = 0
    for end in 1...max(1, patterns.count) {
      if end < patterns.count, patterns[end].answers == patterns[start].answers { continue }
      let length = end - start
      if length >= shortestRun {
        // The run itself is no evidence of how common its pattern is.
        let others = patterns.count - length
        let share = Double((shares[patterns[start].answers] ?? length) - length + 1) / Double(others + 2)
        let expected = expectedRuns(of: length, share: share, among: patterns.count)
        if expected < Self.rarest, expected < rarest?.expected ?? 1 { rarest = (patterns[start..<end], expected) }
      }
      start = end
    }
    return rarest?.run
  }

  /// How many runs of a length or longer are to be expected.
  static func expectedRuns(of length: Int, share: Double, among count: Int) -> Double {
    var power = 1.0
    for _ in 0..<length { power *= share }
    return power * (1 + Double(max(0, count - length)) * (1 - share))
  }
}
