internal import Foundation
internal import Raster

/// Clean-ups of a small picture before a code is read from it. Measured over photocopies: a code that fails raw is read
/// after Otsu's threshold or a Gaussian of 0.3 module, at 150 dpi and more.
enum BarcodeFilter {
  /// Black and white at the threshold that separates two classes best (Otsu 1979).
  static func otsu(_ image: GrayImage) -> GrayImage {
    let histogram = image.histogram.map { Double($0) }
    let total = Double(image.pixels.count)
    let sum = histogram.indices.reduce(0.0) { $0 + Double($1) * histogram[$1] }
    var weight = 0.0
    var partial = 0.0
    var best = (score: -1.0, threshold: 127)
    for t in 0..<256 {
      weight += histogram[t]
      guard weight > 0, weight < total else { continue }
      partial += Double(t) * histogram[t]
      let difference = partial / weight - (sum - partial) / (total - weight)
      let score = weight * (total - weight) * difference * difference
      if score > best.score { best = (score, t) }
    }
    let limit = UInt8(best.threshold)
    return GrayImage(width: image.width, height: image.height, pixels: image.pixels.map { $0 <= limit ? 0 : 255 })
  }

  /// Gaussian blur; `sigma` in px.
  static func gaussian(_ image: GrayImage, sigma: Double) -> GrayImage {
    let radius = max(1, Int((3 * sigma).rounded(.up)))
    var kernel = (-radius...radius).map { Float(exp(-Double($0 * $0) / (2 * sigma * sigma))) }
    let norm = kernel.reduce(0, +)
    for i in kernel.indices { kernel[i] /= norm }
    let (w, h) = (image.width, image.height)
    var rows = [Float](repeating: 0, count: w * h)
    for y in 0..<h {
      for x in 0..<w {
        var s: Float = 0
        for k in -radius...radius { s += kernel[k + radius] * Float(image[max(0, min(w - 1, x + k)), y]) }
        rows[y * w + x] = s
      }
    }
    var pixels = [UInt8](repeating: 0, count: w * h)
    for y in 0..<h {
      for x in 0..<w {
        var s: Float = 0
        for k in -radius...radius { s += kernel[k + radius] * rows[max(0, min(h - 1, y + k)) * w + x] }
        pixels[y * w + x] = UInt8(max(0, min(255, s + 0.5)))
      }
    }
    return GrayImage(width: w, height: h, pixels: pixels)
  }

  /// Closes light holes in what is dark: each pixel becomes the lightest of the darkest within `radius` px (grey closing,
  /// seen from the ink). Toner that did not hold leaves such holes, and they break a code's finder patterns.
  static func closed(_ image: GrayImage, radius: Int) -> GrayImage {
    extremes(extremes(image, radius, min), radius, max)
  }

  /// The darkest or lightest pixel of each square neighbourhood.
  private static func extremes(_ image: GrayImage, _ radius: Int, _ better: (UInt8, UInt8) -> UInt8) -> GrayImage {
    let (w, h) = (image.width, image.height)
    var rows = image
    for y in 0..<h {
      for x in 0..<w {
        rows[x, y] = (max(0, x - radius)...min(w - 1, x + radius)).reduce(image[x, y]) { better($0, image[$1, y]) }
      }
    }
    var result = rows
    for y in 0..<h {
      for x in 0..<w {
        result[x, y] = (max(0, y - radius)...min(h - 1, y + radius)).reduce(rows[x, y]) { better($0, rows[x, $1]) }
      }
    }
    return result
  }

  /// Median of each 3 x 3 neighbourhood: takes single specks away.
  static func median(_ image: GrayImage) -> GrayImage {
    var result = image
    var window = [UInt8](repeating: 0, count: 9)
    for y in 1..<max(1, image.height - 1) {
      for x in 1..<max(1, image.width - 1) {
        for dy in 0..<3 {
          for dx in 0..<3 { window[dy * 3 + dx] = image[x + dx - 1, y + dy - 1] }
        }
        window.sort()
        result[x, y] = window[4]
      }
    }
    return result
  }
}
