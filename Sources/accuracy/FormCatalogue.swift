internal import Ballots
internal import Codecs
internal import Foundation
internal import Pages
internal import Pipeline
internal import Raster
internal import Reading
internal import SurveyFolder

/// The forms of a run: each ready to be simulated and to be read.
struct FormCatalogue: Sendable {
  /// One form in both shapes.
  struct Entry: Sendable {
    let form: Form
    let simulator: PageSimulator
    let prepared: PreparedForm
  }

  let forms: [Entry]
  var ids: [String] { forms.map(\.form.id) }
  /// What tells these forms from others: the beginnings of the hashes of their files.
  let digests: String

  /// What can be wrong with the forms that were named.
  enum Problem: Error, CustomStringConvertible {
    case noForms([String])
    case unusable(String, String)

    var description: String {
      switch self {
      case .noForms(let paths): "no form in \(paths.joined(separator: ", "))"
      case .unusable(let path, let why): "\(path): \(why)"
      }
    }
  }

  /// Loads forms by path: a form's file or folder, or a folder of forms. In order of their ids.
  init(paths: [String], only id: String?) throws {
    var entries: [Entry] = []
    var digests: [String] = []
    for (path, file) in try Self.named(paths, only: id) {
      let blanks = Self.blanks(of: file).map(\.path)
      let description = FileManager.default.fileExists(atPath: path + "/form.yaml") ? path + "/form.yaml" : path
      for path in [description] + blanks { digests.append(String(try FileDigest(path: path).sha256.prefix(8))) }
      guard let simulator = PageSimulator(form: file.form, blanks: try Self.pictures(of: file)) else {
        throw Problem.unusable(path, "not as many blank pages as the form has")
      }
      let prepared = try FormPreparation.prepare(file.form, blanks: blanks)
      entries.append(Entry(form: file.form, simulator: simulator, prepared: prepared))
    }
    guard !entries.isEmpty else { throw Problem.noForms(paths) }
    self.digests = digests.sorted().joined(separator: ",")
    forms = entries.sorted { $0.form.id.utf8.lexicographicallyPrecedes($1.form.id.utf8) }
  }

  /// The forms of paths as they are read, in order of their ids.
  static func files(_ paths: [String], only id: String?) throws -> [FormFile] {
    try named(paths, only: id).map(\.file).sorted { $0.form.id.utf8.lexicographicallyPrecedes($1.form.id.utf8) }
  }

  /// The pictures of a form's blank, one a page.
  static func pictures(of file: FormFile) throws -> [GrayImage] {
    let pictures = try blanks(of: file).flatMap { url in
      let scan = try ScanFile(path: url.path)
      return try (0..<scan.pageCount).map { try scan.page($0).image.grayscale }
    }
    return Array(pictures.prefix(file.form.pages.count))
  }

  private static func blanks(of file: FormFile) -> [URL] {
    file.blankPages.isEmpty ? file.blankPDF.map { [$0] } ?? [] : file.blankPages
  }

  private static func named(_ paths: [String], only id: String?) throws -> [(path: String, file: FormFile)] {
    try paths.flatMap(formPaths).compactMap { path in
      do {
        let file = try FormImport.read(URL(fileURLWithPath: path))
        return id == nil || file.form.id == id ? (path, file) : nil
      } catch {
        throw Problem.unusable(path, "\(error)")
      }
    }
  }

  private static func formPaths(_ path: String) throws -> [String] {
    let manager = FileManager.default
    var isFolder: ObjCBool = false
    guard manager.fileExists(atPath: path, isDirectory: &isFolder) else { throw Problem.noForms([path]) }
    if !isFolder.boolValue || manager.fileExists(atPath: path + "/form.yaml") { return [path] }
    return try manager.contentsOfDirectory(atPath: path).sorted().compactMap { name in
      let inner = path + "/" + name
      if manager.fileExists(atPath: inner + "/form.yaml") { return inner }
      guard name.hasSuffix(".json"), let text = try? String(contentsOfFile: inner, encoding: .utf8) else { return nil }
      return text.contains("form-geometry/1") ? inner : nil
    }
  }
}
