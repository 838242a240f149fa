import Ballots
import Foundation
import Raster

/// The glass of the scanner: mm, the sheet's upright page at the origin when it lies straight.
private enum Glass: Plane {}

/// A scanner and the way a sheet lies on it, as plain values: `scan` gives the picture and where every point went.
struct Scanner: Sendable, Hashable {
  var dpi = 200.0
  /// Clockwise, after everything else.
  var turn = QuarterTurn.upright
  /// Clockwise, degrees.
  var skew = 0.0
  /// Size of the print on the paper against the form's: copies, "fit to page".
  var scale = 1.0
  /// How much narrower the page's bottom is than its top, as a share: a phone held at an angle.
  var perspective = 0.0
  /// mm that the picture shows beyond the paper's edges (cuts off when negative): left, top, right, bottom.
  var border = Border()
  /// Luma outside the paper.
  var borderLuma = 255.0
  /// Standard deviation, mm.
  var blur = 0.0
  /// Standard deviation, luma.
  var noise = 0.0
  /// Share of light lost at the right side of the upright page; the left has all.
  var shade = 0.0
  /// 1 as it is; less brings black closer to paper.
  var contrast = 1.0
  /// Luma of bare paper.
  var paper = 250.0
  /// Black and white at this luma; nil for grey.
  var threshold: Double?
  var seed: UInt64 = 1

  /// Widths, mm.
  struct Border: Sendable, Hashable {
    var left = 0.0
    var top = 0.0
    var right = 0.0
    var bottom = 0.0

    init(left: Double = 0, top: Double = 0, right: Double = 0, bottom: Double = 0) {
      (self.left, self.top, self.right, self.bottom) = (left, top, right, bottom)
    }

    init(_ all: Double) { self.init(left: all, top: all, right: all, bottom: all) }
  }

  /// Scans a sheet.
  func scan(_ sheet: Sheet) -> Scan {
    let window = PaperSize(
      width: sheet.size.width + border.left + border.right, height: sheet.size.height + border.top + border.bottom)
    let scale = dpi / 25.4
    let isTurned = turn == .quarter || turn == .threeQuarters
    let width = Int(((isTurned ? window.height : window.width) * scale).rounded())
    let height = Int(((isTurned ? window.width : window.height) * scale).rounded())
    let map = onGlass(sheet.size).then(intoPicture(window, scale))
    guard let back = map.inverse else { return Scan(image: .gray(GrayImage(width: 0, height: 0)), map: map) }
    var tones = sampled(sheet, back, width, height)
    if blur > 0 { Self.blur(&tones, width, height, sigma: blur * scale) }
    return Scan(image: digitised(tones, width, height), map: map)
  }

  /// The print's place on the glass: scaled, turned and seen at an angle about the middle of the page.
  private func onGlass(_ size: PaperSize) -> Homography<Paper, Glass> {
    let (cx, cy) = (size.width / 2, size.height / 2)
    let angle = skew * .pi / 180
    let centred = Homography<Paper, Paper>(rowMajor: [1, 0, -cx, 0, 1, -cy, 0, 0, 1])
    let tilted = Homography<Paper, Paper>(rowMajor: [1, 0, 0, 0, 1, 0, 0, perspective / size.height, 1])
    let turned = Homography<Paper, Glass>(rowMajor: [
      scale * cos(angle), -scale * sin(angle), cx, scale * sin(angle), scale * cos(angle), cy, 0, 0, 1,
    ])
    return centred.then(tilted).then(turned)
  }

  private func intoPicture(_ window: PaperSize, _ scale: Double) -> Homography<Glass, Picture> {
    let (x, y) = (border.left, border.top)
    let (w, h) = (window.width, window.height)
    let m: [Double] =
      switch turn {
      case .upright: [1, 0, x, 0, 1, y]
      case .quarter: [0, -1, h - y, 1, 0, x]
      case .half: [-1, 0, w - x, 0, -1, h - y]
      case .threeQuarters: [0, 1, y, -1, 0, w - x]
      }
    return Homography(rowMajor: m.map { $0 * scale } + [0, 0, 1])
  }

