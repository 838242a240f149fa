internal import Ballots
internal import Raster

/// Measures the ink of one question: stroke by stroke, which box it is in, how far it reaches, whether it runs round a
/// box, whether it is a line that just passes.
struct InkMeter {
  /// Cells darker than this are ink (0 paper, 1 print). Half of a pale ball-pen line at 200 dpi is 0.3.
  static let inkDarkness: Float = 0.22
  /// Noise is kept out by this many standard deviations.
  static let noiseFactor: Float = 4.5
  /// Patches smaller than this are specks of dust or toner, mm².
  static let speckArea = 0.045
  /// A box's surroundings reach this far from its outline, mm.
  static let ringReach = 2.6
  /// Directions in which a ring of ink is looked for.
  static let sectors = 24

  /// What was measured of one question.
  struct Result {
    var marks: [MarkMeasurement]
    /// For each option: a straight line passes through the box and out at both sides.
    var lineThrough: [Bool]
    /// For each option: ink inside comes from a stroke that lies mostly in another box.
    var fromNeighbour: [Bool]
    /// Ink in no box that touches no box either, mm².
    var strayInk: Double
  }

  func measure(_ ink: InkField, boxes: [FittedBox]) -> Result {
    let field = ink.field
    let cell = QuestionField.pitch * QuestionField.pitch
    let limit = max(Self.inkDarkness, Self.noiseFactor * ink.noise)
    let mask = ink.ink.map { $0 >= limit ? UInt8(1) : 0 }
    let labels = ComponentLabels(mask: mask, width: field.columns, height: field.rows, keepLabels: true)
    let strokes = labels.components
    let isSpeck = strokes.map { Double($0.area) * cell < Self.speckArea }
    let count = field.question.options.count
    var inkIn = [Double](repeating: 0, count: count)
    var cellsIn = [Int](repeating: 0, count: count)
    var bounds = [(x0: Int, y0: Int, x1: Int, y1: Int)](
      repeating: (Int.max, Int.max, Int.min, Int.min), count: count)
    var darkest = [[Float]](repeating: [], count: count)
    var strokeIn = [[Int: Int]](repeating: [:], count: count)
    var inBox = [Int](repeating: 0, count: strokes.count)
    for r in 0..<field.rows {
      for c in 0..<field.columns {
        let i = r * field.columns + c
        guard mask[i] != 0 else { continue }
        let stroke = Int(labels.labels[i]) - 1
        guard !isSpeck[stroke] else { continue }
        let owner = field.owner[i]
        guard owner != QuestionField.outside else { continue }
        let k = Int(owner)
        inkIn[k] += Double(ink.ink[i]) * cell
        cellsIn[k] += 1
        bounds[k] = (
          min(bounds[k].x0, c), min(bounds[k].y0, r), max(bounds[k].x1, c), max(bounds[k].y1, r)
        )
        darkest[k].append(ink.ink[i])
        strokeIn[k][stroke, default: 0] += 1
        inBox[stroke] += 1
      }
    }
    let around = surroundings(ink, labels, isSpeck, inBox)
    var marks: [MarkMeasurement] = []
    for (k, option) in field.question.options.enumerated() {
      let spanX = bounds[k].x1 >= bounds[k].x0 ? Double(bounds[k].x1 - bounds[k].x0 + 1) * QuestionField.pitch : 0
      let spanY = bounds[k].y1 >= bounds[k].y0 ? Double(bounds[k].y1 - bounds[k].y0 + 1) * QuestionField.pitch : 0
      let innerWidth = max(0.5, option.rect.width - 2 * Option.outlineWidth)
      let innerHeight = max(0.5, option.rect.height - 2 * Option.outlineWidth)
      darkest[k].sort(by: >)
      let tenth = darkest[k].prefix(max(1, darkest[k].count / 10))
      marks.append(
        MarkMeasurement(
          inkInside: inkIn[k], coverage: Double(cellsIn[k]) / Double(max(1, field.innerCells[k])),
          inkAround: around.ink[k], extent: min(1, max(spanX / innerWidth, spanY / innerHeight)),
          contrast: tenth.isEmpty ? 0 : Double(tenth.reduce(0, +) / Float(tenth.count)),
          encirclement: around.encirclement[k], outlineMatch: boxes[k].outlineMatch, shift: boxes[k].shift))
    }
    return Result(
      marks: marks, lineThrough: field.question.options.indices.map { passes(ink, labels, $0, strokeIn[$0]) },
      fromNeighbour: neighbours(marks, around.touching), strayInk: around.stray)
  }

