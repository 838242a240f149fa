public import Counting

extension Day {
  /// A day as people write it: `2026-11-26`, `26/11/2026`, `6/11/2026`; nil when it is none or does not exist. The day
  /// comes before the month; a year has four digits.
  public init?(written text: String) {
    let iso = text.split(separator: "-", omittingEmptySubsequences: false)
    let vietnamese = text.split(separator: "/", omittingEmptySubsequences: false)
    let parts: [Substring]
    if iso.count == 3, iso[1].count == 2, iso[2].count == 2 {
      parts = iso
    } else if vietnamese.count == 3, (1...2).contains(vietnamese[0].count), (1...2).contains(vietnamese[1].count) {
      parts = vietnamese.reversed()
    } else {
      return nil
    }
    guard parts[0].count == 4, let year = Digits.number(parts[0]), let month = Digits.number(parts[1]),
      let day = Digits.number(parts[2]), year >= 1900, (1...12).contains(month)
    else { return nil }
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard (1...lengths[month - 1]).contains(day) else { return nil }
    self.init(year: year, month: month, day: day)
  }
}

extension Moment {
  /// A local moment as people write it: `2026-11-26T15:09`, also with seconds and a zone, or `26/11/2026 15:09`; nil
  /// when it is none or does not exist. Seconds and zone are read and dropped: minutes are written on the wall's clock.
  public init?(written text: String) {
    let parts = text.split(maxSplits: 1, whereSeparator: { $0 == "T" || $0 == "t" || $0 == " " })
    guard parts.count == 2, let day = Day(written: String(parts[0])) else { return nil }
    var clock = Substring(parts[1].drop { $0 == " " })
    if clock.last == "Z" || clock.last == "z" {
      clock = clock.dropLast()
    } else if let sign = clock.lastIndex(where: { $0 == "+" || $0 == "-" }) {
      let zone = clock[clock.index(after: sign)...].filter { $0 != ":" }
      guard zone.count == 2 || zone.count == 4, Digits.number(zone[...]) != nil else { return nil }
      clock = clock[..<sign]
    }
    let pieces = clock.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(pieces.count), (1...2).contains(pieces[0].count), pieces[1].count == 2,
      let hour = Digits.number(pieces[0]), let minute = Digits.number(pieces[1]), hour < 24, minute < 60
    else { return nil }
    if pieces.count == 3 {
      let second = pieces[2].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
      guard second[0].count == 2, let whole = Digits.number(second[0]), whole < 60,
        second.count == 1 || Digits.number(second[1]) != nil
      else { return nil }
    }
    self.init(day: day, hour: hour, minute: minute)
  }
}

/// ASCII digits as a number.
private enum Digits {
  static func number(_ text: some StringProtocol) -> Int? {
    guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int(text)
  }
}

extension Field {
  /// An existing day.
  func day() throws(FolderError) -> Day {
    guard isPresent, let day = Day(written: try text()) else { throw wrong(.day) }
    return day
  }

  /// An existing moment.
  func moment() throws(FolderError) -> Moment {
    guard isPresent, let moment = Moment(written: try text()) else { throw wrong(.moment) }
    return moment
  }
}
