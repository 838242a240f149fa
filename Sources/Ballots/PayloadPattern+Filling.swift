extension PayloadPattern {
  /// No number has more digits; a pattern that asks for more is a slip of the pen.
  private static let widestNumber = 40

  /// The text to print: each named field replaced by its value, padded with zeros where the pattern has a format such as
  /// `06d`. A field without a value stays as it is written.
  public func filled(with fields: [String: String]) -> String {
    if let unchecked {
      let text = unchecked.filled(with: fields)
      return text + String(CheckCharacter.of(text))
    }
    var result = ""
    var rest = Substring(text)
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      result += rest[..<open]
      let inside = rest[rest.index(after: open)..<close]
      let pieces = inside.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      if let value = pieces.first.flatMap({ fields[String($0)] }) {
        let format = pieces.count > 1 ? pieces[1] : ""
        let width = format.hasPrefix("0") && format.hasSuffix("d") ? Int(format.dropLast()) ?? 0 : 0
        result += String(repeating: "0", count: max(0, min(width, Self.widestNumber) - value.count)) + value
      } else {
        result += rest[open...close]
      }
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }
}
