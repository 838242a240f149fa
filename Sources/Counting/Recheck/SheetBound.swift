/// How many of a count's sheets can hold a wrong answer at most, after sheets of each of its strata were drawn and read
/// again.
///
/// - Sheets are drawn, so the bound is one on sheets: what is wrong on one sheet (a crease, a shifted page) is often wrong
///   at several of its questions, and a bound that took each answer for a draw of its own would be too low.
/// - One stratum: hypergeometric, exact (``ErrorBound``).
/// - Several: the number of wrong sheets that were drawn is a sum of hypergeometric numbers, each of which is distributed
///   like a sum of independent trials (V. Vatutin, V. Mikhailov, 1982). Of B wrong sheets, wherever they lie, at least
///   f B are expected among those drawn, f being the lowest rate at which a stratum was drawn; and B independent trials
///   with that mean give no more than k with a probability of at most that of a binomial number, where k is at least 1 below the
///   mean (W. Hoeffding, 1956, theorem 4), and for k = 0 always. The bound is the largest B that this does not rule out: at
///   most a few sheets above what one stratum would give, and valid wherever the errors lie. The hypergeometric bound is
///   not, as wrong sheets that are spread over many small strata are missed more often.
public struct SheetBound: Hashable, Sendable {
  /// Sheets of which some were drawn, likewise at random.
  public struct Stratum: Hashable, Sendable {
    /// How many there are.
    public var sheets: Int
    /// How many of them were drawn.
    public var drawn: Int

    /// A stratum from its numbers.
    public init(sheets: Int, drawn: Int) {
      self.sheets = max(0, sheets)
      self.drawn = min(max(0, drawn), self.sheets)
    }
  }

  private let sheets: Int
  private let drawn: Int
  /// The stratum of which the smallest part was drawn; nil where there are no sheets.
  private let least: Stratum?
  private let isOneStratum: Bool
  private let risk: Double

  /// A bound with a probability of at most `risk` of being too low.
  public init(_ strata: [Stratum], risk: Double = 0.05) {
    let filled = strata.filter { $0.sheets > 0 }
    sheets = filled.reduce(0) { $0 + $1.sheets }
    drawn = filled.reduce(0) { $0 + $1.drawn }
    least = filled.min { $0.drawn * $1.sheets < $1.drawn * $0.sheets }
    isOneStratum = filled.count == 1
    self.risk = min(max(risk, 1e-12), 1)
  }

  /// The most sheets that can hold a wrong answer when `wrong` of those drawn did.
  public func most(wrong: Int) -> Int {
    guard let least else { return 0 }
    let wrong = min(max(0, wrong), drawn)
    if isOneStratum { return ErrorBound(population: sheets, risk: risk).most(wrong: wrong, of: drawn) }
    var (low, high) = (wrong, sheets - (drawn - wrong))
    while low < high {
      let middle = low + (high - low + 1) / 2
      if isRuledOut(middle, seen: wrong, least) { high = middle - 1 } else { low = middle }
    }
    return low
  }

  private func isRuledOut(_ bad: Int, seen: Int, _ least: Stratum) -> Bool {
    guard seen == 0 || least.drawn * bad >= (seen + 1) * least.sheets else { return false }
    let rate = Double(least.drawn) / Double(least.sheets)
    return Self.probability(ofAtMost: seen, of: bad, at: rate) <= risk
  }

  /// The probability of no more than `seen` successes among so many trials, binomial.
  static func probability(ofAtMost seen: Int, of trials: Int, at rate: Double) -> Double {
    guard seen < trials, rate > 0 else { return 1 }
    guard rate < 1 else { return 0 }
    let odds = rate / (1 - rate)
    // Ratios of neighbouring terms from the most likely one on, so that no term is too small to begin with.
    let mode = min(trials, Int(Double(trials + 1) * rate))
    var (below, all) = (mode <= seen ? 1.0 : 0, 1.0)
    var (term, k) = (1.0, mode)
    while k < trials, term > 1e-18 {
      term *= Double(trials - k) / Double(k + 1) * odds
      k += 1
      all += term
      if k <= seen { below += term }
    }
    (term, k) = (1.0, mode)
    while k > 0, term > 1e-300 {
      term *= Double(k) / Double(trials - k + 1) / odds
      k -= 1
      all += term
      if k <= seen { below += term }
    }
    return below / all
  }
}
