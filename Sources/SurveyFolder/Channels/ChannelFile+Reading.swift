internal import Ballots
internal import Counting
internal import Foundation

extension ChannelFile {
  /// Largest list: four times what a district gathers in a year.
  private static let sizeLimit = 16 << 20
  /// Rows among which the headings are looked for: title lines may stand above them.
  private static let searchedRows = 100

  /// A list of which only the columns that the description names are left: whatever else stands in it, names, addresses,
  /// numbers, is let go before anything is looked at.
  private struct Answers {
    var table: ListTable
    /// The title of each column, as the list writes it.
    var titles: [String]
  }

  /// The responses, and a line for each row that cannot be read.
  func read(survey: Survey, forms: [Form]) throws(FolderError) -> (list: ChannelList, unreadable: [FolderError]) {
    let answers = try answers()
    let times = WrittenTime(monthFirst: monthFirst)
    // One day beyond the twelfth shows how all are meant.
    let otherWay = WrittenTime(monthFirst: !monthFirst)
    for row in answers.table.rows where times.time(row[0]) == nil && otherWay.time(row[0]) != nil {
      let example = row[0].text
      throw columns.time.error(
        monthFirst ? .dayFirst(example: example, row: row.line) : .monthFirst(example: example, row: row.line))
    }
    let units = KnownUnits(survey, forms, words: unitWords)
    var list = ChannelList(name: self.list.name, channel: channel, responses: [])
    var unreadable: [FolderError] = []
    for row in answers.table.rows where !row.cells.allSatisfy(\.isEmpty) {
      do throws(FolderError) {
        list.responses.append(try response(row, answers, times, units))
      } catch {
        list.unreadable.append(row.line)
        unreadable.append(error)
      }
    }
    return (list, unreadable)
  }

  private func response(
    _ row: ListTable.Row, _ answers: Answers, _ times: WrittenTime, _ units: KnownUnits
  ) throws(FolderError) -> ChannelResponse {
    func wrong(_ column: Int, _ problem: FolderProblem) -> FolderError {
      FolderError(file: answers.table.name, line: row.line, field: answers.titles[column], problem)
    }
    guard let time = times.time(row[0]) else {
      throw wrong(0, row[0].isEmpty ? .missing(.moment) : .wrong(expected: .moment, found: row[0].text))
    }
    var next = 1
    var unit = fixedUnit ?? ""
    if columns.unit != nil {
      let text = row[next].text
      guard let code = units.code(of: text) else {
        throw wrong(next, text.isEmpty ? .missing(.text) : units.unlisted(text))
      }
      unit = code
      next += 1
    }
    var id: String?
    if columns.id != nil {
      id = row[next].isEmpty ? nil : row[next].text
      next += 1
    }
    var given: [String: Answer] = [:]
    for (place, words) in words.enumerated() {
      let text = row[next + place].text
      guard let answer = words.answer(text) else {
        throw wrong(next + place, .wrong(expected: .oneOf(words.examples), found: text))
      }
      given[words.question.id] = answer
    }
    return ChannelResponse(row: row.line, id: id, time: time, unit: unit, answers: given)
  }

  // MARK: Columns

  /// The list with the columns that are named, in their order.
  private func answers() throws(FolderError) -> Answers {
    var fault: FolderError?
    for reading in try ListTable.readings(of: list.url, name: list.name, limit: Self.sizeLimit) {
      do throws(FolderError) {
        let table = try reading.get()
        for encoding in [nil] + LegacyEncoding.allCases.map(Optional.some) {
          let words = { (text: String) in encoding?.text(of: text) ?? text }
          guard let (heading, places) = heading(in: table, words) else { continue }
          var kept = table
          kept.rows = table.rows[(heading + 1)...].map { row in
            ListTable.Row(line: row.line, cells: places.map { row[$0] })
          }
          let titles = places.map { words(table.rows[heading][$0].text) }
          return Answers(table: encoding == nil ? try kept.readable().table : kept.mapped(words), titles: titles)
        }
        fault = fault ?? missingColumn(in: table)
      } catch {
        fault = fault ?? error
      }
    }
    throw fault ?? FolderError(file: list.name, .emptyFile)
  }

  /// The row that has every heading, and where each stands.
  private func heading(in table: ListTable, _ words: (String) -> String) -> (row: Int, places: [Int])? {
    for (number, row) in table.rows.prefix(Self.searchedRows).enumerated() {
      let titles = row.cells.map { VietnameseName.key(words($0.text)) }
      let places = columns.all.compactMap { Self.place(of: $0, among: titles) }
      if places.count == columns.all.count, Set(places).count == places.count { return (number, places) }
    }
    return nil
  }

  /// The heading itself, else the only one that begins with it: questions are long.
  private static func place(of field: Field, among titles: [String]) -> Int? {
    guard let wanted = try? VietnameseName.key(field.text()) else { return nil }
    let same = titles.indices.filter { titles[$0] == wanted }
    if !same.isEmpty { return same.count == 1 ? same[0] : nil }
    let longer = titles.indices.filter { titles[$0].hasPrefix(wanted) }
    return longer.count == 1 ? longer[0] : nil
  }

  /// The first heading that the likeliest row does not have.
  private func missingColumn(in table: ListTable) -> FolderError {
    var best: (titles: [String], found: Int) = ([], -1)
    for row in table.rows.prefix(Self.searchedRows) {
      let titles = row.cells.map(\.text)
      let keys = titles.map { VietnameseName.key($0) }
      let found = columns.all.count { Self.place(of: $0, among: keys) != nil }
      if found > best.found { best = (titles, found) }
    }
    let keys = best.titles.map { VietnameseName.key($0) }
    var taken: [Int: Field] = [:]
    for field in columns.all {
      guard let place = Self.place(of: field, among: keys) else { continue }
      if let other = taken.updateValue(field, forKey: place) {
        return field.error(.duplicate(value: best.titles[place], first: other.path))
      }
    }
    let missing = columns.all.first { Self.place(of: $0, among: keys) == nil } ?? columns.time
    let wanted = (try? missing.text()) ?? ""
    return missing.error(
      .noHeading(wanted, list: list.name, nearest: NearestName.find(wanted, among: best.titles)))
  }
}

/// The units of a survey by whatever a list may call them.
private struct KnownUnits {
  private let survey: Survey
  private let patterns: [PayloadPattern]
  private let words: [String: String]

  init(_ survey: Survey, _ forms: [Form], words: [String: String]) {
    self.survey = survey
    self.words = words
    patterns = forms.flatMap { $0.pages.flatMap(\.barcodes).map(\.payload) + [$0.batchHeader].compactMap(\.self) }
  }

  /// By the description's words, its code, its name, or the text of its printed code.
  func code(of text: String) -> String? {
    let key = VietnameseName.key(text)
    if let code = words[key] { return code }
    if let unit = survey.unit(text) { return unit.code }
    let named = survey.units.filter { VietnameseName.key($0.name) == key }
    if named.count == 1 { return named[0].code }
    let read = Set(patterns.compactMap { $0.match(text)?["unit"] })
    return read.count == 1 ? read.first.flatMap { survey.unit($0)?.code } : nil
  }

  func unlisted(_ text: String) -> FolderProblem {
    .unlistedUnit(
      code: text, nearest: NearestName.find(text, among: survey.units.flatMap { [$0.code, $0.name] }))
  }
}
