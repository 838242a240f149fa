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
  /// Samples along each part.
  static let samplesPerPart = 26

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
    vertical = Self.find(across: image.width, along: image.height, gap: gap) { image.luma($0, $1) }
    horizontal = Self.find(across: image.height, along: image.width, gap: gap) { image.luma($1, $0) }
  }

  private static func find(
    across: Int, along: Int, gap: Int, luma: (_ across: Int, _ along: Int) -> UInt8
  ) -> [Streak] {
    guard across > 2 * gap + 1, along > parts * samplesPerPart else { return [] }
    var hits = [[Int]](repeating: [Int](repeating: 0, count: across), count: parts)
    for part in 0..<parts {
      for sample in 0..<samplesPerPart {
        let position = (part * samplesPerPart + sample) * along / (parts * samplesPerPart)
        for a in gap..<(across - gap) {
          let here = Int(luma(a, position))
          if here + contrast < Int(luma(a - gap, position)), here + contrast < Int(luma(a + gap, position)) {
            hits[part][a] += 1
          }
        }
      }
    }
    let needed = Int(share * Double(samplesPerPart))
    var streaks: [Streak] = []
    for a in gap..<(across - gap) {
      var run = 0
      for part in 0...parts {
        if part < parts, hits[part][a] >= needed {
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
}
