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
    let shades = folds.isFlat ? nil : FoldShades(folds, field)
    let step = 1 / Double(Self.nodeStep)
    let patch = Self.patch(image, nodeX, nodeY)
    let black = page.blackLuma
    var lumas = InlineArray<16, Float>(repeating: 0)
    ink.withUnsafeMutableBufferPointer { ink in
      field.printDistance.withUnsafeBufferPointer { distance in
        for r in 0..<field.rows {
          let row = r * field.columns
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
            // What lies between two points within the picture lies within it, too.
            let isInside = image.holdsNeighbours(x0, y0) && image.holdsNeighbours(x1, y1)
            if isInside, streaks.isEmpty, last == first + Self.nodeStep {
              patch.row(from: (x0, y0), to: (x1, y1), into: &lumas)
              for k in 0..<Self.nodeStep where distance[row + first + k] > nearPrint {
                let local =
                  p0 + (p1 - p0) * Float(Double(k) * step) + (shades.map { $0.shade(r, first + k) } ?? 0)
                ink[row + first + k] = min(1, (local - lumas[k]) / max(40, local - black))
              }
              continue
            }
            for c in first..<last where distance[row + c] > nearPrint {
              let f = Double(c - first) * step
              let x = x0 + (x1 - x0) * f
              let y = y0 + (y1 - y0) * f
              if !streaks.isEmpty, streaks.covers(x, y), !(nearRule > 0 && distance[row + c] <= nearRule) {
                streaked[row + c] = 1
                continue
              }
              let luma = image.bilinear(x, y)
              let local = p0 + (p1 - p0) * Float(f) + (shades?.shade(r, c) ?? 0)
              ink[row + c] = min(1, (local - luma) / max(40, local - black))
            }
          }
        }
      }
    }
    tint = Self.tint(ink, field, nearPrint)
    ink.withUnsafeMutableBufferPointer { ink in
      for i in ink.indices where ink[i] < 0 { ink[i] = 0 }
    }
    noise = Self.paperNoise(ink, field, nearPrint)
    self.ink = ink
    self.streaked = streaked
    let free = field.innerCells.map { $0.beyond(nearPrint) }
    let all = field.innerCells.map(\.all)
    // Held against what a mark can fill: a table's cell is larger.
    freeCells = zip(free, field.question.options).map { cells, option in
      let (width, height) = option.markSize
      return option.shape == .cell ? min(cells, Int(width * height / (pitch * pitch))) : cells
    }
    freeShare = zip(free, all).map { Double($0) / Double(max(1, $1)) }
  }

  /// The part of the picture that the nodes span, with a pixel around it: packed pages are unpacked only there.
  private static func patch<Image: LumaGrid>(_ image: Image, _ nodeX: [Double], _ nodeY: [Double]) -> Patch {
    func bounds(_ values: [Double], _ size: Int) -> (first: Int, count: Int) {
      // A map that went astray may lead anywhere: the picture's own pixels are enough.
      let first = max(-1, min(Double(size), (values.min() ?? 0) - 1))
      let last = max(-1, min(Double(size), (values.max() ?? 0) + 1))
      return (Int(first.rounded(.down)), Int(last.rounded(.up)) - Int(first.rounded(.down)) + 1)
    }
    let (x, width) = bounds(nodeX, image.width)
    let (y, height) = bounds(nodeY, image.height)
    return Patch(image, x: x, y: y, width: width, height: height)
  }

  /// The same with each cell averaged with its neighbours, less what bare paper has: grain is a third of what it was, and
  /// a stroke so pale that no cell of it stands out still shows.
  func smoothed() -> InkField {
    let nearPrint = UInt8(min(255, printMargin / QuestionField.distanceUnit))
    let (w, h) = (field.columns, field.rows)
    var result = self
    var means = [Float](repeating: 0, count: ink.count)
    // Cells near print hold no ink: they add nothing, and are not counted.
    let counts = field.printDistance.map { $0 > nearPrint ? Float(1) : 0 }
    means.withUnsafeMutableBufferPointer { means in
      ink.withUnsafeBufferPointer { ink in
        counts.withUnsafeBufferPointer { counts in
          for y in 0..<h {
            let rows = max(0, y - 1)...min(h - 1, y + 1)
            for x in 0..<w where counts[y * w + x] > 0 {
              var sum: Float = 0
              var n: Float = 0
              for v in rows {
                for i in (v * w + max(0, x - 1))...(v * w + min(w - 1, x + 1)) {
                  sum += ink[i]
                  n += counts[i]
                }
              }
              means[y * w + x] = sum / n
            }
          }
        }
      }
    }
    var bare = zip(means, counts).compactMap { $1 > 0 ? $0 : nil }
    let middle = bare.isEmpty ? 0 : bare.select(bare.count / 2)
    result.ink = zip(means, counts).map { $1 > 0 ? max(0, $0 - middle) : 0 }
    result.noise = Self.paperNoise(result.ink, field, nearPrint)
    return result
  }

  /// 1 where a cell is at least this dark.
  func mask(from limit: Float) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: ink.count) { mask, count in
      ink.withUnsafeBufferPointer { ink in
        for i in ink.indices { mask[i] = ink[i] >= limit ? 1 : 0 }
      }
      count = ink.count
    }
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
      return sum / Float(count) - paper.select(paper.count / 2)
    }
  }

  /// Spread of the lighter three quarters of the unprinted cells: ink is in the darkest quarter.
  private static func paperNoise(_ ink: [Float], _ field: QuestionField, _ nearPrint: UInt8) -> Float {
    var values: [Float] = []
    for i in stride(from: 0, to: ink.count, by: 7) where field.printDistance[i] > nearPrint {
      values.append(ink[i])
    }
    guard values.count > 40 else { return 0 }
    let middle = values.select(values.count / 2)
    let upper = values.select(values.count * 3 / 4)
    return max(0, upper - middle) / 0.6745
  }
}

/// What folds do to the paper of a field, cell by cell: their profiles cut to the field's rows and columns.
private struct FoldShades {
  private let columns: Int
  private let rowPart: [Int]
  private let columnPart: [Int]
  /// For each part of the page across, the shade of each row; for each part down, that of each column.
  private let rows: [[Float]]
  private let columnsOfPart: [[Float]]

  init(_ folds: Folds, _ field: QuestionField) {
    columns = field.columns
    let xs = (0..<field.columns).map(field.x(ofColumn:))
    let ys = (0..<field.rows).map(field.y(ofRow:))
    columnPart = xs.map(folds.part(atX:))
    rowPart = ys.map(folds.part(atY:))
    rows = (0..<Folds.parts).map { part in ys.map { folds.shade(ofRowAt: $0, part: part) } }
    columnsOfPart = (0..<Folds.parts).map { part in xs.map { folds.shade(ofColumnAt: $0, part: part) } }
  }

  func shade(_ row: Int, _ column: Int) -> Float {
    rows[columnPart[column]][row] + columnsOfPart[rowPart[row]][column]
  }
}
