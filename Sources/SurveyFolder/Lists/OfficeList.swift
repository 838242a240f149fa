public import Counting
public import Foundation

/// A list of units or of allocated ballots as an office has it, in a CSV or XLSX file: headings in Vietnamese or English in
/// any order, below title lines, with numbers and totals as offices write them, in Unicode or in a legacy encoding.
///
/// Where the list has no codes they are made, U01, U02 … in its order. A unit that a survey lists already, by the same
/// name, keeps its code: folders and printed ballots bear it.
public struct OfficeList: Sendable {
  /// A sum that the list states.
  public struct Total: Hashable, Sendable {
    /// Line of the file, or row of the sheet.
    public var line: Int
    /// What the list says.
    public var stated: Int
    /// What its rows add up to.
    public var sum: Int
  }

  /// How errors call it: the file, and the sheet where there are several.
  public var name: String
  /// The units in the list's order.
  public var units: [SurveyUnit] = []
  /// The sums that the list states, of its parts and at last of all.
  public var totals: [Total] = []
  /// In which encoding it was written; nil for Unicode.
  public var encoding: LegacyEncoding?
  /// What was passed over or is worth a look.
  public var notes: [FolderError] = []

  /// The sum that the list states for all of it.
  public var statedTotal: Int? { totals.last?.stated }
  /// The totals that are not the sum of their rows.
  public var wrongTotals: [Total] { totals.filter { $0.stated != $0.sum } }
  /// What all rows add up to.
  public var allocated: Int { units.reduce(0) { $0 + ($1.allocated ?? 0) } }

  /// The list of a file. `name` is how errors call it, the last part of its path when nil; `known` are the units that a
  /// survey lists.
  /// - Throws: the first problem, with its line and column as the list calls it; an encoding that is not certain.
  public static func read(
    _ url: URL, name: String? = nil, keepingCodesOf known: [SurveyUnit] = []
  ) throws(FolderError) -> OfficeList {
    let name = name ?? url.lastPathComponent
    let (table, heading, encoding) = try table(in: try ListTable.readings(of: url, name: name), name)
    var list = OfficeList(name: table.name)
    list.encoding = encoding
    try list.add(table, heading)
    list.giveCodes(known)
    list.addNotes(heading)
    return list
  }

  private typealias Found = (table: ListTable, heading: ListHeading, encoding: LegacyEncoding?)

  /// The first sheet with headings, or the text with the separator by which most headings are known.
  private static func table(
    in readings: [Result<ListTable, FolderError>], _ name: String
  ) throws(FolderError) -> Found {
    var best: Found?
    var fault: FolderError?
    for reading in readings {
      do throws(FolderError) {
        // Headings are words of the list, too.
        let (table, encoding) = try reading.get().readable()
        guard let heading = try ListHeading(in: table) else { continue }
        if !table.isSeparatedText { return (table, heading, encoding) }
        if heading.columns.count > best?.heading.columns.count ?? 0 { best = (table, heading, encoding) }
      } catch {
        fault = fault ?? error
      }
    }
    if let best { return best }
    throw fault ?? FolderError(file: name, .noHeadings)
  }

  private init(name: String) { self.name = name }

  // MARK: Rows

