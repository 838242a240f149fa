internal import Ballots
internal import Raster

/// Where a question's field lies in the scan, and how bright its paper is there: worked out at nodes of a coarse grid,
/// and straight in between.
///
/// Through the page's warp and each box's own shift, blank and picture agree to about 0.1 mm.
struct FieldMap {
  /// Distance of the nodes, cells: 2.4 mm.
  static let nodeStep = 16

  /// One row of cells between two nodes: the scan points and the paper luma of its first cell, and of the cell after its
  /// last.
  struct Segment {
    let from: (x: Double, y: Double)
    let to: (x: Double, y: Double)
    let paper: (from: Float, to: Float)

    /// The scan point of a cell, counted from the segment's first.
    func point(_ cell: Int) -> (x: Double, y: Double) {
      let f = Double(cell) / Double(FieldMap.nodeStep)
      return (from.x + (to.x - from.x) * f, from.y + (to.y - from.y) * f)
    }
  }

  /// Segments across.
  let segments: Int
  private let x: [Double]
  private let y: [Double]
  private let paper: [Float]

  init(_ field: QuestionField, boxes: [FittedBox], warp: Warp, overview: Overview) {
    segments = (field.columns + Self.nodeStep - 1) / Self.nodeStep
    let rows = (field.rows + Self.nodeStep - 1) / Self.nodeStep + 1
    let shifts = zip(field.question.options, boxes).map { (center: $0.rect.center, box: $1) }
    var (x, y): ([Double], [Double]) = ([], [])
    var paper: [Float] = []
    for r in 0..<rows {
      for c in 0...segments {
        let p = PaperPoint(x: field.x(ofColumn: c * Self.nodeStep), y: field.y(ofRow: r * Self.nodeStep))
        let s = Self.shift(at: p, shifts)
        let q = warp(p.moved(dx: s.dx, dy: s.dy))
        x.append(q.x)
        y.append(q.y)
        paper.append(overview.paperLuma(at: q.x, q.y))
      }
    }
    (self.x, self.y, self.paper) = (x, y, paper)
  }

  /// The cells of a row from the `index`-th node on.
  func segment(row: Int, _ index: Int) -> Segment {
    let f = Double(row % Self.nodeStep) / Double(Self.nodeStep)
    let i = row / Self.nodeStep * (segments + 1) + index
    let k = i + segments + 1
    return Segment(
      from: (x[i] + (x[k] - x[i]) * f, y[i] + (y[k] - y[i]) * f),
      to: (x[i + 1] + (x[k + 1] - x[i + 1]) * f, y[i + 1] + (y[k + 1] - y[i + 1]) * f),
      paper: (
        paper[i] + (paper[k] - paper[i]) * Float(f), paper[i + 1] + (paper[k + 1] - paper[i + 1]) * Float(f)
      ))
  }

  /// The part of a picture that the nodes span, with a pixel around it: packed pages are unpacked only there.
  func patch<Image: LumaGrid>(of image: Image) -> Patch {
    func bounds(_ values: [Double], _ size: Int) -> (first: Int, count: Int) {
      // A map that went astray may lead anywhere: the picture's own pixels are enough.
      let first = max(-1, min(Double(size), (values.min() ?? 0) - 1))
      let last = max(-1, min(Double(size), (values.max() ?? 0) + 1))
      return (Int(first.rounded(.down)), Int(last.rounded(.up)) - Int(first.rounded(.down)) + 1)
    }
    let (left, width) = bounds(x, image.width)
    let (top, height) = bounds(y, image.height)
    return Patch(image, x: left, y: top, width: width, height: height)
  }

  /// The boxes' own shifts between and around them, mm: weighted by nearness.
  private static func shift(
    at p: PaperPoint, _ shifts: [(center: PaperPoint, box: FittedBox)]
  ) -> (dx: Double, dy: Double) {
    var sx = 0.0
    var sy = 0.0
    var total = 1e-9
    for (center, box) in shifts {
      let d = center.distance(to: p)
      let w = 1 / (1 + d * d * d / 20)
      sx += w * box.dx
      sy += w * box.dy
      total += w
    }
    return (sx / total, sy / total)
  }
}
