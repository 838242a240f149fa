/// A random selection that anybody can repeat with the published seed: each item gets a ticket, the SHA-256 of the UTF-8 text
/// `seed,stratum,item`, and the items with the smallest tickets are drawn. As nobody can choose tickets, every selection
/// of one size is equally likely, and one of ten is part of one of twenty (R. Rivest, "Consistent Sampling with
/// Replacement", 2018; here without replacement).
public struct Drawing: Sendable {
  /// The published seed: digits of dice that were thrown before witnesses.
  public let seed: String
  /// SHA-256 of a text's UTF-8.
  private let hash: @Sendable (String) -> [UInt8]

  /// Drawings with a seed; `hash` is SHA-256.
  public init(seed: String, hash: @escaping @Sendable (String) -> [UInt8]) {
    self.seed = seed
    self.hash = hash
  }

  /// Draws of one stratum; gives all items where fewer are there, in the order in which they were drawn. Items are different
  /// texts; their order does not matter.
  public func draw(_ count: Int, of items: [String], stratum: String = "") -> [String] {
    let tickets = Set(items).map { (ticket: hash("\(seed),\(stratum),\($0)"), item: $0) }
    return tickets.sorted { a, b in
      a.ticket == b.ticket
        ? a.item.utf8.lexicographicallyPrecedes(b.item.utf8) : a.ticket.lexicographicallyPrecedes(b.ticket)
    }.prefix(max(0, count)).map(\.item)
  }

  /// How many to draw of each stratum, in proportion to its size: in all `count`, or everything where there is less.
  public static func shares(_ count: Int, of sizes: [Int]) -> [Int] {
    LargestRemainders.parts(min(count, sizes.reduce(0, +)), of: sizes)
  }

  /// How many to draw of each stratum so that none is drawn at a lower rate than `count` of all: its proportion, rounded up,
  /// so in all up to one a stratum more. None is left out, however small.
  public static func sharesRoundedUp(_ count: Int, of sizes: [Int]) -> [Int] {
    let total = sizes.reduce(0, +)
    guard total > 0, count > 0 else { return sizes.map { _ in 0 } }
    let count = min(count, total)
    return sizes.map { Int((Int128($0) * Int128(count) + Int128(total - 1)) / Int128(total)) }
  }
}
