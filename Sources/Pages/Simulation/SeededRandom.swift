internal import Foundation

/// Random numbers that depend on nothing but a seed: SplitMix64 (Steele, Lea and Flood 2014). A value type, so that a
/// copy repeats what the original gives.
public struct SeededRandom: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// A generator whose numbers follow from the seed.
  public init(seed: UInt64) { state = seed }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.mixed(state)
  }

  /// A seed for one of many things that share a seed, such as one page of a run. Neighbouring numbers give unrelated
  /// seeds.
  public static func seed(_ seed: UInt64, number: UInt64) -> UInt64 {
    mixed(mixed(seed &+ 0x9E37_79B9_7F4A_7C15) ^ (number &* 0xD1B5_4A32_D192_ED03 &+ 0x8CB9_2BA7_2F3D_8DD7))
  }

  private static func mixed(_ state: UInt64) -> UInt64 {
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A generator for one part of the work, so that more or fewer draws elsewhere change nothing there.
  mutating func branch() -> SeededRandom { SeededRandom(seed: next()) }

  /// Evenly distributed in [0, 1).
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// True with a probability.
  mutating func chance(_ probability: Double) -> Bool { unit() < probability }

  /// Evenly distributed within a range.
  mutating func within(_ range: ClosedRange<Double>) -> Double {
    range.lowerBound + unit() * (range.upperBound - range.lowerBound)
  }

  /// Evenly distributed between -limit and limit.
  mutating func upTo(_ limit: Double) -> Double { within(-limit...limit) }

  /// Normally distributed about 0, by the method of Box and Muller.
  mutating func normal(_ deviation: Double = 1) -> Double {
    let radius = (-2 * log(1 - unit())).squareRoot()
    return deviation * radius * cos(2 * .pi * unit())
  }

  /// 0 to `count` - 1, evenly; 0 when there is nothing to choose from.
  mutating func index(below count: Int) -> Int { count > 0 ? Int(unit() * Double(count)) : 0 }

  /// One of several things, as often as its weight says.
  mutating func pick<Thing>(_ weighted: Weighted<Thing>) -> Thing { weighted.pick(at: unit()) }
}

/// Things with weights, at least one.
struct Weighted<Thing: Sendable>: Sendable {
  private let first: Thing
  private let all: [(thing: Thing, weight: Double)]
  private let total: Double

  init(_ first: (Thing, Double), _ others: (Thing, Double)...) {
    self.first = first.0
    all = [(first.0, first.1)] + others.map { ($0.0, $0.1) }
    total = all.reduce(0) { $0 + $1.weight }
  }

  /// The same things, each as likely as another.
  var evened: Weighted { Weighted(all.map { ($0.thing, 1) }, first: first) }

  /// Only what is picked from them.
  func narrowed(_ random: inout SeededRandom) -> Weighted { Weighted((random.pick(self), 1)) }

  private init(_ all: [(thing: Thing, weight: Double)], first: Thing) {
    self.first = first
    self.all = all
    total = all.reduce(0) { $0 + $1.weight }
  }

  /// The thing at a share (0 to 1) of the total weight.
  func pick(at share: Double) -> Thing {
    var rest = share * total
    for (thing, weight) in all {
      rest -= weight
      if rest < 0 { return thing }
    }
    return first
  }
}
