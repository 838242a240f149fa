// The sheets of an XLSX workbook as rows of cells (ECMA-376 part 1: 18.2 workbook, 18.3 worksheets, 18.4 shared strings).
// libarchive unpacks it and libxml2 reads its XML; what is left is which part is which, and what a cell shows. Formulas
// are not computed: what the program that saved the file computed is taken. Of formats only those of days and times
// are looked at (18.8 styles).

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
    let dates = try workbook.dateFormats()
    var tables: [ListTable] = []
    for sheet in sheets {
      let rows = try workbook.rows(of: sheet.part, texts, dates)
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

  /// The places of the formats that show days or times, among those that cells name.
  private func dateFormats() throws(FolderError) -> Set<Int> {
    let part = Self.folder + "styles.xml"
    guard parts[part] != nil else { return [] }
    // Those that every program knows (18.8.30).
    var numbers = Set(14...22).union(27...36).union(45...47).union(50...58)
    var formats: [Int] = []
    var isOfCells = false
    try walk(part) { element, attributes in
      switch element {
      case "numFmt":
        guard let id = attributes["numFmtId"].flatMap({ Int($0) }), let code = attributes["formatCode"] else { return }
        if Self.showsDate(code) { numbers.insert(id) }
      case "cellXfs": isOfCells = true
      case "xf" where isOfCells: formats.append(attributes["numFmtId"].flatMap { Int($0) } ?? 0)
      default: break
      }
    } ends: { element, _ in
      if element == "cellXfs" { isOfCells = false }
    }
    return Set(formats.indices.filter { numbers.contains(formats[$0]) })
  }

  /// Whether a format has days, months, years or hours in it, outside of quoted words and of conditions in brackets.
  private static func showsDate(_ code: String) -> Bool {
    var isQuoted = false
    var isBracketed = false
    for character in code.lowercased() {
      switch character {
      case "\"": isQuoted.toggle()
      case "[": isBracketed = true
      case "]": isBracketed = false
      case "d", "y", "h", "s": if !isQuoted && !isBracketed { return true }
      default: break
      }
    }
    return false
  }

  // MARK: Cells

  private func rows(
    of part: String, _ texts: [String], _ dates: Set<Int>
  ) throws(FolderError) -> [ListTable.Row] {
    var sheet = SheetRows(texts: texts, mostColumns: Self.mostColumns, mostCells: Self.mostCells)
    sheet.dateFormats = dates
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
