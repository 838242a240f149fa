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
            let q = page.warp(p)
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
