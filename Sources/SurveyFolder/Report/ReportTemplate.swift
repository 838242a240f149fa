public import Foundation

/// Templates of the report: those in the survey's own `reports/` win over those that come with the program.
public enum ReportTemplate: String, Sendable, CaseIterable {
  /// A Word document.
  case docx = "bao-cao.docx"
  /// A page of HTML.
  case html = "bao-cao.html"

  /// The file; `templates` are the folders in which templates are looked for, of each its `reports/`.
  /// - Throws: `missingFile`; `pathOutside` where a link leads out of its folder.
  public func find(survey: SurveyLayout, templates: [URL]) throws(FolderError) -> URL {
    for folder in [survey.reports] + templates.map({ $0.appendingPathComponent("reports") }) {
      let file = folder.appendingPathComponent(rawValue)
      guard FileManager.default.fileExists(atPath: file.path) else { continue }
      guard file.liesReally(in: folder) else {
        throw FolderError(file: "reports/\(rawValue)", .pathOutside(rawValue))
      }
      return file
    }
    throw FolderError(file: "reports/\(rawValue)", .missingFile)
  }
}
