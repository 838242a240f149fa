internal import Ballots
internal import Raster

/// Finds each box again by its own outline, within 0.9 mm of where the page's warp puts it.
///
/// The score of a shift is the mean darkness where the blank has the outline, less that of the paper close by. A voter's
/// mark darkens both alike, so it hardly moves the peak. Neighbours then vote: a box that disagrees with them by more than
/// paper can stretch is placed where they say, and its outline must show there, or it counts as not found. Precision
/// on clean scans is about 0.05 mm.
struct OutlineFitter<Image: LumaGrid> {
  /// How far a box may lie from where the warp puts it, mm.
  static var searchRadius: Double { 0.9 }
  static var coarseStep: Double { 0.18 }
  static var fineStep: Double { 0.06 }
  /// A box may differ from what its neighbours say by this, mm.
  static var neighbourTolerance: Double { 0.40 }
  /// Neighbours are boxes within this distance, mm.
  static var neighbourhood: Double { 70 }
  /// Outline match from which on a box counts as found.
  static var foundMatch: Double { 0.62 }

  let image: Image
  let overview: Overview
  let warp: Warp
  let blackLuma: Float

  private struct Peak {
    var dx: Double
    var dy: Double
    var score: Double
  }

  func fit(_ prepared: PreparedPage) -> [[FittedBox]] {
    var flat: [(rect: PaperRect, outline: BoxOutline, peak: Peak)] = []
    for field in prepared.fields {
      for (option, outline) in zip(field.question.options, field.outlines) {
        let frame = BoxFrame(option.rect.center, warp: warp, overview: overview, black: blackLuma)
        flat.append((option.rect, outline, search(outline, frame, around: (0, 0), radius: Self.searchRadius)))
      }
    }
    var result: [[FittedBox]] = []
    var index = 0
    for field in prepared.fields {
      var boxes: [FittedBox] = []
      for _ in field.question.options {
        boxes.append(settled(index, flat))
        index += 1
      }
      result.append(boxes)
    }
    return result
  }

  /// The peak checked against the neighbours', and the outline's match there.
  private func settled(_ index: Int, _ all: [(rect: PaperRect, outline: BoxOutline, peak: Peak)]) -> FittedBox {
    let own = all[index]
    let frame = BoxFrame(own.rect.center, warp: warp, overview: overview, black: blackLuma)
    let near = all.indices.filter {
      $0 != index && all[$0].peak.score > 0.25
        && all[$0].rect.center.distance(to: own.rect.center) < Self.neighbourhood
    }
    var peak = own.peak
    if near.count >= 3 {
      let dx = near.map { all[$0].peak.dx }.sorted()[near.count / 2]
      let dy = near.map { all[$0].peak.dy }.sorted()[near.count / 2]
      let distance = ((peak.dx - dx) * (peak.dx - dx) + (peak.dy - dy) * (peak.dy - dy)).squareRoot()
      if distance > Self.neighbourTolerance || own.peak.score < 0.15 {
        peak = search(own.outline, frame, around: (dx, dy), radius: Self.neighbourTolerance / 2)
      }
    }
    guard own.outline.canBeFound else {
      return FittedBox(dx: peak.dx, dy: peak.dy, outlineMatch: 0, isFound: false)
    }
    let match = outlineMatch(own.outline, frame, peak)
    return FittedBox(dx: peak.dx, dy: peak.dy, outlineMatch: match, isFound: match >= Self.foundMatch)
  }

  private func search(
    _ outline: BoxOutline, _ frame: BoxFrame, around start: (dx: Double, dy: Double), radius: Double
  ) -> Peak {
    var best = Peak(dx: start.dx, dy: start.dy, score: -1)
    let coarse = Int((radius / Self.coarseStep).rounded())
    for i in -coarse...coarse {
      for j in -coarse...coarse {
        let dx = start.dx + Double(i) * Self.coarseStep
        let dy = start.dy + Double(j) * Self.coarseStep
        // A small bias towards the start decides between equal peaks of an unmarked, blurred outline.
        let s = score(outline, frame, dx, dy) - 0.02 * Double(i * i + j * j) / Double(max(1, coarse * coarse))
        if s > best.score { best = Peak(dx: dx, dy: dy, score: s) }
      }
    }
    let centre = best
    for i in -2...2 {
      for j in -2...2 {
        let dx = centre.dx + Double(i) * Self.fineStep
        let dy = centre.dy + Double(j) * Self.fineStep
        let s = score(outline, frame, dx, dy)
        if s > best.score { best = Peak(dx: dx, dy: dy, score: s) }
      }
    }
    return best
  }

  private func score(_ outline: BoxOutline, _ frame: BoxFrame, _ dx: Double, _ dy: Double) -> Double {
    func mean(_ points: [(x: Float, y: Float)]) -> Float {
      guard !points.isEmpty else { return 0 }
      var sum: Float = 0
      for p in points {
        let q = frame.point(Double(p.x) + dx, Double(p.y) + dy)
        sum += frame.darkness(Float(image.nearest(q.x, q.y)))
      }
      return sum / Float(points.count)
    }
    let outside = outline.outer.isEmpty ? 0 : mean(outline.outer)
    let inside = outline.inner.isEmpty ? 0 : mean(outline.inner)
    return Double(mean(outline.ink) - 0.6 * outside - 0.4 * inside)
  }

  /// The share of the outline that shows as a dark line on lighter paper, 0 to 1.
  private func outlineMatch(_ outline: BoxOutline, _ frame: BoxFrame, _ peak: Peak) -> Double {
    var seen = 0
    for p in outline.ink {
      var dark: Float = 0
      for (ox, oy) in [(0.0, 0.0), (0.12, 0), (-0.12, 0), (0, 0.12), (0, -0.12)] {
        let q = frame.point(Double(p.x) + peak.dx + ox, Double(p.y) + peak.dy + oy)
        dark = max(dark, frame.darkness(Float(image.nearest(q.x, q.y))))
      }
      if dark > 0.35 { seen += 1 }
    }
    var clear = 0
    let around = outline.outer
    for p in around {
      let q = frame.point(Double(p.x) + peak.dx, Double(p.y) + peak.dy)
      if frame.darkness(image.bilinear(q.x, q.y)) < 0.45 { clear += 1 }
    }
    let ink = Double(seen) / Double(max(1, outline.ink.count))
    let paper = around.isEmpty ? 1 : Double(clear) / Double(around.count)
    // Marks may cover up to half of the surroundings.
    return ink * min(1, paper / 0.5)
  }
}

/// The neighbourhood of a box in the scan: an affine map, its paper and its ink.
struct BoxFrame {
  let center: PicturePoint
  let a: Double
  let b: Double
  let c: Double
  let d: Double
  let paper: Float
  let contrast: Float

  init(_ point: PaperPoint, warp: Warp, overview: Overview, black: Float) {
    center = warp(point)
    let j = warp.transform.jacobian(at: point)
    (a, b, c, d) = (j.a, j.b, j.c, j.d)
    paper = overview.paperLuma(at: center.x, center.y)
    contrast = max(40, paper - black)
  }

  /// The scan point at an offset in mm.
  func point(_ dx: Double, _ dy: Double) -> (x: Double, y: Double) {
    (center.x + a * dx + b * dy, center.y + c * dx + d * dy)
  }

  /// Darkness 0 (paper) to 1 (print) of a luma.
  func darkness(_ luma: Float) -> Float { max(0, min(1, (paper - luma) / contrast)) }
}
