internal import Ballots
internal import Raster

/// Finds where a form page could lie by its fiducials.
///
/// Compact dark patches that stand apart and have about the right size are candidates. Each pair of candidates that could
/// be two far fiducials of the page fixes a similarity; the others are then looked for where it puts them. Which of
/// several hypotheses holds, and whether any does, is decided by the print, not here: two fiducials are enough to ask, and
/// never enough to answer.
struct FiducialFinder {
  /// A patch may measure this much less or more than its fiducial: blur, copies, toner.
  static let sizeRange = 0.62...1.45
  /// And this when only two fiducials are left to go by.
  static let strictSizeRange = 0.84...1.20
  /// A scan may be finer or coarser than its size in px suggests: borders, trimming, scale.
  static let scaleRange = 0.55...1.18
  /// Turn from a quarter turn, degrees: 5 are promised.
  static let largestSkew = 9.0
  /// How far from its predicted place a fiducial may lie, as a share of the page's diagonal: perspective, stretch.
  static let tolerance = 0.05
  /// A fiducial stands apart: at most this share of the frame around it, a quarter of its size wide, is dark.
  static let darkFrame = 0.20
  /// More candidates than this, and only those nearest the expected size are used.
  static let candidateLimit = 120
  /// Hypotheses of one page that are handed on.
  static let hypothesisLimit = 10

  /// A patch that may be a fiducial.
  struct Candidate: Sendable {
    let point: PicturePoint
    /// Mean side, scan px.
    let size: Double
    /// Dark share of its bounds, 0 to 1.
    let fill: Double
    /// Whether its middle is dark.
    let isSolid: Bool
  }

  /// A fiducial with the patch taken for it.
  struct Match: Sendable {
    let fiducial: Fiducial
    let point: PicturePoint
  }

  /// A way in which a form page may lie in the scan.
  struct Hypothesis: Sendable {
    let transform: Homography<Paper, Picture>
    let matches: [Match]
    /// How far sizes and places are from what the similarity predicts; comparable among hypotheses of as many matches.
    let strain: Double
    /// Three fiducials or more, each of the right size and shape: hardly chance.
    let isCertain: Bool
  }

  let candidates: [Candidate]
  /// px per mm that the scan has if its width, or its height, shows just the page.
  let expectedScale: ClosedRange<Double>

  init(overview: Overview, pages: [PreparedPage], pageSize: PaperSize, scan: (width: Int, height: Int)) {
    let along = Double(max(scan.width, scan.height)) / max(pageSize.width, pageSize.height)
    let across = Double(min(scan.width, scan.height)) / min(pageSize.width, pageSize.height)
    expectedScale = min(along, across)...max(along, across)
    let coarsest = expectedScale.lowerBound * Self.scaleRange.lowerBound / Double(overview.factor)
    let finest = expectedScale.upperBound * Self.scaleRange.upperBound / Double(overview.factor)
    let sizes = pages.flatMap(\.page.fiducials).map(\.size)
    let smallest = (sizes.min() ?? 6) * coarsest * Self.sizeRange.lowerBound
    let largest = (sizes.max() ?? 6) * finest * Self.sizeRange.upperBound
    let typical = sizes.reduce(0, +) / Double(max(1, sizes.count)) * expectedScale.upperBound
    let (width, height) = (overview.image.width, overview.image.height)
    let mask = overview.darkMask(below: 0.55)
    var found: [Candidate] = []
    // Once as it is, and once without the thinnest lines, so that a pen stroke into a mark does not hide it.
    for (image, lost) in [(mask, 0), (Self.opened(mask, width, height), 2)] {
      for c in ComponentLabels(mask: image, width: width, height: height).components {
        let (w, h) = (Double(c.width + lost), Double(c.height + lost))
        guard w >= smallest, h >= smallest, w <= largest, h <= largest, w / h > 0.6, h / w > 0.6 else { continue }
        let fill = Double(c.area) / Double(c.width * c.height)
        guard fill > 0.28, Self.darkShare(aroundOf: c, mask, width, height) <= Self.darkFrame else { continue }
        let point = overview.scanPoint(c.boxCenter)
        let size = (w + h) / 2 * Double(overview.factor)
        guard !found.contains(where: { $0.point.distance(to: point) < size / 4 }) else { continue }
        let middle = (c.minY + c.maxY) / 2 * width + (c.minX + c.maxX) / 2
        found.append(Candidate(point: point, size: size, fill: fill, isSolid: mask[middle] != 0))
      }
    }
    func oddity(_ c: Candidate) -> Double { max(c.size / typical, typical / c.size) }
    candidates = Array(found.sorted { oddity($0) < oddity($1) }.prefix(Self.candidateLimit))
  }

