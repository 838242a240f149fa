internal import Ballots

/// The count held against the minutes (docs/rules.md).
///
/// What the minutes count is what lay in the box, so they are held against the distinct ballots found, whatever unit
/// their codes name. One row comes out for each code and opening, with all its sheets. No number of the minutes is ever
/// changed, and nothing is said of what is not there.
public struct Reconciliation: Sendable {
  private let survey: Survey
  private let tally: Tally
  private let minutes: [OpeningID: OpeningMinutes]
  private let unusable: [OpeningID: [UnusableMinutes]]
  private let pages: [OpeningID: [AssembledPage]]
  private let ballots: [OpeningID: [Ballot]]
  private let closings: ClosingBook
  private let roots: [OpeningID: String]
  private let records: RecordBook

  /// A reconciliation of assembled pages and their tally with minutes. Of several minutes of one opening the highest
  /// revision holds, of equal ones the first. `unusable` are minutes that are there and could not be read. A closed box
  /// is held against what stood when it was closed; `roots` are the boxes' Merkle roots as they are now. `records` are what
  /// the office wrote beside the minutes.
  public init(
    survey: Survey, pages: [AssembledPage], tally: Tally, minutes: [OpeningMinutes], unusable: [UnusableMinutes] = [],
    closings: ClosingBook = ClosingBook(), roots: [OpeningID: String] = [:], records: RecordBook = RecordBook()
  ) {
    self.survey = survey
    self.records = records
    self.closings = closings
    self.roots = roots
    self.unusable = Dictionary(grouping: unusable, by: \.opening)
    self.tally = tally
    self.minutes = Dictionary(minutes.map { ($0.opening, $0) }) { first, second in
      (second.revision ?? 1) > (first.revision ?? 1) ? second : first
    }
    var byOpening: [OpeningID: [AssembledPage]] = [:]
    for page in pages {
      if let opening = page.opening { byOpening[opening, default: []].append(page) }
    }
    self.pages = byOpening
    ballots = Dictionary(grouping: tally.ballots, by: \.opening)
  }

  /// Everything that disagrees, by unit, box, opening and code; what concerns the whole survey first.
  public func discrepancies() -> [Discrepancy] {
    var rows = surveyRows()
    for unit in survey.units { rows += unitRows(unit) }
    let openings = Set(minutes.keys).union(tally.openings.keys).union(closings.closedOpenings)
    for opening in openings { rows += openingRows(opening) }
    rows += overlaps()
    rows +=
      ProgrammeCheck(survey: survey, openings: openings, minutes: minutes, installed: records.installed)
      .discrepancies()
    return rows.sorted { Self.order($0) < Self.order($1) }
  }

  private static func order(_ row: Discrepancy) -> (String, String, Int, String, String) {
    // A unit may have several boxes of which openings are missing, a survey several late milestones.
    let name = row.parameters[.box] ?? row.parameters[.date] ?? ""
    return (row.unit ?? "", row.opening?.box ?? "", row.opening?.opening ?? 0, row.code.rawValue, name)
  }

  // MARK: Survey and units

  /// K01 and B03 (E11).
  private func surveyRows() -> [Discrepancy] {
    var rows: [Discrepancy] = []
    let allocated = survey.units.compactMap(\.allocated)
    if let stated = survey.statedAllocation, allocated.count == survey.units.count {
      let sum = allocated.reduce(0, +)
      if sum != stated { rows.append(Discrepancy(.allocationSum, at: .survey, expected: stated, found: sum)) }
    }
    for (code, units) in Dictionary(grouping: survey.units, by: \.code) where units.count > 1 {
      rows.append(
        Discrepancy(
          .codeOfTwoUnits, at: .unit(code), found: units.count,
          parameters: [.found: units.map(\.name).joined(separator: ", ")]))
    }
    return rows
  }

