internal import Ballots
internal import Raster

/// A tick as a pen draws it: down to a vertex, and a longer stroke up to the right.
///
/// A tick means the box at its vertex even where most of it lies beside the box, as it does with boxes of 3 mm. So ticks
/// are known by their shape: two arms of the right lengths and directions, and nearly no ink off them.
struct Tick {
  /// Least ink, mm².
  static let leastArea = 0.5
  /// How far the short arm's end lies above the vertex, and to its left, mm.
  static let shortRise = 0.5
  static let shortRun = 0.2
  /// The same for the long arm.
  static let longRise = 1.8
  static let longRun = 0.7
  /// Largest width and height, mm.
  static let largest = 18.0
  /// Ink lies this near to the arms, mm, and by this share of the arm's length more where the arm bends.
  static let tolerance = 0.45
  static let bend = 0.14
  /// Ink that may lie further off.
  static let offShare = 0.06
  /// The end of an arm is the middle of the ink within this much of the farthest, mm.
  static let endReach = 0.35

  let vertex: PaperPoint
  let shortEnd: PaperPoint
  let longEnd: PaperPoint

  /// The tick that ink shows, if it is one. `ink` in mm, one point a cell of the field's grid.
  init?(_ ink: [PaperPoint]) {
    guard Double(ink.count) * QuestionField.pitch * QuestionField.pitch >= Self.leastArea,
      let vertex = Self.end(ink, { $0.y }),
      let shortEnd = Self.end(ink.filter { $0.x < vertex.x }, { -$0.x - 0.3 * $0.y }),
      let longEnd = Self.end(ink.filter { $0.x > vertex.x }, { $0.x - $0.y })
    else { return nil }
    self.vertex = vertex
    self.shortEnd = shortEnd
    self.longEnd = longEnd
    guard vertex.y - shortEnd.y >= Self.shortRise, vertex.x - shortEnd.x >= Self.shortRun,
      vertex.y - longEnd.y >= Self.longRise, longEnd.x - vertex.x >= Self.longRun, longEnd.y < shortEnd.y + 0.3,
      longEnd.x - shortEnd.x <= Self.largest, vertex.y - longEnd.y <= Self.largest
    else { return nil }
    let arms = [(vertex, shortEnd), (vertex, longEnd)]
    let off = ink.count { p in
      !arms.contains { a, b in
        Self.distance(p, a, b) <= Self.tolerance + Self.bend * a.distance(to: b)
      }
    }
    guard Double(off) <= Self.offShare * Double(ink.count) else { return nil }
  }

  /// Whether the vertex lies in a box or just below it, and an arm passes through the box.
  func marks(_ rect: PaperRect) -> Bool {
    let beside = 0.15 * rect.width
    // A vertex well below the box is the box's when the arms hold the box between them.
    let embraces =
      shortEnd.x <= rect.x + 0.3 * rect.width && longEnd.x >= rect.center.x && max(shortEnd.y, longEnd.y) <= rect.maxY
    let below = embraces ? max(2.2, 0.6 * rect.height) : max(1.5, 0.5 * rect.height)
    guard vertex.x >= rect.x - beside, vertex.x <= rect.maxX + beside, vertex.y >= rect.center.y,
      vertex.y <= rect.maxY + below
    else { return false }
    let near = (rect.width * rect.width + rect.height * rect.height).squareRoot() / 2
    return min(Self.distance(rect.center, vertex, longEnd), Self.distance(rect.center, vertex, shortEnd)) <= near
  }

  /// The middle of the points that lie farthest in a direction.
  private static func end(_ points: [PaperPoint], _ reach: (PaperPoint) -> Double) -> PaperPoint? {
    guard let farthest = points.map(reach).max() else { return nil }
    let ends = points.filter { reach($0) >= farthest - endReach }
    let n = Double(ends.count)
    return PaperPoint(x: ends.reduce(0) { $0 + $1.x } / n, y: ends.reduce(0) { $0 + $1.y } / n)
  }

  /// Distance of a point from a segment, mm.
  private static func distance(_ p: PaperPoint, _ a: PaperPoint, _ b: PaperPoint) -> Double {
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    let square = dx * dx + dy * dy
    let t = square > 0 ? max(0, min(1, ((p.x - a.x) * dx + (p.y - a.y) * dy) / square)) : 0
    return p.distance(to: PaperPoint(x: a.x + t * dx, y: a.y + t * dy))
  }
}
