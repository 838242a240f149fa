internal import Raster

/// Boxes that stand level, or one above the other.
enum OutlineRows {
  /// Middles in a row differ by this share of the box's height.
  static let level = 0.4
  /// Middles in a column differ by so much, mm.
  static let plumb = 0.8

  /// Rows from top to bottom, each from left to right.
  static func rows(of outlines: [FoundOutline]) -> [[FoundOutline]] {
    var rows: [[FoundOutline]] = []
    for outline in outlines.sorted(by: { $0.rect.center.y < $1.rect.center.y }) {
      let y = outline.rect.center.y
      if let last = rows.indices.last, let middle = mean(rows[last].map(\.rect.center.y)),
        abs(y - middle) < level * outline.rect.height
      {
        rows[last].append(outline)
      } else {
        rows.append([outline])
      }
    }
    return rows.map { row in row.sorted { $0.rect.x < $1.rect.x } }
  }

  /// Columns from left to right, each from top to bottom.
  static func columns(of outlines: [FoundOutline]) -> [[FoundOutline]] {
    var columns: [[FoundOutline]] = []
    for outline in outlines.sorted(by: { $0.rect.center.x < $1.rect.center.x }) {
      if let last = columns.indices.last, let middle = mean(columns[last].map(\.rect.center.x)),
        abs(outline.rect.center.x - middle) < plumb
      {
        columns[last].append(outline)
      } else {
        columns.append([outline])
      }
    }
    return columns.map { column in column.sorted { $0.rect.y < $1.rect.y } }
  }

  /// How many boxes a page lacks where others have theirs: rows whose boxes all stand in columns of three or more belong
  /// to a grid with all rows that share columns with them, and lack a box in each other column of that grid.
  static func gaps(in outlines: [FoundOutline]) -> Int {
    let columns = columns(of: outlines).filter { $0.count >= 3 }
    let centers = columns.map { mean($0.map(\.rect.center.x)) ?? 0 }
    let rows = rows(of: outlines).compactMap { row -> [Int]? in
      let places = row.compactMap { box in centers.firstIndex { abs($0 - box.rect.center.x) < plumb } }
      return places.count == row.count ? places : nil
    }
    // The grid of each column: the lowest column that rows join it with.
    var grid = Array(columns.indices)
    for row in rows {
      let joined = Set(row.map { grid[$0] })
      guard let lowest = joined.min() else { continue }
      for k in grid.indices where joined.contains(grid[k]) { grid[k] = lowest }
    }
    return rows.reduce(0) { sum, row in sum + grid.count { $0 == grid[row[0]] } - row.count }
  }

  static func mean(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }
}
