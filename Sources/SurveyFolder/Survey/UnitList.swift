public import Counting
public import Foundation

extension SurveyUnit {
  /// Whether a text can be the code of a unit or a box, by which folders and files are called: letters, digits, `.`, `_`,
  /// `-`, at most 100 bytes; not beginning with a point.
  public static func isCode(_ text: String) -> Bool { Field.isFileName(text) }
}

/// The list of units: in `survey.yaml`, in a CSV (`code,name,allocated`, and more of ``columns``), or in JSON
/// (`{"units": [{"code": …}]}`).
public struct UnitList: Sendable {
  /// The units in the list's order.
  public var units: [SurveyUnit]
  /// Columns and fields that were passed over, names that two units share.
  public var notes: [FolderError]

  /// What may be said of a unit.
  static let columns = [
    "code", "name", "allocated", "kind", "parent", "transactions", "valid_from", "valid_to", "predecessors", "class",
  ]
  /// What stands between the codes of predecessors in a cell.
  private static let codeSeparator: Character = "|"

  /// The units of a `.csv` or `.json` file; `name` is how errors call it, the last part of its path when nil; `survey` is
  /// what is known of the survey that asks them.
  /// - Throws: the first problem: a column that is missing, a code given twice, a number that is none, a parent that is no
  ///   unit of the list.
  public static func read(_ url: URL, name: String? = nil, for survey: Survey? = nil) throws(FolderError) -> UnitList {
    let name = name ?? url.lastPathComponent
    if url.pathExtension.lowercased() == "json" || url.pathExtension.lowercased().hasPrefix("y") {
      let root = Field(file: name, root: try Document.read(url, name: name))
      return try UnitList(root.isList ? root : try root.fields()["units"], unknownAllowed: true, for: survey)
    }
    if url.pathExtension.lowercased().hasPrefix("xls") { throw FolderError(file: name, .officeList) }
    return try csv(try TextFile.read(url, name: name), name: name, for: survey)
  }

  /// Units in place. In our own file an unknown field is an error; in a list made elsewhere it is a note.
  init(_ list: Field, unknownAllowed: Bool, for survey: Survey? = nil) throws(FolderError) {
    units = []
    notes = []
    var first: [String: String] = [:]
    let items = try list.items(.filledList)
    for item in items {
      let unknown = try item.fields().unknown(besides: Self.columns, ignored: unknownAllowed)
      if let error = unknown.first, !unknownAllowed { throw error }
      notes += unknown
      let code = try item["code"].fileName()
      // Codes that differ in capitals only cannot be told apart in folder names.
      if let other = first[code.lowercased()] { throw item["code"].error(.duplicate(value: code, first: other)) }
      first[code.lowercased()] = item["code"].path
      units.append(
        SurveyUnit(
          code: code, name: try item["name"].optionalText() ?? code, kind: try item["kind"].optionalText(),
          allocated: try item["allocated"].ifPresent?.integer(from: 0), parent: try item["parent"].optionalText(),
          transactions: try item["transactions"].ifPresent?.integer(from: 0),
          validFrom: try item["valid_from"].ifPresent?.day(), validTo: try item["valid_to"].ifPresent?.day(),
          predecessors: try item["predecessors"].each { code throws(FolderError) in try code.text() },
          stratum: try item["class"].optionalText()))
    }
    try UnitTree(units, survey).check { unit, field, problem in items[unit][field].error(problem) }
    addSharedNames(file: list.file)
  }

  /// Units as a CSV that `read` takes: UTF-8, lines ended by CRLF; beside the first three columns those that hold something.
  public static func text(of units: [SurveyUnit]) -> String {
    func field(_ text: String) -> String {
      // Scalar by scalar, as it is read: a mark may stand behind a quote.
      let scalars = text.unicodeScalars
      let isPlain =
        !scalars.contains { "\",;\t\r\n".unicodeScalars.contains($0) } && text.first != " " && text.last != " "
      if isPlain { return text }
      return "\"" + String(String.UnicodeScalarView(scalars.flatMap { $0 == "\"" ? [$0, $0] : [$0] })) + "\""
    }
    let cells = units.map { unit in
      let values: [String?] = [
        unit.code, unit.name, unit.allocated.map(String.init), unit.kind, unit.parent,
        unit.transactions.map(String.init), unit.validFrom?.iso, unit.validTo?.iso,
        unit.predecessors.joined(separator: String(codeSeparator)), unit.stratum,
      ]
      return values.map { $0 ?? "" }
    }
    let used = columns.indices.filter { index in index < 3 || cells.contains { !$0[index].isEmpty } }
    let rows = cells.map { row in used.map { field(row[$0]) } }
    return ([used.map { columns[$0] }] + rows).map { $0.joined(separator: ",") + "\r\n" }.joined()
  }

