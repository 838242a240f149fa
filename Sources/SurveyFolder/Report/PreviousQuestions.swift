internal import Ballots
internal import Counting
internal import Foundation

/// `cau-hoi.csv` as `report` wrote it for an earlier period: how often each question was answered with 1 to 5.
enum PreviousQuestions {
  private static let question = "mã câu"
  private static let text = "câu hỏi"
  private static let levels = (1...5).map { "mức \($0)" }

  /// The questions of a file, and a note for each that is not compared, since the forms ask it no more or in other words;
  /// `name` is how errors call it.
  static func read(
    _ url: URL, name: String, forms: [Form]
  ) throws(FolderError) -> (questions: [PastPeriod.Question], notes: [FolderError]) {
    let table = try NamedColumns(
      TextFile.read(url, name: name), file: name, columns: [question] + levels, others: .passedOver)
    guard !table.rows.isEmpty else { throw FolderError(file: name, .missing(.filledList)) }
    let asked = Dictionary(grouping: forms.flatMap(\.pages).flatMap(\.questions), by: \.id).mapValues {
      $0.map(\.text)
    }
    var questions: [PastPeriod.Question] = []
    var notes: [FolderError] = []
    var lines: [String: Int] = [:]
    for row in table.rows {
      let id = row[question]
      // A text that a spreadsheet might take for a formula was written with a mark before it.
      let before = String(row[Self.text].drop { $0 == "'" })
      // Two forms may ask different things under one id.
      if let first = lines.updateValue(row.line, forKey: "\(id) \(VietnameseName.key(before))") {
        throw FolderError(file: name, line: row.line, field: question, .duplicate(value: id, first: "\(first)"))
      }
      var counts: [Int] = []
      for level in levels {
        guard let count = PlainNumber.integer(row[level]), count >= 0 else {
          throw FolderError(
            file: name, line: row.line, field: level, .wrong(expected: .integerFrom(0), found: row[level]))
        }
        counts.append(count)
      }
      guard let texts = asked[id], let text = texts.first else {
        notes.append(
          FolderError(
            file: name, line: row.line, field: question,
            .notCompared(id, nearest: NearestName.find(id, among: asked.keys.sorted()))))
        continue
      }
      guard before.isEmpty || texts.contains(where: { VietnameseName.key(before) == VietnameseName.key($0) }) else {
        notes.append(FolderError(file: name, line: row.line, field: Self.text, .otherWords(id, now: text)))
        continue
      }
      questions.append(PastPeriod.Question(question: id, text: before, answers: ScaleCounts(counts)))
    }
    return (questions, notes)
  }
}
