internal import Ballots
internal import Raster

/// Rows of boxes that a page has and the form has not: a version with a question more, whose other boxes may lie exactly
/// where this form has its own.
///
/// Boxes are looked for under and above the form's own, in the same columns, wherever the blank has no print. Nothing
/// that a voter draws makes outlines in nearly all columns of one row.
struct SurplusRows: Sendable {
  /// Distance of the places that are tried, mm: less than an outline is thick.
  static let step = 0.3
  /// Rows with fewer boxes may be chance.
  static let fewestColumns = 3
  /// Rows nearer to the form's own, as a share of a box's height, are these.
  static let apart = 0.75
  /// The part of an outline that the blank must not have printed there, 0 to 1: adjoining cells share a rule.
  static let unprintedShare = 0.6
  /// Lighter places of the blank are paper, 0 paper to 1 print.
  static let paper: Float = 0.2
  /// Shifts at which an outline is tried, mm: registration is good to less.
  static let shifts = [0.0, -0.3, 0.3]
  /// How much darker an outline is than what it surrounds, as a share of the print's contrast.
  static let outlineContrast: Float = 0.4

  /// How far a sum of some dozen darknesses may be off by rounding, with much to spare.
  private static let rounding: Float = 1e-3

  /// Points of a scan that are lighter than this are pale, 0 paper to 1 print.
  private static let pale = 0.1

  /// A place where a box would be.
  private struct Place: Sendable {
    let rect: PaperRect
    let outline: [(x: Float, y: Float)]
    let inner: [(x: Float, y: Float)]
    /// How far its points lie from its centre under any shift, mm.
    let extent: (x: Double, y: Double)

    init(rect: PaperRect, outline: [(x: Float, y: Float)], inner: [(x: Float, y: Float)]) {
      (self.rect, self.outline, self.inner) = (rect, outline, inner)
      let shift = SurplusRows.shifts.map { abs($0) }.max() ?? 0
      extent = (
        x: outline.reduce(0) { max($0, Double(abs($1.x))) } + shift,
        y: outline.reduce(0) { max($0, Double(abs($1.y))) }
      )
    }
  }

  /// Rows of places, one a column.
  private let rows: [[Place]]

  init(page: FormPage, fields: [QuestionField], blank: BlankPicture, height: Double) {
    let boxes = page.questions.flatMap(\.options).map(\.rect)
    var columns: Set<[Int]> = []
    var rows: [[Place]] = []
    for field in fields where field.question.options.count >= Self.fewestColumns {
      let options = field.question.options
      // Questions of one layout have the same columns; options under each other are no row.
      let xs = options.map { Int(($0.rect.center.x * 2).rounded()) }
      guard Set(xs).count == xs.count, columns.insert(xs).inserted else { continue }
      let size = options[0].rect.height
      for y in stride(from: size, to: height - size, by: Self.step) {
        let isOwn = boxes.contains { abs($0.center.y - y) < Self.apart * $0.height }
        if isOwn { continue }
        let row = zip(options, field.outlines).compactMap { option, outline -> Place? in
          guard outline.canBeFound else { return nil }
          let rect = PaperRect(
            x: option.rect.x, y: y - option.rect.height / 2, width: option.rect.width, height: option.rect.height)
          let ink = outline.ink.thinned(to: 32)
          let free = ink.filter { point in
            blank.darkness(x: rect.center.x + Double(point.x), y: rect.center.y + Double(point.y)) < Self.paper
          }
          guard Double(free.count) >= Self.unprintedShare * Double(ink.count) else { return nil }
          return Place(rect: rect, outline: free, inner: outline.inner.thinned(to: 16))
        }
        if row.count >= max(Self.fewestColumns, options.count - 1) { rows.append(row) }
      }
    }
    self.rows = rows
  }

