internal import Ballots
internal import Raster

/// Whether a scan shows more than the located page: a second sheet beside, below or half under it. Only one of the two
/// would be counted, so such a scan is refused.
enum SecondSheet {
  /// Print counts from this far outside the page on, mm: its own edges and shadows lie nearer.
  static let margin = 6.0
  /// Share of a tile's samples that are dark where it holds print.
  static let printedShare = 0.02...0.5
  /// Ink is darker than this share of the paper around it.
  static let inkShare: Float = 0.6
  /// Printed area from which on it is a sheet's, mm²: a header of three lines has more, a ruler at the edge less.
  static let leastArea = 1200.0

  static func isPresent(beside page: LocatedPage, overview: Overview) -> Bool {
    guard let back = page.warp.transform.inverse else { return false }
    let size = page.prepared.pageSize
    let scale = page.registration.resolution.pixelsPerMillimetre / Double(overview.factor)
    let side = Double(Overview.tile) / scale
    // A scan no larger than the page has no room for another.
    let spare = Double(overview.image.width * overview.image.height) / (scale * scale) - size.width * size.height
    guard spare > leastArea else { return false }
    var area = 0.0
    for r in 0..<(overview.image.height / Overview.tile) {
      for c in 0..<(overview.image.width / Overview.tile) {
        let middle = PicturePoint(
          x: (Double(c) + 0.5) * Double(Overview.tile), y: (Double(r) + 0.5) * Double(Overview.tile))
        let p = back(overview.scanPoint(middle))
        let outside = max(-p.x, p.x - size.width, -p.y, p.y - size.height)
        guard outside > margin else { continue }
        let dark = overview.darkCount(ofTile: c, r, below: inkShare)
        if printedShare.contains(Double(dark) / Double(Overview.tile * Overview.tile)) { area += side * side }
      }
    }
    return area >= leastArea
  }
}
