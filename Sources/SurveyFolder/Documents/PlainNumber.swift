/// Numbers as people write them in our files: digits, a sign, a decimal point, an exponent; no `0x`, `nan`, `inf`.
enum PlainNumber {
  /// A finite number, or nil.
  static func double(_ text: String) -> Double? {
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) || "+-.eE".utf8.contains($0) }) else { return nil }
    guard text.utf8.contains(where: { (0x30...0x39).contains($0) }) else { return nil }
    guard let value = Double(text), value.isFinite else { return nil }
    return value
  }

  /// The largest whole number that a file may state: no survey counts further, and sums of such numbers are numbers.
  static let largest = 1_000_000_000

  /// A whole number up to ``largest`` on either side of 0, or nil; `24.0` is none.
  static func integer(_ text: String) -> Int? {
    Int(text).flatMap { (-largest...largest).contains($0) ? $0 : nil }
  }

  /// A whole number of a list as an office writes it: `5.000` is five thousand.
  static func grouped(_ text: String) -> Int? {
    if let value = integer(text) { return value }
    let groups = text.split(separator: ".", omittingEmptySubsequences: false)
    guard let first = groups.first, groups.count > 1, (1...3).contains(first.count),
      groups.dropFirst().allSatisfy({ $0.count == 3 }), groups.allSatisfy({ $0.allSatisfy(\.isNumber) })
    else { return nil }
    return integer(groups.joined())
  }

  /// A length with at most `places` decimals and no trailing zeros: `96.032`, `5`.
  static func text(_ value: Double, places: Int = 4) -> String {
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let rounded = (value * scale).rounded() / scale
    if rounded == rounded.rounded(), abs(rounded) < 1e15 { return String(Int(rounded)) }
    return "\(rounded)"
  }
}
