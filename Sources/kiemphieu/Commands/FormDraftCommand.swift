internal import ArgumentParser
internal import Ballots
internal import Canvass
internal import Codecs
internal import Foundation
internal import Pages
internal import Pipeline
internal import Raster
internal import SurveyFolder
internal import Wording

/// `form draft`: a form's folder learned from a blank, with a picture for review and what it is unsure of.
struct FormDraftCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draft",
    abstract: "Lập mẫu phiếu từ phiếu trắng đã quét hoặc tệp PDF. / Learn a form from a blank scan or PDF.")

  @Argument(help: "Ảnh quét hoặc PDF của phiếu trắng, theo thứ tự trang. / Scans or PDF of the blank, in page order.")
  var blanks: [String]

  @ArgumentParser.Option(name: .long, help: "Tên mẫu. / Id of the form (default: the first file's name).")
  var id: String?

  @ArgumentParser.Option(
    name: .long, help: "Tên mẫu trong mã trên phiếu. / What codes call the form (default: its id).")
  var code: String?

  @ArgumentParser.Option(
    name: .long, help: "Mẫu nội dung mã trên phiếu. / Pattern of the ballots' code, such as '{form}:{unit}:{serial}'.")
  var payload: String?

  @ArgumentParser.Option(name: .long, help: "Mẫu nội dung mã của tờ đầu lô. / Pattern of the batch header's code.")
  var batchHeader: String?

  @ArgumentParser.Option(name: .long, help: "Thư mục chứa mẫu. / Folder in which the form's folder is made.")
  var out: String?

  @OptionGroup var common: CommonOptions

  /// Name of a page's picture for review.
  static func reviewName(_ page: Int) -> String { "review-\(page).png" }
  /// Name of the list of doubts.
  static let doubtsName = "review.txt"

  func validate() throws {
    for pattern in [payload, batchHeader].compactMap(\.self) where !PayloadPattern(pattern).isClosed {
      throw ValidationError("'\(pattern)': {…}")
    }
  }

  func run() throws {
    let language = common.language
    let draft = try draft(language)
    let sentences = draft.doubts.map { $0.words.text(in: language) }
    // With --json the form goes to standard output, and to a folder only where one was named.
    let folder = !common.json || out != nil ? try write(draft, sentences, language) : nil
    if !common.quiet { for sentence in sentences { Console.error(sentence) } }
    if common.json {
      var file = FormFile(form: draft.form, blankDPI: folder == nil ? nil : FormDraft.dpi)
      if let folder {
        file.blankPages = draft.pictures.indices.map { folder.appendingPathComponent("page-\($0 + 1).png") }
      }
      Console.print(FormGeometry.text(of: file))
    } else if !common.quiet, let folder {
      let questions = draft.form.pages.flatMap(\.questions)
      let boxes = questions.flatMap(\.options).count
      Console.print(folder.path)
      Console.print(
        Phrase(
          "\(draft.form.pages.count) trang, \(questions.count) câu, \(boxes) ô. Xem \(Self.reviewName(1)) để kiểm tra, sửa form.yaml nếu cần, rồi chạy `kiemphieu form check`.",
          "\(draft.form.pages.count) pages, \(questions.count) questions, \(boxes) boxes. Look at \(Self.reviewName(1)), correct form.yaml where needed, then run `kiemphieu form check`."
        ).text(in: language))
    }
  }

  private func draft(_ language: Language) throws(Problem) -> FormDraft {
    let readers = try LoadedForms([], language).readers(language)
    var pages: [FormDraft.Page] = []
    for path in blanks {
      do throws(Refusal) {
        for page in try readers.show(path, atMost: FormDraft.mostPages) {
          pages.append(
            FormDraft.Page(image: page.image, dpi: page.dpi, isRendered: page.isRendered, words: page.words))
        }
      } catch {
        let advice = Wording(language).advice(error)
        throw Problem("\(path): \(advice.message) \(advice.nextAction)")
      }
    }
    let name = id ?? URL(fileURLWithPath: blanks.first ?? "").deletingPathExtension().lastPathComponent
    do throws(DraftingError) {
      return try FormDraft(
        pages,
        naming: FormDraft.Naming(
          id: name, code: code ?? name, payload: payload.map { PayloadPattern($0) },
          batchHeader: batchHeader.map { PayloadPattern($0) }))
    } catch {
      throw Problem(error, language)
    }
  }

  private func write(_ draft: FormDraft, _ doubts: [String], _ language: Language) throws(Problem) -> URL {
    let manager = FileManager.default
    let scratch = manager.temporaryDirectory.appendingPathComponent("kiemphieu-\(UUID().uuidString)")
    defer { try? manager.removeItem(at: scratch) }
    do {
      try manager.createDirectory(at: scratch, withIntermediateDirectories: true)
      var file = FormFile(form: draft.form, blankDPI: FormDraft.dpi)
      for (index, picture) in draft.pictures.enumerated() {
        let url = scratch.appendingPathComponent("page-\(index + 1).png")
        try PNGWriter.write(.gray(picture), to: url.path, dpi: FormDraft.dpi)
        file.blankPages.append(url)
      }
      let folder = try FormImport.makeTemplate(of: file, in: URL(fileURLWithPath: out ?? "."))
      let overlay = DraftOverlay(draft)
      for index in draft.pictures.indices {
        try Data(try overlay.png(page: index)).write(to: folder.appendingPathComponent(Self.reviewName(index + 1)))
      }
      let text = doubts.map { "- \($0)\n" }.joined()
      try Data(text.utf8).write(to: folder.appendingPathComponent(Self.doubtsName))
      return folder
    } catch let error as FolderError {
      throw Problem(error, language)
    } catch let error as DrawingError {
      throw Problem(.drawing(error.why), language)
    } catch {
      throw Problem(FolderError(file: out ?? ".", .notWritten(SystemFault(error))), language)
    }
  }
}
