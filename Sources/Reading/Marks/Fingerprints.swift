internal import Ballots
internal import Raster

extension Fingerprint {
  /// Cells across and down; a cell is about 4 x 4 mm on A4.
  static let columns = 50
  static let rows = 70

  /// Samples across and down a cell, and where they lie in it, as shares of its side.
  static let samples = 3
  static let offsets = [0.2, 0.5, 0.8]

  /// Cells with less ink are empty, as a share of the paper's luma.
  static let leastInk: Float = 0.06

  /// The ink of a located page, print and codes left out.
  init(_ page: LocatedPage, overview: Overview) {
    let isOpen = page.prepared.openPlaces
    let pale = (overview.paper.max() ?? 255) * (1 - Self.leastInk + 0.01)
    let scale = 1 / Double(overview.factor)
    let places = Nodes(page.warp, page.prepared.pageSize)
    var cells = [UInt8](repeating: 0, count: Self.columns * Self.rows)
    for r in 0..<Self.rows {
      for c in 0..<Self.columns {
        let cell = r * Self.columns + c
        var open = isOpen[cell]
        guard open != 0 else { continue }
        let n = open.nonzeroBitCount
        var points = InlineArray<9, PicturePoint>(repeating: PicturePoint(x: 0, y: 0))
        var luma = InlineArray<9, Float>(repeating: 255)
        var darkest: Float = 255
        for k in 0..<n {
          let q = places.place(column: c, row: r, sample: open.trailingZeroBitCount)
          points[k] = q
          luma[k] = Float(overview.image.nearest(q.x * scale, q.y * scale))
          darkest = min(darkest, luma[k])
          open &= open &- 1
        }
        // Paler than what counts as ink, wherever on the page.
        if darkest >= pale { continue }
        var sum: Float = 0
        for k in 0..<n {
          let paper = overview.paperLuma(at: points[k].x, points[k].y)
          sum += max(0, paper - luma[k]) / max(40, paper)
        }
        let value = sum / Float(n)
        cells[cell] = value > Self.leastInk ? UInt8(min(255, value * 400)) : 0
      }
    }
    self.init(cells: cells)
  }

  /// For each cell which of its samples show a voter's ink if they show any: neither print nor a code is there. A bit a
  /// sample, row by row.
  static func openPlaces(on page: FormPage, of size: PaperSize, _ print: PrintMap) -> [UInt16] {
    let avoid =
      page.barcodes.map(\.rect) + page.dynamicText
      + page.fiducials.map { PaperRect(around: $0.center, side: $0.size + 2) }
    return (0..<columns * rows).map { cell in
      (0..<samples * samples).reduce(into: UInt16(0)) { open, sample in
        let p = PaperPoint(
          x: (Double(cell % columns) + offsets[sample % samples]) / Double(columns) * size.width,
          y: (Double(cell / columns) + offsets[sample / samples]) / Double(rows) * size.height)
        let column = min(print.columns - 1, Int(p.x / PrintMap.pitch))
        let row = min(print.rows - 1, Int(p.y / PrintMap.pitch))
        if print.darkness[row * print.columns + column] < 0.05, !avoid.contains(where: { $0.contains(p) }) {
          open |= 1 << UInt16(sample)
        }
      }
    }
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

  /// Where the samples of the columns and rows lie: the node before them, and how far behind it, as a share of a step.
  private static let across = steps(Fingerprint.columns)
  private static let down = steps(Fingerprint.rows)

  private static func steps(_ cells: Int) -> [(node: Int, share: Double)] {
    (0..<cells).flatMap { cell in
      Fingerprint.offsets.map { offset in
        let place = (Double(cell) + offset) / step
        return (Int(place), place - Double(Int(place)))
      }
    }
  }

  /// The scan point of a cell's sample.
  func place(column: Int, row: Int, sample: Int) -> PicturePoint {
    let u = Self.across[column * Fingerprint.samples + sample % Fingerprint.samples]
    let v = Self.down[row * Fingerprint.samples + sample / Fingerprint.samples]
    let at = v.node * Self.columns + u.node
    let top = places[at] + (places[at + 1] - places[at]) * u.share
    let below = at + Self.columns
    let bottom = places[below] + (places[below + 1] - places[below]) * u.share
    let q = top + (bottom - top) * v.share
    return PicturePoint(x: q.x, y: q.y)
  }
}
