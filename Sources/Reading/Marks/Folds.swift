internal import Ballots
internal import Raster

/// The shadows and glints of folds: lines across a good part of the page along which the paper itself is darker or
/// lighter. They are taken into the paper's brightness, so that a fold through a box is no ink, and ink on a fold is.
///
/// Paper brightness is profiled along the page's rows and columns, each sixth of the page by itself, since a fold need not
/// be quite straight. The median along a line passes over text and marks, which cover less than half of it; what it
/// shows beyond its surroundings is a fold, if it goes from edge to edge: a line that somebody drew down a column of boxes
/// ends with the boxes.
struct Folds: Sendable {
  /// Distance of the lines, mm.
  static let pitch = 0.4
  /// Surroundings that a fold stands out from: this far to both sides, mm.
  static let surroundings = 4.0
  /// Smaller differences are grain, luma.
  static let least: Float = 1.5
  /// Deeper ones are no fold's: print, or a border.
  static let deepest: Float = 90
  static let parts = 6
  /// Parts in which a fold may fail to show: where it crosses a table or the picture's edge.
  static let gaps = 1
  /// How far a fold may lie off from one part to the next, mm.
  static let drift = 1.2
  /// Samples along a part of a line.
  static let samples = 20

  private let rows: [[Float]]
  private let columns: [[Float]]
  private let size: PaperSize

  init(_ page: LocatedPage, overview: Overview) {
    let size = page.prepared.pageSize
    let m = page.warp.transform.m
    let across = SIMD3(m[0], m[3], m[6])
    let down = SIMD3(m[1], m[4], m[7])
    let origin = SIMD3(m[2], m[5], m[8])
    rows = Self.profiles(
      Lines(overview, count: Int(size.height / Self.pitch), apart: down, along: across, length: size.width, origin))
    columns = Self.profiles(
      Lines(overview, count: Int(size.width / Self.pitch), apart: across, along: down, length: size.height, origin))
    self.size = size
    isFlat = (rows + columns).allSatisfy { $0.allSatisfy { $0 == 0 } }
  }

  /// Whether the page shows none.
  let isFlat: Bool

  /// How much lighter (positive) or darker (negative) a fold along a row makes the paper at a height, mm, in a part of
  /// the page across, luma; the shade of a point is this and `shade(ofColumnAt:part:)`.
  func shade(ofRowAt y: Double, part: Int) -> Float {
    rows[part][max(0, min(rows[part].count - 1, Int(y / Self.pitch)))]
  }

  /// The same for a fold along a column, in a part of the page down.
  func shade(ofColumnAt x: Double, part: Int) -> Float {
    columns[part][max(0, min(columns[part].count - 1, Int(x / Self.pitch)))]
  }

  /// The part of the page that holds a place, mm.
  func part(atX x: Double) -> Int { Self.part(x, size.width) }
  func part(atY y: Double) -> Int { Self.part(y, size.height) }

  private static func part(_ place: Double, _ length: Double) -> Int {
    max(0, min(parts - 1, Int(place / length * Double(parts))))
  }

  /// Lines across the page, `pitch` apart, on which the overview's luma is looked up. Points of the paper are what a
  /// homography makes of them: x, y, and what both are divided by.
  struct Lines {
    let count: Int
    private let image: GrayImage
    private let scale: Double
    /// From line to line, by 1 mm.
    private let apart: SIMD3<Double>
    /// Along a line, by 1 mm, and the lines' length, mm.
    private let along: SIMD3<Double>
    private let length: Double
    private let origin: SIMD3<Double>

    init(
      _ overview: Overview, count: Int, apart: SIMD3<Double>, along: SIMD3<Double>, length: Double,
      _ origin: SIMD3<Double>
    ) {
      image = overview.image
      scale = 1 / Double(overview.factor)
      (self.count, self.apart, self.along, self.length, self.origin) = (count, apart, along, length, origin)
    }

    /// The luma of some lines at a share of their length: first the places in a plain loop, which becomes vectors, then
    /// what is there.
    func luma(_ lines: Range<Int>, at share: Double, into out: UnsafeMutableBufferPointer<UInt8>) {
      precondition(lines.count <= Self.block && out.count == lines.count)
      let start = along * (share * length)
      var xs = InlineArray<64, Double>(repeating: 0)
      var ys = InlineArray<64, Double>(repeating: 0)
      func divisor(_ line: Int) -> Double { apart.z * (Double(line) + 0.5) * Folds.pitch + start.z + origin.z }
      let isFinite = divisor(lines.lowerBound) > 0 && divisor(lines.upperBound) > 0
      for k in 0..<lines.count {
        let place = (Double(Int32(truncatingIfNeeded: lines.lowerBound &+ k)) + 0.5) * Folds.pitch
        let w = apart.z * place + start.z + origin.z
        xs[k] = (apart.x * place + start.x + origin.x) / w * scale
        ys[k] = (apart.y * place + start.y + origin.y) / w * scale
      }
      // Places on a straight line lie in the picture where both ends do, and no point at infinity between them.
      if isFinite, isInside(xs[0], ys[0]), isInside(xs[lines.count - 1], ys[lines.count - 1]) {
        for k in 0..<lines.count { out[k] = image.luma(Self.whole(xs[k]), Self.whole(ys[k])) }
      } else {
        for k in 0..<lines.count { out[k] = image.nearest(xs[k], ys[k]) }
      }
    }

