internal import Ballots
internal import Raster

/// Finds the sheet itself, where it lies bright on something darker, as in a phone's picture: its four edges tell how it
/// lies even at an angle, whatever is printed on it.
///
/// From each side of the picture the first step from background to paper is looked for; a line through most of those
/// steps is an edge (least median of squares, Rousseeuw 1984), and four edges make the corners. Good to 1 or 2 % of the
/// sheet, and only a question: landmarks and outlines answer it.
struct PaperEdges {
  /// Luma by which paper must be brighter than what it lies on.
  static let leastStep = 30
  /// Samples in a row that must be paper, so that a speck is none, overview px.
  static let run = 6
  /// An edge is seen where at least this many rows or columns show it.
  static let fewestSteps = 40
  /// Half of the steps lie closer to the edge than this, overview px: edges curl, torn ones are none.
  static let straightness = 3.0
  /// Sides of the sheet may be this much shorter than the longest view of it suggests.
  static let shapeRange = 0.55...1.8
  static let trials = 200

  /// Corners in the picture, clockwise from the one nearest its upper left.
  let corners: [PicturePoint]

  /// Nil where the picture shows no four edges.
  init?(_ overview: Overview) {
    let image = overview.image
    guard image.width > 4 * Self.run, image.height > 4 * Self.run,
      let level = Self.level(image)
    else { return nil }
    let lines = Side.allCases.compactMap { Self.edge(Self.steps(image, from: $0, level: level)) }
    guard lines.count == 4 else { return nil }
    let found = (0..<4).compactMap { lines[$0].crossing(lines[($0 + 1) % 4]) }
    let frame = PictureRect(x: 0, y: 0, width: Double(image.width), height: Double(image.height)).expanded(by: 20)
    guard found.count == 4, found.allSatisfy(frame.contains) else { return nil }
    corners = found.map(overview.scanPoint)
  }

  /// The ways in which a page of this size may lie: either way up.
  func hypotheses(for size: PaperSize) -> [Homography<Paper, Picture>] {
    let page = PaperRect(x: 0, y: 0, width: size.width, height: size.height).corners
    let across = (corners[0].distance(to: corners[1]) + corners[3].distance(to: corners[2])) / size.width
    let down = (corners[1].distance(to: corners[2]) + corners[0].distance(to: corners[3])) / size.height
    let isUpright = Self.shapeRange.contains(across / down)
    let acrossTurned = across * size.width / size.height
    let downTurned = down * size.height / size.width
    let isTurned = Self.shapeRange.contains(acrossTurned / downTurned)
    return ((isUpright ? [0, 2] : []) + (isTurned ? [1, 3] : [])).compactMap { turn in
      Homography.projective((0..<4).map { (page[$0], corners[($0 + turn) % 4]) })
    }
  }

  // MARK: Steps

  private enum Side: CaseIterable {
    case left, top, right, bottom
  }

  /// The luma between paper and what surrounds it: midway between the picture's rim and its middle; nil where they hardly
  /// differ.
  private static func level(_ image: GrayImage) -> UInt8? {
    let (w, h) = (image.width, image.height)
    var rim: [UInt8] = []
    for x in stride(from: 2, to: w - 2, by: 4) { rim += [image[x, 2], image[x, h - 3]] }
    for y in stride(from: 2, to: h - 2, by: 4) { rim += [image[2, y], image[w - 3, y]] }
    var middle: [UInt8] = []
    for y in stride(from: h / 4, to: h * 3 / 4, by: 7) {
      for x in stride(from: w / 4, to: w * 3 / 4, by: 7) { middle.append(image[x, y]) }
    }
    rim.sort()
    middle.sort()
    let (around, paper) = (Int(rim[rim.count / 2]), Int(middle[middle.count / 2]))
    return paper - around >= leastStep ? UInt8((paper + around) / 2) : nil
  }

  /// Where paper begins in each second row or column, seen from one side.
  private static func steps(_ image: GrayImage, from side: Side, level: UInt8) -> [PicturePoint] {
    let (w, h) = (image.width, image.height)
    let isLevel = side == .left || side == .right
    let (lines, depth) = isLevel ? (h, w) : (w, h)
    func luma(_ line: Int, _ i: Int) -> UInt8 {
      switch side {
      case .left: image[i, line]
      case .right: image[w - 1 - i, line]
      case .top: image[line, i]
      case .bottom: image[line, h - 1 - i]
      }
    }
    return stride(from: 1, to: lines, by: 2).compactMap { line in
      var bright = 0
      for i in 0..<(depth / 2) {
        bright = luma(line, i) > level ? bright + 1 : 0
        if bright == run {
          let at = Double(i - run + 1)
          guard at > 1 else { return nil }
          let along = Double(line) + 0.5
          switch side {
          case .left: return PicturePoint(x: at, y: along)
          case .right: return PicturePoint(x: Double(w) - at, y: along)
          case .top: return PicturePoint(x: along, y: at)
          case .bottom: return PicturePoint(x: along, y: Double(h) - at)
          }
        }
      }
      return nil
    }
  }

  // MARK: Edges

  /// a x + b y = c, (a, b) of unit length.
  private struct Line {
    let a: Double
    let b: Double
    let c: Double

    init?(_ p: PicturePoint, _ q: PicturePoint) {
      let length = p.distance(to: q)
      guard length > 1 else { return nil }
      a = (q.y - p.y) / length
      b = (p.x - q.x) / length
      c = a * p.x + b * p.y
    }

    func distance(_ p: PicturePoint) -> Double { abs(a * p.x + b * p.y - c) }

    func crossing(_ other: Line) -> PicturePoint? {
      let det = a * other.b - other.a * b
      guard abs(det) > 0.2 else { return nil }
      return PicturePoint(x: (c * other.b - other.c * b) / det, y: (a * other.c - other.a * c) / det)
    }
  }

  /// The line that half of the steps lie closest to, or nil. A corner's view adds steps of the next edge: fewer than half.
  private static func edge(_ steps: [PicturePoint]) -> Line? {
    guard steps.count >= fewestSteps else { return nil }
    var best: (line: Line, median: Double)?
    // Pairs far apart, spread evenly: the same for every run.
    for k in 0..<trials {
      let i = k * steps.count / trials
      let j = (i + steps.count / 4 + (k * 7919) % (steps.count / 2)) % steps.count
      guard let line = Line(steps[i], steps[j]) else { continue }
      var distances = steps.map(line.distance)
      distances.sort()
      let median = distances[distances.count / 2]
      if median < best?.median ?? .infinity { best = (line, median) }
    }
    return best.flatMap { $0.median <= straightness ? $0.line : nil }
  }
}
