/// Distances on a grid from what is set there, by a 3-4 chamfer transform (Borgefors 1986): 3 a step along the grid's
/// lines and 4 a diagonal one, so a third of it is the distance in steps.
///
/// A frame of far places is around the grid, so that no place needs to be asked whether it has neighbours; all else are
/// plain loops over rows, which become vectors.
struct ChamferDistances {
  /// Larger distances are not told apart.
  static let far: Int16 = 512

  private let width: Int
  private let height: Int
  /// Places from row to row.
  private var stride: Int { width + 2 * Self.frame }
  /// Far places on all sides.
  private static let frame = 4
  private var values: [Int16]

  init(width: Int, height: Int) {
    precondition(width >= 0 && height >= 0)
    (self.width, self.height) = (width, height)
    values = [Int16](repeating: Self.far, count: (width + 2 * Self.frame) * (height + 2 * Self.frame))
  }

  /// Sets the places of a row whose values are above a limit.
  mutating func set(row: Int, where line: UnsafeBufferPointer<Float>, above limit: Float) {
    precondition((0..<height).contains(row) && line.count == width)
    let first = place(row: row)
    values.withUnsafeMutableBufferPointer { values in
      for x in line.indices { values[first &+ x] = line[x] > limit ? 0 : Self.far }
    }
  }

  /// Gives every place its distance from the nearest that is set.
  mutating func spread() {
    let (width, height, stride, first) = (width, height, stride, place(row: 0))
    var near = [Int16](repeating: Self.far, count: stride)
    values.withUnsafeMutableBufferPointer { values in
      near.withUnsafeMutableBufferPointer { near in
        for y in 0..<height {
          let row = first + y * stride
          Self.takeNearer(values, row: row, from: row - stride, width)
          Self.spreadEight(values, row: row, width, near, 1)
          var x = row &+ 8
          while x < row &+ width {
            values[x] = min(values[x], values[x &- 8] &+ 24)
            x &+= 1
          }
        }
        for y in (0..<height).reversed() {
          let row = first + y * stride
          Self.takeNearer(values, row: row, from: row + stride, width)
          Self.spreadEight(values, row: row, width, near, -1)
          var x = row &+ width &- 9
          while x >= row {
            values[x] = min(values[x], values[x &+ 8] &+ 24)
            x &-= 1
          }
        }
      }
    }
  }

  /// The first place of a row.
  private func place(row: Int) -> Int { (row + Self.frame) * stride + Self.frame }

  /// What the places of a row have from up to seven before them, or after them where `step` is -1.
  @inline(__always) private static func spreadEight(
    _ values: UnsafeMutableBufferPointer<Int16>, row: Int, _ width: Int, _ near: UnsafeMutableBufferPointer<Int16>,
    _ step: Int
  ) {
    for x in 0..<width {
      let at = row &+ x
      let two = min(values[at], values[at &- step] &+ 3)
      let four = min(values[at &- 2 &* step] &+ 6, values[at &- 3 &* step] &+ 9)
      near[frame &+ x] = min(two, four)
    }
    for x in 0..<width {
      values[row &+ x] = min(near[frame &+ x], near[frame &+ x &- 4 &* step] &+ 12)
    }
  }

  /// What the places of a row have from three places each of the row beside it.
  @inline(__always) private static func takeNearer(
    _ values: UnsafeMutableBufferPointer<Int16>, row: Int, from other: Int, _ width: Int
  ) {
    for x in 0..<width {
      let aside = min(values[other &+ x &- 1], values[other &+ x &+ 1]) &+ 4
      values[row &+ x] = min(values[row &+ x], aside, values[other &+ x] &+ 3)
    }
  }

  /// The least of each two by two places of a window whose first place is `start` across and down, row by row.
  func nearestOfFour(columns: Int, rows: Int, from start: Int) -> [Int16] {
    precondition(start >= 0 && start + 2 * columns <= width && start + 2 * rows <= height, "a window of the grid")
    return [Int16](unsafeUninitializedCapacity: columns * rows) { out, count in
      values.withUnsafeBufferPointer { values in
        for r in 0..<rows {
          let upper = place(row: start + 2 * r) + start
          let lower = upper + stride
          for c in 0..<columns {
            let (a, b) = (upper &+ 2 &* c, lower &+ 2 &* c)
            out[r &* columns &+ c] = min(min(values[a], values[a &+ 1]), min(values[b], values[b &+ 1]))
          }
        }
      }
      count = columns * rows
    }
  }
}
