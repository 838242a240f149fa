/// An interval that holds the true share with a probability of 95 %.
public struct ConfidenceInterval: Hashable, Sendable {
  /// The quantile of the normal distribution for 95 % on both sides.
  static let z = 1.959_963_985

  /// Lower end, 0 to 1.
  public let lower: Double
  /// Upper end, 0 to 1.
  public let upper: Double

  /// The interval around a share that `successes` of `count` show (E. B. Wilson, 1927). nil of none, and where `population`
  /// says that everybody was asked: a census has no error of chance.
  ///
  /// Of a sample without replacement from a finite population the half width is less by √((N − n) / (N − 1)).
  public init?(_ successes: Int, of count: Int, population: Int? = nil) {
    guard count > 0, (0...count).contains(successes) else { return nil }
    let n = Double(count)
    var correction = 1.0
    if let population {
      guard population > count else { return nil }
      correction = (Double(population - count) / Double(population - 1)).squareRoot()
    }
    self.init(p: Double(successes) / n, n: n, z: Self.z * correction)
  }

  /// The interval around a share that so many members of a sample show on average. nil of none.
  public init?(share: Rate, of count: Int) {
    guard count > 0, share.fraction <= 1 else { return nil }
    self.init(p: share.fraction, n: Double(count), z: Self.z)
  }

  private init(p: Double, n: Double, z: Double) {
    let middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    let half = z / (1 + z * z / n) * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    (lower, upper) = (max(0, middle - half), min(1, middle + half))
  }

  /// A stratum of a sample: what was found of it, and how large it is.
  public struct Stratum: Hashable, Sendable {
    /// Share of the answers that count, 0 to 1.
    public var share: Double
    /// All answers, two at least.
    public var count: Int
    /// Members of the stratum.
    public var population: Int

    /// A stratum from its parts.
    public init(share: Double, count: Int, population: Int) {
      self.share = share
      self.count = count
      self.population = population
    }
  }

  /// The interval around the share of a stratified sample: Σ W p, with variance Σ W² (1 − n/N) p (1 − p) / (n − 1)
  /// (W. G. Cochran, Sampling Techniques, §5.8). nil where a stratum has fewer than two answers or fewer members than answers.
  public init?(_ strata: [Stratum]) {
    let total = strata.reduce(0) { $0 + $1.population }
    guard total > 0, strata.allSatisfy({ $0.count > 1 && $0.population >= $0.count && (0...1).contains($0.share) })
    else {
      return nil
    }
    var share = 0.0
    var variance = 0.0
    for stratum in strata {
      let weight = Double(stratum.population) / Double(total)
      let (n, p) = (Double(stratum.count), stratum.share)
      share += weight * p
      variance += weight * weight * (1 - n / Double(stratum.population)) * p * (1 - p) / (n - 1)
    }
    let half = Self.z * variance.squareRoot()
    (lower, upper) = (max(0, share - half), min(1, share + half))
  }

  /// Whether nobody can say which of two shares is the larger one.
  public func overlaps(_ other: Self) -> Bool { lower <= other.upper && other.lower <= upper }
}
