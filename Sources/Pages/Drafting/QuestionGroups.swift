internal import Ballots
internal import Codecs
internal import Foundation
internal import Raster

/// Puts the boxes of a page together to questions.
///
/// Boxes that stand level are a row. A row is one question unless something between two of its boxes begins another one:
/// a piece of text of its own just before a box where labels stand after theirs, words like "A2." or "Độ tuổi:" where
/// there is a text layer, or a gap much wider than the others. Rows whose boxes stand in the columns of other rows belong
/// to a scale and are split only where all of them are. Rows one below the other are one question when nothing begins
/// between them or left of the lower one: a list of options down the page, or options that did not fit into one line.
struct QuestionGroups {
  /// A gap this much wider than the row's other gaps ends a question.
  static let widestGap = 2.4
  /// The same in a scale, whose columns stand even.
  static let widestGapOfScale = 1.9
  /// Boxes of one column, mm.
  static let plumb = 1.2
  /// Rows of one question follow each other within so many heights of a box, or so many mm.
  static let pitchInHeights = 3.2
  static let largestPitch = 12.0
  /// Labels begin within so many mm of their box.
  static let labelReach = 6.0

  let page: UprightPage
  let band: TextBand
  let outlines: [FoundOutline]

  /// On which side of their boxes a row's labels stand.
  enum Side: Hashable {
    case left, right
    /// Within bubbles, or in a table's head.
    case none
  }

  /// A box with the piece of text that belongs to it.
  struct Labelled {
    var outline: FoundOutline
    var label: TextBand.Piece?
  }

  /// The boxes of one question, and whether they stand in columns of a scale.
  struct Group {
    var boxes: [Labelled]
    var side: Side
    var isScale: Bool
    var bounds: PaperRect { boxes.dropFirst().reduce(boxes[0].outline.rect) { $0.union($1.outline.rect) } }
  }

  init(_ page: UprightPage, outlines: [FoundOutline], words: [PrintedWord]) {
    self.page = page
    self.outlines = outlines
    band = TextBand(page: page, words: words)
  }

  /// The questions in reading order.
  func groups() -> [Group] {
    let rows = OutlineRows.rows(of: outlines)
    let scales = Self.scaleRows(rows)
    var groups: [Group] = []
    for (index, row) in rows.enumerated() {
      let side = side(of: row)
      for part in split(row, side, isScale: scales.contains(index)) {
        let boxes = labelled(part, side, row: row)
        if let above = groups.lastIndex(where: { $0.side == side && continues($0, with: boxes) }) {
          groups[above].boxes += boxes
        } else {
          groups.append(Group(boxes: boxes, side: side, isScale: scales.contains(index)))
        }
      }
    }
    return groups
  }

  // MARK: Labels

  private func side(of row: [FoundOutline]) -> Side {
    var (left, right) = (0, 0)
    let boxes = row.map(\.rect)
    for rect in boxes {
      let pieces = band.pieces(
        from: max(0, rect.x - Self.labelReach - 4), to: rect.maxX + Self.labelReach, top: rect.y, bottom: rect.maxY,
        without: boxes)
      let before = pieces.filter { $0.rect.maxX <= rect.x + 0.3 }.map { rect.x - $0.rect.maxX }.min() ?? .infinity
      let after = pieces.filter { $0.rect.x >= rect.maxX - 0.3 }.map { $0.rect.x - rect.maxX }.min() ?? .infinity
      if after < before, after < Self.labelReach { right += 1 }
      if before < after, before < Self.labelReach { left += 1 }
    }
    if max(left, right) * 2 < row.count { return .none }
    return right >= left ? .right : .left
  }

  /// Boxes of a row with their labels.
  private func labelled(_ part: [FoundOutline], _ side: Side, row: [FoundOutline]) -> [Labelled] {
    part.map { outline in
      let rect = outline.rect
      // A digit in a bubble.
      let inside = rect.expanded(by: -outline.line - 0.35)
      if inside.width > 1, inside.height > 1,
        let piece = band.pieces(
          from: inside.x, to: inside.maxX, top: inside.y, bottom: inside.maxY, without: []
        ).first
      {
        return Labelled(outline: outline, label: piece)
      }
      let others = row.map(\.rect)
      let before = others.filter { $0.maxX < rect.x }.map(\.maxX).max() ?? 0
      let after = others.filter { $0.x > rect.maxX }.map(\.x).min() ?? page.size.width
      let middle = rect.center.y
      let (top, bottom) = (min(rect.y - 0.4, middle - 2.2), max(rect.maxY + 0.4, middle + 2.2))
      switch side {
      case .none: return Labelled(outline: outline, label: nil)
      case .right:
        let piece = band.pieces(from: rect.maxX + 0.2, to: after - 0.2, top: top, bottom: bottom, without: []).first
        return Labelled(outline: outline, label: piece.flatMap { $0.rect.x - rect.maxX < Self.labelReach ? $0 : nil })
      case .left:
        let piece = band.pieces(from: before + 0.2, to: rect.x - 0.2, top: top, bottom: bottom, without: []).last
        return Labelled(outline: outline, label: piece.flatMap { rect.x - $0.rect.maxX < Self.labelReach ? $0 : nil })
      }
    }
  }

