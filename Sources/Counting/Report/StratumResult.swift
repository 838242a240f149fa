public import Ballots

/// What the units of one class came to.
public struct StratumResult: Hashable, Sendable {
  /// The class, as the units name it.
  public var name: String
  /// Its members: the transactions of its units; nil where not all are known.
  public var population: Int?
  /// Ballots on which the index rests.
  public var answered: Int
  /// The index; nil where nobody answered, or too few to show.
  public var index: Rate?
}

/// The classes of a survey and the index in which each weighs as much as it has members (source 003; W. G. Cochran, Sampling
/// Techniques, §5.3).
public struct StratifiedResult: Hashable, Sendable {
  /// The classes in alphabetical order; empty where the survey has none.
  public var strata: [StratumResult]
  /// The index Σ W p; nil where a class shows none or its members are not known.
  public var index: Rate?
  /// Its 95 % interval where it is a share; nil in a census.
  public var interval: ConfidenceInterval?

  /// - Parameter isSampledShare: whether the index is a share that chance moves.
  init(_ strata: [StratumResult], isSampledShare: Bool) {
    self.strata = strata
    let weighed = strata.compactMap { stratum in
      stratum.index.flatMap { index in stratum.population.map { (rate: index, weight: $0, of: stratum.answered) } }
    }
    guard weighed.count == strata.count else { return }
    index = Rate.mean(weighed.map { ($0.rate, $0.weight) })
    if isSampledShare {
      interval = ConfidenceInterval(
        weighed.map { ConfidenceInterval.Stratum(share: $0.rate.fraction, count: $0.of, population: $0.weight) })
    }
  }
}

extension Survey {
  /// The units of each class: those that name it, and all below them that name none of their own.
  func strata() -> [(name: String, units: [SurveyUnit])] {
    let byCode = Dictionary(units.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    func stratum(of unit: SurveyUnit) -> String? {
      var place: SurveyUnit? = unit
      // A tree that goes in a circle was refused when it was read.
      for _ in units.indices {
        guard let here = place else { return nil }
        if let own = here.stratum { return own }
        place = here.parent.flatMap { byCode[$0] }
      }
      return nil
    }
    let groups = Dictionary(grouping: units.compactMap { unit in stratum(of: unit).map { ($0, unit) } }, by: \.0)
    return groups.map { ($0.key, $0.value.map(\.1)) }.sorted { $0.name < $1.name }
  }

  /// The transactions of units and of all below them; nil where some are not known. A unit that names its own has those of the
  /// units below it among them.
  func transactions(of group: [SurveyUnit]) -> Int? {
    let codes = Set(group.map(\.code))
    let tops = group.filter { unit in unit.parent.map { !codes.contains($0) } ?? true }
    var sum = 0
    for top in tops {
      guard let own = transactions(below: top, depth: units.count) else { return nil }
      sum += own
    }
    return sum
  }

  private func transactions(below unit: SurveyUnit, depth: Int) -> Int? {
    if let own = unit.transactions { return own }
    let parts = children(of: unit.code)
    guard !parts.isEmpty, depth > 0 else { return nil }
    var sum = 0
    for part in parts {
      guard let own = transactions(below: part, depth: depth - 1) else { return nil }
      sum += own
    }
    return sum
  }
}
