internal import Counting
internal import Wording

extension Worksheet {
  /// Each unit: its ballots against the allocation, its index and where it stands; last, the sums and the whole survey.
  static func units(_ report: SurveyReport, _ text: ReportText) -> Worksheet {
    let rows: [[Cell]] = zip(report.units, text.units).map { result, printed in
      [
        .text(result.unit.code), .text(result.unit.name), .count(result.unit.allocated),
        .count(result.ballots.tallied), .count(result.usable), .count(result.missing),
        index(result.index, of: report, isFew: result.answered > 0, printed: printed.index),
      ] + ends(result.interval) + [.words(printed.place)]
    }
    return Worksheet(
      name: WorkbookWord.unitSheet.text,
      columns: [
        Column(WorkbookWord.unitCode.text, width: 12), Column(ReportWord.unit.text, width: 40),
        Column(ReportWord.allocated.text, width: 10), Column(WorkbookWord.counted.text, width: 10),
        Column(ReportWord.usable.text, width: 12), Column(ReportWord.missing.text, width: 10),
        Column(ReportWord.unitIndex.text, width: 18), Column(WorkbookWord.lower.text, width: 11),
        Column(WorkbookWord.upper.text, width: 11), Column(ReportWord.place.text, width: 26),
      ],
      rows: rows, total: total(report),
      chart: Chart(
        kind: .columns(
          report.definition.measure == .mean5 ? .decimal : .percent,
          highest: report.definition.measure == .mean5 ? 5 : 1),
        title: WorkbookWord.indexByUnit.filled(["index": text.indexName]), names: 1, values: 6..<7))
  }

  private static func total(_ report: SurveyReport) -> [Cell]? {
    let units = report.units
    guard !units.isEmpty else { return nil }
    let sums = [
      units.reduce(0) { $0 + ($1.unit.allocated ?? 0) }, units.reduce(0) { $0 + $1.ballots.tallied },
      units.reduce(0) { $0 + $1.usable }, units.reduce(0) { $0 + $1.missing },
    ]
    return [.empty, .text(Wording(.vi).label(.wholeSurvey))]
      + sums.enumerated().map { offset, sum in
        .formula(Formula.sum(column: 2 + offset, rows: 1...units.count), .count(sum))
      } + [.number(report.definition.number(report.index))] + ends(report.interval) + [.empty]
  }

  /// The criteria that forms name: of the whole survey, then of each unit.
  static func criteria(_ report: SurveyReport) -> Worksheet {
    // A criterion that is one question by itself says nothing that the question does not.
    let named = Set(report.questions.compactMap(\.criterion))
    let criteria = report.criteria.map(\.criterion).filter(named.contains)
    func row(_ head: [Cell], _ results: [CriterionResult]) -> [Cell] {
      head
        + criteria.map { criterion in
          .number(report.definition.number(results.first { $0.criterion == criterion }?.value))
        }
    }
    return Worksheet(
      name: WorkbookWord.criterionSheet.text,
      columns: [Column(WorkbookWord.unitCode.text, width: 12), Column(ReportWord.unit.text, width: 40)]
        + criteria.map { Column($0, width: 16) },
      rows: criteria.isEmpty
        ? []
        : [row([.empty, .text(Wording(.vi).label(.wholeSurvey))], report.criteria)]
          + report.units.map { row([.text($0.unit.code), .text($0.unit.name)], $0.criteria) })
  }

  /// The index; in words why too few to show leave none.
  private static func index(_ rate: Rate?, of report: SurveyReport, isFew: Bool, printed: String) -> Cell {
    if let number = report.definition.number(rate) { return .number(number) }
    return isFew ? .text(printed) : .empty
  }

  private static func ends(_ interval: ConfidenceInterval?) -> [Cell] {
    let ends = interval?.ends
    return [.number(ends?.lower), .number(ends?.upper)]
  }
}
