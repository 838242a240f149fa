internal import ArgumentParser
internal import Canvass
internal import Counting
internal import SurveyFolder
internal import Wording

/// `code check`: whether every code is known, and how many ballots are coded.
struct CodeCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Kiểm tra bảng mã đã điền. / Check the codes that were filled in.")

  @Argument(help: "Thư mục khảo sát. / Survey folder.")
  var survey: String

  @OptionGroup var common: CommonOptions

  private struct Receipt: Encodable {
    let written: Int
    let coded: Int
    let procedures: [String: Int]
    let fields: [String: Int]
    let problems: [String]
  }

  func run() throws {
    let language = common.language
    let count = try SurveyCount(lookingAt: survey, language)
    let forms = try count.context.forms(language).forms
    let coded: CodedLines
    do throws(FolderError) {
      coded = try CodedLines(count, forms: forms)
    } catch {
      throw Problem(error, language)
    }
    let problems = coded.problems.map { $0.sentence(vietnamese: language == .vi) }
    let procedures = coded.procedures
    if common.json {
      try Console.json(
        Receipt(
          written: procedures.written, coded: procedures.coded, procedures: procedures.procedures,
          fields: procedures.fields, problems: problems))
    } else if !common.quiet {
      let (done, all) = (common.wording.number(procedures.coded), common.wording.number(procedures.written))
      Console.print(
        Phrase("Đã phân loại \(done) trong \(all) phiếu có ghi.", "\(done) of \(all) ballots with writing are coded.")
          .text(in: language))
    }
    for problem in problems { Console.error(problem) }
    if !problems.isEmpty || procedures.coded < procedures.written { throw ExitStatus.needsPerson }
  }
}
