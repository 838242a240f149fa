internal import Ballots
public import Counting
public import Foundation
internal import Reporting
public import SurveyFolder
public import Wording

/// What the sheets of a drawing show that were read again.
public struct RecheckResult: Sendable {
  /// Its answers beside those that were counted.
  public let recheck: Recheck
  /// The drawing.
  public let drawing: RecheckDrawing
  /// Who read them.
  public let by: String
  /// What was to be read for which certainty.
  public let plan: RecheckPlan
  /// What they show of the count.
  public let verdict: Recheck.Verdict
  /// Groups of which more differs than is tolerated of the whole (E20).
  public let groupsBeyond: [Recheck.Agreement]
  /// Answers to draw in all where more is needed; 0 elsewhere.
  public let toDraw: Int

  /// What a filled worksheet shows, which stands beside its drawing; `name` is how errors call it.
  /// - Throws: `countChanged` or `drawingAltered` where it was drawn of another count, and what cannot be read.
  public init(
    worksheet: URL, name: String, of count: SurveyCount, forms: LoadedForms, by: String
  ) throws(FolderError) {
    let (place, drawing, population, order) = try Self.drawing(of: worksheet, name: name, in: count)
    let sample = RecheckSample(order.sample(drawing.strata.map(\.drawn)), forms: forms.forms)
    guard sample.names == drawing.drawn else {
      throw FolderError(file: place, field: "drawn", .drawingAltered)
    }
    let filled = try RecheckWorksheet.read(worksheet, name: name)
    self.init(
      Recheck(try filled.answers(to: sample.questions, written: CSV.harmless)), drawing: drawing,
      plan: population.plan(tolerating: drawing.tolerated), order: order, by: by)
  }

  /// Whether a worksheet was drawn of a count as it is now.
  /// - Throws: `countChanged` or `drawingAltered` where it was not, and what cannot be read.
  public static func check(worksheet: URL, name: String, against count: SurveyCount) throws(FolderError) {
    _ = try drawing(of: worksheet, name: name, in: count)
  }

  private static func drawing(
    of worksheet: URL, name: String, in count: SurveyCount
  ) throws(FolderError) -> (String, RecheckDrawing, RecheckPopulation, RecheckOrder) {
    let file = worksheet.deletingLastPathComponent().appendingPathComponent(RecheckDrawing.fileName)
    // Errors call it like the worksheet, beside which it stands.
    let place = String(name.dropLast(worksheet.lastPathComponent.count)) + RecheckDrawing.fileName
    let drawing = try RecheckDrawing.read(file, name: place)
    let population = RecheckPopulation(count.pages, by: drawing.group)
    return (place, drawing, population, try population.order(of: drawing, file: place))
  }

  /// Writes it into the results.
  /// - Throws: a ``Problem``.
  public func write(in layout: SurveyLayout, _ language: Language) throws {
    let files = ResultFiles(folder: layout.results, language: language)
    try files.prepare()
    try files.write(lines: Tables.recheck(recheck, seed: drawing.seed, by: by), to: "recheck.csv")
  }

  init(_ recheck: Recheck, drawing: RecheckDrawing, plan: RecheckPlan, order: RecheckOrder, by: String) {
    self.recheck = recheck
    self.drawing = drawing
    self.plan = plan
    self.by = by
    verdict = recheck.verdict(by: plan, drawn: drawing.strata.map(\.drawn))
    groupsBeyond = recheck.groups(beyond: plan)
    toDraw =
      if case .more(let draws, _) = verdict {
        order.sample(draws).flatMap(\.sheets).reduce(0) { $0 + $1.answers.count }
      } else {
        0
      }
  }

  /// Whether nothing is left to be done.
  public var isAccepted: Bool {
    if case .accepted = verdict { groupsBeyond.isEmpty } else { false }
  }

  /// The result for people.
  public func text(_ wording: Wording) -> String {
    var lines = [
      wording.recheck(
        .rechecked(
          sheets: drawing.drawn.count, answers: recheck.answers.count, seed: Wording.oneLine(drawing.seed), by: by))
    ]
    lines += recheck.agreement(wording)
    for row in recheck.discrepancies(wording) {
      let advice = wording.advice(row)
      lines.append("! \(row.code.rawValue)  \(advice.message)")
      for answer in recheck.differing where answer.question == row.parameters[.question] {
        lines.append(
          "       "
            + wording.recheck(
              .differs(
                sheet: wording.name(answer.location), question: answer.question, counted: answer.counted,
                read: answer.read)))
      }
      lines.append("       → \(advice.nextAction)")
    }
    lines += groupsBeyond.map { group in
      "! E20  "
        + wording.recheck(
          .groupBeyond(
            Wording.oneLine(group.subject), hundredths: group.hundredths ?? 0,
            toleratedHundredths: Rate(plan.tolerated, of: plan.answers)?.hundredthsOfPercent ?? 0))
    }
    let sentence = wording.recheck(
      .verdict(verdict, answers: plan.answers, tolerated: plan.tolerated, toDraw: toDraw))
    // Groups that need a look stand above; what the sample says of the whole stands for itself.
    let holds = if case .accepted = verdict { true } else { false }
    return (lines + [(holds ? "✓ " : "✗ ") + sentence]).joined(separator: "\n")
  }
}

extension Recheck {
  /// The agreement by question and by group, a line each.
  public func agreement(_ wording: Wording) -> [String] {
    func lines(_ agreement: [Agreement]) -> [String] {
      agreement.map { row in
        let share = "\(wording.number(row.agreeing))/\(wording.number(row.rechecked))"
        return "  \(Wording.oneLine(row.subject))  \(wording.percent(hundredths: row.hundredths ?? 0)) %  (\(share))"
      }
    }
    return [wording.recheck(.byQuestion)] + lines(byQuestion) + [wording.recheck(.byGroup)] + lines(byGroup)
  }

  /// F01 for each question with answers that differ.
  public func discrepancies(_ wording: Wording, namingSheets: Bool = true) -> [Discrepancy] {
    byQuestion.filter { $0.agreeing < $0.rechecked }.map { row in
      let hundredths = Rate(row.rechecked - row.agreeing, of: row.rechecked)?.hundredthsOfPercent ?? 0
      return Discrepancy(
        .recheckDisagrees, at: .survey, expected: row.rechecked, found: row.agreeing,
        sheets: namingSheets ? differing.filter { $0.question == row.subject }.map(\.location) : [],
        parameters: [.percent: wording.percent(hundredths: hundredths), .question: row.subject])
    }
  }
}

extension RecheckPopulation {
  /// Its sheets in the order of a drawing that was made of it.
  /// - Throws: `countChanged` where it was made of another count, `drawingAltered` where its groups are not the count's.
  func order(of drawing: RecheckDrawing, file: String) throws(FolderError) -> RecheckOrder {
    guard drawing.count == root else { throw FolderError(file: file, field: "count", .countChanged) }
    let groups = drawing.strata.map { "\($0.name)\u{0}\($0.sheets)" }
    guard drawing.answers == answers, groups == strata.map({ "\($0.name)\u{0}\($0.sheets.count)" }) else {
      throw FolderError(file: file, field: "strata", .drawingAltered)
    }
    return order(seed: drawing.seed)
  }
}
