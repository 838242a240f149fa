internal import Raster

/// A page at about 100 dpi, with its local paper brightness: where everything coarse is looked for.
struct Overview: Sendable {
  /// The longer side of the reduced picture lies between this and twice this, px: about 75 to 150 dpi for A4.
  static let targetSide = 880
  /// Side of the tiles over which paper brightness is taken, px: 4 to 5 mm, wider than any stroke.
  static let tile = 16
  /// Paper is never taken to be darker than this share of the page's brightest tile.
  static let darkestPaper: Float = 0.35

  /// A negative is darker than this luma in more than this share of its middle, percent.
  static let negativeLuma = 80
  static let negativeShare = 75

  let image: GrayImage
  /// Scan px per overview px.
  let factor: Int
  let tileColumns: Int
  let tileRows: Int
  /// Paper luma of each tile, from it and its neighbours.
  let paper: [Float]

  init(_ page: PageImage) {
    factor = max(1, min(16, max(page.width, page.height) / Self.targetSide))
    image = page.reduced(by: factor)
    let columns = max(1, (image.width + Self.tile - 1) / Self.tile)
    let rows = max(1, (image.height + Self.tile - 1) / Self.tile)
    var bright = [Float](repeating: 255, count: columns * rows)
    for r in 0..<rows {
      for c in 0..<columns { bright[r * columns + c] = Self.brightness(of: image, column: c, row: r) }
    }
    let brightest = bright.max() ?? 255
    // A tile that a large dark mark fills takes its paper from the neighbours.
    var paper = bright
    for r in 0..<rows {
      for c in 0..<columns {
        var best: Float = 0
        for rr in max(0, r - 1)...min(rows - 1, r + 1) {
          for cc in max(0, c - 1)...min(columns - 1, c + 1) { best = max(best, bright[rr * columns + cc]) }
        }
        let own = bright[r * columns + c]
        paper[r * columns + c] = max(own > best * 0.85 ? own : best, brightest * Self.darkestPaper)
      }
    }
    tileColumns = columns
    tileRows = rows
    self.paper = paper
  }

  /// The luma that nine tenths of a tile's samples do not exceed.
  private static func brightness(of image: GrayImage, column: Int, row: Int) -> Float {
    var histogram = [Int](repeating: 0, count: 64)
    var n = 0
    for y in stride(from: row * tile, to: min(image.height, (row + 1) * tile), by: 2) {
      for x in column * tile..<min(image.width, (column + 1) * tile) {
        histogram[Int(image[x, y] >> 2)] += 1
        n += 1
      }
    }
    var above = 0
    for level in stride(from: 63, through: 0, by: -1) {
      above += histogram[level]
      if above * 10 > n * 3 { return Float(level * 4 + 3) }
    }
    return 255
  }

  /// Whether white is the colour of the print: most of the page is dark, and not because of a dark border or a shadow.
  var isNegative: Bool {
    var histogram = [Int](repeating: 0, count: 256)
    for y in stride(from: image.height / 8, to: image.height * 7 / 8, by: 3) {
      for x in stride(from: image.width / 8, to: image.width * 7 / 8, by: 3) { histogram[Int(image[x, y])] += 1 }
    }
    let total = histogram.reduce(0, +)
    return histogram[..<Self.negativeLuma].reduce(0, +) * 100 > total * Self.negativeShare
  }

  /// Paper luma at a scan point, interpolated between tile centres.
  func paperLuma(at x: Double, _ y: Double) -> Float {
    let u = x / Double(factor * Self.tile) - 0.5
    let v = y / Double(factor * Self.tile) - 0.5
    let i = max(0, min(tileColumns - 1, Int(u.rounded(.down))))
    let j = max(0, min(tileRows - 1, Int(v.rounded(.down))))
    let i1 = min(tileColumns - 1, i + 1)
    let j1 = min(tileRows - 1, j + 1)
    let fx = Float(max(0, min(1, u - Double(i))))
    let fy = Float(max(0, min(1, v - Double(j))))
    let top = paper[j * tileColumns + i] * (1 - fx) + paper[j * tileColumns + i1] * fx
    let bottom = paper[j1 * tileColumns + i] * (1 - fx) + paper[j1 * tileColumns + i1] * fx
    return top * (1 - fy) + bottom * fy
  }

  /// 1 where a sample is darker than `share` of its paper.
  func darkMask(below share: Float) -> [UInt8] {
    var mask = [UInt8](repeating: 0, count: image.width * image.height)
    for r in 0..<tileRows {
      for c in 0..<tileColumns {
        let limit = UInt8(max(0, min(255, paper[r * tileColumns + c] * share)))
        for y in (r * Self.tile)..<min(image.height, (r + 1) * Self.tile) {
          for x in (c * Self.tile)..<min(image.width, (c + 1) * Self.tile) where image[x, y] < limit {
            mask[y * image.width + x] = 1
          }
        }
      }
    }
    return mask
  }

  /// A scan point from an overview point.
  func scanPoint(_ p: PicturePoint) -> PicturePoint {
    PicturePoint(x: p.x * Double(factor), y: p.y * Double(factor))
  }
}
