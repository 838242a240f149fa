internal import Ballots
public import Counting

/// A report in words: every number as it is printed. All documents that show the report are set from it, so that none says
/// otherwise than another.
public struct ReportText: Sendable, Encodable {
  /// One of the ten rows.
  public struct Row: Sendable, Hashable, Encodable {
    /// 1 to 10.
    public var number: Int
    /// What it asks.
    public var label: String
    /// What is the case.
    public var value: String
  }

  /// A question with a scale of five.
  public struct Scale: Sendable, Hashable, Encodable {
    /// Id.
    public var id: String
    /// Printed wording.
    public var text: String
    /// Its criterion; empty where the form names none.
    public var criterion: String
    /// Accepted answers.
    public var answered: String
    /// Shares of 5, 4, 3, 2 and 1, which sum to 100 %.
    public var shares: [String]
    /// The same in hundredths of a percent; all 0 where nobody answered.
    public var hundredths: [Int]
    /// Share of 4 and 5.
    public var satisfied: String
    /// Share of 1 and 2.
    public var dissatisfied: String
    /// Mean, 1 to 5.
    public var mean: String
    /// Interval of the share of 4 and 5; empty in a census.
    public var interval: String
    /// Ballots that left it empty.
    public var blank: String
    /// Ballots with more than one mark.
    public var overvote: String
    /// Ballots whose answer waits for a person.
    public var waiting: String
  }

  /// Any other question.
  public struct Choice: Sendable, Hashable, Encodable {
    /// An option.
    public struct Option: Sendable, Hashable, Encodable {
      /// As printed.
      public var label: String
      /// How often it was chosen.
      public var count: String
      /// Its share.
      public var share: String
      /// The same in hundredths of a percent.
      public var hundredths: Int
    }

    /// Id.
    public var id: String
    /// Printed wording.
    public var text: String
    /// Ballots with an accepted answer.
    public var answered: String
    /// Its options in printed order.
    public var options: [Option]
    /// Ballots without an accepted answer, a sentence.
    public var unanswered: String
  }

  /// A criterion.
  public struct Criterion: Sendable, Hashable, Encodable {
    /// As the form names it.
    public var name: String
    /// Its value.
    public var value: String
  }

  /// A unit.
  public struct Unit: Sendable, Hashable, Encodable {
    /// Code.
    public var code: String
    /// Name.
    public var name: String
    /// Allocated ballots; empty where none are.
    public var allocated: String
    /// Ballots in its tally.
    public var found: String
    /// Ballots that count towards the allocation.
    public var usable: String
    /// How many are missing; empty when none is.
    public var missing: String
    /// The index, or why it is not shown.
    public var index: String
    /// Its interval; empty where there is none.
    public var interval: String
    /// Its place, or the places that cannot be told apart; empty where there is no interval.
    public var place: String
  }

  /// A way by which answers came, or all together.
  public struct Channel: Sendable, Hashable, Encodable {
    /// Its name.
    public var name: String
    /// Ballots or responses.
    public var received: String
    /// Of these, those that answer a question with a scale of five, at least.
    public var answered: String
    /// Share of 4 and 5, or why it is not shown.
    public var satisfied: String
    /// Mean, 1 to 5.
    public var mean: String
  }

  /// The office above; empty where it is not known.
  public var authority: String
  /// The office that reports.
  public var agency: String
  /// Number of the report.
  public var number: String
  /// Place and date.
  public var placeAndDate: String
  /// What the report is about.
  public var about: String
  /// That numbers may change yet; empty when every box is closed and nothing waits.
  public var provisional: String
  /// The ten rows.
  public var rows: [Row]
  /// What was counted, a sentence each.
  public var figures: [String]
  /// The name of the index.
  public var indexName: String
  /// Its value.
  public var indexValue: String
  /// How it is computed.
  public var definition: String
  /// What is to be known about intervals; empty in a census.
  public var remark: String
  /// Questions with a scale of five.
  public var scales: [Scale]
  /// Criteria that join questions.
  public var criteria: [Criterion]
  /// Units in the survey's order.
  public var units: [Unit]
  /// Other questions.
  public var choices: [Choice]
  /// Each way by which answers came, and all together; empty where paper is the only one.
  public var channels: [Channel]
  /// What is to be known about them; empty where there are none.
  public var channelsRemark: String
  /// Units that need more ballots; empty when none does.
  public var supplement: String
  /// What does not fit together, a sentence each.
  public var checks: [String]
  /// Difficulties, a paragraph each.
  public var difficulties: [String]
  /// Proposals, a paragraph each.
  public var proposals: [String]
  /// Who gets the report.
  public var recipients: [String]
  /// On whose behalf it is signed; may be empty.
  public var capacity: String
  /// Office of who signs.
  public var signerTitle: String
  /// Name of who signs; may be empty.
  public var signer: String
  /// From which entry of the journal the numbers come.
  public var source: String
}

