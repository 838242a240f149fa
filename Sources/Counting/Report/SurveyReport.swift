public import Ballots

/// Everything that a report says, computed from the count and from what the office states: documents only set it.
///
/// The index of a unit rests on the questions with a scale of five. Its interval takes ballots, not answers, as what was
/// drawn: answers of one ballot are alike, and an interval over answers would be too narrow (docs/indices.md).
public struct SurveyReport: Sendable {
  /// The survey.
  public var survey: Survey
  /// What the office says.
  public var plan: ReportPlan
  /// How the index is computed.
  public var definition: IndexDefinition
  /// The ten rows.
  public var annual: AnnualReport
  /// All ballots by where they stand.
  public var ballots: BallotCounts
  /// Each question over the whole survey, in the forms' order.
  public var questions: [QuestionResult]
  /// Each criterion over the whole survey.
  public var criteria: [CriterionResult]
  /// The whole survey.
  public var index: Rate?
  /// Its 95 % interval where that is a share; nil in a census.
  public var interval: ConfidenceInterval?
  /// Ballots on which every question with a scale of five is answered.
  public var completeBallots: Int
  /// Share of them on which every such answer is 4 or 5 (`all45`); nil where there are none, or too few to show.
  public var allSatisfied: Rate?
  /// Each unit in the survey's order.
  public var units: [UnitResult]
  /// The classes of units, where there are any, and the index weighed by them.
  public var stratified: StratifiedResult
  /// What came by each way and by all together; empty where paper is the only one. All else here is of paper, except
  /// rows (2), (3), (7), (9) and (10).
  public var channels: [ChannelResult]
  /// The lists of the other ways.
  public var lists: [ChannelCount]
  /// Accepted answers that a person gave.
  public var decidedByPeople: Int
  /// Accepted answers in all.
  public var acceptedAnswers: Int
  /// Openings whose box is not closed: while there is one, the numbers are provisional.
  public var openBoxes: [OpeningID]
  /// What does not fit together in the report, units below their sample, and patterns to look at.
  public var discrepancies: [Discrepancy]

  /// A report of a count; `lists` are the responses that came by other ways than paper, `reconciliation` what count and
  /// minutes disagree about, of which errors are told.
  public init(
    _ survey: Survey, plan: ReportPlan, definition: IndexDefinition, forms: [Form], pages: [AssembledPage],
    tally: Tally, minutes: [OpeningMinutes], closings: ClosingBook, procedures: CodedProcedures = CodedProcedures(),
    lists: [ChannelCount] = [], reconciliation: [Discrepancy] = []
  ) {
    self.survey = survey
    self.plan = plan
    self.definition = definition
    annual = AnnualReport(
      survey, plan, tally: tally, minutes: minutes, procedures: procedures, others: lists)
    self.lists = lists
    let criteria = Dictionary(
      forms.flatMap(\.pages).flatMap(\.questions).map { ($0.id, $0.criterion) }, uniquingKeysWith: { a, b in a ?? b })
    let people = Set(forms.flatMap(\.pages).flatMap(\.questions).filter { $0.person != nil }.map(\.id))
    let measured = IndexedSections(
      definition: definition, criteria: criteria.compactMapValues { $0 }, people: people, plan: plan)
    let whole = tally.whole
    ballots = whole.ballots
    questions = whole.questions.map {
      QuestionResult(
        $0, criterion: criteria[$0.question] ?? nil, plan: plan, isOfPerson: people.contains($0.question))
    }
    channels = ChannelResult.results(whole, lists, smallest: plan.smallestShown)
    let sum = measured.result(of: whole)
    (index, interval, self.criteria) = (sum.index, sum.interval, sum.criteria)
    units = UnitResult.place(
      survey.units.compactMap { unit in
        let section = tally.unit(unit.code)
        // Units that were merged into others stand in the list for their sake.
        guard unit.isValid(in: survey.period) || section.ballots.found > 0 else { return nil }
        let result = measured.result(
          of: section, smallest: unit.isOnePerson ? plan.smallestShownOfPerson : plan.smallestShown)
        return UnitResult(
          unit: unit, ballots: section.ballots,
          leastSample: plan.sampleRule.flatMap { rule in unit.transactions.map(rule.minimum) },
          answered: result.answered, index: result.index, interval: result.interval, criteria: result.criteria,
          channels: ChannelResult.results(section, lists, unit: unit.code, smallest: plan.smallestShown))
      })
    stratified = measured.stratified(survey, tally)
    let counted = pages.lazy.filter { $0.status == .ok }.flatMap(\.answers).filter {
      if case .values = $0.answer { true } else { false }
    }
    acceptedAnswers = counted.count { _ in true }
    decidedByPeople = counted.count { $0.reason == .decidedByPerson }
    // A box that was opened and not scanned is open as well.
    openBoxes = Set(tally.orderedOpenings).union(minutes.map(\.opening)).sorted().filter { closings.closed($0) == nil }
    let patterns = ScalePattern.complete(forms: forms, pages: pages)
    let complete = patterns.values.flatMap(\.self)
    completeBallots = complete.count
    allSatisfied =
      complete.count < plan.smallestShown ? nil : Rate(complete.count(where: \.isAllSatisfied), of: complete.count)
    discrepancies =
      Self.late(survey.period, plan) + annual.discrepancies(stated: plan.stated)
      + Self.belowSample(units, plan.sampleRule)
      + PatternFlags(patterns).discrepancies()
      + UnusualShare.discrepancies(whole.questions.filter { $0.kind == .scale5 }, previous: plan.previous)
      + lists.flatMap { $0.discrepancies() } + reconciliation.filter { $0.severity == .error }
  }

