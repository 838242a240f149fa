internal import Ballots
internal import Raster

/// Finds where a page without fiducials could lie, by the pattern of all its print.
///
/// Lines of text and rows of boxes give the scan's row profile its steepest steps when they lie level: that is the skew
/// (Postl 1986), for level and for upright lines. The levelled row profile is then held against the blank's at every
/// scale, either way up, which fixes scale and height; the print in cells of 1 mm, slid sideways, fixes the rest. What
/// comes out is good to about 1.5 mm and only a question: landmarks and outlines answer it.
struct StructureFinder {
  /// Ink is darker than this share of the paper around it.
  static let inkShare: Float = 0.75
  /// Samples at the picture's edge that are not looked at.
  static let edge = 8
  /// Skew looked for to either side, degrees, in steps.
  static let largestSkew = 6.5
  static let coarseStep = 0.5
  static let fineStep = 0.1
  /// Lines lie along the other axis when their profile is steeper than this share of the best one.
  static let axisShare = 0.6
  /// Length of a profile's cells, mm.
  static let profilePitch = 0.5
  /// A profile is taken less its mean over this much to either side, mm: shade and margins do not count.
  static let localMean = 10.0
  /// Scales tried, relative to what the picture's size suggests, and their ratio.
  static let scaleRange = 0.80...1.12
  static let scaleStep = 1.004
  /// How far the page may be moved against the picture, mm.
  static let largestShift = 70.0
  /// Heights and scales that are looked at sideways, of each direction of lines.
  static let trials = 5
  /// Least agreement of the print in cells of 1 mm.
  static let leastAgreement: Float = 0.22
  /// A page with fewer ink samples than this shows no lines.
  static let fewestSamples = 400
  /// More are thinned out.
  static let mostSamples = 30_000

  /// Ink of the scan, overview px from the picture's middle.
  private let ink: [(x: Float, y: Float)]
  private let overview: Overview
  /// The directions in which lines of text may run, degrees clockwise of the picture's x axis, -6.5 to 96.5.
  private let directions: [Double]

  init(overview: Overview) {
    self.overview = overview
    let (width, height) = (overview.image.width, overview.image.height)
    let mask = overview.darkMask(below: Self.inkShare)
    var ink: [(x: Float, y: Float)] = []
    let (cx, cy) = (Float(width) / 2, Float(height) / 2)
    for r in 0..<overview.tileRows {
      let rows = (r * Overview.tile..<(r + 1) * Overview.tile).clamped(
        to: Self.edge..<max(Self.edge, height - Self.edge))
      for c in 0..<overview.tileColumns {
        let columns = (c * Overview.tile..<(c + 1) * Overview.tile).clamped(
          to: Self.edge..<max(Self.edge, width - Self.edge))
        let start = ink.count
        for y in rows {
          for x in columns where mask[y * width + x] != 0 { ink.append((Float(x) - cx, Float(y) - cy)) }
        }
        // Borders, pictures and covers are no lines of print.
        if (ink.count - start) * 2 > rows.count * columns.count { ink.removeSubrange(start...) }
      }
    }
    let thinning = ink.count / Self.mostSamples + 1
    self.ink = thinning == 1 ? ink : stride(from: 0, to: ink.count, by: thinning).map { ink[$0] }
    directions = self.ink.count < Self.fewestSamples ? [] : Self.directions(self.ink, reach: width + height)
  }

  // MARK: Direction of the lines

  private static func directions(_ ink: [(x: Float, y: Float)], reach: Int) -> [Double] {
    let axes = [0.0, 90].map { axis -> (angle: Double, steepness: Double) in
      var best = (angle: axis, steepness: -1.0)
      func look(_ range: StrideThrough<Double>) {
        for angle in range {
          let value = steepness(ink, angle, reach)
          if value > best.steepness { best = (angle, value) }
        }
      }
      look(stride(from: axis - largestSkew, through: axis + largestSkew, by: coarseStep))
      look(stride(from: best.angle - coarseStep, through: best.angle + coarseStep, by: fineStep))
      return best
    }
    let most = axes.map(\.steepness).max() ?? 0
    return axes.filter { $0.steepness >= axisShare * most }.sorted { $0.steepness > $1.steepness }.map(\.angle)
  }

  /// The sum of squared steps of the profile across a direction; of its roots, so that one long line along a border does
  /// not outweigh all text.
  private static func steepness(_ ink: [(x: Float, y: Float)], _ angle: Double, _ reach: Int) -> Double {
    let (sine, cosine) = Angle.sineCosine(degrees: angle)
    let (s, c) = (Float(sine), Float(cosine))
    var profile = [Int32](repeating: 0, count: 2 * reach)
    let middle = Float(reach)
    for p in ink { profile[Int(p.y * c - p.x * s + middle)] += 1 }
    let roots = profile.map { Float($0).squareRoot() }
    var sum: Float = 0
    for i in 1..<roots.count { sum += (roots[i] - roots[i - 1]) * (roots[i] - roots[i - 1]) }
    return Double(sum)
  }

