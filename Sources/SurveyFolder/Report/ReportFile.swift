public import Ballots
public import Counting
internal import Foundation

/// `report.yaml`: what an office says in its report beside what was counted. The file and each of its fields may be missing.
///
/// | field | meaning |
/// |---|---|
/// | `authority`, `agency` | the office above and the office that reports |
/// | `place`, `number`, `date` | of the report |
/// | `plan` | `number` and `date` of the plan: row (1) |
/// | `method`, `cycle`, `lead`, `publication` | rows (3), (4: 1, 3 or 6 months), (5), (8) |
/// | `difficulties`, `proposals`, `recipients` | lists of texts |
/// | `signer` | `capacity`, `title`, `name` |
/// | `own` | code of the unit that is the office itself; else all that belong to no other |
/// | `sampling` | `voluntary`, `census` or `random` |
/// | `smallest_shown` | results of fewer ballots are not shown; 5 |
/// | `smallest_shown_of_person` | the same of one person or one counter; 10 |
/// | `sample_rule` | name of the rule for the smallest sample (docs/indices.md) |
/// | `index` | a definition: `id`, `version`, `measure`, `questions`, `criteria`, `weights` |
/// | `previous` | the `cau-hoi.csv` of the period before, in the survey's folder: shares of 5 are held against it (Q03); or a list of `period` and `file`, the last period last |
/// | `stated` | `collected`, `units_below`, `collected_below` as reported before, held against the count |
public struct ReportFile: Sendable {
  /// Name of the file in a survey's folder.
  public static let fileName = "report.yaml"

  /// What the office says.
  public var plan: ReportPlan
  /// How the index is computed.
  public var definition: IndexDefinition
  /// Rows of earlier periods that are not compared.
  public var notes: [FolderError] = []

  /// The file of a survey's folder; what holds without one when there is none.
  /// - Throws: the first problem, with file, line, field, what was expected and found.
  public static func read(
    in layout: SurveyLayout, survey: Survey, forms: [Form]
  ) throws(FolderError) -> ReportFile {
    let url = layout.folder.appendingPathComponent(fileName)
    guard FileManager.default.fileExists(atPath: url.path) else {
      return ReportFile(plan: ReportPlan(), definition: try known(survey.index))
    }
    // Nothing but comments says nothing.
    guard let document = try Document.ifFilled(url, name: fileName) else {
      return ReportFile(plan: ReportPlan(), definition: try known(survey.index))
    }
    let root = Field(file: fileName, root: document)
    var file = try ReportFile(root, survey: survey)
    guard let previous = root["previous"].ifPresent else { return file }
    guard previous.isList else {
      let name = URL(fileURLWithPath: try previous.text()).deletingPathExtension().lastPathComponent
      try file.add(name, previous, in: layout, forms: forms)
      return file
    }
    var names: Set<String> = []
    let items = try previous.each { item throws(FolderError) in item }
    for item in items {
      try item.only(["period", "file"])
      let name = try item["period"].text()
      guard names.insert(name).inserted else { throw item["period"].error(.duplicate(value: name, first: name)) }
      try file.add(name, item["file"], in: layout, forms: forms)
    }
    return file
  }

  private mutating func add(
    _ name: String, _ field: Field, in layout: SurveyLayout, forms: [Form]
  ) throws(FolderError) {
    let path = try field.text()
    let list = try field.fileBeside(layout.folder)
    guard FileManager.default.fileExists(atPath: list.path) else { throw field.error(.fileNotFound(path)) }
    let (questions, notes) = try PreviousQuestions.read(list, name: path, forms: forms)
    plan.history.append(PastPeriod(name: name, questions: questions))
    self.notes += notes
  }

  private init(plan: ReportPlan, definition: IndexDefinition) {
    self.plan = plan
    self.definition = definition
  }

