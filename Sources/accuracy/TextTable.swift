/// Rows of cells as text, the first row their names: words to the left, figures to the right.
struct TextTable {
  let rows: [[String]]
  /// Columns from the left that hold words.
  let words: Int

  var lines: [String] {
    let widths = (rows.first ?? []).indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      zip(row, widths).enumerated().map { index, cell in
        let space = String(repeating: " ", count: cell.1 - cell.0.count)
        return index < words ? cell.0 + space : space + cell.0
      }.joined(separator: "  ")
    }
  }
}
