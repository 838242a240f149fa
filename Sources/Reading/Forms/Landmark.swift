internal import Ballots
internal import Raster

/// A piece of print by which a page is recognised and registered: text, mostly.
///
/// Pieces are chosen where the picture changes in both directions (the smaller eigenvalue of the structure tensor, as
/// Shi and Tomasi 1994), so that their place is certain along both axes; a bare line would slide along itself.
struct Landmark: Sendable {
  /// Distance of the samples, mm: finer than any stroke that matters at 75 dpi and more.
  static let pitch = 0.25
  /// Samples across and down: 11 x 6 mm.
  static let columns = 44
  static let rows = 24
  /// The page is divided into cells, each giving at most one landmark.
  static let cellColumns = 5
  static let cellRows = 9
  /// Least mean structure (squared darkness change a sample) for a piece to serve.
  static let minimumStructure: Float = 0.002

  /// Centre on the paper, mm.
  let center: PaperPoint
  /// Darkness of the samples, made zero-mean and of unit length.
  let samples: [Float]

  /// Where its print is darkest: the middles of thick strokes.
  var darkPoints: [PaperPoint] {
    let most = (samples.max() ?? 0) * 0.9
    return samples.indices.filter { samples[$0] >= most }.map { index in
      center.moved(
        dx: (Double(index % Self.columns) + 0.5 - Double(Self.columns) / 2) * Self.pitch,
        dy: (Double(index / Self.columns) + 0.5 - Double(Self.rows) / 2) * Self.pitch)
    }
  }

  static func choose(on page: FormPage, of size: PaperSize, in blank: BlankPicture) -> [Landmark] {
    let width = Double(columns) * pitch
    let height = Double(rows) * pitch
    let avoid = page.unsteadyPlaces
    // Structure tensor of the blank on a grid of the landmark pitch, as prefix sums for fast window totals.
    let w = Int(size.width / pitch)
    let h = Int(size.height / pitch)
    let tone = blank.darkness(
      xs: (0..<w).map { (Double($0) + 0.5) * pitch }, ys: (0..<h).map { (Double($0) + 0.5) * pitch })
    let sums = structure(of: tone, w, h)
    func total(_ table: [Float], _ x: Int, _ y: Int) -> Float {
      let a = (y + rows) * (w + 1)
      let b = y * (w + 1)
      return table[a + x + columns] - table[a + x] - table[b + x + columns] + table[b + x]
    }
    var best: [Int: (structure: Float, x: Int, y: Int)] = [:]
    for y in stride(from: 2, to: h - rows - 2, by: 4) {
      for x in stride(from: 2, to: w - columns - 2, by: 4) {
        let a = total(sums.xx, x, y)
        let b = total(sums.xy, x, y)
        let c = total(sums.yy, x, y)
        let smaller = (a + c) / 2 - (((a - c) / 2) * ((a - c) / 2) + b * b).squareRoot()
        let structure = smaller / Float(columns * rows)
        guard structure >= minimumStructure else { continue }
        let rect = PaperRect(x: Double(x) * pitch, y: Double(y) * pitch, width: width, height: height)
        guard !avoid.contains(where: { $0.intersects(rect) }) else { continue }
        let cell =
          (y + rows / 2) * cellRows / h * cellColumns + (x + columns / 2) * cellColumns / w
        if structure > best[cell]?.structure ?? 0 { best[cell] = (structure, x, y) }
      }
    }
    return best.keys.sorted().compactMap { key in
      guard let found = best[key] else { return nil }
      var samples: [Float] = []
      samples.reserveCapacity(columns * rows)
      for y in found.y..<(found.y + rows) { samples += tone[(y * w + found.x)..<(y * w + found.x + columns)] }
      guard normalise(&samples) else { return nil }
      return Landmark(
        center: PaperPoint(
          x: (Double(found.x) + Double(columns) / 2) * pitch, y: (Double(found.y) + Double(rows) / 2) * pitch),
        samples: samples)
    }
  }

  /// The structure tensor of a picture, as sums over all above and to the left.
  private static func structure(of tone: [Float], _ w: Int, _ h: Int) -> (xx: [Float], yy: [Float], xy: [Float]) {
    var xx = [Float](repeating: 0, count: (w + 1) * (h + 1))
    var yy = xx
    var xy = xx
    precondition(tone.count == w * h)
    tone.withUnsafeBufferPointer { tone in
      xx.withUnsafeMutableBufferPointer { xx in
        yy.withUnsafeMutableBufferPointer { yy in
          xy.withUnsafeMutableBufferPointer { xy in
            for y in 0..<h {
              let isInside = y > 0 && y < h - 1
              var (sx, sy, sxy): (Float, Float, Float) = (0, 0, 0)
              for x in 0..<w {
                if isInside, x > 0, x < w &- 1 {
                  let at = y &* w &+ x
                  let gx = (tone[at &+ 1] - tone[at &- 1]) / 2
                  let gy = (tone[at &+ w] - tone[at &- w]) / 2
                  sx += gx * gx
                  sy += gy * gy
                  sxy += gx * gy
                }
                let i = (y &+ 1) &* (w &+ 1) &+ x &+ 1
                xx[i] = xx[i &- w &- 1] + sx
                yy[i] = yy[i &- w &- 1] + sy
                xy[i] = xy[i &- w &- 1] + sxy
              }
            }
          }
        }
      }
    }
    return (xx, yy, xy)
  }

  /// Makes samples zero-mean and of unit length; false when they are all alike.
  static func normalise(_ samples: inout [Float]) -> Bool {
    let mean = samples.reduce(0, +) / Float(samples.count)
    var norm: Float = 0
    for i in samples.indices {
      samples[i] -= mean
      norm += samples[i] * samples[i]
    }
    guard norm > 1e-6 else { return false }
    let scale = 1 / norm.squareRoot()
    for i in samples.indices { samples[i] *= scale }
    return true
  }
}

extension PaperRect {
  /// The square of a side around a point, mm.
  init(around center: PaperPoint, side: Double) {
    self.init(x: center.x - side / 2, y: center.y - side / 2, width: side, height: side)
  }
}

extension FormPage {
  /// Where a filled-in page differs from its blank, or may, with some room around, mm: no print there is a landmark.
  var unsteadyPlaces: [PaperRect] {
    dynamicText.map { $0.expanded(by: 1.5) } + barcodes.map { $0.rect.expanded(by: 2) }
      + freeText.map { $0.expanded(by: 0.5) } + zones + stickers.map { $0.area.expanded(by: 4) }
      + fiducials.map { PaperRect(around: $0.center, side: $0.size + 2) }
      + questions.flatMap { $0.options.map { $0.rect.expanded(by: 1) } }
  }
}
