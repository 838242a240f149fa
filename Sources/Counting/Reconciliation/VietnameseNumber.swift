/// Whole numbers in Vietnamese words: `470` is "bốn trăm bảy mươi". Words beside digits are the check digit of minutes
/// (docs/rules.md).
public enum VietnameseNumber {
  /// The two customary vocabularies.
  public enum Region: Hashable, Sendable, CaseIterable {
    /// linh, nghìn
    case north
    /// lẻ, ngàn
    case south
  }

  /// The words of a number.
  public static func words(_ number: Int, region: Region = .north) -> String {
    if number < 0 { return "âm " + spelled(number.magnitude, padded: false, region) }
    return number == 0 ? digits[0] : spelled(number.magnitude, padded: false, region)
  }

  /// The number that words name, or nil when they name none or more than one. North and South, "mốt", "tư", "lăm",
  /// missing tone marks, a closing "phiếu" and punctuation are understood; short forms of talk ("một trăm hai", which
  /// may be 102 or 120) are not.
  public static func value(of words: String) -> Int? {
    var reader = Reader()
    var tokens = VietnameseText.folded(words).split { !$0.isLetter }.map(String.init)
    if tokens.first == "bang", tokens.dropFirst().first == "chu" { tokens.removeFirst(2) }
    while let last = tokens.last, closings.contains(last) { tokens.removeLast() }
    for token in tokens where !reader.take(token) { return nil }
    return reader.total()
  }

  private static let digits = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
  private static let closings: Set<String> = ["phieu", "to", "chan", "la"]
  private static let billion: UInt = 1_000_000_000

  /// Spells a number above zero. Padded numbers name their empty hundreds: they follow a larger part.
  private static func spelled(_ number: UInt, padded: Bool, _ region: Region) -> String {
    var parts: [String] = []
    if number >= billion {
      parts = [spelled(number / billion, padded: padded, region), "tỷ"]
      if number % billion > 0 { parts.append(spelled(number % billion, padded: true, region)) }
      return parts.joined(separator: " ")
    }
    for (scale, name) in [(1_000_000, "triệu"), (1000, region == .north ? "nghìn" : "ngàn"), (1, "")]
      as [(UInt, String)]
    {
      let group = Int(number / scale % 1000)
      if group == 0 { continue }
      parts += spelledGroup(group, padded: padded || !parts.isEmpty, region)
      if !name.isEmpty { parts.append(name) }
    }
    return parts.joined(separator: " ")
  }

  private static func spelledGroup(_ group: Int, padded: Bool, _ region: Region) -> [String] {
    let (hundreds, tens, units) = (group / 100, group / 10 % 10, group % 10)
    var parts: [String] = []
    let namesHundreds = hundreds > 0 || padded
    if namesHundreds { parts += [digits[hundreds], "trăm"] }
    switch tens {
    case 0:
      if units > 0, namesHundreds { parts.append(region == .north ? "linh" : "lẻ") }
    case 1: parts.append("mười")
    default: parts += [digits[tens], "mươi"]
    }
    switch (tens, units) {
    case (_, 0): break
    case (2..., 1): parts.append("mốt")
    case (2..., 4): parts.append("tư")
    case (1..., 5): parts.append("lăm")
    default: parts.append(digits[units])
    }
    return parts
  }

  /// Takes folded words one by one.
  private struct Reader {
    private static let digits = [
      "khong": 0, "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "lam": 5, "nham": 5, "sau": 6, "bay": 7,
      "tam": 8, "chin": 9,
    ]
    private static let scales = ["nghin": 1000, "ngan": 1000, "trieu": 1_000_000]
    /// Larger numbers are no number of ballots.
    private static let limit = 1_000_000_000_000

    private var billions: Int?
    private var below = 0
    private var smallestScale = Int.max
    private var group = 0
    private var digit: Int?
    /// What may still follow in the group: 1000 all, 100 tens and units, 10 units, 1 nothing.
    private var room = 1000
    private var unitIsNamed = false
    private var isEmpty = true

    /// Takes a word; false when it cannot stand here.
    mutating func take(_ word: String) -> Bool {
      isEmpty = false
      if let value = Self.digits[word] {
        guard digit == nil, room > 1 else { return false }
        digit = value
        return true
      }
      switch word {
      case "tram":
        guard let hundreds = digit, room == 1000 else { return false }
        group += hundreds * 100
        (digit, room, unitIsNamed) = (nil, 100, false)
        return true
      case "muoi":
        guard room >= 100, digit != 0 else { return false }
        group += (digit ?? 1) * 10
        (digit, room, unitIsNamed) = (nil, 10, true)
        return true
      case "linh", "le":
        guard digit == nil, room >= 100 else { return false }
        (room, unitIsNamed) = (10, true)
        return true
      case "ty", "ti":
        guard billions == nil, closeGroup() else { return false }
        billions = below + group
        guard let billions, billions > 0, billions * 1_000_000_000 < Self.limit else { return false }
        (below, group, room, smallestScale) = (0, 0, 1000, Int.max)
        return true
      default:
        guard let scale = Self.scales[word], scale < smallestScale, closeGroup() else { return false }
        below += group * scale
        smallestScale = scale
        (group, room, unitIsNamed) = (0, 1000, false)
        return true
      }
    }

    /// Adds the last digit to the group; false when it is not clear what it counts.
    private mutating func closeGroup() -> Bool {
      if let units = digit {
        let standsAlone = room == 1000 && below == 0 && billions == nil
        guard unitIsNamed || standsAlone || units == 0 else { return false }
        group += units
      } else if unitIsNamed, room == 10, group % 100 == 0 {
        return false
      }
      (digit, room, unitIsNamed) = (nil, 1, false)
      return true
    }

    /// The number, when every word is used up.
    mutating func total() -> Int? {
      guard !isEmpty, closeGroup() else { return nil }
      return (billions ?? 0) * 1_000_000_000 + below + group
    }
  }
}
