internal import Ballots
internal import Raster

/// How rows and columns of boxes slope on a page that was levelled by its lines of text: what is left of skew and shear.
struct BoxLevelling {
  /// Rows shorter than this say nothing, mm.
  static let shortestRow = 60.0
  /// Slopes below this are none.
  static let noSlope = 0.0002
  /// Slopes beyond this are no remainder of levelling.
  static let largestSlope = 0.02

  /// mm down a mm to the right, and mm to the right a mm down.
  let slope: (row: Double, column: Double)

  init(_ outlines: [FoundOutline]) {
    let rows = OutlineRows.rows(of: outlines).map { $0.map(\.rect.center) }
    let columns = OutlineRows.columns(of: outlines).map { $0.map(\.rect.center) }
    slope = (
      Self.slope(rows.map { $0.map { ($0.x, $0.y) } }), Self.slope(columns.map { $0.map { ($0.y, $0.x) } })
    )
  }

  /// The common slope of lines of points, each line with a height of its own.
  private static func slope(_ lines: [[(along: Double, across: Double)]]) -> Double {
    var (up, down) = (0.0, 0.0)
    for line in lines where line.count >= 2 {
      let along = line.map(\.along)
      guard let low = along.min(), let high = along.max(), high - low > shortestRow else { continue }
      let n = Double(line.count)
      let (mx, my) = (along.reduce(0, +) / n, line.map(\.across).reduce(0, +) / n)
      for p in line {
        up += (p.along - mx) * (p.across - my)
        down += (p.along - mx) * (p.along - mx)
      }
    }
    return down > 0 ? up / down : 0
  }

  /// The frame in which rows lie level and columns stand upright; nil when they do already.
  func corrected(_ frame: PaperFrame) -> PaperFrame? {
    let worst = max(abs(slope.row), abs(slope.column))
    guard worst > Self.noSlope, worst < Self.largestSlope else { return nil }
    let (cx, cy) = (frame.size.width / 2, frame.size.height / 2)
    // What is wanted at (x, y) lies on the present page at (x + column (y - cy), y + row (x - cx)).
    let skew = Homography<Paper, Paper>(rowMajor: [
      1, slope.column, -slope.column * cy, slope.row, 1, -slope.row * cx, 0, 0, 1,
    ])
    return frame.with(transform: skew.then(frame.transform))
  }
}
