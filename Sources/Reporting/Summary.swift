internal import Ballots
public import Counting
public import Wording

/// What a clerk reads when a count is done: for each box the minutes' number beside the scanned one, what became of the
/// ballots, each discrepancy with what to do next, and for each question the counts with a small bar.
public struct Summary {
  /// Width of the longest bar, characters.
  static let barWidth = 24

  private let wording: Wording
  private let survey: Survey
  private let closings: ClosingBook
  private let tally: Tally
  private let minutes: [OpeningID: OpeningMinutes]
  private let discrepancies: [Discrepancy]

  /// A summary of one count in one language.
  public init(
    _ wording: Wording, survey: Survey, closings: ClosingBook = ClosingBook(), tally: Tally, minutes: [OpeningMinutes],
    discrepancies: [Discrepancy]
  ) {
    self.wording = wording
    self.survey = survey
    self.closings = closings
    self.tally = tally
    self.minutes = Dictionary(minutes.map { ($0.opening, $0) }, uniquingKeysWith: { first, _ in first })
    self.discrepancies = discrepancies
  }

  /// The text, lines ended by newlines.
  public var text: String {
    var lines = [survey.title, ""]
    for opening in Set(tally.orderedOpenings).union(minutes.keys).sorted() { lines += box(opening) }
    let general = discrepancies.filter { $0.opening == nil }
    for row in general {
      if let unit = row.unit { lines.append("\(survey.unit(unit)?.name ?? unit) (\(unit))") }
      lines += self.lines(for: row)
    }
    if !general.isEmpty { lines.append("") }
    lines += questions()
    return lines.joined(separator: "\n") + "\n"
  }

  private func box(_ opening: OpeningID) -> [String] {
    let name = survey.unit(opening.unit)?.name ?? opening.unit
    var title = "\(name) (\(opening.unit)) · \(wording.label(.box)) \(opening.box)"
    if opening.opening > 1 { title += " · \(wording.label(.opening)) \(opening.opening)" }
    let section = tally.openings[opening] ?? TallySection()
    let declared = minutes[opening]?.ballotsInBox
    var lines = [title]
    var numbers = ["\(wording.label(.scanned)): \(wording.number(section.ballots.found))"]
    if let declared {
      numbers.insert("\(wording.label(.minutes)): \(wording.number(declared))", at: 0)
      let difference = section.ballots.found - declared
      numbers.append(
        difference == 0
          ? "✓" : "\(wording.label(.difference)): \(difference > 0 ? "+" : "")\(wording.number(difference))")
    }
    lines.append("  " + numbers.joined(separator: "   "))
    let parts: [(SummaryLabel, Int, isShownWhenZero: Bool)] = [
      (.valid, section.ballots.valid, true), (.partlyValid, section.ballots.partlyValid, true),
      (.blank, section.ballots.blank, true), (.invalid, section.ballots.invalid, false),
      (.waiting, section.ballots.waiting, true), (.stray, section.ballots.stray, false),
      (.foreign, section.ballots.foreign, false), (.duplicates, section.pages.duplicates, false),
      (.otherDocuments, section.pages.otherDocuments, false), (.emptyPages, section.pages.blank, false),
      (.unreadFiles, section.pages.unreadFiles, false),
    ]
    lines.append(
      "  "
        + parts.filter { $0.isShownWhenZero || $0.1 > 0 }
        .map { "\(wording.label($0.0)) \(wording.number($0.1))" }.joined(separator: " · "))
    if let closing = closings.closing(of: opening) {
      lines.append("  \(wording.label(SummaryLabel.closed)): \(Wording.oneLine("\(closing.person), \(closing.time)"))")
    }
    let rows = discrepancies.filter { $0.opening == opening }
    if rows.isEmpty { lines.append("  ✓ \(wording.label(.balanced))") }
    lines += rows.flatMap { self.lines(for: $0) }
    return lines + [""]
  }

  private func lines(for row: Discrepancy) -> [String] {
    let advice = wording.advice(row)
    let mark =
      switch row.severity {
      case .error: "✗"
      case .warning: "!"
      case .info: "·"
      }
    var lines = ["  \(mark) \(row.code.rawValue)  \(advice.message)"]
    if !row.sheets.isEmpty {
      let shown = row.sheets.prefix(6).map { wording.name($0) }.joined(separator: ", ")
      lines.append("         \(shown)\(row.sheets.count > 6 ? ", …" : "")")
    }
    lines.append("         → \(advice.nextAction)")
    return lines
  }

  private func questions() -> [String] {
    let whole = tally.whole
    var lines: [String] = []
    for question in whole.questions where question.total > 0 {
      lines.append("\(question.question). \(question.text)")
      let largest = max(1, question.counts.max() ?? 1)
      for (value, count) in zip(question.values, question.counts) {
        let length = count == 0 ? 0 : max(1, count * Self.barWidth / largest)
        let bar = String(repeating: "█", count: length)
        let pad = String(repeating: " ", count: max(0, 6 - wording.number(count).count))
        lines.append("   \(value)  \(pad)\(wording.number(count))  \(bar)")
      }
      lines.append(
        "      \(wording.label(.questionBlank)) \(wording.number(question.blank)) · "
          + "\(wording.label(SummaryLabel.overvote)) \(wording.number(question.overvote)) · "
          + "\(wording.label(SummaryLabel.waiting)) \(wording.number(question.waiting))")
    }
    if whole.ballots.waiting > 0 { lines += ["", wording.label(.provisional)] }
    return lines
  }
}
