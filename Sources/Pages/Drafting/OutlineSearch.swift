internal import Ballots
internal import Raster

/// Finds the boxes, circles and ovals of a page.
///
/// What an outline encloses is a patch of paper that nothing joins to the paper around it. So patches of paper of a box's
/// size are looked at, at several darknesses and with gaps of up to a third of a millimetre closed, as copies break thin
/// lines; each is then measured as a rectangle and as an ellipse (`OutlineMeter`). Letters enclose paper, too: what has
/// letters close on both sides, a line that swells, or much print within is none. Of what is left, only sizes that the
/// page has more than once count, and a size that was learned so is looked for again where rows and columns of found
/// boxes cross.
struct OutlineSearch {
  /// Widths and heights of boxes, mm.
  static let sizes = 2.0...12.0
  /// Width against height: ovals lie.
  static let proportions = 0.5...3.2
  /// Darkness from which on a pixel counts as line, and how far lines are widened to close gaps, px.
  static let passes: [(darkness: Double, widening: Int)] = [(0.5, 0), (0.35, 1), (0.22, 1), (0.35, 2), (0.15, 1)]
  /// Share of an outline that must be printed; less where rows and columns say that one is there.
  static let leastCompleteness = 0.86
  static let leastOfExpected = 0.62
  static let leastSideOfExpected = 0.35
  /// The same for boxes of which only the row says that one is there, and how wide gaps are closed for them.
  static let passesOfRows: [(darkness: Double, widening: Int)] = [(0.3, 3), (0.22, 4)]
  static let leastOfRow = 0.7
  /// Print within an outline, as a share of its inside: a digit in a bubble, not a filled box.
  static let mostPrintInside = 0.34
  /// No print is nearer than this to a box above or below, mm.
  static let clearance = 0.35
  /// Beside a box no word is as near as letters are to each other, and on one side there is more room than between words,
  /// mm.
  static let letterGap = 0.45
  static let wordGap = 1.8
  /// To circles nothing is nearer on any side: they are told from letters by this.
  static let clearanceOfRound = 0.5
  /// Corners of a rectangle that must be printed.
  static let fewestCorners = 3
  /// Larger than letters, mm.
  static let largeBox = 3.6
  /// Lines that go on beyond a corner by this are those of a table, mm.
  static let continuation = 0.9
  /// Boxes of one kind differ by this in width and height, mm.
  static let sameSize = 0.35

  let page: UprightPage
  private let meter: OutlineMeter
  /// Areas with codes and marks, in which nothing is looked for.
  private let taken: [PaperRect]

  init(_ page: UprightPage, leavingOut taken: [PaperRect]) {
    self.page = page
    self.taken = taken
    meter = OutlineMeter(page: page)
  }

  /// The outlines, from top to bottom.
  func outlines() -> [FoundOutline] {
    var found: [FoundOutline] = []
    for (darkness, widening) in Self.passes {
      for rect in enclosed(darkness, widening) {
        guard !found.contains(where: { $0.rect.overlap(with: rect.paper) > 0.3 }) else { continue }
        guard let outline = outline(near: rect), isBox(outline) else { continue }
        guard !found.contains(where: { $0.rect.overlap(with: outline.rect) > 0.3 }) else { continue }
        found.append(outline)
      }
    }
    let kinds = Self.kinds(found)
    found = kinds.flatMap { kind in kind.filter { Self.isInLine($0, with: kind) && !isWithinText($0, kinds: kinds) } }
    found += completed(found)
    return found.map(unified(kinds)).sorted { ($0.rect.y, $0.rect.x) < ($1.rect.y, $1.rect.x) }
  }

  // MARK: Candidates

  /// Where outlines could run: around patches of enclosed paper, px.
  private func enclosed(_ darkness: Double, _ widening: Int) -> [PictureRect] {
    let (width, height) = (page.image.width, page.image.height)
    var ink = UprightPage.mask(page.image, darkerThan: darkness)
    for _ in 0..<widening { ink = Self.widened(ink, width, height) }
    for k in ink.indices { ink[k] = 1 - ink[k] }
    let s = UprightPage.scale
    let margin = Double(widening) + 1
    return ComponentLabels(mask: ink, width: width, height: height).components.compactMap { c in
      let (w, h) = (Double(c.width) + 2 * margin, Double(c.height) + 2 * margin)
      guard Self.sizes.contains(w / s + 0.3), Self.sizes.contains(h / s), Self.proportions.contains(w / h),
        Double(c.area) > 0.4 * Double(c.width * c.height)
      else { return nil }
      return PictureRect(x: Double(c.minX) - margin, y: Double(c.minY) - margin, width: w, height: h)
    }
  }

