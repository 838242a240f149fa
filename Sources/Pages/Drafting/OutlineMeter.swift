internal import Ballots
internal import Foundation
internal import Raster

/// Measures an outline whose place is roughly known: its four edges, or its four radii, to a fraction of a pixel, and how
/// much of it is printed.
///
/// Along each side (or in each direction) the darkness across the line is taken; the line is where it is darkest, its
/// outer edge where the mean of all of the side falls to half of that. Outer edges are what forms mean by the size of a
/// box.
struct OutlineMeter {
  /// The line is looked for this far to either side of where it should be, px.
  static let reach = 7
  /// A line darker than this is there, 0 to 1.
  static let lineDarkness = 0.28
  /// Lines may wander so far from the side's mean, px.
  static let wander = 2
  /// The widest line of a box, as a share of its side.
  static let widestLine = 0.22
  /// A side is looked at without its ends, as a share on each.
  static let ends = 0.12
  /// Directions in which a round outline is looked at.
  static let directions = 48

  let page: UprightPage

  /// A rectangle whose lines run near the edges of `rect` (px); nil when more sides than `missing` are printed less than
  /// `leastSide`. A missing side lies opposite to the other as far as in `rect`.
  func rectangle(near rect: PictureRect, leastSide: Double = 0.6, missing: Int = 0) -> FoundOutline? {
    let sides: [(side: BoxSide, isUpright: Bool, place: Double, from: Double, to: Double, outward: Int)] = [
      (.left, true, rect.x, rect.y, rect.maxY, -1), (.right, true, rect.maxX, rect.y, rect.maxY, 1),
      (.top, false, rect.y, rect.x, rect.maxX, -1), (.bottom, false, rect.maxY, rect.x, rect.maxX, 1),
    ]
    var edges: [BoxSide: Double] = [:]
    var total = 0.0
    var lines: [Double] = []
    for side in sides {
      guard let found = edge(side.isUpright, side.place, side.from, side.to, outward: side.outward) else { continue }
      total += found.share
      guard found.share >= leastSide else { continue }
      edges[side.side] = found.outer
      lines.append(found.line)
    }
    guard edges.count >= max(1, 4 - missing) else { return nil }
    func span(_ low: Double?, _ high: Double?, _ from: Double, _ to: Double) -> (Double, Double) {
      switch (low, high) {
      case (let low?, let high?): (low, high)
      case (let low?, nil): (low, low + to - from)
      case (nil, let high?): (high - (to - from), high)
      case (nil, nil): (from, to)
      }
    }
    let (left, right) = span(edges[.left], edges[.right], rect.x, rect.maxX)
    let (top, bottom) = span(edges[.top], edges[.bottom], rect.y, rect.maxY)
    let (width, height) = (right - left, bottom - top)
    guard width > 4, height > 4 else { return nil }
    let line = lines.reduce(0, +) / Double(lines.count)
    guard line <= Self.widestLine * min(width, height), Self.isEven(lines) else { return nil }
    let outer = PictureRect(x: left, y: top, width: width, height: height)
    let s = UprightPage.scale
    return FoundOutline(
      shape: .square, rect: outer.paper, completeness: total / 4, line: line / s,
      corners: corners(of: outer, line: line), missing: Set(BoxSide.allCases).subtracting(edges.keys))
  }

  /// Strokes of letters swell; a drawn line does not.
  private static func isEven(_ lines: [Double]) -> Bool { (lines.max() ?? 0) <= 2.2 * (lines.min() ?? 0) + 1.5 }

  /// How many corners of a rectangle are printed: those of a letter are not.
  func corners(of outer: PictureRect, line: Double) -> Int {
    outer.expanded(by: -max(1, line / 2)).corners.count { corner in
      let (x, y) = (Int(corner.x), Int(corner.y))
      return (-1...1).contains { dy in
        (-1...1).contains { dx in page.darkness(x + dx, y + dy) > Self.lineDarkness }
      }
    }
  }

