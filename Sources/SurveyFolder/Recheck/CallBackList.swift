public import Ballots
public import Counting
public import Foundation

/// Answers that people repeated when they were called back: `group;question;given;repeated`, one row an answer. Who was
/// called does not stand in it: a column for a name or a number is refused, so that personal data does not enter.
public struct CallBackList: Sendable {
  private static let columns = ["group", "question", "given", "repeated"]

  /// The answers: `counted` is what the ballot said, `read` what was said on the telephone, the place the list's line.
  public let answers: [RecheckedAnswer]

  /// Reads a list of answers to the questions of some forms; `name` is how errors call it.
  public static func read(_ url: URL, name: String, forms: [Form]) throws(FolderError) -> CallBackList {
    try CallBackList(try TextFile.read(url, name: name), name: name, forms: forms)
  }

  init(_ text: String, name: String, forms: [Form]) throws(FolderError) {
    // Forms may share a question's name: an answer is known when one of them has it.
    let questions = Dictionary(grouping: forms.flatMap(\.pages).flatMap(\.questions), by: \.id)
    let rows = try NamedColumns(text, file: name, columns: Self.columns, others: .refused).rows
    guard !rows.isEmpty else { throw FolderError(file: name, .emptyFile) }
    answers = try rows.map { row throws(FolderError) in
      guard !row["group"].isEmpty else {
        throw FolderError(file: name, line: row.line, field: "group", .missing(.text))
      }
      guard let known = questions[row["question"]], let first = known.first else {
        throw FolderError(
          file: name, line: row.line, field: "question",
          .wrong(expected: .oneOf(questions.keys.sorted(by: NaturalOrder.precedes)), found: row["question"]))
      }
      func answer(_ column: String) throws(FolderError) -> Answer {
        for question in known.dropFirst() {
          if let answer = try? Answer(filled: row[column], of: question, file: name, line: row.line, field: column) {
            return answer
          }
        }
        return try Answer(filled: row[column], of: first, file: name, line: row.line, field: column)
      }
      return RecheckedAnswer(
        location: PageLocation(file: name, page: row.line), question: first.id, group: row["group"],
        counted: try answer("given"), read: try answer("repeated"))
    }
  }
}
