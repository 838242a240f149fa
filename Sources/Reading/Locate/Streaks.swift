internal import Raster

/// Lines that dirt on the scanner's glass draws: thin, straight, and exactly along the scan's rows or columns, over a good
/// part of the page. A pen does not draw such a line, but a pen may lie beside it; so a streak is left out of the ink, and
/// a question with no other mark where one passes through a box goes to a person.
struct Streaks: Sendable {
  /// Wider lines are not streaks, mm.
  static let largestWidth = 0.35
  /// A streak is darker than the paper on both sides by this much luma.
  static let contrast = 24
  /// The page's length is looked at in this many parts.
  static let parts = 12
  /// A part belongs to a streak when this share of its samples does.
  static let share = 0.62
  /// Consecutive parts that make a streak: a quarter of the page.
  static let partsNeeded = 3
  /// Samples along each part, and how many of them must be a streak's.
  static let samplesPerPart = 26
  static let needed = Int(share * Double(samplesPerPart))

  /// A streak along the columns (`x` fixed) or the rows (`y` fixed) of the scan, px.
  struct Streak: Sendable, Hashable {
    let position: Double
    let from: Double
    let to: Double
  }

  let vertical: [Streak]
  let horizontal: [Streak]
  /// Cells nearer than this to a streak are left out, px.
  let halfWidth: Double

  /// Whether a scan point lies on a streak.
  func covers(_ x: Double, _ y: Double) -> Bool {
    vertical.contains { abs($0.position - x) <= halfWidth && y >= $0.from && y <= $0.to }
      || horizontal.contains { abs($0.position - y) <= halfWidth && x >= $0.from && x <= $0.to }
  }

  var isEmpty: Bool { vertical.isEmpty && horizontal.isEmpty }

  init<Image: LumaGrid>(_ image: Image, resolution: Resolution) {
    let gap = max(2, Int((Self.largestWidth * resolution.pixelsPerMillimetre).rounded()))
    halfWidth = Double(gap) + 0.5
    vertical = Self.find(across: image.width, along: image.height, gap: gap) { rows in
      Self.hitsAlongColumns(image, rows: rows, gap: gap)
    }
    horizontal = Self.find(across: image.height, along: image.width, gap: gap) { columns in
      Self.hitsAlongRows(image, columns: columns, gap: gap, needed: Self.needed)
    }
  }

  /// - Parameter hits: for each place across, at how many of these samples along the page it is darker than the paper
  ///   on both sides.
  private static func find(across: Int, along: Int, gap: Int, hits: (_ samples: [Int]) -> [UInt8]) -> [Streak] {
    guard across > 2 * gap + 1, along > parts * samplesPerPart else { return [] }
    func belongs(_ part: Int) -> [Bool] {
      hits((0..<samplesPerPart).map { (part * samplesPerPart + $0) * along / (parts * samplesPerPart) })
        .map { Int($0) >= needed }
    }
    // Every streak takes in one of these parts, and hardly a page has any.
    var known: [Int: [Bool]] = [:]
    for part in stride(from: partsNeeded - 1, to: parts, by: partsNeeded) { known[part] = belongs(part) }
    guard known.values.contains(where: { $0.contains(true) }) else { return [] }
    let dark = (0..<parts).map { known[$0] ?? belongs($0) }
    var streaks: [Streak] = []
    for a in gap..<(across - gap) {
      var run = 0
      for part in 0...parts {
        if part < parts, dark[part][a] {
          run += 1
          continue
        }
        if run >= partsNeeded {
          let length = Double(along) / Double(parts)
          streaks.append(
            Streak(
              position: Double(a) + 0.5, from: Double(part - run - 1) * length, to: Double(part + 1) * length))
        }
        run = 0
      }
    }
    return streaks
  }

  /// For each column in how many of the rows it is darker than its neighbours at a distance of `gap` px.
  static func hitsAlongColumns<Image: LumaGrid>(_ image: Image, rows: [Int], gap: Int) -> [UInt8] {
    let width = image.width
    var hits = [UInt8](repeating: 0, count: width)
    var line = hits
    for y in rows {
      line.withUnsafeMutableBufferPointer { image.copyLuma(0..<width, row: y, into: $0) }
      line.withUnsafeBufferPointer { line in
        hits.withUnsafeMutableBufferPointer { hits in
          for x in gap..<(width - gap) {
            hits[x] &+= isDarker(line[x], than: line[x &- gap], line[x &+ gap]) ? 1 : 0
          }
        }
      }
    }
    return hits
  }

  /// For each row in how many of the columns it is darker than its neighbours at a distance of `gap` px; fewer where
  /// there are fewer than `needed`.
  static func hitsAlongRows<Image: LumaGrid>(_ image: Image, columns: [Int], gap: Int, needed: Int) -> [UInt8] {
    // A row's samples lie far apart in memory. So half of them are looked at in all rows, and the others only where the
    // row may still have enough: what stays below `least` without them stays below.
    let first = Array(columns.prefix(columns.count / 2))
    let rest = columns.dropFirst(first.count)
    let least = needed > rest.count ? UInt8(needed - rest.count) : 0
    let lanes = 16
    let height = image.height
    precondition(first.count <= lanes, "the samples of one part")
    // The columns side by side; lanes without one stay 0 and are never darker.
    var table = [UInt8](repeating: 0, count: height * lanes)
    table.withUnsafeMutableBufferPointer { table in
      for y in 0..<height {
        for (k, x) in first.enumerated() { table[y &* lanes &+ k] = image.luma(x, y) }
      }
    }
    var dark = [UInt8](repeating: 0, count: height * lanes)
    let reach = gap * lanes
    table.withUnsafeBufferPointer { table in
      dark.withUnsafeMutableBufferPointer { dark in
        for k in reach..<(table.count - reach) {
          dark[k] = isDarker(table[k], than: table[k &- reach], table[k &+ reach]) ? 1 : 0
        }
      }
    }
    return dark.withUnsafeBytes { dark in
      (0..<height).map { y in
        let left = dark.loadUnaligned(fromByteOffset: y &* lanes, as: UInt64.self)
        let right = dark.loadUnaligned(fromByteOffset: y &* lanes &+ 8, as: UInt64.self)
        let hits = UInt8(truncatingIfNeeded: ((left &+ right) &* 0x0101_0101_0101_0101) >> 56)
        guard hits >= least, y >= gap, y < height - gap else { return hits }
        return rest.reduce(into: hits) { hits, x in
          if isDarker(image.luma(x, y), than: image.luma(x, y - gap), image.luma(x, y + gap)) { hits += 1 }
        }
      }
    }
  }

  /// Whether a sample is darker than both others by more than `contrast`.
  @inline(__always) private static func isDarker(_ here: UInt8, than left: UInt8, _ right: UInt8) -> Bool {
    // As a difference that does not go below 0, since a loop over this becomes vectors.
    max(min(left, right), here) &- here > UInt8(contrast)
  }
}
