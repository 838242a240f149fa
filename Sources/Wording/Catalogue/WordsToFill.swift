/// Texts of documents, each a case whose raw value is what is printed; `{name}` is filled in.
public protocol WordsToFill: RawRepresentable<String> {}

extension WordsToFill {
  /// The text as written.
  public var text: String { rawValue }

  /// The text with its names filled in; a name without a value stays as it is written.
  public func filled(_ values: [String: String]) -> String {
    var result = ""
    var rest = Substring(rawValue)
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      result += rest[..<open] + (values[String(rest[rest.index(after: open)..<close])] ?? String(rest[open...close]))
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }
}
