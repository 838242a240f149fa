internal import Ballots
internal import Raster

/// Compares the scan with the blank's landmarks under a supposed transform, each landmark shifted about a little.
///
/// The measure is normalised cross-correlation, so neither shade nor toner matters. A landmark that is found tells two
/// things: that this print is here (recognition), and how far from where the transform put it (registration).
struct PrintMatcher {
  /// A landmark counts as found from this correlation on. Wrong print stays below 0.45 even after the best shift.
  static let foundCorrelation: Float = 0.55

  struct Found: Sendable {
    let center: PaperPoint
    /// Where the landmark's centre was found.
    let point: PicturePoint
    let correlation: Float
  }

  let overview: Overview

  /// Looks for the landmarks near where `transform` puts them.
  ///
  /// - Parameter reach: largest shift in each direction, in steps of `Landmark.pitch` mm.
  func match(_ landmarks: [Landmark], _ transform: Homography<Paper, Picture>, reach: Int) -> [Found] {
    landmarks.compactMap { match($0, transform, reach: reach) }
  }

  /// The same; nil where their mean correlation is certainly below `least`, however well the rest of them fit.
  func match(
    _ landmarks: [Landmark], _ transform: Homography<Paper, Picture>, reach: Int, atLeast least: Float
  ) -> [Found]? {
    var found: [Found] = []
    var sum: Float = 0
    for (k, landmark) in landmarks.enumerated() {
      guard let match = match(landmark, transform, reach: reach) else { continue }
      found.append(match)
      sum += match.correlation
      let rest = landmarks.count - k - 1
      if sum + Float(rest) < (least - 0.001) * Float(found.count + rest) { return nil }
    }
    return found
  }

  private func match(_ landmark: Landmark, _ transform: Homography<Paper, Picture>, reach: Int) -> Found? {
    let columns = Landmark.columns + 2 * reach
    let rows = Landmark.rows + 2 * reach
    let pitch = Landmark.pitch
    let origin = landmark.center.moved(
      dx: -Double(columns) / 2 * pitch + pitch / 2, dy: -Double(rows) / 2 * pitch + pitch / 2)
    // Within a landmark the transform is as good as affine.
    let first = transform(origin)
    let j = transform.jacobian(at: landmark.center)
    let scale = 1 / Double(overview.factor)
    guard
      first.x > -50, first.y > -50, transform(landmark.center).x >= 0, transform(landmark.center).y >= 0,
      transform(landmark.center).x < Double(overview.image.width * overview.factor),
      transform(landmark.center).y < Double(overview.image.height * overview.factor)
    else { return nil }
    let region = luma(
      columns: columns, rows: rows, from: (first.x * scale, first.y * scale),
      across: (j.a * pitch * scale, j.c * pitch * scale), down: (j.b * pitch * scale, j.d * pitch * scale))
    var scores = ShiftScores(region, columns: columns, side: 2 * reach + 1, landmark.samples)
    let peak = scores.peak
    func vertex(_ a: Float, _ b: Float, _ c: Float) -> Double {
      let curve = a - 2 * b + c
      return curve < -1e-6 ? Double(max(-0.5, min(0.5, (a - c) / (2 * curve)))) : 0
    }
    let (px, py) = (peak.x, peak.y)
    let best = scores.score(px, py)
    let last = 2 * reach
    let fx = px > 0 && px < last ? vertex(scores.score(px - 1, py), best, scores.score(px + 1, py)) : 0
    let fy = py > 0 && py < last ? vertex(scores.score(px, py - 1), best, scores.score(px, py + 1)) : 0
    let shiftX = (Double(px - reach) + fx) * pitch
    let shiftY = (Double(py - reach) + fy) * pitch
    let center = transform(landmark.center)
    return Found(
      center: landmark.center,
      point: center.moved(dx: j.a * shiftX + j.b * shiftY, dy: j.c * shiftX + j.d * shiftY),
      correlation: best)
  }

  /// Luma of the overview at a grid of points, row by row: the first at `start`, with the same steps throughout, px.
  private func luma(
    columns: Int, rows: Int, from start: (x: Double, y: Double), across: (x: Double, y: Double),
    down: (x: Double, y: Double)
  ) -> [Float] {
    let image = overview.image
    func point(_ column: Int, _ row: Int) -> (x: Double, y: Double) {
      (
        start.x + across.x * Double(column) + down.x * Double(row),
        start.y + across.y * Double(column) + down.y * Double(row)
      )
    }
    var sampler = RowSampler(count: columns * rows)
    var outside: [Int] = []
    for r in 0..<rows {
      let (from, to) = (point(0, r), point(columns, r))
      if image.holdsNeighbours(from.x, from.y), image.holdsNeighbours(to.x, to.y) {
        sampler.add(image, from: from, to: to, count: columns, at: r * columns)
      } else {
        outside.append(r)
      }
    }
    return [Float](unsafeUninitializedCapacity: columns * rows) { luma, count in
      sampler.copyLuma(into: luma)
      for r in outside {
        for c in 0..<columns {
          let p = point(c, r)
          luma[r * columns + c] = image.bilinear(p.x, p.y)
        }
      }
      count = columns * rows
    }
  }
}

