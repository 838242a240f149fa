internal import Raster

/// Tells an empty page from a written one by how much of it is darker than the paper around, at 25 dpi: at that size
/// paper grain and the noise of a badly thresholded empty page are gone, and a line of text is still there.
enum BlankPage {
  /// Edges show borders, shadows and holes; they are not looked at, as a share of each side.
  static let edge = 0.06
  /// A cell of 1 mm counts as printed when it is darker than its surroundings by this share.
  static let printedDarkness: Float = 0.035
  /// And by this many standard deviations of the grain: an empty page scanned as black and white is all grain.
  static let noiseFactor: Float = 4.5
  /// Up to this share of printed cells a page is empty: folds and dust. One line of text is 0.4 %.
  static let emptyShare = 0.003

  static func isBlank(_ overview: Overview) -> Bool {
    let small = overview.image.reduced(by: 4)
    let x0 = Int(Double(small.width) * edge)
    let y0 = Int(Double(small.height) * edge)
    guard small.width > 2 * x0 + 8, small.height > 2 * y0 + 8 else { return true }
    let threshold = max(printedDarkness, noiseFactor * noise(of: small))
    var printed = 0
    var total = 0
    for y in y0..<(small.height - y0) {
      for x in x0..<(small.width - x0) {
        // Paper here: the median of the neighbours at 4 mm, so that a shaded side is no print.
        var around = [
          small[max(0, x - 4), y], small[min(small.width - 1, x + 4), y], small[x, max(0, y - 4)],
          small[x, min(small.height - 1, y + 4)], small[max(0, x - 3), max(0, y - 3)],
        ]
        around.sort()
        let paper = max(1, Float(around[3]))
        total += 1
        if (paper - Float(small[x, y])) / paper > threshold { printed += 1 }
      }
    }
    return Double(printed) <= emptyShare * Double(total)
  }

  /// Standard deviation of the paper's grain as a share of its brightness, from the smallest quarter of the differences
  /// between neighbours: print is in the larger ones.
  private static func noise(of image: GrayImage) -> Float {
    var differences = [Int](repeating: 0, count: 256)
    var brightness = 0
    var n = 0
    for y in 0..<image.height {
      for x in 1..<max(1, image.width) {
        differences[abs(Int(image[x, y]) - Int(image[x - 1, y]))] += 1
        brightness += Int(image[x, y])
        n += 1
      }
    }
    guard n > 0, brightness > 0 else { return 0 }
    var seen = 0
    var quarter = 0
    while quarter < 255, seen + differences[quarter] < n / 4 {
      seen += differences[quarter]
      quarter += 1
    }
    // A quarter of a normal distribution lies within 0.32 standard deviations; a difference has the square root of two.
    return Float(quarter) / 0.32 / 1.414 / (Float(brightness) / Float(n))
  }
}
