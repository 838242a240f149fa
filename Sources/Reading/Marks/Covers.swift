internal import Raster

/// Solid dark areas that are no pen's work: a border, a strip of tape, a thumb, a blot, another sheet's edge.
///
/// Paper brightness is taken locally elsewhere, so a cover would pass for paper: what is under it would read as empty.
/// Here brightness is held against the wider surroundings, and areas that are dark throughout and wider than any pen
/// stroke, or longer than any filled box, are covers. What they touch cannot be read.
struct Covers {
  /// A cover is darker than this share of the paper in the wider surroundings.
  static let darkness: Float = 0.78
  /// The paper there is never taken to be darker than this share of the page's bright paper.
  static let leastPaper: Float = 0.62
  /// The surroundings reach this far, overview tiles of 16 px: 20 to 30 mm.
  static let surroundings = 6
  /// Sides of the areas looked for, mm: larger than a filled box; and long and thin, thicker than a felt pen's line.
  static let shapes = [(7.5, 7.5), (12.0, 2.4), (2.4, 12.0)]
  /// Share of an area that is dark.
  static let fill = 0.94
  /// A box this near to a cover is touched by it, mm.
  static let margin = 0.6

  /// Counts of covered samples of the overview, as sums over all to the left and above; empty when there is no cover.
  private let sums: [Int32]
  private let width: Int
  private let height: Int
  private let factor: Double

  init(_ overview: Overview, scale: Double) {
    let (width, height) = (overview.image.width, overview.image.height)
    (self.width, self.height) = (width, height)
    factor = Double(overview.factor)
    let mask = Self.darkMask(overview)
    let millimetre = scale / factor
    let areas = Self.shapes.map { across, down in
      Area(width: max(3, Int(across * millimetre)), height: max(3, Int(down * millimetre)))
    }
    let blocks = Blocks(mask, width, height, areas)
    var dark: [Int32] = []
    // How many more covers begin than end, at each sample over the one before; as sums, how many cover it.
    var changes: [Int32] = []
    for area in areas where area.width < width && area.height < height {
      let needed = area.needed
      blocks.forEachPlace(of: area) { xs, ys in
        if dark.isEmpty { dark = Self.sums(mask, width, height) }
        for y in ys where y <= height - area.height {
          for x in xs where x <= width - area.width {
            guard Self.total(dark, width, x, y, x + area.width, y + area.height) >= needed else { continue }
            if changes.isEmpty { changes = [Int32](repeating: 0, count: (width + 1) * (height + 1)) }
            changes[y * (width + 1) + x] += 1
            changes[y * (width + 1) + x + area.width] -= 1
            changes[(y + area.height) * (width + 1) + x] -= 1
            changes[(y + area.height) * (width + 1) + x + area.width] += 1
          }
        }
      }
    }
    sums = changes.isEmpty ? [] : Self.sums(Self.covered(changes, width, height), width, height)
  }

  /// Whether a cover touches a rectangle of the scan, px.
  func touch(_ place: PictureRect, margin: Double) -> Bool {
    guard !sums.isEmpty else { return false }
    let x0 = max(0, min(width, Int((place.x - margin) / factor)))
    let y0 = max(0, min(height, Int((place.y - margin) / factor)))
    let x1 = max(x0, min(width, Int((place.x + place.width + margin) / factor) + 1))
    let y1 = max(y0, min(height, Int((place.y + place.height + margin) / factor) + 1))
    return Self.total(sums, width, x0, y0, x1, y1) > 0
  }

  private static func darkMask(_ overview: Overview) -> [UInt8] {
    let (columns, rows) = (overview.tileColumns, overview.tileRows)
    let bright = overview.paper(rank: overview.paper.count * 9 / 10)
    // A tile's surroundings are a cross. Its levels, a row for each of its arms' tiles, a column for each tile.
    let levels = overview.paper.map { UInt8($0) }
    let reach = 2 * surroundings + 1
    let crosses = [UInt8](unsafeUninitializedCapacity: 2 * reach * levels.count) { crosses, count in
      for k in 0..<reach {
        for r in 0..<rows {
          for c in 0..<columns {
            let place = r * columns + c
            crosses[2 * k * levels.count + place] =
              levels[r * columns + max(0, min(columns - 1, c + k - surroundings))]
            crosses[(2 * k + 1) * levels.count + place] =
              levels[max(0, min(rows - 1, r + k - surroundings)) * columns + c]
          }
        }
      }
      count = 2 * reach * levels.count
    }
    return overview.mask(
      darkerThan: crosses.columnRanks(reach, columns: levels.count).map { level in
        let paper = max(Float(level), overview.leastPaper, bright * leastPaper)
        return UInt8(max(0, min(255, paper * darkness)))
      })
  }

