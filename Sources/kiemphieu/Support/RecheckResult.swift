internal import Ballots
internal import Canvass
internal import Counting
internal import SurveyFolder
internal import Wording

/// What the sheets of a drawing show that were read again.
struct RecheckResult {
  let recheck: Recheck
  let drawing: RecheckDrawing
  let by: String
  private let plan: RecheckPlan
  private let verdict: Recheck.Verdict
  /// Groups of which more differs than is tolerated of the whole (E20).
  private let groupsBeyond: [Recheck.Agreement]
  /// Answers to draw in all where more is needed; 0 elsewhere.
  private let toDraw: Int

  init(_ recheck: Recheck, drawing: RecheckDrawing, plan: RecheckPlan, order: RecheckOrder, by: String) {
    self.recheck = recheck
    self.drawing = drawing
    self.plan = plan
    self.by = by
    verdict = recheck.verdict(by: plan, drawn: drawing.strata.map(\.drawn))
    groupsBeyond = recheck.groups(beyond: plan)
    toDraw =
      if case .more(let draws, _) = verdict {
        order.sample(draws).flatMap(\.sheets).reduce(0) { $0 + $1.answers.count }
      } else {
        0
      }
  }

  /// Whether nothing is left to be done.
  var isAccepted: Bool {
    if case .accepted = verdict { groupsBeyond.isEmpty } else { false }
  }

  /// The result for people.
  func text(_ wording: Wording) -> String {
    var lines = [
      wording.recheck(
        .rechecked(
          sheets: drawing.drawn.count, answers: recheck.answers.count, seed: Wording.oneLine(drawing.seed), by: by))
    ]
    lines += recheck.agreement(wording)
    for row in recheck.discrepancies(wording) {
      let advice = wording.advice(row)
      lines.append("! \(row.code.rawValue)  \(advice.message)")
      for answer in recheck.differing where answer.question == row.parameters[.question] {
        lines.append(
          "       "
            + wording.recheck(
              .differs(
                sheet: wording.name(answer.location), question: answer.question, counted: answer.counted,
                read: answer.read)))
      }
      lines.append("       → \(advice.nextAction)")
    }
    lines += groupsBeyond.map { group in
      "! E20  "
        + wording.recheck(
          .groupBeyond(
            Wording.oneLine(group.subject), hundredths: group.hundredths ?? 0,
            toleratedHundredths: Rate(plan.tolerated, of: plan.answers)?.hundredthsOfPercent ?? 0))
    }
    let sentence = wording.recheck(
      .verdict(verdict, answers: plan.answers, tolerated: plan.tolerated, toDraw: toDraw))
    // Groups that need a look stand above; what the sample says of the whole stands for itself.
    let holds = if case .accepted = verdict { true } else { false }
    return (lines + [(holds ? "✓ " : "✗ ") + sentence]).joined(separator: "\n")
  }

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

extension Recheck {
  /// The agreement by question and by group, a line each.
  func agreement(_ wording: Wording) -> [String] {
    func lines(_ agreement: [Agreement]) -> [String] {
      agreement.map { row in
        let share = "\(wording.number(row.agreeing))/\(wording.number(row.rechecked))"
        return "  \(Wording.oneLine(row.subject))  \(wording.percent(hundredths: row.hundredths ?? 0)) %  (\(share))"
      }
    }
    return [wording.recheck(.byQuestion)] + lines(byQuestion) + [wording.recheck(.byGroup)] + lines(byGroup)
  }

  /// F01 for each question with answers that differ.
  func discrepancies(_ wording: Wording, namingSheets: Bool = true) -> [Discrepancy] {
    byQuestion.filter { $0.agreeing < $0.rechecked }.map { row in
      let hundredths = Rate(row.rechecked - row.agreeing, of: row.rechecked)?.hundredthsOfPercent ?? 0
      return Discrepancy(
        .recheckDisagrees, at: .survey, expected: row.rechecked, found: row.agreeing,
        sheets: namingSheets ? differing.filter { $0.question == row.subject }.map(\.location) : [],
        parameters: [.percent: wording.percent(hundredths: hundredths), .question: row.subject])
    }
  }
}

extension RecheckPopulation {
  /// Its sheets in the order of a drawing that was made of it.
  /// - Throws: `countChanged` where it was made of another count, `drawingAltered` where its groups are not the count's.
  func order(of drawing: RecheckDrawing, file: String) throws(FolderError) -> RecheckOrder {
    guard drawing.count == root else { throw FolderError(file: file, field: "count", .countChanged) }
    let groups = drawing.strata.map { "\($0.name)\u{0}\($0.sheets)" }
    guard drawing.answers == answers, groups == strata.map({ "\($0.name)\u{0}\($0.sheets.count)" }) else {
      throw FolderError(file: file, field: "strata", .drawingAltered)
    }
    return order(seed: drawing.seed)
  }
}
