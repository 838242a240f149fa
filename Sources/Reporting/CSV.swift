/// A table as separated values, line by line: UTF-8, RFC 4180, with a header row and lines ended by CRLF.
///
/// A line is made when it is asked for: the answers of a large count are never one text in memory.
///
/// Names of files, codes and messages come from outside, and a spreadsheet runs a cell that begins like a formula. Such a
/// cell gets an apostrophe before it, which spreadsheets take for "this is text". A plain number is none, whatever its
/// sign.
public struct CSV: Sequence {
  /// For whom a table is.
  enum Dialect: Hashable, Sendable {
    /// Programs: commas between cells, decimal points.
    case exchange
    /// A spreadsheet that is opened with a double click where the decimal mark is a comma: semicolons between cells, and a
    /// byte order mark, without which it would not take the file for UTF-8.
    case office

    /// What stands between cells.
    var separator: Unicode.Scalar { self == .exchange ? "," : ";" }
    /// What stands between them in the other dialect, and is taken for that by spreadsheets of other languages.
    var otherSeparator: Unicode.Scalar { self == .exchange ? ";" : "," }
    /// What stands before decimals.
    var decimalMark: Character { self == .exchange ? "." : "," }
    /// What the file begins with.
    var beginning: String { self == .exchange ? "" : "\u{FEFF}" }
  }

  private let dialect: Dialect
  private let header: [String]
  private let rows: AnySequence<[String]>

  /// A table of rows below a header.
  init(_ dialect: Dialect = .exchange, header: [String], rows: some Sequence<[String]>) {
    self.dialect = dialect
    self.header = header
    self.rows = AnySequence(rows)
  }

  /// The lines in order, each with its end.
  public func makeIterator() -> AnyIterator<String> {
    var next: [String]? = header
    var beginning = dialect.beginning
    let rows = rows.makeIterator()
    return AnyIterator {
      defer { (next, beginning) = (rows.next(), "") }
      return next.map { beginning + line($0) }
    }
  }

  private func line(_ row: [String]) -> String {
    row.map { field(dialect.harmless($0)) }.joined(separator: String(dialect.separator)) + "\r\n"
  }

  /// A value as it stands in a table for programs: made harmless, not quoted.
  public static func harmless(_ value: String) -> String { Dialect.exchange.harmless(value) }

  /// A value without the one mark that made it harmless: what it was before it was written.
  static func unmarked(_ value: String) -> String {
    guard value.hasPrefix("'") else { return value }
    let bare = String(value.dropFirst())
    return harmless(bare) == value ? bare : value
  }

  /// A field, quoted where it holds a separator, a quote or a line break.
  private func field(_ value: String) -> String {
    // By scalars: a quote that bears an accent is still a quote.
    let needsQuotes = value.unicodeScalars.contains {
      $0 == dialect.separator || $0 == "\"" || $0 == "\n" || $0 == "\r"
    }
    guard needsQuotes else { return value }
    let inner = value.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined()
    return "\"" + inner + "\""
  }
}

extension CSV.Dialect {
  /// The value with an apostrophe wherever a spreadsheet would begin a formula: at its start and after what some take for
  /// the end of a cell (a Vietnamese one separates by `;`, an English one by `,`). One that has apostrophes there already
  /// gets one more, so that two values never become the same.
  fileprivate func harmless(_ value: String) -> String {
    guard value.utf8.contains(where: { Self.formulaBytes.contains($0) }), !isNumber(value) else { return value }
    var result = String.UnicodeScalarView()
    var place = value.unicodeScalars.startIndex
    var isStart = true
    while place < value.unicodeScalars.endIndex {
      let rest = value.unicodeScalars[place...]
      if isStart, let first = rest.first(where: { $0 != "'" }), Self.formulaStarts.contains(first) {
        result.append("'")
      }
      let scalar = value.unicodeScalars[place]
      isStart = scalar == otherSeparator || Self.cellEnds.contains(scalar)
      result.append(scalar)
      place = value.unicodeScalars.index(after: place)
    }
    return String(result)
  }

  /// What begins a formula; the wide forms do so in East Asian versions. Tab and line ends are passed over before one.
  private static let formulaStarts: Set<Unicode.Scalar> = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"]
  private static let cellEnds: Set<Unicode.Scalar> = ["\t", "\r", "\n"]
  /// Bytes of which at least one is in every text with a formula in it; 0xEF begins the wide forms.
  private static let formulaBytes: Set<UInt8> = Set("=+-@\t\r\n".utf8).union([0xEF])

  /// Digits with a sign and a decimal mark: what this program writes itself.
  private func isNumber(_ value: String) -> Bool {
    let digits =
      value.utf8.first.map { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") } == true
      ? value.utf8.dropFirst() : value.utf8[...]
    let mark = decimalMark.utf8
    let parts = digits.split(maxSplits: 1, omittingEmptySubsequences: false) { mark.contains($0) }
    return parts.allSatisfy { part in
      !part.isEmpty && part.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
  }
}
