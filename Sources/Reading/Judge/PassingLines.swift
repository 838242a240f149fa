internal import Ballots
internal import Raster

/// Lines that pass through boxes of several questions: a crease, a stroke of the pen across the page. Where such a line
/// ends in a box it looks like somebody's slash there; what it does in another question's box tells what it is.
struct PassingLines {
  /// Lines whose directions, and the way from one to the other, differ by no more than this are one: the sine of 5 degrees.
  static let aside = 0.09

  private let lines: [[Line?]]
  /// Lines that a question's box has and that only pass it.
  private let passing: [(question: Int, line: Line)]

  /// Questions, and for each of their options the axis of its ink where that is a line, mm on the page.
  init(_ questions: [QuestionReading], _ lines: [[Line?]]) {
    self.lines = lines
    passing = zip(questions, lines).enumerated().flatMap { index, entry in
      zip(entry.0.options, entry.1).compactMap { option, line in
        guard option.reason == .straightLine, let line else { return nil }
        return (index, line)
      }
    }
  }

  /// The questions with each mark that is a piece of a line passing another question's box left to a person.
  func settled(_ questions: [QuestionReading]) -> [QuestionReading] {
    guard !passing.isEmpty else { return questions }
    var questions = questions
    for index in questions.indices {
      for k in questions[index].options.indices where questions[index].options[k].state == .marked {
        guard let line = lines[index][k],
          passing.contains(where: { $0.question != index && Self.areOne($0.line, line) })
        else { continue }
        questions[index].options[k].state = .unclear
        questions[index].options[k].confidence = 0
        questions[index].options[k].reason = .straightLine
      }
    }
    return questions
  }

  /// Whether two lines are pieces of one.
  static func areOne(_ a: Line, _ b: Line) -> Bool {
    guard abs(a.dx * b.dy - a.dy * b.dx) <= aside else { return false }
    let (x, y) = (b.center.x - a.center.x, b.center.y - a.center.y)
    let distance = (x * x + y * y).squareRoot()
    return a.distance(b.center) <= aside * distance && b.distance(a.center) <= aside * distance
  }
}
