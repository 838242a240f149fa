/// A list whose columns are known by their names, in any order and whatever their capitals.
struct NamedColumns {
  /// A row below the header.
  struct Row {
    let line: Int
    /// Cells by column; empty where the row has none.
    fileprivate let cells: [String: String]

    subscript(column: String) -> String { cells[column] ?? "" }
  }

  /// What becomes of columns that were not asked for.
  enum Others {
    case passedOver, refused
  }

  let rows: [Row]

  /// Reads a list; `file` is how errors call it.
  /// - Throws: a column that is missing, given twice or not wanted; a row with more cells than columns; a repeated header.
  init(_ text: String, file: String, columns known: [String], others: Others) throws(FolderError) {
    let lines = try CSVText.rows(text, file: file)
    guard let header = lines.first else { throw FolderError(file: file, .emptyFile) }
    let columns = header.fields.map { $0.lowercased() }
    for column in known {
      guard columns.contains(column) else {
        throw FolderError(file: file, line: header.line, field: column, .missing(.column))
      }
      guard columns.count(where: { $0 == column }) == 1 else {
        throw FolderError(
          file: file, line: header.line, field: column, .duplicate(value: column, first: "\(header.line)"))
      }
    }
    if others == .refused {
      // Spreadsheets end rows with separators: a column without a name is none until something stands in it.
      let other = columns.indices.first { index in
        guard columns[index].isEmpty else { return !known.contains(columns[index]) }
        return lines.contains { $0.fields.dropFirst(index).first?.isEmpty == false }
      }
      if let other {
        throw FolderError(file: file, line: header.line, field: header.fields[other], .unwantedColumn(allowed: known))
      }
    }
    var rows: [Row] = []
    for line in lines.dropFirst() {
      if line.fields.map({ $0.lowercased() }) == columns {
        throw FolderError(file: file, line: line.line, .repeatedHeader(line: header.line))
      }
      // Cells that hold nothing come from programs that fill rows up.
      if let last = line.fields.lastIndex(where: { !$0.isEmpty }), last >= columns.count {
        throw FolderError(file: file, line: line.line, .extraCells(found: last + 1, columns: columns.count))
      }
      rows.append(
        Row(line: line.line, cells: Dictionary(zip(columns, line.fields), uniquingKeysWith: { first, _ in first })))
    }
    self.rows = rows
  }
}
