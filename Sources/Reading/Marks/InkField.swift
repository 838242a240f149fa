internal import Ballots
internal import Raster

/// A question's part of the page, brought onto the blank's grid: how dark each cell is, with the print left out.
///
/// The scan is sampled through the page's warp and each box's own shift, so print and picture agree to about 0.1 mm. What
/// is dark and not print is ink: a voter's, or dirt. Nothing is binarised before it is measured.
struct InkField: Sendable {
  let field: QuestionField
  /// Darkness 0 to 1 of each cell of the field's grid; 0 where the page has print.
  private(set) var ink: [Float]
  /// Cells of each option's inner area that are free of print; of a table's cell no more than a mark can fill.
  let freeCells: [Int]
  /// The same as a share of the inner area, 0 to 1.
  let freeShare: [Double]
  /// How far print was left out around the blank's, mm.
  let printMargin: Double
  /// 1 where a streak of the scanner glass passes; such cells hold no ink.
  let streaked: [UInt8]
  /// Standard deviation of bare paper on this page, in the same scale.
  private(set) var noise: Float
  /// For each option how much darker its free inner area is on average than the paper around it, in the same scale, may
  /// be below 0. An average over a whole box shows strokes too pale for any of its cells to stand out.
  let tint: [Float]

  /// Paper around a box that its tint is compared with, from and to this distance, mm.
  private static let tintSurroundings = 0.6...2.6
  /// Distance of the nodes between which the map to the scan is interpolated, cells: 2.4 mm.
  private static let nodeStep = 16
  /// A streak this near to the print of a table is its rule, mm.
  private static let ruleBeside = 0.5

  init<Image: LumaGrid>(
    _ field: QuestionField, boxes: [FittedBox], page: LocatedPage, image: Image, overview: Overview, streaks: Streaks,
    folds: Folds, printMargin: Double
  ) {
    self.field = field
    self.printMargin = printMargin
    let nearPrint = UInt8(min(255, printMargin / QuestionField.distanceUnit))
    // A table's rules are long, thin and straight, and on a page that lies straight look like streaks.
    let isTable = field.question.options.contains { $0.shape == .cell }
    let nearRule = isTable ? UInt8(min(255, (printMargin + Self.ruleBeside) / QuestionField.distanceUnit)) : 0
    let pitch = QuestionField.pitch
    let nodeColumns = (field.columns + Self.nodeStep - 1) / Self.nodeStep + 1
    let nodeRows = (field.rows + Self.nodeStep - 1) / Self.nodeStep + 1
    var nodeX = [Double](repeating: 0, count: nodeColumns * nodeRows)
    var nodeY = nodeX
    var paper = [Float](repeating: 255, count: nodeColumns * nodeRows)
    for r in 0..<nodeRows {
      for c in 0..<nodeColumns {
        let p = PaperPoint(
          x: field.rect.x + (Double(c * Self.nodeStep) + 0.5) * pitch,
          y: field.rect.y + (Double(r * Self.nodeStep) + 0.5) * pitch)
        let s = Self.boxShift(at: p, field.question.options, boxes)
        let q = page.warp(p.moved(dx: s.dx, dy: s.dy))
        nodeX[r * nodeColumns + c] = q.x
        nodeY[r * nodeColumns + c] = q.y
        paper[r * nodeColumns + c] = overview.paperLuma(at: q.x, q.y)
      }
    }
    var ink = [Float](repeating: 0, count: field.columns * field.rows)
    var streaked = [UInt8](repeating: 0, count: streaks.isEmpty ? 0 : ink.count)
    let step = 1 / Double(Self.nodeStep)
    for r in 0..<field.rows {
      let i0 = r * field.columns
      let nr = r / Self.nodeStep
      let fr = Double(r % Self.nodeStep) * step
      for nc in 0..<(nodeColumns - 1) {
        let i = nr * nodeColumns + nc
        let k = i + nodeColumns
        // The map and the paper along this row, from the cell's left edge to its right edge.
        let x0 = nodeX[i] + (nodeX[k] - nodeX[i]) * fr
        let x1 = nodeX[i + 1] + (nodeX[k + 1] - nodeX[i + 1]) * fr
        let y0 = nodeY[i] + (nodeY[k] - nodeY[i]) * fr
        let y1 = nodeY[i + 1] + (nodeY[k + 1] - nodeY[i + 1]) * fr
        let p0 = paper[i] + (paper[k] - paper[i]) * Float(fr)
        let p1 = paper[i + 1] + (paper[k + 1] - paper[i + 1]) * Float(fr)
        let first = nc * Self.nodeStep
        let last = min(field.columns, first + Self.nodeStep)
        for c in first..<last where field.printDistance[r * field.columns + c] > nearPrint {
          let f = Double(c - first) * step
          let x = x0 + (x1 - x0) * f
          let y = y0 + (y1 - y0) * f
          if !streaks.isEmpty, streaks.covers(x, y), !(nearRule > 0 && field.printDistance[i0 + c] <= nearRule) {
            streaked[r * field.columns + c] = 1
            continue
          }
          let luma = image.bilinear(x, y)
          let shade = folds.shade(
            atX: field.rect.x + (Double(c) + 0.5) * pitch, y: field.rect.y + (Double(r) + 0.5) * pitch)
          let local = p0 + (p1 - p0) * Float(f) + shade
          ink[r * field.columns + c] = min(1, (local - luma) / max(40, local - page.blackLuma))
        }
      }
    }
    tint = Self.tint(ink, field, nearPrint)
    for i in ink.indices where ink[i] < 0 { ink[i] = 0 }
    noise = Self.paperNoise(ink, field, nearPrint)
    self.ink = ink
    self.streaked = streaked
    var free = [Int](repeating: 0, count: field.question.options.count)
    var all = free
    for i in field.owner.indices where field.owner[i] != QuestionField.outside {
      all[Int(field.owner[i])] += 1
      if field.printDistance[i] > nearPrint { free[Int(field.owner[i])] += 1 }
    }
    // Held against what a mark can fill: a table's cell is larger.
    freeCells = zip(free, field.question.options).map { cells, option in
      let (width, height) = option.markSize
      return option.shape == .cell ? min(cells, Int(width * height / (pitch * pitch))) : cells
    }
    freeShare = zip(free, all).map { Double($0) / Double(max(1, $1)) }
  }

