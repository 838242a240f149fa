internal import ArgumentParser
internal import Ballots
internal import Canvass
internal import Counting
internal import Foundation
internal import Pipeline
internal import Reporting
internal import SurveyFolder
internal import Wording

/// `read`: images and forms in, `answers.csv` and `sheets.csv` out; no survey, no store.
struct ReadCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "read",
    abstract: "Đọc ảnh quét theo mẫu phiếu, ghi answers.csv và sheets.csv. / Read scans with forms, without a survey.")

  @ArgumentParser.Option(
    name: .long, help: "Mẫu phiếu: tệp, thư mục hoặc tên. / Form: file, folder or id; may be given again.")
  var form: [String]

  @ArgumentParser.Option(name: .long, help: "Danh sách đơn vị (CSV, JSON). / List of units.")
  var units: String?

  @ArgumentParser.Option(name: .long, help: "Thư mục kết quả. / Folder for the results.")
  var out: String

  @ArgumentParser.Option(
    name: .long, help: "Tệp CSV ghi số đo của từng ô. / CSV file for what was measured of every box.")
  var measurements: String?

  @ArgumentParser.Option(
    name: .long, help: "Thư mục hình: mỗi trang một hình, tô các ô đã đọc. / Folder for pictures of what was seen.")
  var overlay: String?

  @ArgumentParser.Option(
    name: .long, help: "Tệp PNG xếp các ô theo lượng mực. / PNG file of the boxes, sorted by ink.")
  var contactSheet: String?

  @ArgumentParser.Option(
    name: .long,
    help: "Lý do không che chỗ viết tay trong hình; được ghi lên hình. / Why handwriting is not covered in pictures.",
    transform: Self.reason)
  var unmasked: String?

  @Argument(help: "Ảnh hoặc thư mục ảnh. / Images, or folders of images.")
  var paths: [String]

  @OptionGroup var jobs: JobsOption
  @OptionGroup var common: CommonOptions

  private static func reason(_ text: String) throws -> String {
    guard text.contains(where: { !$0.isWhitespace }) else { throw ValidationError("lý do / a reason") }
    return text
  }

  func run() async throws {
    let language = common.language
    guard unmasked == nil || overlay != nil || contactSheet != nil else {
      throw Problem(
        Phrase(
          "--unmasked chỉ dùng cùng --overlay hoặc --contact-sheet: không có hình nào để che hay không che.",
          "--unmasked goes with --overlay or --contact-sheet: there is no picture to be covered or not."
        ).text(in: language))
    }
    let forms = try LoadedForms(try form.map { try Self.form($0, language) }, language)
    var listed: Set<String>?
    if let units {
      do throws(FolderError) {
        listed = Set(try UnitList.read(URL(fileURLWithPath: units), name: units).units.map(\.code))
      } catch {
        throw Problem(error, language)
      }
    }
    let input = try ScanPaths(paths, language)
    for notice in input.notices { Console.error(notice) }
    let results = ResultFiles(folder: URL(fileURLWithPath: out), language: language)
    try results.prepare()
    let pictures = PagePictures(overlay: overlay, contactSheet: contactSheet, unmasked: unmasked, language)
    try pictures.prepare()

    var pages: [AssembledInput] = []
    var questions = SharedQuestions()
    // Readings are large: they are kept only when they are to be seen.
    let keepsReadings = measurements != nil || overlay != nil || contactSheet != nil
    var readings: [ReadPage] = []
    let progress = Progress(files: input.scans.count, language: language, quiet: common.quiet)
    let readers = try forms.readers(language)
    try await ScanRun(readers: readers, jobs: jobs.count).read(
      input.scans, pageRead: { progress.read(pages: $0) },
      into: { file in
        pages += file.assembledInputs(opening: nil, sharing: &questions)
        if keepsReadings { readings += file.readPages }
        progress.finishedFile()
      })
    progress.end()

    let assembled = Assembly(forms: forms.forms, units: listed).assemble(consume pages)
    try results.write(lines: Tables.answers(assembled), to: "answers.csv")
    try results.write(lines: Tables.sheets(assembled), to: "sheets.csv")
    if let measurements {
      try ResultFiles(folder: URL(fileURLWithPath: measurements).deletingLastPathComponent(), language: language)
        .write(
          lines: Tables.measurements(readings.compactMap { page in page.reading.map { (page.location, $0) } }),
          to: URL(fileURLWithPath: measurements).lastPathComponent)
    }
    let look = SecondLook(readers: readers, jobs: jobs.count)
    try await pictures.drawOverlays(readings, assembled, of: input.scans, forms: forms.forms, by: look)
    try await pictures.drawContactSheet(readings, of: input.scans, forms: forms.forms, by: look)
    let report = ReadReport(assembled)
    if common.json {
      try Console.json(report)
    } else if !common.quiet {
      Console.print(report.text(common.wording))
    }
    for line in Complaints.lines(assembled, common.wording) { Console.error(line) }
    if report.needsPerson || !input.notices.isEmpty { throw ExitStatus.needsPerson }
  }

  /// A form by path, or by the id of a template.
  private static func form(_ name: String, _ language: Language) throws(Problem) -> FormFile {
    let file = try LoadedForms.find(name, language)
    do throws(FolderError) {
      return try FormImport.read(file)
    } catch {
      throw Problem(error, language)
    }
  }
}

extension ScannedFile {
  /// The file's pages as they go into assembly; a file that could not be opened is one row.
  func assembledInputs(opening: OpeningID?, sharing questions: inout SharedQuestions) -> [AssembledInput] {
    switch outcome {
    case .pages(let pages):
      pages.map {
        AssembledInput(
          location: PageLocation(file: scan.name, page: $0.page, slot: $0.slot), sha256: sha256,
          content: .read(PageEvidence($0.reading, sharing: &questions)),
          opening: opening)
      }
    case .refused(let refusal):
      [
        AssembledInput(
          location: PageLocation(file: scan.name, page: 1), sha256: sha256, content: .undecodable(refusal),
          opening: opening)
      ]
    case .known: []
    }
  }
}

/// What `read` found, in numbers.
struct ReadReport: Encodable {
  let pages: Int
  let status: [String: Int]
  let answers: Int
  let waiting: Int

  init(_ assembled: [AssembledPage]) {
    pages = assembled.count
    status = Dictionary(assembled.map { ($0.status.rawValue, 1) }, uniquingKeysWith: +)
    let all = assembled.filter { $0.status == .ok }.flatMap(\.answers)
    answers = all.count { $0.answer != .review }
    waiting = all.count - answers
  }

  var needsPerson: Bool {
    waiting > 0 || status.contains { !["ok", "blank", "header"].contains($0.key) && $0.value > 0 }
  }

  func text(_ wording: Wording) -> String {
    var lines = ["\(wording.label(.pages)): \(wording.number(pages))"]
    for known in PageStatus.allCases {
      guard let count = status[known.rawValue] else { continue }
      lines.append("  \(wording.label(known)): \(wording.number(count))")
    }
    lines.append(
      "\(wording.label(.answered)): \(wording.number(answers)) · \(wording.label(SummaryLabel.waiting)): \(wording.number(waiting))"
    )
    return lines.joined(separator: "\n")
  }
}
