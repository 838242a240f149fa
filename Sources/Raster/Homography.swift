internal import Foundation

/// A projective map from one plane to another: (x, y, 1) times a 3 x 3 matrix, divided by the third coordinate.
///
/// Fitted by normalised direct linear transformation (Hartley and Zisserman, Multiple View Geometry, algorithm 4.2):
/// the points are centred and scaled before the least-squares system is solved, which keeps it well conditioned.
public struct Homography<From: Plane, To: Plane>: Hashable, Sendable, Codable {
  /// Row-major 3 x 3 matrix with m[8] = 1 wherever possible.
  public let m: [Double]

  /// From nine row-major coefficients.
  public init(rowMajor m: [Double]) {
    precondition(m.count == 9, "a homography has nine coefficients")
    self.m = m
  }

  /// The map that only scales and moves: x' = scale * x + dx.
  public init(scale: Double, dx: Double = 0, dy: Double = 0) {
    m = [scale, 0, dx, 0, scale, dy, 0, 0, 1]
  }

  /// The image of a point.
  @inlinable public func callAsFunction(_ p: Point<From>) -> Point<To> {
    let w = m[6] * p.x + m[7] * p.y + m[8]
    return Point(x: (m[0] * p.x + m[1] * p.y + m[2]) / w, y: (m[3] * p.x + m[4] * p.y + m[5]) / w)
  }

  /// The local linear part at a point, row-major 2 x 2: how a small step (dx, dy) in `From` moves the image in `To`.
  public func jacobian(at p: Point<From>) -> (a: Double, b: Double, c: Double, d: Double) {
    let w = m[6] * p.x + m[7] * p.y + m[8]
    let q = self(p)
    return (
      (m[0] - m[6] * q.x) / w, (m[1] - m[7] * q.x) / w, (m[3] - m[6] * q.y) / w, (m[4] - m[7] * q.y) / w
    )
  }

  /// Local length scale at a point: the square root of the area magnification, in `To` units per `From` unit.
  public func scale(at p: Point<From>) -> Double {
    let j = jacobian(at: p)
    return abs(j.a * j.d - j.b * j.c).squareRoot()
  }

  /// The map back, or nil when the matrix is singular.
  public var inverse: Homography<To, From>? {
    let a = m[4] * m[8] - m[5] * m[7]
    let b = m[5] * m[6] - m[3] * m[8]
    let c = m[3] * m[7] - m[4] * m[6]
    let det = m[0] * a + m[1] * b + m[2] * c
    guard abs(det) > 1e-12 else { return nil }
    let r = [
      a, m[2] * m[7] - m[1] * m[8], m[1] * m[5] - m[2] * m[4],
      b, m[0] * m[8] - m[2] * m[6], m[2] * m[3] - m[0] * m[5],
      c, m[1] * m[6] - m[0] * m[7], m[0] * m[4] - m[1] * m[3],
    ]
    return Homography<To, From>(rowMajor: r.map { $0 / det })
  }

  /// First `self`, then `next`.
  public func then<Last: Plane>(_ next: Homography<To, Last>) -> Homography<From, Last> {
    var r = [Double](repeating: 0, count: 9)
    for i in 0..<3 {
      for j in 0..<3 {
        for k in 0..<3 { r[i * 3 + j] += next.m[i * 3 + k] * m[k * 3 + j] }
      }
    }
    return Homography<From, Last>(rowMajor: r)
  }

  /// The least-squares similarity (scale, turn, shift; no mirror) from two or more pairs, or nil when degenerate.
  public static func similarity(_ pairs: [(Point<From>, Point<To>)]) -> Self? {
    guard pairs.count >= 2 else { return nil }
    let n = Double(pairs.count)
    let cx = pairs.reduce(0) { $0 + $1.0.x } / n
    let cy = pairs.reduce(0) { $0 + $1.0.y } / n
    let ux = pairs.reduce(0) { $0 + $1.1.x } / n
    let uy = pairs.reduce(0) { $0 + $1.1.y } / n
    var dot = 0.0
    var cross = 0.0
    var norm = 0.0
    for (p, q) in pairs {
      let (px, py, qx, qy) = (p.x - cx, p.y - cy, q.x - ux, q.y - uy)
      dot += px * qx + py * qy
      cross += px * qy - py * qx
      norm += px * px + py * py
    }
    guard norm > 1e-9 else { return nil }
    let (a, b) = (dot / norm, cross / norm)
    guard a * a + b * b > 1e-18 else { return nil }
    return Self(rowMajor: [a, -b, ux - a * cx + b * cy, b, a, uy - b * cx - a * cy, 0, 0, 1])
  }

