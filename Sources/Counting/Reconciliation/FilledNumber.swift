/// A number that was filled in on a sheet digit by digit. It is a number only where every digit is there and beyond doubt:
/// a digit left out may be one that was forgotten, or a mark that the scan lost, and 107 must not become 7.
public enum FilledNumber: Hashable, Sendable {
  /// Nothing is filled in.
  case none
  /// The number.
  case number(Int)
  /// The digit at this place, 0 = the first one, cannot be read, has two marks, or is missing beside others.
  case unclear(place: Int)

  /// What the digits say, from the highest on: `42` in four places is 0042.
  public init(_ digits: [Answer]) {
    guard !digits.allSatisfy({ $0 == .blank }) else {
      self = .none
      return
    }
    var number = 0
    for (place, answer) in digits.enumerated() {
      switch answer {
      case .values(let values):
        guard values.count == 1, let digit = Int(values[0]), (0...9).contains(digit) else {
          self = .unclear(place: place)
          return
        }
        number = number * 10 + digit
      case .blank, .overvote, .review:
        self = .unclear(place: place)
        return
      }
    }
    self = .number(number)
  }
}