  // MARK: Hypotheses

  /// Ways in which a page may lie, best first.
  func hypotheses(for page: PreparedPage) -> [Homography<Paper, Picture>] {
    let size = page.pageSize
    let (width, height) = (Double(overview.image.width), Double(overview.image.height))
    let scales = [
      max(width, height) / max(size.width, size.height), min(width, height) / min(size.width, size.height),
    ]
    guard let coarsest = scales.min(), let finest = scales.max() else { return [] }
    var found: [(agreement: Float, transform: Homography<Paper, Picture>)] = []
    for direction in directions {
      for turned in [direction, direction + 180] {
        let levelled = Levelled(ink, degrees: turned)
        for trial in heights(
          levelled, page, from: coarsest * Self.scaleRange.lowerBound,
          to: finest * Self.scaleRange.upperBound)
        {
          guard let (agreement, x, y) = sideways(levelled, page, scale: trial.scale, height: trial.shift),
            agreement >= Self.leastAgreement
          else { continue }
          let (s, c) = Angle.sineCosine(degrees: turned)
          let k = trial.scale * Double(overview.factor)
          // Levelled (u, v) = scale * paper + shift; the picture is that, turned, around its middle.
          let u = x * k
          let v = y * k
          let middle = PicturePoint(
            x: width / 2 * Double(overview.factor), y: height / 2 * Double(overview.factor))
          found.append(
            (
              agreement,
              Homography(rowMajor: [
                k * c, -k * s, u * c - v * s + middle.x,
                k * s, k * c, u * s + v * c + middle.y,
                0, 0, 1,
              ])
            ))
        }
      }
    }
    return found.sorted { $0.agreement > $1.agreement }.prefix(3).map(\.transform)
  }

  /// The best scales (overview px per mm) and heights (mm from the middle to the page's upper edge) by the row profile.
  private func heights(
    _ levelled: Levelled, _ page: PreparedPage, from coarsest: Double, to finest: Double
  ) -> [(scale: Double, shift: Double)] {
    var trials: [(score: Float, scale: Double, shift: Double)] = []
    let blank = page.rowProfile
    var scale = coarsest
    while scale <= finest {
      let rows = levelled.rowProfile(cell: scale * Self.profilePitch)
      if let best = Self.slide(blank, over: rows.values) {
        trials.append((best.score, scale, Double(best.shift + rows.first) * Self.profilePitch))
      }
      scale *= Self.scaleStep
    }
    trials.sort { $0.score > $1.score }
    var kept: [(scale: Double, shift: Double)] = []
    for trial in trials where kept.count < Self.trials {
      let isKnown = kept.contains {
        abs($0.scale / trial.scale - 1) < 0.007 && abs($0.shift - trial.shift) < 1.5
      }
      if !isKnown { kept.append((trial.scale, trial.shift)) }
    }
    return kept
  }

  /// Where a short profile fits best over a long one, cells, and its normalised correlation.
  private static func slide(_ blank: [Float], over rows: [Float]) -> (score: Float, shift: Int)? {
    let reach = Int(largestShift / profilePitch)
    let middle = (rows.count - blank.count) / 2
    let padded = [Float](repeating: 0, count: blank.count) + rows + [Float](repeating: 0, count: blank.count)
    var best: (score: Float, shift: Int)?
    padded.withUnsafeBufferPointer { padded in
      blank.withUnsafeBufferPointer { blank in
        for shift in (middle - reach)...(middle + reach) {
          let start = shift + blank.count
          guard start >= 0, start + blank.count <= padded.count else { continue }
          var dot = SIMD8<Float>()
          var square = SIMD8<Float>()
          var i = 0
          while i + 8 <= blank.count {
            var a = SIMD8<Float>()
            var b = SIMD8<Float>()
            for k in 0..<8 {
              a[k] = padded[start + i + k]
              b[k] = blank[i + k]
            }
            dot += a * b
            square += a * a
            i += 8
          }
          let energy = square.sum()
          guard energy > 0 else { continue }
          let score = dot.sum() / energy.squareRoot()
          if score > best?.score ?? 0 { best = (score, shift) }
        }
      }
    }
    return best
  }

