internal import Ballots
internal import Raster

/// Measures the ink of one question, stroke by stroke: which box a stroke is in, how far it reaches, whether it runs
/// round a box or a label, whether it is a line that just passes.
///
/// Strokes are connected patches of ink on the blank's grid. Print, left out with a margin, cuts strokes in pieces;
/// pieces with no more than such a gap between them are one group, and a group that touches a box is that box's.
struct InkMeter {
  /// Cells darker than this are ink (0 paper, 1 print). A pale ball-pen line at 200 dpi is 0.3.
  static let inkDarkness: Float = 0.20
  /// The same for a second look, at a smoothed field, at a question that seems blank: the palest stroke may be its answer.
  static let palestInk: Float = 0.05
  /// Noise is kept out by this many standard deviations.
  static let noiseFactor: Float = 4.5
  /// Patches smaller than this are specks of dust or toner, mm².
  static let speckArea = 0.045
  /// Outside the boxes a patch is a pen's from this size on, mm² and mm.
  static let penArea = 0.10
  static let penLength = 0.8
  /// Pieces closer than twice this are one group, mm: the gap that a printed outline leaves.
  static let groupReach = 0.6
  /// A box's surroundings reach this far from its outline, mm.
  static let ringReach = 2.6
  /// A stroke this near to a box touches it, mm.
  static let touchReach = 0.6
  /// Fewer cells of a stroke in a box do not count towards the stroke's extent: 0.07 mm².
  static let leastPieceCells = 3
  /// A ring is looked for beyond this distance from the outline, mm.
  static let ringGap = 0.45
  /// A line lies this near to its axis, mm; it is followed this far from the box, over gaps as wide as an outline hides,
  /// and goes through when it is still there this far beyond.
  static let lineThickness = 0.55
  static let lineReach = 12.0
  static let lineGap = 2.4
  static let lineBeyond = 3.5
  /// Where print hides one end, the other goes on this far: a slash ends sooner.
  static let lineFarBeyond = 6.0
  /// A stroke goes out of a field when it comes this near to its edge, cells, and slants when it moves this far aside, mm.
  static let edgeRows = 4
  static let slant = 2.0
  /// A line through a box leaves at least this much ink around it, mm².
  static let leastAroundStruck = 0.25
  /// Directions in which a ring of ink is looked for.
  static let sectors = 24

  /// What was measured of one question.
  struct Result {
    var marks: [MarkMeasurement]
    /// Cells of each option's inner area that are free of print.
    var freeCells: [Int]
    /// The same as a share of the inner area, 0 to 1.
    var freeShare: [Double]
    /// For each option: what lies inside is one thin line that enters at one side and leaves at the other.
    var lineThrough: [Bool]
    /// For each option: the axis of its ink where that is one thin straight line, mm on the page.
    var lines: [Line?]
    /// For each option: a line goes through its mark as if to strike it out.
    var struckOut: [Bool]
    /// For each option: ink inside comes from a stroke that lies mostly in another box.
    var fromNeighbour: [Bool]
    /// For each option: of the ink around it, what comes from strokes that lie wholly in the question's field, mm².
    var ownInkAround: [Double]
    /// For each option: the bounds of all strokes that reach into it, inside and outside, and their ink.
    var whole: [Whole]
    /// For each option: a streak of the scanner glass passes through the box.
    var streaked: [Bool]
    /// Strokes run through the whole field from above to below: one that slants, or several.
    var isCrossed: Bool
    /// Pen strokes that touch no box, mm².
    var strayInk: Double
    /// Those of them that lie wholly within the question's field: they do not come from another question or a seal.
    var ownStrayInk: Double
  }

  /// What is known of a stroke beyond its bounds.
  fileprivate struct Stroke {
    let area: Double
    let length: Double
    let isSpeck: Bool
    /// The group that it belongs to.
    var group = 0
    /// Boxes that it comes close to.
    var touches: Set<Int> = []
    /// Its cells inside each box.
    var inside: [Int: Int] = [:]
  }

  /// A mark as a whole, what lies inside its box and what does not.
  struct Whole {
    /// Longer side of its bounds, mm.
    var length = 0.0
    /// Share of its bounds that is ink, 0 to 1.
    var density = 0.0
  }

