internal import Ballots
internal import Raster

/// Finds the boxes of known kinds whose lines are broken: along rows and columns of boxes that were found, where most
/// of an outline is printed, and where a row and a column cross, where less of it is. What is found so makes rows and
/// columns of its own, which are followed in turn.
struct OutlineCompletion {
  /// How far a box may stand off its row or column, mm.
  static let reach = 0.55
  /// Share of an outline that must be printed where a row and a column say that one is there, and where only one does.
  static let leastAtCrossing = 0.42
  static let leastInLine = 0.62
  static let leastOfRoundInLine = 0.72
  /// A side with more is seen; so many must be.
  static let leastSide = 0.4
  static let sidesAtCrossing = 2
  static let sidesInLine = 3
  static let mostRounds = 4
  /// A page on which one row in so many is a single box has lists of them.
  static let fewestListRows = 3

  let search: OutlineSearch
  let kinds: [FoundOutline]

  func completed(_ found: [FoundOutline]) -> [FoundOutline] {
    var all = found
    for _ in 0..<Self.mostRounds {
      let before = all.count
      for kind in kinds {
        for outline in crossings(kind, all) + inLine(kind, all) { add(outline, to: &all) }
      }
      if all.count == before { break }
    }
    return Self.inCompany(all)
  }

  /// Without broken outlines that stand alone in their row on a page whose rows have several: at the margin, letters stand
  /// in the boxes' column, too.
  private static func inCompany(_ outlines: [FoundOutline]) -> [FoundOutline] {
    let rows = OutlineRows.rows(of: outlines)
    guard rows.count(where: { $0.count == 1 }) * fewestListRows <= rows.count else { return outlines }
    return rows.filter { $0.count > 1 || $0[0].completeness >= OutlineSearch.leastCompleteness }.flatMap(\.self)
  }

  private func add(_ outline: FoundOutline, to all: inout [FoundOutline]) {
    guard !all.contains(where: { $0.rect.overlap(with: outline.rect) > 0.1 }) else { return }
    all.append(outline)
  }

  private func members(_ kind: FoundOutline, _ all: [FoundOutline]) -> [FoundOutline] {
    all.filter { $0.isRound == kind.isRound && $0.unlike(kind) < 2 * OutlineSearch.sameSize }
  }

  // MARK: Places

  /// Where rows and columns of a kind cross and nothing was found yet.
  private func crossings(_ kind: FoundOutline, _ all: [FoundOutline]) -> [FoundOutline] {
    let members = members(kind, all)
    let rows = OutlineRows.rows(of: members)
    let columns = OutlineRows.columns(of: members).filter { $0.count >= 2 }
    var result: [FoundOutline] = []
    for row in rows {
      for column in columns {
        guard let x = Self.nearest(column, to: row[0].rect.center.y, by: \.y)?.rect.center.x,
          let y = Self.nearest(row, to: x, by: \.x)?.rect.center.y
        else { continue }
        let place = kind.rect.centered(at: PaperPoint(x: x, y: y))
        guard !all.contains(where: { $0.rect.overlap(with: place) > 0.1 }) else { continue }
        let reach = Int(Self.reach * UprightPage.scale)
        guard let best = best(kind, around: place, reach, reach),
          best.printed >= Self.leastAtCrossing, best.sides >= Self.sidesAtCrossing
        else { continue }
        let outline = measured(kind, best)
        if search.isPlausible(outline) { result.append(outline) }
      }
    }
    return result
  }

  private static func nearest(
    _ line: [FoundOutline], to place: Double, by axis: KeyPath<PaperPoint, Double>
  ) -> FoundOutline? {
    line.min { abs($0.rect.center[keyPath: axis] - place) < abs($1.rect.center[keyPath: axis] - place) }
  }

