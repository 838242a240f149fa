internal import Counting

/// Whether the units of a list are a tree: each belongs to a unit that is there, none to itself by whatever way, and each
/// exists in the survey's period.
struct UnitTree {
  private let units: [SurveyUnit]
  private let survey: Survey?
  private let places: [String: Int]

  init(_ units: [SurveyUnit], _ survey: Survey?) {
    self.units = units
    self.survey = survey
    places = Dictionary(units.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// - Parameter error: a problem with a field of a unit, by its place in the list.
  /// - Throws: the first problem.
  func check(_ error: (Int, String, FolderProblem) -> FolderError) throws(FolderError) {
    let former = Set(units.flatMap(\.predecessors))
    let scheme = StageScheme.all.first { $0.id == survey?.sampleScheme }
    for (place, unit) in units.enumerated() {
      for (field, codes) in [("parent", [unit.parent].compactMap { $0 }), ("predecessors", unit.predecessors)] {
        if let code = codes.first(where: { places[$0] == nil }) {
          let nearest = NearestName.find(code, among: units.map(\.code))
          throw error(place, field, .unlistedUnit(code: code, nearest: nearest))
        }
      }
      if let circle = circle(from: place, { $0.parent.map { [$0] } ?? [] }) {
        throw error(place, "parent", .circle(circle))
      }
      if let circle = circle(from: place, \.predecessors) { throw error(place, "predecessors", .circle(circle)) }
      if let from = unit.validFrom, let to = unit.validTo, to < from {
        throw error(place, "valid_to", .reversed(from: from.iso, to: to.iso))
      }
      // A unit that another was made of stands in the list for that one's sake.
      if let period = survey?.period, !unit.isValid(in: period), !former.contains(unit.code) {
        let field = unit.validTo.map { day in period.from.map { day < $0 } ?? false } ?? false
        throw error(place, field ? "valid_to" : "valid_from", .notInPeriod(from: period.from?.iso, to: period.to?.iso))
      }
      if let scheme, let stratum = unit.stratum, !scheme.strata.contains(where: { $0.name == stratum }) {
        throw error(place, "class", .wrong(expected: .oneOf(scheme.strata.map(\.name)), found: stratum))
      }
    }
  }

  /// The codes on the way from a unit back to it; nil where no way leads back.
  private func circle(from start: Int, _ next: (SurveyUnit) -> [String]) -> [String]? {
    var seen: Set<Int> = []
    var ways: [[Int]] = [[start]]
    while let way = ways.popLast() {
      for place in next(units[way.last ?? start]).compactMap({ places[$0] }) {
        if place == start { return (way + [start]).map { units[$0].code } }
        if seen.insert(place).inserted { ways.append(way + [place]) }
      }
    }
    return nil
  }
}
