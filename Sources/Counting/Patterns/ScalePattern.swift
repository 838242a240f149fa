internal import Ballots

/// The answers of a ballot to the questions with a scale of five.
struct ScalePattern: Hashable, Sendable {
  /// The ballot's first page.
  var sheet: PageLocation
  /// The value of each question, in the form's order.
  var answers: [String]

  /// Whether one level was chosen everywhere.
  var isStraight: Bool { Set(answers).count == 1 }
  /// Whether every answer is 4 or 5.
  var isAllSatisfied: Bool { answers.allSatisfy { $0 == "4" || $0 == "5" } }

  /// The ballots on which every question of a scale of five is answered, by opening, in the order of the scans.
  static func complete(forms: [Form], pages: [AssembledPage]) -> [OpeningID: [ScalePattern]] {
    let scales = Dictionary(
      forms.map { form in
        (form.id, Set(form.pages.flatMap(\.questions).filter { $0.kind == .scale5 }.map(\.id)))
      }, uniquingKeysWith: { first, _ in first })
    var order: [OpeningID: [String]] = [:]
    var found: [String: ScalePattern] = [:]
    var asked: [String: Int] = [:]
    for page in pages where page.status == .ok && page.decision != .invalid {
      guard let ballot = page.ballot, let scale = page.form.flatMap({ scales[$0] }) else { continue }
      let answers = page.answers.filter { scale.contains($0.question) }.map { answer in
        if case .values(let values) = answer.answer, values.count == 1 { values[0] } else { "" }
      }
      asked[ballot] = scale.count
      if found[ballot] == nil { order[page.countedOpening, default: []].append(ballot) }
      found[ballot, default: ScalePattern(sheet: page.sheet ?? page.location, answers: [])].answers += answers
    }
    return order.mapValues { ballots in
      ballots.compactMap { ballot in
        // A page that waits or is lacking leaves questions open.
        found[ballot].flatMap { pattern in
          let isComplete = pattern.answers.count == asked[ballot] && !pattern.answers.contains("")
          return isComplete && !pattern.answers.isEmpty ? pattern : nil
        }
      }
    }
  }
}