  /// The outer edge (px) of the line that runs near `place`, the share of it that is there, and its width (px).
  private func edge(
    _ isUpright: Bool, _ place: Double, _ from: Double, _ to: Double, outward: Int
  ) -> (outer: Double, share: Double, line: Double)? {
    let (first, last) = (Int(from + Self.ends * (to - from)), Int(to - Self.ends * (to - from)))
    guard last - first >= 6 else { return nil }
    let middle = Int(place.rounded(.down))
    let n = 2 * Self.reach + 1
    var profile = [Double](repeating: 0, count: n)
    for k in 0..<n {
      let at = middle - Self.reach + k
      for t in first...last { profile[k] += isUpright ? page.darkness(at, t) : page.darkness(t, at) }
      profile[k] /= Double(last - first + 1)
    }
    guard let peak = profile.indices.max(by: { profile[$0] < profile[$1] }), profile[peak] >= Self.lineDarkness * 0.6
    else { return nil }
    var there = 0
    for t in first...last {
      let darkest =
        (max(0, peak - Self.wander)...min(n - 1, peak + Self.wander)).map { k in
          let at = middle - Self.reach + k
          return isUpright ? page.darkness(at, t) : page.darkness(t, at)
        }.max() ?? 0
      if darkest > Self.lineDarkness { there += 1 }
    }
    let (outer, inner) = Self.halves(of: profile, peak: peak, outward: outward)
    let share = Double(there) / Double(last - first + 1)
    return (Double(middle - Self.reach) + outer, share, abs(outer - inner))
  }

  /// Where a profile falls to half of its peak outwards and inwards, in places of the profile's cells' outer edges.
  private static func halves(of profile: [Double], peak: Int, outward: Int) -> (outer: Double, inner: Double) {
    let half = profile[peak] / 2
    func fall(_ step: Int) -> Double {
      var k = peak
      while profile.indices.contains(k + step), profile[k + step] > half { k += step }
      guard profile.indices.contains(k + step) else { return Double(k) + 0.5 }
      // Between the middles of two pixels.
      let (a, b) = (profile[k], profile[k + step])
      let t = a > b ? (a - half) / (a - b) : 0.5
      return Double(k) + 0.5 + Double(step) * t
    }
    return (fall(outward), fall(-outward))
  }

  /// A circle or ellipse with upright axes near the one in `rect` (px); nil when it is mostly not there.
  func ellipse(near rect: PictureRect, least: Double = 0.6) -> FoundOutline? {
    var center = rect.center
    var (rx, ry) = (rect.width / 2, rect.height / 2)
    var share = 0.0
    var line = 0.0
    for _ in 0..<2 {
      var outer: [(u: Double, v: Double, r: Double, w: Double)] = []
      for k in 0..<Self.directions {
        let angle = 2 * Double.pi * Double(k) / Double(Self.directions)
        let (u, v) = (cos(angle), sin(angle))
        // Radius of the ellipse in this direction.
        let radius = rx * ry / ((ry * u) * (ry * u) + (rx * v) * (rx * v)).squareRoot()
        guard radius > 4 else { return nil }
        let n = 2 * Self.reach + 1
        let profile = (0..<n).map { i -> Double in
          let r = radius + Double(i - Self.reach)
          return (1 - Double(page.image.bilinear(center.x + r * u, center.y + r * v)) / 255) / page.toner
        }
        guard let peak = profile.indices.max(by: { profile[$0] < profile[$1] }), profile[peak] > Self.lineDarkness
        else { continue }
        let (out, inner) = Self.halves(of: profile, peak: peak, outward: 1)
        // Places of this profile are middles: half a cell less than edges.
        outer.append((u, v, radius + out - 0.5 - Double(Self.reach), out - inner))
      }
      share = Double(outer.count) / Double(Self.directions)
      guard share >= least, let fit = Self.fit(outer) else { return nil }
      // Directions that left the outline for a letter.
      let kept = outer.filter { abs(fit.radius($0.u, $0.v) - $0.r) <= 2 }
      share = Double(kept.count) / Double(Self.directions)
      guard share >= least, let better = Self.fit(kept) else { return nil }
      let widths = kept.map(\.w).sorted()
      line = widths[widths.count / 2]
      center = center.moved(dx: better.dx, dy: better.dy)
      (rx, ry) = (better.rx, better.ry)
      guard rx > 4, ry > 4, rx < 2 * rect.width, ry < 2 * rect.height else { return nil }
      // Strokes of letters swell; a drawn line does not.
      if let thin = widths.dropFirst(widths.count / 8).first, let thick = widths.dropLast(widths.count / 8).last,
        thick > 2.2 * thin + 1
      {
        return nil
      }
      if line > Self.widestLine * 2 * min(rx, ry) { return nil }
      // From here on around the outer edge; the line lies half its width inside.
      rx -= line / 2
      ry -= line / 2
    }
    rx += line / 2
    ry += line / 2
    let s = UprightPage.scale
    return FoundOutline(
      shape: abs(rx - ry) <= 0.06 * (rx + ry) ? .circle : .ellipse,
      rect: PaperRect(x: (center.x - rx) / s, y: (center.y - ry) / s, width: 2 * rx / s, height: 2 * ry / s),
      completeness: share, line: line / s, corners: 0)
  }

