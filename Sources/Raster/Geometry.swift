/// A plane with its own origin and unit, so that millimetres on paper and pixels of a scan cannot be mixed up.
public protocol Plane: Sendable {}

/// The printed page: millimetres, origin at the page's top left, y down.
public enum Paper: Plane {}

/// A scanned picture: pixels, origin at the outer corner of the top left pixel, y down. Pixel (i, j) covers
/// [i, i+1) x [j, j+1), so its centre is (i + 0.5, j + 0.5).
public enum Picture: Plane {}

/// A point of a plane, in that plane's unit.
public struct Point<P: Plane>: Hashable, Sendable, Codable {
  /// Rightwards.
  public var x: Double
  /// Downwards.
  public var y: Double

  /// A point from its coordinates in the plane's unit.
  public init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }

  /// Euclidean distance in the plane's unit.
  public func distance(to other: Self) -> Double {
    let dx = x - other.x
    let dy = y - other.y
    return (dx * dx + dy * dy).squareRoot()
  }

  /// The point moved by (dx, dy).
  public func moved(dx: Double, dy: Double) -> Self { Self(x: x + dx, y: y + dy) }
}

/// An axis-parallel rectangle of a plane, in that plane's unit.
public struct Rect<P: Plane>: Hashable, Sendable, Codable {
  /// Left edge.
  public var x: Double
  /// Top edge.
  public var y: Double
  /// Extent to the right.
  public var width: Double
  /// Extent downwards.
  public var height: Double

  /// A rectangle from its top left corner and size, in the plane's unit.
  public init(x: Double, y: Double, width: Double, height: Double) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  /// The middle of the rectangle.
  public var center: Point<P> { Point(x: x + width / 2, y: y + height / 2) }
  /// Right edge.
  public var maxX: Double { x + width }
  /// Bottom edge.
  public var maxY: Double { y + height }

  /// The corners clockwise from the top left.
  public var corners: [Point<P>] {
    [Point(x: x, y: y), Point(x: maxX, y: y), Point(x: maxX, y: maxY), Point(x: x, y: maxY)]
  }

  /// The rectangle grown by `margin` on every side (shrunk when negative).
  public func expanded(by margin: Double) -> Self {
    Self(x: x - margin, y: y - margin, width: width + 2 * margin, height: height + 2 * margin)
  }

  /// Whether the point lies inside or on the edge.
  public func contains(_ point: Point<P>) -> Bool {
    point.x >= x && point.x <= maxX && point.y >= y && point.y <= maxY
  }

  /// Whether the two share an area.
  public func intersects(_ other: Self) -> Bool {
    x < other.maxX && other.x < maxX && y < other.maxY && other.y < maxY
  }

  /// The smallest rectangle around both.
  public func union(_ other: Self) -> Self {
    let left = min(x, other.x)
    let top = min(y, other.y)
    return Self(x: left, y: top, width: max(maxX, other.maxX) - left, height: max(maxY, other.maxY) - top)
  }
}

/// A point on paper, mm.
public typealias PaperPoint = Point<Paper>
/// A rectangle on paper, mm.
public typealias PaperRect = Rect<Paper>
/// A point in a scan, px.
public typealias PicturePoint = Point<Picture>
/// A rectangle in a scan, px.
public typealias PictureRect = Rect<Picture>

/// How finely a picture samples paper.
public struct Resolution: Hashable, Sendable, Codable, Comparable {
  /// Pixels per millimetre of paper.
  public var pixelsPerMillimetre: Double

  /// From pixels per millimetre.
  public init(pixelsPerMillimetre: Double) { self.pixelsPerMillimetre = pixelsPerMillimetre }
  /// From dots per inch.
  public init(dpi: Double) { self.init(pixelsPerMillimetre: dpi / 25.4) }
  /// Dots per inch.
  public var dpi: Double { pixelsPerMillimetre * 25.4 }

  /// Coarser before finer.
  public static func < (a: Self, b: Self) -> Bool { a.pixelsPerMillimetre < b.pixelsPerMillimetre }
}

/// How far a page was found turned clockwise from upright.
public enum QuarterTurn: Int, Hashable, Sendable, Codable, CaseIterable {
  case upright = 0
  case quarter = 90
  case half = 180
  case threeQuarters = 270

  /// Clockwise angle in degrees: 0, 90, 180 or 270.
  public var degrees: Int { rawValue }
}
