internal import Ballots
internal import Raster

/// The sides of a rectangle.
enum BoxSide: Sendable, Hashable, CaseIterable {
  case left, right, top, bottom
}

/// An outline of a box's size, as found on a page.
struct FoundOutline: Sendable, Hashable {
  var shape: Option.Shape
  /// Outer bounds, mm.
  var rect: PaperRect
  /// Share of the outline that is printed, 0 to 1.
  var completeness: Double
  /// Width of its line, mm.
  var line: Double
  /// Corners of a rectangle that are printed.
  var corners = 4
  /// Sides of a rectangle of which too little is printed to measure them.
  var missing: Set<BoxSide> = []
}

extension Rect where P == Paper {
  /// To thousandths of a millimetre, as forms are written.
  var rounded: PaperRect {
    func round(_ v: Double) -> Double { (v * 1000).rounded() / 1000 }
    return PaperRect(x: round(x), y: round(y), width: round(width), height: round(height))
  }
}
