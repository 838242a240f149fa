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
    /// The row.
    public let row: Int
    /// First column.
    public let start: Int
    /// Last column.
    public let end: Int
    /// Index of its component.
    public fileprivate(set) var component: Int
  }

  /// The components, in order of their first run.
  public let components: [Component]
  /// All runs, row by row, each row from left to right.
  public let runs: [Run]

  /// Labels the pixels that `mask` (row-major, `width * height`) sets to nonzero.
  public init(mask: [UInt8], width: Int, height: Int) {
    precondition(mask.count == width * height, "a mask has width x height values")
    var runs: [Run] = []
    // Until all is joined, `component` is the run's parent in the union-find.
    func root(_ i: Int) -> Int {
      var i = i
      while runs[i].component != i {
        runs[i].component = runs[runs[i].component].component
        i = runs[i].component
      }
      return i
    }
    var previous = 0..<0
    for y in 0..<height {
      let first = runs.count
      mask.withUnsafeBytes { Self.appendRuns(of: $0, row: y, width: width, to: &runs) }
      var above = previous.lowerBound
      for current in first..<runs.count {
        while above < previous.upperBound, runs[above].end < runs[current].start - 1 { above += 1 }
        var k = above
        while k < previous.upperBound, runs[k].start <= runs[current].end + 1 {
          let a = root(k)
          let b = root(current)
          if a != b { runs[max(a, b)].component = min(a, b) }
          k += 1
        }
      }
      previous = first..<runs.count
    }
    var index = [Int](repeating: -1, count: runs.count)
    var found: [Component] = []
    for i in runs.indices {
      let r = root(i)
      let run = runs[i]
      let n = run.end - run.start + 1
      if index[r] < 0 {
        index[r] = found.count
        found.append(
          Component(minX: run.start, minY: run.row, maxX: run.end, maxY: run.row, area: 0, sumX: 0, sumY: 0))
      }
      let c = index[r]
      found[c].minX = min(found[c].minX, run.start)
      found[c].maxX = max(found[c].maxX, run.end)
      found[c].maxY = max(found[c].maxY, run.row)
      found[c].area += n
      found[c].sumX += (run.start + run.end) * n / 2
      found[c].sumY += run.row * n
    }
    // A root comes before all runs that it stands for: once passed, a run's parent is its component.
    for i in runs.indices { runs[i].component = runs[i].component == i ? index[i] : runs[runs[i].component].component }
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

  /// Masks are mostly 0: eight at a time are passed over.
  private static func appendRuns(of mask: UnsafeRawBufferPointer, row: Int, width: Int, to runs: inout [Run]) {
    let begin = row * width
    var x = 0
    while x < width {
      if mask[begin + x] == 0 {
        if x + 8 <= width, mask.loadUnaligned(fromByteOffset: begin + x, as: UInt64.self) == 0 {
          x += 8
        } else {
          x += 1
        }
        continue
      }
      let start = x
      while x < width, mask[begin + x] != 0 { x += 1 }
      runs.append(Run(row: row, start: start, end: x - 1, component: runs.count))
    }
  }
}