  private struct EllipseFit {
    var dx: Double
    var dy: Double
    var rx: Double
    var ry: Double

    /// Radius seen from the old centre, to first order.
    func radius(_ u: Double, _ v: Double) -> Double {
      rx * ry / ((ry * u) * (ry * u) + (rx * v) * (rx * v)).squareRoot() + dx * u + dy * v
    }
  }

  /// Least squares over radii in all directions: r = a + b cos 2t + dx cos t + dy sin t, which is an ellipse to first
  /// order in its flattening, refined by the true radii along its axes.
  private static func fit(_ points: [(u: Double, v: Double, r: Double, w: Double)]) -> EllipseFit? {
    guard points.count >= 12 else { return nil }
    var ata = [Double](repeating: 0, count: 16)
    var atb = [Double](repeating: 0, count: 4)
    for p in points {
      // 1 / r² is linear in 1 / rx² and 1 / ry²; the shift is small against the radius.
      let row = [p.u * p.u, p.v * p.v, 2 * p.u / p.r, 2 * p.v / p.r]
      let value = 1 / (p.r * p.r)
      for i in 0..<4 {
        for j in 0..<4 { ata[i * 4 + j] += row[i] * row[j] }
        atb[i] += row[i] * value
      }
    }
    // (r u - dx)² / rx² + (r v - dy)² / ry² = 1, divided by r²: A u² + B v² - 2 A dx u / r - 2 B dy v / r = (1 - …) / r².
    guard let x = scaledSolve(ata, atb), x[0] > 0, x[1] > 0 else { return nil }
    let (a, b) = (x[0], x[1])
    return EllipseFit(dx: -x[2] / a, dy: -x[3] / b, rx: 1 / a.squareRoot(), ry: 1 / b.squareRoot())
  }

  /// The entries are of very different size, and `solve` takes small pivots for singular ones.
  private static func scaledSolve(_ a: [Double], _ b: [Double]) -> [Double]? {
    let n = b.count
    let d = (0..<n).map { a[$0 * n + $0] > 0 ? 1 / a[$0 * n + $0].squareRoot() : 1 }
    var scaled = a
    for i in 0..<n {
      for j in 0..<n { scaled[i * n + j] *= d[i] * d[j] }
    }
    guard let y = solve(scaled, (0..<n).map { b[$0] * d[$0] * 1e6 }) else { return nil }
    return (0..<n).map { y[$0] * d[$0] / 1e6 }
  }
}