  /// The best place of the page's left upper corner from the middle, mm, by its print in cells of 1 mm; and how well the
  /// print agrees there, -1 to 1.
  private func sideways(
    _ levelled: Levelled, _ page: PreparedPage, scale: Double, height: Double
  ) -> (agreement: Float, x: Double, y: Double)? {
    let map = page.printMap
    let reach = Int(Self.largestShift / PrintMap.pitch)
    let columns = map.columns + 2 * reach
    let x0 = -Double(map.columns) / 2 - Double(reach)
    var best: (agreement: Float, x: Double, y: Double)?
    for dy in [-0.5, 0, 0.5] {
      let cells = levelled.cells(
        cell: scale * PrintMap.pitch, x: x0, y: (height + dy) / PrintMap.pitch, columns: columns, rows: map.rows)
      for shift in 0...(2 * reach) {
        var dot: Float = 0
        var square: Float = 0
        page.centredPrint.withUnsafeBufferPointer { print in
          cells.withUnsafeBufferPointer { cells in
            for r in 0..<map.rows {
              let a = r * columns + shift
              let b = r * map.columns
              for c in 0..<map.columns {
                dot += cells[a + c] * print[b + c]
                square += cells[a + c] * cells[a + c]
              }
            }
          }
        }
        guard square > 0 else { continue }
        let agreement = dot / square.squareRoot()
        if agreement > best?.agreement ?? 0 {
          best = (agreement, (x0 + Double(shift)) * PrintMap.pitch, height + dy)
        }
      }
    }
    return best
  }
}

/// Ink of a scan, turned so that lines of text run along u.
private struct Levelled {
  let ink: [(u: Float, v: Float)]

  init(_ points: [(x: Float, y: Float)], degrees: Double) {
    let (sine, cosine) = Angle.sineCosine(degrees: degrees)
    let (s, c) = (Float(sine), Float(cosine))
    ink = points.map { ($0.x * c + $0.y * s, $0.y * c - $0.x * s) }
  }

  /// Ink in each row of cells, less its local mean; `first` is the row of the first value, counted from the middle.
  func rowProfile(cell: Double) -> (values: [Float], first: Int) {
    let scale = Float(1 / cell)
    var low = Float(0)
    var high = Float(0)
    for p in ink {
      low = min(low, p.v)
      high = max(high, p.v)
    }
    let first = Int((low * scale).rounded(.down))
    let count = Int((high * scale).rounded(.down)) - first + 1
    var values = [Float](repeating: 0, count: count)
    for p in ink { values[Int((p.v * scale).rounded(.down)) - first] += 1 }
    return (Profile.contrasted(values), first)
  }

  /// Ink in cells of a side (overview px) from the cell at (x, y) on; empty cells are 0 and no cell counts more than 1.
  func cells(cell: Double, x: Double, y: Double, columns: Int, rows: Int) -> [Float] {
    var result = [Float](repeating: 0, count: columns * rows)
    let scale = Float(1 / cell)
    let (x0, y0) = (Float(x), Float(y))
    let one = 3 / Float(cell * cell)
    for p in ink {
      let c = (p.u * scale - x0).rounded(.down)
      let r = (p.v * scale - y0).rounded(.down)
      guard c >= 0, r >= 0, c < Float(columns), r < Float(rows) else { continue }
      let i = Int(r) * columns + Int(c)
      result[i] = min(1, result[i] + one)
    }
    return result
  }
}

/// Row profiles, as scan and blank are compared by.
enum Profile {
  /// The square roots (a rule is no more than a few letters), smoothed a little, less their local mean.
  static func contrasted(_ values: [Float]) -> [Float] {
    let n = values.count
    let roots = values.map { $0.squareRoot() }
    var smooth = roots
    for i in 1..<max(1, n - 1) { smooth[i] = (roots[i - 1] + 2 * roots[i] + roots[i + 1]) / 4 }
    var sums = [Float](repeating: 0, count: n + 1)
    for i in 0..<n { sums[i + 1] = sums[i] + smooth[i] }
    let reach = Int(StructureFinder.localMean / StructureFinder.profilePitch)
    return (0..<n).map { i in
      let (a, b) = (max(0, i - reach), min(n, i + reach + 1))
      return smooth[i] - (sums[b] - sums[a]) / Float(b - a)
    }
  }
}

extension PreparedPage {
  /// The blank's row profile in cells of `StructureFinder.profilePitch`, of unit length.
  static func rowProfile(_ blank: BlankPicture, _ size: PaperSize) -> [Float] {
    let pitch = StructureFinder.profilePitch
    let columns = Int(size.width / 0.25)
    let values = (0..<Int(size.height / pitch)).map { r in
      var sum: Float = 0
      for y in [0.125, 0.375] {
        for c in 0..<columns {
          sum += blank.darkness(x: (Double(c) + 0.5) * 0.25, y: Double(r) * pitch + y) > 0.3 ? 1 : 0
        }
      }
      return sum
    }
    let profile = Profile.contrasted(values)
    let norm = profile.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return norm > 0 ? profile.map { $0 / norm } : profile
  }

  /// The print in cells of 1 mm, zero-mean and of unit length.
  static func centredPrint(_ map: PrintMap) -> [Float] {
    var values = map.darkness.map { min(1, 3 * $0) }
    _ = Landmark.normalise(&values)
    return values
  }
}
