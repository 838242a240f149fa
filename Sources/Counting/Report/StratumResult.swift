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
  /// Units that answered and belong to no class.
  public var unclassed: [String]
  /// The index Σ W p; nil where a class shows none, its members are not known, or units belong to none.
  public var index: Rate?
  /// Its 95 % interval where it is a share; nil in a census.
  public var interval: ConfidenceInterval?

  /// - Parameter isSampledShare: whether the index is a share that chance moves.
  init(_ strata: [StratumResult], unclassed: [String] = [], isSampledShare: Bool) {
    self.strata = strata
    self.unclassed = unclassed
    let weighed = strata.compactMap { stratum in
      stratum.index.flatMap { index in stratum.population.map { (rate: index, weight: $0, of: stratum.answered) } }
    }
    guard weighed.count == strata.count, unclassed.isEmpty else { return }
    index = Rate.mean(weighed.map { ($0.rate, $0.weight) })
    // A class of which all ballots say the same tells nothing of how far chance moves it.
    if isSampledShare, weighed.allSatisfy({ $0.rate.fraction > 0 && $0.rate.fraction < 1 }) {
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

  /// The transactions of a class; nil where some are not known. Those of a unit include those of the units below it, and
  /// what is below it in another class is that class's.
  func transactions(of group: [SurveyUnit]) -> Int? {
    let codes = Set(group.map(\.code))
    var sum = 0
    for unit in group {
      if unit.parent.map({ !codes.contains($0) }) ?? true {
        guard let own = transactions(of: unit, depth: units.count) else { return nil }
        sum += own
      }
      for part in children(of: unit.code) where !codes.contains(part.code) {
        guard let others = transactions(of: part, depth: units.count) else { return nil }
        sum -= others
      }
    }
    return max(0, sum)
  }

  private func transactions(of unit: SurveyUnit, depth: Int) -> Int? {
    if let own = unit.transactions { return own }
    let parts = children(of: unit.code)
    guard !parts.isEmpty, depth > 0 else { return nil }
    var sum = 0
    for part in parts {
      guard let own = transactions(of: part, depth: depth - 1) else { return nil }
      sum += own
    }
    return sum
  }
}
