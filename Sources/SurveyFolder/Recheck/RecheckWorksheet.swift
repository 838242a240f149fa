public import Ballots
public import Counting
public import Foundation

/// The worksheet of a recheck: a row for each question of the drawn sheets, with an answer that a person fills in who does not
/// see what was counted.
public struct RecheckWorksheet: Sendable {
  /// Its name in the folder of a drawing.
  public static let fileName = "drawn.csv"
  /// The columns that are read; the others help whoever fills it in.
  private static let columns = ["file", "page", "slot", "question", "answer"]

  /// A row as it was filled in.
  public struct Row: Hashable, Sendable {
    /// 1-based line in the file.
    public var line: Int
    /// The sheet.
    public var location: PageLocation
    /// Question id.
    public var question: String
    /// What was filled in; empty where nothing was.
    public var answer: String
  }

  /// The rows in the file's order.
  public let rows: [Row]
  private let file: String

  /// A question of a drawn sheet.
  public struct Drawn: Sendable {
    /// The sheet, and how people write it: `file#page`.
    public var sheet: (location: PageLocation, name: String)
    /// The question as the form has it.
    public var question: Question
    /// The group for which the sheet was drawn.
    public var group: String
    /// The answer that was counted.
    public var counted: Answer

    /// A question of a drawn sheet from its parts.
    public init(sheet: (location: PageLocation, name: String), question: Question, group: String, counted: Answer) {
      self.sheet = sheet
      self.question = question
      self.group = group
      self.counted = counted
    }
  }

  /// Reads a worksheet; `name` is how errors call it.
  public static func read(_ url: URL, name: String) throws(FolderError) -> RecheckWorksheet {
    try RecheckWorksheet(try TextFile.read(url, name: name), name: name)
  }

  init(_ text: String, name: String) throws(FolderError) {
    file = name
    var rows: [Row] = []
    for row in try NamedColumns(text, file: name, columns: Self.columns, others: .passedOver).rows {
      func number(_ column: String) throws(FolderError) -> Int {
        guard let number = Int(row[column]), number >= 1 else {
          throw FolderError(
            file: name, line: row.line, field: column, .wrong(expected: .integerFrom(1), found: row[column]))
        }
        return number
      }
      for column in ["file", "question"] where row[column].isEmpty {
        throw FolderError(file: name, line: row.line, field: column, .missing(.text))
      }
      rows.append(
        Row(
          line: row.line,
          location: PageLocation(file: row["file"], page: try number("page"), slot: try number("slot")),
          question: row["question"], answer: row["answer"]))
    }
    self.rows = rows
  }

  /// Whether anybody filled anything in.
  public var isFilled: Bool { rows.contains { !$0.answer.isEmpty } }

  /// The rows beside what was counted, in the order of the drawn questions. `written` is how a file's name stands in the
  /// worksheet.
  /// - Throws: a row that was not drawn or stands twice, a drawn one that is missing, an answer that the question does not
  ///   have, or none.
  public func answers(
    to drawn: [Drawn], written: (String) -> String = { $0 }
  ) throws(FolderError) -> [RecheckedAnswer] {
    var rows = [Place: Row](minimumCapacity: self.rows.count)
    let places = Dictionary(
      drawn.map { (Place($0.sheet.location, $0.question.id, written), $0) }, uniquingKeysWith: { first, _ in first })
    for row in self.rows {
      let place = Place(row.location, row.question)
      guard let question = places[place] else {
        throw FolderError(
          file: file, line: row.line, field: "question",
          .notDrawn(sheet: "\(row.location.file)#\(row.location.page)", question: row.question))
      }
      if let first = rows[place] {
        throw FolderError(
          file: file, line: row.line, field: "question",
          .duplicate(value: "\(question.sheet.name) \(row.question)", first: "\(first.line)"))
      }
      rows[place] = row
    }
    return try drawn.map { question throws(FolderError) in
      guard let row = rows[Place(question.sheet.location, question.question.id, written)] else {
        throw FolderError(file: file, .drawnRowMissing(sheet: question.sheet.name, question: question.question.id))
      }
      return RecheckedAnswer(
        location: question.sheet.location, question: question.question.id, group: question.group,
        counted: question.counted,
        read: try Answer(filled: row.answer, of: question.question, file: file, line: row.line, field: "answer"))
    }
  }

  /// A row's place, told apart by bytes as files are.
  private struct Place: Hashable {
    let location: PageLocation
    let question: String

    init(_ location: PageLocation, _ question: String, _ written: (String) -> String = { $0 }) {
      self.location = PageLocation(file: written(location.file), page: location.page, slot: location.slot)
      self.question = question
    }
  }
}

extension Answer {
  /// What a person filled in for a question: the form's values, `blank`, `overvote`.
  init(filled text: String, of question: Question, file: String, line: Int, field: String) throws(FolderError) {
    let words = question.options.map(\.value) + ["blank", "overvote"]
    guard !text.isEmpty else { throw FolderError(file: file, line: line, field: field, .missing(.oneOf(words))) }
    let answer = Answer(text: ["blank", "overvote"].contains(text.lowercased()) ? text.lowercased() : text)
    switch answer {
    case .blank, .overvote: break
    case .values(let values)
    where !values.isEmpty && values.allSatisfy(words.contains) && Set(values).count == values.count
      && question.allows(marks: values.count):
      break
    case .values, .review:
      throw FolderError(file: file, line: line, field: field, .wrong(expected: .oneOf(words), found: text))
    }
    self = answer
  }
}
