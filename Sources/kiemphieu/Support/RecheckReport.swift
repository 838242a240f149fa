internal import Ballots
internal import Canvass
internal import Counting
internal import SurveyFolder
internal import Wording

extension RecheckResult {
  /// The result for programs.
  func report(_ wording: Wording) -> RecheckReport {
    var report = RecheckReport(recheck, isOfSheets: true, wording)
    report.seed = drawing.seed
    report.by = by
    report.answersInAll = plan.answers
    report.tolerated = plan.tolerated
    report.groupsBeyond = groupsBeyond.map(\.subject)
    switch verdict {
    case .accepted(let most):
      (report.verdict, report.most) = ("accepted", most)
    case .more(let draws, let most):
      (report.verdict, report.most) = ("more", most)
      (report.sheetsNeeded, report.answersNeeded) = (draws.reduce(0, +), toDraw)
    case .rejected:
      report.verdict = "rejected"
    }
    return report
  }
}

/// What `recheck compare --json` prints.
struct RecheckReport: Encodable {
  struct Agreement: Encodable {
    let name: String
    let agreeing: Int
    let rechecked: Int
    /// With two decimals.
    let percent: Double

    init(_ agreement: Recheck.Agreement) {
      name = agreement.subject
      agreeing = agreement.agreeing
      rechecked = agreement.rechecked
      percent = Double(agreement.hundredths ?? 0) / 100
    }
  }

  struct Difference: Encodable {
    /// `file#page`; nil for an answer that was repeated on the telephone.
    let sheet: String?
    /// Line of the list of calls.
    let line: Int?
    let group: String
    let question: String
    let counted: String
    let read: String
  }

  let answers: Int
  let questions: [Agreement]
  let groups: [Agreement]
  let differences: [Difference]
  let discrepancies: [CountReport.Row]
  // Of sheets that were drawn.
  var seed: String?
  var by: String?
  var answersInAll: Int?
  var tolerated: Int?
  /// `accepted`, `more` or `rejected`.
  var verdict: String?
  /// The most answers of the count that can be wrong, with 95 % confidence.
  var most: Int?
  var sheetsNeeded: Int?
  var answersNeeded: Int?
  var groupsBeyond: [String]?

  init(_ recheck: Recheck, isOfSheets: Bool, _ wording: Wording) {
    answers = recheck.answers.count
    questions = recheck.byQuestion.map(Agreement.init)
    groups = recheck.byGroup.map(Agreement.init)
    differences = recheck.differing.map { answer in
      Difference(
        sheet: isOfSheets ? SheetName(answer.location).text : nil, line: isOfSheets ? nil : answer.location.page,
        group: answer.group, question: answer.question, counted: answer.counted.text, read: answer.read.text)
    }
    discrepancies = recheck.discrepancies(wording, namingSheets: isOfSheets).map { CountReport.Row($0, wording) }
  }
}