  /// K02 and K03 (E12).
  private func unitRows(_ unit: SurveyUnit) -> [Discrepancy] {
    guard let allocated = unit.allocated else { return [] }
    let ballots = tally.unit(unit.code).ballots
    let usable = ballots.valid + ballots.partlyValid
    if usable < allocated {
      return [
        Discrepancy(
          .belowTarget, at: .unit(unit.code), expected: allocated, found: usable,
          parameters: [.count: String(allocated - usable)])
      ]
    }
    if ballots.tallied > allocated {
      return [
        Discrepancy(
          .aboveAllocation, at: .unit(unit.code), expected: allocated, found: ballots.tallied,
          parameters: [.count: String(ballots.tallied - allocated)])
      ]
    }
    return []
  }

  // MARK: One opening

  private func openingRows(_ opening: OpeningID) -> [Discrepancy] {
    let section = tally.openings[opening]
    var rows = sheetRows(opening)
    if let waiting = section?.ballots.waiting, waiting > 0 {
      rows.append(
        Discrepancy(
          .waiting, at: .opening(opening), expected: 0, found: waiting, sheets: sheets(opening, standing: .waiting),
          parameters: [.count: String(waiting)]))
    }
    rows += closingRows(opening)
    guard let minutes = minutes[opening] else {
      var parameters: [Discrepancy.Parameter: String] = [:]
      if let there = unusable[opening] {
        parameters[.whyInVietnamese] = there.map(\.inVietnamese).joined(separator: "; ")
        parameters[.whyInEnglish] = there.map(\.inEnglish).joined(separator: "; ")
      }
      rows.append(
        Discrepancy(
          .minutesMissing, at: .opening(opening), found: section?.ballots.found, parameters: parameters))
      return rows
    }
    let check = MinutesCheck(
      minutes, period: survey.period, workingDays: survey.workingDays ?? Weekday.usual,
      records: records.records(of: opening))
    rows += check.discrepancies()
    rows += countRows(minutes, section ?? TallySection())
    return rows
  }

  /// C14 and M07: a closed box of which the sheets, an answer or the minutes are not what was closed.
  private func closingRows(_ opening: OpeningID) -> [Discrepancy] {
    guard let closed = closings.closed(opening) else { return [] }
    var rows: [Discrepancy] = []
    if closed.root != roots[opening] {
      rows.append(
        Discrepancy(
          .changedAfterClosing, at: .opening(opening), expected: closed.ballots.found,
          found: tally.openings[opening]?.ballots.found ?? 0))
    }
    if let before = closed.minutes, before.content != minutes[opening]?.content {
      rows.append(
        Discrepancy(
          .revisedAfterLock, at: .opening(opening),
          parameters: [.revision: String(minutes[opening]?.revision ?? 1)]))
    }
    return rows
  }

  /// C01, C02 (E5) and C09 (E14).
  private func countRows(_ minutes: OpeningMinutes, _ section: TallySection) -> [Discrepancy] {
    var rows: [Discrepancy] = []
    let found = section.ballots.found
    if let inBox = minutes.ballotsInBox, inBox != found {
      var parameters: [Discrepancy.Parameter: String] = [.count: String((inBox - found).magnitude)]
      if found < inBox, section.pages.unreadFiles > 0 { parameters[.unreadFiles] = String(section.pages.unreadFiles) }
      rows.append(
        Discrepancy(
          found < inBox ? .fewerScanned : .moreScanned, at: .opening(minutes.opening), expected: inBox, found: found,
          parameters: parameters))
    }
    if let row = handClassification(minutes, section.ballots) { rows.append(row) }
    return rows
  }

  /// Hand and machine differ when no decision about the waiting ballots can bring them together.
  private func handClassification(_ minutes: OpeningMinutes, _ ballots: BallotCounts) -> Discrepancy? {
    let classes: [(field: String, hand: Int?, machine: Int, standing: Ballot.Standing)] = [
      ("hand_valid", minutes.handValid, ballots.valid + ballots.partlyValid, .valid),
      ("hand_invalid", minutes.handInvalid, ballots.invalid, .invalid),
      ("hand_blank", minutes.handBlank, ballots.blank, .blank),
    ]
    let differing = classes.filter { entry in
      guard let hand = entry.hand else { return false }
      return hand < entry.machine || hand > entry.machine + ballots.waiting
    }
    guard let first = differing.first else { return nil }
    let concerned = differing.filter { $0.standing != .valid }.flatMap {
      sheets(minutes.opening, standing: $0.standing)
    }
    return Discrepancy(
      .handClassification, at: .opening(minutes.opening), expected: first.hand, found: first.machine,
      sheets: concerned.inNaturalOrder(), parameters: [.fields: differing.map(\.field).joined(separator: ", ")])
  }

