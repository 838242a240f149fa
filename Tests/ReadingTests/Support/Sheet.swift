import Ballots
import Raster

/// A sheet of paper with its print and with what people did to it: luma on a fine raster, addressed in mm of paper.
struct Sheet: Sendable {
  private(set) var picture: GrayImage
  let size: PaperSize

  /// Paper of a size that shows a picture.
  init(_ picture: GrayImage, size: PaperSize) {
    self.picture = picture
    self.size = size
  }

  /// Bare paper.
  init(bare size: PaperSize, dpi: Double = 300) {
    let scale = dpi / 25.4
    self.init(
      GrayImage(width: Int((size.width * scale).rounded()), height: Int((size.height * scale).rounded())), size: size)
  }

  private var scaleX: Double { Double(picture.width) / size.width }
  private var scaleY: Double { Double(picture.height) / size.height }

  // MARK: Painting

  /// Paints a shape that is given by its signed distance (mm, negative inside), with soft edges of one sample.
  ///
  /// - Parameters:
  ///   - bounds: no part of the shape lies outside.
  ///   - luma: 0 black to 255 white.
  ///   - covers: whether the paint hides what is below (correction fluid, stamps) or only darkens it (ink).
  mutating func paint(
    _ bounds: PaperRect, luma: Double = 0, covers: Bool = false, _ distance: (_ x: Double, _ y: Double) -> Double
  ) {
    let x0 = max(0, Int((bounds.x * scaleX).rounded(.down)) - 1)
    let x1 = min(picture.width - 1, Int((bounds.maxX * scaleX).rounded(.up)) + 1)
    let y0 = max(0, Int((bounds.y * scaleY).rounded(.down)) - 1)
    let y1 = min(picture.height - 1, Int((bounds.maxY * scaleY).rounded(.up)) + 1)
    guard x0 <= x1, y0 <= y1 else { return }
    for y in y0...y1 {
      for x in x0...x1 {
        let d = distance((Double(x) + 0.5) / scaleX, (Double(y) + 0.5) / scaleY)
        let cover = min(1, max(0, 0.5 - d * scaleX))
        guard cover > 0 else { continue }
        let below = Double(picture[x, y])
        let paint = covers ? luma : min(below, luma)
        picture[x, y] = UInt8((below + (paint - below) * cover).rounded())
      }
    }
  }

  /// A pen's stroke along a line of points.
  mutating func draw(_ stroke: [PaperPoint], _ pen: Pen) {
    for (a, b) in zip(stroke, stroke.count > 1 ? Array(stroke.dropFirst()) : stroke) {
      let bounds = PaperRect(x: min(a.x, b.x), y: min(a.y, b.y), width: abs(a.x - b.x), height: abs(a.y - b.y))
      let (dx, dy) = (b.x - a.x, b.y - a.y)
      let length = max(1e-9, dx * dx + dy * dy)
      paint(bounds.expanded(by: pen.width), luma: 255 * (1 - pen.darkness)) { x, y in
        let t = max(0, min(1, ((x - a.x) * dx + (y - a.y) * dy) / length))
        let (ex, ey) = (x - a.x - t * dx, y - a.y - t * dy)
        return (ex * ex + ey * ey).squareRoot() - pen.width / 2
      }
    }
  }

  mutating func draw(_ strokes: [[PaperPoint]], _ pen: Pen) {
    for stroke in strokes { draw(stroke, pen) }
  }

  mutating func fill(_ rect: PaperRect, luma: Double = 0) {
    paint(rect, luma: luma, covers: true) { x, y in max(rect.x - x, x - rect.maxX, rect.y - y, y - rect.maxY) }
  }

  mutating func whiten(_ rect: PaperRect) { fill(rect, luma: 255) }

  mutating func disc(_ center: PaperPoint, radius: Double, luma: Double = 0) {
    paint(.around(center, side: 2 * radius), luma: luma, covers: true) { x, y in
      ((x - center.x) * (x - center.x) + (y - center.y) * (y - center.y)).squareRoot() - radius
    }
  }