extension ReportText {
  /// The last entry of the journal from which a report was made.
  public struct Source: Sendable, Hashable {
    /// Number of the entry.
    public var seq: Int
    /// Its SHA-256.
    public var hash: String
    /// Version of this program.
    public var program: String

    /// A source from its parts.
    public init(seq: Int, hash: String, program: String) {
      self.seq = seq
      self.hash = hash
      self.program = program
    }
  }

  /// A report in words. `labels` are what options of questions that are no scale are called, by question and value.
  public init(_ report: SurveyReport, from source: Source, labels: [String: [String: String]] = [:]) {
    self.source = ReportWord.made.filled([
      "version": source.program, "seq": String(source.seq), "hash": source.hash.prefix(16).uppercased(),
    ])
    let words = ReportNumbers(measure: report.definition.measure)
    let plan = report.plan
    authority = plan.authority ?? ""
    agency = plan.agency ?? report.survey.ownUnit(of: plan)?.name ?? ReportWord.toFill.text
    number = plan.number.map { ReportWord.number.filled(["number": $0]) } ?? ReportWord.numberToFill.text
    placeAndDate = Self.placeAndDate(plan)
    about = report.survey.title
    let ballots = report.ballots
    provisional =
      report.openBoxes.isEmpty && ballots.waiting == 0
      ? ""
      : ReportWord.provisional.filled([
        "open": words.count(report.openBoxes.count), "waiting": words.count(ballots.waiting),
      ])
    rows = Self.rows(report.annual, agency: plan.agency)
    figures = Self.figures(report, words)
    indexName = words.measure
    let isFew = report.index == nil && report.questions.contains { ScaleCounts($0.tally).total > 0 }
    indexValue = isFew ? ReportWord.tooFew.text : words.value(report.index)
    definition = words.definition(report.definition)
    remark =
      switch plan.sampling {
      case .census: ""
      case .voluntary: ReportWord.voluntary.text
      case .random: ReportWord.random.text
      }
    scales = report.questions.filter { $0.tally.kind == .scale5 }.map {
      Self.scale($0)
    }
    choices = report.questions.filter { $0.tally.kind != .scale5 }.map {
      Self.choice($0, labels: labels)
    }
    // A criterion that is one question by itself says nothing that the question does not.
    criteria = report.criteria.filter { entry in report.questions.contains { $0.criterion == entry.criterion } }.map {
      Criterion(name: $0.criterion, value: words.value($0.value))
    }
    units = report.units.map {
      Self.unit($0, words, smallest: plan.smallest(of: $0.unit))
    }
    channels = report.channels.map { Self.channel($0, smallest: plan.smallestShown) }
    channelsRemark = channels.isEmpty ? "" : ReportWord.channelsRemark.text
    let short = report.units.filter { $0.missing > 0 }
    supplement =
      short.isEmpty
      ? ""
      : short.count > Self.mostNamed
        ? ReportWord.supplementMany.filled([
          "count": words.count(short.count), "missing": words.count(short.reduce(0) { $0 + $1.missing }),
        ])
        : ReportWord.supplement.filled([
          "units": short.map {
            ReportWord.supplementUnit.filled(["unit": $0.unit.name, "missing": words.count($0.missing)])
          }.joined(separator: "; ")
        ])
    let wording = Wording(.vi)
    checks = report.discrepancies.map { row in
      [row.code.rawValue, row.opening?.folderName ?? row.unit, wording.advice(row).message].compactMap { $0 }.joined(
        separator: " · ")
    }
    difficulties = plan.difficulties
    proposals = plan.proposals
    recipients = plan.recipients
    capacity = plan.signer.capacity ?? ""
    signerTitle = plan.signer.title ?? ReportWord.signerTitle.text
    signer = plan.signer.name ?? ""
  }

