public import Counting
public import Foundation

/// `survey.yaml`: what is surveyed. Only `title` and one form are required; everything else has a default.
///
/// | field | meaning | default |
/// |---|---|---|
/// | `title` | title for people | required |
/// | `forms` (or `form`) | ids from `forms/` or `Templates/`, or paths | required, at least one |
/// | `units` | a list of `code`, `name`, `allocated` and what else units have (docs/formats.md), or the path of a CSV or JSON list | none: the units are those that the folders in `scans/` name |
/// | `allocated_total` | what the allocation table states as its sum | not checked |
/// | `period` | `id`, `from`, `to`, `deadline`, `openings`, `as_of`; or just the id | open |
/// | `working_days` | `mon-sat`, or a list of days | Monday to Friday |
/// | `milestones` | a list of `name`, `before`, `done` | none |
/// | `touchpoint` | `nop`, `nhan` or `ca_hai` | not said |
/// | `sample_scheme` | name of the scheme by which communes and villages are drawn | none |
/// | `marks` | `double`: `adjudicate` or `invalid`; `minimum_confidence` 0 to 1; `minimum_answered` | those of `MarkPolicy` |
/// | `review` | `people`: how many must agree on a decision, 1 or 2 | 1 |
/// | `people` | a list of `name` and `role` (`operator`, `adjudicator`, `auditor`): who may do what | none: everyone may do everything |
/// | `retention_days` | days after closing during which pictures are kept | kept for good |
/// | `index` | name of the index definition | none |
public struct SurveyFile: Sendable {
  /// Name of the file in a survey's folder.
  public static let fileName = "survey.yaml"

  /// The survey.
  public var survey: Survey
  /// What was passed over or is worth a look.
  public var notes: [FolderError]

  /// The survey of a folder.
  /// - Throws: the first problem, with file, line, field, what was expected and found; for an unknown field the nearest
  ///   known name.
  public static func read(in folder: URL) throws(FolderError) -> SurveyFile {
    try read(folder.appendingPathComponent(fileName))
  }

  /// The survey of a file; other files that it names lie beside it.
  static func read(_ url: URL) throws(FolderError) -> SurveyFile {
    let name = url.lastPathComponent
    let folder = url.deletingLastPathComponent()
    let root = Field(file: name, root: try Document.read(url, name: name))
    try root.only([
      "title", "period", "form", "forms", "units", "allocated_total", "marks", "review", "people", "retention_days",
      "index", "working_days", "milestones", "touchpoint", "sample_scheme",
    ])
    var survey = Survey(title: try root["title"].text(), forms: try forms(root), units: [])
    survey.period = try period(root["period"])
    try readProgramme(root, into: &survey)
    var notes: [FolderError] = []
    if let units = root["units"].ifPresent {
      let list: UnitList
      if units.isList {
        list = try UnitList(units, unknownAllowed: false, for: survey)
      } else {
        let path = try units.text()
        let file = try units.fileBeside(folder)
        guard FileManager.default.fileExists(atPath: file.path) else { throw units.error(.fileNotFound(path)) }
        list = try UnitList.read(file, name: path, for: survey)
      }
      survey.units = list.units
      notes += list.notes
    }
    survey.statedAllocation = try root["allocated_total"].ifPresent?.integer(from: 0)
    survey.policy = try marks(root["marks"])
    survey.review = try review(root)
    survey.index = try root["index"].optionalText()
    return SurveyFile(survey: survey, notes: notes)
  }

  private static func forms(_ root: Field) throws(FolderError) -> [String] {
    if let form = root["form"].ifPresent {
      if root["forms"].isPresent { throw form.error(.conflict(with: "forms")) }
      return [try form.text()]
    }
    if root["forms"].isPresent, !root["forms"].isList { return [try root["forms"].text()] }
    var forms: [String] = []
    for item in try root["forms"].items(.filledList) {
      let id = try item.text()
      if let first = forms.firstIndex(of: id) { throw item.error(.duplicate(value: id, first: "forms[\(first)]")) }
      forms.append(id)
    }
    return forms
  }

  private static func review(_ root: Field) throws(FolderError) -> ReviewPolicy {
    var review = ReviewPolicy()
    if let policy = root["review"].ifPresent {
      try policy.only(["people"])
      if let people = policy["people"].ifPresent {
        review.peopleToAgree = try people.integer(from: 1)
        guard review.peopleToAgree <= 2 else { throw people.wrong(.oneOf(["1", "2"])) }
      }
    }
    // An empty list would say that nobody may do anything, and be taken as if there were none.
    for field in try root["people"].ifPresent?.items(.filledList) ?? [] {
      try field.only(["name", "role"])
      let name = try field["name"].text()
      guard !PersonName(name).isEmpty else { throw field["name"].wrong(.text) }
      if let other = review.people.first(where: { PersonName($0.name) == PersonName(name) }) {
        throw field["name"].error(.samePerson(name, as: other.name))
      }
      review.people.append(Person(name: name, role: try field["role"].word()))
    }
    review.retentionDays = try root["retention_days"].ifPresent?.integer(from: 0)
    return review
  }

  private static func marks(_ field: Field) throws(FolderError) -> MarkPolicy {
    var policy = MarkPolicy()
    guard field.isPresent else { return policy }
    try field.only(["double", "minimum_confidence", "minimum_answered"])
    if let double = field["double"].ifPresent { policy.doubleMark = try double.word() }
    if let confidence = field["minimum_confidence"].ifPresent {
      policy.minimumConfidence = try confidence.number(from: 0, to: 1)
    }
    if let answered = field["minimum_answered"].ifPresent { policy.minimumAnswered = try answered.integer(from: 1) }
    return policy
  }
}
