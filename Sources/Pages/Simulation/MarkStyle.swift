internal import Ballots
internal import Foundation
internal import Raster

/// What people put into a box to choose it, or near it.
public enum MarkStyle: String, Sendable, Hashable, Codable, CaseIterable {
  /// Marks that leave no doubt when they stand alone.
  case x, tick, fill, slash, scribble, alphaX = "alpha_x"
  /// Marks that choose, and that a careful reader may send to a person.
  case dash, dot, circleBox = "circle_box", circleLabel = "circle_label", columnLine = "column_line"
  /// Marks that leave doubt.
  case tinyDot = "tiny_dot", outside, between

  /// Whether a person would take the mark for a plain choice at a glance.
  public var isPlain: Bool {
    switch self {
    case .x, .tick, .fill, .slash, .scribble, .alphaX: true
    default: false
    }
  }
}

/// How somebody draws: the same for a whole page.
struct Hand: Sendable, Hashable {
  /// Unsteadiness, mm.
  var wobble: Double
  /// How far marks are drawn beyond the box, as a share of its side.
  var overrun: Double
  /// How far marks lie off the middle of the box, as a share of its side.
  var carelessness: Double

  /// The strokes of a style for an option.
  func strokes(_ style: MarkStyle, for option: Option, _ random: inout SeededRandom) -> [Stroke] {
    let rect = option.placeToMark(&random)
    let offX = random.upTo(carelessness)
    let offY = random.upTo(carelessness)
    /// A point of the box, (0, 0) its top left and (1, 1) its bottom right corner, with the hand's scatter.
    func at(_ u: Double, _ v: Double, scatter: Double = 0.08) -> PaperPoint {
      PaperPoint(
        x: rect.x + (u + offX + random.upTo(scatter)) * rect.width,
        y: rect.y + (v + offY + random.upTo(scatter)) * rect.height)
    }
    /// How far beyond the middle an arm reaches, as a share of the side.
    func arm() -> Double { 0.2 + random.within(0...0.25) + random.within(0...1) * overrun }
    let exact: [Stroke]
    switch style {
    case .x:
      let (a, b, c, d) = (arm(), arm(), arm(), arm())
      exact = [
        Stroke([at(0.5 - a, 0.5 - a), at(0.5 + b, 0.5 + b)]), Stroke([at(0.5 + c, 0.5 - c), at(0.5 - d, 0.5 + d)]),
      ]
    case .tick:
      let reach = 0.35 + arm()
      exact = [Stroke([at(0.16, 0.5), at(0.42, 0.82), at(0.45 + 0.8 * reach, 0.65 - 1.1 * reach)])]
    case .slash:
      let (a, b) = (arm(), arm())
      exact = [Stroke([at(0.5 - a, 0.5 + a), at(0.5 + b, 0.5 - b)])]
    case .alphaX:
      exact = [
        Stroke(
          [
            at(0.9, 0.12), at(0.6, 0.55), at(0.35, 0.82), at(0.14, 0.62), at(0.3, 0.28), at(0.62, 0.5), at(0.92, 0.85),
          ])
      ]
    case .fill:
      let turns = 9 + random.index(below: 6)
      let edge = 0.5 - min(0.36 + 0.3 * overrun, 0.55)
      exact = [
        Stroke(
          (0...(2 * turns)).map { k in
            let v = edge + (1 - 2 * edge) * Double(k) / Double(2 * turns)
            return at(k % 2 == 0 ? edge : 1 - edge, v, scatter: 0.05)
          })
      ]
    case .scribble:
      let turns = 2 + random.index(below: 3)
      exact = [
        Stroke(
          (0...(2 * turns)).map { k in at(0.14 + 0.72 * Double(k) / Double(2 * turns), k % 2 == 0 ? 0.2 : 0.8) })
      ]
    case .dash: exact = [Stroke([at(0.15, 0.5), at(0.85, 0.5)])]
    case .dot: exact = [Self.ring(at(0.5, 0.5), random.within(0.2...0.45), random.within(0.2...0.45), turns: 1.6)]
    case .circleBox:
      exact = [
        Self.ring(
          at(0.5, 0.5), rect.width * random.within(0.65...0.95), rect.height * random.within(0.65...0.95),
          turns: random.within(0.95...1.25))
      ]
    case .circleLabel where option.shape == .cell || option.labelRect == nil:
      // The label stands in the table's head: who circles, circles in the cell, or the box.
      exact = strokes(.circleBox, for: option, &random)
    case .circleLabel:
      let label = option.labelRect ?? PaperRect(x: rect.maxX + 1, y: rect.y, width: 2.5, height: rect.height)
      let middle = label.center.moved(dx: random.upTo(0.5), dy: random.upTo(0.5))
      exact = [
        Self.ring(
          middle, label.width / 2 + random.within(0.7...1.8), label.height / 2 + random.within(0.7...1.6),
          turns: random.within(0.95...1.25))
      ]
    case .columnLine:
      exact = [Stroke([at(0.5, -0.6), at(0.5, 1.6)])]
    case .tinyDot:
      exact = [Self.ring(at(0.5, 0.5, scatter: 0.25), random.within(0.08...0.35), random.within(0.08...0.35), turns: 1)]
    case .outside where option.shape == .cell:
      // A cell adjoins others all round: what lies outside lies on its rule.
      let side = random.index(below: 2) == 0 ? -0.5 : 0.5
      let middle = option.rect.center.moved(dx: side * option.rect.width, dy: random.upTo(1))
      exact = Self.cross(middle, arm: 0.35 * rect.width)
    case .outside:
      // Beyond the box on the side away from its label, or above or below.
      let side = random.index(below: 2) == 0 ? -1.0 : 1.0
      let (u, v) = (0.5 + random.upTo(0.3), 0.5 + side * random.within(1.1...1.5))
      exact = [
        Stroke([at(u - 0.25, v - 0.25), at(u + 0.25, v + 0.25)]),
        Stroke([at(u + 0.25, v - 0.25), at(u - 0.25, v + 0.25)]),
      ]
    case .between: exact = []
    }
    return exact.map { $0.drawn(wobble: wobble, &random) }
  }