  /// Ink outside the boxes: near each box, round each box, and near none.
  private func surroundings(
    _ ink: InkField, _ labels: ComponentLabels, _ isSpeck: [Bool], _ inBox: [Int]
  ) -> (ink: [Double], encirclement: [Double], touching: [Set<Int>], stray: Double) {
    let field = ink.field
    let pitch = QuestionField.pitch
    let cell = pitch * pitch
    let options = field.question.options
    var near = [Double](repeating: 0, count: options.count)
    var hit = [[Bool]](repeating: [Bool](repeating: false, count: Self.sectors), count: options.count)
    // Which boxes a stroke comes close to; strokes broken by the outline's gap are joined by this.
    var touches = [Set<Int>](repeating: [], count: labels.components.count)
    for r in 0..<field.rows {
      let y = field.rect.y + (Double(r) + 0.5) * pitch
      for c in 0..<field.columns {
        let i = r * field.columns + c
        guard labels.labels[i] != 0 else { continue }
        let stroke = Int(labels.labels[i]) - 1
        guard !isSpeck[stroke] else { continue }
        let x = field.rect.x + (Double(c) + 0.5) * pitch
        for (k, option) in options.enumerated() {
          let dx = max(option.rect.x - x, 0, x - option.rect.maxX)
          let dy = max(option.rect.y - y, 0, y - option.rect.maxY)
          guard dx < Self.ringReach, dy < Self.ringReach else { continue }
          if dx < 0.6, dy < 0.6 { touches[stroke].insert(k) }
          guard field.owner[i] == QuestionField.outside else { continue }
          near[k] += Double(ink.ink[i]) * cell
          if dx > 0.3 || dy > 0.3 {
            let angle = Angle.degrees(y: y - option.rect.center.y, x: x - option.rect.center.x) + 180
            hit[k][min(Self.sectors - 1, Int(angle / 360 * Double(Self.sectors)))] = true
          }
        }
      }
    }
    var stray = 0.0
    var touching = [Set<Int>](repeating: [], count: options.count)
    for (index, stroke) in labels.components.enumerated() where !isSpeck[index] {
      if touches[index].isEmpty, inBox[index] == 0 { stray += Double(stroke.area) * cell }
      for k in touches[index] { touching[k].formUnion(touches[index].subtracting([k])) }
    }
    return (
      near, hit.map { Double($0.filter { $0 }.count) / Double(Self.sectors) }, touching, stray
    )
  }

  /// For each box whether a stroke reaches it from a box that holds far more ink.
  private func neighbours(_ marks: [MarkMeasurement], _ touching: [Set<Int>]) -> [Bool] {
    marks.indices.map { k in
      touching[k].contains { marks[$0].inkInside > 2 * marks[k].inkInside }
    }
  }

  /// Whether the ink of a box is one thin straight line that enters at one side and leaves at the opposite one.
  private func passes(_ ink: InkField, _ labels: ComponentLabels, _ option: Int, _ strokes: [Int: Int]) -> Bool {
    let field = ink.field
    let rect = field.question.options[option].rect
    for (index, _) in strokes {
      let stroke = labels.components[index]
      let width = Double(stroke.width) * QuestionField.pitch
      let height = Double(stroke.height) * QuestionField.pitch
      let thin = min(width, height)
      let long = max(width, height)
      // A streak of the scanner glass or a fold: long, thin, and no thicker than a stroke.
      let inner = height > width ? rect.height : rect.width
      if thin < 0.9, long >= inner - 2 * Option.outlineWidth - 0.5 { return true }
    }
    return false
  }
}
