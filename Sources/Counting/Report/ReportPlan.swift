/// What an office itself says in its report, beside what was counted: the content of `report.yaml`, checked. Everything may
/// be missing; the report then has a gap to be filled by hand.
public struct ReportPlan: Hashable, Sendable {
  /// A document of an office.
  public struct Document: Hashable, Sendable {
    /// Number and sign, e.g. `129/KH-UBND`.
    public var number: String
    /// Its day.
    public var date: Day?

    /// A document from its parts.
    public init(number: String, date: Day? = nil) {
      self.number = number
      self.date = date
    }
  }

  /// Who signs.
  public struct Signer: Hashable, Sendable {
    /// On whose behalf, e.g. `KT. CHỦ TỊCH`.
    public var capacity: String?
    /// Office, e.g. `PHÓ CHỦ TỊCH`.
    public var title: String?
    /// Name.
    public var name: String?

    /// A signer from the parts that are known.
    public init(capacity: String? = nil, title: String? = nil, name: String? = nil) {
      self.capacity = capacity
      self.title = title
      self.name = name
    }
  }

  /// How those who answered came to answer. It decides what may be said of chance.
  public enum Sampling: String, Hashable, Sendable, CaseIterable {
    /// Whoever wanted to: intervals are shown with that remark.
    case voluntary
    /// Everybody was asked: there is no error of chance, and no interval.
    case census
    /// Drawn at random.
    case random
  }

  /// What the office reported before, held against the count.
  public struct Stated: Hashable, Sendable {
    /// Row (7): ballots of the office itself.
    public var collected: Int?
    /// Row (9): units below that took part.
    public var unitsBelow: Int?
    /// Row (10): their ballots.
    public var collectedBelow: Int?

    /// What was stated.
    public init(collected: Int? = nil, unitsBelow: Int? = nil, collectedBelow: Int? = nil) {
      self.collected = collected
      self.unitsBelow = unitsBelow
      self.collectedBelow = collectedBelow
    }
  }

  /// The office above, e.g. `ỦY BAN NHÂN DÂN QUẬN HÀ ĐÔNG`.
  public var authority: String?
  /// The office that reports.
  public var agency: String?
  /// Place of the date line.
  public var place: String?
  /// Number of the report.
  public var number: String?
  /// Day of the report.
  public var date: Day?
  /// Row (1): the plan under which it was done.
  public var plan: Document?
  /// Row (3): how it was done.
  public var method: String?
  /// Row (4): every 1, 3 or 6 months.
  public var cycle: Int?
  /// Row (5): who had the lead.
  public var lead: String?
  /// Row (8): how results are published.
  public var publication: String?
  /// Difficulties, a paragraph each.
  public var difficulties: [String] = []
  /// Proposals, a paragraph each.
  public var proposals: [String] = []
  /// Who gets the report.
  public var recipients: [String] = []
  /// Who signs it.
  public var signer = Signer()
  /// Code of the unit that is the office itself; where it is not said, every unit that belongs to no other.
  public var own: String?
  /// How those who answered came to answer.
  public var sampling = Sampling.voluntary
  /// Results of fewer ballots are not shown.
  public var smallestShown = 5
  /// Results of one person or one counter that rest on fewer ballots are not shown.
  public var smallestShownOfPerson = 10
  /// The rule by which units collect enough.
  public var sampleRule: SampleRule?
  /// What was reported before.
  public var stated = Stated()
  /// How questions were answered in earlier periods, the last one last; empty where the office names none.
  public var history: [PastPeriod] = []

  /// An empty plan.
  public init() {}
}
