/// A unit that was asked: ward, commune, department, counter. Units are a tree with dates: levels of government come and go,
/// so that none is built in.
public struct SurveyUnit: Hashable, Sendable {
  /// Code as in barcodes and folder names.
  public var code: String
  /// Name for people, NFC.
  public var name: String
  /// What it is, as the office says: phường, xã, sở, quầy.
  public var kind: String?
  /// Ballots allocated to it.
  public var allocated: Int?
  /// Code of the unit to which it belongs.
  public var parent: String?
  /// Transactions of the year, from which rules compute the smallest sample.
  public var transactions: Int?
  /// First day on which it exists; nil for always.
  public var validFrom: Day?
  /// Last day on which it exists; nil for good.
  public var validTo: Day?
  /// Codes of the units of which it was made. Their numbers are not to be compared with its own.
  public var predecessors: [String]
  /// Its class in a scheme by which communes are drawn (``StageScheme``).
  public var stratum: String?

  /// A unit from its parts.
  public init(
    code: String, name: String, kind: String? = nil, allocated: Int? = nil, parent: String? = nil,
    transactions: Int? = nil, validFrom: Day? = nil, validTo: Day? = nil, predecessors: [String] = [],
    stratum: String? = nil
  ) {
    self.code = code
    self.name = name
    self.kind = kind
    self.allocated = allocated
    self.parent = parent
    self.transactions = transactions
    self.validFrom = validFrom
    self.validTo = validTo
    self.predecessors = predecessors
    self.stratum = stratum
  }

  /// Whether it is one person's place of work, so that its result is that person's.
  public var isOnePerson: Bool {
    guard let kind = kind?.lowercased() else { return false }
    return Self.onePerson.contains { kind.hasPrefix($0) }
  }

  /// How offices call such a unit, with a number or a task behind it.
  private static let onePerson = [
    "quầy", "quay", "bàn tiếp nhận", "công chức", "viên chức", "cán bộ", "nhân viên", "counter", "desk", "officer",
  ]

  /// Whether it exists on some day of a period.
  public func isValid(in period: Period) -> Bool {
    if let validTo, let from = period.from, validTo < from { return false }
    if let validFrom, let to = period.to, to < validFrom { return false }
    return true
  }
}

extension Survey {
  /// The unit with this code, or nil.
  public func unit(_ code: String) -> SurveyUnit? { units.first { $0.code == code } }

  /// The units that belong to one directly.
  public func children(of code: String) -> [SurveyUnit] { units.filter { $0.parent == code } }
}
