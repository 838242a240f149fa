/// What the survey's programme asks for, held against what was done: milestones (T01), openings that were due (P03), and how
/// many communes and villages were drawn (K05). There is no clock: what is due by the period's last day, or by its `as_of`,
/// is due.
struct ProgrammeCheck {
  let survey: Survey
  /// The openings that are known, from minutes and scans.
  let openings: Set<OpeningID>
  let minutes: [OpeningID: OpeningMinutes]
  /// When a box was sealed first, where a record says so: before that nothing was due of it.
  var installed: [BoxID: Day] = [:]

  func discrepancies() -> [Discrepancy] { milestones() + dueOpenings() + strata() }

  private func milestones() -> [Discrepancy] {
    survey.milestones.filter { $0.isLate(asOf: survey.period.asOf) }.map {
      Discrepancy(.reportLate, at: .survey, parameters: [.milestone: $0.name, .date: $0.before.iso])
    }
  }

  /// Of cycles the number of openings counts, not their days: the box of a quarter is often opened in the first days of
  /// the next one. A named day is that day.
  private func dueOpenings() -> [Discrepancy] {
    guard let schedule = survey.period.openings else { return [] }
    let due = survey.period.dueDays
    let boxes = Dictionary(grouping: openings, by: \.boxID).merging(installed.mapValues { _ in [] }) { known, _ in known
    }
    return boxes.sorted { $0.key < $1.key }.compactMap { box, openings in
      let due = due.filter { day in installed[box].map { $0 <= day } ?? true }
      let days = openings.compactMap { minutes[$0]?.startedAt?.day }
      var parameters: [Discrepancy.Parameter: String] = [.box: box.box]
      let found: Int
      switch schedule {
      case .every:
        found = openings.count - days.count { day in survey.period.from.map { day < $0 } ?? false }
      case .on:
        let missed = due.filter { !days.contains($0) }
        found = due.count - missed.count
        parameters[.days] = missed.map(\.iso).joined(separator: ", ")
      }
      guard found < due.count else { return nil }
      return Discrepancy(
        .openingMissing, at: .unit(box.unit), expected: due.count, found: found, parameters: parameters)
    }
  }

  /// Of each district with a class its communes, of each of these its villages.
  private func strata() -> [Discrepancy] {
    guard let scheme = StageScheme.all.first(where: { $0.id == survey.sampleScheme }) else { return [] }
    return survey.units.flatMap { unit -> [Discrepancy] in
      guard let stratum = scheme.strata.first(where: { $0.name == unit.stratum }) else { return [] }
      let communes = survey.children(of: unit.code)
      let wanted =
        [(unit.code, stratum.communes, communes.count)]
        + communes.map { ($0.code, stratum.villagesEach, survey.children(of: $0.code).count) }
      return wanted.filter { $0.1 != $0.2 }.map { code, expected, found in
        Discrepancy(
          .strataNumber, at: .unit(code), expected: expected, found: found, parameters: [.rule: scheme.id])
      }
    }
  }
}

/// A box, whichever opening of it.
public struct BoxID: Hashable, Sendable, Comparable {
  /// Unit code.
  public var unit: String
  /// Box code.
  public var box: String

  /// A box from its parts.
  public init(unit: String, box: String) {
    self.unit = unit
    self.box = box
  }

  /// By unit, box.
  public static func < (a: Self, b: Self) -> Bool { (a.unit, a.box) < (b.unit, b.box) }
}

extension OpeningID {
  /// The box that was opened.
  public var boxID: BoxID { BoxID(unit: unit, box: box) }
}
