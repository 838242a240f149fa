internal import ArgumentParser
internal import Canvass
internal import Foundation
internal import Journal
internal import Pipeline
internal import SurveyFolder
internal import Wording

/// `code`: what ballots are about, as people read it off the written line (docs/formats.md).
struct CodeCommand: CommandGroup {
  static let configuration = CommandConfiguration(
    commandName: "code",
    abstract: "Phân loại dòng viết tay: cắt ảnh, điền mã thủ tục. / Code what people wrote on the ballots.",
    subcommands: [CodeDrawCommand.self, CodeCheckCommand.self])
}

/// `code draw`: cuts the written lines from the scans and writes the worksheet for whoever codes them.
struct CodeDrawCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draw", abstract: "Cắt ảnh dòng viết tay, lập bảng để điền mã. / Cut the written lines to be coded.",
    discussion: """
      Ghi coding/worksheet.csv và ảnh cắt trong coding/<hòm>/; mã đã điền được giữ. Ảnh chữ viết là dữ liệu cá nhân.
      Writes coding/worksheet.csv and pictures in coding/<box>/; codes that were filled in stay. Handwriting is personal data.
      """)

  @Argument(help: "Thư mục khảo sát. / Survey folder.")
  var survey: String

  @OptionGroup var jobs: JobsOption
  @OptionGroup var common: CommonOptions

  /// What `--json` prints.
  private struct Receipt: Encodable {
    let worksheet: String
    /// Rows of the worksheet, and those that are filled in.
    let rows: Int
    let filled: Int
    /// Areas with other writing.
    let remarks: Int
    /// Areas without a picture: the scan is gone or changed.
    let gone: Int
  }

  func run() async throws {
    let language = common.language
    let context = try SurveyContext(survey, language)
    let forms = try context.forms(language)
    let journal: Journal
    let count: SurveyCount
    do throws(JournalError) {
      journal = try Journal(at: context.layout.store, access: .readOnly)
      let look = FolderLook(context, absent: try journal.absentFiles())
      count = try SurveyCount(context, look.snapshot, forms: forms, journal: journal, problems: look.problems)
    } catch {
      throw Problem(error, context.layout, language)
    }
    let cut = try await CutLines(
      of: count, forms: forms, journal: journal, readers: try forms.readers(language), jobs: jobs.count, language)
    let (rows, filled) = try cut.write(in: context.layout, language)
    try tell(
      Receipt(
        worksheet: context.layout.coding.appendingPathComponent(CodingWorksheet.fileName).path, rows: rows,
        filled: filled, remarks: cut.remarks, gone: cut.gone))
    count.printNotices(language)
    if cut.gone > 0 || !count.unread.isEmpty { throw ExitStatus.needsPerson }
  }

  private func tell(_ receipt: Receipt) throws {
    let (language, wording) = (common.language, common.wording)
    if common.json {
      try Console.json(receipt)
    } else if !common.quiet {
      Console.print(
        Phrase(
          """
          \(receipt.worksheet): \(wording.number(receipt.rows)) phiếu có ghi, đã điền \(wording.number(receipt.filled)); ý kiến khác: \(wording.number(receipt.remarks)) ảnh.
          Xem ảnh, điền cột procedure (mã trong procedures.csv) hoặc field, rồi lập báo cáo: kiemphieu report \(survey)
          Ảnh chữ viết trong \(layoutName)/ là dữ liệu cá nhân: chỉ người có trách nhiệm xem, không gửi đi, xóa khi xong việc.
          """,
          """
          \(receipt.worksheet): \(wording.number(receipt.rows)) ballots with writing, \(wording.number(receipt.filled)) filled in; other writing: \(wording.number(receipt.remarks)) pictures.
          Look at the pictures, fill in procedure (a code of procedures.csv) or field, then report: kiemphieu report \(survey)
          The handwriting in \(layoutName)/ is personal data: for those in charge only, not to be sent on, to be deleted when done.
          """
        ).text(in: language))
    }
    if receipt.gone > 0 {
      Console.error(
        Phrase(
          "\(wording.number(receipt.gone)) chỗ viết không cắt được ảnh: bản quét đã xóa hoặc đã thay. Chạy `kiemphieu count` nếu đã thay.",
          "\(wording.number(receipt.gone)) written areas have no picture: their scans are gone or changed. Run `kiemphieu count` if they changed."
        ).text(in: language))
    }
  }

  private var layoutName: String { SurveyLayout(folder: URL(fileURLWithPath: survey)).coding.lastPathComponent }
}
