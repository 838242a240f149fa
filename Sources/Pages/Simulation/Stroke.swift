internal import Foundation
internal import Raster

/// One movement of a pen, from touching the paper to leaving it: points in mm of the form.
struct Stroke: Sendable, Hashable {
  var points: [PaperPoint]

  init(_ points: [PaperPoint]) { self.points = points }

  /// Points no further than `step` mm apart along the same line.
  func resampled(every step: Double) -> [PaperPoint] {
    guard var last = points.first else { return [] }
    var result = [last]
    for point in points.dropFirst() {
      let count = max(1, Int((last.distance(to: point) / step).rounded(.up)))
      for k in 1...count {
        let t = Double(k) / Double(count)
        result.append(PaperPoint(x: last.x + t * (point.x - last.x), y: last.y + t * (point.y - last.y)))
      }
      last = point
    }
    return result
  }

  /// The stroke as an unsteady hand draws it: two slow waves across the line, of `wobble` mm.
  func drawn(wobble: Double, _ random: inout SeededRandom) -> Stroke {
    let fine = resampled(every: 0.3)
    let waves = (0..<2).map { _ in
      (length: random.within(2.0...7.0), dx: random.upTo(wobble), dy: random.upTo(wobble), at: random.within(0...6.28))
    }
    return Stroke(
      fine.enumerated().map { index, point in
        waves.reduce(point) { moved, wave in
          let s = sin(0.3 * Double(index) / wave.length * 2 * .pi + wave.at)
          return moved.moved(dx: wave.dx * s, dy: wave.dy * s)
        }
      })
  }

  /// Length in mm.
  var length: Double { zip(points, points.dropFirst()).reduce(0) { $0 + $1.0.distance(to: $1.1) } }
}

/// Ink of one pen on a patch of a sheet. Where strokes cross, the darker counts: ink does not add up.
private struct InkPatch {
  let x: Int
  let y: Int
  let width: Int
  let height: Int
  /// Share of light lost, 0 to 1.
  var ink: [Float]

  init(columns: ClosedRange<Int>, rows: ClosedRange<Int>) {
    (x, y, width, height) = (columns.lowerBound, rows.lowerBound, columns.count, rows.count)
    ink = [Float](repeating: 0, count: width * height)
  }

  /// Inks a capsule between two points (px of the sheet) with radii in px.
  mutating func ink(
    from a: (x: Double, y: Double), to b: (x: Double, y: Double), radius: Double, darkness: Double
  ) {
    let reach = radius + 1
    let x0 = max(0, Int(min(a.x, b.x) - reach) - x)
    let x1 = min(width - 1, Int(max(a.x, b.x) + reach) - x)
    let y0 = max(0, Int(min(a.y, b.y) - reach) - y)
    let y1 = min(height - 1, Int(max(a.y, b.y) + reach) - y)
    guard x0 <= x1, y0 <= y1 else { return }
    let (dx, dy) = (Float(b.x - a.x), Float(b.y - a.y))
    let (ax, ay) = (Float(a.x - Double(x)), Float(a.y - Double(y)))
    let square = max(1e-6, dx * dx + dy * dy)
    let (r, dark) = (Float(radius), Float(darkness))
    for j in y0...y1 {
      let py = Float(j) + 0.5 - ay
      for i in x0...x1 {
        let px = Float(i) + 0.5 - ax
        let t = max(0, min(1, (px * dx + py * dy) / square))
        let (ex, ey) = (px - t * dx, py - t * dy)
        let cover = 0.5 + r - (ex * ex + ey * ey).squareRoot()
        guard cover > 0 else { continue }
        // Lines finer than a pixel take less light than one pixel of full ink.
        let lost = min(1, cover, 2 * r) * dark
        if lost > ink[j * width + i] { ink[j * width + i] = lost }
      }
    }
  }
}

extension Sheet {
  /// Draws strokes of one pen.
  mutating func draw(_ strokes: [Stroke], with pen: Pen, _ random: inout SeededRandom) {
    let margin = pen.width + 0.3
    let points = strokes.flatMap(\.points)
    guard let first = points.first else { return }
    let bounds = points.reduce(PaperRect(x: first.x, y: first.y, width: 0, height: 0)) {
      $0.union(PaperRect(x: $1.x, y: $1.y, width: 0, height: 0))
    }
    guard let (columns, rows) = pixels(bounds.expanded(by: margin)) else { return }
    var patch = InkPatch(columns: columns, rows: rows)
    let scale = (scaleX + scaleY) / 2
    for stroke in strokes {
      let fine = stroke.resampled(every: 0.25)
      let phase = random.within(0...6.28)
      let period = random.within(3...9)
      var skipping = 0
      for (index, (a, b)) in zip(fine, fine.count > 1 ? Array(fine.dropFirst()) : fine).enumerated() {
        if skipping > 0 {
          skipping -= 1
          continue
        }
        if pen.skips > 0, random.chance(pen.skips * 0.4) { skipping = 1 + random.index(below: 4) }
        // Pressure swells along the line and eases off towards its end.
        let left = Double(fine.count - index) * 0.25
        let swell = 1 - pen.pressure * (0.25 + 0.25 * sin(Double(index) * 0.25 / period * 6.28 + phase))
        let force = swell * min(1, 0.55 + left * 0.6)
        patch.ink(
          from: (a.x * scaleX, a.y * scaleY), to: (b.x * scaleX, b.y * scaleY),
          radius: pen.width / 2 * scale * (0.7 + 0.3 * force), darkness: pen.darkness * (0.6 + 0.4 * force))
      }
    }
    lay(patch, grain: pen.grain, &random)
  }

  private mutating func lay(_ patch: InkPatch, grain: Double, _ random: inout SeededRandom) {
    let rough = Float(grain) / 128
    for j in 0..<patch.height {
      let row = (patch.y + j) * image.width + patch.x
      for i in 0..<patch.width {
        var lost = patch.ink[j * patch.width + i]
        guard lost > 0.004 else { continue }
        if rough > 0 { lost *= 1 - rough * Float(random.next() & 127) }
        image.pixels[row + i] = UInt8(Float(image.pixels[row + i]) * (1 - min(1, lost)))
      }
    }
  }
}
