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
  /// Share of an outline that must be printed.
  static let leastCompleteness = 0.86
  static let leastOfSide = 0.73
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

  /// Boxes with a lost side make a kind only together, and only where each side is seen on some.
  static let fewestOpen = 4

  let page: UprightPage
  let meter: OutlineMeter
  let lines: PrintedLines
  /// Areas with codes and marks, in which nothing is looked for.
  let taken: [PaperRect]

  init(_ page: UprightPage, leavingOut taken: [PaperRect]) {
    self.page = page
    self.taken = taken
    meter = OutlineMeter(page: page)
    lines = PrintedLines(page)
  }

  /// The outlines, from top to bottom.
  func outlines() -> [FoundOutline] {
    var found: [FoundOutline] = []
    func add(_ rect: PictureRect, _ outline: (PictureRect) -> FoundOutline?) {
      guard !found.contains(where: { $0.rect.overlap(with: rect.paper) > 0.3 }),
        let outline = outline(rect), isBox(outline),
        !found.contains(where: { $0.rect.overlap(with: outline.rect) > 0.3 })
      else { return }
      found.append(outline)
    }
    for (darkness, widening) in Self.passes {
      for rect in enclosed(darkness, widening) { add(rect, closed) }
    }
    for rect in StrokePairs.candidates(on: page, lines: lines) {
      add(rect) { meter.rectangle(near: $0, leastSide: Self.leastOfSide, missing: 1) }
    }
    let kinds = OutlineKind.kinds(of: found)
    found = kinds.flatMap { kind in
      kind.members.filter { kind.isInLine($0) && !isWithinText($0, among: kinds) }
    }
    found = OutlineCompletion(search: self, kinds: kinds.map(\.model)).completed(found)
    return found.map { OutlineKind.evened($0, kinds: kinds) }.sorted { ($0.rect.y, $0.rect.x) < ($1.rect.y, $1.rect.x) }
  }

  // MARK: Candidates

  /// Where outlines could run: around patches of enclosed paper, px.
  private func enclosed(_ darkness: Double, _ widening: Int) -> [PictureRect] {
    let (width, height) = (page.image.width, page.image.height)
    var ink = page.mask(darkerThan: darkness)
    for _ in 0..<widening { ink = PrintedLines.widened(PrintedLines.widened(ink, by: 1), by: width) }
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

  /// The outline near a rectangle, with no side much less complete than the whole.
  private func closed(near rect: PictureRect) -> FoundOutline? {
    let options = [
      meter.rectangle(near: rect, leastSide: Self.leastOfSide),
      meter.ellipse(near: rect, least: Self.leastCompleteness),
    ].compactMap { $0 }.filter { $0.completeness >= Self.leastCompleteness }
    // Where both could be meant, lines that are straight: a square's sides bend no circle.
    return options.max { $0.completeness < $1.completeness - 0.001 }
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
