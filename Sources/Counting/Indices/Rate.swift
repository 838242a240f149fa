/// A share, or a mean of values, as a whole number of 10⁻¹². Binary fractions would round halves the wrong way.
///
/// The nearest that n answers come to a half of a hundredth of a percent without being one is 1 / (20,000 n): more than is
/// lost here while n is below fifty million.
public struct Rate: Hashable, Sendable, Comparable {
  private static let one = 1_000_000_000_000

  /// The number of 10⁻¹².
  let parts: Int

  private init(parts: Int) { self.parts = parts }

  /// `sum` of so many, halves up; nil of none. Sums are 0 or more.
  public init?(_ sum: Int, of count: Int) {
    guard count > 0, sum >= 0 else { return nil }
    let (quotient, rest) = (Int128(sum) * Int128(Self.one)).quotientAndRemainder(dividingBy: Int128(count))
    guard let parts = Int(exactly: 2 * rest >= Int128(count) ? quotient + 1 : quotient) else { return nil }
    self.init(parts: parts)
  }

  /// The mean of rates by their weights, which are 0 or more; nil where all are 0.
  public static func mean(_ rates: [(rate: Rate, weight: Int)]) -> Rate? {
    let weights = rates.reduce(0) { $0 + $1.weight }
    guard weights > 0 else { return nil }
    let sum = rates.reduce(Int128(0)) { $0 + Int128($1.rate.parts) * Int128($1.weight) }
    let (quotient, rest) = sum.quotientAndRemainder(dividingBy: Int128(weights))
    return Int(exactly: 2 * rest >= Int128(weights) ? quotient + 1 : quotient).map { Rate(parts: $0) }
  }

  /// The mean, each counting as much.
  public static func mean(_ rates: [Rate]) -> Rate? { mean(rates.map { ($0, 1) }) }

  /// The nearest binary fraction: for intervals and for spreadsheets, which know no other numbers.
  public var fraction: Double { Double(parts) / Double(Self.one) }

  /// In hundredths of a percent, halves up: 0.225665 is 2257.
  public var hundredthsOfPercent: Int { (parts + Self.one / 20_000) / (Self.one / 10_000) }

  /// In hundredths, halves up: a mean of 4.235 is 424.
  public var hundredths: Int { (parts + Self.one / 200) / (Self.one / 100) }

  /// By size.
  public static func < (a: Rate, b: Rate) -> Bool { a.parts < b.parts }
}
