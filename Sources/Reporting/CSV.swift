/// A table as comma-separated values: UTF-8, RFC 4180, with a header row and lines ended by CRLF.
struct CSV {
  private(set) var text: String

  init(header: [String]) {
    text = ""
    append(header)
  }

  mutating func append(_ row: [String]) {
    text += row.map(Self.field).joined(separator: ",") + "\r\n"
  }

  /// A field, quoted where it holds a separator, a quote or a line break.
  private static func field(_ value: String) -> String {
    // By scalars: a quote that bears an accent is still a quote.
    let needsQuotes = value.unicodeScalars.contains { $0 == "," || $0 == "\"" || $0 == "\n" || $0 == "\r" }
    guard needsQuotes else { return value }
    let inner = value.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined()
    return "\"" + inner + "\""
  }
}
