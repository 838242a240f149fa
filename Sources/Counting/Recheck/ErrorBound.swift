/// How many of a count's answers can be wrong at most, after some of them were drawn and read again by people.
///
/// Draws are without replacement, so the number of wrong ones among them is hypergeometric, and the bound is exact: the
/// largest number of wrong answers with which so few in the sample would not be less likely than the risk. It holds whatever
/// errors look like, as in a ballot-comparison audit (M. Lindeman, P. Stark, "A Gentle Introduction to Risk-limiting
/// Audits", 2012; discovery sampling).
public struct ErrorBound: Hashable, Sendable {
  /// Answers of the count.
  public let population: Int
  /// Probability with which the bound may be too low.
  public let risk: Double

  /// Bounds for a count of so many answers, with a risk between 0 and 1: 0.05 unless told.
  public init(population: Int, risk: Double = 0.05) {
    self.population = max(0, population)
    self.risk = min(max(risk, 1e-12), 1)
  }

  /// The most answers that can be wrong when `wrong` of `drawn` were; all that were not drawn where nothing was drawn.
  public func most(wrong: Int, of drawn: Int) -> Int {
    let drawn = min(max(0, drawn), population)
    let wrong = min(max(0, wrong), drawn)
    // Between what was seen and what is left; the probability falls as the number grows.
    var (low, high) = (wrong, population - (drawn - wrong))
    while low < high {
      let middle = low + (high - low + 1) / 2
      if probability(ofAtMost: wrong, among: drawn, ifWrong: middle) > risk { low = middle } else { high = middle - 1 }
    }
    return low
  }

  /// How many must be drawn so that the bound is no more than `tolerated` answers although `wrong` of them turn out wrong;
  /// nil where even all of them would not do.
  public func draws(toTolerate tolerated: Int, wrong: Int = 0) -> Int? {
    guard tolerated >= wrong, tolerated >= 0 else { return nil }
    guard tolerated < population else { return 0 }
    var (low, high) = (min(wrong, population), population)
    while low < high {
      let middle = low + (high - low) / 2
      if most(wrong: wrong, of: middle) <= tolerated { high = middle } else { low = middle + 1 }
    }
    return most(wrong: wrong, of: low) <= tolerated ? low : nil
  }

  /// The probability of no more than `seen` wrong ones among `drawn` if so many are wrong.
  func probability(ofAtMost seen: Int, among drawn: Int, ifWrong bad: Int) -> Double {
    let good = population - bad
    let least = max(0, drawn - good)
    guard seen >= least else { return 0 }
    guard seen < min(drawn, bad) else { return 1 }
    // Ratios of neighbouring terms from the most likely one on, so that no term is too small to begin with.
    let mode = min(max((drawn + 1) * (bad + 1) / (population + 2), least), min(drawn, bad))
    func up(_ k: Int) -> Double {
      Double(bad - k) * Double(drawn - k) / (Double(k + 1) * Double(good - drawn + k + 1))
    }
    var (below, all) = (mode <= seen ? 1.0 : 0, 1.0)
    var term = 1.0
    var k = mode
    while k < min(drawn, bad), term > 1e-18 {
      term *= up(k)
      k += 1
      all += term
      if k <= seen { below += term }
    }
    (term, k) = (1.0, mode)
    while k > least, term > 1e-300 {
      term /= up(k - 1)
      k -= 1
      all += term
      if k <= seen { below += term }
    }
    return below / all
  }
}
