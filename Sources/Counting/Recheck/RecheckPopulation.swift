internal import Ballots

/// By what sheets are grouped for a recheck.
public enum RecheckGroup: String, Hashable, Sendable, Codable, CaseIterable {
  case unit, box, form

  /// The group to which a page belongs.
  func name(of page: AssembledPage) -> String {
    switch self {
    case .unit: page.unit ?? ""
    case .box: "\(page.countedOpening.unit)-\(page.countedOpening.box)"
    case .form: page.form ?? ""
    }
  }
}

/// The sheets of a count that can be drawn for a recheck: its pages with status `ok` and at least one accepted answer, by
/// group.
public struct RecheckPopulation: Sendable {
  /// Sheets that are drawn from by themselves.
  public struct Stratum: Sendable {
    /// The group's name.
    public var name: String
    /// Its sheets in the count's order, with their accepted answers only.
    public var sheets: [AssembledPage]
  }

  /// By what is grouped.
  public let group: RecheckGroup
  /// The groups in natural order of their names.
  public let strata: [Stratum]

  /// The population of a count.
  public init(_ pages: [AssembledPage], by group: RecheckGroup) {
    let sheets: [AssembledPage] = pages.compactMap { page in
      guard page.status == .ok else { return nil }
      var sheet = page
      sheet.answers.removeAll { $0.answer == .review }
      return sheet.answers.isEmpty ? nil : sheet
    }
    self.group = group
    strata = Dictionary(grouping: sheets, by: group.name).map { Stratum(name: $0.key, sheets: $0.value) }
      .sorted { NaturalOrder.precedes($0.name, $1.name) }
  }

  /// All sheets, group by group.
  public var sheets: [AssembledPage] { strata.flatMap(\.sheets) }

  /// How many accepted answers there are.
  public var answers: Int { sheets.reduce(0) { $0 + $1.answers.count } }

  /// What a recheck of it has to show.
  public func plan(tolerating tolerated: Int) -> RecheckPlan {
    RecheckPlan(strata.map { $0.sheets.map(\.answers.count) }, tolerated: tolerated)
  }

  /// Its sheets in the order in which a seed draws them, with the groups' names as strata.
  public func order(by drawing: Drawing) -> RecheckOrder {
    RecheckOrder(
      strata: strata.map { stratum in
        var byItem: [String: AssembledPage] = [:]
        for sheet in stratum.sheets {
          let item = Self.item(sheet)
          // The same contents lie in two places, and people took both for ballots.
          var copy = 1
          while byItem[copy == 1 ? item : "\(item)+\(copy)"] != nil { copy += 1 }
          byItem[copy == 1 ? item : "\(item)+\(copy)"] = sheet
        }
        let drawn = drawing.draw(byItem.count, of: Array(byItem.keys), stratum: stratum.name)
        return Stratum(name: stratum.name, sheets: drawn.compactMap { byItem[$0] })
      })
  }

  /// What a sheet is called in a drawing: the SHA-256 of its file, `#`, page, `.`, slot. Renaming a file draws no other.
  public static func item(_ sheet: AssembledPage) -> String {
    "\(sheet.sha256)#\(sheet.location.page).\(sheet.location.slot)"
  }
}

/// The sheets of each group in the order in which they are drawn: a smaller sample is part of each larger one.
public struct RecheckOrder: Sendable {
  /// The groups.
  let strata: [RecheckPopulation.Stratum]

  /// The sheets that are drawn when so many of each group are, each group's in natural order: a worksheet is filled in the
  /// order in which the paper lies.
  public func sample(_ draws: [Int]) -> [RecheckPopulation.Stratum] {
    zip(strata, draws).map { stratum, count in
      let drawn = stratum.sheets.prefix(max(0, count)).map { (NaturalOrder.Key($0.location.file), $0) }
      let sorted = drawn.sorted { a, b in
        (a.0, a.1.location.page, a.1.location.slot) < (b.0, b.1.location.page, b.1.location.slot)
      }
      return RecheckPopulation.Stratum(name: stratum.name, sheets: sorted.map(\.1))
    }
  }

  /// How many sheets of each group, in proportion and rounded up, hold at least so many answers; all of them where fewer do
  /// not.
  public func draws(holding answers: Int) -> [Int] {
    let sizes = strata.map(\.sheets.count)
    var (low, high) = (0, sizes.reduce(0, +))
    while low < high {
      let middle = low + (high - low) / 2
      let drawn = zip(strata, Drawing.sharesRoundedUp(middle, of: sizes)).reduce(0) { sum, next in
        sum + next.0.sheets.prefix(next.1).reduce(0) { $0 + $1.answers.count }
      }
      if drawn >= answers { high = middle } else { low = middle + 1 }
    }
    return Drawing.sharesRoundedUp(low, of: sizes)
  }
}
