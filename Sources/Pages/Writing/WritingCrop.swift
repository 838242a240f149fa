// Areas of handwriting, cut from scans for people who read them. Whether anything is written in one is measured against
// the same area of the blank: what is dark in the scan and not within `reach` of what is dark in the blank is ink. The page's
// transform is exact to some tenths of a millimetre, print grows by one or two: less than the reach. A dotted line that was
// written on loses little, for letters stand above it.

public import Raster

/// An area of a page as a picture of its own.
public struct WritingCrop: Sendable, Equatable {
  /// Dots an inch of the picture: letters are read at 150.
  public static let dpi = 150.0
  /// Around the area: pens run over its edge. mm
  static let margin = 1.5
  /// What is darker than the paper by this much is dark, luma. Pencils are darker.
  static let contrast = 48
  /// Ink is looked for beyond this distance from the print of the blank, mm.
  static let reach = 0.8
  /// From this much ink on something is written, mm²: a stroke of 0.4 mm and 5 mm length.
  static let leastInk = 2.0

  /// The picture, upright.
  public let image: GrayImage

  /// Cuts an area from a scan; `transform` is where paper lies in it.
  public init(_ area: PaperRect, of scan: PageImage, by transform: Homography<Paper, Picture>) {
    image =
      switch scan {
      case .gray(let scan): Self.cut(area, scan, transform)
      case .bits(let scan): Self.cut(area, scan, transform)
      }
  }

  /// Cuts an area from the picture of a blank that shows its page from edge to edge; sizes in mm.
  public init(_ area: PaperRect, ofBlank blank: PageImage, width: Double, height: Double) {
    let (x, y) = (Double(blank.width) / max(1, width), Double(blank.height) / max(1, height))
    self.init(area, of: blank, by: Homography(rowMajor: [x, 0, 0, 0, y, 0, 0, 0, 1]))
  }

  private static var step: Double { 25.4 / dpi }

  private static func cut(
    _ area: PaperRect, _ scan: some LumaGrid, _ transform: Homography<Paper, Picture>
  ) -> GrayImage {
    let place = area.expanded(by: margin)
    let (columns, rows) = (max(1, Int(place.width / step)), max(1, Int(place.height / step)))
    // Each sample is the mean of several, so that thin strokes stay where a scan is fine.
    let parts = max(1, min(4, Int((transform.scale(at: area.center) * step).rounded(.up))))
    var image = GrayImage(width: columns, height: rows)
    for y in 0..<rows {
      for x in 0..<columns {
        var sum: Float = 0
        for v in 0..<parts {
          for u in 0..<parts {
            let p = transform(
              PaperPoint(
                x: place.x + (Double(x) + (Double(u) + 0.5) / Double(parts)) * step,
                y: place.y + (Double(y) + (Double(v) + 0.5) / Double(parts)) * step))
            sum += scan.bilinear(p.x, p.y)
          }
        }
        image[x, y] = UInt8(max(0, min(255, (sum / Float(parts * parts)).rounded())))
      }
    }
    return image
  }

  /// Ink beside the print of the blank, mm²; `blank` is the same area of it.
  func ink(beside blank: WritingCrop) -> Double {
    guard blank.image.width == image.width, blank.image.height == image.height else { return .infinity }
    let print = Self.widened(blank.dark, image.width, image.height, by: Int((Self.reach / Self.step).rounded(.up)))
    let count = zip(dark, print).count { $0 && !$1 }
    return Double(count) * Self.step * Self.step
  }

  /// Whether anything is written in the area; `blank` is the same area of the blank.
  public func isWritten(beside blank: WritingCrop) -> Bool { ink(beside: blank) >= Self.leastInk }

  /// Where it is darker than its paper, which is most of it.
  private var dark: [Bool] {
    let paper = Int(image.pixels.sorted()[image.pixels.count / 2])
    return image.pixels.map { Int($0) < paper - Self.contrast }
  }

  /// The same with everything within a distance of it, in both directions.
  private static func widened(_ dark: [Bool], _ width: Int, _ height: Int, by reach: Int) -> [Bool] {
    func spread(_ source: [Bool], _ lines: Int, _ length: Int, _ place: (Int, Int) -> Int) -> [Bool] {
      var result = source
      for line in 0..<lines {
        for k in 0..<length where source[place(line, k)] {
          for near in max(0, k - reach)...min(length - 1, k + reach) { result[place(line, near)] = true }
        }
      }
      return result
    }
    let rows = spread(dark, height, width) { $0 * width + $1 }
    return spread(rows, width, height) { $1 * width + $0 }
  }
}
