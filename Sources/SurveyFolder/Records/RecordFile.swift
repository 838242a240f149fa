public import Counting

/// One file of `records/` (`kiemphieu.record/1`), YAML or JSON: a sealing, the log of ballots handed out, a hand-over or an
/// incident, each of one opening of one box.
public struct RecordFile: Sendable {
  /// The name of the schema.
  public static let schema = "kiemphieu.record/1"

  /// What the paper is.
  enum Kind: String, CaseIterable {
    case sealing, issue, handover, incident

    /// The fields beside those that all records have.
    var fields: [String] {
      switch self {
      case .sealing: ["sealed_at", "seal_no", "box_empty", "people"]
      case .issue: ["entries"]
      case .handover: ["to_person", "to_org", "from_person", "from_org", "at", "count"]
      case .incident: ["description", "reported_to", "reported_at", "decision", "decided_by"]
      }
    }
  }

  /// The record.
  public var record: SurveyRecord
  /// Fields that were passed over.
  public var notes: [FolderError]

  /// The record in a text; `name` is the path of the file in which it stood.
  /// - Throws: the first problem, with file, line, field, what was expected and found.
  public init(text: String, name: String, survey: Survey) throws(FolderError) {
    let isJSON = name.lowercased().hasSuffix(".json")
    let root = try Field(file: name, root: try Document.parse(text, isJSON: isJSON, name: name)).fields()
    guard try root["schema"].text() == Self.schema else { throw root["schema"].wrong(.oneOf([Self.schema])) }
    let kind: Kind = try root["kind"].word()
    let common = ["schema", "kind", "unit_id", "box_id", "opening_seq", "record_no", "by", "place", "note"]
    notes = root.unknown(besides: common + kind.fields, ignored: true)
    let unit = try root["unit_id"].text()
    if !survey.units.isEmpty, survey.unit(unit) == nil {
      let nearest = NearestName.find(unit, among: survey.units.map(\.code))
      throw root["unit_id"].error(.unlistedUnit(code: unit, nearest: nearest))
    }
    let opening = OpeningID(
      unit: unit, box: try root["box_id"].text(), opening: try root["opening_seq"].ifPresent?.integer(from: 1) ?? 1)
    record = SurveyRecord(file: name, opening: opening, content: try Self.content(kind, root))
  }

  private static func content(_ kind: Kind, _ root: Field) throws(FolderError) -> SurveyRecord.Content {
    switch kind {
    case .sealing:
      return .sealing(
        SurveyRecord.Sealing(at: try root["sealed_at"].moment(), number: try root["seal_no"].optionalText()))
    case .issue:
      return .issue(
        try root["entries"].each(.filledList) { row throws(FolderError) in
          try row.only(["day", "counter", "issued"])
          return SurveyRecord.Issue(
            day: try row["day"].day(), counter: try row["counter"].optionalText(),
            count: try row["issued"].integer(from: 0))
        })
    case .handover:
      var handOver = OpeningMinutes.HandOver(
        person: try root["to_person"].optionalText(), org: try root["to_org"].text(), at: try root["at"].moment(),
        count: try root["count"].integer(from: 0))
      handOver.giver = try root["from_person"].optionalText()
      handOver.giverOrg = try root["from_org"].optionalText()
      return .handOver(handOver)
    case .incident:
      // It is the report that counts: without one nothing was done about what was seen.
      return .incident(
        OpeningMinutes.Incident(
          description: try root["description"].text(), reportedTo: try root["reported_to"].text(),
          reportedAt: try root["reported_at"].ifPresent?.moment(), decision: try root["decision"].optionalText(),
          by: try root["decided_by"].optionalText()))
    }
  }
}