  /// The mask eroded by one sample: lines of one or two samples vanish, the rest shrinks by two.
  private static func opened(_ mask: [UInt8], _ width: Int, _ height: Int) -> [UInt8] {
    let across = meets(of: mask, at: 1)
    return meets(of: across, at: width)
  }

  /// Where a sample and those a distance before and after it are set, in reading order; nothing at the ends.
  static func meets(of mask: [UInt8], at distance: Int) -> [UInt8] {
    var result = [UInt8](repeating: 0, count: mask.count)
    guard mask.count > 2 * distance else { return result }
    mask.withUnsafeBytes { mask in
      result.withUnsafeMutableBytes { result in
        var i = distance
        let end = mask.count - distance
        while i &+ 16 <= end {
          let before = mask.loadUnaligned(fromByteOffset: i &- distance, as: SIMD16<UInt8>.self)
          let here = mask.loadUnaligned(fromByteOffset: i, as: SIMD16<UInt8>.self)
          let after = mask.loadUnaligned(fromByteOffset: i &+ distance, as: SIMD16<UInt8>.self)
          result.storeBytes(of: before & here & after, toByteOffset: i, as: SIMD16<UInt8>.self)
          i &+= 16
        }
        while i < end {
          result[i] = mask[i &- distance] & mask[i] & mask[i &+ distance]
          i &+= 1
        }
      }
    }
    return result
  }

  /// The share of dark samples in a frame around a patch's bounds.
  private static func darkShare(aroundOf c: Component, _ mask: [UInt8], _ width: Int, _ height: Int) -> Double {
    let margin = max(3, (c.width + c.height) / 8 + 1)
    var dark = 0
    var total = 0
    for y in max(0, c.minY - margin)...min(height - 1, c.maxY + margin) {
      let inRows = y >= c.minY - 2 && y <= c.maxY + 2
      for x in max(0, c.minX - margin)...min(width - 1, c.maxX + margin) {
        if inRows, x >= c.minX - 2, x <= c.maxX + 2 { continue }
        total += 1
        if mask[y * width + x] != 0 { dark += 1 }
      }
    }
    return total > 0 ? Double(dark) / Double(total) : 0
  }

  /// Ways in which the page's fiducials fit the candidates: more fiducials before fewer, less strain before more.
  func hypotheses(for page: FormPage, size: PaperSize) -> [Hypothesis] {
    guard page.fiducials.count >= 3 else { return [] }
    let diagonal = (size.width * size.width + size.height * size.height).squareRoot()
    var found: [Hypothesis] = []
    for i in page.fiducials.indices {
      for j in page.fiducials.indices where j > i {
        let a = page.fiducials[i]
        let b = page.fiducials[j]
        let length = a.center.distance(to: b.center)
        guard length > diagonal * 0.4 else { continue }
        for p in candidates where p.mayBe(a) {
          for q in candidates where q.mayBe(b) {
            let scale = p.point.distance(to: q.point) / length
            guard scale >= expectedScale.lowerBound * Self.scaleRange.lowerBound,
              scale <= expectedScale.upperBound * Self.scaleRange.upperBound,
              Self.sizeRange.contains(p.size / (a.size * scale)), Self.sizeRange.contains(q.size / (b.size * scale)),
              let similarity = Homography<Paper, Picture>.similarity([(a.center, p.point), (b.center, q.point)]),
              let hypothesis = hypothesis(page.fiducials, diagonal, similarity, scale)
            else { continue }
            found.append(hypothesis)
          }
        }
      }
    }
    found.sort { ($0.matches.count, -$0.strain) > ($1.matches.count, -$1.strain) }
    var distinct: [Hypothesis] = []
    for hypothesis in found where distinct.count < Self.hypothesisLimit {
      let isKnown = distinct.contains { known in
        hypothesis.matches.allSatisfy { m in
          known.matches.contains { $0.fiducial == m.fiducial && $0.point == m.point }
        }
      }
      if !isKnown { distinct.append(hypothesis) }
    }
    return distinct
  }

