public import Foundation

/// A table that people fill in a cell at a time: everything but that cell stays as it stands.
public struct FilledTable: Sendable {
  /// Titles of the columns as they stand.
  public let header: [String]
  /// The rows below, each with as many cells as there are columns.
  public private(set) var rows: [[String]]
  private let places: [String: Int]

  /// Reads a table that has these columns, small letters; `name` is how errors call it.
  public static func read(_ url: URL, name: String, columns: [String]) throws(FolderError) -> FilledTable {
    let table = try FilledTable(try TextFile.read(url, name: name), name: name)
    if let missing = columns.first(where: { table.places[$0] == nil }) {
      throw FolderError(file: name, field: missing, .missing(.column))
    }
    return table
  }

  init(_ text: String, name: String) throws(FolderError) {
    var lines = try CSVText.rows(text, file: name).map(\.fields)
    guard !lines.isEmpty else { throw FolderError(file: name, .emptyFile) }
    header = lines.removeFirst()
    let count = header.count
    rows = lines.map { row in (0..<count).map { $0 < row.count ? row[$0] : "" } }
    places = Dictionary(header.enumerated().map { ($1.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// A cell; empty where there is no such column.
  public subscript(row: Int, column: String) -> String {
    get { places[column].flatMap { rows.indices.contains(row) ? rows[row][$0] : nil } ?? "" }
    set { if let place = places[column], rows.indices.contains(row) { rows[row][place] = newValue } }
  }

  /// The first row that a test picks, from one on and then from the beginning.
  public func first(from start: Int = 0, where isMeant: (Int) -> Bool) -> Int? {
    (rows.indices.filter { $0 >= start } + rows.indices.filter { $0 < start }).first(where: isMeant)
  }
}
