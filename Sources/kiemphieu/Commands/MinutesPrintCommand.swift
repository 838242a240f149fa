internal import ArgumentParser
internal import Canvass
internal import Counting
internal import Foundation
internal import Pages
internal import SurveyFolder
internal import Wording

/// `minutes print`: the minutes of a box as they were entered, as a document to be signed.
struct MinutesPrintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "print",
    abstract: "Lập biên bản đã điền thành văn bản để ký. / The minutes that were entered, as a document to be signed.")

  @Argument(help: "Thư mục khảo sát. / Survey folder.")
  var survey: String

  @Argument(help: "Hòm, ví dụ U01-H2. / Box, e.g. U01-H2.")
  var box: String

  @ArgumentParser.Option(name: .long, help: "Thư mục ghi tệp. / Folder for the file (default: sheets/ in the survey).")
  var out: String?

  @OptionGroup var common: CommonOptions

  func run() throws {
    let language = common.language
    let context = try SurveyContext(survey, language)
    let opening = try OpeningID(naming: box, in: context.survey, language)
    let folder = MinutesFolder.read(in: context.layout, survey: context.survey)
    guard let minutes = folder.minutes.first(where: { $0.opening == opening }) else {
      for problem in folder.problems { Console.error(problem.sentence(vietnamese: language == .vi)) }
      throw Problem(
        Phrase(
          "\(box): chưa có biên bản nào trong minutes/. Tạo bằng `kiemphieu minutes new`.",
          "\(box): there are no minutes in minutes/. Make them with `kiemphieu minutes new`."
        ).text(in: language))
    }
    let unit = context.survey.unit(opening.unit) ?? SurveyUnit(code: opening.unit, name: opening.unit)
    let pdf: [UInt8]
    do {
      pdf = try MinutesDocument(minutes, survey: context.survey.title, unit: unit).pdf()
    } catch {
      throw Problem(error, language)
    }
    let target = out.map { URL(fileURLWithPath: $0) } ?? context.layout.folder.appendingPathComponent("sheets")
    let files = ResultFiles(folder: target, language: language)
    let name = "bien-ban-\(opening.folderName).pdf"
    try files.prepare()
    try files.write(Data(pdf), to: name)
    let path = target.appendingPathComponent(name).path
    if common.json {
      try Console.json(["file": path])
    } else if !common.quiet {
      Console.print(path)
    }
  }
}
