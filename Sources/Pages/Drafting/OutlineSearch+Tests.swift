internal import Ballots
internal import Raster

/// What tells a box from letters, tables and samples.
extension OutlineSearch {
  func isBox(_ outline: FoundOutline) -> Bool {
    let rect = outline.rect
    guard isPlausible(outline) else { return false }
    let free = freeSides(of: rect, outline.isRound ? Self.clearanceOfRound : Self.clearance)
    let isFree = free.left && free.right && free.top && free.bottom
    if outline.isRound { return isFree }
    // Rounded corners are those of a box only where it is large and stands alone.
    guard
      outline.corners >= Self.fewestCorners
        || isFree && outline.completeness > 0.95 && min(rect.width, rect.height) > Self.largeBox
    else { return false }
    return free.top || free.bottom
  }

  /// Whether an outline has a box's size and surroundings, as one of a known row or column has, too.
  func isPlausible(_ outline: FoundOutline) -> Bool {
    let rect = outline.rect
    guard Self.sizes.contains(rect.width), Self.sizes.contains(rect.height),
      Self.proportions.contains(rect.width / rect.height),
      rect.x > 0, rect.y > 0, rect.maxX < page.size.width, rect.maxY < page.size.height,
      !taken.contains(where: { $0.contains(rect.center) })
    else { return false }
    let inside = rect.expanded(by: -outline.line - 0.25)
    guard inside.width > 0, inside.height > 0 else { return false }
    let printed = page.text.area(inside) + page.rules.area(inside)
    guard printed <= Self.mostPrintInside * inside.width * inside.height else { return false }
    if !outline.isRound, continuations(of: rect, line: outline.line) >= 2 { return false }
    return standsApart(rect) && (outline.isRound || !isRound(rect, line: outline.line))
  }

  /// Whether a ring runs where a rectangle was seen: an O has four sides, too.
  private func isRound(_ rect: PaperRect, line: Double) -> Bool {
    let s = UprightPage.scale
    let middle = rect.expanded(by: -line / 2)
    let ring = meter.ellipse(
      near: PictureRect(x: middle.x * s, y: middle.y * s, width: middle.width * s, height: middle.height * s),
      least: Self.leastCompleteness)
    return ring.map { max(abs($0.rect.width - rect.width), abs($0.rect.height - rect.height)) < Self.sameSize } ?? false
  }

  /// Of the eight ways in which sides could go on beyond the corners, how many do.
  private func continuations(of rect: PaperRect, line: Double) -> Int {
    let s = UprightPage.scale
    let length = Int(Self.continuation * s)
    let thick = max(2, Int(line * s))
    func isDark(_ columns: Range<Int>, _ rows: Range<Int>) -> Bool {
      // A line goes all the way: in each step across it something is dark.
      let isUpright = rows.count > columns.count
      return (isUpright ? rows : columns).allSatisfy { t in
        (isUpright ? columns : rows).contains { k in
          (isUpright ? page.darkness(k, t) : page.darkness(t, k)) > OutlineMeter.lineDarkness
        }
      }
    }
    let (x0, x1) = (Int(rect.x * s), Int(rect.maxX * s))
    let (y0, y1) = (Int(rect.y * s), Int(rect.maxY * s))
    var count = 0
    for y in [y0, y1 - thick] {
      let rows = (y - 1)..<(y + thick + 1)
      if isDark((x0 - 2 - length)..<(x0 - 2), rows) { count += 1 }
      if isDark((x1 + 3)..<(x1 + 3 + length), rows) { count += 1 }
    }
    for x in [x0, x1 - thick] {
      let columns = (x - 1)..<(x + thick + 1)
      if isDark(columns, (y0 - 2 - length)..<(y0 - 2)) { count += 1 }
      if isDark(columns, (y1 + 3)..<(y1 + 3 + length)) { count += 1 }
    }
    return count
  }

  /// Whether a box is no letter of a word.
  private func standsApart(_ rect: PaperRect) -> Bool {
    let gap = 0.1
    func room(_ side: (Double) -> PaperRect) -> Double {
      if page.text.area(side(Self.wordGap)) < 0.05 { return Self.wordGap }
      return page.text.area(side(Self.letterGap)) < 0.04 ? Self.letterGap : 0
    }
    let left = room { PaperRect(x: rect.x - gap - $0, y: rect.y, width: $0, height: rect.height) }
    let right = room { PaperRect(x: rect.maxX + gap, y: rect.y, width: $0, height: rect.height) }
    return min(left, right) > 0 && max(left, right) >= Self.wordGap
  }

  private func freeSides(of rect: PaperRect, _ length: Double) -> (left: Bool, right: Bool, top: Bool, bottom: Bool) {
    let gap = 0.17
    func isFree(_ area: PaperRect) -> Bool { page.text.area(area) + page.rules.area(area) < 0.03 }
    return (
      isFree(PaperRect(x: rect.x - gap - length, y: rect.y, width: length, height: rect.height)),
      isFree(PaperRect(x: rect.maxX + gap, y: rect.y, width: length, height: rect.height)),
      isFree(PaperRect(x: rect.x, y: rect.y - gap - length, width: rect.width, height: length)),
      isFree(PaperRect(x: rect.x, y: rect.maxY + gap, width: rect.width, height: length))
    )
  }

  /// Whether a box stands in a line of words, as where a form explains how to mark it: it is alone in its row, with words
  /// close on both sides.
  func isWithinText(_ outline: FoundOutline, among kinds: [OutlineKind]) -> Bool {
    let rect = outline.rect
    let reach = 2.5
    func hasText(_ x: Double) -> Bool {
      page.text.area(PaperRect(x: x, y: rect.y, width: reach, height: rect.height)) > 0.15
    }
    guard hasText(rect.x - 0.17 - reach), hasText(rect.maxX + 0.17) else { return false }
    return !kinds.flatMap(\.members).contains { other in
      other != outline && abs(other.rect.center.y - rect.center.y) < rect.height / 2
    }
  }
}
