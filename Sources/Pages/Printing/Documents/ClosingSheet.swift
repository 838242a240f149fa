public import Counting

/// The sheet that witnesses sign when a box is closed: what was counted, and the head of the journal's chain. Whoever holds
/// a signed sheet can tell later whether the store was rewritten or cut short.
public struct ClosingSheet: Sendable, Hashable {
  /// The numbers of the box at its closing.
  public struct Figures: Sendable, Hashable {
    /// B: ballots in the box by the minutes, counted by hand; nil without minutes.
    public var inBox: Int?
    /// S: distinct ballots found among the scans.
    public var found = 0
    /// Valid ballots.
    public var valid = 0
    /// Partly valid ballots.
    public var partlyValid = 0
    /// Blank ballots.
    public var blank = 0
    /// Invalid ballots.
    public var invalid = 0
    /// Pages scanned.
    public var pages = 0
    /// Pages of sheets that were scanned again.
    public var duplicates = 0
    /// Ballots of other listed units.
    public var strays = 0
    /// Ballots of units that are not listed.
    public var foreign = 0
    /// Decisions that people made about the box's sheets.
    public var decisions = 0

    /// No ballots.
    public init() {}
  }

  /// Why a discrepancy remains, as the person who closes the box noted it.
  public struct Cause: Sendable, Hashable {
    /// Code of the discrepancy, e.g. `C01`.
    public var code: String
    /// The cause and what was done.
    public var text: String

    /// A cause from its parts.
    public init(code: String, text: String) {
      self.code = code
      self.text = text
    }
  }

  /// What fixes the contents of the store.
  public struct Anchor: Sendable, Hashable {
    /// Number of the last entry of the journal.
    public var seq: Int
    /// Its SHA-256, 64 hexadecimal digits.
    public var hash: String
    /// Root of the Merkle tree over the box, 64 hexadecimal digits.
    public var merkleRoot: String

    /// An anchor from its parts.
    public init(seq: Int, hash: String, merkleRoot: String) {
      self.seq = seq
      self.hash = hash
      self.merkleRoot = merkleRoot
    }

    /// The first 16 digits of the hash: what `verify --anchor` takes, and people compare.
    var short: String { String(hash.prefix(16)).uppercased() }
    /// The text of the QR code: upper case keeps to the symbols that a QR code packs densely.
    var payload: String { "KP1HEAD \(seq) \(hash.uppercased())" }
  }

  /// Who closed the box, and when.
  public struct Closing: Sendable, Hashable {
    /// Full name.
    public var name: String
    /// Role in words, e.g. `Trưởng bộ phận Một cửa`; empty where it is not known.
    public var role: String
    /// Local time.
    public var at: Moment

    /// A closing from its parts.
    public init(name: String, role: String, at: Moment) {
      self.name = name
      self.role = role
      self.at = at
    }
  }

  /// Title of the survey.
  public var survey: String
  /// Period of the survey.
  public var period: Period
  /// The box's unit.
  public var unit: SurveyUnit
  /// The box and its opening.
  public var opening: OpeningID
  /// Number of the opening's minutes, if they have one.
  public var minutesNumber: String?
  /// The numbers.
  public var figures: Figures
  /// Causes noted for discrepancies; empty when there are none.
  public var causes: [Cause]
  /// The rule under which the decisions stand; nil where the closing does not tell.
  public var rule: DecisionRule?
  /// What fixes the contents of the store.
  public var anchor: Anchor
  /// Who closed the box.
  public var closing: Closing
  /// Who took part by the minutes: they sign.
  public var participants: [OpeningMinutes.Participant]
  /// Version of this program.
  public var programVersion: String

  /// A sheet from its parts.
  public init(
    survey: String, period: Period, unit: SurveyUnit, opening: OpeningID, minutesNumber: String?, figures: Figures,
    causes: [Cause], rule: DecisionRule?, anchor: Anchor, closing: Closing,
    participants: [OpeningMinutes.Participant], programVersion: String
  ) {
    self.survey = survey
    self.period = period
    self.unit = unit
    self.opening = opening
    self.minutesNumber = minutesNumber
    self.figures = figures
    self.causes = causes
    self.rule = rule
    self.anchor = anchor
    self.closing = closing
    self.participants = participants
    self.programVersion = programVersion
  }
}