  // MARK: Sheets

  /// The codes that name sheets: C03, K06, B02, B04, B07, V01, V08, V09 and Q04 (E17). A sheet whose own code cannot be
  /// read is in the batch all the same: it waits for a person (C13) and is no disagreement with the minutes.
  private func sheetRows(_ opening: OpeningID) -> [Discrepancy] {
    let pages = pages[opening] ?? []
    var rows: [Discrepancy] = []
    func name(_ code: DiscrepancyCode, _ sheets: [PageLocation]) {
      if sheets.isEmpty { return }
      rows.append(
        Discrepancy(
          code, at: .opening(opening), found: sheets.count, sheets: sheets,
          parameters: [.count: String(sheets.count)]))
    }
    name(.scannedTwice, Self.sheets(pages) { $0.status == .duplicate && $0.ballot != nil })
    name(.unitUnlisted, Self.sheets(pages) { $0.status == .foreign && $0.ballot != nil })
    name(.sheetOfOtherUnit, Self.sheets(pages) { $0.status == .stray })
    name(.serialRepeated, Self.sheets(pages) { $0.reason == .serialShared })
    name(.fullyBlank, sheets(opening, standing: .blank))
    name(.notABallot, Self.sheets(pages) { $0.status == .foreign && $0.ballot == nil })
    name(.pageMissing, Self.sheets(pages) { $0.reason == .pageMissing })
    name(.nearIdentical, Self.sheets(pages) { $0.reason == .nearDuplicate })
    let forms = Set((ballots[opening] ?? []).filter(\.isTallied).compactMap(\.form)).sorted()
    if forms.count > 1 {
      rows.append(
        Discrepancy(
          .mixedForms, at: .opening(opening), expected: 1, found: forms.count,
          parameters: [.forms: forms.joined(separator: ", ")]))
    }
    return rows
  }

  /// First pages of the sheets of which some page fits, each once, in natural order.
  private static func sheets(_ pages: [AssembledPage], where fits: (AssembledPage) -> Bool) -> [PageLocation] {
    var seen: Set<PageLocation> = []
    return pages.compactMap { page in
      guard fits(page) else { return nil }
      let sheet = page.sheet ?? page.location
      return seen.insert(sheet).inserted ? sheet : nil
    }
  }

  private func sheets(_ opening: OpeningID, standing: Ballot.Standing) -> [PageLocation] {
    (ballots[opening] ?? []).filter { $0.standing == standing }.map(\.sheet)
  }

  // MARK: Openings of one box

  /// M09 (E15): an opening that begins before the one before it has ended.
  private func overlaps() -> [Discrepancy] {
    var rows: [Discrepancy] = []
    for openings in Dictionary(grouping: minutes.keys, by: \.boxID).values {
      let ordered = openings.sorted()
      for (earlier, later) in zip(ordered, ordered.dropFirst()) {
        guard let end = minutes[earlier]?.endedAt ?? minutes[earlier]?.startedAt,
          let start = minutes[later]?.startedAt, start < end
        else { continue }
        rows.append(
          Discrepancy(
            .openingsOverlap, at: .opening(later), parameters: [.date: start.day.iso]))
      }
    }
    return rows
  }
}

extension [PageLocation] {
  /// By file in natural order, page and slot.
  func inNaturalOrder() -> Self {
    map { (NaturalOrder.Key($0.file), $0) }.sorted { a, b in
      let order = a.0.comparison(with: b.0)
      return order != 0 ? order < 0 : (a.1.page, a.1.slot) < (b.1.page, b.1.slot)
    }
    .map(\.1)
  }
}

extension OpeningMinutes {
  /// The minutes whatever their file is called.
  public var content: Self {
    var content = self
    content.file = ""
    return content
  }
}
