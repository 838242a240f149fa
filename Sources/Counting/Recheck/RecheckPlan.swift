/// What a recheck has to show of a count: how many of its answers may be wrong, and how many sheets say so.
///
/// An answer is wrong on a sheet that is wrong, so answers follow from sheets: those that were seen to be wrong, and all
/// answers of as many further sheets as can be wrong, the fullest ones.
public struct RecheckPlan: Hashable, Sendable {
  /// Accepted answers of the count.
  public let answers: Int
  /// How many of them may be wrong.
  public let tolerated: Int
  /// Sheets of each stratum.
  public let strata: [Int]
  /// Probability of accepting a count that holds more.
  public let risk: Double
  /// How many answers the n fullest sheets hold, by n.
  private let fullest: [Int]

  /// Tolerated unless told: 0.5 % of the answers (rounded down), at least one.
  public static func usualTolerance(of answers: Int) -> Int { max(1, answers / 200) }

  /// A plan for sheets, given by the number of accepted answers of each, by stratum.
  public init(_ sheets: [[Int]], tolerated: Int, risk: Double = 0.05) {
    fullest = sheets.joined().sorted(by: >).reduce(into: [0]) { sums, size in sums.append((sums.last ?? 0) + size) }
    answers = fullest.last ?? 0
    strata = sheets.map(\.count)
    self.tolerated = max(0, tolerated)
    self.risk = risk
  }

  /// The most answers that can be wrong, after so many sheets of each stratum were read again and so many answers on so many
  /// of them were wrong.
  public func mostAnswers(wrong: Int, onSheets sheets: Int, drawn: [Int]) -> Int {
    let bound = SheetBound(
      zip(strata, drawn).map { SheetBound.Stratum(sheets: $0, drawn: $1) }, risk: risk)
    return wrong + fullest[min(fullest.count - 1, max(0, bound.most(wrong: sheets) - sheets))]
  }

  /// How many sheets of each stratum to draw in all, in proportion and rounded up, so that the count is accepted although so
  /// many answers on so many sheets turn out wrong; all of them where fewer would not do.
  public func draws(wrong: Int = 0, onSheets sheets: Int = 0) -> [Int] {
    var (low, high) = (0, strata.reduce(0, +))
    while low < high {
      let middle = low + (high - low) / 2
      let drawn = Drawing.sharesRoundedUp(middle, of: strata)
      if mostAnswers(wrong: wrong, onSheets: sheets, drawn: drawn) <= tolerated {
        high = middle
      } else {
        low = middle + 1
      }
    }
    return Drawing.sharesRoundedUp(low, of: strata)
  }
}