  /// Takes the rows below the heading. Codes that the list does not give stay empty.
  private mutating func add(_ table: ListTable, _ heading: ListHeading) throws(FolderError) {
    var partSum = 0
    var isBelowTotal = false
    var firstLine: [String: Int] = [:]
    let lastTotal = table.rows.lastIndex { Self.isTotal($0, heading) }
    for (place, row) in table.rows.enumerated().dropFirst(heading.place + 1) {
      if heading.isRepeated(by: row) || place == heading.place + 1 && heading.isNumbered(by: row) { continue }
      func error(_ column: ListColumn, _ problem: FolderProblem) -> FolderError {
        FolderError(file: name, line: row.line, field: heading.title(column), problem)
      }
      let number = row[heading.columns[.allocated]]
      let count = number.isEmpty ? nil : OfficeNumber.whole(number)
      let words = row[heading.columns[.name]].text
      if Self.isTotal(row, heading) {
        isBelowTotal = place == lastTotal && !units.isEmpty
        guard !number.isEmpty else { continue }
        guard let count else { throw error(.allocated, .wrong(expected: .integerFrom(0), found: number.text)) }
        totals.append(Total(line: row.line, stated: count, sum: partSum))
        partSum = 0
        continue
      }
      let code = row[heading.columns[.code]].text
      // Below the sum stand the place, the date and who signs, in any column.
      if isBelowTotal, count == nil || words.isEmpty && code.isEmpty {
        let text = row.cells.first { !$0.isEmpty }?.text ?? ""
        notes.append(FolderError(file: name, line: row.line, .rowBelowTotal(text)))
        continue
      }
      guard !words.isEmpty || !code.isEmpty else {
        // Numbered rows that nobody filled in.
        guard !number.isEmpty else { continue }
        throw error(heading.columns[.name] == nil ? .code : .name, .missing(.text))
      }
      if table.isSeparatedText, let last = row.cells.lastIndex(where: { !$0.isEmpty }), last >= heading.titles.count {
        throw FolderError(file: name, line: row.line, .extraCells(found: last + 1, columns: heading.titles.count))
      }
      if !number.isEmpty, count == nil {
        throw error(.allocated, .wrong(expected: .integerFrom(0), found: number.text))
      }
      if heading.columns[.code] != nil {
        guard !code.isEmpty else { throw error(.code, .missing(.name)) }
        guard SurveyUnit.isCode(code) else { throw error(.code, .wrong(expected: .name, found: code)) }
        if let other = firstLine.updateValue(row.line, forKey: code.lowercased()) {
          throw error(.code, .duplicate(value: code, first: "\(other)"))
        }
      }
      if number.isEmpty, heading.columns[.allocated] != nil {
        notes.append(FolderError(file: name, line: row.line, .noNumber(words.isEmpty ? code : words)))
      }
      noteSharedName(words, row.line)
      units.append(SurveyUnit(code: code, name: words.isEmpty ? code : words, allocated: count))
      partSum += count ?? 0
    }
    guard !units.isEmpty else { throw FolderError(file: name, .emptyFile) }
    // The last sum is that of the whole list, wherever the parts end.
    if let last = totals.indices.last { totals[last].sum = allocated }
    // A sum that stands above all rows is of the whole list, too.
    if let first = totals.first, totals.count > 1, first.sum == 0 { totals[0].sum = allocated }
  }

  /// The word stands in the column of names, or in the first of some cells that are one.
  private static func isTotal(_ row: ListTable.Row, _ heading: ListHeading) -> Bool {
    ListWords.isTotal(row[heading.columns[.name]].text)
      || row.cells.first { !$0.isEmpty }.map { ListWords.isTotal($0.text) } == true
  }

  private mutating func noteSharedName(_ name: String, _ line: Int) {
    let key = VietnameseName.key(name)
    guard !key.isEmpty else { return }
    if let first = lineOfName[key] {
      notes.append(FolderError(file: self.name, line: line, .duplicate(value: name, first: "\(first)")))
    }
    lineOfName[key] = lineOfName[key] ?? line
  }

  private var lineOfName: [String: Int] = [:]

  // MARK: Codes

  /// Gives a code to each unit that has none: that of the known unit with its name, else the next free number.
  private mutating func giveCodes(_ known: [SurveyUnit]) {
    let codes = Dictionary(grouping: known) { VietnameseName.key($0.name) }.compactMapValues { units in
      units.count == 1 ? units[0].code : nil
    }
    var free = (1...).lazy.map { $0 < 10 ? "U0\($0)" : "U\($0)" }.makeIterator()
    var taken = Set(known.map { $0.code.lowercased() })
    for index in units.indices where units[index].code.isEmpty {
      if let code = codes[VietnameseName.key(units[index].name)], !units[..<index].contains(where: { $0.code == code })
      {
        units[index].code = code
        continue
      }
      while let code = free.next() {
        guard taken.insert(code.lowercased()).inserted else { continue }
        units[index].code = code
        break
      }
    }
  }

  private mutating func addNotes(_ heading: ListHeading) {
    var first = heading.unknownTitles.map { title in
      FolderError(file: name, line: heading.line, field: title, .ignoredField(name: title, nearest: nil))
    }
    if let encoding, let example = units.first(where: { !$0.name.utf8.allSatisfy { $0 < 0x80 } })?.name {
      first.insert(FolderError(file: name, .converted(from: encoding, example: example)), at: 0)
    }
    notes = first + notes
  }
}
