/// A table as comma-separated values, line by line: UTF-8, RFC 4180, with a header row and lines ended by CRLF.
///
/// A line is made when it is asked for: the answers of a large count are never one text in memory.
///
/// Names of files, codes and messages come from outside, and a spreadsheet runs a cell that begins like a formula. Such a
/// cell gets an apostrophe before it, which spreadsheets take for "this is text". A plain number is none, whatever its
/// sign.
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

  private static func line(_ row: [String]) -> String {
    row.map { field(harmless($0)) }.joined(separator: ",") + "\r\n"
  }

  /// The value with an apostrophe wherever a spreadsheet would begin a formula: at its start and after what some take for
  /// the end of a cell (a Vietnamese one separates by `;`). One that has apostrophes there already gets one more, so
  /// that two values never become the same.
  public static func harmless(_ value: String) -> String {
    guard value.utf8.contains(where: { formulaBytes.contains($0) }), !isNumber(value) else { return value }
    var result = String.UnicodeScalarView()
    var place = value.unicodeScalars.startIndex
    var isStart = true
    while place < value.unicodeScalars.endIndex {
      let rest = value.unicodeScalars[place...]
      if isStart, let first = rest.first(where: { $0 != "'" }), formulaStarts.contains(first) { result.append("'") }
      isStart = cellEnds.contains(value.unicodeScalars[place])
      result.append(value.unicodeScalars[place])
      place = value.unicodeScalars.index(after: place)
    }
    return String(result)
  }

  /// What begins a formula; the wide forms do so in East Asian versions. Tab and line ends are passed over before one.
  private static let formulaStarts: Set<Unicode.Scalar> = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"]
  private static let cellEnds: Set<Unicode.Scalar> = [";", "\t", "\r", "\n"]
  /// Bytes of which at least one is in every text with a formula in it; 0xEF begins the wide forms.
  private static let formulaBytes: Set<UInt8> = Set("=+-@\t\r\n".utf8).union([0xEF])

  /// Digits with a sign and a decimal point: what this program writes itself.
  private static func isNumber(_ value: String) -> Bool {
    let digits =
      value.utf8.first.map { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") } == true
      ? value.utf8.dropFirst() : value.utf8[...]
    let parts = digits.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
    return parts.allSatisfy { part in
      !part.isEmpty && part.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
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
