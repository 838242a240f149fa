internal import Ballots
internal import Raster

/// Finds where a form page could lie by its fiducials.
///
/// Compact dark patches of about the right size are candidates. Each pair of candidates that could be two far
/// fiducials of the page fixes a similarity; the others are then looked for where it puts them. A hypothesis needs
/// three, so that one may be missing; which of several hypotheses holds (and whether any does) is decided by the print,
/// not here.
struct FiducialFinder {
  /// A fiducial is 5 to 7 mm; a candidate may measure this much less or more, as copies and blur do.
  static let sizeRange = 0.62...1.45
  /// A scan may be finer or coarser than the page's size in px suggests: borders, trimming, scale.
  static let scaleRange = 0.70...1.18
  /// Turn from a quarter turn, degrees: 5 are promised.
  static let largestSkew = 9.0
  /// How far from its predicted place a fiducial may lie, as a share of the page's diagonal: perspective.
  static let tolerance = 0.03
  /// More candidates than this, and only the most compact are used.
  static let candidateLimit = 70

  /// A fiducial with the patch taken for it.
  struct Match: Sendable {
    let fiducial: Fiducial
    let point: PicturePoint
  }

  /// A way in which a form page may lie in the scan.
  struct Hypothesis: Sendable {
    let transform: Homography<Paper, Picture>
    let matches: [Match]
    /// Sum of the distances from the similarity's predictions, as a share of the diagonal.
    let strain: Double
  }

  let candidates: [(point: PicturePoint, size: Double)]
  /// px per mm that the scan has if it shows just the page.
  let expectedScale: Double

  init(overview: Overview, pageSize: PaperSize, scan: (width: Int, height: Int)) {
    let paperLong = max(pageSize.width, pageSize.height)
    expectedScale = Double(max(scan.width, scan.height)) / paperLong
    let scale = expectedScale / Double(overview.factor)
    let mask = overview.darkMask(below: 0.55)
    let labels = ComponentLabels(mask: mask, width: overview.image.width, height: overview.image.height)
    let smallest = 3.0 * scale * Self.scaleRange.lowerBound
    let largest = 12.0 * scale * Self.scaleRange.upperBound
    var found: [(point: PicturePoint, size: Double, compactness: Double)] = []
    for c in labels.components {
      let (w, h) = (Double(c.width), Double(c.height))
      guard w >= smallest, h >= smallest, w <= largest, h <= largest, w / h > 0.6, h / w > 0.6 else { continue }
      let fill = Double(c.area) / (w * h)
      guard fill > 0.3 else { continue }
      found.append((overview.scanPoint(c.boxCenter), (w + h) / 2 * Double(overview.factor), fill))
    }
    found.sort { $0.compactness > $1.compactness }
    candidates = found.prefix(Self.candidateLimit).map { ($0.point, $0.size) }
  }

  /// Every way in which the page's fiducials fit the candidates, the best of each quarter turn, four fiducials before
  /// three, less strain before more.
  func hypotheses(for page: FormPage, size: PaperSize) -> [Hypothesis] {
    guard page.fiducials.count >= 3 else { return [] }
    let diagonal = (size.width * size.width + size.height * size.height).squareRoot()
    var best: [Int: Hypothesis] = [:]
    for i in page.fiducials.indices {
      for j in page.fiducials.indices where j > i {
        let a = page.fiducials[i]
        let b = page.fiducials[j]
        guard a.center.distance(to: b.center) > diagonal * 0.6 else { continue }
        for p in candidates where fits(p.size, a) {
          for q in candidates where fits(q.size, b) {
            guard let found = hypothesis(page.fiducials, diagonal, pair: [(a.center, p.point), (b.center, q.point)])
            else { continue }
            let turn = found.turn
            if let known = best[turn],
              (known.matches.count, -known.strain) >= (found.hypothesis.matches.count, -found.hypothesis.strain)
            {
              continue
            }
            best[turn] = found.hypothesis
          }
        }
      }
    }
    return best.values.sorted { ($0.matches.count, -$0.strain) > ($1.matches.count, -$1.strain) }
  }

  private func fits(_ size: Double, _ fiducial: Fiducial) -> Bool {
    let ratio = size / (fiducial.size * expectedScale)
    return ratio >= Self.sizeRange.lowerBound * Self.scaleRange.lowerBound && ratio <= Self.sizeRange.upperBound
  }

  private func hypothesis(
    _ fiducials: [Fiducial], _ diagonal: Double, pair: [(PaperPoint, PicturePoint)]
  ) -> (turn: Int, hypothesis: Hypothesis)? {
    guard let similarity = Homography<Paper, Picture>.similarity(pair) else { return nil }
    let scale = (similarity.m[0] * similarity.m[0] + similarity.m[3] * similarity.m[3]).squareRoot()
    guard Self.scaleRange.contains(scale / expectedScale) else { return nil }
    let angle = similarity.turn
    let turn = (angle / 90).rounded()
    guard abs(angle - turn * 90) <= Self.largestSkew else { return nil }
    var matches: [Match] = []
    var strain = 0.0
    for fiducial in fiducials {
      let expected = similarity(fiducial.center)
      var nearest: (distance: Double, point: PicturePoint)?
      for candidate in candidates {
        let ratio = candidate.size / (fiducial.size * scale)
        guard Self.sizeRange.contains(ratio) else { continue }
        let distance = candidate.point.distance(to: expected)
        if distance < nearest?.distance ?? diagonal * scale * Self.tolerance { nearest = (distance, candidate.point) }
      }
      guard let nearest else { continue }
      strain += nearest.distance / (diagonal * scale)
      matches.append(Match(fiducial: fiducial, point: nearest.point))
    }
    guard matches.count >= 3 else { return nil }
    let pairs = matches.map { ($0.fiducial.center, $0.point) }
    let fitted =
      matches.count > 3 ? Homography<Paper, Picture>.projective(pairs) : Homography<Paper, Picture>.affine(pairs)
    guard let transform = fitted else { return nil }
    return ((Int(turn) + 4) % 4, Hypothesis(transform: transform, matches: matches, strain: strain))
  }
}

extension Homography where From == Paper, To == Picture {
  /// The turn of the paper's x axis in the scan, degrees clockwise (y runs down), -180 to 180, at the origin.
  var turn: Double { Angle.degrees(y: m[3], x: m[0]) }
}
