/// The order in which people read file names: digits count as numbers, so `scan9` comes before `scan10`.
///
/// Paths are compared folder by folder, so the files of one folder always stand together. Names that differ only in
/// leading zeros (`scan1`, `scan01`) are told apart by their bytes: the order is total, and two paths are equal only
/// when their bytes are.
public enum NaturalOrder {
  /// Whether the first path stands before the second.
  public static func precedes(_ first: String, _ second: String) -> Bool {
    Key(first) < Key(second)
  }

  /// A path prepared for comparing, for sorting many.
  public struct Key: Comparable, Sendable {
    private let bytes: [UInt8]

    /// A key of a path.
    public init(_ path: String) { bytes = Array(path.utf8) }

    /// Natural order; ties by bytes.
    public static func < (first: Self, second: Self) -> Bool {
      first.comparison(with: second) < 0
    }

    /// Negative when this key stands first, positive when the other does, zero when their bytes are equal.
    func comparison(with other: Self) -> Int {
      let a = bytes
      let b = other.bytes
      var i = 0
      var j = 0
      var componentA = 0
      var componentB = 0
      while i < a.count, j < b.count {
        if Self.isDigit(a[i]), Self.isDigit(b[j]) {
          let order = Self.compareNumbers(a, &i, b, &j)
          if order != 0 { return order }
        } else if a[i] == b[j] {
          if a[i] == Self.separator {
            // Components that read alike but are written differently keep their files apart.
            let order = Self.compareBytes(a[componentA..<i], b[componentB..<j])
            if order != 0 { return order }
            componentA = i + 1
            componentB = j + 1
          }
          i += 1
          j += 1
        } else if a[i] == Self.separator || b[j] == Self.separator {
          return a[i] == Self.separator ? -1 : 1
        } else {
          return a[i] < b[j] ? -1 : 1
        }
      }
      if i < a.count { return 1 }
      if j < b.count { return -1 }
      return Self.compareBytes(a[componentA...], b[componentB...])
    }

    private static let separator = UInt8(ascii: "/")

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    /// Compares two runs of digits as numbers of any length and moves both positions behind them.
    private static func compareNumbers(_ a: [UInt8], _ i: inout Int, _ b: [UInt8], _ j: inout Int) -> Int {
      func digits(_ bytes: [UInt8], _ position: inout Int) -> ArraySlice<UInt8> {
        while position < bytes.count, bytes[position] == UInt8(ascii: "0") { position += 1 }
        let start = position
        while position < bytes.count, isDigit(bytes[position]) { position += 1 }
        return bytes[start..<position]
      }
      let first = digits(a, &i)
      let second = digits(b, &j)
      if first.count != second.count { return first.count < second.count ? -1 : 1 }
      return compareBytes(first, second)
    }

    private static func compareBytes(_ a: ArraySlice<UInt8>, _ b: ArraySlice<UInt8>) -> Int {
      if a.elementsEqual(b) { return 0 }
      return a.lexicographicallyPrecedes(b) ? -1 : 1
    }
  }
}
