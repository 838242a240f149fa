internal import Counting
internal import Wording

extension Worksheet {
  /// What was counted of the whole survey.
  static func summary(_ report: SurveyReport, _ text: ReportText) -> Worksheet {
    let wording = Wording(.vi)
    let ballots = report.ballots
    let standings: [(SummaryLabel, Int)] = [
      (.valid, ballots.valid), (.partlyValid, ballots.partlyValid), (.blank, ballots.blank),
      (.invalid, ballots.invalid), (.waiting, ballots.waiting),
    ]
    var rows: [[Cell]] = [[.text(WorkbookWord.survey.text), .empty, .text(report.survey.title)]]
    let first = rows.count + 2
    rows.append([
      .text(WorkbookWord.ballots.text),
      .formula(Formula.sum(column: 1, rows: first...(first + standings.count - 1)), .count(ballots.tallied)),
      .words(text.provisional),
    ])
    rows += standings.map { [.text(wording.label($0)), .count($1), .empty] }
    rows += [
      [.text(wording.label(SummaryLabel.stray)), .count(ballots.stray), .empty],
      [.text(wording.label(SummaryLabel.foreign)), .count(ballots.foreign), .empty],
      [.text(WorkbookWord.accepted.text), .count(report.acceptedAnswers), .empty],
      [.text(WorkbookWord.decided.text), .count(report.decidedByPeople), .empty],
      [.text(text.indexName), .number(report.definition.number(report.index)), .text(text.definition)],
    ]
    if let ends = report.interval?.ends {
      rows += [
        [.text(WorkbookWord.lower.text), .number(ends.lower), .words(text.remark)],
        [.text(WorkbookWord.upper.text), .number(ends.upper), .empty],
      ]
    }
    return Worksheet(
      name: WorkbookWord.summarySheet.text,
      columns: [
        Column(ReportWord.row.text, width: 42), Column(WorkbookWord.figure.text, width: 14),
        Column(WorkbookWord.explanation.text, width: 80),
      ], rows: rows)
  }

  /// The ten rows of the annual report.
  static func annual(_ text: ReportText) -> Worksheet {
    Worksheet(
      name: WorkbookWord.annualSheet.text,
      columns: [
        Column(WorkbookWord.number.text, width: 6), Column(ReportWord.row.text, width: 50),
        Column(ReportWord.result.text, width: 70),
      ],
      rows: text.rows.map { [.count($0.number), .text($0.label), .text($0.value)] })
  }
}
