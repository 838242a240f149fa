internal import Ballots
internal import Counting
internal import Wording

extension Worksheet {
  /// Where counts of 5, 4, 3, 2 and 1 stand.
  private static let levels = 3...7
  /// Where all counts of ballots stand: other values, answered, blank, overvote, waiting after the levels.
  private static let counts = 3...12

  /// Each question with a scale of five over the whole survey: counts, and what formulas make of them.
  static func questions(_ report: SurveyReport) -> Worksheet {
    let wording = Wording(.vi)
    let scales = report.questions.filter { $0.tally.kind == .scale5 }
    let counted = scales.map { counts(of: $0.tally) }
    let rows = zip(scales, counted).enumerated().map { index, entry in
      let (question, counts) = entry
      return [
        .text(question.tally.question), .text(question.tally.text), .words(question.criterion ?? ""),
      ] + counts.map { Cell.count($0) } + measures(ScaleCounts(question.tally), row: index + 1)
    }
    return Worksheet(
      name: WorkbookWord.questionSheet.text,
      columns: [
        Column(WorkbookWord.questionCode.text, width: 9), Column(ReportWord.question.text, width: 48),
        Column(ReportWord.criterion.text, width: 20),
      ] + ["5", "4", "3", "2", "1"].map { Column(ReportWord.level.filled(["value": $0]), width: 9) } + [
        Column(WorkbookWord.otherValues.text, width: 9), Column(wording.label(.answered), width: 9),
        Column(wording.label(.questionBlank), width: 9), Column(wording.label(SummaryLabel.overvote), width: 9),
        Column(wording.label(SummaryLabel.waiting), width: 9), Column(ReportWord.satisfied.text, width: 10),
        Column(ReportWord.mean.text, width: 10), Column(ReportWord.dissatisfied.text, width: 10),
      ],
      rows: rows, total: total(counted, label: wording.label(.total)),
      chart: Chart(kind: .parts, title: WorkbookWord.levelsByQuestion.text, names: 0, values: 3..<8))
  }

  /// Counts of 5 to 1, of other values, answered, blank, overvote and waiting.
  private static func counts(of tally: QuestionTally) -> [Int] {
    let levels = ["5", "4", "3", "2", "1"].map(tally.count(of:))
    let others = tally.counts.reduce(0, +) - levels.reduce(0, +)
    return levels + [others, tally.answered, tally.blank, tally.overvote, tally.waiting]
  }

  /// The share of 4 and 5, the mean, the share of 1 and 2.
  private static func measures(_ counts: ScaleCounts, row: Int) -> [Cell] {
    let all = Formula.sum(columns: levels, row: row)
    let level = levels.map { Formula.place($0, row) }
    return [
      .formula(
        Formula.share("\(level[0])+\(level[1])", of: all), counts.value(of: .top2).map { .share($0) }),
      .formula(
        Formula.share("5*\(level[0])+4*\(level[1])+3*\(level[2])+2*\(level[3])+\(level[4])", of: all),
        counts.value(of: .mean5).map { .mean($0) }),
      .formula(
        Formula.share("\(level[3])+\(level[4])", of: all), counts.value(of: .dissatisfied).map { .share($0) }),
    ]
  }

  /// All questions as one heap of answers.
  private static func total(_ counted: [[Int]], label: String) -> [Cell]? {
    guard !counted.isEmpty else { return nil }
    let sums = counts.indices.map { offset in
      counted.reduce(0) { $0 + $1[counts.distance(from: counts.startIndex, to: offset)] }
    }
    return [.text(label), .empty, .empty]
      + zip(counts, sums).map { column, sum in
        .formula(Formula.sum(column: column, rows: 1...counted.count), .count(sum))
      } + measures(ScaleCounts(sums.prefix(5).reversed()), row: counted.count + 1)
  }

  /// Every other question: a row an option, then the ballots without an accepted answer.
  static func choices(_ report: SurveyReport, _ text: ReportText) -> Worksheet {
    let wording = Wording(.vi)
    let choices = report.questions.filter { $0.tally.kind != .scale5 }
    let rows: [[Cell]] = zip(choices, text.choices).flatMap { question, printed in
      let head: [Cell] = [.text(question.tally.question), .text(question.tally.text)]
      let options: [[Cell]] = zip(question.shares, printed.options).map { share, option in
        head + [
          .text(option.label), .count(share.count), .number(.rounded(hundredthsOfPercent: share.hundredths)),
        ]
      }
      let others: [[Cell]] = [
        (wording.label(.questionBlank), question.tally.blank),
        (wording.label(SummaryLabel.overvote), question.tally.overvote),
        (wording.label(SummaryLabel.waiting), question.tally.waiting),
      ].map { head + [.text($0), .count($1), .empty] }
      return options + others
    }
    return Worksheet(
      name: WorkbookWord.choiceSheet.text,
      columns: [
        Column(WorkbookWord.questionCode.text, width: 9), Column(ReportWord.question.text, width: 60),
        Column(ReportWord.option.text, width: 40), Column(ReportWord.count.text, width: 10),
        Column(ReportWord.share.text, width: 10),
      ], rows: rows)
  }
}
