internal import Foundation

/// A table as a file holds it: rows of cells, before anybody knows what they mean.
struct ListTable {
  /// A cell of a row.
  struct Cell {
    /// What it shows; empty where it holds nothing.
    var text: String
    /// Its number, where the file says that it is one: no sign in it means thousands any more.
    var number: Double?
    /// Whether that number is shown as a day or a time: programs make dates of entries such as `1/5`.
    var isDate: Bool

    init(_ text: String, number: Double? = nil, isDate: Bool = false) {
      self.text = text
      self.number = number
      self.isDate = isDate
    }

    /// The same with other words.
    func mapped(_ words: (String) -> String) -> Cell { Cell(words(text), number: number, isDate: isDate) }

    var isEmpty: Bool { text.isEmpty }
  }

  /// A row that holds something.
  struct Row {
    /// Line of the file, or row of the sheet, from 1.
    var line: Int
    var cells: [Cell]

    /// The cell of a column; an empty one behind the last.
    subscript(column: Int?) -> Cell {
      guard let column, column < cells.count else { return Cell("") }
      return cells[column]
    }
  }

  /// How errors call it: the file, and the sheet where there are several.
  var name: String
  var rows: [Row]
  /// Whether signs of the text separate the cells, so that one within a name shifts the rest of its row.
  var isSeparatedText: Bool

  /// What a file can be taken for: the sheets of a workbook in their order, or a text with each separator, that of its
  /// first line before the others. A failure says what is wrong with a reading; another one may still be right.
  /// - Throws: what is wrong with the file, when it is no table at all.
  static func readings(
    of url: URL, name: String, limit: Int = TextFile.sizeLimit
  ) throws(FolderError) -> [Result<ListTable, FolderError>] {
    let bytes = try TextFile.bytes(url, name: name, limit: limit)
    guard !bytes.isEmpty else { throw FolderError(file: name, .emptyFile) }
    if bytes.starts(with: Workbook.signature) { return try Workbook.tables(url, name: name).map { .success($0) } }
    // An Excel file of before 2007, or one behind a password.
    if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { throw FolderError(file: name, .closedWorkbook) }
    let text = try ListText.decode(bytes, name: name)
    // A title line may have other signs in it than the table below.
    let separators: [Unicode.Scalar?] = [nil] + CSVText.separators
    return separators.map { separator in
      Result { () throws(FolderError) in
        ListTable(try CSVText.rows(text, file: name, separator: separator), name: name)
      }
    }
  }

  /// A text's rows.
  init(_ rows: [CSVText.Row], name: String) {
    self.name = name
    self.rows = rows.map { row in Row(line: row.line, cells: row.fields.map { Cell(Self.cleaned($0)) }) }
    isSeparatedText = true
  }

  /// A sheet of a workbook.
  init(sheet rows: [Row], name: String) {
    self.name = name
    self.rows = rows.map { row in
      Row(line: row.line, cells: row.cells.map { $0.mapped(Self.cleaned) })
    }
    isSeparatedText = false
  }

  /// Every text of the table.
  var texts: some Sequence<String> { rows.lazy.flatMap { $0.cells.lazy.map(\.text) } }

  /// The same table with other words in it.
  func mapped(_ words: (String) -> String) -> ListTable {
    var table = self
    table.rows = rows.map { row in
      Row(line: row.line, cells: row.cells.map { $0.mapped(words) })
    }
    return table
  }

  /// The same in Unicode, and the legacy encoding that it was written in, if it was.
  /// - Throws: where the encoding is not certain, with an example.
  func readable() throws(FolderError) -> (table: ListTable, encoding: LegacyEncoding?) {
    switch WrittenWords(texts).finding {
    case .unicode: return (self, nil)
    case .legacy(let encoding): return (mapped(encoding.text), encoding)
    case .mixed(let encoding, let example):
      throw FolderError(file: name, line: line(of: example), .mixedEncodings(encoding, example: example))
    case .unclear(let example):
      throw FolderError(file: name, line: line(of: example), .unclearEncoding(example: example))
    }
  }

  /// The first row that has a word.
  private func line(of word: String) -> Int? {
    rows.first { $0.cells.contains { $0.text.contains(word) } }?.line
  }

  /// One line without spaces at its ends or two in a row, composed (NFC): cells hold line breaks, and names copied from
  /// web pages spaces that do not break.
  private static func cleaned(_ text: String) -> String {
    text.split { character in
      character.isWhitespace || character.unicodeScalars.allSatisfy { $0.properties.generalCategory == .control }
    }.joined(separator: " ").precomposedStringWithCanonicalMapping
  }
}
