internal import Ballots
internal import Raster

/// How far this page's print reaches beyond the blank's: toner spread, copies, blur, thresholds. What lies within the
/// margin of print is not counted as ink.
enum PrintGain {
  /// Registration is good to this, mm: the least margin.
  static let leastMargin = 0.22
  static let largestMargin = 0.75
  /// Added to the distance at which the page turns to paper, mm.
  static let allowance = 0.12
  /// Median darkness of a band from which on it is paper.
  static let paperDarkness: Float = 0.10

  /// The margin around print, mm, from the darkness of bands of paper at growing distance from the outlines. Most boxes
  /// of a page are empty, so the median over boxes is print and paper only.
  static func margin<Image: LumaGrid>(_ page: LocatedPage, _ image: Image, _ overview: Overview) -> Double {
    var bands = [[Float]](repeating: [], count: BoxOutline.bandCount)
    for (field, boxes) in zip(page.prepared.fields, page.boxes) {
      for (k, option) in field.question.options.enumerated() where boxes[k].isFound {
        let frame = BoxFrame(option.rect.center, warp: page.warp, overview: overview, black: page.blackLuma)
        for (band, points) in field.outlines[k].bands.enumerated() where points.count >= 8 {
          var sum: Float = 0
          for p in points {
            let q = frame.point(Double(p.x) + boxes[k].dx, Double(p.y) + boxes[k].dy)
            sum += frame.darkness(image.bilinear(q.x, q.y))
          }
          bands[band].append(sum / Float(points.count))
        }
      }
    }
    var margin = 0.0
    for (band, values) in bands.enumerated() where values.count >= 3 {
      // The lower third rather than the middle: bubbles filled on every line must not widen the margin.
      if values.sorted()[values.count / 3] > paperDarkness { margin = Double(band + 1) * BoxOutline.bandWidth }
    }
    return min(largestMargin, max(leastMargin, margin + allowance))
  }
}
