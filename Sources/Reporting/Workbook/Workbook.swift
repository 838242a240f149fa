public import Counting
public import Wording

/// The report as a workbook, for who wants to go on computing: numbers are numbers, and whatever is computed from numbers
/// beside it is a formula.
public struct Workbook: Hashable, Sendable {
  /// The sheets in order. One without a row is left out, as is that of criteria where a form names none.
  let sheets: [Worksheet]
  private let questionSheet: Worksheet
  private let unitSheet: Worksheet
  private let channelSheet: Worksheet

  /// The workbook of a report. `text` is made of the same report; the rest is what the report was made from.
  public init(
    _ report: SurveyReport, text: ReportText, tally: Tally, minutes: [OpeningMinutes], closings: ClosingBook
  ) {
    questionSheet = .questions(report)
    unitSheet = .units(report, text)
    channelSheet = .channels(report)
    sheets = [
      .summary(report, text), questionSheet, .criteria(report), unitSheet, .choices(report, text), channelSheet,
      .annual(text),
      .boxes(report.survey, tally: tally, minutes: minutes, closings: closings),
    ].filter { !$0.rows.isEmpty }
  }

  /// `cau-hoi.csv`: the questions with a scale of five.
  public var questions: CSV { questionSheet.officeTable }
  /// `don-vi.csv`: the units.
  public var units: CSV { unitSheet.officeTable }
  /// `kenh.csv`: the channels of the whole survey and of each unit; nil where paper is the only one.
  public var channels: CSV? { channelSheet.rows.isEmpty ? nil : channelSheet.officeTable }
}
