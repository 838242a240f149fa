/// Bounds-checked integers out of bytes in either order: for headers that are read without a library.
struct ByteView {
  let bytes: [UInt8]
  var bigEndian = true

  var count: Int { bytes.count }

  /// An unsigned integer of `size` (1 to 8) bytes, or nil beyond the end or beyond `Int`.
  func integer(at offset: Int, size: Int) -> Int? {
    guard offset >= 0, size > 0, size <= 8, offset <= bytes.count - size else { return nil }
    var value: UInt64 = 0
    for index in 0..<size {
      value = value << 8 | UInt64(bytes[offset + (bigEndian ? index : size - 1 - index)])
    }
    return Int(exactly: value)
  }

  /// Whether the ASCII text or the bytes stand at `offset`.
  func has(_ text: StaticString, at offset: Int = 0) -> Bool {
    let length = text.utf8CodeUnitCount
    guard offset >= 0, offset <= bytes.count - length else { return false }
    return text.withUTF8Buffer { wanted in
      for index in 0..<length where bytes[offset + index] != wanted[index] { return false }
      return true
    }
  }

  /// Where the text stands first.
  func offset(of text: StaticString) -> Int? {
    bytes.indices.first { has(text, at: $0) }
  }
}
