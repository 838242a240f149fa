internal import Canvass
internal import Counting
internal import Journal
internal import SurveyFolder
internal import Wording

/// The first page: every box with its count beside the minutes'.
struct OverviewView: Sendable {
  /// A number with its name.
  struct Figure: Sendable {
    var label: String
    var value: String
  }

  /// A box.
  struct Box: Sendable {
    var name: String
    var path: String
    var unit: String
    var minutes: String
    var found: String
    /// Signed; nil where there are no minutes, or no difference.
    var difference: String?
    /// Nil where nothing waits.
    var waits: String?
    var state: String
    var isClosed: Bool
    /// Whether something disagrees.
    var disagrees: Bool
  }

  var figures: [Figure]
  var boxes: [Box]
  /// What disagrees of the survey or a unit as a whole.
  var discrepancies: [DiscrepancyRow]
  /// How much waits; nil where nothing does, or who looks may not decide.
  var waiting: String?
  /// Whether boxes may be opened.
  var mayOpen: Bool
  /// Units of which a box may be opened; empty where the survey lists none.
  var units: [ResultsView.Choice]

  /// The page of a count.
  init(_ counted: CountedSurvey, visitor: Visitor, waiting: Int, _ wording: Wording) {
    let count = counted.count
    let whole = count.tally.whole.ballots
    figures = Self.figures(of: whole, wording)
    let inBox = Dictionary(
      count.minutes.minutes.map { ($0.opening, $0.ballotsInBox) }, uniquingKeysWith: { first, _ in first })
    let disagreeing = Set(count.discrepancies.filter { $0.severity != .info }.compactMap(\.opening))
    let openings = Set(count.tally.openings.keys).union(inBox.keys).sorted()
    boxes = openings.map { opening in
      let ballots = count.tally.openings[opening]?.ballots ?? BallotCounts()
      let minutes = inBox[opening] ?? nil
      let isClosed = count.closings.closed(opening) != nil
      return Box(
        name: opening.folderName, path: Address.box(opening.folderName),
        unit: count.snapshot.survey.unit(opening.unit)?.name ?? opening.unit,
        minutes: minutes.map { wording.number($0) } ?? wording.text(.noMinutes), found: wording.number(ballots.found),
        difference: minutes.flatMap { Self.signed(ballots.found - $0, wording) },
        waits: ballots.waiting > 0 ? wording.number(ballots.waiting) : nil,
        state: wording.text(isClosed ? .closed : .open), isClosed: isClosed, disagrees: disagreeing.contains(opening))
    }
    mayOpen = visitor.may(.enter)
    units = (count.context.listsUnits ? count.snapshot.survey.units : []).map { unit in
      ResultsView.Choice(value: unit.code, label: "\(unit.code) – \(unit.name)", isChosen: false)
    }
    discrepancies = DiscrepancyRow.rows(count.discrepancies.filter { $0.opening == nil }, counted.index, wording)
    self.waiting =
      visitor.may(.decide) && waiting > 0 ? wording.text(.waiting, ["n": wording.number(waiting)]) : nil
  }

  /// Ballots by where they stand; zeros of what is rare are left out.
  static func figures(of ballots: BallotCounts, _ wording: Wording) -> [Figure] {
    let usual: [(Ballot.Standing, Int)] = [
      (.valid, ballots.valid), (.partlyValid, ballots.partlyValid), (.blank, ballots.blank),
      (.invalid, ballots.invalid), (.waiting, ballots.waiting),
    ]
    let rare: [(Ballot.Standing, Int)] = [(.stray, ballots.stray), (.foreign, ballots.foreign)]
    return [Figure(label: wording.text(.found), value: wording.number(ballots.found))]
      + (usual + rare.filter { $0.1 > 0 }).map { Figure(label: wording.label($0), value: wording.number($1)) }
  }

  private static func signed(_ difference: Int, _ wording: Wording) -> String? {
    difference == 0 ? nil : (difference > 0 ? "+" : "") + wording.number(difference)
  }
}