  /// T01: "trước ngày" is strict, a report of that day is late.
  private static func late(_ period: Period, _ plan: ReportPlan) -> [Discrepancy] {
    guard let deadline = period.deadline, let date = plan.date, date >= deadline else { return [] }
    return [Discrepancy(.reportLate, at: .survey, parameters: [.date: deadline.iso])]
  }

  /// K04.
  private static func belowSample(_ units: [UnitResult], _ rule: SampleRule?) -> [Discrepancy] {
    guard let rule else { return [] }
    return units.compactMap { result in
      guard let least = result.leastSample, result.usable < least else { return nil }
      return Discrepancy(
        .sampleTooSmall, at: .unit(result.unit.code), expected: least, found: result.usable,
        parameters: [.rule: rule.id])
    }
  }
}

/// The index of parts of a count.
private struct IndexedSections {
  let definition: IndexDefinition
  /// Criterion by question.
  let criteria: [String: String]
  /// Questions about one person.
  let people: Set<String>
  let plan: ReportPlan

  struct Result {
    var answered: Int
    var index: Rate?
    var interval: ConfidenceInterval?
    var criteria: [CriterionResult]
  }

  private var isSampledShare: Bool {
    (definition.measure == .top2 || definition.measure == .dissatisfied) && plan.sampling != .census
  }

  func stratified(_ survey: Survey, _ tally: Tally) -> StratifiedResult {
    StratifiedResult(
      survey.strata().map { stratum in
        let result = result(of: tally.units(Set(stratum.units.map(\.code))))
        return StratumResult(
          name: stratum.name, population: survey.transactions(of: stratum.units), answered: result.answered,
          index: result.index)
      }, isSampledShare: isSampledShare)
  }

  func result(of section: TallySection, smallest: Int? = nil) -> Result {
    let scales = section.questions.filter { $0.kind == .scale5 }
    let answered = section.ballotsOnScales
    let answers = scales.map {
      CriterionAnswers(criterion: criteria[$0.question] ?? $0.question, answers: ScaleCounts($0))
    }
    let isShown = answered >= smallest ?? plan.smallestShown
    let values = definition.criteria(of: answers).map { entry in
      let own = scales.filter { (criteria[$0.question] ?? $0.question) == entry.criterion }
      // Each ballot answers a question once at most: so many ballots there are.
      let ballots = own.map { ScaleCounts($0).total }.max() ?? 0
      let isOfPerson = own.contains { people.contains($0.question) }
      let isShown = isShown && (!isOfPerson || ballots >= plan.smallestShownOfPerson)
      return CriterionResult(criterion: entry.criterion, value: isShown ? entry.value : nil)
    }
    let index = isShown ? definition.value(of: answers) : nil
    let interval =
      isSampledShare ? index.flatMap { ConfidenceInterval(share: $0, of: answered) } : nil
    return Result(answered: answered, index: index, interval: interval, criteria: values)
  }
}
