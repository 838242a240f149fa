/// A table as comma-separated values, line by line: UTF-8, RFC 4180, with a header row and lines ended by CRLF.
///
/// A line is made when it is asked for: the answers of a large count are never one text in memory.
public struct CSV: Sequence {
  private let header: [String]
  private let rows: AnySequence<[String]>

  /// A table of rows below a header.
  init(header: [String], rows: some Sequence<[String]>) {
    self.header = header
    self.rows = AnySequence(rows)
  }

  /// The lines in order, each with its end.
  public func makeIterator() -> AnyIterator<String> {
    var next: [String]? = header
    let rows = rows.makeIterator()
    return AnyIterator {
      defer { next = rows.next() }
      return next.map(Self.line)
    }
  }

  private static func line(_ row: [String]) -> String { row.map(field).joined(separator: ",") + "\r\n" }

  /// A field, quoted where it holds a separator, a quote or a line break.
  private static func field(_ value: String) -> String {
    // By scalars: a quote that bears an accent is still a quote.
    let needsQuotes = value.unicodeScalars.contains { $0 == "," || $0 == "\"" || $0 == "\n" || $0 == "\r" }
    guard needsQuotes else { return value }
    let inner = value.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined()
    return "\"" + inner + "\""
  }
}
