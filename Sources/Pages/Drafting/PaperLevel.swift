internal import Raster

/// Brings the paper of a scan to white, so that ink is told by one limit on the whole page.
///
/// In tiles of about 5 mm the luma that nine tenths of the samples do not exceed is the paper's; a tile takes the
/// brightest of its neighbours, as a black mark may fill it. Between tiles it is interpolated.
enum PaperLevel {
  /// Share of a tile's samples that are darker than its paper.
  private static let share = 0.9
  /// Paper is never taken to be darker than this share of the page's brightest tile: a black border stays black.
  private static let darkestPaper = 0.45

  /// The picture with each luma as a share of its paper's; `tile` in px.
  static func normalised(_ image: GrayImage, tile: Int) -> GrayImage {
    let (columns, rows) = ((image.width + tile - 1) / tile, (image.height + tile - 1) / tile)
    guard columns > 0, rows > 0 else { return image }
    var paper = [Double](repeating: 255, count: columns * rows)
    for r in 0..<rows {
      for c in 0..<columns {
        var counts = [Int](repeating: 0, count: 256)
        var total = 0
        for y in (r * tile)..<min(image.height, (r + 1) * tile) {
          for x in (c * tile)..<min(image.width, (c + 1) * tile) {
            counts[Int(image[x, y])] += 1
            total += 1
          }
        }
        var level = 0
        var seen = counts[0]
        while level < 255, Double(seen) < share * Double(total) {
          level += 1
          seen += counts[level]
        }
        paper[r * columns + c] = Double(level)
      }
    }
    let least = max(1, (paper.max() ?? 255) * darkestPaper)
    var level = paper
    for r in 0..<rows {
      for c in 0..<columns {
        var best = least
        for y in max(0, r - 1)...min(rows - 1, r + 1) {
          for x in max(0, c - 1)...min(columns - 1, c + 1) { best = max(best, paper[y * columns + x]) }
        }
        level[r * columns + c] = best
      }
    }
    var result = image
    for y in 0..<image.height {
      let v = min(max((Double(y) + 0.5) / Double(tile) - 0.5, 0), Double(rows - 1))
      let (r, fv) = (Int(v), v - Double(Int(v)))
      let (above, below) = (r * columns, min(rows - 1, r + 1) * columns)
      for x in 0..<image.width {
        let u = min(max((Double(x) + 0.5) / Double(tile) - 0.5, 0), Double(columns - 1))
        let (c, fu) = (Int(u), u - Double(Int(u)))
        let d = min(columns - 1, c + 1)
        let local =
          (level[above + c] * (1 - fu) + level[above + d] * fu) * (1 - fv)
          + (level[below + c] * (1 - fu) + level[below + d] * fu) * fv
        result[x, y] = UInt8(min(255, Double(image[x, y]) * 255 / local))
      }
    }
    return result
  }
}
