internal import Raster

/// A table with ruled cells; texts wrap within their cell.
struct PrintedTable {
  /// Widths of the columns, mm.
  var columns: [Double]
  /// The cells of each row, one a column.
  var rows: [[TextBlock]]
  /// Rows at the top that stand again where the table goes on on another page.
  var headerRows = 1

  /// Room between a rule and the text beside it, mm.
  private static let padding = (x: 1.6, y: 0.7)
  static let lineWidth = 0.18

  private func cell(_ row: Int, _ column: Int) -> TextBlock {
    rows[row][column].broken(at: columns[column] - 2 * Self.padding.x)
  }

  /// Height of a row: of its tallest cell.
  func height(of row: Int, _ typesetter: Typesetter) -> Double {
    let texts = rows[row].indices.map { typesetter.measure(cell(row, $0)).height }
    return (texts.max() ?? 0) + 2 * Self.padding.y
  }

  /// Draws a row with the rules around it; texts stand in the middle of their cells.
  func draw(_ row: Int, on page: inout PrintedPage, at place: PaperPoint, _ typesetter: Typesetter) {
    let height = height(of: row, typesetter)
    var x = place.x
    for column in rows[row].indices {
      let text = cell(row, column)
      let top = place.y + (height - typesetter.measure(text).height) / 2
      page.write(text, at: PaperPoint(x: x + Self.padding.x, y: top))
      // The rectangle's line lies within it; neighbours share one line.
      let frame = PaperRect(x: x, y: place.y, width: columns[column], height: height)
      page.items.append(.rectangle(frame.expanded(by: Self.lineWidth / 2), lineWidth: Self.lineWidth))
      x += columns[column]
    }
  }
}
