/// A whole number divided in proportion to counts so that the parts sum to it again (Hamilton's method): each gets the whole
/// part of its share, and what is left goes to the largest remainders, of equal ones to the earlier.
///
/// With 10,000 it gives percentages with two decimals that sum to 100, as the National Election Council asks for (2026: the
/// third digit from 5 on rounds up, and the parts are made to sum to 100 %).
public enum LargestRemainders {
  /// The parts, in the order of the counts, which are 0 or more; all 0 where there is nothing to divide by.
  public static func parts(_ whole: Int, of counts: [Int]) -> [Int] {
    let total = counts.reduce(0, +)
    guard total > 0, whole > 0 else { return counts.map { _ in 0 } }
    let shares = counts.map { (Int128(whole) * Int128($0)).quotientAndRemainder(dividingBy: Int128(total)) }
    var parts = shares.map { Int($0.quotient) }
    let order = counts.indices.sorted { a, b in
      shares[a].remainder != shares[b].remainder ? shares[a].remainder > shares[b].remainder : a < b
    }
    for index in order.prefix(whole - parts.reduce(0, +)) { parts[index] += 1 }
    return parts
  }
}
