internal import ArgumentParser
internal import Ballots
internal import Foundation
internal import SurveyFolder
internal import Wording

/// `form`: check a form, or bring one into the product's own format.
struct FormCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "form", abstract: "Kiểm tra, nhập mẫu phiếu. / Check and import forms.",
    subcommands: [FormCheckCommand.self, FormImportCommand.self])
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
    do throws(FolderError) {
      file = try FormImport.readUnchecked(URL(fileURLWithPath: form))
    } catch {
      throw Problem(error, language)
    }
    let problems = FormCheck.problems(of: file, name: form)
    for line in (file.notes + problems).map({ $0.sentence(vietnamese: language == .vi) }) { Console.error(line) }
    guard problems.isEmpty else { throw ExitStatus.unusable }
    _ = try LoadedForms([file], language)
    guard !common.quiet else { return }
    let questions = file.form.pages.flatMap(\.questions)
    Console.print(
      Phrase(
        "\(file.form.id): \(file.form.pages.count) trang, \(questions.count) câu, \(questions.flatMap(\.options).count) ô. Đạt.",
        "\(file.form.id): \(file.form.pages.count) pages, \(questions.count) questions, \(questions.flatMap(\.options).count) boxes. In order."
      ).text(in: language))
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
    do throws(FolderError) {
      let form = try FormImport.read(URL(fileURLWithPath: file))
      let folder = try FormImport.makeTemplate(of: form, id: id, in: URL(fileURLWithPath: out))
      for note in form.notes { Console.error(note.sentence(vietnamese: language == .vi)) }
      if !common.quiet { Console.print(folder.path) }
    } catch {
      throw Problem(error, language)
    }
  }
}
