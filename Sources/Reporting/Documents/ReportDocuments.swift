internal import Archives
public import Foundation
public import Wording

/// A report as documents that an office can change: each is a template with tags, filled with the words of the report.
/// The same report and template give the same bytes. docs/report-templates.md says how templates are written.
public enum ReportDocuments {
  /// The most that a template may hold, bytes; of a DOCX unpacked. A logo and pictures of a form have room in it.
  static let limit = 64 << 20

  /// A Word document, the bytes of its file. `pictures` takes the place of those pictures of the template that bear the
  /// same names, such as `muc-do.png`; frames keep their sizes.
  public static func docx(
    _ report: ReportText, template: URL, pictures: [String: [UInt8]] = [:]
  ) throws(ReportError) -> [UInt8] {
    let name = template.lastPathComponent
    var contents: ZIPContents
    do throws(ZIPContents.Failure) {
      contents = try ZIPContents(reading: template.path, limit: limit)
    } catch {
      throw ReportError(error, template: name)
    }
    guard contents.files.contains(where: { $0.path == "word/document.xml" }) else { throw .damaged(template: name) }
    let fields = ReportFields.all.shapes()
    let values = ReportFields.all.values(of: report)
    for index in contents.files.indices where isText(contents.files[index].path) {
      let part = try DOCXPart(contents.files[index].bytes, template: name)
      try part.prepare()
      let text = try TemplateText(part.text, fields: fields, name: name).filled(with: values)
      let filled = try DOCXPart(Array(text.utf8), template: name)
      filled.mend()
      contents.files[index].bytes = Array(filled.text.utf8)
    }
    for (name, picture) in pictures {
      guard let index = contents.files.firstIndex(where: { $0.path == "word/media/\(name)" }) else { continue }
      contents.files[index].bytes = picture
    }
    do throws(ZIPContents.Failure) {
      return try contents.packed()
    } catch {
      throw ReportError(error, template: name)
    }
  }

  /// A page of HTML.
  public static func html(_ report: ReportText, template: URL) throws(ReportError) -> String {
    let name = template.lastPathComponent
    let bytes = try read(template, name: name)
    guard var text = String(validating: bytes, as: UTF8.self) else { throw .damaged(template: name) }
    // What some editors put before a text.
    if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
    return try TemplateText(text, fields: ReportFields.all.shapes(), name: name)
      .filled(with: ReportFields.all.values(of: report))
  }

  /// The parts of a DOCX in which an office may write: the text, heads and feet of pages, notes.
  private static func isText(_ path: String) -> Bool {
    guard path.hasPrefix("word/"), path.hasSuffix(".xml") else { return false }
    let part = path.dropFirst(5).dropLast(4)
    return ["document", "header", "footer", "footnotes", "endnotes"].contains {
      part.hasPrefix($0) && part.dropFirst($0.count).utf8.allSatisfy { 48...57 ~= $0 }
    }
  }

  private static func read(_ template: URL, name: String) throws(ReportError) -> [UInt8] {
    do {
      let file = try FileHandle(forReadingFrom: template)
      defer { try? file.close() }
      let data = try file.read(upToCount: limit + 1) ?? Data()
      guard data.count <= limit else { throw ReportError.tooLarge(template: name, limit: limit) }
      return Array(data)
    } catch let error as ReportError {
      throw error
    } catch {
      throw .notRead(template: name, errno: 0)
    }
  }
}

extension ReportError {
  init(_ failure: ZIPContents.Failure, template: String) {
    switch failure {
    case .notRead(let number): self = .notRead(template: template, errno: number)
    case .damaged: self = .damaged(template: template)
    case .tooLarge: self = .tooLarge(template: template, limit: ReportDocuments.limit)
    case .notWritten(let number): self = .notWritten(template: template, errno: number)
    }
  }
}
