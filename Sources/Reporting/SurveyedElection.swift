internal import Ballots
internal import Counting

/// A survey as an election of cast vote records: its units and its forms' questions, each with an id within the file.
struct SurveyedElection {
  static let id = "election"
  static let scope = "scope"

  private let survey: Survey
  /// Codes of the units: those of the survey, then others under which ballots were counted.
  private let units: [String]
  private let places: [String: Int]
  /// The contests of each form, in the order of its questions, and the forms' order.
  private var contests: [String: [Contest]] = [:]
  private var forms: [String] = []

  /// The election of a survey; of forms with one id the first holds, as in the tally.
  init(_ survey: Survey, forms: [Form], countedUnits: [String]) {
    self.survey = survey
    let listed = survey.units.map(\.code)
    let known = Set(listed)
    units = listed + countedUnits.filter { !$0.isEmpty && !known.contains($0) }
    places = Dictionary(units.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    for form in forms where contests[form.id] == nil {
      self.forms.append(form.id)
      contests[form.id] = form.pages.flatMap(\.questions).enumerated().map {
        Contest($1, of: form, place: (self.forms.count, $0 + 1))
      }
    }
  }

  /// Adds the values in a ballot's answers that its form does not print.
  mutating func add(_ answers: [BallotAnswer], of form: String) {
    for (place, answer) in answers.enumerated() {
      if case .values(let chosen)? = answer.judged?.answer { contests[form]?[place].add(chosen) }
    }
  }

  /// The contests of a form, in the order of its questions.
  func contests(of form: String) -> [Contest] { contests[form] ?? [] }

  /// Id of a unit; nil for ballots that name none.
  func unit(_ code: String) -> String? { places[code].map(Self.unit) }

  private static func unit(_ place: Int) -> String { "unit-\(place + 1)" }

  /// The area of the survey, then each unit.
  var areas: JSONValue {
    let scope = JSONValue.object(
      "CVR.GpUnit", ["@id": .text(Self.scope), "Name": .text(survey.title), "OtherType": "survey", "Type": "other"])
    return .list(
      [scope]
        + units.enumerated().map { place, code in
          .object(
            "CVR.GpUnit",
            [
              "@id": .text(Self.unit(place)),
              "Code": [.object("CVR.Code", ["Type": "local-level", "Value": .text(code)])],
              "Name": .text(survey.unit(code)?.name ?? code), "OtherType": "unit", "Type": "other",
            ])
        })
  }

  /// The election with its contests.
  var json: JSONValue {
    .object(
      "CVR.Election",
      [
        "@id": .text(Self.id), "Contest": .list(forms.flatMap { contests(of: $0).map(\.json) }),
        "ElectionScopeId": .text(Self.scope), "Name": .text(survey.title),
      ])
  }
}