    /// Whether a place is in the picture, and no more than rounding at its edge.
    private func isInside(_ x: Double, _ y: Double) -> Bool {
      x > 0.01 && y > 0.01 && x < Double(image.width) - 0.01 && y < Double(image.height) - 0.01
    }

    /// The whole part of a number from 0 to 2^20, up to 2^-32: one that large is added, so that the whole part is in
    /// known bits, and nothing need be asked of the number.
    private static func whole(_ x: Double) -> Int {
      Int(truncatingIfNeeded: ((x + 0x1p20).bitPattern >> 32) & 0xF_FFFF)
    }

    /// Lines that are looked up together.
    static let block = 64

    /// The luma of a part of all lines: a row for each sample, a column for each line. Neighbouring samples lie on
    /// neighbouring pixels, so some lines are gone along before the next: these pixels stay near.
    func luma(part: Int) -> [UInt8] {
      [UInt8](unsafeUninitializedCapacity: Folds.samples * count) { values, made in
        for first in stride(from: 0, to: count, by: Self.block) {
          let lines = first..<min(count, first + Self.block)
          for sample in 0..<Folds.samples {
            let share = (Double(part) + (Double(sample) + 0.5) / Double(Folds.samples)) / Double(Folds.parts)
            let at = sample * count + first
            luma(lines, at: share, into: UnsafeMutableBufferPointer(rebasing: values[at..<(at + lines.count)]))
          }
        }
        made = Folds.samples * count
      }
    }
  }

  /// For each part, the deviation of each line from its surroundings.
  private static func profiles(_ lines: Lines) -> [[Float]] {
    var deviations: [[Float]] = []
    var flat = 0
    for part in 0..<parts {
      let profile = lines.luma(part: part).columnRanks(samples / 2, columns: lines.count)
      let deviation = zip(profile, Self.surroundings(of: profile)).map { here, around in
        let deviation = Float(here) - Float(around)
        return abs(deviation) >= least && abs(deviation) <= deepest ? deviation : 0
      }
      deviations.append(deviation)
      // No fold fails to show in so many parts.
      if deviation.allSatisfy({ $0 == 0 }) { flat += 1 }
      if flat > gaps { return [[Float]](repeating: [Float](repeating: 0, count: lines.count), count: parts) }
    }
    return deviations.indices.map { part in
      deviations[part].indices.map { line in
        let deviation = deviations[part][line]
        return deviation != 0 && goesThrough(deviations, part, line) ? deviation : 0
      }
    }
  }

  /// The median of each line's surroundings, itself included.
  private static func surroundings(of profile: [UInt8]) -> [UInt8] {
    let reach = Int(surroundings / pitch)
    let inner = profile.count - 2 * reach
    // Lines with surroundings on both sides: a row for each neighbour, a column for each line.
    let shifted = inner > 0 ? (0...(2 * reach)).flatMap { profile[$0..<($0 + inner)] } : []
    let medians = shifted.columnRanks(reach, columns: max(0, inner))
    return profile.indices.map { line in
      if line >= reach, line < reach + inner { return medians[line - reach] }
      let around = profile[max(0, line - reach)...min(profile.count - 1, line + reach)].sorted()
      return around[around.count / 2]
    }
  }

  /// Whether a deviation goes on through the parts on both sides, near enough to a straight line.
  private static func goesThrough(_ deviations: [[Float]], _ part: Int, _ line: Int) -> Bool {
    let isDark = deviations[part][line] < 0
    var missing = 0
    for step in [-1, 1] {
      var (next, place, reach) = (part + step, line, Int(drift / pitch))
      while deviations.indices.contains(next) {
        let range = max(0, place - reach)...min(deviations[next].count - 1, place + reach)
        let near = range.filter { deviations[next][$0] != 0 && (deviations[next][$0] < 0) == isDark }
        if let closest = near.min(by: { abs($0 - place) < abs($1 - place) }) {
          (place, reach) = (closest, Int(drift / pitch))
        } else {
          missing += 1
          reach += Int(drift / pitch)
        }
        next += step
      }
    }
    return missing <= gaps
  }
}
