/// The minutes of one box opening, as the witnesses signed them (schema `kiemphieu.minutes/1`, domain rules section
/// 3.2). The program never alters a number in here. A field that the file leaves out is nil.
public struct OpeningMinutes: Hashable, Sendable, Codable {
  /// Someone who took part.
  public struct Participant: Hashable, Sendable, Codable {
    /// Full name.
    public var name: String
    /// Office held.
    public var title: String?
    /// Organisation.
    public var org: String?
    /// Role code, e.g. `truong_bo_phan`, `chung_kien`; kept as written.
    public var role: String
    /// Whether the person signed.
    public var signed: Bool

    /// A participant from its parts.
    public init(name: String, title: String? = nil, org: String? = nil, role: String, signed: Bool) {
      self.name = name
      self.title = title
      self.org = org
      self.role = role
      self.signed = signed
    }
  }

  /// Something abnormal about lock or seal, as reported.
  public struct Incident: Hashable, Sendable, Codable {
    /// What was seen.
    public var description: String?
    /// Whom it was reported to.
    public var reportedTo: String?
    /// When.
    public var reportedAt: Moment?
    /// What was decided.
    public var decision: String?
    /// By whom.
    public var by: String?

    /// An incident from its parts.
    public init(
      description: String? = nil, reportedTo: String? = nil, reportedAt: Moment? = nil, decision: String? = nil,
      by: String? = nil
    ) {
      self.description = description
      self.reportedTo = reportedTo
      self.reportedAt = reportedAt
      self.decision = decision
      self.by = by
    }
  }

  /// A bundle of ballots.
  public struct Bundle: Hashable, Sendable, Codable {
    /// Its number or name.
    public var number: String
    /// Ballots in it.
    public var count: Int

    /// A bundle from its parts.
    public init(number: String, count: Int) {
      self.number = number
      self.count = count
    }
  }

  /// Handing ballots or the key over.
  public struct HandOver: Hashable, Sendable, Codable {
    /// Who received.
    public var person: String?
    /// Organisation.
    public var org: String?
    /// When.
    public var at: Moment?
    /// Ballots handed over; nil for the key.
    public var count: Int?

    /// A hand-over from its parts.
    public init(person: String? = nil, org: String? = nil, at: Moment? = nil, count: Int? = nil) {
      self.person = person
      self.org = org
      self.at = at
      self.count = count
    }
  }

  /// State of lock or seal as written; `nguyen_ven` is intact, `khong_co` none.
  public struct Condition: RawRepresentable, Hashable, Sendable, Codable {
    /// The word of the schema.
    public var rawValue: String
    /// From the word of the schema.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// Intact.
    public static let intact = Condition(rawValue: "nguyen_ven")
    /// There is none.
    public static let none = Condition(rawValue: "khong_co")
  }

  /// The file's path relative to the survey folder.
  public var file: String
  /// Which opening.
  public var opening: OpeningID
  public var minutesNumber: String?
  public var minutesID: String?
  public var periodID: String?
  public var supplementOf: String?
  public var place: String?
  public var startedAt: Moment?
  public var endedAt: Moment?
  public var participants: [Participant] = []
  public var lockState: Condition?
  public var sealExpected: String?
  public var sealFound: String?
  public var sealState: Condition?
  public var incident: Incident?
  public var ballotsReceived: Int?
  public var ballotsIssued: Int?
  public var ballotsUnused: Int?
  public var ballotsSpoiledUnissued: Int?
  public var ballotsSpoiledReturned: Int?
  /// Counted by hand at the opening.
  public var ballotsInBox: Int?
  /// The same number in words, as written.
  public var ballotsInBoxWords: String?
  /// Letters, blank paper, other forms found in the box.
  public var foreignItems: Int?
  public var handValid: Int?
  public var handInvalid: Int?
  public var handBlank: Int?
  public var respondentListCount: Int?
  public var bundles: [Bundle] = []
  public var handOver: HandOver?
  /// Ballots kept back from the hand-over, with a reason elsewhere in the minutes.
  public var ballotsKept: Int?
  public var key: HandOver?
  public var signaturesComplete: Bool?
  public var preparedBy: String?
  public var preparedAt: Moment?
  public var revision: Int?

  /// Minutes of an opening with nothing filled in.
  public init(file: String, opening: OpeningID) {
    self.file = file
    self.opening = opening
  }
}
