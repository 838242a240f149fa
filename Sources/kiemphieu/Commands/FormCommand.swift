internal import ArgumentParser
internal import Ballots
internal import Canvass
internal import Foundation
internal import SurveyFolder
internal import Wording

/// `form`: make a form, learn one from a blank, check one, bring one into the product's
/// own format, print ballots and check the print.
struct FormCommand: CommandGroup {
  static let configuration = CommandConfiguration(
    commandName: "form",
    abstract: "Tạo, lập từ phiếu trắng, kiểm tra, nhập, in mẫu phiếu. / Make, learn, check, import and print forms.",
    subcommands: [
      FormNewCommand.self, FormDraftCommand.self, FormCheckCommand.self, FormImportCommand.self, FormPrintCommand.self,
      FormProofCommand.self,
    ])
}

/// `form check`: every problem of a form, a line each.
struct FormCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "check", abstract: "Kiểm tra mẫu phiếu. / Check a form.")

  @Argument(help: "Tệp JSON, form.yaml hoặc thư mục mẫu. / A form's file or folder.")
  var form: String

  @OptionGroup var common: CommonOptions

  func run() throws {
    let language = common.language
    let file: FormFile
    let place = try LoadedForms.find(form, language)
    do throws(FolderError) {
      file = try FormImport.readUnchecked(place)
    } catch {
      throw Problem(error, language)
    }
    let problems = FormCheck.problems(of: file, name: form)
    for line in (file.notes + problems).map({ $0.sentence(vietnamese: language == .vi) }) { Console.error(line) }
    guard problems.isEmpty else { throw ExitStatus.unusable }
    _ = try LoadedForms([file], language)
    let questions = file.form.pages.flatMap(\.questions)
    let report = Report(
      form: file.form.id, pages: file.form.pages.count, questions: questions.count,
      boxes: questions.flatMap(\.options).count)
    if common.json { return try Console.json(report) }
    guard !common.quiet else { return }
    Console.print(
      Phrase(
        "\(report.form): \(report.pages) trang, \(report.questions) câu, \(report.boxes) ô. Đạt.",
        "\(report.form): \(report.pages) pages, \(report.questions) questions, \(report.boxes) boxes. In order."
      ).text(in: language))
  }

  private struct Report: Encodable {
    let form: String
    let pages: Int
    let questions: Int
    let boxes: Int
  }
}

/// `form import`: a form-geometry/1 file to a folder in the product's own format.
struct FormImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Nhập mẫu phiếu form-geometry/1. / Import a form-geometry/1 file.")

  @Argument(help: "Tệp JSON. / The JSON file.")
  var file: String

  @ArgumentParser.Option(name: .long, help: "Tên mẫu. / Id of the form (default: as in the file).")
  var id: String?

  @ArgumentParser.Option(name: .long, help: "Thư mục chứa mẫu. / Folder in which the form's folder is made.")
  var out: String = "."

  @OptionGroup var common: CommonOptions

  func run() throws {
    let language = common.language
    let folder: URL
    do throws(FolderError) {
      let form = try FormImport.read(URL(fileURLWithPath: file))
      folder = try FormImport.makeTemplate(of: form, id: id, in: URL(fileURLWithPath: out))
      for note in form.notes { Console.error(note.sentence(vietnamese: language == .vi)) }
    } catch {
      throw Problem(error, language)
    }
    if common.json {
      try Console.json(["folder": folder.path])
    } else if !common.quiet {
      Console.print(folder.path)
    }
  }
}
