internal import Ballots
public import Foundation

/// Finds forms by id: in the survey's own `forms/`, then in folders of templates that the caller knows.
public struct FormLibrary: Sendable {
  /// Folders that are searched, in this order.
  public var folders: [URL]
  /// Folder from which paths are counted.
  public var base: URL

  /// The library of a survey.
  public init(survey: SurveyLayout, templates: [URL] = []) {
    folders = [survey.forms] + templates
    base = survey.folder
  }

  /// The file or folder of a form: `<id>/form.yaml` or `<id>.json`; a text with `/`, or that ends in `.json` or `.yaml`,
  /// is a path from the survey's folder.
  /// - Throws: `formNotFound`, with the folders searched; `pathOutside` where a path or a link leads out of its folder.
  public func find(_ id: String) throws(FolderError) -> URL {
    let manager = FileManager.default
    let isPath = id.contains("/") || [".json", ".yaml", ".yml"].contains { id.lowercased().hasSuffix($0) }
    if isPath {
      let url = base.appendingPathComponent(id)
      let leadsOut = id.hasPrefix("/") || id.split(separator: "/").contains("..")
      guard leadsOut || manager.fileExists(atPath: url.path) else {
        throw FolderError(file: SurveyFile.fileName, field: "forms", .fileNotFound(id))
      }
      guard !leadsOut, url.liesReally(in: base) else {
        throw FolderError(file: SurveyFile.fileName, field: "forms", .pathOutside(id))
      }
      return url
    }
    for folder in folders where Field.isFileName(id) {
      let template = folder.appendingPathComponent(id)
      let found =
        [(template.appendingPathComponent(FormTemplate.fileName), template)]
        + [folder.appendingPathComponent("\(id).json")].map { ($0, $0) }
      guard let (file, form) = found.first(where: { manager.fileExists(atPath: $0.0.path) }) else { continue }
      guard file.liesReally(in: folder) else {
        throw FolderError(file: SurveyFile.fileName, field: "forms", .pathOutside("\(folder.lastPathComponent)/\(id)"))
      }
      return form
    }
    throw FolderError(
      file: SurveyFile.fileName, field: "forms",
      .formNotFound(id: id, searched: folders.map { $0.lastPathComponent + "/" }))
  }

  /// The forms with these ids or paths, in this order; two forms with one id or one code are refused.
  /// - Throws: the first problem of a form.
  public func read(_ ids: [String]) throws(FolderError) -> [FormFile] {
    var files: [FormFile] = []
    for (index, id) in ids.enumerated() {
      let file = try FormImport.read(try find(id))
      let same = files.firstIndex { $0.form.id == file.form.id || $0.form.code == file.form.code }
      if let same {
        throw FolderError(
          file: SurveyFile.fileName, field: "forms[\(index)]",
          .duplicate(value: file.form.code, first: "forms[\(same)]"))
      }
      files.append(file)
    }
    return files
  }
}
