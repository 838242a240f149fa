internal import Foundation

/// What a column of a list of units holds.
enum ListColumn: String, CaseIterable {
  case number, code, name, allocated, note, parent

  /// The headings that offices write, in small letters without any marks.
  private var headings: Set<String> {
    switch self {
    case .number: ["stt", "tt", "so tt", "so thu tu", "no", "nr"]
    case .code: ["ma", "ma don vi", "ma dv", "ma so", "ma so don vi", "code", "unit code", "id"]
    case .name:
      [
        "ten don vi", "don vi", "ten", "co quan don vi", "ten co quan don vi", "ten co quan", "co quan", "dia phuong",
        "xa phuong", "phuong xa", "xa phuong thi tran", "xa phuong dac khu", "ten xa phuong", "ten phuong xa",
        "ten xa phuong thi tran", "ten xa phuong dac khu", "don vi hanh chinh", "ten don vi hanh chinh",
        "co quan don vi dia phuong", "don vi dia phuong", "name", "unit", "unit name",
      ]
    case .allocated:
      [
        "so luong phieu", "so phieu", "phan bo", "phan bo phieu", "so luong", "so phieu phan bo", "so luong phan bo",
        "so luong phieu phan bo", "so phieu duoc phan bo", "so luong phieu duoc phan bo", "so phieu khao sat",
        "so luong phieu khao sat", "sl phieu", "chi tieu", "allocated", "allocation", "ballots", "number of ballots",
      ]
    case .note: ["ghi chu", "note", "notes", "remark", "remarks"]
    case .parent: ["cap tren", "don vi cap tren", "truc thuoc", "don vi truc thuoc", "co quan cap tren", "parent"]
    }
  }

  /// The column that a heading means; nil for any other.
  init?(heading: String) {
    let key = ListWords.key(heading)
    guard let column = Self.allCases.first(where: { $0.headings.contains(key) }) else { return nil }
    self = column
  }
}

/// The row of a list that says what its columns hold.
struct ListHeading {
  /// Rows among which it is looked for: title lines stand above it.
  private static let searchedRows = 100

  /// Its place among the rows.
  let place: Int
  let line: Int
  /// What it says, by column.
  let titles: [String]
  /// Where what is known stands.
  let columns: [ListColumn: Int]

  /// The row of a table in which most columns are known, the first of several; it must say where the units' names or
  /// codes stand.
  /// - Throws: two columns of one meaning: which of them counts is not guessed.
  init?(in table: ListTable) throws(FolderError) {
    let rows = table.rows.prefix(Self.searchedRows)
    let known = rows.map { row in row.cells.map { ListColumn(heading: $0.text) } }
    let candidates = known.indices.filter { known[$0].contains(.name) || known[$0].contains(.code) }
    guard let place = candidates.max(by: { Set(known[$0]).count < Set(known[$1]).count }) else { return nil }
    self.place = place
    line = rows[place].line
    titles = rows[place].cells.map(\.text)
    var columns: [ListColumn: Int] = [:]
    for (index, column) in known[place].enumerated() {
      guard let column else { continue }
      if let other = columns[column] {
        throw FolderError(
          file: table.name, line: line, field: titles[index], .conflict(with: rows[place].cells[other].text))
      }
      columns[column] = index
    }
    self.columns = columns
  }

  /// How errors call a column: as the list does.
  func title(_ column: ListColumn) -> String { columns[column].map { titles[$0] } ?? column.rawValue }

  /// Headings that mean nothing to us.
  var unknownTitles: [String] {
    titles.indices.filter { !columns.values.contains($0) && !titles[$0].isEmpty }.map { titles[$0] }
  }

  /// Whether a row says the same: tables that go on for pages repeat it.
  func isRepeated(by row: ListTable.Row) -> Bool { columns.values.allSatisfy { row[$0].text == titles[$0] } }

  /// Whether a row below it only counts the columns: `(1) (2) (3)`, `1 2 3`, `A B 1 2`.
  func isNumbered(by row: ListTable.Row) -> Bool {
    let labels = row.cells.filter { !$0.isEmpty }.map { $0.text.filter { $0 != "(" && $0 != ")" } }
    guard labels.count > 1 else { return false }
    if labels.prefix(2) == ["A", "B"] { return true }
    let numbers = labels.compactMap { Int($0) }
    return numbers.count == labels.count && zip(numbers, numbers.dropFirst()).allSatisfy { $1 == $0 &+ 1 }
  }
}

/// Words that offices write in many ways, for comparing only.
enum ListWords {
  private static let totals: Set<String> = [
    "tong", "tong cong", "cong", "tong so", "tong so phieu", "tong cong so phieu", "cong tong", "total", "sum",
  ]

  /// Small letters without any marks, without what stands in brackets, and a space for all that is no letter.
  static func key(_ text: String) -> String {
    var key = ""
    var depth = 0
    for scalar in text.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars {
      if scalar == "(" { depth += 1 }
      if scalar == ")" { depth = max(0, depth - 1) }
      guard depth == 0, scalar.properties.canonicalCombiningClass == .notReordered else { continue }
      key.unicodeScalars.append(scalar == "đ" ? "d" : scalar.properties.isAlphabetic ? scalar : " ")
    }
    return key.split(separator: " ").joined(separator: " ")
  }

  /// Whether a cell begins the row of the sum.
  static func isTotal(_ text: String) -> Bool { totals.contains(key(text)) }
}
