import Foundation
import Testing

/// What the fuzzer has found so far, and inputs made of it at random: nothing of it may crash what reads it. `make fuzz`
/// looks for more (docs/robustness.md).
@Suite("Corpus of the fuzzer", .serialized)
struct CorpusTests {
  /// Inputs made at random for each target.
  private static let mutations = 1000

  @Test(arguments: FuzzTarget.allCases)
  func nothingCrashes(_ target: FuzzTarget) throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Corpus/\(target.rawValue)")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    try #require(!names.isEmpty)
    let inputs = try names.map { [UInt8](try Data(contentsOf: folder.appendingPathComponent($0))) }
    for input in inputs { target.take(input) }
    var mutator = Mutator(inputs: inputs, seed: 20_261_121)
    for _ in 0..<Self.mutations { target.take(mutator.next()) }
  }
}

/// Makes inputs of inputs, the same ones each time.
struct Mutator {
  private let inputs: [[UInt8]]
  private var state: UInt64

  init(inputs: [[UInt8]], seed: UInt64) {
    self.inputs = inputs
    state = seed
  }

  mutating func next() -> [UInt8] {
    var bytes = inputs[below(inputs.count)]
    for _ in 0...below(4) { change(&bytes) }
    return bytes
  }

  private static let numbers = ["0", "-1", "9223372036854775807", "9223372036854775808", "4294967296", "1e308", "nan"]
  private static let values: [UInt8] = [0, 1, 0x7F, 0x80, 0xFF, 10, 32, 34, 44, 58, 123, 125]

  private mutating func change(_ bytes: inout [UInt8]) {
    let place = below(bytes.count + 1)
    switch below(8) {
    case 0: bytes.removeSubrange(place..<min(bytes.count, place + 1 + below(16)))
    case 1: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 1 + below(16))], at: place)
    case 2: bytes = Array(bytes.prefix(place))
    case 3:
      let other = inputs[below(inputs.count)]
      bytes = Array(bytes.prefix(place) + other.dropFirst(below(other.count + 1)))
    case 4:
      // A number of its own in the place of one that stands there.
      let digits = bytes[place...].firstIndex { (0x30...0x39).contains($0) } ?? bytes.count
      let end = bytes[digits...].firstIndex { !(0x30...0x39).contains($0) } ?? bytes.count
      bytes.replaceSubrange(digits..<end, with: Self.numbers[below(Self.numbers.count)].utf8)
    case 5 where place < bytes.count: bytes[place] ^= 1 << below(8)
    case 6 where place < bytes.count: bytes[place] = Self.values[below(Self.values.count)]
    default: bytes.insert(Self.values[below(Self.values.count)], at: place)
    }
  }

  /// From 0 to below a number (SplitMix64).
  private mutating func below(_ count: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) % UInt64(max(1, count)))
  }
}
