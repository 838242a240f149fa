/// The ten rows of the annual report (source 002, Phụ lục 2), each from what was counted or from what the office says.
public struct AnnualReport: Hashable, Sendable {
  /// Row (1): the plan; nil where the office names none.
  public var plan: ReportPlan.Document?
  /// Row (2): the period's first day, else that of the first opening.
  public var from: Day?
  /// Row (2): the period's last day, else that of the last opening.
  public var to: Day?
  /// Row (3).
  public var method: String?
  /// Row (3): when people were asked.
  public var touchpoint: Touchpoint?
  /// Row (3): the ways by which answers came, paper first; paper alone where there is no other.
  public var channels: [Channel]
  /// Row (4): months.
  public var cycle: Int?
  /// Row (5).
  public var lead: String?
  /// Row (6): what most of the ballots were about, of those that people have coded; several when they tie.
  public var procedures: CodedProcedures
  /// Row (7): ballots that lay in the office's own boxes, and responses that came to it by other ways.
  public var collected: Int
  /// Row (7): the same by the way in which they came.
  public var collectedBy: [Channel: Int]
  /// Row (8).
  public var publication: String?
  /// Row (9): units below in which a box was opened or to which responses came.
  public var unitsBelow: Int
  /// Row (10): their ballots and responses.
  public var collectedBelow: Int

  /// Fills the rows.
  init(
    _ survey: Survey, _ plan: ReportPlan, tally: Tally, minutes: [OpeningMinutes], procedures: CodedProcedures,
    others: [ChannelCount]
  ) {
    self.plan = plan.plan
    let opened =
      minutes.compactMap(\.startedAt?.day) + others.compactMap(\.days).flatMap { [$0.lowerBound, $0.upperBound] }
    from = survey.period.from ?? opened.min()
    to = survey.period.to ?? opened.max()
    method = plan.method
    touchpoint = survey.touchpoint
    channels = Channel.allCases.filter { way in way == .paper || others.contains { $0.channel == way } }
    cycle = plan.cycle
    if cycle == nil, case .every(let months) = survey.period.openings { cycle = months }
    lead = plan.lead
    self.procedures = procedures
    publication = plan.publication
    let own = Set(survey.ownUnits(plan.own).map(\.code))
    let sections =
      tally.units.map { (code: $0, way: Channel.paper, found: tally.unit($0).ballots.found) }
      + others.flatMap { list in list.units.map { (code: $0.key, way: list.channel, found: $0.value.responses) } }
    collectedBy = Dictionary(
      sections.filter { own.contains($0.code) }.map { ($0.way, $0.found) }, uniquingKeysWith: +)
    collected = collectedBy.values.reduce(0, +)
    let below = sections.filter { !own.contains($0.code) && survey.unit($0.code) != nil && $0.found > 0 }
    unitsBelow = Set(below.map(\.code)).count
    collectedBelow = below.reduce(0) { $0 + $1.found }
  }

  /// What does not fit together (R01 to R04), the row in its parameter.
  func discrepancies(stated: ReportPlan.Stated) -> [Discrepancy] {
    func row(_ code: DiscrepancyCode, _ row: Int, expected: Int? = nil, found: Int? = nil) -> Discrepancy {
      Discrepancy(code, at: .survey, expected: expected, found: found, parameters: [.row: String(row)])
    }
    var rows: [Discrepancy] = []
    // "Có" asks for number and day of the document.
    if let plan, plan.date == nil { rows.append(row(.reportRow1, 1)) }
    if let from, let to, from > to || from.year != to.year { rows.append(row(.reportRow2, 2)) }
    for (number, stated, found) in [
      (7, stated.collected, collected), (9, stated.unitsBelow, unitsBelow), (10, stated.collectedBelow, collectedBelow),
    ] {
      if let stated, stated != found { rows.append(row(.reportRow3, number, expected: stated, found: found)) }
    }
    if (unitsBelow == 0) != (collectedBelow == 0) {
      rows.append(row(.reportRow4, 9, expected: collectedBelow, found: unitsBelow))
    }
    return rows
  }
}

extension Survey {
  /// The units that are the office itself: the one that it names, else those that belong to no other.
  public func ownUnits(_ own: String?) -> [SurveyUnit] {
    if let own { return units.filter { $0.code == own } }
    let codes = Set(units.map(\.code))
    return units.filter { unit in unit.parent.map { !codes.contains($0) } ?? true }
  }
}

/// What ballots were about, as people coded the written line.
public struct CodedProcedures: Hashable, Sendable {
  /// How many ballots were coded as each procedure, by name.
  public var procedures: [String: Int]
  /// How many are of each field: that of their procedure, or the one that a person gave without a procedure.
  public var fields: [String: Int]
  /// Ballots that were coded.
  public var coded: Int
  /// Ballots with something written on the line.
  public var written: Int

  /// Nothing coded, or so much.
  public init(procedures: [String: Int] = [:], fields: [String: Int] = [:], coded: Int = 0, written: Int = 0) {
    self.procedures = procedures
    self.fields = fields
    self.coded = coded
    self.written = written
  }

  /// What stands most often; all of them where several tie.
  public struct Most: Hashable, Sendable {
    /// The names, in alphabetical order.
    public var names: [String]
    /// How often each.
    public var count: Int

    fileprivate init?(_ counts: [String: Int]) {
      guard let most = counts.values.max(), most > 0 else { return nil }
      names = counts.filter { $0.value == most }.keys.sorted()
      count = most
    }
  }

  /// The procedures of which there are most; nil when none was coded.
  public var mostProcedures: Most? { Most(procedures) }
  /// The fields of which there are most; nil when none was coded.
  public var mostFields: Most? { Most(fields) }
  /// Share of the written lines that were coded; nil where nothing was written.
  public var share: Rate? { Rate(coded, of: written) }
}
