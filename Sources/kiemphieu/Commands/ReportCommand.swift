internal import ArgumentParser
internal import Ballots
internal import Canvass
internal import Counting
internal import Foundation
internal import Journal
internal import Pages
internal import Reporting
internal import SurveyFolder
internal import Wording

/// `report`: the report that is handed in, with its tables and the notice for the public.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Lập báo cáo, bảng số liệu, thông báo. / Make the report, the tables and the public notice.",
    discussion: """
      Ghi vào results/report/: bao-cao (docx, pdf, html), so-lieu.xlsx, cau-hoi.csv, don-vi.csv, thong-bao.pdf, ap-phich.pdf,
      cvr.json;
      kenh.csv khi có câu trả lời trực tuyến hoặc qua điện thoại trong channels/.
      Lời của cơ quan (số kế hoạch, hình thức, khó khăn, kiến nghị…) lấy từ report.yaml trong thư mục khảo sát.
      Written to results/report/; what the office itself says comes from report.yaml in the survey's folder.
      """)

  @Argument(help: "Thư mục khảo sát. / Survey folder.")
  var survey: String

  @OptionGroup var common: CommonOptions

  private struct Receipt: Encodable {
    let files: [String]
    let report: ReportText
  }

  func run() throws {
    let made = try MadeReport(of: survey, common.language)
    tell(made)
    made.count.printNotices(common.language)
    printUnreadable(made.problems)
    if made.needsPerson { throw ExitStatus.needsPerson }
  }

  /// Rows of lists and of the worksheet that could not be read, a line each: a list with another column of answers would give thousands.
  private func printUnreadable(_ rows: [FolderError]) {
    for row in rows.prefix(Self.mostRows) { Console.error(row.sentence(vietnamese: common.language == .vi)) }
    if rows.count > Self.mostRows {
      let more = common.wording.number(rows.count - Self.mostRows)
      Console.error(
        Phrase("… và \(more) dòng khác không đọc được.", "… and \(more) more rows cannot be read.")
          .text(in: common.language))
    }
  }

  private static let mostRows = 20

  /// What the report says in short. The documents are Vietnamese whoever makes them; who reads English gets the numbers here.
  private func lines(_ report: SurveyReport, _ text: ReportText) -> [String] {
    guard common.language == .en else { return [text.provisional] + text.figures + [text.supplement] + text.checks }
    let wording = common.wording
    let ballots = report.ballots
    let isOpen = !report.openBoxes.isEmpty || ballots.waiting > 0
    return [
      isOpen
        ? "Provisional: \(wording.number(report.openBoxes.count)) boxes are not closed, \(wording.number(ballots.waiting)) ballots wait."
        : "",
      """
      \(wording.number(ballots.tallied)) ballots: \(wording.number(ballots.valid)) valid, \
      \(wording.number(ballots.partlyValid)) partly valid, \(wording.number(ballots.blank)) blank, \
      \(wording.number(ballots.invalid)) invalid, \(wording.number(ballots.waiting)) waiting.
      """,
      """
      \(wording.number(report.acceptedAnswers)) accepted answers, \(wording.number(report.decidedByPeople)) of them \
      decided by people.
      """,
      "Index \(report.definition.id), version \(report.definition.version): \(text.indexValue).",
    ]
      + report.discrepancies.map { row in
        [row.code.rawValue, row.opening?.folderName ?? row.unit, wording.advice(row).message].compactMap { $0 }
          .joined(separator: " · ")
      }
  }

  private func tell(_ made: MadeReport) {
    if common.json {
      try? Console.json(Receipt(files: made.files, report: made.text))
    } else if !common.quiet {
      for line in lines(made.report, made.text) where !line.isEmpty { Console.print(Wording.oneLine(line)) }
      for path in made.files { Console.print(path) }
    }
  }
}
