internal import Ballots
internal import Raster

/// Finds tables whose cells are themselves the places to mark: rows of a text and of empty cells of equal width, under a
/// head that is not empty.
///
/// A cell is a patch of paper with four straight lines around it. Cells that share top and bottom are a row. Tables in
/// which boxes were found are not looked at, nor single rows: an empty frame may be for writing.
struct CellGrid {
  /// Widths and heights of cells to mark, mm.
  static let widths = 5.0...32.0
  static let heights = 4.5...26.0
  /// Columns of a scale are equally wide, as a share.
  static let evenness = 0.12
  /// Cells of a row agree in their edges, mm.
  static let level = 0.6
  static let fewestRows = 2
  static let fewestColumns = 2
  /// Print in an empty cell, mm².
  static let emptyInk = 0.25

  /// A row of cells to mark.
  struct Row {
    var cells: [PaperRect]
  }

  let page: UprightPage
  let boxes: [PaperRect]

  /// Rows from top to bottom.
  func rows() -> [Row] {
    let cells = cells()
    var rows: [[PaperRect]] = []
    for cell in cells.sorted(by: { ($0.y, $0.x) < ($1.y, $1.x) }) {
      if let row = rows.lastIndex(where: { row in
        row.first.map { abs($0.y - cell.y) < Self.level && abs($0.maxY - cell.maxY) < Self.level } ?? false
      }) {
        rows[row].append(cell)
      } else {
        rows.append([cell])
      }
    }
    let candidates = rows.compactMap { row -> [PaperRect]? in
      let row = row.sorted { $0.x < $1.x }
      // The longest run of empty cells at the row's end, of equal width, with a cell that says what is asked before it.
      var run: [PaperRect] = []
      for cell in row.reversed() {
        guard isEmpty(cell), Self.widths.contains(cell.width), Self.heights.contains(cell.height),
          run.last.map({ next in
            abs(next.width - cell.width) < Self.evenness * cell.width && abs(next.x - cell.maxX) < 1.2
          }) ?? true
        else { break }
        run.append(cell)
      }
      run.reverse()
      guard run.count >= Self.fewestColumns, let first = run.first,
        row.contains(where: { $0.maxX <= first.x + Self.level && $0.width > first.width && !isEmpty($0) })
      else { return nil }
      return run
    }
    // A scale is asked more than once, in the same columns.
    let alike = candidates.filter { row in
      candidates.count { other in
        other.count == row.count && zip(other, row).allSatisfy { abs($0.x - $1.x) < Self.level }
      } >= Self.fewestRows
    }
    guard let top = alike.first, hasHead(above: top) else { return [] }
    return alike.map { Row(cells: $0) }
  }

  private func isEmpty(_ cell: PaperRect) -> Bool { page.text.area(cell.expanded(by: -0.5)) < Self.emptyInk }

  /// Whether words stand above each column.
  private func hasHead(above row: [PaperRect]) -> Bool {
    row.allSatisfy { cell in
      page.text.area(PaperRect(x: cell.x + 0.5, y: cell.y - 16, width: cell.width - 1, height: 15.5)) > 0.5
    }
  }

  private func cells() -> [PaperRect] {
    let s = UprightPage.scale
    let (width, height) = (page.image.width, page.image.height)
    let paper = page.mask(darkerThan: 0.35).map { 1 - $0 }
    return ComponentLabels(mask: paper, width: width, height: height).components.compactMap { c in
      let rect = PaperRect(
        x: Double(c.minX) / s, y: Double(c.minY) / s, width: Double(c.width) / s, height: Double(c.height) / s)
      guard rect.width >= Self.widths.lowerBound, Self.heights.contains(rect.height),
        rect.width < page.size.width - 8, Double(c.area) > 0.5 * Double(c.width * c.height),
        !boxes.contains(where: { rect.contains($0.center) }), isFramed(rect)
      else { return nil }
      return rect
    }
  }

  /// Whether lines run along all four sides.
  private func isFramed(_ rect: PaperRect) -> Bool {
    let near = PictureRect(
      x: rect.x * UprightPage.scale, y: rect.y * UprightPage.scale, width: rect.width * UprightPage.scale,
      height: rect.height * UprightPage.scale)
    return OutlineMeter(page: page).rectangle(near: near, leastSide: 0.8) != nil
  }
}
