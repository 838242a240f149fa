internal import ArgumentParser
internal import Ballots
internal import Canvass
internal import Codecs
internal import Counting
internal import Foundation
internal import Journal
internal import Pages
internal import Pipeline
internal import Raster
internal import Reporting
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
    guard forms.forms.contains(where: { $0.procedureLine != nil }) else {
      throw Problem(
        Phrase(
          "\(survey): không mẫu phiếu nào có dòng viết tay ở trên các câu hỏi, nên không có gì để phân loại.",
          "\(survey): no form has a line to write on above its questions, so there is nothing to code."
        ).text(in: language))
    }
    let old: CodingWorksheet?
    do throws(FolderError) {
      old = try CodingWorksheet.read(in: context.layout)
    } catch {
      // Whatever it is, somebody may have worked on it.
      throw Problem(error, language)
    }
    let count: SurveyCount
    let found: [WritingCutter.Found]
    do {
      let journal = try Journal(at: context.layout.store, access: .readOnly)
      let look = FolderLook(context, absent: try journal.absentFiles())
      count = try SurveyCount(context, look.snapshot, forms: forms, journal: journal, problems: look.problems)
      let readers = try forms.readers(language)
      let cutter = WritingCutter(
        readers: readers, look: SecondLook(readers: readers, jobs: jobs.count), forms: forms, layout: context.layout)
      found = try await cutter.cut(WrittenAreas(count, forms: forms.forms).areas, journal)
    } catch let error as JournalError {
      throw Problem(error, context.layout, language)
    } catch let refusal as Refusal {
      throw Problem("\(survey): \(Wording(language).advice(refusal).message)")
    }
    try write(found, keeping: old, in: context.layout, count)
  }

  private func write(
    _ found: [WritingCutter.Found], keeping old: CodingWorksheet?, in layout: SurveyLayout, _ count: SurveyCount
  ) throws {
    let language = common.language
    let known = Dictionary((old?.rows ?? []).map { ($0.crop, $0) }, uniquingKeysWith: { first, _ in first })
    var rows: [Tables.CodingRow] = []
    var remarks = 0
    for case .written(let area, let image) in found {
      let target = layout.coding.appendingPathComponent(area.crop)
      try ResultFiles(folder: target.deletingLastPathComponent(), language: language).prepare()
      do throws(ScanError) {
        try PNGWriter.write(.gray(image), to: target.path, dpi: WritingCrop.dpi)
      } catch {
        throw Problem(
          Phrase(
            "\(target.path): không ghi được ảnh. Kiểm tra dung lượng đĩa và quyền ghi, rồi chạy lại.",
            "\(target.path): the picture could not be written. Check the disk's free space and rights, then run again."
          ).text(in: language))
      }
      guard area.use == .procedure else {
        remarks += 1
        continue
      }
      let place = area.page.location
      rows.append(
        Tables.CodingRow(
          crop: area.crop, ballot: [place.file, String(place.page), String(place.slot), area.page.unit ?? ""],
          procedure: known[area.crop]?.procedure ?? "", field: known[area.crop]?.field ?? ""))
    }
    // What somebody coded stays, also of a scan that is gone by now.
    let drawn = Set(rows.map(\.crop))
    rows += (old?.rows ?? []).filter { $0.isFilled && !drawn.contains($0.crop) }.map { row in
      Tables.CodingRow(
        crop: row.crop, ballot: CodingWorksheet.helping.map { row[$0] }, procedure: row.procedure, field: row.field)
    }
    let files = ResultFiles(folder: layout.coding, language: language)
    try files.prepare()
    try files.write(lines: Tables.coding(rows, ballot: CodingWorksheet.helping), to: CodingWorksheet.fileName)
    let gone = found.count { if case .gone = $0 { true } else { false } }
    try tell(
      Receipt(
        worksheet: files.folder.appendingPathComponent(CodingWorksheet.fileName).path, rows: rows.count,
        filled: rows.count { !$0.procedure.isEmpty || !$0.field.isEmpty }, remarks: remarks, gone: gone))
    count.printNotices(language)
    if gone > 0 || !count.unread.isEmpty { throw ExitStatus.needsPerson }
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