  // MARK: Rows

  /// Rows whose boxes stand in the columns of at least one other row of as many boxes, three or more.
  private static func scaleRows(_ rows: [[FoundOutline]]) -> Set<Int> {
    var result: Set<Int> = []
    for (i, row) in rows.enumerated() where row.count >= 3 {
      let alike = rows.enumerated().contains { j, other in
        j != i && other.count == row.count
          && zip(row, other).allSatisfy { abs($0.rect.center.x - $1.rect.center.x) < plumb }
      }
      if alike { result.insert(i) }
    }
    return result
  }

  private func split(_ row: [FoundOutline], _ side: Side, isScale: Bool) -> [[FoundOutline]] {
    guard row.count > 1 else { return [row] }
    let gaps = zip(row, row.dropFirst()).map { $1.rect.x - $0.rect.maxX }
    let usual = gaps.sorted()[(gaps.count - 1) / 2]
    var parts: [[FoundOutline]] = [[row[0]]]
    for (index, gap) in gaps.enumerated() {
      let (a, b) = (row[index].rect, row[index + 1].rect)
      let widest = isScale ? Self.widestGapOfScale : Self.widestGap
      let isWide = gaps.count > 1 && gap > widest * usual
      if begins(between: a, b, side, isScale: isScale, isWide: isWide) {
        parts.append([row[index + 1]])
      } else {
        parts[parts.count - 1].append(row[index + 1])
      }
    }
    return parts
  }

  /// Whether a question begins between two boxes of a row.
  private func begins(between a: PaperRect, _ b: PaperRect, _ side: Side, isScale: Bool, isWide: Bool) -> Bool {
    let pieces = band.pieces(
      from: a.maxX + 0.2, to: b.x - 0.2, top: min(a.y, b.y) - 0.4, bottom: max(a.maxY, b.maxY) + 0.4, without: [])
    let words = pieces.flatMap(\.words)
    if !words.isEmpty, words.contains(where: QuestionText.isBeginning) { return true }
    if isWide { return true }
    // The row's labels follow their boxes; a last piece close before the next box is the title of something new.
    guard side == .right, !isScale, pieces.count > 1, let first = pieces.first, let last = pieces.last else {
      return false
    }
    return first.rect.x - a.maxX < Self.labelReach && b.x - last.rect.maxX < 3.5 && words.isEmpty
  }

  /// Whether boxes of a lower row belong to the question of a group.
  private func continues(_ group: Group, with boxes: [Labelled]) -> Bool {
    guard let last = group.boxes.last, let first = boxes.first, let start = group.boxes.first,
      last.outline.rect.center.y < first.outline.rect.center.y - first.outline.rect.height / 2,
      first.outline.unlike(start.outline) < OutlineSearch.sameSize
    else { return false }
    let above = group.boxes.filter { abs($0.outline.rect.center.y - last.outline.rect.center.y) < 1 }
    // Only labels that follow their boxes tell an option from a scale.
    guard group.side == .right, (above + boxes).allSatisfy({ $0.label != nil }) else { return false }
    let (upper, lower) = (above[0].outline.rect, first.outline.rect)
    let pitch = lower.center.y - upper.center.y
    guard abs(upper.x - lower.x) < Self.plumb, pitch < max(Self.pitchInHeights * lower.height, Self.largestPitch),
      boxes.count <= above.count || above.count == 1
    else { return false }
    // The list keeps its step.
    let tops = Set(group.boxes.map { ($0.outline.rect.center.y * 2).rounded() / 2 }).sorted()
    if tops.count > 1, let step = zip(tops.dropFirst(), tops).map({ $0 - $1 }).min(), pitch > 1.6 * step + 0.5 {
      return false
    }
    let left = max(0, lower.x - 45)
    let beside = PaperRect(x: left, y: lower.y, width: lower.x - 0.4 - left, height: lower.height)
    let between = PaperRect(
      x: left, y: upper.maxY + 0.3, width: lower.maxX - left, height: lower.y - upper.maxY - 0.6)
    return page.text.area(beside) < 0.3 && page.text.area(between) < 0.3 && page.rules.area(between) < 0.3
  }
}
