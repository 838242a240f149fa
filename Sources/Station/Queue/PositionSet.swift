/// A set of positions 0 ..< capacity that finds the first one from anywhere on in a few steps, however many there are: bits,
/// with a bit above each 64 of them that says whether any is set, and so on to the top.
struct PositionSet: Sendable {
  /// `levels[0]` are the positions; a bit of the next level stands for a word of this one.
  private var levels: [[UInt64]]
  /// How many positions are in it.
  private(set) var count: Int

  /// An empty set, or a full one.
  init(capacity: Int, isFull: Bool = false) {
    count = isFull ? capacity : 0
    levels = []
    var bits = max(1, capacity)
    var filled = isFull ? capacity : 0
    repeat {
      let words = (bits + 63) / 64
      levels.append((0..<words).map { word in Self.ones(min(64, max(0, filled - word * 64))) })
      bits = words
      filled = (filled + 63) / 64
    } while bits > 1
  }

  private static func ones(_ count: Int) -> UInt64 { count == 64 ? .max : (1 << UInt64(count)) - 1 }

  /// Whether a position is in it.
  func contains(_ position: Int) -> Bool { levels[0][position / 64] & (1 << UInt64(position % 64)) != 0 }

  /// Puts a position in.
  mutating func insert(_ position: Int) {
    guard !contains(position) else { return }
    count += 1
    var place = position
    for level in levels.indices {
      levels[level][place / 64] |= 1 << UInt64(place % 64)
      place /= 64
    }
  }

  /// Takes a position out.
  mutating func remove(_ position: Int) {
    guard contains(position) else { return }
    count -= 1
    var place = position
    for level in levels.indices {
      levels[level][place / 64] &= ~(1 << UInt64(place % 64))
      guard levels[level][place / 64] == 0 else { return }
      place /= 64
    }
  }

  /// The first position from one on; nil where there is none.
  func first(from start: Int) -> Int? {
    var place = start
    for level in levels.indices {
      guard place / 64 < levels[level].count else { return nil }
      let rest = levels[level][place / 64] >> UInt64(place % 64)
      if rest != 0 { return descend(from: place + rest.trailingZeroBitCount, at: level) }
      place = place / 64 + 1
    }
    return nil
  }

  /// The first position below a bit that is set.
  private func descend(from bit: Int, at level: Int) -> Int {
    var place = bit
    for lower in stride(from: level - 1, through: 0, by: -1) {
      place = place * 64 + levels[lower][place].trailingZeroBitCount
    }
    return place
  }
}