  /// The same with each cell averaged with its neighbours, less what bare paper has: grain is a third of what it was, and
  /// a stroke so pale that no cell of it stands out still shows.
  func smoothed() -> InkField {
    let nearPrint = UInt8(min(255, printMargin / QuestionField.distanceUnit))
    let (w, h) = (field.columns, field.rows)
    var result = self
    var means = [Float](repeating: 0, count: ink.count)
    for y in 0..<h {
      for x in 0..<w where field.printDistance[y * w + x] > nearPrint {
        var sum: Float = 0
        var n: Float = 0
        for v in max(0, y - 1)...min(h - 1, y + 1) {
          for u in max(0, x - 1)...min(w - 1, x + 1) where field.printDistance[v * w + u] > nearPrint {
            sum += ink[v * w + u]
            n += 1
          }
        }
        means[y * w + x] = sum / n
      }
    }
    var bare = means.indices.filter { field.printDistance[$0] > nearPrint }.map { means[$0] }
    bare.sort()
    let middle = bare.isEmpty ? 0 : bare[bare.count / 2]
    result.ink = means.indices.map { field.printDistance[$0] > nearPrint ? max(0, means[$0] - middle) : 0 }
    result.noise = Self.paperNoise(result.ink, field, nearPrint)
    return result
  }

  /// The boxes' own shifts between and around them, mm: weighted by nearness.
  private static func boxShift(
    at p: PaperPoint, _ options: [Option], _ boxes: [FittedBox]
  ) -> (dx: Double, dy: Double) {
    var sx = 0.0
    var sy = 0.0
    var total = 1e-9
    for (option, box) in zip(options, boxes) {
      let d = option.rect.center.distance(to: p)
      let w = 1 / (1 + d * d * d / 20)
      sx += w * box.dx
      sy += w * box.dy
      total += w
    }
    return (sx / total, sy / total)
  }

  private static func tint(_ darkness: [Float], _ field: QuestionField, _ nearPrint: UInt8) -> [Float] {
    let pitch = QuestionField.pitch
    return field.question.options.indices.map { k in
      let around = field.question.options[k].rect.expanded(by: tintSurroundings.upperBound)
      let rows =
        max(0, Int((around.y - field.rect.y) / pitch))..<min(field.rows, Int((around.maxY - field.rect.y) / pitch))
      let columns =
        max(0, Int((around.x - field.rect.x) / pitch))..<min(field.columns, Int((around.maxX - field.rect.x) / pitch))
      var sum: Float = 0
      var count = 0
      var paper: [Float] = []
      for r in rows {
        for c in columns where field.printDistance[r * field.columns + c] > nearPrint {
          let i = r * field.columns + c
          if Int(field.owner[i]) == k {
            sum += darkness[i]
            count += 1
          } else if field.owner[i] == QuestionField.outside,
            field.question.options[k].rect.gap(
              toX: field.rect.x + (Double(c) + 0.5) * pitch, y: field.rect.y + (Double(r) + 0.5) * pitch)
              > tintSurroundings.lowerBound
          {
            paper.append(darkness[i])
          }
        }
      }
      guard count > 0, paper.count > 40 else { return 0 }
      paper.sort()
      return sum / Float(count) - paper[paper.count / 2]
    }
  }

  /// Spread of the lighter three quarters of the unprinted cells: ink is in the darkest quarter.
  private static func paperNoise(_ ink: [Float], _ field: QuestionField, _ nearPrint: UInt8) -> Float {
    var values: [Float] = []
    for i in stride(from: 0, to: ink.count, by: 7) where field.printDistance[i] > nearPrint {
      values.append(ink[i])
    }
    guard values.count > 40 else { return 0 }
    values.sort()
    let middle = values[values.count / 2]
    let upper = values[values.count * 3 / 4]
    return max(0, upper - middle) / 0.6745
  }
}