  /// The least-squares affine map from three or more pairs that are not in a line, or nil.
  public static func affine(_ pairs: [(Point<From>, Point<To>)], weights: [Double]? = nil) -> Self? {
    guard pairs.count >= 3 else { return nil }
    var ata = [Double](repeating: 0, count: 9)
    var bx = [Double](repeating: 0, count: 3)
    var by = [Double](repeating: 0, count: 3)
    for (i, pair) in pairs.enumerated() {
      let w = weights.map { $0[i] } ?? 1
      let row = [pair.0.x, pair.0.y, 1]
      for r in 0..<3 {
        for c in 0..<3 { ata[r * 3 + c] += w * row[r] * row[c] }
        bx[r] += w * row[r] * pair.1.x
        by[r] += w * row[r] * pair.1.y
      }
    }
    guard let sx = solve(ata, bx), let sy = solve(ata, by) else { return nil }
    return Self(rowMajor: sx + sy + [0, 0, 1])
  }

  /// The homography through four or more pairs (least squares of the algebraic error when more), or nil when they
  /// do not determine one.
  public static func projective(_ pairs: [(Point<From>, Point<To>)], weights: [Double]? = nil) -> Self? {
    guard pairs.count >= 4 else { return nil }
    guard let tFrom = normalisation(pairs.map { ($0.0.x, $0.0.y) }),
      let tTo = normalisation(pairs.map { ($0.1.x, $0.1.y) })
    else { return nil }
    // With h33 fixed to 1 in normalised coordinates: two equations a pair, eight unknowns, normal equations.
    var ata = [Double](repeating: 0, count: 64)
    var atb = [Double](repeating: 0, count: 8)
    for (i, pair) in pairs.enumerated() {
      let w = weights.map { $0[i] } ?? 1
      let x = (pair.0.x - tFrom.cx) * tFrom.s
      let y = (pair.0.y - tFrom.cy) * tFrom.s
      let u = (pair.1.x - tTo.cx) * tTo.s
      let v = (pair.1.y - tTo.cy) * tTo.s
      for (row, b) in [([x, y, 1, 0, 0, 0, -u * x, -u * y], u), ([0, 0, 0, x, y, 1, -v * x, -v * y], v)] {
        for r in 0..<8 where row[r] != 0 {
          for c in 0..<8 { ata[r * 8 + c] += w * row[r] * row[c] }
          atb[r] += w * row[r] * b
        }
      }
    }
    guard let h = solve(ata, atb) else { return nil }
    let normalised = Homography<From, To>(rowMajor: h + [1])
    let fromT = Homography<From, From>(rowMajor: [
      tFrom.s, 0, -tFrom.s * tFrom.cx, 0, tFrom.s, -tFrom.s * tFrom.cy, 0, 0, 1,
    ])
    let toInverse = Homography<To, To>(rowMajor: [1 / tTo.s, 0, tTo.cx, 0, 1 / tTo.s, tTo.cy, 0, 0, 1])
    let full = fromT.then(normalised).then(toInverse)
    guard abs(full.m[8]) > 1e-12 else { return nil }
    return Self(rowMajor: full.m.map { $0 / full.m[8] })
  }

  private static func normalisation(_ points: [(Double, Double)]) -> (cx: Double, cy: Double, s: Double)? {
    let n = Double(points.count)
    let cx = points.reduce(0) { $0 + $1.0 } / n
    let cy = points.reduce(0) { $0 + $1.1 } / n
    let mean = points.reduce(0) { $0 + (($1.0 - cx) * ($1.0 - cx) + ($1.1 - cy) * ($1.1 - cy)).squareRoot() } / n
    guard mean > 1e-9 else { return nil }
    return (cx, cy, 2.0.squareRoot() / mean)
  }
}

/// Solves the square system `a x = b` (row-major) by Gaussian elimination with partial pivoting; nil when singular.
public func solve(_ a: [Double], _ b: [Double]) -> [Double]? {
  let n = b.count
  var a = a
  var b = b
  for column in 0..<n {
    var pivot = column
    for row in column..<n where abs(a[row * n + column]) > abs(a[pivot * n + column]) { pivot = row }
    guard abs(a[pivot * n + column]) > 1e-12 else { return nil }
    if pivot != column {
      for k in 0..<n { a.swapAt(pivot * n + k, column * n + k) }
      b.swapAt(pivot, column)
    }
    for row in (column + 1)..<n {
      let f = a[row * n + column] / a[column * n + column]
      if f == 0 { continue }
      for k in column..<n { a[row * n + k] -= f * a[column * n + k] }
      b[row] -= f * b[column]
    }
  }
  var x = [Double](repeating: 0, count: n)
  for row in stride(from: n - 1, through: 0, by: -1) {
    var s = b[row]
    for k in (row + 1)..<n { s -= a[row * n + k] * x[k] }
    x[row] = s / a[row * n + row]
  }
  return x
}
