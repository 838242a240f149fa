internal import Ballots
internal import Raster

/// A form page found in a scan and verified: only such a page can be measured.
struct LocatedPage: Sendable {
  let prepared: PreparedPage
  let registration: Registration
  /// Paper to scan, with what remains of paper stretch and creases between the landmarks.
  let warp: Warp
  /// For each question, for each option: the box as found again by its own outline.
  let boxes: [[FittedBox]]
  /// Luma of print where it is darkest on this scan.
  let blackLuma: Float
  /// Other forms that fit the print nearly as well; a code must tell which it is.
  var rivals: Set<String>
}

/// One box found again locally.
struct FittedBox: Sendable {
  /// From where the warp put it, mm.
  let dx: Double
  let dy: Double
  /// 0 to 1.
  let outlineMatch: Double
  /// Whether it was found, or only placed by its neighbours.
  let isFound: Bool

  init(_ dx: Double, _ dy: Double, _ outlineMatch: Double, _ isFound: Bool) {
    self.dx = dx
    self.dy = dy
    self.outlineMatch = outlineMatch
    self.isFound = isFound
  }

  /// Distance from where the warp put it, mm.
  var shift: Double { (dx * dx + dy * dy).squareRoot() }
}

/// A homography and a smooth field of small shifts on top of it.
struct Warp: Sendable {
  /// Radius within which a landmark's shift counts, mm.
  static let influence = 28.0

  let transform: Homography<Paper, Picture>
  /// Where on the paper the transform is off, and by how much, mm.
  let shifts: [(at: PaperPoint, dx: Double, dy: Double)]

  /// The scan point of a paper point.
  func callAsFunction(_ p: PaperPoint) -> PicturePoint {
    let s = shift(at: p)
    return transform(p.moved(dx: s.dx, dy: s.dy))
  }

  /// The upright bounds of a paper rectangle in the scan, px.
  func bounds(of rect: PaperRect) -> PictureRect {
    let corners = rect.corners.map { self($0) }
    let x = corners.map(\.x).min() ?? 0
    let y = corners.map(\.y).min() ?? 0
    return PictureRect(
      x: x, y: y, width: (corners.map(\.x).max() ?? 0) - x, height: (corners.map(\.y).max() ?? 0) - y)
  }

  /// The smooth shift at a point, mm: the landmarks' shifts weighted by nearness; zero far from all.
  func shift(at p: PaperPoint) -> (dx: Double, dy: Double) {
    var sx = 0.0
    var sy = 0.0
    var total = 0.15
    for s in shifts {
      let d = ((s.at.x - p.x) * (s.at.x - p.x) + (s.at.y - p.y) * (s.at.y - p.y)) / (Self.influence * Self.influence)
      guard d < 4 else { continue }
      let w = 1 / (1 + 6 * d) - 0.04
      sx += w * s.dx
      sy += w * s.dy
      total += w
    }
    return (sx / total, sy / total)
  }
}
