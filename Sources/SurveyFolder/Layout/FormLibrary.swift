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
  /// - Throws: `formNotFound`, with the folders searched.
  public func find(_ id: String) throws(FolderError) -> URL {
    let manager = FileManager.default
    let isPath = id.contains("/") || [".json", ".yaml", ".yml"].contains { id.lowercased().hasSuffix($0) }
    if isPath {
      let url = id.hasPrefix("/") ? URL(fileURLWithPath: id) : base.appendingPathComponent(id)
      guard manager.fileExists(atPath: url.path) else {
        throw FolderError(file: SurveyFile.fileName, field: "forms", .fileNotFound(id))
      }
      return url
    }
    for folder in folders where Field.isFileName(id) {
      let template = folder.appendingPathComponent(id)
      if manager.fileExists(atPath: template.appendingPathComponent(FormTemplate.fileName).path) { return template }
      let geometry = folder.appendingPathComponent("\(id).json")
      if manager.fileExists(atPath: geometry.path) { return geometry }
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
