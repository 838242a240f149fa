internal import Ballots
internal import Raster

/// Whether the labels beside the boxes, or at the head of their columns, are those of the form, in its order.
///
/// A form that is printed with 1 to 5 instead of 5 to 1 differs in a few digits only, and its boxes lie where the other's
/// do: neither landmarks nor outlines tell them apart, and every answer would be wrong. So at each label's place the
/// label itself must fit no worse than the form's other labels do. Only print that is there speaks: what is faint, hidden
/// or scribbled over fits all labels alike.
struct LabelOrder: Sendable {
  /// How far above a column's first box its label is looked for where the form does not say, mm.
  static let headReach = 11.0
  /// A label is this large at most, mm.
  static let largest = 9.0
  /// Distance of the samples, and how far a label may lie off, mm.
  static let pitch = 0.2
  static let reach = 0.6
  static let step = 0.3
  /// Samples of a label's ink.
  static let samples = 64
  /// Another label fits better when this much more of its ink is there.
  static let better = 0.12
  /// From this share of labels on at whose place another fits better, the order is another.
  static let wrongShare = 0.5

  /// One printed label: its ink, as offsets from its middle, mm.
  struct Label: Sendable {
    let value: String
    let center: PaperPoint
    let ink: [(x: Double, y: Double)]
  }

  /// The labels of each question, or of a group of questions under one head.
  let groups: [[Label]]

  init(page: FormPage, blank: BlankPicture) {
    var groups: [[Label]] = []
    var heads: Set<[Int]> = []
    for question in page.questions where question.options.count > 1 {
      if question.options.allSatisfy({ $0.labelRect != nil && !$0.isLabelInside }) {
        groups.append(question.options.compactMap { Self.label($0.value, $0.labelRect, blank) })
      } else if question.options.allSatisfy({ $0.shape == .cell }) {
        // One head stands above all questions of a table.
        let columns = question.options.map { Int($0.rect.center.x.rounded()) }
        guard heads.insert(columns).inserted else { continue }
        groups.append(question.options.compactMap { Self.label($0.value, Self.head(of: $0), blank) })
      }
    }
    self.groups = groups.filter { $0.count > 1 }
  }

  private static func head(of option: Option) -> PaperRect {
    PaperRect(
      x: option.rect.x + 0.6, y: option.rect.y - 0.6 - headReach, width: option.rect.width - 1.2, height: headReach)
  }

  private static func label(_ value: String, _ place: PaperRect?, _ blank: BlankPicture) -> Label? {
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
    let center = PaperPoint(x: (x0 + x1) / 2, y: (y0 + y1) / 2)
    return Label(
      value: value, center: center, ink: points.thinned(to: samples).map { ($0.x - center.x, $0.y - center.y) })
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
        let own = Self.fit(label, frame, image)
        let other = group.filter { $0.value != label.value }.map { Self.fit($0, frame, image) }.max() ?? 0
        all += 1
        if other > own + Self.better { wrong += 1 }
      }
    }
    return all == 0 ? 0 : Double(wrong) / Double(all)
  }

  /// How much of a label's ink shows at a place, under the best shift, 0 to 1.
  private static func fit<Image: LumaGrid>(_ label: Label, _ frame: BoxFrame, _ image: Image) -> Double {
    var best = -1.0
    let steps = Int((reach / step).rounded())
    for i in -steps...steps {
      for j in -steps...steps {
        var sum: Float = 0
        for p in label.ink {
          let q = frame.point(p.x + Double(i) * step, p.y + Double(j) * step)
          sum += min(1, 1.6 * frame.darkness(Float(image.nearest(q.x, q.y))))
        }
        best = max(best, Double(sum) / Double(label.ink.count))
      }
    }
    return best
  }
}
