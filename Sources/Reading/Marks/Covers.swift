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
    (width, height) = (overview.image.width, overview.image.height)
    factor = Double(overview.factor)
    let dark = Self.sums(Self.darkMask(overview), width, height)
    let millimetre = scale / factor
    var covered = [UInt8](repeating: 0, count: width * height)
    var any = false
    for (across, down) in Self.shapes {
      let (w, h) = (max(3, Int(across * millimetre)), max(3, Int(down * millimetre)))
      guard w < width, h < height else { continue }
      let needed = Int32(Self.fill * Double(w * h))
      for y in stride(from: 0, through: height - h, by: 2) {
        for x in stride(from: 0, through: width - w, by: 2)
        where Self.total(dark, width, x, y, x + w, y + h) >= needed {
          any = true
          for row in y..<(y + h) {
            for column in x..<(x + w) { covered[row * width + column] = 1 }
          }
        }
      }
    }
    sums = any ? Self.sums(covered, width, height) : []
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
    let sorted = overview.paper.sorted()
    let bright = sorted.isEmpty ? 255 : sorted[sorted.count * 9 / 10]
    var mask = [UInt8](repeating: 0, count: overview.image.width * overview.image.height)
    for r in 0..<rows {
      for c in 0..<columns {
        var around: [Float] = []
        for k in -surroundings...surroundings {
          around.append(overview.paper[r * columns + max(0, min(columns - 1, c + k))])
          around.append(overview.paper[max(0, min(rows - 1, r + k)) * columns + c])
        }
        around.sort()
        let paper = max(around[around.count / 2], bright * leastPaper)
        let limit = UInt8(max(0, min(255, paper * darkness)))
        for y in (r * Overview.tile)..<min(overview.image.height, (r + 1) * Overview.tile) {
          for x in (c * Overview.tile)..<min(overview.image.width, (c + 1) * Overview.tile)
          where overview.image[x, y] < limit { mask[y * overview.image.width + x] = 1 }
        }
      }
    }
    return mask
  }

  private static func sums(_ mask: [UInt8], _ width: Int, _ height: Int) -> [Int32] {
    var sums = [Int32](repeating: 0, count: (width + 1) * (height + 1))
    for y in 0..<height {
      var row: Int32 = 0
      for x in 0..<width {
        row += Int32(mask[y * width + x])
        sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1] + row
      }
    }
    return sums
  }

  private static func total(_ sums: [Int32], _ width: Int, _ x0: Int, _ y0: Int, _ x1: Int, _ y1: Int) -> Int32 {
    let w = width + 1
    return sums[y1 * w + x1] - sums[y0 * w + x1] - sums[y1 * w + x0] + sums[y0 * w + x0]
  }
}
