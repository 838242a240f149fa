/// Whole numbers as offices write them in a list.
enum OfficeNumber {
  /// The number of a cell, at least 0; nil for anything else, a day among it, and for what can mean two numbers: `5.000` is five
  /// thousand, `50,0` fifty, `5,000` might be five or five thousand.
  static func whole(_ cell: ListTable.Cell) -> Int? {
    guard !cell.isDate, let value = cell.number.map(whole) ?? whole(cell.text) else { return nil }
    return (0...PlainNumber.largest).contains(value) ? value : nil
  }

  private static func whole(_ number: Double) -> Int? {
    // Sums of fractions in a workbook miss whole numbers by a hair.
    abs(number - number.rounded()) <= 1e-9 * max(1, abs(number)) ? Int(exactly: number.rounded()) : nil
  }

  private static func whole(_ text: String) -> Int? {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    guard let digits = parts.first, parts.count <= 2, digits.first?.isNumber == true else { return nil }
    if parts.count == 2 {
      let isUnambiguous = parts[1].count != 3 || digits.contains(".")
      guard !parts[1].isEmpty, parts[1].allSatisfy({ $0 == "0" }), isUnambiguous else { return nil }
    }
    return PlainNumber.grouped(String(digits).replacing(" ", with: "."))
  }
}