  /// Measures a question; cells darker than `darkness` are ink.
  func measure(_ ink: InkField, boxes: [FittedBox], darkness: Float = inkDarkness) -> Result {
    let field = ink.field
    let options = field.question.options
    let pitch = QuestionField.pitch
    let cell = pitch * pitch
    let limit = max(darkness, Self.noiseFactor * ink.noise)
    let touchReach = max(Self.touchReach, ink.printMargin + 0.2)
    let labels = ComponentLabels(mask: ink.mask(from: limit), width: field.columns, height: field.rows)
    var strokes = labels.components.map {
      let area = Double($0.area) * cell
      return Stroke(
        area: area, length: Double(max($0.width, $0.height)) * pitch, isSpeck: area < Self.speckArea)
    }
    let groups = Self.groups(labels, strokes.map { !$0.isSpeck }, field)
    for index in strokes.indices { strokes[index].group = groups[index] }
    var inkIn = [Double](repeating: 0, count: options.count)
    var cellsIn = [Int](repeating: 0, count: options.count)
    var tones = [[Float]](repeating: [], count: options.count)
    var bounds = [Int: (x0: Int, y0: Int, x1: Int, y1: Int)]()
    for run in labels.runs where !strokes[run.component].isSpeck {
      let y = field.y(ofRow: run.row)
      let row = run.row * field.columns
      for c in run.start...run.end where field.owner[row + c] != QuestionField.outside {
        let k = Int(field.owner[row + c])
        inkIn[k] += Double(ink.ink[row + c]) * cell
        cellsIn[k] += 1
        tones[k].append(ink.ink[row + c])
        strokes[run.component].inside[k, default: 0] += 1
        let key = run.component * options.count + k
        let b = bounds[key] ?? (c, run.row, c, run.row)
        bounds[key] = (min(b.x0, c), min(b.y0, run.row), max(b.x1, c), max(b.y1, run.row))
      }
      for (k, option) in options.enumerated()
      where option.rect.gap(toY: y) < touchReach && !strokes[run.component].touches.contains(k) {
        let touches = (run.start...run.end).contains { option.rect.gap(toX: field.x(ofColumn: $0), y: y) < touchReach }
        if touches { strokes[run.component].touches.insert(k) }
      }
    }
    let around = surroundings(ink, labels, strokes, inkIn)
    let ticks = ticked(ink, labels, strokes)
    var marks: [MarkMeasurement] = []
    for (k, option) in options.enumerated() {
      tones[k].sort(by: >)
      let tenth = tones[k].prefix(max(1, tones[k].count / 10))
      marks.append(
        MarkMeasurement(
          inkInside: inkIn[k], coverage: min(1, Double(cellsIn[k]) / Double(max(1, ink.freeCells[k]))),
          inkAround: around.ink[k], extent: extent(k, option, strokes, bounds, options.count),
          contrast: tenth.isEmpty ? 0 : Double(tenth.reduce(0, +) / Float(tenth.count)),
          encirclement: around.encirclement[k], outlineMatch: boxes[k].outlineMatch, shift: boxes[k].shift,
          tint: Double(ink.tint[k]), isTick: ticks[k]))
    }
    let lines = options.indices.map { straight($0, field, labels, strokes) }
    return Result(
      marks: marks, freeCells: ink.freeCells, freeShare: ink.freeShare,
      lineThrough: options.indices.map { k in
        passesAlong(k, ink, labels, strokes) || lines[k].map { passesAcross(k, $0, ink, labels, strokes) } ?? false
      },
      lines: lines.map { $0?.axis },
      struckOut: struckOut(ink, labels, strokes, marks),
      fromNeighbour: options.indices.map { k in
        strokes.contains { stroke in
          stroke.touches.contains(k) && stroke.touches.contains { marks[$0].inkInside > 2 * marks[k].inkInside }
        }
      },
      ownInkAround: around.ownInk,
      whole: options.indices.map { whole($0, labels, strokes) },
      streaked: streaked(ink), isCrossed: isCrossed(field, labels, strokes), strayInk: around.stray,
      ownStrayInk: around.ownStray)
  }

