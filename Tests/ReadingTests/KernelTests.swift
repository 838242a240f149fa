import Ballots
import Raster
import Testing

@testable import Reading

/// Loops that were made fast, against the plain way of computing the same.
@Suite struct KernelTests {
  private static let seeds = 1...12 as ClosedRange<UInt64>

  /// Smooth random print, as an overview shows it.
  private func blobs(_ columns: Int, _ rows: Int, _ random: inout SeededGenerator) -> [Float] {
    var picture = [Float](repeating: 230, count: columns * rows)
    for _ in 0..<(columns * rows / 12) {
      let (x, y) = (Int.random(in: 0..<columns, using: &random), Int.random(in: 0..<rows, using: &random))
      for v in max(0, y - 1)...min(rows - 1, y + 1) {
        for u in max(0, x - 1)...min(columns - 1, x + 1) { picture[v * columns + u] -= 60 }
      }
    }
    return picture
  }

  private func correlation(_ region: [Float], _ columns: Int, _ x: Int, _ y: Int, _ samples: [Float]) -> Float {
    var window: [Float] = []
    for r in 0..<Landmark.rows {
      for c in 0..<Landmark.columns { window.append(-region[(r + y) * columns + c + x]) }
    }
    guard Landmark.normalise(&window) else { return 0 }
    return zip(window, samples).reduce(0) { $0 + $1.0 * $1.1 }
  }

  @Test(arguments: seeds) func landmarksAreFoundWhereTheyAre(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let reach = Int.random(in: 2...8, using: &random)
    let side = 2 * reach + 1
    let (columns, rows) = (Landmark.columns + 2 * reach, Landmark.rows + 2 * reach)
    let region = blobs(columns, rows, &random)
    let place = (x: Int.random(in: 0..<side, using: &random), y: Int.random(in: 0..<side, using: &random))
    var samples: [Float] = []
    for r in 0..<Landmark.rows {
      samples += region[((r + place.y) * columns + place.x)..<((r + place.y) * columns + place.x + Landmark.columns)]
        .map { -$0 + .random(in: -10...10, using: &random) }
    }
    #expect(Landmark.normalise(&samples))
    var scores = ShiftScores(region, columns: columns, side: side, samples)
    let peak = scores.peak
    #expect(peak == place)
    for y in 0..<side {
      for x in 0..<side {
        #expect(abs(scores.score(x, y) - correlation(region, columns, x, y, samples)) < 1e-3)
      }
    }
  }

  /// Where the landmark is not, its best place is still the best of all.
  @Test(arguments: seeds) func missingLandmarksAreLookedForEverywhere(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let columns = Landmark.columns + 10
    let region = blobs(columns, Landmark.rows + 10, &random)
    var samples = blobs(Landmark.columns, Landmark.rows, &random).map { -$0 }
    #expect(Landmark.normalise(&samples))
    var scores = ShiftScores(region, columns: columns, side: 11, samples)
    let peak = scores.peak
    let best = scores.score(peak.x, peak.y)
    for y in 0..<11 {
      for x in 0..<11 { #expect(scores.score(x, y) <= best) }
    }
  }

  @Test(arguments: seeds) func windowsScoreAsThePictureDoes(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let rect = PaperRect(x: 4, y: 5, width: 5, height: 5)
    let size = PaperSize(width: 14, height: 15)
    var blank = Sheet(bare: size)
    blank.paint(rect) { x, y in
      abs(max(abs(x - rect.center.x), abs(y - rect.center.y)) - rect.width / 2 + 0.15) - 0.15
    }
    let outline = BoxOutline(
      option: Option(value: "1", shape: .square, rect: rect, label: "1"),
      blank: BlankPicture(image: blank.picture, size: size))
    #expect(outline.canBeFound)
    let scan = GrayImage(
      width: 90, height: 90, pixels: (0..<8100).map { _ in .random(in: 0...255, using: &random) })
    // Some of the boxes reach beyond the picture.
    let (a, b) = (Double.random(in: 5...9, using: &random), Double.random(in: -1...1, using: &random))
    let (u, v) = (Double.random(in: -30...30, using: &random), Double.random(in: -30...30, using: &random))
    let corners = [(0, 0), (14, 0), (0, 15), (14, 15)].map { PaperPoint(x: $0.0, y: $0.1) }
    let transform = try #require(
      Homography<Paper, Picture>.affine(
        corners.map { ($0, PicturePoint(x: a * $0.x - b * $0.y + u, y: b * $0.x + a * $0.y + v)) },
        weights: [1, 1, 1, 1]))
    let overview = Overview(.gray(scan))
    let frame = BoxFrame(
      rect.center, warp: Warp(transform: transform, shifts: []), overview: overview, black: 10)
    let window = BoxWindow(outline, frame, scan, around: (0.1, -0.2), reach: 1)
    for _ in 0..<20 {
      let dx = 0.1 + Double.random(in: -1...1, using: &random)
      let dy = -0.2 + Double.random(in: -1...1, using: &random)
      func mean(_ points: [(x: Float, y: Float)]) -> Float {
        let values = points.map { p in
          let q = frame.point(Double(p.x) + dx, Double(p.y) + dy)
          return frame.darkness(Float(scan.nearest(q.x, q.y)))
        }
        return values.reduce(0, +) / Float(max(1, values.count))
      }
      let plain = Double(mean(outline.ink) - 0.6 * mean(outline.outer) - 0.4 * mean(outline.inner))
      let score = try #require(window.score(dx, dy, above: -1))
      #expect(abs(score - plain) < 1e-3)
      // What is not worth a look is below the limit; what is, is told as it is.
      let limit = Double.random(in: -0.5...0.7, using: &random)
      switch window.score(dx, dy, above: limit) {
      case let score?: #expect(abs(score - plain) < 1e-3)
      case nil: #expect(plain <= limit)
      }
    }
  }
}
