internal import Canvass
internal import Foundation
internal import Reporting
internal import SurveyFolder
internal import Wording

/// Worksheets that several people fill in at once: one cell at a time, and nobody's word is written over.
actor Worksheets {
  /// A cell and what it is to hold.
  struct Cell {
    var row: Int
    /// A column and its value; several are written together.
    var values: [(column: String, value: String)]
    /// What the row is about: a column with what stands there, so that a table that changed meanwhile is not filled in wrongly.
    var about: [(column: String, value: String)]
  }

  /// Does what writes a worksheet anew while nobody fills it in.
  func alone<Result: Sendable>(_ work: @Sendable () throws(Problem) -> Result) throws(Problem) -> Result {
    try work()
  }

  /// Fills cells of a table; false where the row is another one by now, or somebody filled them in meanwhile.
  func fill(_ cell: Cell, in table: URL, forSpreadsheets: Bool, _ language: Language) throws(Problem) -> Bool {
    var filled: FilledTable
    do throws(FolderError) {
      let columns = (cell.values + cell.about).map(\.column)
      filled = try FilledTable.read(table, name: table.lastPathComponent, columns: columns)
    } catch {
      throw Problem(error, language)
    }
    guard cell.about.allSatisfy({ filled[cell.row, $0.column] == $0.value }),
      cell.values.allSatisfy({ filled[cell.row, $0.column].isEmpty })
    else { return false }
    for (column, value) in cell.values { filled[cell.row, column] = value }
    let files = ResultFiles(folder: table.deletingLastPathComponent(), language: language)
    try files.write(
      lines: Tables.filled(filled.header, filled.rows, forSpreadsheets: forSpreadsheets), to: table.lastPathComponent)
    return true
  }
}