  /// The group of each stroke: strokes that would meet if each grew by the group reach to all sides. Specks join nothing.
  private static func groups(_ labels: ComponentLabels, _ counts: [Bool], _ field: QuestionField) -> [Int] {
    // Grown by the reach, two cells meet that were no further apart than this.
    let reach = 2 * Int((groupReach / QuestionField.pitch).rounded()) + 1
    var parents = Array(labels.components.indices)
    func root(_ i: Int) -> Int {
      var i = i
      while parents[i] != i {
        parents[i] = parents[parents[i]]
        i = parents[i]
      }
      return i
    }
    let runs = labels.runs.filter { counts[$0.component] }
    var first = 0
    for (i, run) in runs.enumerated() {
      while runs[first].row < run.row - reach { first += 1 }
      for other in runs[first..<i] where other.end >= run.start - reach && other.start <= run.end + reach {
        guard other.component != run.component else { continue }
        let (a, b) = (root(other.component), root(run.component))
        if a != b { parents[max(a, b)] = min(a, b) }
      }
    }
    return parents.indices.map(root)
  }

  /// How much of a box's side the strokes in it span together, 0 to 1; crumbs left out.
  private func extent(
    _ k: Int, _ option: Option, _ strokes: [Stroke], _ bounds: [Int: (x0: Int, y0: Int, x1: Int, y1: Int)], _ count: Int
  ) -> Double {
    let (width, height) = option.markSize
    var union: (x0: Int, y0: Int, x1: Int, y1: Int)?
    for (index, stroke) in strokes.enumerated() where stroke.inside[k] ?? 0 >= Self.leastPieceCells {
      guard let b = bounds[index * count + k] else { continue }
      let u = union ?? b
      union = (min(u.x0, b.x0), min(u.y0, b.y0), max(u.x1, b.x1), max(u.y1, b.y1))
    }
    guard let u = union else { return 0 }
    let largest = max(
      Double(u.x1 - u.x0 + 1) * QuestionField.pitch / width, Double(u.y1 - u.y0 + 1) * QuestionField.pitch / height)
    return min(1, largest)
  }

  /// Ink outside the boxes: near each box (unless another box explains the stroke), round each box or its label, and
  /// near none.
  private func surroundings(
    _ ink: InkField, _ labels: ComponentLabels, _ strokes: [Stroke], _ inkIn: [Double]
  ) -> (ink: [Double], ownInk: [Double], encirclement: [Double], stray: Double, ownStray: Double) {
    let field = ink.field
    let pitch = QuestionField.pitch
    let options = field.question.options
    // A group that touches several boxes is laid to the one with most ink.
    var homes: [Int: Int] = [:]
    for stroke in strokes where !stroke.isSpeck {
      for k in stroke.touches.union(stroke.inside.keys) {
        if let known = homes[stroke.group], inkIn[known] >= inkIn[k] { continue }
        homes[stroke.group] = k
      }
    }
    let home = strokes.map { homes[$0.group] }
    let isInner = labels.components.map {
      $0.minX > 0 && $0.minY > 0 && $0.maxX < field.columns - 1 && $0.maxY < field.rows - 1
    }
    var reachesOut = Set<Int>()
    for (stroke, inner) in zip(strokes, isInner) where !inner { reachesOut.insert(stroke.group) }
    var near = [Double](repeating: 0, count: options.count)
    var ownNear = near
    var roundBox = [UInt32](repeating: 0, count: options.count)
    var roundLabel = [UInt32](repeating: 0, count: options.count)
    for run in labels.runs where !strokes[run.component].isSpeck {
      let index = run.component
      let y = field.y(ofRow: run.row)
      for (k, option) in options.enumerated() {
        let label = option.isLabelInside ? nil : option.labelRect
        if let label, label.gap(toY: y) < Self.ringReach {
          for c in run.start...run.end {
            let x = field.x(ofColumn: c)
            if label.gap(toX: x, y: y) < Self.ringReach { roundLabel[k] |= sector(x, y, around: label.center) }
          }
        }
        guard option.rect.gap(toY: y) < Self.ringReach else { continue }
        let isOwn = (home[index] ?? k) == k && strokes[index].isPen
        for c in run.start...run.end {
          let x = field.x(ofColumn: c)
          let i = run.row * field.columns + c
          let gap = option.rect.gap(toX: x, y: y)
          guard gap < Self.ringReach, field.owner[i] == QuestionField.outside else { continue }
          if isOwn {
            near[k] += Double(ink.ink[i]) * pitch * pitch
            if !reachesOut.contains(strokes[index].group) { ownNear[k] += Double(ink.ink[i]) * pitch * pitch }
          }
          if gap > Self.ringGap { roundBox[k] |= sector(x, y, around: option.rect.center) }
        }
      }
    }
    var stray = 0.0
    var ownStray = 0.0
    for (index, (stroke, bounds)) in zip(strokes, labels.components).enumerated()
    where homes[stroke.group] == nil && stroke.isPen && !isLine(bounds, in: field) {
      stray += stroke.area
      if isInner[index] { ownStray += stroke.area }
    }
    let encirclement = options.indices.map { k in
      Double(max(roundBox[k].nonzeroBitCount, roundLabel[k].nonzeroBitCount)) / Double(Self.sectors)
    }
    return (near, ownNear, encirclement, stray, ownStray)
  }

