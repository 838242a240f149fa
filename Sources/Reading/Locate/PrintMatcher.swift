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
    var region = [Float](repeating: 0, count: columns * rows)
    for r in 0..<rows {
      for c in 0..<columns {
        let dx = Double(c) * pitch
        let dy = Double(r) * pitch
        region[r * columns + c] =
          -overview.image.bilinear(
            (first.x + j.a * dx + j.b * dy) * scale, (first.y + j.c * dx + j.d * dy) * scale)
      }
    }
    let side = 2 * reach + 1
    var scores = [Float](repeating: -1, count: side * side)
    region.withUnsafeBufferPointer { region in
      landmark.samples.withUnsafeBufferPointer { samples in
        for sy in 0..<side {
          for sx in 0..<side {
            scores[sy * side + sx] = Self.correlation(region, columns, sx, sy, samples)
          }
        }
      }
    }
    guard let peak = scores.indices.max(by: { scores[$0] < scores[$1] }) else { return nil }
    let px = peak % side
    let py = peak / side
    func vertex(_ a: Float, _ b: Float, _ c: Float) -> Double {
      let curve = a - 2 * b + c
      return curve < -1e-6 ? Double(max(-0.5, min(0.5, (a - c) / (2 * curve)))) : 0
    }
    let fx = px > 0 && px < side - 1 ? vertex(scores[peak - 1], scores[peak], scores[peak + 1]) : 0
    let fy = py > 0 && py < side - 1 ? vertex(scores[peak - side], scores[peak], scores[peak + side]) : 0
    let shiftX = (Double(px - reach) + fx) * pitch
    let shiftY = (Double(py - reach) + fy) * pitch
    let center = transform(landmark.center)
    return Found(
      center: landmark.center,
      point: center.moved(dx: j.a * shiftX + j.b * shiftY, dy: j.c * shiftX + j.d * shiftY),
      correlation: scores[peak])
  }

  /// Correlation of the landmark's samples with the region's window at (sx, sy).
  private static func correlation(
    _ region: UnsafeBufferPointer<Float>, _ columns: Int, _ sx: Int, _ sy: Int, _ samples: UnsafeBufferPointer<Float>
  ) -> Float {
    var dot = SIMD4<Float>()
    var sum = SIMD4<Float>()
    var square = SIMD4<Float>()
    for r in 0..<Landmark.rows {
      let a = (r + sy) * columns + sx
      let b = r * Landmark.columns
      var c = 0
      while c < Landmark.columns {
        let v = SIMD4(region[a + c], region[a + c + 1], region[a + c + 2], region[a + c + 3])
        let w = SIMD4(samples[b + c], samples[b + c + 1], samples[b + c + 2], samples[b + c + 3])
        dot += v * w
        sum += v
        square += v * v
        c += 4
      }
    }
    let n = Float(Landmark.columns * Landmark.rows)
    let mean = sum.sum() / n
    let variance = square.sum() - n * mean * mean
    return variance > n * 4 ? dot.sum() / variance.squareRoot() : 0
  }
}
