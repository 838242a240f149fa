internal import Ballots
internal import Counting
internal import Foundation
internal import Pages
internal import Reading

/// Compares different ballots with the same answers, two by two, as the count does when their serials cannot be used:
/// each that is taken for one sheet scanned twice is a vote lost or a person's time.
struct Twins: Sendable {
  /// Ballots with the same answers, one seed.
  struct Group: Sendable {
    let seed: UInt64
    let severity: Severity
    /// Whether one hand with one pen filled them in, and one scanner took them.
    let isAlike: Bool
    var tally = PairTally()
    /// The pairs that go to a person or are taken for one sheet, by the numbers of their ballots.
    var confused: [(earlier: Int, later: Int)] = []
  }

  let plan: RunPlan
  let catalogue: FormCatalogue
  let workers: Workers
  /// Ballots of a group.
  let size: Int

  /// Groups in the order of their seeds, each once with ballots as usual and once with ballots that are alike.
  func finish() async -> [Group] {
    let groups = max(1, plan.pages / size / 2)
    return await workers.results(of: 0..<(2 * groups), group)
  }

  @Sendable private func group(_ number: Int) -> Group {
    let seed = plan.pageSeed(number / 2)
    let entry = catalogue.forms[plan.form(of: seed)]
    var group = Group(seed: seed, severity: plan.severity(of: seed), isAlike: number % 2 == 1)
    let reader = PageReader(forms: catalogue.forms.map(\.prepared))
    var read: [(ballot: Int, reading: PageReading)] = []
    for ballot in 0..<size {
      let page = entry.simulator.twin(ballot, of: seed, severity: group.severity, isAlike: group.isAlike).scan()
      let reading = reader.read(page.image)
      guard reading.isOK(as: page.truth) else { continue }
      for earlier in read where group.tally.add(earlier.reading, reading, entry.form) != .distinct {
        group.confused.append((earlier.ballot, ballot))
      }
      read.append((ballot, reading))
    }
    return group
  }
}

/// The figures of twins as text.
struct TwinTable {
  let groups: [Twins.Group]

  var text: String {
    var rows = [["severity", "ballots"] + PairTally.header]
    for isAlike in [false, true] {
      let chosen = groups.filter { $0.isAlike == isAlike }
      for severity in Severity.allCases {
        append(&rows, severity.rawValue, isAlike, chosen.filter { $0.severity == severity })
      }
      append(&rows, "all", isAlike, chosen)
    }
    var lines = TextTable(rows: rows, words: 2).lines
    for group in groups {
      for pair in group.confused.prefix(3) {
        lines.append(
          "confused: --page \(group.seed) --severity \(group.severity.rawValue) --twins: \(Self.name(group.isAlike)) "
            + "\(pair.earlier) and \(pair.later)")
      }
    }
    return lines.joined(separator: "\n")
  }

  private func append(_ rows: inout [[String]], _ severity: String, _ isAlike: Bool, _ groups: [Twins.Group]) {
    guard !groups.isEmpty else { return }
    let tally = groups.reduce(into: PairTally()) { $0 += $1.tally }
    rows.append([severity, Self.name(isAlike)] + tally.cells)
  }

  static func name(_ isAlike: Bool) -> String { isAlike ? "alike" : "usual" }
}
