internal import Ballots
internal import Raster

/// Where boxes could stand of which a copy has lost a side: two straight strokes of one length face each other, and
/// a third joins them at an end.
struct StrokePairs {
  /// Gaps in a stroke that are none, and how far the ends of two strokes may be apart, px.
  static let gap = 3
  static let unevenness = 5
  /// The widest line, px.
  static let widest = 16
  /// Share of the third stroke that must be printed.
  static let leastJoint = 0.7

  /// A straight stroke; all in px.
  struct Stroke {
    /// Its middle across, and how wide it is.
    var place: Double
    var width: Double
    /// Its ends along.
    var from: Int
    var to: Int
    var length: Int { to - from }
  }

  /// Outer edges of possible boxes, px.
  static func candidates(on page: UprightPage, lines: PrintedLines) -> [PictureRect] {
    let mask = page.mask(darkerThan: PrintedLines.darkness)
    let (width, height) = (page.image.width, page.image.height)
    let upright = strokes(PrintedLines.widened(mask, by: 1), lines: width, step: 1, length: height, stride: width)
    let level = strokes(PrintedLines.widened(mask, by: width), lines: height, step: width, length: width, stride: 1)
    /// The box of two strokes, when a third joins them.
    func box(_ a: Stroke, _ b: Stroke, isUpright: Bool) -> PictureRect? {
      let (near, far) = (a.place - a.width / 2, b.place + b.width / 2)
      let (from, to) = (Double(a.from + b.from) / 2, Double(a.to + b.to) / 2)
      let rect =
        isUpright
        ? PictureRect(x: near, y: from, width: far - near, height: to - from)
        : PictureRect(x: from, y: near, width: to - from, height: far - near)
      let sides = lines.sides(of: rect, line: (a.width + b.width) / 2)
      return (isUpright ? sides[2...3] : sides[0...1]).contains { $0 >= leastJoint } ? rect : nil
    }
    return pairs(upright).compactMap { box($0, $1, isUpright: true) }
      + pairs(level).compactMap { box($0, $1, isUpright: false) }
  }

  /// Pairs of strokes that begin and end alike, a box apart.
  private static func pairs(_ strokes: [Stroke]) -> [(Stroke, Stroke)] {
    let strokes = strokes.sorted { $0.from < $1.from }
    let s = UprightPage.scale
    let sizes = (OutlineSearch.sizes.lowerBound * s)...(OutlineSearch.sizes.upperBound * s)
    var result: [(Stroke, Stroke)] = []
    for (i, a) in strokes.enumerated() {
      for b in strokes[(i + 1)...] {
        guard b.from - a.from <= unevenness else { break }
        guard abs(a.to - b.to) <= unevenness, sizes.contains(abs(a.place - b.place) + (a.width + b.width) / 2) else {
          continue
        }
        result.append(a.place < b.place ? (a, b) : (b, a))
      }
    }
    return result
  }

  /// The strokes of a mask that was widened across them by a pixel to each side.
  private static func strokes(_ mask: [UInt8], lines: Int, step: Int, length: Int, stride: Int) -> [Stroke] {
    let lengths =
      Int(
        OutlineSearch.sizes.lowerBound * UprightPage.scale)...Int(
        OutlineSearch.sizes.upperBound * UprightPage.scale)
    /// A stroke that goes on from line to line: where it began, and its longest run.
    struct Open {
      var first: Int
      var from: Int
      var to: Int
    }
    var open: [Open] = []
    var result: [Stroke] = []
    for line in 0...lines {
      var next: [Open] = []
      if line < lines {
        for (from, to) in runs(mask, at: line * step, length: length, stride: stride) where lengths.contains(to - from)
        {
          if let known = open.firstIndex(where: { abs($0.from - from) <= unevenness && abs($0.to - to) <= unevenness })
          {
            var stroke = open.remove(at: known)
            if to - from > stroke.to - stroke.from { (stroke.from, stroke.to) = (from, to) }
            next.append(stroke)
          } else {
            next.append(Open(first: line, from: from, to: to))
          }
        }
      }
      // What did not go on has ended with the line before.
      for stroke in open where line - stroke.first <= widest {
        let width = Double(max(1, line - stroke.first - 2))
        result.append(
          Stroke(place: Double(stroke.first + line) / 2, width: width, from: stroke.from, to: stroke.to))
      }
      open = next
    }
    return result
  }

  /// Set places of a line, gaps closed.
  private static func runs(_ mask: [UInt8], at origin: Int, length: Int, stride: Int) -> [(from: Int, to: Int)] {
    var result: [(from: Int, to: Int)] = []
    var (from, last) = (-1, -1)
    mask.withUnsafeBufferPointer { mask in
      for t in 0..<length where mask[origin &+ t &* stride] != 0 {
        if from < 0 {
          from = t
        } else if t - last > gap + 1 {
          result.append((from, last + 1))
          from = t
        }
        last = t
      }
    }
    if from >= 0 { result.append((from, last + 1)) }
    return result
  }
}
