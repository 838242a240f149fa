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
    let needsQuotes = value.unicodeScalars.contains { $0 == "," || $0 == "\"" || $0 == "\n" || $0 == "\r" }
    return needsQuotes ? "\"" + value.replacing("\"", with: "\"\"") + "\"" : value
  }
}
