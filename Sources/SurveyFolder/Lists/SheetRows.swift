/// The rows of a sheet, cell by cell as they come.
struct SheetRows {
  let texts: [String]
  let mostColumns: Int
  let mostCells: Int
  /// The formats of cells that show days or times, by their places in the workbook's styles.
  var dateFormats: Set<Int> = []

  private(set) var rows: [ListTable.Row] = []
  private(set) var isDamaged = false
  private(set) var isTooLarge = false

  private var cells: [ListTable.Cell] = []
  private var line = 0
  private var column = -1
  private var kind = ""
  private var isDate = false
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
      isDate = attributes["s"].flatMap { Int($0) }.map(dateFormats.contains) ?? false
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
    guard let value, !value.isEmpty || formula == nil else {
      return ListTable.Cell(kind == "inlineStr" ? words : formula.map { "=\($0)" } ?? "")
    }
    switch kind {
    case "s":
      guard let place = Int(value), texts.indices.contains(place) else { return ListTable.Cell("#\(value)") }
      return ListTable.Cell(texts[place])
    case "b":
      // 1 and 0 are no numbers here.
      return ListTable.Cell(value == "1" ? "TRUE" : "FALSE")
    case "n":
      guard let number = Double(value), number.isFinite else { return ListTable.Cell(value) }
      // A code or a name that is a number.
      let whole = Int(exactly: number).map(String.init)
      return ListTable.Cell(whole ?? value, number: number, isDate: isDate)
    default: return ListTable.Cell(value)
    }
  }

  /// `A` is 0, `AA` 26; more than any sheet has for what is none.
  private static func column(_ letters: Substring) -> Int {
    guard (1...3).contains(letters.count) else { return .max / 2 }
    return letters.uppercased().utf8.reduce(0) { $0 * 26 + Int($1) - 64 } - 1
  }
}
