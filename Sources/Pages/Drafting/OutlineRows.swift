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

  static func mean(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }
}