  private init(units: [SurveyUnit], notes: [FolderError]) {
    self.units = units
    self.notes = notes
  }

  private static func csv(_ text: String, name: String, for survey: Survey?) throws(FolderError) -> UnitList {
    let usual = ["code", "name", "allocated"]
    let rows = try CSVText.rows(text, file: name)
    guard let header = rows.first else { throw FolderError(file: name, .emptyFile) }
    let columns = header.fields.map { $0.lowercased() }
    guard let codeColumn = columns.firstIndex(of: "code") else {
      // Codes made while a survey is read would change with each row that is put in: folders and ballots bear them.
      if Set(usual).isDisjoint(with: columns), try ListHeading(in: ListTable(rows, name: name)) != nil {
        throw FolderError(file: name, line: header.line, .officeList)
      }
      throw FolderError(file: name, line: header.line, field: "code", .missing(.oneOf(usual)))
    }
    for column in Self.columns where columns.count(where: { $0 == column }) > 1 {
      throw FolderError(
        file: name, line: header.line, field: column, .duplicate(value: column, first: "\(header.line)"))
    }
    var result = UnitList(units: [], notes: [])
    for column in columns where !Self.columns.contains(column) && !column.isEmpty {
      let nearest = NearestName.find(column, among: Self.columns)
      result.notes.append(
        FolderError(file: name, line: header.line, field: column, .ignoredField(name: column, nearest: nearest)))
    }
    var first: [String: String] = [:]
    var lines: [Int] = []
    for row in rows.dropFirst() {
      func cell(_ column: String) -> String? {
        guard let index = columns.firstIndex(of: column), index < row.fields.count else { return nil }
        let text = row.fields[index].precomposedStringWithCanonicalMapping
        return text.isEmpty ? nil : text
      }
      func error(_ field: String, _ problem: FolderProblem) -> FolderError {
        FolderError(file: name, line: row.line, field: field, problem)
      }
      if row.fields.map({ $0.lowercased() }) == columns {
        throw FolderError(file: name, line: row.line, .repeatedHeader(line: header.line))
      }
      // Cells that hold nothing come from programs that fill rows up.
      if let last = row.fields.lastIndex(where: { !$0.isEmpty }), last >= columns.count {
        throw FolderError(file: name, line: row.line, .extraCells(found: last + 1, columns: columns.count))
      }
      guard let code = codeColumn < row.fields.count ? cell("code") : nil else {
        throw error("code", .missing(.name))
      }
      guard SurveyUnit.isCode(code) else { throw error("code", .wrong(expected: .name, found: code)) }
      if let other = first[code.lowercased()] { throw error("code", .duplicate(value: code, first: other)) }
      first[code.lowercased()] = "\(row.line)"
      func number(_ column: String) throws(FolderError) -> Int? {
        guard let text = cell(column) else { return nil }
        guard let number = PlainNumber.grouped(text), number >= 0 else {
          throw error(column, .wrong(expected: .integerFrom(0), found: text))
        }
        return number
      }
      func day(_ column: String) throws(FolderError) -> Day? {
        guard let text = cell(column) else { return nil }
        guard let day = Day(written: text) else { throw error(column, .wrong(expected: .day, found: text)) }
        return day
      }
      let predecessors = cell("predecessors")?.split(separator: codeSeparator) ?? []
      result.units.append(
        SurveyUnit(
          code: code, name: cell("name") ?? code, kind: cell("kind"), allocated: try number("allocated"),
          parent: cell("parent"), transactions: try number("transactions"), validFrom: try day("valid_from"),
          validTo: try day("valid_to"),
          predecessors: predecessors.map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty },
          stratum: cell("class")))
      lines.append(row.line)
    }
    guard !result.units.isEmpty else { throw FolderError(file: name, .emptyFile) }
    try UnitTree(result.units, survey).check { unit, field, problem in
      FolderError(file: name, line: lines[unit], field: field, problem)
    }
    result.addSharedNames(file: name)
    return result
  }

  private mutating func addSharedNames(file: String) {
    var first: [String: String] = [:]
    for unit in units {
      let key = VietnameseName.key(unit.name)
      if let other = first[key] {
        notes.append(FolderError(file: file, field: unit.code, .duplicate(value: unit.name, first: other)))
      }
      first[key] = first[key] ?? unit.code
    }
  }
}
