// The sheets of an XLSX workbook as rows of cells (ECMA-376 part 1: 18.2 workbook, 18.3 worksheets, 18.4 shared strings).
// libarchive unpacks it and libxml2 reads its XML; what is left is which part is which, and what a cell shows. Formulas
// are not computed: what the program that saved the file computed is taken. Formats, and with them dates, are passed over.

internal import Foundation

/// An XLSX workbook.
struct Workbook {
  /// How each ZIP begins.
  static let signature: [UInt8] = [0x50, 0x4B, 0x03, 0x04]

  private static let folder = "xl/"
  /// Columns that a sheet can have.
  private static let mostColumns = 16_384
  /// Most cells that are taken from a sheet.
  private static let mostCells = 500_000

  private let parts: [String: [UInt8]]
  private let name: String

  /// The sheets that are not hidden, in the workbook's order.
  static func tables(_ url: URL, name: String) throws(FolderError) -> [ListTable] {
    let path = url.resolvingSymlinksInPath().path
    let workbook = Workbook(parts: try PackedParts.read(path, below: folder, name: name), name: name)
    let sheets = try workbook.sheets()
    let texts = try workbook.sharedTexts()
    var tables: [ListTable] = []
    for sheet in sheets {
      let rows = try workbook.rows(of: sheet.part, texts)
      tables.append(ListTable(sheet: rows, name: sheets.count == 1 ? name : "\(name) [\(sheet.title)]"))
    }
    return tables
  }

  // MARK: Parts

  private func sheets() throws(FolderError) -> [(title: String, part: String)] {
    var places: [String: String] = [:]
    try walk(Self.folder + "_rels/workbook.xml.rels") { element, attributes in
      guard element == "Relationship", let id = attributes["Id"], let target = attributes["Target"] else { return }
      places[id] = target.hasPrefix("/") ? String(target.dropFirst()) : Self.folder + target
    }
    var sheets: [(title: String, part: String)] = []
    try walk(Self.folder + "workbook.xml") { element, attributes in
      guard element == "sheet", attributes["state"] ?? "visible" == "visible" else { return }
      guard let part = attributes["id"].flatMap({ places[$0] }), parts[part] != nil else { return }
      sheets.append((attributes["name"] ?? "", part))
    }
    guard !sheets.isEmpty else { throw damaged }
    return sheets
  }

  /// Texts that cells name by their place.
  private func sharedTexts() throws(FolderError) -> [String] {
    let part = Self.folder + "sharedStrings.xml"
    guard parts[part] != nil else { return [] }
    var texts: [String] = []
    var text = ""
    var isReading = false
    try walk(part) { element, _ in
      if element == "si" { text = "" }
      // How a text is spoken (`rPh`) stands beside it.
      if element == "rPh" { isReading = true }
    } ends: { element, words in
      if element == "t", !isReading { text += Self.plain(words) }
      if element == "rPh" { isReading = false }
      if element == "si" { texts.append(text) }
    }
    return texts
  }

  // MARK: Cells

  private func rows(of part: String, _ texts: [String]) throws(FolderError) -> [ListTable.Row] {
    var sheet = SheetRows(texts: texts, mostColumns: Self.mostColumns, mostCells: Self.mostCells)
    try walk(part) { element, attributes in
      sheet.begin(element, attributes)
    } ends: { element, text in
      sheet.end(element, Self.plain(text))
    }
    guard !sheet.isTooLarge else { throw FolderError(file: name, .tooManyValues(limit: Self.mostCells)) }
    guard !sheet.isDamaged else { throw damaged }
    return sheet.rows
  }

  private func walk(
    _ part: String, begins: @escaping XMLWalk.Beginning, ends: @escaping XMLWalk.Ending = { _, _ in }
  ) throws(FolderError) {
    guard let bytes = parts[part], XMLWalk.isWhole(bytes, begins: begins, ends: ends) else { throw damaged }
  }

  private var damaged: FolderError { FolderError(file: name, .damagedWorkbook) }

  /// A line break that came with a carriage return is written so.
  private static func plain(_ text: String) -> String { text.replacing("_x000D_", with: "") }
}

/// The rows of a sheet, cell by cell as they come.
struct SheetRows {
  let texts: [String]
  let mostColumns: Int
  let mostCells: Int

  private(set) var rows: [ListTable.Row] = []
  private(set) var isDamaged = false
  private(set) var isTooLarge = false

  private var cells: [ListTable.Cell] = []
  private var line = 0
  private var column = -1
  private var kind = ""
  private var value: String?
  private var words = ""
  private var formula: String?
  private var count = 0

  init(texts: [String], mostColumns: Int, mostCells: Int) {
    self.texts = texts
    self.mostColumns = mostColumns
    self.mostCells = mostCells
  }

  mutating func begin(_ element: String, _ attributes: [String: String]) {
    switch element {
    case "row":
      // Rows and cells may leave out where they stand: then they follow the one before.
      line = attributes["r"].flatMap { Int($0) } ?? line &+ 1
      cells = []
      column = -1
    case "c":
      let letters = attributes["r"].map { $0.prefix { $0.isASCII && $0.isLetter } }
      column = letters.map(Self.column) ?? column + 1
      kind = attributes["t"] ?? "n"
      (value, words, formula) = (nil, "", nil)
    default: break
    }
  }

  mutating func end(_ element: String, _ text: String) {
    switch element {
    case "v": value = text
    case "t": words += text
    case "f": formula = text
    case "c": endCell()
    case "row" where cells.contains { !$0.isEmpty }: rows.append(ListTable.Row(line: line, cells: cells))
    default: break
    }
  }

  private mutating func endCell() {
    guard let cell = cell, !cell.isEmpty else { return }
    guard column >= cells.count, column < mostColumns else {
      isDamaged = true
      return
    }
    count += column + 1 - cells.count
    guard count <= mostCells else {
      isTooLarge = true
      return
    }
    while cells.count < column { cells.append(ListTable.Cell("")) }
    cells.append(cell)
  }

  /// What the cell holds.
  private var cell: ListTable.Cell? {
    // A formula that nobody has computed is no empty cell.
    guard let value else { return ListTable.Cell(kind == "inlineStr" ? words : formula.map { "=\($0)" } ?? "") }
    switch kind {
    case "s":
      guard let place = Int(value), texts.indices.contains(place) else { return ListTable.Cell("#\(value)") }
      return ListTable.Cell(texts[place])
    case "n":
      guard let number = Double(value), number.isFinite else { return ListTable.Cell(value) }
      // A code or a name that is a number.
      let whole = Int(exactly: number).map(String.init)
      return ListTable.Cell(whole ?? value, number: number)
    default: return ListTable.Cell(value)
    }
  }

  /// `A` is 0, `AA` 26; more than any sheet has for what is none.
  private static func column(_ letters: Substring) -> Int {
    guard (1...3).contains(letters.count) else { return .max / 2 }
    return letters.uppercased().utf8.reduce(0) { $0 * 26 + Int($1) - 64 } - 1
  }
}