  /// The mask with every set pixel's eight neighbours set.
  private static func widened(_ mask: [UInt8], _ width: Int, _ height: Int) -> [UInt8] {
    var across = mask
    for y in 0..<height {
      let row = y * width
      for x in 1..<max(1, width - 1) {
        across[row &+ x] = mask[row &+ x &- 1] | mask[row &+ x] | mask[row &+ x &+ 1]
      }
    }
    var result = across
    for y in 1..<max(1, height - 1) {
      let row = y * width
      for x in 0..<width {
        result[row &+ x] = across[row &+ x &- width] | across[row &+ x] | across[row &+ x &+ width]
      }
    }
    return result
  }

  /// The outline near a rectangle, as complete as asked for, with no side less complete.
  private func outline(
    near rect: PictureRect, least: Double = leastCompleteness, side: Double = leastCompleteness * 0.85
  ) -> FoundOutline? {
    let options = [
      meter.rectangle(near: rect, leastSide: side), meter.ellipse(near: rect, least: side),
    ].compactMap { $0 }.filter { $0.completeness >= least }
    // Where both could be meant, lines that are straight: a square's sides bend no circle.
    return options.max { $0.completeness < $1.completeness - 0.001 }
  }

  // MARK: Tests

  private func isBox(_ outline: FoundOutline) -> Bool {
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
    if outline.shape == .square, continuations(of: rect, line: outline.line) >= 2 { return false }
    guard standsApart(rect) else { return false }
    let free = freeSides(of: rect, outline.shape == .square ? Self.clearance : Self.clearanceOfRound)
    let isFree = free.left && free.right && free.top && free.bottom
    if outline.shape != .square { return isFree }
    // Rounded corners are those of a box only where it is large and stands alone.
    guard
      outline.corners >= Self.fewestCorners
        || isFree && outline.completeness > 0.95 && min(rect.width, rect.height) > Self.largeBox
    else { return false }
    return free.top || free.bottom
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
  private func isWithinText(_ outline: FoundOutline, kinds: [[FoundOutline]]) -> Bool {
    let rect = outline.rect
    let reach = 2.5
    func hasText(_ x: Double) -> Bool {
      page.text.area(PaperRect(x: x, y: rect.y, width: reach, height: rect.height)) > 0.15
    }
    guard hasText(rect.x - 0.17 - reach), hasText(rect.maxX + 0.17) else { return false }
    return !kinds.joined().contains { other in
      other != outline && abs(other.rect.center.y - rect.center.y) < rect.height / 2
    }
  }

  // MARK: Kinds

  /// Outlines of the same shape and size together; those of which there is only one are left out, and round ones of
  /// which there are fewer than three.
  private static func kinds(_ outlines: [FoundOutline]) -> [[FoundOutline]] {
    var kinds: [[FoundOutline]] = []
    for outline in outlines.sorted(by: { $0.completeness > $1.completeness }) {
      let known = kinds.firstIndex { kind in
        guard let first = kind.first else { return false }
        return (first.shape == .square) == (outline.shape == .square)
          && abs(first.rect.width - outline.rect.width) < sameSize
          && abs(first.rect.height - outline.rect.height) < sameSize
      }
      if let known { kinds[known].append(outline) } else { kinds.append([outline]) }
    }
    return kinds.filter { $0.count >= ($0.first?.shape == .square ? 2 : 3) }
  }

  /// Whether others of its kind stand level with an outline, or above or below it: boxes are set in rows or columns. Round
  /// ones need two.
  private static func isInLine(_ outline: FoundOutline, with kind: [FoundOutline]) -> Bool {
    let center = outline.rect.center
    let level = kind.count { abs($0.rect.center.y - center.y) < OutlineRows.level * outline.rect.height } - 1
    let plumb = kind.count { abs($0.rect.center.x - center.x) < OutlineRows.plumb } - 1
    return max(level, plumb) >= (outline.shape == .square ? 1 : 2)
  }

  /// The outline with the size that most of its kind have: sizes are designed, and single ones are measured less well.
  private func unified(_ kinds: [[FoundOutline]]) -> (FoundOutline) -> FoundOutline {
    let typical = kinds.map { kind -> FoundOutline? in
      let middle = kind.count / 2
      guard var model = kind.first else { return nil }
      let widths = kind.map(\.rect.width).sorted()
      let heights = kind.map(\.rect.height).sorted()
      (model.rect.width, model.rect.height) = (widths[middle], heights[middle])
      // One kind is round or oval as a whole.
      if model.shape != .square {
        let isOval = kind.count { $0.shape == .ellipse } * 2 > kind.count
        model.shape = isOval ? .ellipse : .circle
      }
      return model
    }.compactMap { $0 }
    return { outline in
      let nearest = typical.filter { ($0.shape == .square) == (outline.shape == .square) }.min { a, b in
        a.unlike(outline) < b.unlike(outline)
      }
      guard let nearest, nearest.unlike(outline) < 2 * Self.sameSize else { return outline }
      var result = outline
      result.shape = nearest.shape
      let center = outline.rect.center
      result.rect = PaperRect(
        x: center.x - nearest.rect.width / 2, y: center.y - nearest.rect.height / 2, width: nearest.rect.width,
        height: nearest.rect.height)
      return result
    }
  }

  // MARK: Missing ones

  /// Outlines that were not found because their lines are broken: where a row of found ones and a column of others cross.
  private func completed(_ found: [FoundOutline]) -> [FoundOutline] {
    var added: [FoundOutline] = []
    let columns = OutlineRows.columns(of: found)
    for row in OutlineRows.rows(of: found) {
      guard let model = row.first else { continue }
      let y = row.map(\.rect.center.y).reduce(0, +) / Double(row.count)
      for column in columns where column.count >= 2 {
        guard let other = column.first, other.unlike(model) < Self.sameSize,
          (other.shape == .square) == (model.shape == .square)
        else { continue }
        let x = column.map(\.rect.center.x).reduce(0, +) / Double(column.count)
        let place = PaperRect(
          x: x - model.rect.width / 2, y: y - model.rect.height / 2, width: model.rect.width, height: model.rect.height)
        guard !(found + added).contains(where: { $0.rect.overlap(with: place) > 0.1 }),
          let outline = expected(model, at: place)
        else { continue }
        added.append(outline)
      }
    }
    return added + completedRows(found + added)
  }

  /// The same where only a row says that a box is there: the patch it encloses when wider gaps are closed has its size.
  private func completedRows(_ found: [FoundOutline]) -> [FoundOutline] {
    var added: [FoundOutline] = []
    let rows = OutlineRows.rows(of: found)
    for (darkness, widening) in Self.passesOfRows {
      for rect in enclosed(darkness, widening) {
        let place = rect.paper
        let row = rows.first { row in
          guard let model = row.first, let y = OutlineRows.mean(row.map(\.rect.center.y)) else { return false }
          return abs(place.center.y - y) < 0.6 && abs(place.width - model.rect.width) < 3 * Self.sameSize
            && abs(place.height - model.rect.height) < 3 * Self.sameSize
        }
        guard let model = row?.first, standsApart(place),
          !(found + added).contains(where: { $0.rect.overlap(with: place) > 0.1 }),
          let outline = expected(model, at: place, least: Self.leastOfRow)
        else { continue }
        added.append(outline)
      }
    }
    return added
  }

  private func expected(
    _ model: FoundOutline, at place: PaperRect, least: Double = leastOfExpected
  ) -> FoundOutline? {
    let s = UprightPage.scale
    let middle = place.expanded(by: -model.line / 2)
    let rect = PictureRect(x: middle.x * s, y: middle.y * s, width: middle.width * s, height: middle.height * s)
    guard let outline = outline(near: rect, least: least, side: Self.leastSideOfExpected),
      outline.unlike(model) < 2 * Self.sameSize,
      (outline.shape == .square) == (model.shape == .square),
      outline.rect.center.distance(to: place.center) < 0.8
    else { return nil }
    return outline
  }
}

extension FoundOutline {
  /// The larger difference in width or height, mm.
  func unlike(_ other: FoundOutline) -> Double {
    max(abs(rect.width - other.rect.width), abs(rect.height - other.rect.height))
  }
}

extension Rect where P == Picture {
  /// The same at the resolution of upright pages, mm.
  var paper: PaperRect {
    let s = UprightPage.scale
    return PaperRect(x: x / s, y: y / s, width: width / s, height: height / s)
  }
}

extension Rect {
  /// The area that two rectangles share, as a share of the smaller one.
  func overlap(with other: Self) -> Double {
    let w = min(maxX, other.maxX) - max(x, other.x)
    let h = min(maxY, other.maxY) - max(y, other.y)
    guard w > 0, h > 0 else { return 0 }
    return w * h / min(width * height, other.width * other.height)
  }
}