/// How well a landmark fits a region of the page under each shift, worked out where it is asked for.
struct ShiftScores {
  /// At first every second shift is looked at, by every second row, then closely around the best of these: where print
  /// shows clearly its peak is seen from one step aside. A lower peak than this is believed only when all were looked at.
  private static let coarseStep = 2
  private static let starts = 3
  private static let clearPeak: Float = 0.75

  private let region: [Float]
  private let columns: Int
  /// Shifts across, and down: 0 up to this.
  private let side: Int
  private let samples: [Float]
  private var known: [Float]

  init(_ region: [Float], columns: Int, side: Int, _ samples: [Float]) {
    precondition(samples.count == Landmark.columns * Landmark.rows, "a whole landmark")
    precondition(columns == Landmark.columns + side - 1 && region.count == columns * (Landmark.rows + side - 1))
    self.region = region
    self.columns = columns
    self.side = side
    self.samples = samples
    known = [Float](repeating: .nan, count: side * side)
  }

  /// Correlation of the samples with the darkness of the region's window at a shift, -1 to 1.
  mutating func score(_ x: Int, _ y: Int) -> Float {
    let i = y * side + x
    if known[i].isNaN { known[i] = correlation(x, y, everyRow: 1) }
    return known[i]
  }

  /// The shift with the highest score.
  var peak: (x: Int, y: Int) {
    mutating get {
      var coarse: [(score: Float, x: Int, y: Int)] = []
      for y in stride(from: 0, to: side, by: Self.coarseStep) {
        for x in stride(from: 0, to: side, by: Self.coarseStep) {
          coarse.append((correlation(x, y, everyRow: 2), x, y))
        }
      }
      coarse.sort { $0.score > $1.score }
      var best = (score: -Float.infinity, x: 0, y: 0)
      for start in coarse.prefix(Self.starts) {
        let top = climb(from: start.x, start.y)
        if top.score > best.score { best = top }
      }
      guard best.score < Self.clearPeak else { return (best.x, best.y) }
      for y in 0..<side {
        for x in 0..<side where score(x, y) > best.score { best = (score(x, y), x, y) }
      }
      return (best.x, best.y)
    }
  }

  /// The shift from which every step leads down.
  private mutating func climb(from x: Int, _ y: Int) -> (score: Float, x: Int, y: Int) {
    var best = (score: score(x, y), x: x, y: y)
    while true {
      let centre = best
      for v in max(0, centre.y - 1)...min(side - 1, centre.y + 1) {
        for u in max(0, centre.x - 1)...min(side - 1, centre.x + 1) {
          let score = score(u, v)
          if score > best.score { best = (score, u, v) }
        }
      }
      if best.x == centre.x, best.y == centre.y { return best }
    }
  }

  /// The samples are zero-mean and of unit length over all rows, and nearly so over every second.
  private func correlation(_ x: Int, _ y: Int, everyRow step: Int) -> Float {
    var (dot, sum, square) = (SIMD8<Float>(), SIMD8<Float>(), SIMD8<Float>())
    var (dot4, sum4, square4) = (SIMD4<Float>(), SIMD4<Float>(), SIMD4<Float>())
    let width = 4 &* Landmark.columns
    region.withUnsafeBytes { region in
      samples.withUnsafeBytes { samples in
        var r = 0
        while r < Landmark.rows {
          let a = 4 &* ((r &+ y) &* columns &+ x)
          let b = width &* r
          var c = 0
          while c &+ 32 <= width {
            let v = region.loadUnaligned(fromByteOffset: a &+ c, as: SIMD8<Float>.self)
            dot += v * samples.loadUnaligned(fromByteOffset: b &+ c, as: SIMD8<Float>.self)
            sum += v
            square += v * v
            c &+= 32
          }
          while c < width {
            let v = region.loadUnaligned(fromByteOffset: a &+ c, as: SIMD4<Float>.self)
            dot4 += v * samples.loadUnaligned(fromByteOffset: b &+ c, as: SIMD4<Float>.self)
            sum4 += v
            square4 += v * v
            c &+= 16
          }
          r &+= step
        }
      }
    }
    let n = Float(Landmark.columns * ((Landmark.rows + step - 1) / step))
    let mean = (sum.sum() + sum4.sum()) / n
    let variance = square.sum() + square4.sum() - n * mean * mean
    return variance > n * 4 ? -(dot.sum() + dot4.sum()) / variance.squareRoot() : 0
  }
}