  /// Outlines anywhere along rows and columns of a kind.
  private func inLine(_ kind: FoundOutline, _ all: [FoundOutline]) -> [FoundOutline] {
    let members = members(kind, all)
    let reach = Int(Self.reach * UprightPage.scale)
    var seen: [Place] = []
    for row in OutlineRows.rows(of: members) {
      along(search.page.size.width, kind.rect.width) { x in
        guard let y = Self.nearest(row, to: x, by: \.x)?.rect.center.y else { return nil }
        return best(kind, around: kind.rect.centered(at: PaperPoint(x: x, y: y)), 0, reach)
      }.forEach { seen.append($0) }
    }
    for column in OutlineRows.columns(of: members) where column.count >= 2 {
      along(search.page.size.height, kind.rect.height) { y in
        guard let x = Self.nearest(column, to: y, by: \.y)?.rect.center.x else { return nil }
        return best(kind, around: kind.rect.centered(at: PaperPoint(x: x, y: y)), reach, 0)
      }.forEach { seen.append($0) }
    }
    var result: [FoundOutline] = []
    for place in seen.sorted(by: { $0.printed > $1.printed }) {
      guard !(all + result).contains(where: { $0.rect.overlap(with: place.rect.paper) > 0.1 }) else { continue }
      let outline = measured(kind, place)
      if search.isBox(outline) { result.append(outline) }
    }
    return result
  }

  /// The places along a line, a pixel apart, at which enough of an outline is printed; of those a box apart the best.
  private func along(_ length: Double, _ size: Double, _ place: (Double) -> Place?) -> [Place] {
    let s = UprightPage.scale
    var result: [(at: Double, place: Place)] = []
    for k in Int(size / 2 * s)..<max(Int(size / 2 * s), Int((length - size / 2) * s)) {
      let at = Double(k) / s
      guard let found = place(at), found.sides >= Self.sidesInLine,
        found.printed >= (found.isRound ? Self.leastOfRoundInLine : Self.leastInLine)
      else { continue }
      if let last = result.last, at - last.at < size / 2 {
        if found.printed > last.place.printed { result[result.count - 1] = (at, found) }
      } else {
        result.append((at, found))
      }
    }
    return result.map(\.place)
  }

  // MARK: Evidence

  /// An outline of a kind at a place (px), and how much of it is printed.
  private struct Place {
    var rect: PictureRect
    var printed: Double
    /// Sides that are seen; of a round one, all.
    var sides: Int
    var isRound: Bool
  }

  /// The place near a rectangle at which most of a kind's outline is printed.
  private func best(_ kind: FoundOutline, around place: PaperRect, _ across: Int, _ down: Int) -> Place? {
    let s = UprightPage.scale
    let line = kind.line * s
    var best: Place?
    for dy in -down...down {
      for dx in -across...across {
        let rect = PictureRect(
          x: place.x * s + Double(dx), y: place.y * s + Double(dy), width: place.width * s, height: place.height * s)
        let seen: Place
        if kind.isRound {
          seen = Place(rect: rect, printed: search.lines.round(of: rect, line: line), sides: 4, isRound: true)
        } else {
          let sides = search.lines.sides(of: rect, line: line)
          seen = Place(
            rect: rect, printed: sides.reduce(0, +) / 4, sides: sides.count { $0 >= Self.leastSide },
            isRound: false)
        }
        if seen.printed > best?.printed ?? 0 { best = seen }
      }
    }
    return best
  }

  /// The outline at a place, by those of its edges that are there.
  private func measured(_ kind: FoundOutline, _ place: Place) -> FoundOutline {
    var outline = kind
    outline.rect = place.rect.paper
    outline.completeness = place.printed
    let close =
      kind.isRound
      ? search.meter.ellipse(near: place.rect.expanded(by: -kind.line / 2 * UprightPage.scale), least: 0.7)
      : search.meter.rectangle(near: place.rect, leastSide: 0.5, missing: 3)
    if let close, close.unlike(kind) < 2 * OutlineSearch.sameSize,
      close.rect.center.distance(to: outline.rect.center) < Self.reach
    {
      outline.rect = kind.rect.centered(at: close.rect.center)
    }
    if !kind.isRound {
      let s = UprightPage.scale
      let rect = outline.rect
      let outer = PictureRect(x: rect.x * s, y: rect.y * s, width: rect.width * s, height: rect.height * s)
      outline.corners = search.meter.corners(of: outer, line: kind.line * s)
    }
    return outline
  }
}
