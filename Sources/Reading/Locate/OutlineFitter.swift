internal import Ballots
internal import Raster

/// Finds each box again by its own outline, near where the page's warp puts it.
///
/// The score of a shift is the mean darkness where the blank has the outline, less that of the paper close by. A voter's
/// mark darkens both alike, so it hardly moves the peak. A box whose outline shows fully is reliable; the others are
/// looked for again around what the reliable ones near them say, outwards from box to box, so that paper that was
/// stretched or slipped is followed. A box that ends up where its neighbours do not expect it, or whose outline does not
/// show, counts as not found. Precision on clean scans is about 0.05 mm.
struct OutlineFitter<Image: LumaGrid> {
  /// How far a box may lie from where it is expected, mm.
  static var searchRadius: Double { 0.9 }
  static var coarseStep: Double { 0.18 }
  static var fineStep: Double { 0.06 }
  /// Outline match from which on a box counts as found. With a clean outline it is 0.97 and more, marks or not.
  static var foundMatch: Double { 0.75 }
  /// The same for a cell of a table that lies where its neighbours say: they share its rules, and marks that overrun
  /// hide them.
  static var cellMatch: Double { 0.45 }
  /// A box may differ from what its neighbours say by this, mm.
  static var neighbourTolerance: Double { 0.45 }
  /// Neighbours are boxes within this distance, mm.
  static var neighbourhood: Double { 60 }
  /// How far beside its peak an outline's line is looked for, mm.
  static var aside: Double { 0.12 }
  /// A window holds what is looked at beyond the search radius, mm: fine steps and what lies aside.
  static var windowMargin: Double { 2 * fineStep + aside + 0.01 }
  /// Rounds in which boxes are looked for again around their neighbours.
  static var rounds: Int { 4 }

  let image: Image
  let overview: Overview
  let warp: Warp
  let blackLuma: Float

  private struct Peak {
    var dx: Double
    var dy: Double
    var score: Double
  }

  private struct Box {
    let center: PaperPoint
    let outline: BoxOutline
    let frame: BoxFrame
    let isCell: Bool
    /// Other boxes in the neighbourhood, nearest first.
    var near: [Int] = []
    var peak = Peak(dx: 0, dy: 0, score: -1)
    var match = 0.0
    var isReliable = false
  }

  func fit(_ prepared: PreparedPage) -> [[FittedBox]] {
    var boxes: [Box] = []
    for field in prepared.fields {
      for (option, outline) in zip(field.question.options, field.outlines) {
        let frame = BoxFrame(option.rect.center, warp: warp, overview: overview, black: blackLuma)
        boxes.append(
          Box(center: option.rect.center, outline: outline, frame: frame, isCell: option.shape == .cell))
      }
    }
    for i in boxes.indices {
      boxes[i].near = Self.near(i, boxes)
      look(for: &boxes[i], around: (0, 0))
    }
    for _ in 0..<Self.rounds {
      let known = boxes
      var changed = false
      for i in boxes.indices {
        guard let expected = Self.expected(at: i, from: known) else { continue }
        let off = hypotenuse(boxes[i].peak.dx - expected.dx, boxes[i].peak.dy - expected.dy)
        guard !boxes[i].isReliable || off > Self.neighbourTolerance else { continue }
        let before = boxes[i]
        look(for: &boxes[i], around: expected)
        let moved = hypotenuse(boxes[i].peak.dx - expected.dx, boxes[i].peak.dy - expected.dy)
        if moved > Self.neighbourTolerance { boxes[i].isReliable = false }
        changed = changed || boxes[i].isReliable != before.isReliable
      }
      if !changed { break }
    }
    var index = 0
    return prepared.fields.map { field in
      field.question.options.map { _ in
        defer { index += 1 }
        let box = boxes[index]
        guard let expected = Self.expected(at: index, from: boxes) else {
          return FittedBox(box.peak.dx, box.peak.dy, box.match, box.isReliable)
        }
        let off = hypotenuse(box.peak.dx - expected.dx, box.peak.dy - expected.dy)
        // Without an outline to go by, the neighbours place the box.
        guard box.outline.canBeFound, box.isReliable || off <= Self.neighbourTolerance else {
          return FittedBox(expected.dx, expected.dy, 0, false)
        }
        let shows = box.isReliable || (box.isCell && box.match >= Self.cellMatch)
        return FittedBox(box.peak.dx, box.peak.dy, box.match, shows && off <= Self.neighbourTolerance)
      }
    }
  }

  private func look(for box: inout Box, around start: (dx: Double, dy: Double)) {
    let window = BoxWindow(box.outline, box.frame, image, around: start, reach: Self.searchRadius + Self.windowMargin)
    box.peak = search(window, around: start, radius: Self.searchRadius)
    box.match = box.outline.canBeFound ? outlineMatch(box.outline, window, box.frame, box.peak) : 0
    box.isReliable = box.match >= Self.foundMatch && box.peak.score > 0.2
  }

  private static func near(_ index: Int, _ boxes: [Box]) -> [Int] {
    let center = boxes[index].center
    return boxes.indices.map { (index: $0, distance: boxes[$0].center.distance(to: center)) }
      .filter { $0.index != index && $0.distance < neighbourhood }
      .sorted { $0.distance < $1.distance }
      .map(\.index)
  }

  /// The shift that the reliable boxes around expect at a box, mm: the median of each direction among the nearest seven.
  private static func expected(at index: Int, from boxes: [Box]) -> (dx: Double, dy: Double)? {
    var near: [Int] = []
    for other in boxes[index].near where near.count < 7 && boxes[other].isReliable { near.append(other) }
    guard near.count >= 3 else { return nil }
    let dx = near.map { boxes[$0].peak.dx }.sorted()[near.count / 2]
    let dy = near.map { boxes[$0].peak.dy }.sorted()[near.count / 2]
    return (dx, dy)
  }

  private func hypotenuse(_ a: Double, _ b: Double) -> Double { (a * a + b * b).squareRoot() }

  private func search(_ window: BoxWindow, around start: (dx: Double, dy: Double), radius: Double) -> Peak {
    var best = Peak(dx: start.dx, dy: start.dy, score: -1)
    let coarse = Int((radius / Self.coarseStep).rounded())
    // Where a box is expected it mostly is: what cannot be better than there is not worth a closer look.
    let least = window.score(start.dx, start.dy, above: -1) ?? -1
    for i in -coarse...coarse {
      for j in -coarse...coarse {
        let dx = start.dx + Double(i) * Self.coarseStep
        let dy = start.dy + Double(j) * Self.coarseStep
        // A small bias towards the start decides between equal peaks of an unmarked, blurred outline.
        let bias = 0.02 * Double(i * i + j * j) / Double(max(1, coarse * coarse))
        guard let score = window.score(dx, dy, above: max(best.score, least) + bias) else { continue }
        let s = score - bias
        if s > best.score { best = Peak(dx: dx, dy: dy, score: s) }
      }
    }
    let centre = best
    for i in -2...2 {
      for j in -2...2 {
        let dx = centre.dx + Double(i) * Self.fineStep
        let dy = centre.dy + Double(j) * Self.fineStep
        guard let s = window.score(dx, dy, above: best.score) else { continue }
        if s > best.score { best = Peak(dx: dx, dy: dy, score: s) }
      }
    }
    return best
  }

  /// The share of the outline that shows as a dark line on lighter paper, 0 to 1.
  private func outlineMatch(_ outline: BoxOutline, _ window: BoxWindow, _ frame: BoxFrame, _ peak: Peak) -> Double {
    let seen = window.darkPoints(peak.dx, peak.dy, aside: Self.aside, above: 0.35)
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