  private func hypothesis(
    _ fiducials: [Fiducial], _ diagonal: Double, _ similarity: Homography<Paper, Picture>, _ scale: Double
  ) -> Hypothesis? {
    let angle = similarity.turn
    guard abs(angle - (angle / 90).rounded() * 90) <= Self.largestSkew else { return nil }
    var matches: [Match] = []
    var strain = 0.0
    var isStrict = true
    for fiducial in fiducials {
      let expected = similarity(fiducial.center)
      var nearest: (distance: Double, candidate: Candidate)?
      for candidate in candidates where candidate.mayBe(fiducial) {
        let distance = candidate.point.distance(to: expected)
        guard distance < nearest?.distance ?? diagonal * scale * Self.tolerance,
          Self.sizeRange.contains(candidate.size / (fiducial.size * scale))
        else { continue }
        nearest = (distance, candidate)
      }
      guard let nearest else { continue }
      let ratio = nearest.candidate.size / (fiducial.size * scale)
      isStrict = isStrict && Self.strictSizeRange.contains(ratio) && nearest.candidate.clearlyIs(fiducial)
      strain += nearest.distance / (diagonal * scale) + 0.1 * abs(ratio - 1)
      matches.append(Match(fiducial: fiducial, point: nearest.candidate.point))
    }
    guard matches.count >= 3 || (matches.count == 2 && isStrict) else { return nil }
    let pairs = matches.map { ($0.fiducial.center, $0.point) }
    let transform =
      switch matches.count {
      case 4...: Homography<Paper, Picture>.projective(pairs)
      case 3: Homography<Paper, Picture>.affine(pairs)
      default: Homography<Paper, Picture>.similarity(pairs)
      }
    return transform.map {
      Hypothesis(transform: $0, matches: matches, strain: strain, isCertain: isStrict && matches.count >= 3)
    }
  }
}

extension FiducialFinder.Candidate {
  /// Whether the patch's shape can be the fiducial's: solid ones are full in the middle, rings are not.
  func mayBe(_ fiducial: Fiducial) -> Bool {
    switch fiducial.kind {
    case .square, .disc: isSolid && fill > 0.6
    case .ring: !isSolid && fill < 0.9
    case .lshape: fill < 0.8
    }
  }
}

extension FiducialFinder.Candidate {
  /// Whether the patch is as full as the fiducial is, turned by a few degrees: no letter, no ticked box.
  func clearlyIs(_ fiducial: Fiducial) -> Bool {
    switch fiducial.kind {
    case .square: isSolid && fill > 0.75
    case .disc: isSolid && fill > 0.68
    case .ring: !isSolid && fill > 0.5 && fill < 0.9
    case .lshape: fill > 0.3 && fill < 0.75
    }
  }
}

extension Homography where From == Paper, To == Picture {
  /// The turn of the paper's x axis in the scan, degrees clockwise (y runs down), -180 to 180, at the origin.
  var turn: Double { Angle.degrees(y: m[3], x: m[0]) }
}
