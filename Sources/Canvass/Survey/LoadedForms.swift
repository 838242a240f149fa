public import Ballots
public import Foundation
public import Journal
public import Pipeline
public import SurveyFolder
public import Wording

/// Forms read from their files.
public struct LoadedForms: Sendable {
  /// The forms with the pictures of their blanks; empty where they were only remembered.
  public let sources: [FormSource]
  /// The forms as the store remembers them, with the identity of their blanks.
  public let remembered: [RememberedForm]

  /// The forms.
  public var forms: [Form] { remembered.map(\.form) }
  /// Readings made by another version of the program, or with other forms, are not reused.
  public var stamp: ReaderStamp { ReaderStamp(program: Program.version, forms: remembered.map(\.hash)) }

  /// Reads the blanks of forms.
  public init(_ files: [FormFile], _ language: Language) throws(Problem) {
    var sources: [FormSource] = []
    var remembered: [RememberedForm] = []
    for file in files {
      let blanks = (file.blankPages.isEmpty ? file.blankPDF.map { [$0] } ?? [] : file.blankPages).map(\.path)
      sources.append(FormSource(form: file.form, blanks: blanks))
      var digests: [String] = []
      for blank in blanks {
        do throws(Refusal) {
          digests.append(try FileDigest(path: blank).sha256)
        } catch {
          throw Problem(.unreadable(path: blank, error), language)
        }
      }
      remembered.append(RememberedForm(form: file.form, blanks: digests))
    }
    self.sources = sources
    self.remembered = remembered
  }

  /// Forms as a store remembers them: enough to count with, not to read pages.
  public init(remembered: [RememberedForm]) {
    sources = []
    self.remembered = remembered
  }

  /// Processes that read pages with these forms, the first of them ready.
  public func readers(_ language: Language) throws(Problem) -> ReaderPool {
    do throws(ReaderPool.Failure) {
      return try ReaderPool(forms: sources, arguments: [Program.readPages])
    } catch {
      switch error {
      case .form(let failure): throw Problem(failure, language)
      case .noProcess:
        throw Problem(
          Phrase(
            "Máy không khởi động được tiến trình đọc ảnh: có thể thiếu bộ nhớ hoặc hết chỗ trong thư mục tạm. Đóng bớt chương trình rồi chạy lại.",
            "The process that reads pictures does not start: memory or room in the temporary folder may be short. Close other programs and run again."
          ).text(in: language))
      }
    }
  }

  /// The file or folder of a form that the command line names: a path, else the id of a template.
  public static func find(_ name: String, _ language: Language) throws(Problem) -> URL {
    let candidates = [URL(fileURLWithPath: name)] + templateFolders.map { $0.appendingPathComponent(name) }
    guard let found = candidates.first(where: { FileManager.default.fileExists(atPath: $0.path) }) else {
      throw Problem(
        Phrase(
          "\(name): không có tệp, thư mục hay mẫu phiếu nào tên như vậy. Kiểm tra lại đường dẫn hoặc tên mẫu.",
          "\(name): no file, folder or template has this name. Check the path or the form's id."
        ).text(in: language))
    }
    return found
  }

  /// Directories in which templates are looked for by id: where `KIEMPHIEU_TEMPLATES` says, beside the installed
  /// program, and in the program's checkout.
  public static var templateFolders: [URL] {
    var folders: [URL] = []
    if let path = ProcessInfo.processInfo.environment["KIEMPHIEU_TEMPLATES"], !path.isEmpty {
      folders.append(URL(fileURLWithPath: path))
    }
    let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    folders.append(program.deletingLastPathComponent().appendingPathComponent("share/kiemphieu/Templates"))
    var parent = program
    while parent.path != "/" {
      folders.append(parent.appendingPathComponent("Templates"))
      parent.deleteLastPathComponent()
    }
    return folders.filter { FileManager.default.fileExists(atPath: $0.path) }
  }
}