  private static func placeAndDate(_ plan: ReportPlan) -> String {
    let place = plan.place ?? ReportWord.toFill.text
    guard let date = plan.date else { return ReportWord.dateToFill.filled(["place": place]) }
    // Days below ten and the first two months get a zero before them (decree 30/2020/NĐ-CP).
    func padded(_ value: Int, below limit: Int) -> String { value < limit ? "0\(value)" : String(value) }
    return ReportWord.placeAndDate.filled([
      "place": place, "day": padded(date.day, below: 10), "month": padded(date.month, below: 3),
      "year": String(date.year),
    ])
  }

  /// Units that were made of others, which earlier reports know.
  private static func succession(_ report: SurveyReport) -> [String] {
    let units = report.units.map(\.unit).filter { !$0.predecessors.isEmpty }
    guard !units.isEmpty else { return [] }
    let sentences = units.map { unit in
      let former = unit.predecessors.map { report.survey.unit($0)?.name ?? $0 }.joined(separator: ", ")
      return ReportWord.madeOf.filled(["unit": unit.name, "former": former])
    }
    return [ReportWord.notCompared.filled(["units": sentences.joined(separator: "; ")])]
  }

  private static func figures(_ report: SurveyReport, _ words: ReportNumbers) -> [String] {
    let ballots = report.ballots
    var lines = [
      ReportWord.ballots.filled([
        "found": words.count(ballots.tallied), "valid": words.count(ballots.valid),
        "partly": words.count(ballots.partlyValid), "blank": words.count(ballots.blank),
        "invalid": words.count(ballots.invalid), "waiting": words.count(ballots.waiting),
      ])
    ]
    if ballots.stray + ballots.foreign > 0 {
      lines.append(
        ReportWord.strays.filled(["stray": words.count(ballots.stray), "foreign": words.count(ballots.foreign)]))
    }
    lines += report.lists.map { list in
      ReportWord.responses.filled([
        "list": list.name, "channel": ReportWord(list.channel).text, "rows": words.count(list.rows),
        "counted": words.count(list.counted), "unreadable": words.count(list.unreadable.count),
        "repeated": words.count(list.repeated.count), "outside": words.count(list.outsidePeriod.count),
      ])
    }
    lines.append(
      ReportWord.decided.filled([
        "accepted": words.count(report.acceptedAnswers), "decided": words.count(report.decidedByPeople),
      ]))
    lines.append(
      ReportWord.index.filled([
        "name": words.measure, "value": words.value(report.index),
        "interval": report.interval.map(words.bracketed) ?? "",
      ]))
    if let share = report.allSatisfied {
      lines.append(
        ReportWord.allSatisfied.filled([
          "value": ReportNumbers(measure: .top2).value(share), "count": words.count(report.completeBallots),
        ]))
    }
    lines += strata(report.stratified, words)
    lines.append(ReportWord.definition.filled(["definition": words.definition(report.definition)]))
    return lines + succession(report)
  }

  /// The most units that a sentence names.
  private static let mostNamed = 10

  /// What the classes of units came to, and the index weighed by them.
  private static func strata(_ result: StratifiedResult, _ words: ReportNumbers) -> [String] {
    guard !result.strata.isEmpty else { return [] }
    let strata = result.strata.map { stratum in
      stratum.index == nil && stratum.answered > 0
        ? ReportWord.stratumHidden.filled(["name": stratum.name])
        : ReportWord.stratum.filled([
          "name": stratum.name, "value": words.value(stratum.index), "count": words.count(stratum.answered),
        ])
    }
    let others = result.unclassed.prefix(mostNamed).joined(separator: ", ")
    let whole =
      result.index.map { index in
        ReportWord.stratified.filled([
          "name": words.measure, "value": words.value(index), "interval": result.interval.map(words.bracketed) ?? "",
        ])
      }
      ?? (others.isEmpty ? ReportWord.unweighted.text : ReportWord.unclassed.filled(["units": others]))
    return [ReportWord.strata.filled(["strata": strata.joined(separator: "; ")]), whole]
  }

