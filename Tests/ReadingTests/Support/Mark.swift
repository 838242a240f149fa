import Ballots
import Foundation
import Raster

/// What a stroke is drawn with.
struct Pen: Sendable, Hashable {
  /// mm.
  var width = 0.5
  /// 1 black, 0 paper.
  var darkness = 0.85
}

/// What people put into a box, and around it, as strokes of a pen.
enum Mark: String, Sendable, CaseIterable {
  // One clear choice.
  case x, tick, slash, fill, scribble
  // Nobody but a person knows.
  case dot, ringRoundBox, ringRoundLabel, ringedX, scratchedOut, beside

  static let clear: [Mark] = [.x, .tick, .slash, .fill, .scribble]

  /// The strokes for an option; `wobble` (mm) moves each point a little.
  func strokes(_ option: Option, wobble: Double = 0, _ random: inout SeededGenerator) -> [[PaperPoint]] {
    let rect = option.rect
    /// A point of the box, (0, 0) its top left and (1, 1) its bottom right corner.
    func at(_ u: Double, _ v: Double) -> PaperPoint {
      PaperPoint(x: rect.x + u * rect.width, y: rect.y + v * rect.height)
    }
    let exact: [[PaperPoint]] =
      switch self {
      case .x: [[at(0.12, 0.15), at(0.88, 0.85)], [at(0.85, 0.12), at(0.15, 0.9)]]
      case .tick: [[at(0.15, 0.5), at(0.42, 0.85), at(1.05, -0.1)]]
      case .slash: [[at(0.12, 0.88), at(0.88, 0.12)]]
      case .fill: [(0...16).map { at($0 % 2 == 0 ? 0.13 : 0.87, 0.13 + 0.74 * Double($0) / 16) }]
      case .scribble: [(0...6).map { at(0.15 + 0.7 * Double($0) / 6, $0 % 2 == 0 ? 0.2 : 0.8) }]
      case .dot: [[at(0.45, 0.5), at(0.52, 0.5), at(0.5, 0.55)]]
      case .ringRoundBox: [Self.ring(rect.center, rect.width / 2 + 1.6, rect.height / 2 + 1.5)]
      case .ringRoundLabel: [Self.ring(option.labelCenter, 2.3, 2.5)]
      case .ringedX: Mark.x.strokes(option, &random) + Mark.ringRoundBox.strokes(option, &random)
      case .scratchedOut:
        Mark.x.strokes(option, &random) + [
          (0...12).map { at($0 % 2 == 0 ? -0.15 : 1.15, 0.05 + 0.9 * Double($0) / 12) }
        ]
      case .beside: [[at(1.9, 0.2), at(2.3, 0.8)], [at(2.3, 0.2), at(1.9, 0.8)]]
      }
    guard wobble > 0 else { return exact }
    return exact.map {
      $0.map {
        $0.moved(dx: .random(in: -wobble...wobble, using: &random), dy: .random(in: -wobble...wobble, using: &random))
      }
    }
  }

  /// A closed ellipse that overlaps itself a little, as people draw it.
  private static func ring(_ center: PaperPoint, _ a: Double, _ b: Double) -> [PaperPoint] {
    (0...40).map {
      let angle = Double($0) / 38 * 2 * .pi
      return center.moved(dx: a * cos(angle), dy: b * sin(angle))
    }
  }
}

extension Option {
  fileprivate var labelCenter: PaperPoint {
    labelRect?.center ?? rect.center.moved(dx: rect.width / 2 + 3, dy: 0)
  }
}

extension Sheet {
  /// Puts a mark into (or round) an option.
  mutating func put(_ mark: Mark, _ option: Option, _ pen: Pen = Pen()) {
    var random = SeededGenerator(seed: 1)
    put(mark, option, pen, wobble: 0, &random)
  }

  mutating func put(
    _ mark: Mark, _ option: Option, _ pen: Pen, wobble: Double, _ random: inout SeededGenerator
  ) {
    draw(mark.strokes(option, wobble: wobble, &random), pen)
  }
}
