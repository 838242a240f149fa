internal import Ballots
internal import Raster

/// Lines through a mark that are no part of it: who strikes out a tick takes it back, and only a person may say so.
///
/// Straight lines are looked for that go through the box from outside to outside, as in a Hough transform, on all ink but
/// specks. The strokes of an x are such lines, too, but steep ones, and there are two of them. So a mark may be struck out
/// when a level or upright line goes through it beside other ink, when a level one goes through a filled box, or when
/// three lines go through it.
struct Strikethrough {
  /// Directions looked at, degrees, and the distance of parallel lines, mm.
  static let angleStep = 6
  static let lineStep = 0.3
  /// Lines pass the middle of the box by no more than this share of its side.
  static let offMiddle = 0.2
  /// How far beyond the box's edge a line is followed, mm: a level one, and others; where print hides it, as far as
  /// `farthest`.
  static let beyondLevel = 0.4...1.1
  static let beyond = 0.5...1.9
  static let farthest = 4.5
  /// Least length outside that print does not hide, as a share of that.
  static let leastSeen = 0.65
  /// The same inside the box, mm: print and its margin hide most of a small one.
  static let leastInside = 0.6
  /// Share of what is seen of a line that is ink.
  static let inkShare = 0.85
  /// Lines no further than this from level or from upright are no strokes of an x, degrees.
  static let flat = 22
  static let upright = 72
  /// Two strokes of a mark differ by at least this, degrees.
  static let apart = 24
  /// Ink inside the box that lies further than this from the line, mm, and more than this share, is another stroke.
  static let lineHalf = 0.55
  static let otherInk = 0.3
  /// A box is filled from this coverage on.
  static let filled = 0.6

  private enum Cell: UInt8 {
    case paper, ink, hidden
  }

  private let field: QuestionField
  private let cells: [UInt8]

  /// - Parameter labels: the strokes of the field; `isSpeck` says which are too small to count.
  init(_ ink: InkField, _ labels: ComponentLabels, isSpeck: (Int) -> Bool) {
    field = ink.field
    let nearPrint = UInt8(min(255, ink.printMargin / QuestionField.distanceUnit))
    var cells = field.printDistance.map { $0 > nearPrint ? Cell.paper.rawValue : Cell.hidden.rawValue }
    for run in labels.runs where !isSpeck(run.component) {
      for c in run.start...run.end { cells[run.row * field.columns + c] = Cell.ink.rawValue }
    }
    self.cells = cells
  }

  /// Whether the mark in a box may be struck out.
  func strikes(_ rect: PaperRect, coverage: Double) -> Bool {
    var angles: [Int] = []
    for angle in stride(from: -90, to: 90, by: Self.angleStep) {
      let isLevel = abs(angle) <= Self.flat
      guard let offset = through(rect, angle, beyond: isLevel ? Self.beyondLevel : Self.beyond) else { continue }
      if isLevel, coverage >= Self.filled { return true }
      if isLevel || abs(angle) >= Self.upright, hasOtherInk(rect, angle, offset) { return true }
      angles.append(angle)
    }
    return distinct(angles) >= 3
  }

  /// How many different directions there are among some that are sorted; -90 and 90 are the same.
  private func distinct(_ angles: [Int]) -> Int {
    guard let first = angles.first else { return 0 }
    var count = 1
    var last = first
    for angle in angles where angle - last >= Self.apart && first + 180 - angle >= Self.apart {
      count += 1
      last = angle
    }
    return count
  }

