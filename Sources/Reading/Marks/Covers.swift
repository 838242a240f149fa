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
    let places = areas.flatMap { area in
      area.width < width && area.height < height ? blocks.places(of: area).map { (area: area, place: $0) } : []
    }
    // Only the rows of these places are looked at closely.
    var rows = [Bool](repeating: false, count: height)
    for (area, place) in places {
      for y in place.ys.lowerBound..<min(height, place.ys.upperBound + area.height) { rows[y] = true }
    }
    let dark = places.isEmpty ? [] : Self.sums(mask, width, rows)
    // How many more covers begin than end, at each sample over the one before; as sums, how many cover it.
    var changes: [Int32] = []
    for (area, place) in places {
      let needed = area.needed
      for y in place.ys where y % 2 == 0 && y <= height - area.height {
        for x in place.xs where x % 2 == 0 && x <= width - area.width {
          guard Self.total(dark, width, x, y, x + area.width, y + area.height) >= needed else { continue }
          if changes.isEmpty { changes = [Int32](repeating: 0, count: (width + 1) * (height + 1)) }
          changes[y * (width + 1) + x] += 1
          changes[y * (width + 1) + x + area.width] -= 1
          changes[(y + area.height) * (width + 1) + x] -= 1
          changes[(y + area.height) * (width + 1) + x + area.width] += 1
        }
      }
    }
    sums =
      changes.isEmpty
      ? [] : Self.sums(Self.covered(changes, width, height), width, [Bool](repeating: true, count: height))
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
    // A tile's surroundings are a cross. Its levels, a row for each of its arms' tiles, a column for each tile; beyond the
    // edges are the tiles at the edges.
    let levels = overview.paper.map { UInt8($0) }
    let reach = 2 * surroundings + 1
    let places = (0..<columns + 2 * surroundings).map { max(0, min(columns - 1, $0 - surroundings)) }
    let widened = (0..<rows).map { row in places.map { levels[row * columns + $0] } }
    var crosses: [UInt8] = []
    crosses.reserveCapacity(2 * reach * levels.count)
    for k in 0..<reach {
      for row in widened { crosses += row[k..<(k + columns)] }
      for r in 0..<rows {
        let row = max(0, min(rows - 1, r + k - surroundings))
        crosses += levels[(row * columns)..<((row + 1) * columns)]
      }
    }
    return overview.mask(
      darkerThan: crosses.columnRanks(reach, columns: levels.count).map { level in
        let paper = max(Float(level), overview.leastPaper, bright * leastPaper)
        return UInt8(max(0, min(255, paper * darkness)))
      })
  }

  /// 1 where any cover lies.
  private static func covered(_ changes: [Int32], _ width: Int, _ height: Int) -> [UInt8] {
    var above = [Int32](repeating: 0, count: width)
    return [UInt8](unsafeUninitializedCapacity: width * height) { covered, count in
      changes.withUnsafeBufferPointer { changes in
        above.withUnsafeMutableBufferPointer { above in
          for y in 0..<height {
            var row: Int32 = 0
            let (source, out) = (y * (width + 1), y * width)
            for x in 0..<width {
              row &+= changes[source &+ x]
              above[x] &+= row
              covered[out &+ x] = above[x] > 0 ? 1 : 0
            }
          }
        }
      }
      count = width * height
    }
  }

  /// For each corner how many samples above and to the left are set, counted within each stretch of the rows that are
  /// asked for; what lies between these stretches is not filled in.
  private static func sums(_ mask: [UInt8], _ width: Int, _ rows: [Bool]) -> [Int32] {
    precondition(rows.count * width == mask.count, "the mask's rows")
    return [Int32](unsafeUninitializedCapacity: (width + 1) * (rows.count + 1)) { sums, count in
      mask.withUnsafeBufferPointer { mask in
        for y in rows.indices where rows[y] {
          let (above, here) = (y * (width + 1), (y + 1) * (width + 1))
          if y == 0 || !rows[y - 1] {
            for x in 0...width { sums[above &+ x] = 0 }
          }
          var sum: Int32 = 0
          sums[here] = 0
          for x in 0..<width {
            sum &+= Int32(mask[y &* width &+ x])
            sums[here &+ x &+ 1] = sums[above &+ x &+ 1] &+ sum
          }
        }
      }
      count = (width + 1) * (rows.count + 1)
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
    let (columns, rows) = (columns, counts.isEmpty ? 0 : rows)
    sums.withUnsafeMutableBufferPointer { sums in
      counts.withUnsafeBufferPointer { counts in
        for r in 0..<rows {
          var row: Int32 = 0
          let (above, here) = (r * (columns + 1), (r + 1) * (columns + 1))
          for c in 0..<columns {
            row &+= counts[r &* columns &+ c]
            sums[here &+ c &+ 1] = sums[above &+ c &+ 1] &+ row
          }
        }
      }
    }
    self.sums = sums
  }

  /// Left and upper edges of areas that may be covers.
  func places(of area: Area) -> [(xs: Range<Int>, ys: Range<Int>)] {
    // Whole blocks across and down that each area holds, from the first that begins at its edge or after it.
    let (across, down) = ((area.width - side + 1) / side, (area.height - side + 1) / side)
    let light = area.width * area.height - Int(area.needed)
    let needed = Int32(across * side * down * side - light)
    guard across <= columns, down <= rows else { return [] }
    var places: [(xs: Range<Int>, ys: Range<Int>)] = []
    sums.withUnsafeBufferPointer { sums in
      for r in 0...(rows - down) {
        let (top, bottom) = (r * (columns + 1), (r + down) * (columns + 1))
        for c in 0...(columns - across) {
          let dark =
            sums[bottom &+ c &+ across] &- sums[top &+ c &+ across] &- sums[bottom &+ c] &+ sums[top &+ c]
          if dark >= needed { places.append((edges(before: c * side), edges(before: r * side))) }
        }
      }
    }
    return places
  }

  /// The places a block's side before a place, up to it.
  private func edges(before place: Int) -> Range<Int> { max(0, place - side + 1)..<(place + 1) }
}
