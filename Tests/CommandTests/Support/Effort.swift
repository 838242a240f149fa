import Foundation

/// How much is tried: little in the suite, more where the environment asks for it (`make test-crash`, `make
/// test-hostile`).
enum Effort {
  /// Kills of a run at random points.
  static let kills = number("KIEMPHIEU_KILLS") ?? 12
  /// What the random points follow from.
  static let seed = UInt64(number("KIEMPHIEU_SEED") ?? 20_260_701)
  /// Of the calls that change files, every how manieth is let fail; 1 is each.
  static let failureStep = number("KIEMPHIEU_FAILURE_STEP") ?? 29
  /// Places at which each hostile file is cut, besides being read whole.
  static let prefixes = number("KIEMPHIEU_PREFIXES") ?? 1
  /// Of the hostile files, every how manieth is taken; 1 is each.
  static let hostileStep = number("KIEMPHIEU_HOSTILE_STEP") ?? 7

  /// Whether more is tried than in the suite.
  static let isFull = number("KIEMPHIEU_KILLS") != nil

  private static func number(_ name: String) -> Int? { ProcessInfo.processInfo.environment[name].flatMap { Int($0) } }
}

/// A small generator that gives the same numbers everywhere (SplitMix64).
struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// From 0 to below 1.
  mutating func unit() -> Double { Double(next() >> 11) / Double(1 << 53) }
}