  private func whole(_ k: Int, _ labels: ComponentLabels, _ strokes: [Stroke]) -> Whole {
    let groups = Set(strokes.filter { $0.inside[k] ?? 0 >= Self.leastPieceCells }.map(\.group))
    let pieces = zip(strokes, labels.components).filter { groups.contains($0.0.group) && !$0.0.isSpeck }
    guard let x0 = pieces.map(\.1.minX).min(), let x1 = pieces.map(\.1.maxX).max(),
      let y0 = pieces.map(\.1.minY).min(), let y1 = pieces.map(\.1.maxY).max()
    else { return Whole() }
    let area = pieces.reduce(0) { $0 + $1.1.area }
    return Whole(
      length: Double(max(x1 - x0, y1 - y0) + 1) * QuestionField.pitch,
      density: Double(area) / Double((x1 - x0 + 1) * (y1 - y0 + 1)))
  }

  /// For each option whether a tick stands at it: strokes that come close to no other box.
  private func ticked(_ ink: InkField, _ labels: ComponentLabels, _ strokes: [Stroke]) -> [Bool] {
    let field = ink.field
    var result = [Bool](repeating: false, count: field.question.options.count)
    var touched: [Int: Set<Int>] = [:]
    for stroke in strokes where !stroke.isSpeck {
      touched[stroke.group, default: []].formUnion(stroke.touches.union(stroke.inside.keys))
    }
    // Print may cut a tick into several groups: all that come close to this box alone are looked at as one.
    let own = touched.filter { $0.value.count == 1 }
    var points = [[PaperPoint]](repeating: [], count: strokes.count)
    for run in labels.runs where !strokes[run.component].isSpeck && own[strokes[run.component].group] != nil {
      let y = field.y(ofRow: run.row)
      for c in run.start...run.end { points[run.component].append(PaperPoint(x: field.x(ofColumn: c), y: y)) }
    }
    for k in result.indices {
      let points = zip(strokes, points).filter { own[$0.0.group] == [k] }.flatMap(\.1)
      if let tick = Tick(points), tick.marks(field.question.options[k].rect) { result[k] = true }
    }
    return result
  }

  /// Whether a stroke is a thin line from edge to edge of the field: a fold, or a streak of some earlier copier.
  private func isLine(_ bounds: Component, in field: QuestionField) -> Bool {
    let thin = Double(min(bounds.width, bounds.height)) * QuestionField.pitch
    return thin <= 1.2 && (bounds.height * 20 >= field.rows * 17 || bounds.width * 20 >= field.columns * 17)
  }

  private func sector(_ x: Double, _ y: Double, around center: PaperPoint) -> UInt32 {
    let angle = Angle.degrees(y: y - center.y, x: x - center.x) + 180
    return 1 << UInt32(min(Self.sectors - 1, Int(angle / 360 * Double(Self.sectors))))
  }

  /// A box's ink that is one thin straight line: its axis, and where along it the ink begins and ends, mm.
  private struct StraightInk {
    let axis: Line
    let first: Double
    let last: Double
  }

  /// A box's ink as a line; nil where it is more than that.
  private func straight(
    _ k: Int, _ field: QuestionField, _ labels: ComponentLabels, _ strokes: [Stroke]
  ) -> StraightInk? {
    let rect = field.question.options[k].rect
    var inside: [PaperPoint] = []
    for run in labels.runs where !strokes[run.component].isSpeck && rect.gap(toY: field.y(ofRow: run.row)) == 0 {
      for c in run.start...run.end where Int(field.owner[run.row * field.columns + c]) == k {
        inside.append(PaperPoint(x: field.x(ofColumn: c), y: field.y(ofRow: run.row)))
      }
    }
    guard inside.count > 12, let axis = Line(through: inside) else { return nil }
    let off = inside.count { axis.distance($0) > Self.lineThickness }
    guard off * 10 <= inside.count else { return nil }
    let along = inside.map(axis.along)
    guard let first = along.min(), let last = along.max() else { return nil }
    return StraightInk(axis: axis, first: first, last: last)
  }

