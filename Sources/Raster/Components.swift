/// A connected patch of set pixels.
public struct Component: Sendable, Hashable {
  /// Leftmost column.
  public var minX: Int
  /// Topmost row.
  public var minY: Int
  /// Rightmost column.
  public var maxX: Int
  /// Bottom row.
  public var maxY: Int
  /// Set pixels.
  public var area: Int
  /// Sum of the columns of all set pixels.
  public var sumX: Int
  /// Sum of the rows of all set pixels.
  public var sumY: Int

  /// Columns covered.
  public var width: Int { maxX - minX + 1 }
  /// Rows covered.
  public var height: Int { maxY - minY + 1 }
  /// Centre of gravity, px, pixel centres at half-integers.
  public var centroid: PicturePoint {
    PicturePoint(x: Double(sumX) / Double(area) + 0.5, y: Double(sumY) / Double(area) + 0.5)
  }
  /// Middle of the bounds, px.
  public var boxCenter: PicturePoint {
    PicturePoint(x: Double(minX + maxX + 1) / 2, y: Double(minY + maxY + 1) / 2)
  }
}

/// Connected components (8-neighbourhood) of a mask, by runs and union-find (Rosenfeld and Pfaltz 1966, on runs).
public struct ComponentLabels: Sendable {
  /// Set pixels side by side in one row.
  public struct Run: Sendable, Hashable {
    // Half as wide as `Int`: a page has many runs.
    private let y: Int32
    private let first: Int32
    private let last: Int32
    private var index: Int32

    fileprivate init(row: Int, start: Int, end: Int, component: Int) {
      (y, first, last) = (
        Int32(truncatingIfNeeded: row), Int32(truncatingIfNeeded: start), Int32(truncatingIfNeeded: end)
      )
      index = Int32(truncatingIfNeeded: component)
    }

    /// The row.
    public var row: Int { Int(y) }
    /// First column.
    public var start: Int { Int(first) }
    /// Last column.
    public var end: Int { Int(last) }
    /// Index of its component.
    public fileprivate(set) var component: Int {
      get { Int(index) }
      set { index = Int32(truncatingIfNeeded: newValue) }
    }
  }

  /// The components, in order of their first run.
  public let components: [Component]
  /// All runs, row by row, each row from left to right.
  public let runs: [Run]

  /// Labels the pixels that `mask` (row-major, `width * height`) sets to nonzero.
  public init(mask: [UInt8], width: Int, height: Int) {
    precondition(mask.count >= width * height, "a mask has width x height samples")
    precondition(width * height <= Int(Int32.max), "runs are counted in 32 bits")
    var runs = Self.joinedRuns(mask, width, height)
    var found: [Component] = []
    runs.withUnsafeMutableBufferPointer { runs in
      for i in runs.indices {
        let run = runs[i]
        // A run's parent never comes after it, so its index is known; it takes the parent's place.
        let c: Int
        if run.component == i {
          c = found.count
          found.append(
            Component(minX: run.start, minY: run.row, maxX: run.end, maxY: run.row, area: 0, sumX: 0, sumY: 0))
        } else {
          c = runs[run.component].component
        }
        runs[i].component = c
        found[c].add(row: run.row, from: run.start, to: run.end)
      }
    }
    components = found
    self.runs = runs
  }

  /// For each pixel 0 where unset, else 1 + index of its component; row-major.
  public func labels(width: Int, height: Int) -> [Int32] {
    var labels = [Int32](repeating: 0, count: width * height)
    for run in runs {
      for x in run.start...run.end { labels[run.row * width + x] = Int32(run.component + 1) }
    }
    return labels
  }

  /// The runs of set pixels, row by row; until all is joined, `component` is a run's parent: an earlier run that it
  /// touches, or itself.
  private static func joinedRuns(_ mask: [UInt8], _ width: Int, _ height: Int) -> [Run] {
    var runs: [Run] = []
    mask.withUnsafeBytes { mask in
      var previous = 0..<0
      for y in 0..<height {
        let first = runs.count
        addRuns(of: mask, row: y, width, to: &runs)
        runs.withUnsafeMutableBufferPointer { join($0, first..<$0.count, to: previous) }
        previous = first..<runs.count
      }
    }
    return runs
  }

  private static func addRuns(of mask: UnsafeRawBufferPointer, row y: Int, _ width: Int, to runs: inout [Run]) {
    let (row, end) = (y * width, y * width + width)
    var i = row
    while true {
      let start = Self.first(in: mask, from: i, to: end, isSet: true)
      guard start < end else { return }
      i = Self.first(in: mask, from: start &+ 1, to: end, isSet: false)
      runs.append(Run(row: y, start: start &- row, end: i &- 1 &- row, component: runs.count))
    }
  }

  /// The first set, or unset, pixel of a stretch, eight a step; its end if there is none.
  @inline(__always) private static func first(
    in mask: UnsafeRawBufferPointer, from start: Int, to end: Int, isSet: Bool
  ) -> Int {
    let (ones, tops): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
    var i = start
    // Most of a page is unset.
    if isSet {
      while i &+ 32 <= end, isUnset(mask, from: i) { i &+= 32 }
    }
    while i &+ 8 <= end {
      let word = mask.loadUnaligned(fromByteOffset: i, as: UInt64.self).littleEndian
      // Of what is found beyond the first byte that is 0 no bit is looked at, so borrows do no harm.
      let found = isSet ? word : (word &- ones) & ~word & tops
      if found != 0 { return i &+ found.trailingZeroBitCount >> 3 }
      i &+= 8
    }
    while i < end, (mask[i] != 0) != isSet { i &+= 1 }
    return i
  }

  /// Whether 32 pixels are unset.
  @inline(__always) private static func isUnset(_ mask: UnsafeRawBufferPointer, from i: Int) -> Bool {
    let a = mask.loadUnaligned(fromByteOffset: i, as: SIMD2<UInt64>.self)
    let both = a | mask.loadUnaligned(fromByteOffset: i &+ 16, as: SIMD2<UInt64>.self)
    return both.x | both.y == 0
  }

  /// Joins the runs of a row to those of the row above.
  private static func join(_ runs: UnsafeMutableBufferPointer<Run>, _ row: Range<Int>, to previous: Range<Int>) {
    func root(_ i: Int) -> Int {
      var i = i
      while runs[i].component != i {
        runs[i].component = runs[runs[i].component].component
        i = runs[i].component
      }
      return i
    }
    var above = previous.lowerBound
    for current in row {
      while above < previous.upperBound, runs[above].end < runs[current].start - 1 { above += 1 }
      var k = above
      while k < previous.upperBound, runs[k].start <= runs[current].end + 1 {
        let a = root(k)
        let b = root(current)
        if a != b { runs[max(a, b)].component = min(a, b) }
        k += 1
      }
    }
  }
}

extension Component {
  /// Takes in a run of set pixels at or below its last row.
  fileprivate mutating func add(row: Int, from start: Int, to end: Int) {
    let n = end - start + 1
    minX = min(minX, start)
    maxX = max(maxX, end)
    maxY = max(maxY, row)
    area += n
    sumX += (start + end) * n / 2
    sumY += row * n
  }
}