  /// 1 where any cover lies.
  private static func covered(_ changes: [Int32], _ width: Int, _ height: Int) -> [UInt8] {
    var covered = [UInt8](repeating: 0, count: width * height)
    var above = [Int32](repeating: 0, count: width)
    for y in 0..<height {
      var row: Int32 = 0
      for x in 0..<width {
        row += changes[y * (width + 1) + x]
        above[x] += row
        covered[y * width + x] = above[x] > 0 ? 1 : 0
      }
    }
    return covered
  }

  /// For each corner how many samples above and to the left are set.
  private static func sums(_ mask: [UInt8], _ width: Int, _ height: Int) -> [Int32] {
    [Int32](unsafeUninitializedCapacity: (width + 1) * (height + 1)) { sums, count in
      for x in 0...width { sums[x] = 0 }
      mask.withUnsafeBufferPointer { mask in
        for y in 0..<height {
          var row: Int32 = 0
          let (above, here) = (y &* (width &+ 1), (y &+ 1) &* (width &+ 1))
          sums[here] = 0
          for x in 0..<width {
            row &+= Int32(mask[y &* width &+ x])
            sums[here &+ x &+ 1] = sums[above &+ x &+ 1] &+ row
          }
        }
      }
      count = (width + 1) * (height + 1)
    }
  }

  private static func total(_ sums: [Int32], _ width: Int, _ x0: Int, _ y0: Int, _ x1: Int, _ y1: Int) -> Int32 {
    let w = width + 1
    return sums[y1 * w + x1] - sums[y0 * w + x1] - sums[y1 * w + x0] + sums[y0 * w + x0]
  }
}

/// The size of a cover that is looked for, samples of the overview.
private struct Area {
  let width: Int
  let height: Int

  /// Dark samples that make it one.
  var needed: Int32 { Int32(Covers.fill * Double(width * height)) }
}

/// The dark samples in blocks so small that every area holds some whole ones, wherever it lies: where these are not dark
/// enough, no area around them is a cover. Most pages end here.
private struct Blocks {
  private let side: Int
  private let columns: Int
  private let rows: Int
  /// Sums over all blocks to the left and above.
  private let sums: [Int32]

  init(_ mask: [UInt8], _ width: Int, _ height: Int, _ areas: [Area]) {
    let smallest = areas.map { min($0.width, $0.height) }.min() ?? 1
    side = max(1, min(8, (smallest + 1) / 2))
    (columns, rows) = (width / side, height / side)
    let counts = mask.blockSums(width: width, height: height, side: side) { Int32($0) }
    var sums = [Int32](repeating: 0, count: (columns + 1) * (rows + 1))
    for r in 0..<(counts.isEmpty ? 0 : rows) {
      var row: Int32 = 0
      for c in 0..<columns {
        row += counts[r * columns + c]
        sums[(r + 1) * (columns + 1) + c + 1] = sums[r * (columns + 1) + c + 1] + row
      }
    }
    self.sums = sums
  }

  /// Calls `body` with the left and upper edges, all even, of areas that may be covers.
  func forEachPlace(
    of area: Area, _ body: (_ xs: StrideTo<Int>, _ ys: StrideTo<Int>) -> Void
  ) {
    // Whole blocks across and down that each area holds, from the first that begins at its edge or after it.
    let (across, down) = ((area.width - side + 1) / side, (area.height - side + 1) / side)
    let light = area.width * area.height - Int(area.needed)
    let needed = Int32(across * side * down * side - light)
    guard across <= columns, down <= rows else { return }
    for r in 0...(rows - down) {
      let (top, bottom) = (r * (columns + 1), (r + down) * (columns + 1))
      for c in 0...(columns - across)
      where sums[bottom + c + across] - sums[top + c + across] - sums[bottom + c] + sums[top + c] >= needed {
        body(Self.edges(before: c * side, side), Self.edges(before: r * side, side))
      }
    }
  }

  /// The even numbers above `place - side`, up to `place`.
  private static func edges(before place: Int, _ side: Int) -> StrideTo<Int> {
    let first = max(0, place - side + 1)
    return stride(from: first + first % 2, to: place + 1, by: 2)
  }
}