  /// Whether such a line goes on outside at both ends, in any direction, far beyond the box: a crease, a stroke through
  /// several rows. A slash that somebody made in the box ends sooner.
  private func passesAcross(
    _ k: Int, _ straight: StraightInk, _ ink: InkField, _ labels: ComponentLabels, _ strokes: [Stroke]
  ) -> Bool {
    let field = ink.field
    let rect = field.question.options[k].rect
    let runs = labels.runs.filter { !strokes[$0.component].isSpeck }
    let (line, first, last) = (straight.axis, straight.first, straight.last)
    var beyond: [Double] = []
    for run in runs where rect.gap(toY: field.y(ofRow: run.row)) < Self.lineReach {
      for c in run.start...run.end where Int(field.owner[run.row * field.columns + c]) != k {
        let p = PaperPoint(x: field.x(ofColumn: c), y: field.y(ofRow: run.row))
        if rect.gap(toX: p.x, y: p.y) < Self.lineReach, line.distance(p) <= Self.lineThickness {
          beyond.append(line.along(p))
        }
      }
    }
    /// How far the line goes on; print hides parts of it, most of the way it is there.
    func reach(_ distances: [Double]) -> Double {
      let sorted = distances.filter { $0 > 0 }.sorted()
      guard let start = sorted.first, let end = sorted.last, start <= Self.lineGap,
        Set(sorted.map { Int($0 / 0.5) }).count >= 3
      else { return 0 }
      return end
    }
    let reaches = [reach(beyond.map { first - $0 }), reach(beyond.map { $0 - last })].sorted()
    if reaches[0] >= Self.lineBeyond { return true }
    // From side to side within the box, and far beyond it on one side.
    let inner = min(rect.width, rect.height) - 2 * (Option.outlineWidth + ink.printMargin)
    return reaches[1] >= Self.lineFarBeyond && last - first >= 0.9 * inner
  }

  /// Whether most of a box's ink is one upright or level line from side to side that goes on outside at both ends, however
  /// far: a fold, a ruled line, a pen stroke down the whole column.
  private func passesAlong(_ k: Int, _ ink: InkField, _ labels: ComponentLabels, _ strokes: [Stroke]) -> Bool {
    let rect = ink.field.question.options[k].rect
    // What the printed outlines, left out with their margin, leave of a side.
    let hidden = 2 * (Option.outlineWidth + ink.printMargin) + 0.4
    let total = strokes.reduce(0) { $0 + ($1.inside[k] ?? 0) }
    guard let line = strokes.indices.max(by: { (strokes[$0].inside[k] ?? 0) < (strokes[$1].inside[k] ?? 0) }),
      let cells = strokes[line].inside[k], cells * 10 >= total * 8
    else { return false }
    let bounds = labels.components[line]
    let isUpright = bounds.height > bounds.width
    // A soft or leaning line covers more across than it is thick.
    let span = Double(min(bounds.width, bounds.height)) * QuestionField.pitch
    let length = Double(max(bounds.width, bounds.height)) * QuestionField.pitch
    guard span < 1.8, strokes[line].area / length < 1.1,
      length >= (isUpright ? rect.height : rect.width) - hidden
    else { return false }
    // The line itself may go on over the outline; else there are pieces of it not much further than the outline hides.
    let (near, far) = isUpright ? (bounds.minY, bounds.maxY) : (bounds.minX, bounds.maxX)
    let (origin, start, end) =
      isUpright ? (ink.field.rect.y, rect.y, rect.maxY) : (ink.field.rect.x, rect.x, rect.maxX)
    var goesOn = (
      before: origin + Double(near) * QuestionField.pitch < start - Option.outlineWidth,
      after: origin + Double(far + 1) * QuestionField.pitch > end + Option.outlineWidth
    )
    let reach = Int(hidden / QuestionField.pitch)
    let middle = isUpright ? Double(bounds.minX + bounds.maxX + 1) / 2 : Double(bounds.minY + bounds.maxY + 1) / 2
    for (index, piece) in labels.components.enumerated() where !strokes[index].isSpeck && strokes[index].inside.isEmpty
    {
      let across = isUpright ? Double(piece.minX)...Double(piece.maxX + 1) : Double(piece.minY)...Double(piece.maxY + 1)
      guard across.lowerBound - 2 <= middle, across.upperBound + 2 >= middle else { continue }
      let along = isUpright ? piece.minY...piece.maxY : piece.minX...piece.maxX
      if along.upperBound < near, near - along.upperBound <= reach { goesOn.before = true }
      if along.lowerBound > far, along.lowerBound - far <= reach { goesOn.after = true }
    }
    return goesOn.before && goesOn.after
  }

