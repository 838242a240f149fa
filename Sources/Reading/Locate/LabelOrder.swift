internal import Ballots
internal import Raster

/// Whether the labels beside the boxes, or at the head of their columns, are those of the form, in its order.
///
/// A form that is printed with 1 to 5 instead of 5 to 1 differs in a few digits only, and its boxes lie where the other's
/// do: neither landmarks nor outlines tell them apart, and every answer would be wrong. So at each label's place the
/// label itself must fit no worse than the form's other labels do, by the correlation of their pictures. What is faint,
/// hidden or scribbled over fits all labels alike.
struct LabelOrder: Sendable {
  /// How far above a column's first box its label is looked for where the form does not say, mm.
  static let headReach = 11.0
  /// A label is this large at most, mm.
  static let largest = 9.0
  /// Distance of the samples, and how far a label may lie off, mm.
  static let pitch = 0.25
  static let reach = 0.6
  static let step = 0.3
  /// Another label fits better when it correlates this much more.
  static let better = 0.1
  /// The best correlation there is, and a little for rounding.
  static let full = 1.001
  /// Groups that are looked at, spread over the page: one is enough to tell, others stand in for what is scribbled over.
  static let groupsLookedAt = 3
  /// From this share of labels on at whose place another fits better, the order is another.
  static let wrongShare = 0.5

  /// One printed label: samples of its picture on a grid about its middle, zero-mean and of unit length.
  struct Label: Sendable {
    let value: String
    let center: PaperPoint
    let columns: Int
    let rows: Int
    let samples: [Float]
  }

  /// The labels of each question, or of a group of questions under one head.
  let groups: [[Label]]

  init(page: FormPage, blank: BlankPicture) {
    var groups: [[Label]] = []
    var heads: Set<[Int]> = []
    for question in page.questions where question.options.count > 1 {
      if question.options.allSatisfy({ $0.labelRect != nil && !$0.isLabelInside }) {
        groups.append(Self.labels(question.options.map { ($0.value, $0.labelRect) }, blank))
      } else if question.options.allSatisfy({ $0.shape == .cell }) {
        // One head stands above all questions of a table.
        let columns = question.options.map { Int($0.rect.center.x.rounded()) }
        guard heads.insert(columns).inserted else { continue }
        groups.append(Self.labels(question.options.map { ($0.value, Self.head(of: $0)) }, blank))
      }
    }
    self.groups = groups.filter { $0.count > 1 }.thinned(to: Self.groupsLookedAt)
  }

  private static func head(of option: Option) -> PaperRect {
    PaperRect(
      x: option.rect.x + 0.6, y: option.rect.y - 0.6 - headReach, width: option.rect.width - 1.2, height: headReach)
  }

  /// The labels of a group, all sampled over an area as large as the largest of them.
  private static func labels(_ places: [(value: String, place: PaperRect?)], _ blank: BlankPicture) -> [Label] {
    let prints = places.compactMap { value, place in print(in: place, blank).map { (value: value, bounds: $0) } }
    let width = (prints.map(\.bounds.width).max() ?? 0) + 2 * pitch
    let height = (prints.map(\.bounds.height).max() ?? 0) + 2 * pitch
    let (columns, rows) = (Int(width / pitch) + 1, Int(height / pitch) + 1)
    return prints.map { value, bounds in
      let samples = grid(columns, rows).map { blank.darkness(x: bounds.center.x + $0.x, y: bounds.center.y + $0.y) }
      return Label(value: value, center: bounds.center, columns: columns, rows: rows, samples: samples.normalised)
    }
  }

  /// Bounds of what is printed in a place, rules left out; nil where there is no label, or more than one.
  private static func print(in place: PaperRect?, _ blank: BlankPicture) -> PaperRect? {
    guard let place else { return nil }
    var points: [PaperPoint] = []
    for y in stride(from: place.y, through: place.maxY, by: pitch) {
      for x in stride(from: place.x, through: place.maxX, by: pitch) where blank.darkness(x: x, y: y) > 0.5 {
        points.append(PaperPoint(x: x, y: y))
      }
    }
    // A rule that crosses the place is no letter.
    points = points.filter { p in
      points.count { $0.y == p.y } * 2 < Int(place.width / pitch)
    }
    guard points.count >= 12, let x0 = points.map(\.x).min(), let x1 = points.map(\.x).max(),
      let y0 = points.map(\.y).min(), let y1 = points.map(\.y).max(), x1 - x0 <= largest, y1 - y0 <= largest
    else { return nil }
    return PaperRect(x: x0, y: y0, width: x1 - x0, height: y1 - y0)
  }

  /// Offsets from a label's middle, mm, row by row.
  private static func grid(_ columns: Int, _ rows: Int) -> [(x: Double, y: Double)] {
    (0..<rows * columns).map {
      ((Double($0 % columns) - Double(columns - 1) / 2) * pitch, (Double($0 / columns) - Double(rows - 1) / 2) * pitch)
    }
  }

  /// The share of labels at whose place another of the same group fits better, 0 to 1.
  func wrongShare<Image: LumaGrid>(
    _ image: Image, warp: Warp, overview: Overview, black: Float
  ) -> Double {
    var wrong = 0
    var all = 0
    for group in groups {
      for label in group {
        let frame = BoxFrame(label.center, warp: warp, overview: overview, black: black)
        let place = Place(frame, image, columns: label.columns, rows: label.rows)
        let own = place.fit(label)
        all += 1
        // Nothing fits better than fully.
        guard own + Self.better < Self.full else { continue }
        let other = group.filter { $0.value != label.value }.map { place.fit($0) }.max() ?? 0
        if other > own + Self.better { wrong += 1 }
      }
    }
    return all == 0 ? 0 : Double(wrong) / Double(all)
  }

  /// What stands at a label's place, under each shift: zero-mean and of unit length. Labels of a group are compared on the
  /// same grid, so it is sampled once for all of them.
  private struct Place {
    private let seen: [[Float]]

    init<Image: LumaGrid>(_ frame: BoxFrame, _ image: Image, columns: Int, rows: Int) {
      let grid = grid(columns, rows)
      let steps = Int((reach / step).rounded())
      let darkness = (0..<256).map { frame.darkness(Float($0)) }
      seen = (-steps...steps).flatMap { i in
        (-steps...steps).map { j in
          grid.map { p -> Float in
            let q = frame.point(p.x + Double(i) * step, p.y + Double(j) * step)
            return darkness[Int(image.nearest(q.x, q.y))]
          }.normalised
        }
      }
    }

    /// How well a label's picture correlates with the place, under the best shift, -1 to 1.
    func fit(_ label: Label) -> Double {
      seen.reduce(-1.0) { best, seen in
        max(best, Double(zip(seen, label.samples).reduce(Float(0)) { $0 + $1.0 * $1.1 }))
      }
    }
  }
}

extension [Float] {
  /// Less their mean, and of unit length; all 0 where they are equal.
  fileprivate var normalised: [Float] {
    let mean = reduce(0, +) / Float(Swift.max(1, count))
    let length = reduce(0) { $0 + ($1 - mean) * ($1 - mean) }.squareRoot()
    return map { length > 1e-4 ? ($0 - mean) / length : 0 }
  }
}
