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
    let asked = Dictionary(
      forms.flatMap(\.pages).flatMap(\.questions).map { (QuestionWording($0.id, text: $0.text), $0) },
      uniquingKeysWith: { first, other in first.criterion == nil ? other : first })
    let measured = IndexedSections(definition: definition, asked: asked, plan: plan)
    let whole = tally.whole
    ballots = whole.ballots
    // Where one counter gave everything, the whole is that counter's result.
    let answering = survey.units.filter { tally.unit($0.code).ballotsOnScales > 0 }
    let smallest = answering.count == 1 ? plan.smallest(of: answering[0]) : plan.smallestShown
    let sum = measured.result(of: whole, smallest: smallest)
    (index, interval, self.criteria) = (sum.index, sum.interval, sum.criteria)
    questions = measured.questions(of: whole, hiding: sum, smallest: smallest)
    channels = ChannelResult.results(whole, lists, smallest: smallest)
    var units = survey.units.compactMap { unit -> UnitResult? in
      let section = tally.unit(unit.code)
      // Units that were merged into others stand in the list for their sake.
      guard unit.isValid(in: survey.period) || section.ballots.found > 0 else { return nil }
      let result = measured.result(of: section, smallest: plan.smallest(of: unit))
      return UnitResult(
        unit: unit, ballots: section.ballots,
        leastSample: plan.sampleRule.flatMap { rule in unit.transactions.map(rule.minimum) },
        answered: result.answered, index: result.index, interval: result.interval, criteria: result.criteria,
        channels: ChannelResult.results(section, lists, unit: unit.code, smallest: plan.smallest(of: unit)))
    }
    if sum.index != nil,
      let also = Suppression.alsoHidden(units.map { .init(answered: $0.answered, isShown: $0.index != nil) })
    {
      units[also].withhold()
    }
    self.units = UnitResult.place(units)
    stratified = measured.stratified(survey, tally, isWholeShown: sum.index != nil)
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
      + UnusualShare.discrepancies(
        questions.filter { $0.tally.kind == .scale5 && $0.isShown }.map(\.tally),
        previous: plan.history.last?.questions ?? [])
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
  /// The forms' questions.
  let asked: [QuestionWording: Question]
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

  private func criterion(of question: QuestionTally) -> String {
    asked[question.asked]?.criterion ?? question.question
  }

  private func person(of question: QuestionTally) -> String? { asked[question.asked]?.person }

  func stratified(_ survey: Survey, _ tally: Tally, isWholeShown: Bool) -> StratifiedResult {
    let groups = survey.strata()
    var strata = groups.map { stratum in
      let answering = stratum.units.filter { tally.unit($0.code).ballotsOnScales > 0 }
      let smallest = answering.count == 1 ? plan.smallest(of: answering[0]) : plan.smallestShown
      let result = result(of: tally.units(Set(stratum.units.map(\.code))), smallest: smallest)
      return StratumResult(
        name: stratum.name, population: survey.transactions(of: stratum.units), answered: result.answered,
        index: result.index)
    }
    if isWholeShown,
      let also = Suppression.alsoHidden(strata.map { .init(answered: $0.answered, isShown: $0.index != nil) })
    {
      strata[also].index = nil
    }
    let classed = Set(groups.flatMap(\.units).map(\.code))
    let others = survey.units.filter { !classed.contains($0.code) && tally.unit($0.code).ballotsOnScales > 0 }
    return StratifiedResult(strata, unclassed: others.map(\.name), isSampledShare: isSampledShare)
  }

  func result(of section: TallySection, smallest: Int) -> Result {
    let scales = section.questions.filter { $0.kind == .scale5 }
    let answered = section.ballotsOnScales
    let answers = scales.map { CriterionAnswers(criterion: criterion(of: $0), answers: ScaleCounts($0)) }
    // Where all answers are about one person, the index is that person's.
    let people = Set(scales.filter { ScaleCounts($0).total > 0 }.map(person))
    let isOfPerson = people.count == 1 && people.first != .some(nil)
    let isShown = answered >= (isOfPerson ? max(smallest, plan.smallestShownOfPerson) : smallest)
    var values = definition.criteria(of: answers).map { entry in
      let own = scales.filter { criterion(of: $0) == entry.criterion }
      let ballots = own.map { ScaleCounts($0).total }.filter { $0 > 0 }
      let isOfPerson = own.contains { person(of: $0) != nil }
      // Of a person the question that fewest answered counts: one that is hidden could be computed from the others.
      let isShown = isShown && (!isOfPerson || ballots.min() ?? 0 >= plan.smallestShownOfPerson)
      return CriterionResult(
        criterion: entry.criterion, answered: ballots.max() ?? 0, value: isShown ? entry.value : nil)
    }
    if isShown,
      let also = Suppression.alsoHidden(values.map { .init(answered: $0.answered, isShown: $0.value != nil) })
    {
      values[also].value = nil
    }
    let index = isShown ? definition.value(of: answers) : nil
    let interval =
      isSampledShare ? index.flatMap { ConfidenceInterval(share: $0, of: answered) } : nil
    return Result(answered: answered, index: index, interval: interval, criteria: values)
  }

  /// The questions of the whole; what a hidden criterion rests on is hidden with it.
  func questions(of section: TallySection, hiding sum: Result, smallest: Int) -> [QuestionResult] {
    let hidden = Set(sum.criteria.filter { $0.answered > 0 && $0.value == nil }.map(\.criterion))
    var results = section.questions.map { question in
      var result = QuestionResult(
        question, criterion: asked[question.asked]?.criterion, sampling: plan.sampling, smallest: smallest)
      if question.kind == .scale5, hidden.contains(criterion(of: question)) { result.smallestShown = .max }
      return result
    }
    let scales = results.indices.filter { results[$0].tally.kind == .scale5 }
    let parts = scales.map {
      Suppression.Part(answered: ScaleCounts(results[$0].tally).total, isShown: results[$0].isShown)
    }
    if sum.index != nil, let also = Suppression.alsoHidden(parts) { results[scales[also]].smallestShown = .max }
    return results
  }
}

extension ReportPlan {
  /// The fewest ballots of which a unit's results are shown.
  public func smallest(of unit: SurveyUnit) -> Int { unit.isOnePerson ? smallestShownOfPerson : smallestShown }
}
