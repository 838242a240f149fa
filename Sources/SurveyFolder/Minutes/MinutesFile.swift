public import Counting
public import Foundation

/// One minutes file (`kiemphieu.minutes/1`), YAML or JSON. What the schema requires and the file leaves out is nil:
/// judging that is the reconciliation's business. Here only what cannot be understood is an error.
public struct MinutesFile: Sendable {
  /// The name of the schema.
  public static let schema = "kiemphieu.minutes/1"
  /// Roles of people who take part.
  public static let roles = [
    "chu_tri", "thu_ky", "truong_bo_phan", "nguoi_mo_hom", "chung_kien", "giam_sat_mttq", "nguoi_nhan_phieu",
    "nguoi_giu_khoa", "dai_dien_nguoi_dan", "khac",
  ]
  /// States of a lock.
  public static let lockStates = ["nguyen_ven", "bat_thuong", "khong_co"]
  /// States of a seal.
  public static let sealStates = ["nguyen_ven", "rach", "bong", "mat", "khac"]

  /// The minutes.
  public var minutes: OpeningMinutes
  /// Fields that were passed over.
  public var notes: [FolderError]

  /// The minutes of a file.
  /// - Parameters:
  ///   - url: the file; `.json`, else YAML.
  ///   - name: how errors and the minutes call the file: its path relative to the survey; the last part of `url` when nil.
  ///   - survey: when given and it lists units, the minutes' unit must be one of them.
  /// - Throws: the first problem, with file, line, field, what was expected and found.
  public static func read(
    _ url: URL, name: String? = nil, survey: Survey? = nil
  ) throws(FolderError) -> MinutesFile {
    let name = name ?? url.lastPathComponent
    let root = try Field(file: name, root: try Document.read(url, name: name)).fields()
    return try MinutesReader().file(root, survey: survey)
  }

  /// The minutes in a text; `name` is the path of the file in which it stood.
  /// - Throws: the first problem, with file, line, field, what was expected and found.
  public static func read(text: String, name: String, survey: Survey) throws(FolderError) -> MinutesFile {
    let document = try Document.parse(text, isJSON: isJSON(name), name: name)
    return try MinutesReader().file(try Field(file: name, root: document).fields(), survey: survey)
  }

  private static func isJSON(_ name: String) -> Bool { name.lowercased().hasSuffix(".json") }
}

extension MinutesFile {
  /// The opening that a file which cannot be used is about: what it says itself, as far as it can be read, else what its
  /// name says; nil when neither names a listed unit.
  static func opening(text: String?, name: String, survey: Survey) -> OpeningID? {
    if let text, let document = try? Document.parse(text, isJSON: isJSON(name), name: name) {
      let root = Field(file: name, root: document)
      if let unit = try? root["unit_id"].text(), let box = try? root["box_id"].text(),
        survey.units.isEmpty || survey.unit(unit) != nil
      {
        return OpeningID(unit: unit, box: box, opening: (try? root["opening_seq"].integer(from: 1)) ?? 1)
      }
    }
    return openingNamed(by: name, survey: survey)
  }

  /// The opening that a file's name tells, as `minutes new` names it: `U01-H2.yaml`.
  static func openingNamed(by file: String, survey: Survey) -> OpeningID? {
    let name = URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
    return OpeningID(folderName: name, units: survey.units)
  }
}

/// One reading of a minutes file; collects the notes.
private final class MinutesReader {
  private var notes: [FolderError] = []

  private static let known = [
    "schema", "minutes_no", "minutes_id", "period_id", "unit_id", "box_id", "opening_seq", "supplement_of", "place",
    "started_at", "ended_at", "participants", "lock_state", "seal_no_expected", "seal_no_found", "seal_state",
    "incident", "ballots_received", "ballots_issued", "ballots_unused", "ballots_spoiled_unissued",
    "ballots_spoiled_returned", "ballots_in_box", "ballots_in_box_words", "so_phieu_bang_chu", "foreign_items",
    "hand_valid", "hand_invalid", "hand_blank", "respondent_list_count", "bundles", "handover", "ballots_kept", "key",
    "reseal", "objections", "signatures_complete", "attachment", "prepared_by", "prepared_at", "revision", "prev_hash",
    "revision_reason",
  ]

  func file(_ root: Field, survey: Survey?) throws(FolderError) -> MinutesFile {
    notes = root.unknown(besides: Self.known, ignored: true)
    if let schema = root["schema"].ifPresent, try schema.text() != MinutesFile.schema {
      throw schema.wrong(.oneOf([MinutesFile.schema]))
    }
    let unit = try root["unit_id"].text()
    if let survey, !survey.units.isEmpty, survey.unit(unit) == nil {
      let nearest = NearestName.find(unit, among: survey.units.map(\.code))
      throw root["unit_id"].error(.unlistedUnit(code: unit, nearest: nearest))
    }
    let opening = OpeningID(
      unit: unit, box: try root["box_id"].text(), opening: try root["opening_seq"].ifPresent?.integer(from: 1) ?? 1)
    var minutes = OpeningMinutes(file: root.file, opening: opening)
    try describe(&minutes, root)
    try count(&minutes, root)
    try conclude(&minutes, root)
    return MinutesFile(minutes: minutes, notes: notes)
  }

