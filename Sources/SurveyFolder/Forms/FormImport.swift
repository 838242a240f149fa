internal import Ballots
public import Foundation

/// Any form file, and form files made into templates.
public enum FormImport {
  /// The form of a file or folder: `form-geometry/1` when its name ends in `.json`, else the product's own format.
  /// - Throws: the first problem, with file, field, what was expected and found.
  public static func read(_ url: URL) throws(FolderError) -> FormFile {
    url.pathExtension.lowercased() == "json" ? try FormGeometry.read(url) : try FormTemplate.read(url)
  }

  /// Makes a template's folder `<templates>/<id>/` of a form: `form.yaml`, `page-1.png` … and `blank.pdf`. Nothing that
  /// exists is overwritten. The form keeps its code, by which its barcodes call it.
  /// - Parameters:
  ///   - file: the form, as read.
  ///   - id: the new form's id; the form's own id when nil.
  ///   - templates: the folder of templates; made when missing.
  /// - Returns: the new folder.
  public static func makeTemplate(
    of file: FormFile, id: String? = nil, in templates: URL
  ) throws(FolderError) -> URL {
    var file = file
    file.form.id = id ?? file.form.id
    guard Field.isFileName(file.form.id) else {
      throw FolderError(file: file.form.id, field: "id", .wrong(expected: .name, found: file.form.id))
    }
    let folder = templates.appendingPathComponent(file.form.id)
    let manager = FileManager.default
    guard !manager.fileExists(atPath: folder.path) else { throw FolderError(file: folder.lastPathComponent, .exists) }
    do {
      try manager.createDirectory(at: folder, withIntermediateDirectories: true)
      for (index, page) in file.blankPages.enumerated() {
        let kind = page.pathExtension.isEmpty ? "png" : page.pathExtension.lowercased()
        file.blankPages[index] = folder.appendingPathComponent("page-\(index + 1).\(kind)")
        try manager.copyItem(at: page, to: file.blankPages[index])
      }
      if let pdf = file.blankPDF {
        let copy = folder.appendingPathComponent("blank.pdf")
        file.blankPDF = copy
        try manager.copyItem(at: pdf, to: copy)
      }
      let text = FormTemplate.text(of: file)
      try Data(text.utf8).write(to: folder.appendingPathComponent(FormTemplate.fileName), options: .atomic)
    } catch {
      throw FolderError(file: folder.lastPathComponent, .notWritten(SystemFault(error)))
    }
    return folder
  }
}

extension FormImport {
  /// The same without the checks of `FormCheck`, so that `form check` can list every problem.
  /// - Throws: what makes a field unreadable.
  public static func readUnchecked(_ url: URL) throws(FolderError) -> FormFile {
    if url.pathExtension.lowercased() == "json" { return try FormGeometry.decode(url) }
    let file = FormTemplate.file(of: url)
    return try FormTemplate.decode(file, name: file.lastPathComponent)
  }
}
