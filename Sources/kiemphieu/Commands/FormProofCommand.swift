internal import ArgumentParser
internal import Ballots
internal import Canvass
internal import Foundation
internal import Pages
internal import Pipeline
internal import Raster
internal import Reading
internal import SurveyFolder
internal import Wording

/// `form proof`: whether a printed ballot is good enough to print hundreds.
struct FormProofCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "proof",
    abstract: "Kiểm tra tờ in thử trước khi in hàng loạt. / Check a printed ballot before hundreds are printed.")

  @ArgumentParser.Option(
    name: .long,
    help: "Mẫu phiếu: tệp, thư mục hoặc tên; không ghi thì là tờ kiểm tra. / Form; the calibration sheet without it.")
  var form: String?

  @Argument(help: "Bản quét của tờ vừa in, chưa đánh dấu. / Scans of the printed ballot, without marks.")
  var scans: [String]

  @OptionGroup var common: CommonOptions

  private struct Report: Encodable {
    struct Row: Encodable {
      let subject: String
      let measured: Double
      let least: Double
      let most: Double
      let isGood: Bool
    }

    let file: String
    let page: Int
    let problem: String?
    let findings: [Row]
  }

  func run() async throws {
    let language = common.language
    var builtIn: BuiltInForm?
    if form == nil {
      do {
        let sheet = try CalibrationSheet()
        builtIn = try BuiltInForm(sheet.form, blank: sheet.blankPicture())
      } catch let error as PrintingError {
        throw Problem(error, language)
      }
    }
    defer { withExtendedLifetime(builtIn) {} }
    let file = try builtIn?.file ?? given()
    let forms = try LoadedForms([file], language)
    let input = try ScanPaths(scans, language)
    let readers = try forms.readers(language)
    var pages: [(page: SecondLook.Page, reading: PageReading)] = []
    var reports: [Report] = []
    func refused(_ scan: Scan, _ page: Int, _ refusal: Refusal) {
      let advice = common.wording.advice(refusal)
      reports.append(
        Report(file: scan.name, page: page, problem: "\(advice.message) \(advice.nextAction)", findings: []))
    }
    try await ScanRun(readers: readers, jobs: 1).read(input.scans) { scanned in
      switch scanned.outcome {
      case .known: break
      case .refused(let refusal): refused(scanned.scan, 1, refusal)
      case .pages(let read):
        for page in read {
          if page.reading.kind == .ballot {
            pages.append(
              (.init(scan: scanned.scan, sha256: scanned.sha256, page: page.page), page.reading))
          } else {
            refused(scanned.scan, page.page, page.reading.refusal ?? Refusal(.notABallot))
          }
        }
      }
    }
    let readings = pages.map(\.reading)
    let checks = try await SecondLook(readers: readers, jobs: 1).look(at: pages.map(\.page)) { index, picture in
      picture.flatMap { PrintCheck(readings[index], of: file.form, on: $0) }
    }
    for ((page, _), check) in zip(pages, checks) {
      guard let check else {
        refused(page.scan, page.page, Refusal(.fileChanged))
        continue
      }
      reports.append(
        Report(
          file: page.scan.name, page: page.page, problem: nil,
          findings: check.findings.map {
            Report.Row(
              subject: $0.subject.rawValue, measured: $0.measured, least: $0.limits.lowerBound,
              most: $0.limits.upperBound, isGood: $0.isGood)
          }))
      if !common.json { tell(check, name: "\(page.scan.name)#\(page.page)") }
    }
    if common.json {
      try Console.json(reports)
    } else {
      for report in reports {
        if let problem = report.problem { Console.error("\(report.file)#\(report.page): \(problem)") }
      }
    }
    guard reports.allSatisfy({ $0.problem == nil && $0.findings.allSatisfy(\.isGood) }), !reports.isEmpty else {
      throw ExitStatus.needsPerson
    }
  }

  /// The form that the command line names.
  private func given() throws(Problem) -> FormFile {
    let place = try LoadedForms.find(form ?? "", common.language)
    do throws(FolderError) {
      return try FormImport.read(place)
    } catch {
      throw Problem(error, common.language)
    }
  }

  private func tell(_ check: PrintCheck, name: String) {
    let language = common.language
    if !common.quiet {
      for finding in check.findings {
        let mark = finding.isGood ? "✓" : "✗"
        Console.print("\(mark) \(finding.measure.text(in: language))")
      }
    }
    for finding in check.findings where !finding.isGood {
      Console.error("\(name): \(finding.advice.text(in: language))")
    }
    if check.isGood, !common.quiet {
      Console.print(
        Phrase("\(name): đạt, có thể in hàng loạt.", "\(name): good enough to print the rest.").text(in: language))
    }
  }
}
