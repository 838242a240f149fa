internal import Ballots
internal import Raster

/// A page of a blank brought upright and to scale: white paper, 300 dpi, its corner in the picture's corner. Everything is
/// looked for in this picture, and it becomes the form's own picture of the page.
struct UprightPage: Sendable {
  /// px per mm of the picture.
  static let resolution = Resolution(dpi: 300)
  static var scale: Double { resolution.pixelsPerMillimetre }
  /// Darker than this share of the page's toner is print.
  static let inkDarkness = 0.4
  /// Patches smaller than this either way are specks of a copy, mm.
  static let speck = 0.42
  /// What is darker is print, and nine tenths of that are no darker than solid toner.
  private static let leastTone: UInt8 = 191
  /// Patches longer than this either way are rules and frames, mm.
  static let ruleLength = 20.0

  let image: GrayImage
  let size: PaperSize
  /// How dark solid print is on this page, 0 to 1: limits of darkness are shares of it.
  let toner: Double
  /// Patches of print.
  let patches: [Component]
  /// Print that is neither speck nor rule, summed over everything above and to the left.
  let text: InkSums
  /// Rules and frames, likewise.
  let rules: InkSums

  /// Resamples a picture of white paper.
  init(_ frame: PaperFrame) {
    self.init(Self.resampled(frame.picture, frame.transform, frame.size), size: frame.size)
  }

  /// Wraps a picture that is upright and to scale.
  init(_ image: GrayImage, size: PaperSize) {
    self.image = image
    self.size = size
    toner = Self.toner(of: image)
    let labels = ComponentLabels(
      mask: Self.mask(image, darkerThan: Self.inkDarkness * toner), width: image.width, height: image.height)
    patches = labels.components
    let speck = Int(Self.speck * Self.scale)
    let longest = Int(Self.ruleLength * Self.scale)
    text = InkSums(labels, width: image.width, height: image.height) {
      max($0.width, $0.height) > speck && $0.width < longest && $0.height < longest
    }
    rules = InkSums(labels, width: image.width, height: image.height) { $0.width >= longest || $0.height >= longest }
  }

  private static func toner(of image: GrayImage) -> Double {
    var counts = [Int](repeating: 0, count: 256)
    for luma in image.pixels { counts[Int(luma)] += 1 }
    let print = counts[...Int(leastTone)].reduce(0, +)
    guard print > 0 else { return 1 }
    var (luma, darker) = (0, counts[0])
    while luma < 255, darker * 10 < print {
      luma += 1
      darker += counts[luma]
    }
    return 1 - Double(luma) / 255
  }

  /// 1 where the picture is darker than a share of its toner.
  func mask(darkerThan share: Double) -> [UInt8] { Self.mask(image, darkerThan: share * toner) }

  private static func mask(_ image: GrayImage, darkerThan share: Double) -> [UInt8] {
    let limit = UInt8(255 * (1 - share))
    return image.pixels.map { $0 < limit ? 1 : 0 }
  }

  private static func resampled(
    _ picture: GrayImage, _ transform: Homography<Paper, Picture>, _ size: PaperSize
  ) -> GrayImage {
    let width = Int((size.width * scale).rounded())
    let height = Int((size.height * scale).rounded())
    // A picture that has this very size already stays as it is, sharp.
    let corner = transform(PaperPoint(x: size.width, y: size.height))
    let origin = transform(PaperPoint(x: 0, y: 0))
    if abs(picture.width - width) <= 1, abs(picture.height - height) <= 1, abs(origin.x) < 0.01, abs(origin.y) < 0.01,
      abs(corner.x - Double(picture.width)) < 0.01, abs(corner.y - Double(picture.height)) < 0.01
    {
      return picture
    }
    var result = GrayImage(width: width, height: height)
    for y in 0..<height {
      let v = (Double(y) + 0.5) / scale
      for x in 0..<width {
        let p = transform(PaperPoint(x: (Double(x) + 0.5) / scale, y: v))
        result[x, y] = UInt8(picture.bilinear(p.x, p.y))
      }
    }
    return result
  }

  /// Darkness of a pixel, 0 (paper) to 1 (toner); paper outside the picture.
  @inline(__always) func darkness(_ x: Int, _ y: Int) -> Double {
    guard x >= 0, y >= 0, x < image.width, y < image.height else { return 0 }
    return min(1, (1 - Double(image.pixels[y &* image.width &+ x]) / 255) / toner)
  }
}

/// Sums of print over rectangles, in one step each.
struct InkSums: Sendable {
  private let width: Int
  private let height: Int
  private var sums: [Int32]

  /// The runs of the components that `isWanted` takes.
  init(_ labels: ComponentLabels, width: Int, height: Int, where isWanted: (Component) -> Bool) {
    let wanted = labels.components.map(isWanted)
    var mask = [UInt8](repeating: 0, count: width * height)
    for run in labels.runs where wanted[run.component] {
      for x in run.start...run.end { mask[run.row * width + x] = 1 }
    }
    self.init(mask: mask, width: width, height: height)
  }

  /// A mask of 0 and 1, row by row.
  init(mask: [UInt8], width: Int, height: Int) {
    (self.width, self.height) = (width, height)
    sums = [Int32](repeating: 0, count: (width + 1) * (height + 1))
    sums.withUnsafeMutableBufferPointer { sums in
      mask.withUnsafeBufferPointer { mask in
        for y in 0..<height {
          var row: Int32 = 0
          let (out, above) = ((y + 1) * (width + 1) + 1, y * (width + 1) + 1)
          for x in 0..<width {
            row &+= Int32(mask[y &* width &+ x])
            sums[out &+ x] = sums[above &+ x] &+ row
          }
        }
      }
    }
  }

  /// Set pixels of columns and rows; what lies outside the picture counts nothing.
  func count(_ columns: Range<Int>, _ rows: Range<Int>) -> Int {
    let (x0, x1) = (min(max(columns.lowerBound, 0), width), min(max(columns.upperBound, 0), width))
    let (y0, y1) = (min(max(rows.lowerBound, 0), height), min(max(rows.upperBound, 0), height))
    guard x1 > x0, y1 > y0 else { return 0 }
    let stride = width + 1
    return Int(sums[y1 * stride + x1] - sums[y0 * stride + x1] - sums[y1 * stride + x0] + sums[y0 * stride + x0])
  }

  /// Print in a rectangle of the page, mm².
  func area(_ rect: PaperRect) -> Double {
    let s = UprightPage.scale
    guard rect.width > 0, rect.height > 0 else { return 0 }
    let n = count(
      Int((rect.x * s).rounded())..<max(Int((rect.x * s).rounded()), Int((rect.maxX * s).rounded())),
      Int((rect.y * s).rounded())..<max(Int((rect.y * s).rounded()), Int((rect.maxY * s).rounded())))
    return Double(n) / s / s
  }
}
