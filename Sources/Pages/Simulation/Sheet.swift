internal import Ballots
internal import Raster

/// A sheet of paper with its print and its ink: reflectance on the raster of the blank's picture (usually 300 dpi),
/// addressed in mm of the form. 255 is bare paper, 0 full black.
struct Sheet: Sendable {
  var image: GrayImage
  let size: PaperSize
  /// px per mm across and down.
  let scaleX: Double
  let scaleY: Double

  init(_ image: GrayImage, size: PaperSize) {
    self.image = image
    self.size = size
    scaleX = Double(image.width) / size.width
    scaleY = Double(image.height) / size.height
  }

  /// The pixels whose centres a rectangle can touch, cut to the sheet; nil when there are none.
  func pixels(_ rect: PaperRect) -> (columns: ClosedRange<Int>, rows: ClosedRange<Int>)? {
    let x0 = max(0, Int((rect.x * scaleX).rounded(.down)))
    let x1 = min(image.width - 1, Int((rect.maxX * scaleX).rounded(.up)))
    let y0 = max(0, Int((rect.y * scaleY).rounded(.down)))
    let y1 = min(image.height - 1, Int((rect.maxY * scaleY).rounded(.up)))
    return x0 <= x1 && y0 <= y1 ? (x0...x1, y0...y1) : nil
  }

  /// Lays ink on: `cover` gives for each point of the rectangle what share of the light is lost there, 0 to 1.
  mutating func darken(_ rect: PaperRect, _ cover: (_ x: Double, _ y: Double) -> Double) {
    guard let (columns, rows) = pixels(rect) else { return }
    for y in rows {
      for x in columns {
        let lost = cover((Double(x) + 0.5) / scaleX, (Double(y) + 0.5) / scaleY)
        guard lost > 0 else { continue }
        image[x, y] = UInt8(max(0, Double(image[x, y]) * (1 - min(1, lost))))
      }
    }
  }

  /// Covers what is there with paper of a shade (0 to 255): correction fluid, labels, a folded corner.
  mutating func cover(_ rect: PaperRect, shade: UInt8, _ isInside: (_ x: Double, _ y: Double) -> Bool) {
    guard let (columns, rows) = pixels(rect) else { return }
    for y in rows {
      for x in columns where isInside((Double(x) + 0.5) / scaleX, (Double(y) + 0.5) / scaleY) { image[x, y] = shade }
    }
  }

  /// A part of the sheet as a picture of its own, whole pixels; nil when it lies outside.
  func cut(_ rect: PaperRect) -> (image: GrayImage, x: Int, y: Int)? {
    guard let (columns, rows) = pixels(rect) else { return nil }
    let pixels = rows.flatMap { y in
      image.pixels[(y * image.width + columns.lowerBound)...(y * image.width + columns.upperBound)]
    }
    return (
      GrayImage(width: columns.count, height: rows.count, pixels: pixels), columns.lowerBound, rows.lowerBound
    )
  }

  /// Puts a picture in place of what is there, its top left pixel at column `x`, row `y`.
  mutating func paste(_ part: GrayImage, x: Int, y: Int) {
    for row in 0..<part.height {
      let target = (y + row) * image.width + x
      image.pixels.replaceSubrange(
        target..<(target + part.width), with: part.pixels[(row * part.width)..<((row + 1) * part.width)])
    }
  }
}
