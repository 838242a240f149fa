internal import Counting
internal import SurveyFolder

/// The fields of the opening minutes in the order of the paper, with what may stand in each.
enum MinutesForm {
  /// What a field holds.
  enum Kind: Hashable, Sendable {
    case text, number, moment, flag
    /// One of the words that files hold.
    case lock, seal, role
  }

  /// A field by its name in the file.
  struct Field: Hashable, Sendable {
    var name: String
    var kind: Kind
    /// Whether minutes are not whole without it.
    var isRequired = false
  }

  /// A part of the paper.
  enum Part: Hashable, Sendable, CaseIterable {
    case opening, people, custody, numbers, handOver, end
  }

  /// Rows of a list beyond those that are filled in, and at least this many in all.
  static let emptyRows = 2
  static let leastRows = 4

  /// The fields of a part.
  static func fields(of part: Part) -> [Field] {
    switch part {
    case .opening:
      [
        Field(name: "minutes_no", kind: .text), Field(name: "minutes_id", kind: .text, isRequired: true),
        Field(name: "period_id", kind: .text, isRequired: true), Field(name: "supplement_of", kind: .text),
        Field(name: "place", kind: .text, isRequired: true), Field(name: "started_at", kind: .moment, isRequired: true),
        Field(name: "ended_at", kind: .moment, isRequired: true),
      ]
    case .people: []
    case .custody:
      [
        Field(name: "lock_state", kind: .lock, isRequired: true), Field(name: "seal_no_expected", kind: .text),
        Field(name: "seal_no_found", kind: .text), Field(name: "seal_state", kind: .seal, isRequired: true),
        Field(name: "incident.description", kind: .text), Field(name: "incident.reported_to", kind: .text),
        Field(name: "incident.reported_at", kind: .moment), Field(name: "incident.decision", kind: .text),
        Field(name: "incident.by", kind: .text),
      ]
    case .numbers:
      [
        Field(name: "ballots_in_box", kind: .number, isRequired: true),
        Field(name: "ballots_in_box_words", kind: .text), Field(name: "ballots_received", kind: .number),
        Field(name: "ballots_issued", kind: .number), Field(name: "ballots_unused", kind: .number),
        Field(name: "ballots_spoiled_unissued", kind: .number), Field(name: "ballots_spoiled_returned", kind: .number),
        Field(name: "foreign_items", kind: .number), Field(name: "hand_valid", kind: .number),
        Field(name: "hand_invalid", kind: .number), Field(name: "hand_blank", kind: .number),
        Field(name: "respondent_list_count", kind: .number),
      ]
    case .handOver:
      [
        Field(name: "handover.to_person", kind: .text, isRequired: true), Field(name: "handover.to_org", kind: .text),
        Field(name: "handover.at", kind: .moment), Field(name: "handover.count", kind: .number),
        Field(name: "ballots_kept", kind: .number), Field(name: "key.holder", kind: .text, isRequired: true),
        Field(name: "key.org", kind: .text), Field(name: "key.at", kind: .moment),
        Field(name: "reseal.seal_no", kind: .text), Field(name: "reseal.at", kind: .moment),
        Field(name: "reseal.by", kind: .text),
      ]
    case .end:
      [
        Field(name: "signatures_complete", kind: .flag), Field(name: "prepared_by", kind: .text, isRequired: true),
        Field(name: "prepared_at", kind: .moment),
      ]
    }
  }

  /// The list that belongs to a part, by its name in the file.
  static func list(of part: Part) -> String? {
    switch part {
    case .people: "participants"
    case .numbers: "bundles"
    case .end: "objections"
    case .opening, .custody, .handOver: nil
    }
  }

  /// What a field of a list's item holds.
  static func kind(ofItem name: String) -> Kind {
    switch name {
    case "count": .number
    case "role": .role
    case "signed": .flag
    default: .text
    }
  }

  /// The words that may stand in a field.
  static func words(_ kind: Kind) -> [String] {
    switch kind {
    case .lock: MinutesFile.lockStates
    case .seal: MinutesFile.sealStates
    case .role: MinutesFile.roles
    case .text, .number, .moment, .flag: []
    }
  }
}
