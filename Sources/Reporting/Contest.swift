internal import Ballots
internal import Counting

/// A question of a form as a contest of cast vote records (NIST SP 1500-103).
///
/// Ids stand for places (`contest-1-3`: third question of the first form), so that no name from outside can make two of
/// them the same; what the form calls question and values are codes beside them.
struct Contest {
  /// Id within the file.
  let id: String
  private let form: String
  private let question: Question
  /// The values in the form's order, then those that people entered and this version of the form does not print.
  private var values: [String]

  /// The contest of a question; `place` is where it stands: number of the form and of the question, from 1.
  init(_ question: Question, of form: Form, place: (form: Int, question: Int)) {
    id = "contest-\(place.form)-\(place.question)"
    self.form = form.id
    self.question = question
    values = question.options.map(\.value)
  }

  /// How many options may be marked.
  var votesAllowed: Int {
    guard question.kind == .multi else { return 1 }
    return max(1, min(question.maximum ?? .max, question.options.count))
  }

  /// The options that the form prints, by their places from 0.
  var printed: Range<Int> { question.options.indices }

  /// The place of a value among the selections, from 0.
  func place(of value: String) -> Int? { values.firstIndex(of: value) }

  /// Id of a selection within the file.
  func selection(_ place: Int) -> String { "\(id)-\(place + 1)" }

  /// Adds the values that no option prints.
  mutating func add(_ chosen: [String]) {
    for value in chosen where !values.contains(value) { values.append(value) }
  }

  /// The contest with its selections. Only a candidate contest can say how many marks it takes.
  var json: JSONValue {
    let takesSeveral = question.kind == .multi
    let variation: JSONValue =
      if !takesSeveral { "plurality" } else if question.maximum == nil { "approval" } else { "n-of-m" }
    return .object(
      takesSeveral ? "CVR.CandidateContest" : "CVR.BallotMeasureContest",
      [
        "@id": .text(id),
        "Abbreviation": .text(question.id),
        "Code": [Self.code("form", form), Self.code("question", question.id)],
        "ContestSelection": .list(
          values.enumerated().map { place, value in
            .object(
              "CVR.BallotMeasureSelection",
              [
                "@id": .text(selection(place)), "Code": [Self.code("value", value)],
                "Selection": .text(label(of: place) ?? value),
              ])
          }),
        "Name": .text(question.text),
        "VoteVariation": variation,
        "VotesAllowed": takesSeveral ? .number(votesAllowed) : nil,
      ])
  }

  /// What is printed at an option, if anything is.
  private func label(of place: Int) -> String? {
    guard printed.contains(place), !question.options[place].label.isEmpty else { return nil }
    return question.options[place].label
  }

  private static func code(_ kind: String, _ value: String) -> JSONValue {
    .object("CVR.Code", ["Type": "other", "OtherType": .text(kind), "Value": .text(value)])
  }
}
