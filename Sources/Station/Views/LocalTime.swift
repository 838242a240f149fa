internal import Foundation

/// The times of the store, as clocks of the office show them.
enum LocalTime {
  /// `dd/mm/yyyy HH:mm` of a time in ISO 8601 with its zone, in a zone, that of this PC unless another is given; the text
  /// itself where it is none.
  static func text(_ time: String, in zone: TimeZone = .current) -> String {
    guard let date = try? Date(time, strategy: .iso8601) else { return time }
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute], from: date)
    func digits(_ number: Int?) -> String { (number ?? 0) < 10 ? "0\(number ?? 0)" : String(number ?? 0) }
    return
      "\(digits(parts.day))/\(digits(parts.month))/\(digits(parts.year)) \(digits(parts.hour)):\(digits(parts.minute))"
  }
}
