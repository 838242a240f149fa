internal import Counting

/// Times as lists of responses write them: `26/11/2026 15:09:33`, `2026-11-26T08:09:33Z`, `2026/11/26 3:09:33 CH GMT+7`, a
/// day alone, or the number of a spreadsheet's date. A time with another zone is brought to that of Việt Nam.
struct WrittenTime {
  /// Whether `11/6/2026` is the sixth of November.
  let monthFirst: Bool

  /// Minutes by which Việt Nam is ahead of UTC, all year.
  private static let zone = 420
  /// Numbers that are days of a spreadsheet: 2000 to 2099.
  private static let serials = 36_526.0..<73_051.0

  /// The time of a cell; nil for what is none.
  func time(_ cell: ListTable.Cell) -> ResponseTime? {
    guard let number = cell.number else { return time(cell.text) }
    guard Self.serials.contains(number) else { return nil }
    let seconds = Int((number * 86_400).rounded())
    let clock = seconds % 86_400
    // A minute that somebody typed has no second, and nothing tells it from one that has.
    return ResponseTime(
      day: Day(serial: seconds / 86_400), minute: clock / 60, second: clock % 60 == 0 ? nil : clock % 60)
  }

  /// The time of a text; nil for what is none.
  func time(_ text: String) -> ResponseTime? {
    var words = text.split { $0.isWhitespace || $0 == "," }
    guard !words.isEmpty else { return nil }
    words.replaceSubrange(0...0, with: words[0].split(maxSplits: 1) { $0 == "T" || $0 == "t" })
    guard let first = words.first, let day = day(first) else { return nil }
    guard words.count > 1 else { return ResponseTime(day: day) }
    guard var clock = Clock(words[1]) else { return nil }
    for word in words.dropFirst(2) where !clock.add(word) { return nil }
    guard let minute = clock.minuteOfDay else { return nil }
    let shifted = minute + Self.zone - (clock.zone ?? Self.zone)
    let days = shifted.quotientAndRemainder(dividingBy: 1440)
    let (quotient, rest) = days.remainder < 0 ? (days.quotient - 1, days.remainder + 1440) : days
    return ResponseTime(
      day: quotient == 0 ? day : Day(serial: day.serial + quotient), minute: rest, second: clock.second)
  }

  /// Year first, or year last.
  private func day(_ word: Substring) -> Day? {
    let parts = word.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "-" || $0 == "." }
    guard parts.count == 3 else { return nil }
    if parts[0].count == 4 { return Day(written: "\(parts[2])/\(parts[1])/\(parts[0])") }
    return Day(written: monthFirst ? "\(parts[1])/\(parts[0])/\(parts[2])" : parts.joined(separator: "/"))
  }
}

/// Hour, minute and second of a clock, with what stands behind them.
private struct Clock {
  let hour: Int
  let minute: Int
  let second: Int?
  /// Whether it is the second half of the day; nil for a clock of 24 hours.
  private var isAfternoon: Bool?
  /// Minutes ahead of UTC; nil where it is not said.
  private(set) var zone: Int?

  init?(_ word: Substring) {
    let end = word.firstIndex { !($0.isASCII && $0.isNumber) && $0 != ":" && $0 != "." } ?? word.endIndex
    let parts = word[..<end].split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), let hour = Self.number(parts[0]), let minute = Self.number(parts[1]),
      hour < 24, minute < 60
    else { return nil }
    self.hour = hour
    self.minute = minute
    if parts.count == 3 {
      let whole = parts[2].prefix { $0 != "." }
      guard let second = Self.number(whole), second < 60 else { return nil }
      self.second = second
    } else {
      second = nil
    }
    guard end == word.endIndex || add(word[end...]) else { return nil }
  }

  /// Takes a word behind the clock: half of the day in English or Vietnamese, or a zone.
  mutating func add(_ word: Substring) -> Bool {
    switch word.uppercased() {
    case "AM", "SA": isAfternoon = false
    case "PM", "CH": isAfternoon = true
    case "Z", "UTC", "GMT": zone = 0
    case let other:
      let sign = other.hasPrefix("GMT") || other.hasPrefix("UTC") ? other.dropFirst(3) : other[...]
      guard let first = sign.first, first == "+" || first == "-" else { return false }
      let digits = sign.dropFirst().filter { $0 != ":" }
      guard (1...4).contains(digits.count), let value = Self.number(digits) else { return false }
      let minutes = digits.count <= 2 ? value * 60 : value / 100 * 60 + value % 100
      zone = first == "+" ? minutes : -minutes
    }
    return true
  }

  /// Minutes since midnight; nil where hour and half of the day do not go together.
  var minuteOfDay: Int? {
    guard let isAfternoon else { return hour * 60 + minute }
    guard (1...12).contains(hour) else { return nil }
    return (hour % 12 + (isAfternoon ? 12 : 0)) * 60 + minute
  }

  private static func number(_ text: some StringProtocol) -> Int? {
    guard (1...4).contains(text.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int(text)
  }
}

extension Day {
  /// Days since 30 December 1899, as spreadsheets count them (proleptic Gregorian calendar; years from 1).
  var serial: Int {
    let (year, month) = month <= 2 ? (year - 1, month + 9) : (year, month - 3)
    return 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 1 - Self.serialOfZero
  }

  /// The day of such a number, from year 1.
  init(serial: Int) {
    // In periods of 400 years that begin on 1 March.
    let days = serial + Self.serialOfZero
    let (era, rest) = days.quotientAndRemainder(dividingBy: 146_097)
    let year = (rest - rest / 1460 + rest / 36_524 - rest / 146_096) / 365
    let ofYear = rest - (365 * year + year / 4 - year / 100)
    let month = (5 * ofYear + 2) / 153
    self.init(
      year: year + era * 400 + (month >= 10 ? 1 : 0), month: month < 10 ? month + 3 : month - 9,
      day: ofYear - (153 * month + 2) / 5 + 1)
  }

  /// Days from 1 March of year 0 to 30 December 1899.
  private static let serialOfZero = 693_899
}