  init(_ root: Field, survey: Survey) throws(FolderError) {
    try root.only([
      "authority", "agency", "place", "number", "date", "plan", "method", "cycle", "lead", "publication",
      "difficulties", "proposals", "recipients", "signer", "own", "sampling", "smallest_shown",
      "smallest_shown_of_person", "sample_rule", "index", "stated", "previous",
    ])
    var plan = ReportPlan()
    plan.authority = try root["authority"].optionalText()
    plan.agency = try root["agency"].optionalText()
    plan.place = try root["place"].optionalText()
    plan.number = try root["number"].optionalText()
    plan.date = try root["date"].ifPresent?.day()
    if let document = root["plan"].ifPresent {
      try document.only(["number", "date"])
      plan.plan = ReportPlan.Document(
        number: try document["number"].text(), date: try document["date"].ifPresent?.day())
    }
    plan.method = try root["method"].optionalText()
    if let cycle = root["cycle"].ifPresent {
      let months = try cycle.integer(from: 1)
      guard [1, 3, 6].contains(months) else { throw cycle.wrong(.oneOf(["1", "3", "6"])) }
      plan.cycle = months
    }
    plan.lead = try root["lead"].optionalText()
    plan.publication = try root["publication"].optionalText()
    plan.difficulties = try Self.texts(root["difficulties"])
    plan.proposals = try Self.texts(root["proposals"])
    plan.recipients = try Self.texts(root["recipients"])
    if let signer = root["signer"].ifPresent {
      try signer.only(["capacity", "title", "name"])
      plan.signer = ReportPlan.Signer(
        capacity: try signer["capacity"].optionalText(), title: try signer["title"].optionalText(),
        name: try signer["name"].optionalText())
    }
    if let own = root["own"].ifPresent {
      let code = try own.text()
      guard survey.unit(code) != nil else { throw own.wrong(.oneOf(survey.units.map(\.code))) }
      plan.own = code
    }
    if let sampling = root["sampling"].ifPresent { plan.sampling = try sampling.word() }
    if let smallest = root["smallest_shown"].ifPresent { plan.smallestShown = try smallest.integer(from: 1) }
    if let smallest = root["smallest_shown_of_person"].ifPresent {
      plan.smallestShownOfPerson = try smallest.integer(from: 1)
    }
    plan.smallestShownOfPerson = max(plan.smallestShownOfPerson, plan.smallestShown)
    if let rule = root["sample_rule"].ifPresent {
      let id = try rule.text()
      guard let known = SampleRule.all.first(where: { $0.id == id }) else {
        throw rule.wrong(.oneOf(SampleRule.all.map(\.id)))
      }
      plan.sampleRule = known
    }
    if let stated = root["stated"].ifPresent {
      try stated.only(["collected", "units_below", "collected_below"])
      plan.stated = ReportPlan.Stated(
        collected: try stated["collected"].ifPresent?.integer(from: 0),
        unitsBelow: try stated["units_below"].ifPresent?.integer(from: 0),
        collectedBelow: try stated["collected_below"].ifPresent?.integer(from: 0))
    }
    self.plan = plan
    if let index = root["index"].ifPresent {
      definition = try Self.definition(index)
    } else {
      definition = try Self.known(survey.index)
    }
  }

  /// One text, or a list of texts.
  private static func texts(_ field: Field) throws(FolderError) -> [String] {
    guard field.isPresent, !field.isList else {
      return try field.each { item throws(FolderError) in try item.text() }
    }
    return [try field.text()]
  }

  /// The definition that `survey.yaml` names.
  private static func known(_ name: String?) throws(FolderError) -> IndexDefinition {
    guard let name else { return .usual }
    guard let definition = IndexDefinition.known.first(where: { $0.id == name }) else {
      throw FolderError(
        file: SurveyFile.fileName, field: "index",
        .wrong(expected: .oneOf(IndexDefinition.known.map(\.id)), found: name))
    }
    return definition
  }

  private static func definition(_ field: Field) throws(FolderError) -> IndexDefinition {
    try field.only(["id", "version", "measure", "questions", "criteria", "weights"])
    var definition = IndexDefinition(
      id: try field["id"].text(), version: try field["version"].text(), measure: try field["measure"].word())
    if let questions = field["questions"].ifPresent {
      definition.questions = try questions.word()
      guard definition.questions != .weighted else { throw questions.wrong(.oneOf(["pooled", "mean"])) }
    }
    if let criteria = field["criteria"].ifPresent { definition.criteria = try criteria.word() }
    for key in field["weights"].keys { definition.weights[key] = try field["weights"][key].integer(from: 0) }
    if definition.criteria != .weighted, let weights = field["weights"].ifPresent {
      throw weights.error(.conflict(with: "criteria: \(definition.criteria.rawValue)"))
    }
    if definition.criteria == .weighted, definition.weights.values.reduce(0, +) == 0 {
      throw field["weights"].wrong(.weights)
    }
    return definition
  }
}
