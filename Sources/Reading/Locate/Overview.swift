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
  /// Paper luma of each tile, from it and its neighbours: whole numbers, but for `leastPaper`, the least of them.
  let paper: [Float]
  /// Paper is never taken to be darker than this luma.
  let leastPaper: Float

  init(_ page: PageImage) {
    factor = max(1, min(16, max(page.width, page.height) / Self.targetSide))
    let image = page.reduced(by: factor)
    let columns = max(1, (image.width + Self.tile - 1) / Self.tile)
    let rows = max(1, (image.height + Self.tile - 1) / Self.tile)
    var bright = [Float](repeating: 255, count: columns * rows)
    image.pixels.withUnsafeBytes { pixels in
      for r in 0..<rows {
        for c in 0..<columns {
          bright[r * columns + c] = Self.brightness(of: pixels, image.width, image.height, column: c, row: r)
        }
      }
    }
    let leastPaper = (bright.max() ?? 255) * Self.darkestPaper
    // A tile that a large dark mark fills takes its paper from the neighbours.
    var paper = bright
    for r in 0..<rows {
      for c in 0..<columns {
        var best: Float = 0
        for rr in max(0, r - 1)...min(rows - 1, r + 1) {
          for cc in max(0, c - 1)...min(columns - 1, c + 1) { best = max(best, bright[rr * columns + cc]) }
        }
        let own = bright[r * columns + c]
        paper[r * columns + c] = max(own > best * 0.85 ? own : best, leastPaper)
      }
    }
    self.image = image
    tileColumns = columns
    tileRows = rows
    self.paper = paper
    self.leastPaper = leastPaper
  }

  /// The luma that seven tenths of a tile's samples do not reach beyond, in steps of four; every second row is looked at.
  private static func brightness(
    of pixels: UnsafeRawBufferPointer, _ width: Int, _ height: Int, column: Int, row: Int
  ) -> Float {
    let columns = (column * tile)..<min(width, (column + 1) * tile)
    var lines = InlineArray<8, SIMD16<UInt8>>(repeating: SIMD16())
    var n = 0
    for (line, y) in stride(from: row * tile, to: min(height, (row + 1) * tile), by: 2).enumerated() {
      let first = y * width + columns.lowerBound
      if columns.count == tile {
        lines[line] = pixels.loadUnaligned(fromByteOffset: first, as: SIMD16<UInt8>.self)
      } else {
        for k in 0..<columns.count { lines[line][k] = pixels[first + k] }
      }
      n += columns.count
    }
    guard n > 0 else { return 255 }
    // The highest level that more than three tenths reach, bit by bit; samples that are not there are 0 and reach none.
    var level: UInt8 = 0
    for bit: UInt8 in [128, 64, 32, 16, 8, 4] {
      let least = SIMD16(repeating: level | bit)
      var count = SIMD16<UInt8>()
      for line in lines.indices {
        count.replace(with: count &+ 1, where: lines[line] .>= least)
      }
      if Int(count.wrappedSum()) * 10 > n * 3 { level |= bit }
    }
    return Float(level + 3)
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

  /// Paper luma of the tile that stands at `rank` (from 0) by its paper.
  func paper(rank: Int) -> Float {
    var histogram = [Int](repeating: 0, count: 256)
    for luma in paper { histogram[Int(luma)] += 1 }
    var below = 0
    for level in histogram.indices {
      below += histogram[level]
      if below > rank { return max(Float(level), leastPaper) }
    }
    return 255
  }

  /// 1 where a sample is darker than `share` of its paper.
  func darkMask(below share: Float) -> [UInt8] {
    mask(darkerThan: paper.map { UInt8(max(0, min(255, $0 * share))) })
  }

  /// Of the samples of a whole tile, how many are darker than `share` of its paper.
  func darkCount(ofTile column: Int, _ row: Int, below share: Float) -> Int {
    let limit = UInt8(max(0, min(255, paper[row * tileColumns + column] * share)))
    var dark = 0
    for y in (row * Self.tile)..<((row + 1) * Self.tile) {
      for x in (column * Self.tile)..<((column + 1) * Self.tile) where image[x, y] < limit { dark += 1 }
    }
    return dark
  }

  /// 1 where a sample is darker than its tile's limit.
  func mask(darkerThan limits: [UInt8]) -> [UInt8] {
    precondition(limits.count == tileColumns * tileRows, "a limit for each tile")
    let (width, height) = (image.width, image.height)
    // The limits of a row of tiles, spread over its samples: then every row is one plain loop, which becomes vectors.
    var spread = [UInt8](repeating: 0, count: width)
    return [UInt8](unsafeUninitializedCapacity: width * height) { mask, count in
      image.pixels.withUnsafeBufferPointer { pixels in
        for y in 0..<height {
          if y % Self.tile == 0 {
            for x in 0..<width { spread[x] = limits[y / Self.tile * tileColumns + x / Self.tile] }
          }
          spread.withUnsafeBufferPointer { spread in
            let first = y * width
            for x in 0..<width { mask[first &+ x] = pixels[first &+ x] < spread[x] ? 1 : 0 }
          }
        }
      }
      count = width * height
    }
  }

  /// A scan point from an overview point.
  func scanPoint(_ p: PicturePoint) -> PicturePoint {
    PicturePoint(x: p.x * Double(factor), y: p.y * Double(factor))
  }
}
