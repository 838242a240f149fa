internal import ArgumentParser
internal import Canvass
internal import Codecs
internal import Foundation
internal import Pages
internal import Raster
internal import SurveyFolder
internal import Wording

/// `form new`: a form's folder from a short text file: what to read by, and the blank as PDF and pictures.
struct FormNewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Tạo mẫu phiếu từ tệp câu hỏi. / Make a form from a list of questions.")

  @Argument(help: "Tệp outline.yaml ghi tiêu đề và các câu hỏi. / File with title and questions.")
  var outline: String

  @Option(name: .long, help: "Thư mục chứa mẫu. / Folder in which the form's folder is made.")
  var out: String = "."

  @OptionGroup var common: CommonOptions

  func run() throws {
    let language = common.language
    let source = URL(fileURLWithPath: outline)
    let scratch = FileManager.default.temporaryDirectory.appendingPathComponent("kiemphieu-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: scratch) }
    let folder: URL
    do {
      let outline = try FormOutlineFile.read(source)
      let layout = try BallotLayout(outline)
      try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
      var file = FormFile(form: layout.form, blankDPI: BallotLayout.blankDPI)
      let pdf = scratch.appendingPathComponent("blank.pdf")
      try Data(layout.blankPDF()).write(to: pdf)
      file.blankPDF = pdf
      for (index, picture) in try layout.blankPictures().enumerated() {
        let url = scratch.appendingPathComponent("page-\(index + 1).png")
        try PNGWriter.write(.gray(picture), to: url.path, dpi: BallotLayout.blankDPI)
        file.blankPages.append(url)
      }
      folder = try FormImport.makeTemplate(of: file, in: URL(fileURLWithPath: out))
      try FileManager.default.copyItem(at: source, to: folder.appendingPathComponent(FormOutlineFile.fileName))
    } catch let error as FolderError {
      throw Problem(error, language)
    } catch let error as PrintingError {
      throw Problem(error, language)
    } catch {
      throw Problem(FolderError(file: out, .notWritten(SystemFault(error))), language)
    }
    if common.json {
      try Console.json(["folder": folder.path])
    } else if !common.quiet {
      Console.print(folder.path)
    }
  }
}
