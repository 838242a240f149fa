internal import Ballots

/// Puts strips on pages: as few pages as they can do with, then as far apart as those pages allow.
///
/// Strips that lie on a fold of the sheet with a box move below it. What stays with the next strip moves to the next page
/// with it, and a matrix that goes on there has its head again.
struct BallotFlow {
  let frame: BallotFrame
  let strips: [BallotStrip]
  /// What matrices have at their top.
  let heads: [BallotStrip]

  /// Between a fold and a box, at least, mm.
  static let clearOfFold = 1.5
  /// Between a heading and what it heads, at most, mm.
  static let joinedGap = 3.0
  /// Room that a gap gets at most beyond its least, mm.
  static let mostExtra = 8.0

  /// The strips page by page; the first page has room from `top` on.
  func pages(from top: Double) throws(PrintingError) -> [[PlacedStrip]] {
    var best = try fill(from: top, extra: 0)
    let least = best.count
    var extra = 0.0
    while extra < Self.mostExtra {
      extra += 0.5
      let wider = try fill(from: top, extra: extra)
      guard wider.count == least else { break }
      best = wider
    }
    return best
  }

  private func fill(from top: Double, extra: Double) throws(PrintingError) -> [[PlacedStrip]] {
    var pages: [[PlacedStrip]] = [[]]
    var y = top
    var next = 0
    while next < strips.count {
      var last = next
      while last + 1 < strips.count, strips[last].staysWithNext { last += 1 }
      let isTop = pages[pages.count - 1].isEmpty
      let isForced = strips[next].startsPage && !isTop
      if !isForced, let placed = place(next...last, from: y, isTop: isTop, extra: extra) {
        pages[pages.count - 1] += placed
        if let end = placed.last { y = end.y + end.strip.height }
        next = last + 1
      } else {
        // A page of its own is not enough.
        guard !isTop || pages.count == 1 else {
          throw .questionTooLong(number: strips[next...last].map(\.number).max() ?? 0)
        }
        pages.append([])
        y = frame.laterTop
      }
    }
    return pages
  }

  /// Some strips below each other; nil where they do not fit the page.
  private func place(_ range: ClosedRange<Int>, from top: Double, isTop: Bool, extra: Double) -> [PlacedStrip]? {
    var placed: [PlacedStrip] = []
    var end = top
    func add(_ strip: BallotStrip) -> Bool {
      // What stays together stands together.
      let joined = placed.last?.strip.staysWithNext ?? false
      let gap =
        isTop && placed.isEmpty ? 0 : joined ? min(strip.gap, Self.joinedGap) : strip.gap + extra * strip.stretch
      let y = BallotLayout.rounded(clearOfFolds(end + gap, strip))
      guard y + strip.height <= frame.bottom else { return false }
      placed.append(PlacedStrip(strip: strip, y: y, gap: y - end))
      end = y + strip.height
      return true
    }
    if isTop, let head = strips[range.lowerBound].head, !add(heads[head]) { return nil }
    for index in range where !add(strips[index]) { return nil }
    return placed
  }

  /// The place of a strip whose boxes touch no fold, at or below `y`.
  private func clearOfFolds(_ y: Double, _ strip: BallotStrip) -> Double {
    var result = y
    var isMoved = true
    while isMoved {
      isMoved = false
      for fold in frame.folds {
        for row in strip.boxRows
        where result + row.lowerBound < fold + Self.clearOfFold && result + row.upperBound > fold - Self.clearOfFold {
          result = fold + Self.clearOfFold - row.lowerBound + 0.001
          isMoved = true
        }
      }
    }
    return result
  }
}
