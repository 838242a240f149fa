/// What an auditor who has nothing but the file counts: the current snapshot of each record.
struct RecordedCount: Equatable {
  struct Place: Hashable {
    var unit: String?
    var form: String?
    var question: String?
  }

  /// Votes for each value, by the question.
  var votes: [Place: [String: Int]] = [:]
  /// Questions with more marks than are allowed, and such that wait for a person.
  var overvotes: [Place: Int] = [:]
  var waiting: [Place: Int] = [:]

  init(_ report: ParsedJSON) {
    var units: [String: String] = [:]
    for unit in report["GpUnit"].list {
      units[unit["@id"].text ?? ""] = unit["Code"].list.first?["Value"].text
    }
    var contests: [String: (form: String?, question: String?)] = [:]
    var values: [String: String] = [:]
    for contest in report["Election"].list.flatMap({ $0["Contest"].list }) {
      contests[contest["@id"].text ?? ""] = (Self.code("form", of: contest), Self.code("question", of: contest))
      for selection in contest["ContestSelection"].list {
        values[selection["@id"].text ?? ""] = Self.code("value", of: selection)
      }
    }
    for record in report["CVR"].list {
      let current = record["CVRSnapshot"].list.first { $0["@id"].text == record["CurrentSnapshotId"].text }
      for contest in current?["CVRContest"].list ?? [] {
        let named = contests[contest["ContestId"].text ?? ""]
        let place = Place(
          unit: record["BallotStyleUnitId"].text.flatMap { units[$0] }, form: named?.form, question: named?.question)
        overvotes[place, default: 0] += (contest["Overvotes"].number ?? 0) > 0 ? 1 : 0
        waiting[place, default: 0] += contest.all("IsAllocable").contains { $0.text == "unknown" } ? 1 : 0
        for selection in contest["CVRContestSelection"].list {
          let votes = selection["SelectionPosition"].list.filter { $0["IsAllocable"].text == "yes" }
            .reduce(0) { $0 + ($1["NumberVotes"].number ?? 0) }
          let value = selection["ContestSelectionId"].text.flatMap { values[$0] } ?? "?"
          if votes > 0 { self.votes[place, default: [:]][value, default: 0] += votes }
        }
      }
    }
  }

  private static func code(_ kind: String, of object: ParsedJSON) -> String? {
    object["Code"].list.first { $0["OtherType"].text == kind }?["Value"].text
  }
}