  /// The bounds of a row of boxes too many, mm of paper; nil where there is none.
  func found<Image: LumaGrid>(
    _ image: Image, warp: Warp, overview: Overview, black: Float
  ) -> PaperRect? {
    for row in rows {
      var missing = 0
      for place in row {
        if !shows(place, image, warp, overview, black) { missing += 1 }
        if missing > 1 { break }
      }
      if missing <= 1, row.count - missing >= Self.fewestColumns {
        return row.dropFirst().reduce(row[0].rect) { $0.union($1.rect) }
      }
    }
    return nil
  }

  private func shows<Image: LumaGrid>(
    _ place: Place, _ image: Image, _ warp: Warp, _ overview: Overview, _ black: Float
  ) -> Bool {
    let frame = BoxFrame(place.rect.center, warp: warp, overview: overview, black: black)
    /// The mean darkness; nil where it is certainly below `limit`, however dark the rest of the points.
    func darkness(_ points: [(x: Float, y: Float)], _ dx: Double, from limit: Float) -> Float? {
      guard !points.isEmpty else { return 0 }
      let needed = limit * Float(points.count) - Self.rounding
      var sum: Float = 0
      for (k, point) in points.enumerated() {
        let q = frame.point(Double(point.x) + dx, Double(point.y))
        sum += frame.darkness(Float(image.nearest(q.x, q.y)))
        if sum + Float(points.count - k - 1) < needed { return nil }
      }
      return sum / Float(points.count)
    }
    guard mayShow(place, frame, image) else { return false }
    return Self.shifts.contains { shift in
      guard let outline = darkness(place.outline, shift, from: Self.outlineContrast),
        let inner = darkness(place.inner, shift, from: 0)
      else { return false }
      return outline - inner >= Self.outlineContrast
    }
  }

  /// Whether enough of an outline's points are dark under any shift. Nearly everywhere nothing is, which is seen at once:
  /// points lighter than `pale` add no more than that to a sum that must reach `outlineContrast` a point.
  ///
  /// One point less is asked for, since places counted in 2^-32 px may be off by a pixel once in a long while.
  private func mayShow<Image: LumaGrid>(_ place: Place, _ frame: BoxFrame, _ image: Image) -> Bool {
    let count = place.outline.count
    let needed = Int((Double(count) * (Double(Self.outlineContrast) - Self.pale) / (1 - Self.pale)).rounded(.down)) - 1
    let limit = frame.paper - Float(Self.pale) * frame.contrast
    let reach = (
      x: abs(frame.a) * place.extent.x + abs(frame.b) * place.extent.y,
      y: abs(frame.c) * place.extent.x + abs(frame.d) * place.extent.y
    )
    // At the picture's edges, and where the map goes astray, all is looked at.
    guard limit > 0, limit < 255, frame.center.x - reach.x >= 1, frame.center.y - reach.y >= 1,
      frame.center.x + reach.x < Double(image.width) - 1, frame.center.y + reach.y < Double(image.height) - 1,
      image.width < 1 << 24, image.height < 1 << 24
    else { return true }
    let level = UInt8(limit.rounded(.up))
    let shifts = Self.shifts.map { (x: Int64(frame.a * $0 * 0x1p32), y: Int64(frame.c * $0 * 0x1p32)) }
    let (left, right) = (shifts[1], shifts[2])
    var dark = 0
    for (k, point) in place.outline.enumerated() where dark < needed {
      if dark + count - k < needed { return false }
      let q = frame.point(Double(point.x), Double(point.y))
      let (x, y) = (Int64(q.x * 0x1p32), Int64(q.y * 0x1p32))
      let least = min(
        image.luma(Int(x >> 32), Int(y >> 32)), image.luma(Int((x &+ left.x) >> 32), Int((y &+ left.y) >> 32)),
        image.luma(Int((x &+ right.x) >> 32), Int((y &+ right.y) >> 32)))
      if least < level { dark += 1 }
    }
    return dark >= needed
  }
}
