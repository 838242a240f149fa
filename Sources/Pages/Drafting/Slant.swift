internal import Foundation
internal import Raster

/// How a scan of a page of print lies: which way its lines run, by how much they slope, and which way is up.
///
/// Across lines of text the profile of a page has gaps, along them none: that tells which way they run, as boxes that stand
/// in columns do not disturb it. Profiles are steepest when they are taken along the lines (Postl 1986): 0.02° is told apart
/// on a page of A4. Which way is up is told by the steps of the profile: letters of the Latin script stand on a line that
/// is sharper than the one along their tops, where capitals and accents reach beyond.
struct Slant {
  /// Slopes looked for to either side, degrees.
  static let largest = 6.0
  /// Bins of a profile that hold less than this share of the mean are gaps.
  static let gapShare = 0.15
  /// So many more gaps across the picture than down it, as a share of all bins, and the page lies on its side.
  static let gapAdvantage = 0.12
  /// Steps that are more one-sided than this, 0 to 1, say that a page lies upside down; beyond the second limit nothing
  /// can speak against them.
  static let leastLean = 0.08
  static let certainLean = 0.25
  /// Longer patches are no letters and words, mm; lower ones neither.
  static let longestWord = 15.0
  static let tallestLetter = 6.5
  /// Outlines of boxes are less full than this.
  static let outlineFill = 0.36
  /// A page with fewer dark samples shows no lines.
  static let fewestSamples = 400
  /// More are thinned out.
  static let mostSamples = 40_000

  /// The quarter turns, clockwise, by which the picture lies turned; without slope.
  let turn: QuarterTurn
  /// The slope that remains after the turn is taken back, degrees clockwise.
  let degrees: Double
  /// Whether the letters left no doubt about which way is up.
  let isCertain: Bool

  /// - Parameters:
  ///   - image: of about 150 dpi, its paper white.
  ///   - scale: px per mm.
  ///   - limit: luma below which a sample is print.
  init(of image: GrayImage, scale: Double, darkerThan limit: UInt8 = 155) {
    let print = Self.textSamples(image, scale, limit)
    guard print.count >= Self.fewestSamples else {
      (turn, degrees, isCertain) = (.upright, 0, false)
      return
    }
    let thinning = print.count / Self.mostSamples + 1
    let points = thinning == 1 ? print : stride(from: 0, to: print.count, by: thinning).map { print[$0] }
    let level = Self.steepest(points, around: 0)
    let upright = Self.steepest(points, around: 90)
    let isSideways =
      Self.gaps(points, along: upright.angle) > Self.gaps(points, along: level.angle) + Self.gapAdvantage
    degrees = isSideways ? upright.angle - 90 : level.angle
    let lean = Self.lean(points, along: isSideways ? upright.angle : level.angle)
    let isReversed = lean > Self.leastLean
    isCertain = abs(lean) > Self.certainLean
    turn = isSideways ? (isReversed ? .threeQuarters : .quarter) : (isReversed ? .half : .upright)
  }

  /// Middles of dark samples that belong to letters, from the picture's middle: long lines, black marks and specks say
  /// nothing of which way is up.
  private static func textSamples(_ image: GrayImage, _ scale: Double, _ limit: UInt8) -> [(x: Float, y: Float)] {
    let mask = image.pixels.map { $0 < limit ? UInt8(1) : 0 }
    let labels = ComponentLabels(mask: mask, width: image.width, height: image.height)
    let isText = labels.components.map { c in
      let (long, short) = (Double(max(c.width, c.height)) / scale, Double(min(c.width, c.height)) / scale)
      let fill = Double(c.area) / Double(c.width * c.height)
      let isOutline = short > 2 && short > 0.7 * long && fill < outlineFill
      return long <= longestWord && short <= tallestLetter && c.area >= 4 && fill < 0.9 && !isOutline
    }
    let (cx, cy) = (Float(image.width) / 2, Float(image.height) / 2)
    var points: [(x: Float, y: Float)] = []
    for run in labels.runs where isText[run.component] {
      for x in run.start...run.end { points.append((Float(x) - cx, Float(run.row) - cy)) }
    }
    return points
  }

  private static func steepest(
    _ points: [(x: Float, y: Float)], around axis: Double
  ) -> (angle: Double, steepness: Double) {
    var best = (angle: axis, steepness: -1.0)
    for (reach, step) in [(largest, 0.5), (0.5, 0.1), (0.1, 0.02)] {
      let middle = best.angle
      for k in Int((-reach / step).rounded())...Int((reach / step).rounded()) {
        let angle = middle + Double(k) * step
        let value = profile(points, along: angle).steps.reduce(0.0) { $0 + $1 * $1 }
        if value > best.steepness { best = (angle, value) }
      }
    }
    return best
  }

  /// The share of a profile's bins in which there is next to nothing, between the page's first lines and its last.
  private static func gaps(_ points: [(x: Float, y: Float)], along angle: Double) -> Double {
    let bins = profile(points, along: angle).bins
    let middle = bins.dropFirst(bins.count / 20).dropLast(bins.count / 20)
    let mean = bins.reduce(0, +) / Float(max(1, bins.count))
    return Double(middle.count { $0 < Float(gapShare) * mean }) / Double(max(1, middle.count))
  }

  /// The steps of the profile of lines that run at an angle; how one-sided they are, -1 to 1: below 0 they fall more
  /// sharply than they rise, as upright lines of text do.
  private static func lean(_ points: [(x: Float, y: Float)], along angle: Double) -> Double {
    let cubes = profile(points, along: angle).steps.map { $0 * $0 * $0 }
    let all = cubes.reduce(0.0) { $0 + abs($1) }
    return all > 0 ? cubes.reduce(0, +) / all : 0
  }

  private static func profile(_ points: [(x: Float, y: Float)], along angle: Double) -> (bins: [Float], steps: [Double])
  {
    let (c, s) = (Float(cos(angle * .pi / 180)), Float(sin(angle * .pi / 180)))
    var low = Float.infinity
    var high = -Float.infinity
    var heights = [Float](repeating: 0, count: points.count)
    for (k, p) in points.enumerated() {
      let h = p.y * c - p.x * s
      heights[k] = h
      low = min(low, h)
      high = max(high, h)
    }
    guard low <= high else { return ([], []) }
    var bins = [Float](repeating: 0, count: Int(high - low) + 3)
    // Shared between two bins, so that a slope of less than a sample over the page is seen.
    for h in heights {
      let place = h - low
      let k = Int(place)
      bins[k] += 1 - (place - Float(k))
      bins[k + 1] += place - Float(k)
    }
    return (bins, zip(bins.dropFirst(), bins).map { Double($0 - $1) })
  }
}

extension QuarterTurn {
  /// One turn after the other.
  func added(_ other: QuarterTurn) -> QuarterTurn {
    QuarterTurn(rawValue: (degrees + other.degrees) % 360) ?? .upright
  }
}

extension GrayImage {
  /// The picture after a clockwise turn is taken back.
  func turnedBack(_ turn: QuarterTurn) -> GrayImage {
    guard turn != .upright else { return self }
    let (w, h) = turn == .half ? (width, height) : (height, width)
    var result = GrayImage(width: w, height: h)
    for y in 0..<h {
      for x in 0..<w {
        result[x, y] =
          switch turn {
          case .upright: self[x, y]
          case .half: self[width - 1 - x, height - 1 - y]
          // What is on the left of the upright page lies at the top of one that is turned clockwise.
          case .quarter: self[width - 1 - y, x]
          case .threeQuarters: self[y, height - 1 - x]
          }
      }
    }
    return result
  }
}
