internal import Counting
internal import Foundation

/// `cau-hoi.csv` as `report` wrote it for the period before: how often each question was answered with 1 to 5.
enum PreviousQuestions {
  private static let question = "mã câu"
  private static let levels = (1...5).map { "mức \($0)" }

  /// The questions of a file; `name` is how errors call it.
  static func read(_ url: URL, name: String) throws(FolderError) -> [UnusualShare.Previous] {
    let text = try TextFile.read(url, name: name)
    return try NamedColumns(text, file: name, columns: [question] + levels, others: .passedOver).rows.map {
      row throws(FolderError) in
      var counts: [Int] = []
      for level in levels {
        guard let count = PlainNumber.integer(row[level]), count >= 0 else {
          throw FolderError(
            file: name, line: row.line, field: level, .wrong(expected: .integerFrom(0), found: row[level]))
        }
        counts.append(count)
      }
      return UnusualShare.Previous(question: row[question], fives: counts[4], answers: counts.reduce(0, +))
    }
  }
}
