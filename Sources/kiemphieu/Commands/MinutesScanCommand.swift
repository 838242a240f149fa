internal import ArgumentParser
internal import Ballots
internal import Canvass
internal import Counting
internal import Foundation
internal import Pages
internal import Pipeline
internal import SurveyFolder
internal import Wording

/// `minutes scan`: minutes files from scanned minutes, as far as their sheet of numbers can be read beyond doubt.
struct MinutesScanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scan",
    abstract: "Điền tệp biên bản từ bản quét tờ số liệu. / Fill minutes files from scanned minutes.")

  @Argument(help: "Thư mục khảo sát. / Survey folder.")
  var survey: String

  @Argument(help: "Bản quét biên bản. / Scans of minutes.")
  var scans: [String]

  @OptionGroup var common: CommonOptions

  /// What became of a sheet.
  private struct Report: Encodable {
    let scan: String
    let page: Int
    let file: String?
    let values: [String: String]
    let doubts: [String: String]
    let problem: String?
    /// Whether nothing could be done for this sheet.
    var isUndone: Bool { failure?.status == .unusable }
    private let failure: Problem?

    private enum CodingKeys: CodingKey { case scan, page, file, values, doubts, problem }

    init(_ scan: String, _ page: Int, _ outcome: Result<(file: String, minutes: MinutesFile.Filled), Problem>) {
      self.scan = scan
      self.page = page
      switch outcome {
      case .success(let done):
        (file, values, doubts, failure) = (done.file, done.minutes.values, done.minutes.doubts, nil)
      case .failure(let problem): (file, values, doubts, failure) = (nil, [:], [:], problem)
      }
      problem = failure?.sentence
    }
  }

  func run() async throws {
    let language = common.language
    let context = try SurveyContext(survey, language)
    let input = try ScanPaths(scans, language)
    for notice in input.notices { Console.error(notice) }
    let sheet: FiguresSheet
    let form: BuiltInForm
    let readers: ReaderPool
    do {
      sheet = try FiguresSheet()
      form = try BuiltInForm(sheet.form, blank: sheet.blankPicture())
      readers = try LoadedForms([form.file], language).readers(language)
    } catch let error as PrintingError {
      throw Problem(error, language)
    }
    var reports: [Report] = []
    try await ScanRun(readers: readers, jobs: 1).read(input.scans) { file in
      let minutes = FiguresOnScan(file, sheet: sheet, context: context, language: language)
      let pages = minutes.pages()
      if pages.isEmpty { reports.append(Report(file.scan.name, 1, .failure(Problem(Self.noSheet.text(in: language))))) }
      for (page, filled) in pages {
        // What cannot be written down keeps no other sheet from it.
        let outcome = filled.flatMap { filled in
          Result { () throws(Problem) in (file: try minutes.write(filled), minutes: filled.minutes) }
        }
        reports.append(Report(file.scan.name, page, outcome))
      }
    }
    withExtendedLifetime(form) {}
    try tell(reports)
  }

  private static let noSheet = Phrase(
    "Không có tờ số liệu nào trong bản quét. Tờ số liệu là trang cuối của biên bản do `kiemphieu sheet minutes` in ra; quét cả trang đó.",
    "There is no sheet of numbers in the scan. It is the last page of the minutes that `kiemphieu sheet minutes` prints; scan that page, too."
  )

  private func tell(_ reports: [Report]) throws {
    let language = common.language
    // Nothing could be done where no scan has a sheet.
    if !reports.contains(where: { $0.problem != Self.noSheet.text(in: language) }) {
      throw Problem(Self.noSheet.text(in: language))
    }
    if common.json {
      try Console.json(reports)
    } else {
      for report in reports {
        if let file = report.file, !common.quiet {
          Console.print(
            Phrase("\(file): đã điền \(report.values.count) mục.", "\(file): \(report.values.count) fields filled in.")
              .text(in: language))
        }
        for (field, doubt) in report.doubts.sorted(by: { $0.key < $1.key }) {
          Console.error("\(report.file ?? report.scan): \(field): \(doubt)")
        }
      }
    }
    for report in reports {
      if let problem = report.problem { Console.error("\(report.scan)#\(report.page): \(problem)") }
    }
    guard !reports.allSatisfy(\.isUndone) else { throw ExitStatus.unusable }
    guard reports.allSatisfy({ $0.problem == nil && $0.doubts.isEmpty }) else { throw ExitStatus.needsPerson }
  }
}