  /// An x half way between two options.
  func between(_ a: Option, _ b: Option, _ random: inout SeededRandom) -> [Stroke] {
    let (p, q) = (a.rect.center, b.rect.center)
    let share = random.within(0.4...0.6)
    let middle = PaperPoint(x: p.x + (q.x - p.x) * share, y: p.y + (q.y - p.y) * share)
    let arm = a.placeToMark(&random).width * 0.45
    return Self.cross(middle, arm: arm).map { $0.drawn(wobble: wobble, &random) }
  }

  private static func cross(_ middle: PaperPoint, arm: Double) -> [Stroke] {
    [(1.0, 1.0), (1.0, -1.0)].map { dx, dy in
      Stroke([middle.moved(dx: -arm * dx, dy: -arm * dy), middle.moved(dx: arm * dx, dy: arm * dy)])
    }
  }

  /// A ring about a box that holds a mark: the Vietnamese way of taking a mark back.
  func cancellingRing(_ option: Option, _ random: inout SeededRandom) -> [Stroke] {
    strokes(.circleBox, for: option, &random)
  }

  /// A mark scratched out: a thick zigzag over the box and beyond.
  func scratch(_ option: Option, _ random: inout SeededRandom) -> [Stroke] {
    let rect = option.placeToMark(&random, size: 7...9)
    let turns = 4 + random.index(below: 6)
    let zigzag = (0...(2 * turns)).map { k in
      PaperPoint(
        x: rect.x + rect.width * ((k % 2 == 0 ? -0.15 : 1.15) + random.upTo(0.12)),
        y: rect.y + rect.height * (-0.02 + 1.04 * Double(k) / Double(2 * turns) + random.upTo(0.05)))
    }
    return [Stroke(zigzag).drawn(wobble: wobble, &random)]
  }

  /// A closed ellipse, in mm, drawn a little more or less than once round.
  static func ring(_ center: PaperPoint, _ a: Double, _ b: Double, turns: Double) -> Stroke {
    let steps = max(8, Int(24 * turns))
    return Stroke(
      (0...steps).map { k in
        let angle = Double(k) / Double(steps) * turns * 2 * .pi - 2.2
        return center.moved(dx: a * cos(angle), dy: b * sin(angle))
      })
  }
}

extension Option {
  /// Where a hand puts its mark: the box, or in a table's cell an area about its middle as large as people write there.
  ///
  /// - Parameter size: sides of that area, mm.
  fileprivate func placeToMark(_ random: inout SeededRandom, size: ClosedRange<Double> = 4...7) -> PaperRect {
    guard shape == .cell else { return rect }
    let width = min(rect.width - 0.5, random.within(size))
    let height = min(rect.height - 0.5, width * random.within(0.8...1.1))
    let (dx, dy) = ((rect.width - width) * random.upTo(0.25), (rect.height - height) * random.upTo(0.25))
    return PaperRect(
      x: rect.center.x - width / 2 + dx, y: rect.center.y - height / 2 + dy, width: width, height: height)
  }
}
