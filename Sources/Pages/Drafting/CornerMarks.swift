internal import Ballots
internal import Foundation
internal import Raster

/// The registration marks of a form that nobody knows yet: four compact dark patches of about the same size, one near
/// each corner, that make a rectangle.
struct CornerMarks: Sendable {
  /// Sides or diameters of marks, mm.
  static let sizes = 2.5...13.0
  /// How far from the picture's edge a mark's middle lies at most, as a share of its width and height.
  static let reach = 0.22
  /// A mark stands apart: at most this share of the frame around it is dark.
  static let darkFrame = 0.12
  /// The largest of four marks against the smallest.
  static let likeness = 1.35
  /// How unlike opposite sides and the diagonals may be, as a share.
  static let squareness = 0.02
  /// Patches of one corner that are tried.
  private static let candidateLimit = 12

  /// A dark patch.
  struct Mark: Sendable {
    let kind: Fiducial.Kind
    let center: PicturePoint
    /// px.
    let size: Double
  }

  /// Clockwise from the top left.
  let marks: [Mark]

  /// The marks of a picture whose paper is white; nil when there are not four.
  ///
  /// - Parameter scale: px per mm, as far as known.
  init?(in image: GrayImage, scale: Double) {
    let mask = image.pixels.map { $0 < 128 ? UInt8(1) : 0 }
    var corners = [[Mark]](repeating: [], count: 4)
    for c in ComponentLabels(mask: mask, width: image.width, height: image.height).components {
      guard let mark = Self.mark(c, mask, image.width, image.height, scale) else { continue }
      let (u, v) = (mark.center.x / Double(image.width), mark.center.y / Double(image.height))
      guard min(u, 1 - u) < Self.reach, min(v, 1 - v) < Self.reach else { continue }
      corners[v < 0.5 ? (u < 0.5 ? 0 : 1) : (u < 0.5 ? 3 : 2)].append(mark)
    }
    let ends = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)].map { u, v in
      PicturePoint(x: u * Double(image.width), y: v * Double(image.height))
    }
    for k in corners.indices {
      corners[k].sort { $0.center.distance(to: ends[k]) < $1.center.distance(to: ends[k]) }
      corners[k] = Array(corners[k].prefix(Self.candidateLimit))
    }
    var best: (strain: Double, marks: [Mark])?
    for a in corners[0] {
      for b in corners[1] where Self.alike([a, b]) {
        for c in corners[2] where Self.alike([a, b, c]) {
          for d in corners[3] where Self.alike([a, b, c, d]) {
            let strain = Self.strain([a, b, c, d])
            guard strain < Self.squareness else { continue }
            // Of several rectangles the outermost.
            let spread = a.center.distance(to: c.center)
            let score = strain - spread / Double(image.width + image.height)
            if score < best?.strain ?? .infinity { best = (score, [a, b, c, d]) }
          }
        }
      }
    }
    guard let best else { return nil }
    marks = best.marks
  }

  /// Whether the only open mark stands at the bottom right.
  var isUpsideDown: Bool { open == [2] }

  /// Whether the only open mark stands at the top left.
  var isUpright: Bool { open == [0] }

  private var open: [Int] { marks.indices.filter { marks[$0].kind == .ring || marks[$0].kind == .lshape } }

  private static func alike(_ marks: [Mark]) -> Bool {
    let sizes = marks.map(\.size)
    return (sizes.max() ?? 1) <= (sizes.min() ?? 1) * likeness
  }

  /// How far four points are from a rectangle, as a share of its sides.
  private static func strain(_ m: [Mark]) -> Double {
    func unlike(_ a: Double, _ b: Double) -> Double { abs(a - b) / max(a, b) }
    let side = { (i: Int, j: Int) in m[i].center.distance(to: m[j].center) }
    return max(unlike(side(0, 1), side(3, 2)), unlike(side(0, 3), side(1, 2)), unlike(side(0, 2), side(1, 3)))
  }

  private static func mark(
    _ c: Component, _ mask: [UInt8], _ width: Int, _ height: Int, _ scale: Double
  ) -> Mark? {
    let (w, h) = (Double(c.width), Double(c.height))
    let size = (w + h) / 2
    guard sizes.contains(size / scale), w / h > 0.75, h / w > 0.75 else { return nil }
    let fill = Double(c.area) / (w * h)
    guard fill > 0.28 else { return nil }
    let margin = Int(size / 4)
    var dark = 0
    var total = 0
    for y in max(0, c.minY - margin)...min(height - 1, c.maxY + margin) {
      let inRows = y >= c.minY - 2 && y <= c.maxY + 2
      for x in max(0, c.minX - margin)...min(width - 1, c.maxX + margin) {
        if inRows, x >= c.minX - 2, x <= c.maxX + 2 { continue }
        total += 1
        dark += Int(mask[y * width + x])
      }
    }
    guard Double(dark) <= darkFrame * Double(total) else { return nil }
    /// The dark share of a patch of an eighth of the side around a place, in shares of the side.
    func darkness(_ u: Double, _ v: Double) -> Double {
      let r = max(1, Int(size / 16))
      let (x, y) = (c.minX + Int(u * w), c.minY + Int(v * h))
      var dark = 0
      var total = 0
      for yy in max(0, y - r)...min(height - 1, y + r) {
        for xx in max(0, x - r)...min(width - 1, x + r) {
          total += 1
          dark += Int(mask[yy * width + xx])
        }
      }
      return Double(dark) / Double(max(1, total))
    }
    let isSolid = darkness(0.5, 0.5) > 0.5
    // Thick enough to be no printed box: its line is at least an eighth of the side.
    let sides = [(0.09, 0.5), (0.5, 0.09), (0.91, 0.5), (0.5, 0.91)].map { darkness($0.0, $0.1) > 0.5 }
    let kind: Fiducial.Kind
    switch (isSolid, sides.count { $0 }) {
    case (true, 4) where fill > 0.86: kind = .square
    case (true, 4) where fill > 0.70: kind = .disc
    case (false, 4) where fill > 0.4: kind = .ring
    case (_, 2) where fill < 0.75: kind = .lshape
    default: return nil
    }
    return Mark(kind: kind, center: c.boxCenter, size: size)
  }
}
