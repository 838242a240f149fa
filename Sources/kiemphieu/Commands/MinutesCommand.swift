internal import ArgumentParser
internal import Canvass
internal import Counting
internal import Foundation
internal import SurveyFolder
internal import Wording

/// `minutes`: a blank minutes file for a box, or a check of one.
struct MinutesCommand: CommandGroup {
  static let configuration = CommandConfiguration(
    commandName: "minutes", abstract: "Biên bản mở hòm phiếu. / Opening minutes.",
    subcommands: [
      MinutesNewCommand.self, MinutesScanCommand.self, MinutesCheckCommand.self, MinutesPrintCommand.self,
    ])
}

/// `minutes new`: writes a blank minutes file into the survey's folder.
struct MinutesNewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Tạo biên bản trống cho một hòm. / Make a blank minutes file for a box.")

  @Argument(help: "Thư mục khảo sát. / Survey folder.")
  var survey: String

  @Argument(help: "Hòm, ví dụ U01-H2. / Box, e.g. U01-H2.")
  var box: String

  @OptionGroup var common: CommonOptions

  func run() throws {
    let language = common.language
    let folder = try SurveyContext(survey, language)
    let opening = try OpeningID(naming: box, in: folder.survey, language)
    let target = folder.layout.minutes.appendingPathComponent("\(box).yaml")
    guard !FileManager.default.fileExists(atPath: target.path) else {
      throw Problem(
        Phrase("\(target.path): đã có tệp này, không ghi đè.", "\(target.path): exists already and is left alone.")
          .text(in: language))
    }
    let text = MinutesFile.blank(
      for: opening, unitName: folder.survey.unit(opening.unit)?.name, periodID: folder.survey.period.id)
    let files = ResultFiles(folder: folder.layout.minutes, language: language)
    try files.prepare()
    try files.write(text, to: target.lastPathComponent)
    if common.json {
      try Console.json(["file": target.path])
    } else if !common.quiet {
      Console.print(target.path)
    }
  }
}

/// `minutes check`: every problem of a minutes file, a line each.
struct MinutesCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Kiểm tra biên bản. / Check a minutes file.")

  @Argument(help: "Tệp biên bản. / Minutes file.")
  var file: String

  @Option(name: .long, help: "Thư mục khảo sát, để đối chiếu đơn vị và kỳ. / Survey folder.")
  var survey: String?

  @OptionGroup var common: CommonOptions

  func run() throws {
    let language = common.language
    let context = try survey.map { try SurveyContext($0, language) }
    let minutes: MinutesFile
    do throws(FolderError) {
      minutes = try MinutesFile.read(URL(fileURLWithPath: file), name: file, survey: context?.survey)
    } catch {
      throw Problem(error, language)
    }
    for note in minutes.notes { Console.error(note.sentence(vietnamese: language == .vi)) }
    let rows = MinutesCheck(
      minutes.minutes, period: context?.survey.period ?? Period(),
      workingDays: context?.survey.workingDays ?? Weekday.usual
    ).discrepancies()
    if common.json {
      try Console.json(rows.map { CountReport.Row($0, common.wording) })
    } else {
      for row in rows {
        let advice = common.wording.advice(row)
        Console.print("\(row.code.rawValue)  \(advice.message)\n     → \(advice.nextAction)")
      }
    }
    if rows.contains(where: { $0.severity != .info }) { throw ExitStatus.needsPerson }
    if !common.quiet, !common.json, rows.isEmpty {
      Console.print(Phrase("\(file): đạt.", "\(file): in order.").text(in: language))
    }
  }
}
