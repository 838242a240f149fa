internal import Ballots
internal import Counting
internal import Wording

/// What was answered, question by question, as bars.
struct ResultsView: Sendable {
  /// A bar with its place in the drawing.
  struct Bar: Sendable {
    var label: String
    var count: String
    var share: String
    /// Units of the drawing.
    var y: Int
    var textY: Int
    var width: Int
    /// Where the numbers stand: behind the bar.
    var numbersX: Int
  }

  /// How a question went from period to period: the share of those who answered 4 or 5.
  struct Trend: Sendable {
    /// A period with its place in the drawing.
    struct Point: Sendable {
      var period: String
      var share: String
      var x: Int
      var y: Int
      var shareY: Int
    }

    var name: String
    var width: Int
    /// Of the line through the points, as SVG has it.
    var line: String
    var points: [Point]
  }

  /// A question.
  struct Chart: Sendable {
    var heading: String
    var form: String
    var answered: String
    var name: String
    var height: Int
    var bars: [Bar]
    var unanswered: String
    /// Nil where no earlier period is known.
    var trend: Trend?
  }

  /// A choice of whose results are shown.
  struct Choice: Sendable {
    var value: String
    var label: String
    var isChosen: Bool
  }

  /// How far a unit is: usable ballots of those allocated to it.
  struct Progress: Sendable {
    var unit: String
    var usable: String
    var allocated: String
    var share: String
    /// Of the drawing's 200 units at most.
    var width: Int
  }

  /// Measures of a drawing, in its own units; it is 640 wide.
  private enum Measure {
    static let row = 32
    static let left = 120
    static let longest = 380
    static let textDrop = 20
    static let gap = 8
    static let progress = 200
    static let period = 110
    static let trendTop = 28
    static let trendHeight = 80
  }

  var units: [Choice]
  var charts: [Chart]
  var isProvisional: Bool
  /// Why earlier periods are not shown.
  var mistake: String?
  /// Of units to which ballots were allocated.
  var progress: [Progress]

  /// The results of a tally, of one unit or of all; of earlier periods the survey as a whole is known.
  init(
    _ tally: Tally, survey: Survey, history: [PastPeriod], mistake: String? = nil, unit: String?, _ wording: Wording
  ) {
    self.mistake = mistake
    let section = unit.map { tally.unit($0) } ?? tally.whole
    units =
      [Choice(value: "", label: wording.text(.wholeSurvey), isChosen: unit == nil)]
      + tally.units.map { code in
        Choice(value: code, label: survey.unit(code)?.name ?? code, isChosen: code == unit)
      }
    isProvisional = !section.isComplete
    progress = survey.units.filter { unit == nil || $0.code == unit }.compactMap { Self.progress($0, tally, wording) }
    charts = section.forms.flatMap { form in
      form.questions.map { question in
        var chart = Self.chart(question, form: form.form ?? "", wording)
        let now = survey.period.id ?? wording.text(.thisPeriod)
        if unit == nil { chart.trend = Self.trend(question, history, now: now, wording) }
        return chart
      }
    }
  }

  /// How a question went up to now; nil where no earlier period is known.
  static func trend(
    _ question: QuestionTally, _ history: [PastPeriod], now: String, _ wording: Wording
  ) -> Trend? {
    let past = history.compactMap { period in
      period.questions.first { $0.isOf(question) }.map { (name: period.name, answers: $0.answers) }
    }
    guard !past.isEmpty, question.kind == .scale5 else { return nil }
    let all = past + [(name: now, answers: ScaleCounts(question))]
    let points = all.enumerated().compactMap { place, period in
      period.answers.value(of: .top2).map { share in
        let y = Measure.trendTop + Measure.trendHeight - share.hundredthsOfPercent * Measure.trendHeight / 10_000
        return Trend.Point(
          period: period.name, share: wording.percent(hundredths: share.hundredthsOfPercent) + " %",
          x: place * Measure.period + Measure.period / 2, y: y, shareY: y - Measure.gap)
      }
    }
    return Trend(
      name: wording.text(.trend, ["name": question.question]), width: all.count * Measure.period,
      line: points.map { "\($0.x),\($0.y)" }.joined(separator: " "), points: points)
  }

  private static func progress(_ unit: SurveyUnit, _ tally: Tally, _ wording: Wording) -> Progress? {
    guard let allocated = unit.allocated, allocated > 0 else { return nil }
    let ballots = tally.unit(unit.code).ballots
    let usable = ballots.valid + ballots.partlyValid
    let share = Rate(usable, of: allocated).map { wording.percent(hundredths: $0.hundredthsOfPercent) + " %" } ?? "–"
    return Progress(
      unit: "\(unit.code) – \(unit.name)", usable: wording.number(usable), allocated: wording.number(allocated),
      share: share, width: min(Measure.progress, usable * Measure.progress / allocated))
  }

  private static func chart(_ question: QuestionTally, form: String, _ wording: Wording) -> Chart {
    let most = question.counts.max() ?? 0
    let bars = zip(question.values, question.counts).enumerated().map { place, row in
      let (value, count) = row
      let width = most > 0 ? (count * Measure.longest + most / 2) / most : 0
      let share = Rate(count, of: question.answered).map { wording.percent(hundredths: $0.hundredthsOfPercent) + " %" }
      return Bar(
        label: value, count: wording.number(count), share: share ?? "–", y: place * Measure.row,
        textY: place * Measure.row + Measure.textDrop, width: width,
        numbersX: Measure.left + width + Measure.gap)
    }
    return Chart(
      heading: "\(question.question). \(question.text)", form: form, answered: wording.number(question.answered),
      name: wording.text(.chart, ["name": question.question]), height: bars.count * Measure.row, bars: bars,
      unanswered: wording.text(
        .unanswered,
        [
          "blank": wording.number(question.blank), "several": wording.number(question.overvote),
          "waiting": wording.number(question.waiting),
        ]),
      trend: nil)
  }
}
