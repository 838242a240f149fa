internal import Ballots
internal import Raster

/// The scan around a box, cut out for looking at the box's outline under many shifts.
///
/// Points are kept as places in the window in 2^-32 px, so that a shift is one addition; that all of them lie within the
/// window under every shift within reach is seen to once. Darkness is looked up by luma.
struct BoxWindow {
  /// How far the sum of some hundred darknesses may be off by rounding, with much to spare.
  private static let rounding: Float = 1e-3
  /// A window is no larger than this, px, and no further from the picture's corner.
  private static let largestSide = 8192.0
  private static let farthest = 1e6
  /// Points after which it is asked whether the rest can still matter.
  private static let chunk = 16

  private let frame: BoxFrame
  private let patch: Patch
  private let ink: [SIMD2<Int64>]
  private let outer: [SIMD2<Int64>]
  private let inner: [SIMD2<Int64>]
  /// Darkness 0 to 1 of each luma.
  private let darkness: [Float]
  private let start: (dx: Double, dy: Double)
  private let reach: Double

  /// - Parameter reach: largest shift from `start` in each direction, mm.
  init<Image: LumaGrid>(
    _ outline: BoxOutline, _ frame: BoxFrame, _ image: Image, around start: (dx: Double, dy: Double), reach: Double
  ) {
    self.frame = frame
    self.start = start
    self.reach = reach
    var low = SIMD2(Double.infinity, .infinity)
    var high = -low
    for points in [outline.ink, outline.outer, outline.inner] {
      for p in points {
        let q = frame.point(Double(p.x) + start.dx, Double(p.y) + start.dy)
        low = pointwiseMin(low, SIMD2(q.x, q.y))
        high = pointwiseMax(high, SIMD2(q.x, q.y))
      }
    }
    let moved = SIMD2(abs(frame.a) + abs(frame.b), abs(frame.c) + abs(frame.d)) * reach
    low = (low - moved).rounded(.down) - 1
    high = (high + moved).rounded(.up) + 1
    // A box as large as no picture is seen as paper.
    let size = high - low
    let fits =
      size.x <= Self.largestSide && size.y <= Self.largestSide && abs(low.x) < Self.farthest
      && abs(low.y) < Self.farthest
    patch =
      fits
      ? Patch(image, x: Int(low.x), y: Int(low.y), width: Int(size.x), height: Int(size.y))
      : Patch(image, x: 0, y: 0, width: 0, height: 0)
    func places(_ points: [(x: Float, y: Float)]) -> [SIMD2<Int64>] {
      guard fits else { return [] }
      return points.map { p in
        let q = frame.point(Double(p.x) + start.dx, Double(p.y) + start.dy)
        return Self.fixed(q.x - low.x, q.y - low.y)
      }
    }
    ink = places(outline.ink)
    outer = places(outline.outer)
    inner = places(outline.inner)
    darkness = (0..<256).map { frame.darkness(Float($0)) }
  }

  /// How much darker the outline is than the paper close by under a shift (mm), -1 to 1; nil where it is certainly no
  /// more than `limit`.
  func score(_ dx: Double, _ dy: Double, above limit: Double) -> Double? {
    let shift = shift(dx, dy)
    let count = Float(ink.count)
    // Paper is never darker than 0, so the outline alone must reach the limit; each point adds 1 at most.
    let needed = Float(limit) * count - Self.rounding * count
    var dark: Float = 0
    var first = 0
    while first < ink.count {
      let next = min(ink.count, first + Self.chunk)
      dark = sum(ink, first..<next, shift, from: dark)
      first = next
      if dark + Float(ink.count - next) < needed { return nil }
    }
    func mean(_ points: [SIMD2<Int64>]) -> Float {
      points.isEmpty ? 0 : sum(points, points.indices, shift, from: 0) / Float(points.count)
    }
    let outline = ink.isEmpty ? 0 : dark / count
    return Double(outline - 0.6 * mean(outer) - 0.4 * mean(inner))
  }

  /// Points of the outline that are darker than a limit, or have such a place aside of them (mm), under a shift.
  func darkPoints(_ dx: Double, _ dy: Double, aside: Double, above limit: Float) -> Int {
    let shifts = [(0.0, 0.0), (aside, 0), (-aside, 0), (0, aside), (0, -aside)].map { shift(dx + $0, dy + $1) }
    return ink.indices.count { point in
      shifts.contains { sum(ink, point..<(point + 1), $0, from: 0) > limit }
    }
  }

  private func shift(_ dx: Double, _ dy: Double) -> SIMD2<Int64> {
    let (x, y) = (dx - start.dx, dy - start.dy)
    precondition(abs(x) <= reach && abs(y) <= reach, "a shift within the window's reach")
    // Where the map goes astray there is no window and no point to shift, and a step may be no number.
    guard patch.width > 0 else { return SIMD2() }
    return Self.fixed(frame.a * x + frame.b * y, frame.c * x + frame.d * y)
  }

  private static func fixed(_ x: Double, _ y: Double) -> SIMD2<Int64> {
    SIMD2(Int64(x * 0x1p32), Int64(y * 0x1p32))
  }

  /// The darkness of some points, added up in their order.
  private func sum(
    _ points: [SIMD2<Int64>], _ range: Range<Int>, _ shift: SIMD2<Int64>, from start: Float
  ) -> Float {
    var sum = start
    let width = patch.width
    points.withUnsafeBufferPointer { points in
      patch.luma.withUnsafeBufferPointer { luma in
        darkness.withUnsafeBufferPointer { darkness in
          for k in range {
            let x = Int(truncatingIfNeeded: (points[k].x &+ shift.x) >> 32)
            let y = Int(truncatingIfNeeded: (points[k].y &+ shift.y) >> 32)
            sum += darkness[Int(luma[y &* width &+ x])]
          }
        }
      }
    }
    return sum
  }
}
