/// The minutes of one box opening, as the witnesses signed them (schema `kiemphieu.minutes/1`, docs/rules.md). The program
/// never alters a number in here. A field that the file leaves out is nil.
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
    /// Who gave, where that is told.
    public var giver: String?
    /// For which organisation.
    public var giverOrg: String?
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
  /// Number of the document, e.g. `05/BB-UBND`.
  public var minutesNumber: String?
  /// Id, unique in the survey; required.
  public var minutesID: String?
  /// The period the ballots belong to; required.
  public var periodID: String?
  /// Id of the minutes that this supplementary survey supplements.
  public var supplementOf: String?
  /// Where the box was opened; required.
  public var place: String?
  /// When the opening began; required.
  public var startedAt: Moment?
  /// When it ended; required.
  public var endedAt: Moment?
  /// Who took part: at least two, one head of the one-stop shop and one independent witness among them.
  public var participants: [Participant] = []
  /// State of the lock before opening; required.
  public var lockState: Condition?
  /// Number of the seal when it was put on, from the sealing record.
  public var sealExpected: String?
  /// Number of the seal as found at the opening.
  public var sealFound: String?
  /// State of the seal before opening; required.
  public var sealState: Condition?
  /// What was abnormal; required when lock or seal was.
  public var incident: Incident?
  /// R: received by the unit from the printer or allocator.
  public var ballotsReceived: Int?
  /// I: handed to citizens, replacements included. Not what was handed to the unit.
  public var ballotsIssued: Int?
  /// U: not handed out.
  public var ballotsUnused: Int?
  /// Pu: misprinted or damaged before being handed out.
  public var ballotsSpoiledUnissued: Int?
  /// Pr: handed out, brought back and exchanged.
  public var ballotsSpoiledReturned: Int?
  /// B: counted by hand at the opening; required.
  public var ballotsInBox: Int?
  /// The same number in words, as written.
  public var ballotsInBoxWords: String?
  /// Letters, blank paper, other forms found in the box.
  public var foreignItems: Int?
  /// Valid by hand, if classified by hand.
  public var handValid: Int?
  /// Invalid by hand.
  public var handInvalid: Int?
  /// Blank by hand.
  public var handBlank: Int?
  /// L: signed rows of the list of respondents.
  public var respondentListCount: Int?
  /// The bundles that the ballots were put into.
  public var bundles: [Bundle] = []
  /// Handing over of the ballots; required.
  public var handOver: HandOver?
  /// Ballots kept back from the hand-over, with a reason elsewhere in the minutes.
  public var ballotsKept: Int?
  /// Handing over of the key; required.
  public var key: HandOver?
  /// Whether everybody signed; must be true to close.
  public var signaturesComplete: Bool?
  /// Who wrote the minutes; required. No independent witness.
  public var preparedBy: String?
  /// When they were written.
  public var preparedAt: Moment?
  /// 1 for the first version; a correction is a new revision.
  public var revision: Int?

  /// Minutes of an opening with nothing filled in.
  public init(file: String, opening: OpeningID) {
    self.file = file
    self.opening = opening
  }
}