  /// What stands in place of a result of few ballots.
  private static let hidden = "–"

  private static func scale(_ question: QuestionResult) -> Scale {
    let answered = ScaleCounts(question.tally).total
    let isShown = question.isShown
    let shares = Dictionary(question.shares.map { ($0.value, $0.hundredths) }, uniquingKeysWith: { a, _ in a })
    let levels = ["5", "4", "3", "2", "1"].map { isShown ? shares[$0] ?? 0 : 0 }
    func shown(_ text: String) -> String { isShown ? text : Self.hidden }
    let percent = ReportNumbers(measure: .top2)
    let mean = ReportNumbers(measure: .mean5)
    return Scale(
      id: question.tally.question, text: question.tally.text, criterion: question.criterion ?? "",
      answered: percent.count(answered),
      shares: levels.map { shown(percent.percent(hundredths: $0)) }, hundredths: levels,
      satisfied: shown(percent.value(question.satisfied)), dissatisfied: shown(percent.value(question.dissatisfied)),
      mean: shown(mean.value(question.mean)), interval: isShown ? question.interval.map(percent.range) ?? "" : "",
      blank: percent.count(question.tally.blank), overvote: percent.count(question.tally.overvote),
      waiting: percent.count(question.tally.waiting))
  }

  private static func choice(_ question: QuestionResult, labels: [String: [String: String]]) -> Choice {
    let words = ReportNumbers(measure: .top2)
    let tally = question.tally
    let isShown = question.isShown
    return Choice(
      id: tally.question, text: tally.text, answered: words.count(tally.answered),
      options: question.shares.map {
        Choice.Option(
          label: labels[tally.question]?[$0.value] ?? $0.value,
          count: isShown ? words.count($0.count) : Self.hidden,
          share: isShown ? words.percent(hundredths: $0.hundredths) : Self.hidden,
          hundredths: isShown ? $0.hundredths : 0)
      },
      unanswered: ReportWord.unanswered.filled([
        "blank": words.count(tally.blank), "overvote": words.count(tally.overvote),
        "waiting": words.count(tally.waiting),
      ]))
  }

  private static func channel(_ result: ChannelResult, smallest: Int) -> Channel {
    let percent = ReportNumbers(measure: .top2)
    let mean = ReportNumbers(measure: .mean5)
    let isFew = result.answered > 0 && result.answered < smallest
    return Channel(
      name: result.channel.map { ReportWord($0) }?.text ?? ReportWord.together.text,
      received: percent.count(result.received), answered: percent.count(result.answered),
      satisfied: isFew
        ? ReportWord.suppressed.filled(["n": String(smallest)]) : percent.value(result.satisfied),
      mean: mean.value(result.mean))
  }

  private static func unit(_ result: UnitResult, _ words: ReportNumbers, smallest: Int) -> Unit {
    let isFew = result.answered > 0 && result.answered < smallest
    let place = result.places.map { places in
      places.count == 1
        ? String(places.lowerBound)
        : ReportWord.placeUnclear.filled(["from": String(places.lowerBound), "to": String(places.upperBound)])
    }
    return Unit(
      code: result.unit.code, name: result.unit.name, allocated: result.unit.allocated.map(words.count) ?? "",
      found: words.count(result.ballots.tallied), usable: words.count(result.usable),
      missing: result.missing > 0 ? words.count(result.missing) : "",
      index: isFew
        ? ReportWord.suppressed.filled(["n": String(smallest)])
        : result.isWithheld ? ReportWord.withheld.text : words.value(result.index),
      interval: result.interval.map(words.range) ?? "", place: place ?? "")
  }
}

extension Survey {
  /// The unit that is the office itself, where there is one only.
  fileprivate func ownUnit(of plan: ReportPlan) -> SurveyUnit? {
    let own = ownUnits(plan.own)
    return own.count == 1 ? own.first : nil
  }
}