  private func describe(_ minutes: inout OpeningMinutes, _ root: Field) throws(FolderError) {
    minutes.minutesNumber = try root["minutes_no"].optionalText()
    minutes.minutesID = try root["minutes_id"].optionalText()
    minutes.periodID = try root["period_id"].optionalText()
    minutes.supplementOf = try root["supplement_of"].optionalText()
    minutes.place = try root["place"].optionalText()
    minutes.startedAt = try moment(root["started_at"])
    minutes.endedAt = try moment(root["ended_at"])
    minutes.participants = try root["participants"].each(.list, participant)
    minutes.lockState = try condition(root["lock_state"], among: MinutesFile.lockStates)
    minutes.sealExpected = try root["seal_no_expected"].optionalText()
    minutes.sealFound = try root["seal_no_found"].optionalText()
    minutes.sealState = try condition(root["seal_state"], among: MinutesFile.sealStates)
    minutes.incident = try incident(root["incident"])
  }

  private func count(_ minutes: inout OpeningMinutes, _ root: Field) throws(FolderError) {
    minutes.ballotsReceived = try number(root["ballots_received"])
    minutes.ballotsIssued = try number(root["ballots_issued"])
    minutes.ballotsUnused = try number(root["ballots_unused"])
    minutes.ballotsSpoiledUnissued = try number(root["ballots_spoiled_unissued"])
    minutes.ballotsSpoiledReturned = try number(root["ballots_spoiled_returned"])
    minutes.ballotsInBox = try number(root["ballots_in_box"])
    let words = root["ballots_in_box_words"].ifPresent ?? root["so_phieu_bang_chu"]
    minutes.ballotsInBoxWords = try words.optionalText()
    minutes.foreignItems = try number(root["foreign_items"])
    minutes.handValid = try number(root["hand_valid"])
    minutes.handInvalid = try number(root["hand_invalid"])
    minutes.handBlank = try number(root["hand_blank"])
    minutes.respondentListCount = try number(root["respondent_list_count"])
    minutes.bundles = try root["bundles"].each(.list, bundle)
    minutes.ballotsKept = try number(root["ballots_kept"])
  }

  private func conclude(_ minutes: inout OpeningMinutes, _ root: Field) throws(FolderError) {
    minutes.handOver = try handOver(root["handover"])
    minutes.key = try key(root["key"])
    minutes.signaturesComplete = try root["signatures_complete"].ifPresent?.boolean()
    minutes.preparedBy = try root["prepared_by"].optionalText()
    minutes.preparedAt = try moment(root["prepared_at"])
    minutes.revision = try root["revision"].ifPresent?.integer(from: 1)
  }

  private func known(_ field: Field, _ names: [String]) throws(FolderError) {
    notes += try field.fields().unknown(besides: names, ignored: true)
  }

  private func number(_ field: Field) throws(FolderError) -> Int? { try field.ifPresent?.integer(from: 0) }

  /// Nil also for an empty text, as a blank minutes sheet has it.
  private func moment(_ field: Field) throws(FolderError) -> Moment? {
    try field.optionalText() == nil ? nil : try field.moment()
  }

  private func condition(
    _ field: Field, among words: [String]
  ) throws(FolderError) -> OpeningMinutes.Condition? {
    guard let word = try field.optionalText() else { return nil }
    guard words.contains(word) else { throw field.wrong(.oneOf(words)) }
    return OpeningMinutes.Condition(rawValue: word)
  }

  private func participant(_ field: Field) throws(FolderError) -> OpeningMinutes.Participant {
    try known(field, ["name", "title", "org", "role", "signed"])
    let role = try field["role"].text()
    guard MinutesFile.roles.contains(role) else { throw field["role"].wrong(.oneOf(MinutesFile.roles)) }
    return OpeningMinutes.Participant(
      name: try field["name"].text(), title: try field["title"].optionalText(), org: try field["org"].optionalText(),
      role: role, signed: try field["signed"].ifPresent?.boolean() ?? false)
  }

  private func incident(_ field: Field) throws(FolderError) -> OpeningMinutes.Incident? {
    guard field.isPresent else { return nil }
    try known(field, ["description", "reported_to", "reported_at", "decision", "by"])
    let incident = OpeningMinutes.Incident(
      description: try field["description"].optionalText(), reportedTo: try field["reported_to"].optionalText(),
      reportedAt: try moment(field["reported_at"]), decision: try field["decision"].optionalText(),
      by: try field["by"].optionalText())
    return incident == OpeningMinutes.Incident() ? nil : incident
  }

  private func bundle(_ field: Field) throws(FolderError) -> OpeningMinutes.Bundle {
    try known(field, ["bundle_no", "count"])
    return OpeningMinutes.Bundle(
      number: try field["bundle_no"].text(), count: try field["count"].integer(from: 0))
  }

  private func handOver(_ field: Field) throws(FolderError) -> OpeningMinutes.HandOver? {
    guard field.isPresent else { return nil }
    try known(field, ["to_person", "to_org", "at", "count"])
    let handOver = OpeningMinutes.HandOver(
      person: try field["to_person"].optionalText(), org: try field["to_org"].optionalText(),
      at: try moment(field["at"]), count: try number(field["count"]))
    return handOver == OpeningMinutes.HandOver() ? nil : handOver
  }

  private func key(_ field: Field) throws(FolderError) -> OpeningMinutes.HandOver? {
    guard field.isPresent else { return nil }
    try known(field, ["holder", "org", "at"])
    let key = OpeningMinutes.HandOver(
      person: try field["holder"].optionalText(), org: try field["org"].optionalText(), at: try moment(field["at"]))
    return key == OpeningMinutes.HandOver() ? nil : key
  }
}