  /// Whether strokes come in above and go out below: one that slants as no fold and no line down a column does, or several.
  private func isCrossed(_ field: QuestionField, _ labels: ComponentLabels, _ strokes: [Stroke]) -> Bool {
    var above: [Int: Double] = [:]
    var below: [Int: Double] = [:]
    for run in labels.runs where !strokes[run.component].isSpeck {
      let middle = Double(run.start + run.end) / 2 * QuestionField.pitch
      if run.row < Self.edgeRows { above[strokes[run.component].group] = middle }
      if run.row >= field.rows - Self.edgeRows { below[strokes[run.component].group] = middle }
    }
    let slants = above.compactMap { group, x in below[group].map { abs($0 - x) } }
    return slants.count > 1 || slants.contains { $0 >= Self.slant }
  }

  /// For each option whether its mark may be struck out. Only ink that also lies around the box can be a line through it.
  private func struckOut(
    _ ink: InkField, _ labels: ComponentLabels, _ strokes: [Stroke], _ marks: [MarkMeasurement]
  ) -> [Bool] {
    let options = ink.field.question.options
    let isCandidate = zip(options, marks).map { option, mark in
      option.shape != .cell && mark.inkInside >= Self.speckArea && mark.inkAround >= Self.leastAroundStruck
    }
    guard isCandidate.contains(true) else { return isCandidate }
    let lines = Strikethrough(ink, labels) { strokes[$0].isSpeck }
    return options.indices.map { isCandidate[$0] && lines.strikes(options[$0].rect, coverage: marks[$0].coverage) }
  }

  private func streaked(_ ink: InkField) -> [Bool] {
    var result = [Bool](repeating: false, count: ink.field.question.options.count)
    for i in ink.streaked.indices where ink.streaked[i] != 0 && ink.field.owner[i] != QuestionField.outside {
      result[Int(ink.field.owner[i])] = true
    }
    return result
  }
}

extension InkMeter.Stroke {
  /// Large enough to be a pen's.
  fileprivate var isPen: Bool { area >= InkMeter.penArea && length >= InkMeter.penLength }
}

extension PaperRect {
  /// Distance from a point to the rectangle along the worse axis, mm; 0 inside.
  func gap(toX px: Double, y py: Double) -> Double { max(x - px, px - maxX, gap(toY: py)) }

  /// Distance from a place across to the rectangle, mm; 0 above and below it.
  func gap(toX px: Double) -> Double { max(x - px, px - maxX, 0) }

  /// Distance from a height to the rectangle, mm; 0 beside it.
  func gap(toY py: Double) -> Double { max(y - py, py - maxY, 0) }
}

/// The axis of a set of points, by their second moments.
struct Line {
  let center: PaperPoint
  let dx: Double
  let dy: Double

  init?(through points: [PaperPoint]) {
    let n = Double(points.count)
    let center = PaperPoint(x: points.reduce(0) { $0 + $1.x } / n, y: points.reduce(0) { $0 + $1.y } / n)
    var (xx, xy, yy) = (0.0, 0.0, 0.0)
    for p in points {
      xx += (p.x - center.x) * (p.x - center.x)
      xy += (p.x - center.x) * (p.y - center.y)
      yy += (p.y - center.y) * (p.y - center.y)
    }
    let spread = ((xx - yy) * (xx - yy) / 4 + xy * xy).squareRoot()
    let larger = (xx + yy) / 2 + spread
    // The eigenvector of the larger eigenvalue, from whichever row is better conditioned.
    let (u, v) = xx >= yy ? (larger - yy, xy) : (xy, larger - xx)
    let length = (u * u + v * v).squareRoot()
    guard length > 1e-9 else { return nil }
    self.center = center
    dx = u / length
    dy = v / length
  }

  func along(_ p: PaperPoint) -> Double { (p.x - center.x) * dx + (p.y - center.y) * dy }

  func distance(_ p: PaperPoint) -> Double { abs((p.x - center.x) * dy - (p.y - center.y) * dx) }
}