  /// Luma of each pixel, from a coarser raster of the sheet where the picture is much coarser than it.
  private func sampled(
    _ sheet: Sheet, _ back: Homography<Picture, Paper>, _ width: Int, _ height: Int
  ) -> [Float] {
    let (w, h) = (sheet.size.width, sheet.size.height)
    let isCoarse = dpi * scale < 0.6 * Double(sheet.picture.width) / w * 25.4
    let source = isCoarse ? sheet.picture.reduced(by: 2) : sheet.picture
    let (across, down) = (
      Double(sheet.picture.width) / w / (isCoarse ? 2 : 1), Double(sheet.picture.height) / h / (isCoarse ? 2 : 1)
    )
    let m = back.m
    let tint = Float(paper / 255)
    let outside = Float(borderLuma)
    let light = Float(shade / w)
    let ink = Float(contrast)
    return [Float](unsafeUninitializedCapacity: width * height) { tones, count in
      for y in 0..<height {
        for x in 0..<width {
          let (u, v) = (Double(x) + 0.5, Double(y) + 0.5)
          let d = 1 / (m[6] * u + m[7] * v + m[8])
          let px = (m[0] * u + m[1] * v + m[2]) * d
          let py = (m[3] * u + m[4] * v + m[5]) * d
          guard px >= 0, py >= 0, px < w, py < h else {
            tones[y * width + x] = outside
            continue
          }
          let luma = 255 - (255 - source.bilinear(px * across, py * down)) * ink
          tones[y * width + x] = luma * tint * (1 - light * Float(px))
        }
      }
      count = width * height
    }
  }

  private func digitised(_ tones: [Float], _ width: Int, _ height: Int) -> PageImage {
    var random = SeededGenerator(seed: seed)
    var pixels = [UInt8](repeating: 0, count: width * height)
    // The sum of four bytes is near enough to a normal distribution; its standard deviation is 148.
    let grain = Float(noise / 148)
    for i in tones.indices {
      var tone = tones[i]
      if grain > 0 {
        let bits = random.next()
        let sum = (bits & 255) + (bits >> 8 & 255) + (bits >> 16 & 255) + (bits >> 24 & 255)
        tone += (Float(sum) - 510) * grain
      }
      pixels[i] = UInt8(max(0, min(255, tone + 0.5)))
    }
    guard let threshold else { return .gray(GrayImage(width: width, height: height, pixels: pixels)) }
    var bits = BitImage(width: width, height: height, bytes: [UInt8](repeating: 0, count: (width + 7) / 8 * height))
    for y in 0..<height {
      for x in 0..<width where Double(pixels[y * width + x]) < threshold { bits[x, y] = true }
    }
    return .bits(bits)
  }

  /// A Gaussian along the rows, then along the columns; the outermost pixels stay as they are.
  private static func blur(_ tones: inout [Float], _ width: Int, _ height: Int, sigma: Double) {
    let radius = max(1, Int((2.5 * sigma).rounded(.up)))
    guard width > 2 * radius, height > 2 * radius else { return }
    let raw = (-radius...radius).map { Float(exp(-Double($0 * $0) / (2 * sigma * sigma))) }
    let total = raw.reduce(0, +)
    /// The sum of copies that are shifted by `step` from one to the next.
    func smoothed(_ source: [Float], step: Int, rows: Range<Int>, columns: Range<Int>) -> [Float] {
      var result = source
      source.withUnsafeBufferPointer { source in
        result.withUnsafeMutableBufferPointer { result in
          for y in rows {
            let row = y * width
            for x in columns { result[row + x] = 0 }
            for (k, weight) in raw.enumerated() {
              let shift = row + (k - radius) * step
              let share = weight / total
              for x in columns { result[row + x] += share * source[shift + x] }
            }
          }
        }
      }
      return result
    }
    tones = smoothed(tones, step: 1, rows: 0..<height, columns: radius..<(width - radius))
    tones = smoothed(tones, step: width, rows: radius..<(height - radius), columns: 0..<width)
  }
}

/// A scan with the truth about it.
struct Scan: Sendable {
  var image: PageImage
  /// Where each point of the form went.
  let map: Homography<Paper, Picture>
}
