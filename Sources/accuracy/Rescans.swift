internal import Ballots
internal import Counting
internal import Foundation
internal import Pages
internal import Reading

/// Reads each sheet several times, from scans that differ in all but the sheet, and counts what does not stay.
///
/// Only pages that are ok are compared. A box may go from marked or empty to unclear and back, never from marked to empty.
struct Rescans: Sendable {
  let plan: RunPlan
  let catalogue: FormCatalogue
  let workers: Workers
  /// Scans of each sheet.
  let scans: Int

  /// The sums of the severities, and each fault in the order of the sheets.
  func finish() async -> (tallies: [Severity: RescanTally], faults: [RescanFault]) {
    let sheets = await workers.results(of: 0..<plan.pages, sheet)
    return sheets.reduce(into: (tallies: [:], faults: [])) { sum, sheet in
      sum.tallies[sheet.severity, default: RescanTally()] += sheet.tally
      sum.faults += sheet.faults
    }
  }

  @Sendable private func sheet(
    _ number: Int
  ) -> (severity: Severity, tally: RescanTally, faults: [RescanFault]) {
    let seed = plan.pageSeed(number)
    let severity = plan.severity(of: seed)
    let entry = catalogue.forms[plan.form(of: seed)]
    let reader = PageReader(forms: catalogue.forms.map(\.prepared))
    let scans = entry.simulator.sheet(seed: seed, severity: severity).scans(scans).map { page in
      (truth: page.truth, reading: reader.read(page.image))
    }
    let read = scans.filter { $0.reading.isOK(as: $0.truth) }
    var tally = RescanTally()
    (tally.sheets, tally.scans, tally.scansRead) = (1, scans.count, read.count)
    var faults: [RescanFault] = []
    if let first = read.first, read.count > 1 {
      for (index, asked) in first.truth.questions.enumerated() {
        let isVisible = read.allSatisfy { $0.truth.questions[index].isVisible }
        faults += compare(asked, isVisible, read.map(\.reading), entry.form, first.truth, &tally)
      }
      for (place, later) in read.enumerated() where later.reading.hasInk {
        for earlier in read[..<place] where earlier.reading.hasInk {
          tally.pairs.add(earlier.reading, later.reading, entry.form)
        }
      }
    }
    return (severity, tally, faults)
  }

  /// One question in all scans of a sheet.
  private func compare(
    _ asked: QuestionTruth, _ isVisible: Bool, _ readings: [PageReading], _ form: Form, _ truth: PageTruth,
    _ tally: inout RescanTally
  ) -> [RescanFault] {
    let page = form.pages.first { $0.number == truth.formPage }
    guard let question = page?.questions.first(where: { $0.id == asked.question }) else { return [] }
    let read = readings.compactMap { reading in reading.questions.first { $0.question == asked.question } }
    var faults: [RescanFault] = []
    func report(_ option: String?, _ found: [String]) {
      faults.append(
        RescanFault(
          seed: truth.seed, form: truth.form, severity: truth.severity, question: asked.question, option: option,
          found: found, isVisible: isVisible, event: asked.event, style: asked.style))
    }
    for box in question.options.indices {
      let states = read.map { $0.options[box].state }
      tally.boxes += 1
      if Set(states).count > 1 { tally.boxesChanged += 1 }
      guard states.contains(.marked), states.contains(.empty) else { continue }
      if isVisible { tally.flips += 1 } else { tally.flipsInvisible += 1 }
      report(question.options[box].value, states.map(\.rawValue))
    }
    let answers = read.map { MarkPolicy().answer(to: $0, of: question).answer }
    let accepted = answers.filter { $0 != .review }
    guard accepted.count > 1 else { return faults }
    tally.answers += 1
    if Set(accepted).count > 1 {
      if isVisible { tally.answersDiffer += 1 } else { tally.answersDifferInvisible += 1 }
      report(nil, answers.map(\.text))
    }
    return faults
  }
}

/// A box or an answer that is not the same in all scans of its sheet.
struct RescanFault: Sendable, Codable {
  var seed: UInt64
  var form: String
  var severity: Severity
  var question: String
  /// The box that is marked in one scan and empty in another; nil where accepted answers differ.
  var option: String?
  /// What each scan gave.
  var found: [String]
  /// Whether all ink shows in every picture.
  var isVisible: Bool
  var event: AnswerEvent
  var style: MarkStyle?
}

/// Counts over sheets that were scanned several times.
struct RescanTally: Sendable {
  var sheets = 0
  var scans = 0
  /// Scans whose page is ok.
  var scansRead = 0
  /// Boxes of sheets that were read twice or more, those whose state is not the same in all scans, and those that are
  /// marked in one and empty in another: where all ink shows in every picture, and where it does not.
  var boxes = 0
  var boxesChanged = 0
  var flips = 0
  var flipsInvisible = 0
  /// Questions whose answer was accepted twice or more, and those whose accepted answers differ.
  var answers = 0
  var answersDiffer = 0
  var answersDifferInvisible = 0
  /// Scans of one sheet two by two: whether the count sees that they are one.
  var pairs = PairTally()

  static func += (a: inout RescanTally, b: RescanTally) {
    for path in [
      \RescanTally.sheets, \.scans, \.scansRead, \.boxes, \.boxesChanged, \.flips, \.flipsInvisible, \.answers,
      \.answersDiffer, \.answersDifferInvisible,
    ] { a[keyPath: path] += b[keyPath: path] }
    a.pairs += b.pairs
  }
}

/// The figures of rescans as text.
struct RescanTable {
  let tallies: [Severity: RescanTally]
  let faults: [RescanFault]

  var text: String {
    let severities = Severity.allCases.compactMap { severity in tallies[severity].map { (severity.rawValue, $0) } }
    let rows = severities + [("all", severities.reduce(into: RescanTally()) { $0 += $1.1 })]
    let header = [
      "severity", "sheets", "scans", "ok", "boxes", "changed", "flipped", "no ink seen", "answers", "differ",
      "no ink seen",
    ]
    var lines = TextTable(
      rows: [header]
        + rows.map { name, tally in
          [name]
            + [
              tally.sheets, tally.scans, tally.scansRead, tally.boxes, tally.boxesChanged, tally.flips,
              tally.flipsInvisible, tally.answers, tally.answersDiffer, tally.answersDifferInvisible,
            ].map(String.init)
        }, words: 1
    ).lines
    lines += ["", "two scans of one sheet:"]
    lines +=
      TextTable(
        rows: [["severity"] + PairTally.header] + rows.map { [$0] + $1.pairs.cells }, words: 1
      ).lines
    lines += faults.filter(\.isVisible).prefix(40).map { fault in
      let what = fault.option.map { "box \($0)" } ?? "answers"
      return "differs: --page \(fault.seed) --severity \(fault.severity.rawValue) --form \(fault.form) "
        + "\(fault.question) \(what): \(fault.found.joined(separator: ", ")) "
        + "(\(fault.event.rawValue) \(fault.style?.rawValue ?? "-"))"
    }
    return lines.joined(separator: "\n")
  }
}

extension PageReading {
  /// Whether the page was read as the ballot that it is and nothing on it waits for a person as a whole.
  func isOK(as truth: PageTruth) -> Bool {
    kind == .ballot && refusal == nil && form == truth.form && formPage == truth.formPage
  }

  /// Whether some box is not empty.
  fileprivate var hasInk: Bool { questions.contains { $0.options.contains { $0.state != .empty } } }
}
