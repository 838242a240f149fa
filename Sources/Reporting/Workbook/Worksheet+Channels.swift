internal import Counting
internal import Wording

extension Worksheet {
  /// Each way by which answers came, and all together: of the whole survey, then of each unit; no row where paper is the
  /// only one.
  static func channels(_ report: SurveyReport) -> Worksheet {
    let whole = rows([.empty, .text(Wording(.vi).label(.wholeSurvey))], report.channels)
    let units = report.units.flatMap { rows([.text($0.unit.code), .text($0.unit.name)], $0.channels) }
    return Worksheet(
      name: WorkbookWord.channelSheet.text,
      columns: [
        Column(WorkbookWord.unitCode.text, width: 12), Column(ReportWord.unit.text, width: 40),
        Column(ReportWord.channel.text, width: 18), Column(ReportWord.received.text, width: 12),
        Column(ReportWord.answered.text, width: 12), Column(ReportWord.satisfied.text, width: 12),
        Column(ReportWord.mean.text, width: 12),
      ], rows: whole + units)
  }

  private static func rows(_ head: [Cell], _ results: [ChannelResult]) -> [[Cell]] {
    results.map { result in
      head + [
        .text((result.channel.map { ReportWord($0) } ?? .together).text), .count(result.received),
        .count(result.answered), .number(result.satisfied.map { .share($0) }), .number(result.mean.map { .mean($0) }),
      ]
    }
  }
}
