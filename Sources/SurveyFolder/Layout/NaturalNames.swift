/// Names as people order them: `scan9` before `scan10`.
enum NaturalNames {
  /// Digits compare by their number, all else scalar by scalar; equal numbers by fewer leading zeros. Total: only
  /// identical names are equal.
  static func precedes(_ a: String, _ b: String) -> Bool {
    var x = Array(a.unicodeScalars)[...]
    var y = Array(b.unicodeScalars)[...]
    while let first = x.first, let second = y.first {
      if isDigit(first), isDigit(second) {
        let (m, n) = (x.prefix(while: isDigit), y.prefix(while: isDigit))
        let (p, q) = (m.drop { $0 == "0" }, n.drop { $0 == "0" })
        if p.count != q.count { return p.count < q.count }
        if p != q { return p.lexicographicallyPrecedes(q) }
        x = x[m.endIndex...]
        y = y[n.endIndex...]
      } else {
        if first != second { return first < second }
        x = x.dropFirst()
        y = y.dropFirst()
      }
    }
    if x.isEmpty != y.isEmpty { return x.isEmpty }
    // Equal but for leading zeros: the shorter, then the smaller first.
    let (s, t) = (a.unicodeScalars, b.unicodeScalars)
    return s.count != t.count ? s.count < t.count : s.lexicographicallyPrecedes(t)
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
}
