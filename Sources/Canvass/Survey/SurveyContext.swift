public import Counting
internal import Foundation
public import SurveyFolder
public import Wording

/// A survey folder whose survey.yaml was read.
public struct SurveyContext: Sendable {
  /// Where things lie.
  public let layout: SurveyLayout
  /// What survey.yaml says.
  public let survey: Survey
  /// Whether survey.yaml lists the units; else they are those that folders of scans name.
  public let listsUnits: Bool
  /// What was passed over in survey.yaml.
  public let notes: [FolderError]

  /// Reads the survey of a folder.
  /// - Throws: what is wrong with the folder or its survey.yaml.
  public init(_ path: String, _ language: Language) throws(Problem) {
    let url = URL(fileURLWithPath: path)
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
      throw Problem(
        Phrase("\(path): không có thư mục khảo sát này.", "\(path): no such survey folder.").text(in: language))
    }
    layout = SurveyLayout(folder: url)
    do throws(FolderError) {
      try layout.checkParts()
      let file = try SurveyFile.read(in: layout.folder)
      var survey = file.survey
      // A ward with one box need not list itself: its folder names it.
      listsUnits = !survey.units.isEmpty
      if survey.units.isEmpty { survey.units = layout.unitsFromFolders() }
      self.survey = survey
      notes = file.notes
    } catch  where error.file == SurveyFile.fileName && error.problem == .missingFile {
      throw Problem(
        Phrase(
          "\(layout.surveyFile.path): không có tệp này. Chọn đúng thư mục khảo sát, hoặc viết tệp này trước.",
          "\(layout.surveyFile.path): there is no such file. Name the survey's folder, or write this file first."
        ).text(in: language))
    } catch {
      throw Problem(error, language)
    }
  }

  /// Whether all forms that the survey names are there.
  var hasForms: Bool {
    let library = FormLibrary(survey: layout, templates: LoadedForms.templateFolders)
    return survey.forms.allSatisfy { id in
      do throws(FolderError) {
        _ = try library.find(id)
        return true
      } catch {
        if case .formNotFound = error.problem { return false }
        return true
      }
    }
  }

  /// The survey's forms, from its own `forms/`, by path, or from the templates.
  public func forms(_ language: Language) throws(Problem) -> LoadedForms {
    let files: [FormFile]
    do throws(FolderError) {
      files = try FormLibrary(survey: layout, templates: LoadedForms.templateFolders).read(survey.forms)
    } catch {
      throw Problem(error, language)
    }
    return try LoadedForms(files, language)
  }
}
