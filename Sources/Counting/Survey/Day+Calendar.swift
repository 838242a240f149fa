/// A day of the week, Monday first.
public enum Weekday: String, Hashable, Sendable, Codable, CaseIterable {
  case mon, tue, wed, thu, fri, sat, sun

  /// The days of offices where a survey says nothing else.
  public static let usual: Set<Weekday> = [.mon, .tue, .wed, .thu, .fri]
}

extension Day {
  /// As in ISO 8601, `2026-10-19`.
  public var iso: String {
    func padded(_ number: Int, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  /// The day of the week, by Sakamoto's rule for the Gregorian calendar.
  public var weekday: Weekday {
    let shifts = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4]
    let y = month < 3 ? year - 1 : year
    // 0 is Sunday.
    let number = (y + y / 4 - y / 100 + y / 400 + shifts[(month + 11) % 12] + day) % 7
    return Weekday.allCases[(number + 6) % 7]
  }

  /// Days in a month of a year.
  private static func length(of month: Int, in year: Int) -> Int {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][(month + 11) % 12]
  }

  /// The same day so many months later, 0 or more; the month's last day where it has fewer.
  public func adding(months: Int) -> Day {
    let (years, month) = (self.month - 1 + months).quotientAndRemainder(dividingBy: 12)
    let length = Self.length(of: month + 1, in: year + years)
    return Day(year: year + years, month: month + 1, day: min(day, length))
  }

  /// The day before.
  public var before: Day {
    if day > 1 { return Day(year: year, month: month, day: day - 1) }
    let (year, month) = self.month > 1 ? (year, self.month - 1) : (year - 1, 12)
    return Day(year: year, month: month, day: Self.length(of: month, in: year))
  }
}
