internal import Ballots
internal import Raster

extension Fingerprint {
  /// Cells across and down; a cell is about 4 x 4 mm on A4.
  static let columns = 50
  static let rows = 70

  /// The ink of a located page, print and codes left out.
  init(_ page: LocatedPage, overview: Overview) {
    let size = page.prepared.pageSize
    let map = page.prepared.printMap
    var cells = [UInt8](repeating: 0, count: Self.columns * Self.rows)
    let avoid =
      page.prepared.page.barcodes.map(\.rect) + page.prepared.page.dynamicText
      + page.prepared.page.fiducials.map { PaperRect(around: $0.center, side: $0.size + 2) }
    let scale = 1 / Double(overview.factor)
    let places = Nodes(page.warp, size)
    for r in 0..<Self.rows {
      for c in 0..<Self.columns {
        var sum: Float = 0
        var n: Float = 0
        for dy in [0.2, 0.5, 0.8] {
          for dx in [0.2, 0.5, 0.8] {
            let p = PaperPoint(
              x: (Double(c) + dx) / Double(Self.columns) * size.width,
              y: (Double(r) + dy) / Double(Self.rows) * size.height)
            let column = min(map.columns - 1, Int(p.x / PrintMap.pitch))
            let row = min(map.rows - 1, Int(p.y / PrintMap.pitch))
            guard map.darkness[row * map.columns + column] < 0.05, !avoid.contains(where: { $0.contains(p) }) else {
              continue
            }
            let q = places.place(column: Double(c) + dx, row: Double(r) + dy)
            let paper = overview.paperLuma(at: q.x, q.y)
            sum += max(0, paper - Float(overview.image.nearest(q.x * scale, q.y * scale))) / max(40, paper)
            n += 1
          }
        }
        let value = n > 0 ? sum / n : 0
        cells[r * Self.columns + c] = value > 0.06 ? UInt8(min(255, value * 400)) : 0
      }
    }
    self.init(cells: cells)
  }
}

/// The warp at the corners of blocks of two by two cells, interpolated between them: shifts are those of landmarks 28 mm
/// around, and change by less than 0.01 mm more or less from block to block.
private struct Nodes {
  /// Cells from node to node.
  private static let step = 2.0
  private static let columns = Int((Double(Fingerprint.columns) / step).rounded(.up)) + 1
  private static let rows = Int((Double(Fingerprint.rows) / step).rounded(.up)) + 1

  private let places: [SIMD2<Double>]

  init(_ warp: Warp, _ size: PaperSize) {
    places = (0..<Self.columns * Self.rows).map { node in
      let p = PaperPoint(
        x: Double(node % Self.columns) * Self.step / Double(Fingerprint.columns) * size.width,
        y: Double(node / Self.columns) * Self.step / Double(Fingerprint.rows) * size.height)
      let q = warp(p)
      return SIMD2(q.x, q.y)
    }
  }

  /// The scan point of a place counted in cells.
  func place(column: Double, row: Double) -> PicturePoint {
    let (u, v) = (column / Self.step, row / Self.step)
    let (i, j) = (Int(u), Int(v))
    let at = j * Self.columns + i
    let top = places[at] + (places[at + 1] - places[at]) * (u - Double(i))
    let below = at + Self.columns
    let bottom = places[below] + (places[below + 1] - places[below]) * (u - Double(i))
    let q = top + (bottom - top) * (v - Double(j))
    return PicturePoint(x: q.x, y: q.y)
  }
}
