internal import Ballots
internal import Codecs
internal import Raster

/// Where people write: dotted and ruled lines, and empty frames.
struct WritingAreas {
  /// Dots of a leader are smaller than this, mm, and follow each other within the gap.
  static let largestDot = 0.9
  static let dotGap = 2.2
  /// A line is at least this long and has as many dots, mm.
  static let shortestLine = 22.0
  static let fewestDots = 12
  /// Ruled lines are thinner than this, mm.
  static let ruleThickness = 0.8
  /// Room above and below a line's dots for what is written on it, mm.
  static let above = 5.0
  static let below = 2.0
  /// The smallest frame for words or a signature, mm.
  static let smallestFrame = (width: 28.0, height: 12.0)
  /// A frame is no wider than this share of the page with all of its height: that is a border.
  static let largestFrame = 0.5

  let page: UprightPage
  let boxes: [PaperRect]

  /// Lines to write on, from top to bottom.
  func lines(_ words: [PrintedWord]) -> [PaperRect] {
    let spelt = words.filter(Self.isLeader).map(\.rect)
    let drawn = dotted() + ruled()
    var lines: [PaperRect] = []
    // What the text layer spells need not be looked for.
    for line in spelt.map({ PaperRect(x: $0.x, y: $0.maxY - 1.4, width: $0.width, height: 0.6) }) + drawn {
      guard line.width >= Self.shortestLine else { continue }
      let area = PaperRect(
        x: line.x, y: line.center.y - Self.above, width: line.width, height: Self.above + Self.below)
      // What people write has room; dots among print are broken letters.
      let room = PaperRect(x: line.x, y: line.center.y - 3.4, width: line.width, height: 2.4)
      guard page.text.area(room) < 0.03 * line.width else { continue }
      guard !lines.contains(where: { $0.overlap(with: area) > 0.6 }), !boxes.contains(where: { $0.intersects(area) })
      else { continue }
      lines.append(fitted(area))
    }
    return lines.sorted { ($0.y, $0.x) < ($1.y, $1.x) }
  }

  /// Within the page.
  private func fitted(_ area: PaperRect) -> PaperRect {
    let (x, y) = (max(0, area.x), max(0, area.y))
    return PaperRect(
      x: x, y: y, width: min(area.maxX, page.size.width) - x, height: min(area.maxY, page.size.height) - y)
  }

  /// A word of nothing but dots.
  static func isLeader(_ word: PrintedWord) -> Bool {
    word.text.count >= 3 && word.text.allSatisfy { ".…_·".contains($0) }
  }

  private func dotted() -> [PaperRect] {
    let s = UprightPage.scale
    let largest = Int(Self.largestDot * s)
    let dots = page.patches.filter {
      $0.area >= 3 && $0.width <= largest && $0.height <= largest && $0.width <= 3 * $0.height
    }.sorted { ($0.maxY, $0.minX) < ($1.maxY, $1.minX) }
    // Dots of one line within a third of a millimetre of a level.
    var rows: [[Component]] = []
    var open: [Int] = []
    for dot in dots {
      open = open.filter { dot.maxY - (rows[$0].last?.maxY ?? 0) <= 4 }
      if let row = open.first {
        rows[row].append(dot)
      } else {
        rows.append([dot])
        open.append(rows.count - 1)
      }
    }
    var lines: [PaperRect] = []
    for row in rows {
      var stretch: [Component] = []
      func close() {
        guard stretch.count >= Self.fewestDots, let first = stretch.first, let last = stretch.last else { return }
        let (x0, x1) = (Double(first.minX) / s, Double(last.maxX + 1) / s)
        let bottom = Double(stretch.map(\.maxY).max() ?? 0) / s
        lines.append(PaperRect(x: x0, y: bottom - 0.5, width: x1 - x0, height: 0.5))
      }
      for dot in row.sorted(by: { $0.minX < $1.minX }) {
        if let last = stretch.last, Double(dot.minX - last.maxX) / s > Self.dotGap {
          close()
          stretch = []
        }
        stretch.append(dot)
      }
      close()
    }
    return lines
  }

  /// Thin lines that stand alone: not those under a title, which are shorter than half a line of text, nor a table's.
  private func ruled() -> [PaperRect] {
    let s = UprightPage.scale
    return page.patches.compactMap { c in
      guard Double(c.height) / s < Self.ruleThickness, Double(c.width) / s > 2.2 * Self.shortestLine else { return nil }
      return PaperRect(
        x: Double(c.minX) / s, y: Double(c.minY) / s, width: Double(c.width) / s, height: Double(c.height) / s)
    }
  }

  /// Empty frames.
  func frames() -> [PaperRect] {
    let s = UprightPage.scale
    let (width, height) = (page.image.width, page.image.height)
    let paper = page.mask(darkerThan: 0.35).map { 1 - $0 }
    let meter = OutlineMeter(page: page)
    return ComponentLabels(mask: paper, width: width, height: height).components.compactMap { c in
      let rect = PaperRect(
        x: Double(c.minX) / s, y: Double(c.minY) / s, width: Double(c.width) / s, height: Double(c.height) / s)
      guard rect.width > Self.smallestFrame.width, rect.height > Self.smallestFrame.height,
        rect.width < page.size.width - 8, rect.height < page.size.height * Self.largestFrame,
        page.text.area(rect.expanded(by: -1)) < 0.004 * rect.width * rect.height,
        !boxes.contains(where: { $0.intersects(rect) })
      else { return nil }
      let near = PictureRect(
        x: rect.x * s - 1, y: rect.y * s - 1, width: rect.width * s + 2, height: rect.height * s + 2)
      return meter.rectangle(near: near, leastSide: 0.9)?.rect
    }
  }
}
