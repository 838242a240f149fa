/// A number that was filled in on a sheet digit by digit. It is a number only where every digit is beyond doubt.
public enum FilledNumber: Hashable, Sendable {
  /// Nothing is filled in.
  case none
  /// The number.
  case number(Int)
  /// The digit at this place, 0 = the first one, cannot be read, has two marks, or is missing behind others.
  case unclear(place: Int)

  /// What the digits say, from the highest on. High digits may be left out: `42` in four places is 0042.
  public init(_ digits: [Answer]) {
    var number: Int?
    for (place, answer) in digits.enumerated() {
      switch answer {
      case .values(let values):
        guard values.count == 1, let digit = Int(values[0]), (0...9).contains(digit) else {
          self = .unclear(place: place)
          return
        }
        number = (number ?? 0) * 10 + digit
      case .blank where number == nil: continue
      case .blank, .overvote, .review:
        self = .unclear(place: place)
        return
      }
    }
    self = number.map { .number($0) } ?? .none
  }
}
