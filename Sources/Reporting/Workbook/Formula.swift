/// Places and formulas as spreadsheets write them. Rows and columns are counted from 0, with the titles in row 0.
enum Formula {
  /// A place, e.g. `C2`.
  static func place(_ column: Int, _ row: Int) -> String { letters(column) + String(row + 1) }

  /// The sum of part of a row.
  static func sum(columns: ClosedRange<Int>, row: Int) -> String {
    "SUM(\(place(columns.lowerBound, row)):\(place(columns.upperBound, row)))"
  }

  /// The sum of part of a column.
  static func sum(column: Int, rows: ClosedRange<Int>) -> String {
    "SUM(\(place(column, rows.lowerBound)):\(place(column, rows.upperBound)))"
  }

  /// A part of a whole; nothing where the whole is 0.
  static func share(_ part: String, of whole: String) -> String { "IF(\(whole)=0,\"\",(\(part))/\(whole))" }

  /// A, B, … Z, AA, …
  private static func letters(_ column: Int) -> String {
    let last = String(UnicodeScalar(UInt8(ascii: "A") + UInt8(column % 26)))
    return column < 26 ? last : letters(column / 26 - 1) + last
  }
}
