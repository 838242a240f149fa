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
  /// Print is taken to be darker than paper by at least this, luma.
  private static let leastRange: Float = 40
  /// Of the paper around a box every so many cells are enough for its median.
  private static let paperStep = 3
  /// The paper of a whole field is measured at every so many cells.
  private static let noiseStep = 17
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
    let map = FieldMap(field, boxes: boxes, warp: page.warp, overview: overview)
    var ink = Self.darkness(field, map, image, black: page.blackLuma, folds: folds, nearPrint)
    var streaked = [UInt8](repeating: 0, count: streaks.isEmpty ? 0 : ink.count)
    for i in streaked.indices where field.printDistance[i] > nearPrint {
      let (row, column) = (i / field.columns, i % field.columns)
      let p = map.segment(row: row, column / FieldMap.nodeStep).point(column % FieldMap.nodeStep)
      if streaks.covers(p.x, p.y), !(nearRule > 0 && field.printDistance[i] <= nearRule) {
        streaked[i] = 1
        ink[i] = 0
      }
    }
    tint = Self.tint(ink, field, nearPrint)
    ink.withUnsafeMutableBufferPointer { ink in
      for i in ink.indices { ink[i] = ink[i] > 0 ? ink[i] : 0 }
    }
    noise = Self.paperNoise(ink, field, nearPrint)
    self.ink = ink
    self.streaked = streaked
    let free = field.innerCells.map { $0.beyond(nearPrint) }
    let all = field.innerCells.map(\.all)
    // Held against what a mark can fill: a table's cell is larger.
    freeCells = zip(free, field.question.options).map { cells, option in
      let (width, height) = option.markSize
      return option.shape == .cell
        ? min(cells, Int(width * height / (QuestionField.pitch * QuestionField.pitch))) : cells
    }
    freeShare = zip(free, all).map { Double($0) / Double(max(1, $1)) }
  }

  /// How dark each cell is, up to 1, 0 on and near print; below 0 where it is brighter than the paper around.
  private static func darkness<Image: LumaGrid>(
    _ field: QuestionField, _ map: FieldMap, _ image: Image, black: Float, folds: Folds, _ nearPrint: UInt8
  ) -> [Float] {
    let step = FieldMap.nodeStep
    let patch = map.patch(of: image)
    let shades = folds.isFlat ? nil : FoldShades(folds, field)
    var sampler = RowSampler(count: map.segments * step)
    var paper = [Float](repeating: 0, count: map.segments * step)
    var luma = paper
    return [Float](unsafeUninitializedCapacity: field.columns * field.rows) { ink, count in
      for r in 0..<field.rows {
        var outside: [Int] = []
        for s in 0..<map.segments {
          let segment = map.segment(row: r, s)
          let rise = (segment.paper.to - segment.paper.from) / Float(step)
          paper.withUnsafeMutableBufferPointer { paper in
            for k in 0..<step { paper[s &* step &+ k] = segment.paper.from + rise * Float(k) }
          }
          // What lies between two points within the picture lies within it, too.
          if image.holdsNeighbours(segment.from.x, segment.from.y), image.holdsNeighbours(segment.to.x, segment.to.y) {
            sampler.add(patch, from: segment.from, to: segment.to, count: step, at: s * step)
          } else {
            outside.append(s)
          }
        }
        luma.withUnsafeMutableBufferPointer { sampler.copyLuma(into: $0) }
        for s in outside {
          let segment = map.segment(row: r, s)
          for k in 0..<step {
            let p = segment.point(k)
            luma[s * step + k] = image.bilinear(p.x, p.y)
          }
        }
        if let shades { shades.add(row: r, to: &paper) }
        let cells = (r * field.columns)..<((r + 1) * field.columns)
        write(
          UnsafeMutableBufferPointer(rebasing: ink[cells]), luma: luma, paper: paper, black: black,
          distance: field.printDistance[cells], nearPrint)
      }
      count = field.columns * field.rows
    }
  }

  /// The darkness of a row of cells from the luma of paper, scan and print.
  private static func write(
    _ darkness: UnsafeMutableBufferPointer<Float>, luma: [Float], paper: [Float], black: Float,
    distance: ArraySlice<UInt8>, _ nearPrint: UInt8
  ) {
    precondition(
      luma.count >= darkness.count && paper.count >= darkness.count && distance.count == darkness.count,
      "a luma, a paper and a distance for each cell")
    luma.withUnsafeBufferPointer { luma in
      paper.withUnsafeBufferPointer { paper in
        distance.withUnsafeBufferPointer { distance in
          for c in darkness.indices {
            let range = paper[c] - black
            let share = (paper[c] - luma[c]) / (range > leastRange ? range : leastRange)
            darkness[c] = distance[c] > nearPrint ? (share < 1 ? share : 1) : 0
          }
        }
      }
    }
  }

  /// The same with each cell averaged with its neighbours, less what bare paper has: grain is a third of what it was, and
  /// a stroke so pale that no cell of it stands out still shows.
  func smoothed() -> InkField {
    let nearPrint = UInt8(min(255, printMargin / QuestionField.distanceUnit))
    let (w, h) = (field.columns, field.rows)
    var result = self
    // Cells near print hold no ink: they add nothing, and are not counted.
    let counts = field.printDistance.map { $0 > nearPrint ? Float(1) : 0 }
    let sums = Self.neighbourSums(ink, w, h)
    let numbers = Self.neighbourSums(counts, w, h)
    var bare = stride(from: 0, to: ink.count, by: Self.noiseStep).compactMap {
      counts[$0] > 0 ? sums[$0] / numbers[$0] : nil
    }
    let middle = bare.isEmpty ? 0 : bare.select(bare.count / 2)
    result.ink.withUnsafeMutableBufferPointer { ink in
      sums.withUnsafeBufferPointer { sums in
        numbers.withUnsafeBufferPointer { numbers in
          counts.withUnsafeBufferPointer { counts in
            for i in ink.indices {
              let more = sums[i] / max(1, numbers[i]) - middle
              ink[i] = counts[i] > 0 && more > 0 ? more : 0
            }
          }
        }
      }
    }
    result.noise = Self.paperNoise(result.ink, field, nearPrint)
    return result
  }

  /// For each cell the sum over it and the eight around it.
  private static func neighbourSums(_ values: [Float], _ width: Int, _ height: Int) -> [Float] {
    var columns = [Float](repeating: 0, count: width + 2)
    return [Float](unsafeUninitializedCapacity: width * height) { out, count in
      values.withUnsafeBufferPointer { values in
        columns.withUnsafeMutableBufferPointer { columns in
          for y in 0..<height {
            let (above, here, below) = (max(0, y - 1) * width, y * width, min(height - 1, y + 1) * width)
            let (first, last): (Float, Float) = (y > 0 ? 1 : 0, y < height - 1 ? 1 : 0)
            for x in 0..<width {
              columns[x &+ 1] = first * values[above &+ x] + values[here &+ x] + last * values[below &+ x]
            }
            for x in 0..<width { out[here &+ x] = columns[x] + columns[x &+ 1] + columns[x &+ 2] }
          }
        }
      }
      count = width * height
    }
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

  private static func tint(_ darkness: [Float], _ field: QuestionField, _ nearPrint: UInt8) -> [Float] {
    let pitch = QuestionField.pitch
    return field.question.options.enumerated().map { k, option in
      let around = option.rect.expanded(by: tintSurroundings.upperBound)
      let rows =
        max(0, Int((around.y - field.rect.y) / pitch))..<min(field.rows, Int((around.maxY - field.rect.y) / pitch))
      let columns =
        max(0, Int((around.x - field.rect.x) / pitch))..<min(field.columns, Int((around.maxX - field.rect.x) / pitch))
      let beside = columns.map { option.rect.gap(toX: field.x(ofColumn: $0)) > tintSurroundings.lowerBound }
      var sum: Float = 0
      var count = 0
      var paper: [Float] = []
      paper.reserveCapacity(rows.count * columns.count)
      for r in rows {
        let above = option.rect.gap(toY: field.y(ofRow: r)) > tintSurroundings.lowerBound
        let cells = (r * field.columns + columns.lowerBound)..<(r * field.columns + columns.upperBound)
        field.printDistance[cells].withUnsafeBufferPointer { distance in
          field.owner[cells].withUnsafeBufferPointer { owner in
            darkness[cells].withUnsafeBufferPointer { darkness in
              for i in darkness.indices where distance[i] > nearPrint {
                if owner[i] == k {
                  sum += darkness[i]
                  count += 1
                } else if owner[i] == QuestionField.outside, above || beside[i] {
                  paper.append(darkness[i])
                }
              }
            }
          }
        }
      }
      guard count > 0, paper.count > 40 else { return 0 }
      var some = stride(from: 0, to: paper.count, by: paperStep).map { paper[$0] }
      return sum / Float(count) - some.select(some.count / 2)
    }
  }

  /// Spread of the lighter three quarters of the unprinted cells: ink is in the darkest quarter.
  private static func paperNoise(_ ink: [Float], _ field: QuestionField, _ nearPrint: UInt8) -> Float {
    var values: [Float] = []
    for i in stride(from: 0, to: ink.count, by: noiseStep) where field.printDistance[i] > nearPrint {
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
  private let rowPart: [Int]
  /// The columns in each part of the page across.
  private let columns: [Range<Int>]
  /// For each part of the page across, the shade of each row; for each part down, that of each column.
  private let rows: [[Float]]
  private let columnsOfPart: [[Float]]

  init(_ folds: Folds, _ field: QuestionField) {
    let xs = (0..<field.columns).map(field.x(ofColumn:))
    let ys = (0..<field.rows).map(field.y(ofRow:))
    let parts = xs.map(folds.part(atX:))
    columns = (0..<Folds.parts).map { part in
      let first = parts.firstIndex { $0 >= part } ?? parts.count
      return first..<(parts.firstIndex { $0 > part } ?? parts.count)
    }
    rowPart = ys.map(folds.part(atY:))
    rows = (0..<Folds.parts).map { part in ys.map { folds.shade(ofRowAt: $0, part: part) } }
    columnsOfPart = (0..<Folds.parts).map { part in xs.map { folds.shade(ofColumnAt: $0, part: part) } }
  }

  /// Adds the shades of a row's cells to their paper.
  func add(row: Int, to paper: inout [Float]) {
    columnsOfPart[rowPart[row]].withUnsafeBufferPointer { ofColumns in
      paper.withUnsafeMutableBufferPointer { paper in
        for (part, columns) in columns.enumerated() {
          let ofRow = rows[part][row]
          for c in columns { paper[c] += ofRow + ofColumns[c] }
        }
      }
    }
  }
}