  /// How far from the box's middle a line of this direction goes through it from outside to outside, mm; nil if none.
  private func through(_ rect: PaperRect, _ angle: Int, beyond: ClosedRange<Double>) -> Double? {
    let (sine, cosine) = Angle.sineCosine(degrees: Double(angle))
    // From the middle to the box's edge along the line.
    let half = min(rect.width / 2 / max(abs(cosine), 1e-6), rect.height / 2 / max(abs(sine), 1e-6))
    let reach = Self.offMiddle * min(rect.width, rect.height)
    for offset in stride(from: -reach, through: reach, by: Self.lineStep) {
      let (x, y) = (rect.center.x - sine * offset, rect.center.y + cosine * offset)
      func cell(_ t: Double) -> Cell { seen(x + cosine * t, y + sine * t, sine, cosine) }
      guard isInk(stride(from: -half, through: half, by: QuestionField.pitch), least: Self.leastInside, cell),
        goesOn(beyond, { cell(half + $0) }), goesOn(beyond, { cell(-half - $0) })
      else { continue }
      return offset
    }
    return nil
  }

  private func isInk(_ places: StrideThrough<Double>, least: Double, _ cell: (Double) -> Cell) -> Bool {
    var ink = 0
    var known = 0
    for t in places {
      switch cell(t) {
      case .ink: (ink, known) = (ink + 1, known + 1)
      case .paper: known += 1
      case .hidden: break
      }
    }
    return Double(known) * QuestionField.pitch >= least && Double(ink) >= Self.inkShare * Double(known)
  }

  /// Whether a line goes on outside the box; `cell` at a distance from the edge.
  private func goesOn(_ beyond: ClosedRange<Double>, _ cell: (Double) -> Cell) -> Bool {
    let least = Self.leastSeen * (beyond.upperBound - beyond.lowerBound)
    var ink = 0
    var known = 0
    for t in stride(from: beyond.lowerBound, through: Self.farthest, by: QuestionField.pitch) {
      if t > beyond.upperBound, Double(known) * QuestionField.pitch >= least { break }
      switch cell(t) {
      case .ink: (ink, known) = (ink + 1, known + 1)
      case .paper: known += 1
      case .hidden: break
      }
    }
    return Double(known) * QuestionField.pitch >= least && Double(ink) >= Self.inkShare * Double(known)
  }

  /// The cell at a point, or ink where a neighbour across the line has it: pens waver.
  private func seen(_ x: Double, _ y: Double, _ sine: Double, _ cosine: Double) -> Cell {
    var result = Cell.hidden
    for k in [0.0, -1, 1] {
      let step = k * QuestionField.pitch
      let c = Int((x - sine * step - field.rect.x) / QuestionField.pitch)
      let r = Int((y + cosine * step - field.rect.y) / QuestionField.pitch)
      guard x - sine * step >= field.rect.x, y + cosine * step >= field.rect.y, c < field.columns, r < field.rows,
        let found = Cell(rawValue: cells[r * field.columns + c])
      else { continue }
      if found == .ink { return .ink }
      if k == 0 { result = found }
    }
    return result
  }

  private func hasOtherInk(_ rect: PaperRect, _ angle: Int, _ offset: Double) -> Bool {
    let (sine, cosine) = Angle.sineCosine(degrees: Double(angle))
    let columns = columnRange(rect)
    var all = 0
    var off = 0
    for r in rowRange(rect) {
      for c in columns where cells[r * field.columns + c] == Cell.ink.rawValue {
        all += 1
        let (dx, dy) = (field.x(ofColumn: c) - rect.center.x, field.y(ofRow: r) - rect.center.y)
        if abs(dy * cosine - dx * sine - offset) > Self.lineHalf { off += 1 }
      }
    }
    return Double(off) >= Self.otherInk * Double(all)
  }

  private func columnRange(_ rect: PaperRect) -> Range<Int> {
    cellRange(from: rect.x - field.rect.x, to: rect.maxX - field.rect.x, count: field.columns)
  }

  private func rowRange(_ rect: PaperRect) -> Range<Int> {
    cellRange(from: rect.y - field.rect.y, to: rect.maxY - field.rect.y, count: field.rows)
  }

  private func cellRange(from low: Double, to high: Double, count: Int) -> Range<Int> {
    let first = max(0, min(count, Int(low / QuestionField.pitch)))
    return first..<max(first, min(count, Int(high / QuestionField.pitch)))
  }
}
