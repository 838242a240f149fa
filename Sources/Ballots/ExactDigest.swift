internal import Raster

/// Stands for much that was read when all that matters is whether it is the same: 128 bits of FNV-1a, taken over words
/// instead of bytes. Two scans of one sheet never measure alike to the last digit; two readings of one picture always do.
public struct ExactDigest: Hashable, Sendable {
  private static let prime: UInt128 = 0x0000_0000_0100_0000_0000_0000_0000_013B

  private var value: UInt128 = 0x6C62_272E_07BB_0142_62B8_2175_6295_C58D

  /// The digest of all that was read of these questions.
  public init(_ questions: [QuestionReading]) {
    for question in questions {
      add(question.question)
      add(question.strayInk)
      add(UInt64(question.options.count))
      for option in question.options { add(option) }
    }
  }

  /// The digest of texts.
  public init(_ texts: some Sequence<String>) {
    for text in texts { add(text) }
  }

  /// Enough of it where only a few things could be taken for one another.
  public var short: UInt64 { UInt64(truncatingIfNeeded: value ^ (value >> 64)) }

  private mutating func add(_ option: OptionReading) {
    add(option.value)
    add(option.state.rawValue)
    add(option.confidence)
    add(option.reason?.rawValue ?? "")
    let mark = option.mark
    add(mark.inkInside)
    add(mark.coverage)
    add(mark.inkAround)
    add(mark.extent)
    add(mark.contrast)
    add(mark.encirclement)
    add(mark.outlineMatch)
    add(mark.shift)
    add(mark.tint)
    add(mark.isTick ? UInt64(1) : 0)
    add(option.place.x)
    add(option.place.y)
    add(option.place.width)
    add(option.place.height)
  }

  private mutating func add(_ word: UInt64) { value = (value ^ UInt128(word)) &* Self.prime }

  private mutating func add(_ number: Double) {
    // 0 and -0 are equal and have different bits.
    add(number == 0 ? UInt64(0) : number.bitPattern)
  }

  private mutating func add(_ text: String) {
    add(UInt64(text.utf8.count))
    for byte in text.utf8 { add(UInt64(byte)) }
  }
}
