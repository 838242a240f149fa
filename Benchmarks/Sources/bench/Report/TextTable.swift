internal import Foundation

/// Rows of cells as text, the first row their names: the first column to the left, figures to the right.
struct TextTable {
  let rows: [[String]]

  var lines: [String] {
    let widths = (rows.first ?? []).indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      zip(row, widths).enumerated().map { index, cell in
        let space = String(repeating: " ", count: cell.1 - cell.0.count)
        return index == 0 ? cell.0 + space : space + cell.0
      }.joined(separator: "  ")
    }
  }
}

extension Double {
  /// With a number of decimals.
  func text(_ decimals: Int) -> String { String(format: "%.\(decimals)f", self) }
}
