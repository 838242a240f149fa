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
    let region = overview.image.bilinearGrid(columns: columns, rows: rows) { c, r in
      let dx = Double(c) * pitch
      let dy = Double(r) * pitch
      return ((first.x + j.a * dx + j.b * dy) * scale, (first.y + j.c * dx + j.d * dy) * scale)
    }
    let side = 2 * reach + 1
    let scores = Self.correlations(region, columns: columns, side: side, landmark.samples)
    guard let peak = scores.indices.max(by: { scores[$0] < scores[$1] }) else { return nil }
    let px = peak % side
    let py = peak / side
    // What is handed on is rounded as a sum over the window itself is, not as differences of sums over the region are.
    func score(_ shift: Int) -> Float {
      Self.correlation(region, columns, shift % side, shift / side, landmark.samples)
    }
    func vertex(_ a: Float, _ b: Float, _ c: Float) -> Double {
      let curve = a - 2 * b + c
      return curve < -1e-6 ? Double(max(-0.5, min(0.5, (a - c) / (2 * curve)))) : 0
    }
    let fx = px > 0 && px < side - 1 ? vertex(score(peak - 1), score(peak), score(peak + 1)) : 0
    let fy = py > 0 && py < side - 1 ? vertex(score(peak - side), score(peak), score(peak + side)) : 0
    let shiftX = (Double(px - reach) + fx) * pitch
    let shiftY = (Double(py - reach) + fy) * pitch
    let center = transform(landmark.center)
    return Found(
      center: landmark.center,
      point: center.moved(dx: j.a * shiftX + j.b * shiftY, dy: j.c * shiftX + j.d * shiftY),
      correlation: score(peak))
  }

  /// Correlation of the landmark's samples with the region's darkness at each shift, row by row.
  private static func correlations(
    _ region: [Float], columns: Int, side: Int, _ samples: [Float]
  ) -> [Float] {
    precondition(samples.count == Landmark.columns * Landmark.rows && side >= 4, "whole landmarks, four shifts or more")
    precondition(region.count == columns * (Landmark.rows + side - 1) && columns == Landmark.columns + side - 1)
    // Sums of luma and of its squares over all to the left and above, so that no window is summed twice.
    let rows = Landmark.rows + side - 1
    var sums = [SIMD2<Double>](repeating: SIMD2(), count: (columns + 1) * (rows + 1))
    for r in 0..<rows {
      var row = SIMD2<Double>()
      for c in 0..<columns {
        let v = Double(region[r * columns + c])
        row += SIMD2(v, v * v)
        sums[(r + 1) * (columns + 1) + c + 1] = sums[r * (columns + 1) + c + 1] + row
      }
    }
    var dots = [SIMD4<Float>](repeating: SIMD4(), count: side * side)
    region.withUnsafeBytes { region in
      samples.withUnsafeBytes { samples in
        dots.withUnsafeMutableBufferPointer { dots in
          for sy in 0..<side {
            // Four shifts at once; where fewer are left, some a second time.
            for sx in stride(from: 0, to: side, by: 4) {
              let at = min(sx, side - 4)
              multiply(region, from: sy * columns + at, columns, samples, into: dots, from: sy * side + at)
            }
          }
        }
      }
    }
    let n = Double(Landmark.columns * Landmark.rows)
    return dots.indices.map { shift in
      let a = shift / side * (columns + 1) + shift % side
      let b = a + Landmark.rows * (columns + 1)
      let total = sums[b + Landmark.columns] - sums[b] - sums[a + Landmark.columns] + sums[a]
      let variance = total.y - total.x * total.x / n
      return variance > n * 4 ? -dots[shift].sum() / Float(variance.squareRoot()) : 0
    }
  }

  /// Correlation of the landmark's samples with the darkness of the region's window at (sx, sy).
  private static func correlation(
    _ region: [Float], _ columns: Int, _ sx: Int, _ sy: Int, _ samples: [Float]
  ) -> Float {
    var dot = SIMD4<Float>()
    var sum = SIMD4<Float>()
    var square = SIMD4<Float>()
    region.withUnsafeBytes { region in
      samples.withUnsafeBytes { samples in
        for r in 0..<Landmark.rows {
          let a = 4 * ((r + sy) * columns + sx)
          let b = 4 * (r * Landmark.columns)
          for c in stride(from: 0, to: 4 * Landmark.columns, by: 16) {
            let v = region.loadUnaligned(fromByteOffset: a + c, as: SIMD4<Float>.self)
            dot += v * samples.loadUnaligned(fromByteOffset: b + c, as: SIMD4<Float>.self)
            sum += v
            square += v * v
          }
        }
      }
    }
    let n = Float(Landmark.columns * Landmark.rows)
    let mean = sum.sum() / n
    let variance = square.sum() - n * mean * mean
    return variance > n * 4 ? -dot.sum() / variance.squareRoot() : 0
  }

  /// Products of the samples, which are zero-mean, with four windows side by side: for each window four sums, each of
  /// every fourth column.
  @inline(never) private static func multiply(
    _ region: UnsafeRawBufferPointer, from first: Int, _ columns: Int, _ samples: UnsafeRawBufferPointer,
    into dots: UnsafeMutableBufferPointer<SIMD4<Float>>, from shift: Int
  ) {
    var (s0, s1, s2, s3) = (SIMD4<Float>(), SIMD4<Float>(), SIMD4<Float>(), SIMD4<Float>())
    for r in 0..<Landmark.rows {
      let a = 4 &* (r &* columns &+ first)
      let b = 4 &* (r &* Landmark.columns)
      var c = 0
      while c < 4 &* Landmark.columns {
        let w = samples.loadUnaligned(fromByteOffset: b &+ c, as: SIMD4<Float>.self)
        s0 += region.loadUnaligned(fromByteOffset: a &+ c, as: SIMD4<Float>.self) * w
        s1 += region.loadUnaligned(fromByteOffset: a &+ c &+ 4, as: SIMD4<Float>.self) * w
        s2 += region.loadUnaligned(fromByteOffset: a &+ c &+ 8, as: SIMD4<Float>.self) * w
        s3 += region.loadUnaligned(fromByteOffset: a &+ c &+ 12, as: SIMD4<Float>.self) * w
        c &+= 16
      }
    }
    dots[shift] = s0
    dots[shift &+ 1] = s1
    dots[shift &+ 2] = s2
    dots[shift &+ 3] = s3
  }
}