  /// A printed registration mark.
  mutating func print(_ fiducial: Fiducial) {
    let c = fiducial.center
    let outer = PaperRect.around(c, side: fiducial.size)
    switch fiducial.kind {
    case .square: fill(outer)
    case .disc: disc(c, radius: fiducial.size / 2)
    case .ring:
      fill(outer)
      whiten(.around(c, side: fiducial.size / 2))
    case .lshape:
      // The corner of the L points to the corner of the page.
      let arm = fiducial.size * 0.3
      let left = c.x < size.width / 2
      let top = c.y < size.height / 2
      fill(PaperRect(x: left ? outer.x : outer.maxX - arm, y: outer.y, width: arm, height: outer.height))
      fill(PaperRect(x: outer.x, y: top ? outer.y : outer.maxY - arm, width: outer.width, height: arm))
    }
  }

  /// A line of print that looks like words, from pieces of strokes.
  mutating func printWords(
    at start: PaperPoint, width: Double, height: Double = 2.6, _ random: inout SeededGenerator
  ) {
    let pen = Pen(width: height * 0.13)
    var x = start.x
    while x + height * 0.6 < start.x + width {
      if random.chance(0.18) {
        x += height * 0.6
        continue
      }
      func point() -> PaperPoint {
        PaperPoint(
          x: x + Double.random(in: 0...(height * 0.5), using: &random),
          y: start.y + [0, 0.35, 0.7, 1][Int.random(in: 0..<4, using: &random)] * height)
      }
      for _ in 0..<3 { draw([point(), point()], pen) }
      x += height * 0.68
    }
  }

  // MARK: What toner and copies do to all of it

  /// Print, and whatever is on the sheet so far, paler: 1 as it is, 0 paper.
  func faded(to contrast: Double) -> Sheet {
    let pixels = picture.pixels.map { UInt8((255 - (255 - Double($0)) * contrast).rounded()) }
    return Sheet(GrayImage(width: picture.width, height: picture.height, pixels: pixels), size: size)
  }

  /// Print grown by `margin` mm on every side, as heavy toner does.
  func thickened(by margin: Double) -> Sheet {
    let reach = Int((margin * scaleX).rounded())
    let (w, h) = (picture.width, picture.height)
    var across = picture.pixels
    for y in 0..<h {
      for x in 0..<w where picture.pixels[y * w + x] < 250 {
        for k in max(0, x - reach)...min(w - 1, x + reach) {
          across[y * w + k] = min(across[y * w + k], picture.pixels[y * w + x])
        }
      }
    }
    var result = across
    for y in 0..<h {
      for x in 0..<w where across[y * w + x] < 250 {
        for k in max(0, y - reach)...min(h - 1, y + reach) {
          result[k * w + x] = min(result[k * w + x], across[y * w + x])
        }
      }
    }
    return Sheet(GrayImage(width: w, height: h, pixels: result), size: size)
  }

  /// Everything moved down by `offset` mm (up when negative), except in `fixed` places, which stay as they were.
  func moved(down offset: Double, except fixed: [PaperRect]) -> Sheet {
    let rows = Int((offset * scaleY).rounded())
    var result = Sheet(bare: size)
    result.picture = GrayImage(width: picture.width, height: picture.height)
    for y in 0..<picture.height {
      for x in 0..<picture.width {
        let p = PaperPoint(x: (Double(x) + 0.5) / scaleX, y: (Double(y) + 0.5) / scaleY)
        if fixed.contains(where: { $0.contains(p) }) {
          result.picture[x, y] = picture[x, y]
        } else if (0..<picture.height).contains(y - rows) {
          let from = PaperPoint(x: p.x, y: p.y - offset)
          result.picture[x, y] = fixed.contains { $0.contains(from) } ? 255 : picture[x, y - rows]
        }
      }
    }
    return result
  }
}

extension PaperRect {
  /// The square of a side around a point, mm.
  static func around(_ center: PaperPoint, side: Double) -> PaperRect {
    PaperRect(x: center.x - side / 2, y: center.y - side / 2, width: side, height: side)
  }
}
