// What the program saw on a page, for people: the scan in grey and upright, reduced, and over it in colour where the
// page's edges and each box were found and what each box was judged to hold. The geometry is that of the reading; the
// scan is decoded anew, so that nothing is kept for pictures that nobody asks for. Above the scan, on ground of its
// own so that it hides nothing: whose page it is and what became of it. Where people wrote by hand is covered, unless
// somebody gave a reason to see it, which then stands on the picture.

public import Ballots
public import Counting
public import Raster
public import Wording

/// One page of a scan with what was read from it drawn over.
public struct PageOverlay: Sendable {
  /// Longer side of the scan as shown, px; with the words above it a picture of A4 is about 1,600 px high.
  static let longestSide = 1_500.0
  /// The words above the scan need so much, px.
  static let narrowest = 640
  /// Size of a page that could not be decoded, px.
  private static let undecoded = (width: 640, height: 400)

  private let page: AssembledPage
  private let reading: PageReading?
  private let form: Form?
  private let wording: Wording
  private let unmasked: String?

  /// - Parameters:
  ///   - page: what became of the page.
  ///   - reading: what was read from it; nil when its file could not be decoded.
  ///   - form: its form, when known.
  ///   - unmasked: why handwriting is to be seen; nil covers it.
  public init(
    _ page: AssembledPage, reading: PageReading?, form: Form?, wording: Wording, unmasked: String? = nil
  ) {
    self.page = page
    self.reading = reading
    self.form = form
    self.wording = wording
    self.unmasked = unmasked
  }

  /// The picture as PNG; `scan` is nil when the page could not be decoded.
  public func png(over scan: PageImage?) throws(DrawingError) -> [UInt8] { try draw(over: scan).canvas.png() }

  /// The canvas, and how high the words above the scan are, px.
  func draw(over scan: PageImage?) throws(DrawingError) -> (canvas: Canvas, top: Int) {
    let view = UprightView(
      scanWidth: scan?.width ?? Self.undecoded.width, scanHeight: scan?.height ?? Self.undecoded.height,
      rotation: registration?.rotation ?? .upright, longestSide: Self.longestSide)
    let width = max(view.width, Self.narrowest)
    // Written twice: on a canvas of one pixel to learn how high the words are, then in earnest.
    let top = Int(writeBanner(on: try Canvas(width: 1, height: 1), width: width).rounded(.up))
    let canvas = try Canvas(width: width, height: top + view.height, ground: .paleGrey)
    writeBanner(on: canvas, width: width)
    guard let scan else { return (canvas, top) }

    let shown = { (p: PicturePoint) in view(p).moved(dx: 0, dy: Double(top)) }
    let area = PictureRect(x: 0, y: Double(top), width: Double(view.width), height: Double(view.height))
    guard let scan = unmasked == nil ? mask.masked(scan) : scan else {
      writeInstead(of: area, on: canvas)
      return (canvas, top)
    }
    // Whole blocks first: cairo reduces the rest, and needs four bytes a pixel of what it is given.
    let factor = max(1, min(16, Int(1 / view.scale)))
    try canvas.clipped(to: area) { () throws(DrawingError) in
      try canvas.draw(scan.reduced(by: factor)) {
        shown(PicturePoint(x: $0.x * Double(factor), y: $0.y * Double(factor)))
      }
      drawEdges(on: canvas, shown)
      if let place = page.refusal?.place ?? reading?.refusal?.place {
        canvas.outline(place.corners.map(shown), .refused, width: 3)
      }
      for question in reading?.questions ?? [] {
        for option in question.options { draw(option, on: canvas, shown) }
        drawWaiting(question, on: canvas, shown)
      }
    }
    return (canvas, top)
  }

  private var registration: Registration? { reading?.registration }

  private var mask: PageMask {
    PageMask(reading, form: form, isForeign: page.status == .foreign && page.ballot == nil)
  }

  /// A grey sheet that says why there is no picture.
  private func writeInstead(of area: PictureRect, on canvas: Canvas) {
    canvas.fill(area, .hidden)
    let margin = 0.1 * area.width
    canvas.write(
      wording.label(PageMask.Cover.whole.label), at: PicturePoint(x: area.x + margin, y: area.y + area.height / 3),
      Canvas.Lettering(size: 20, isBold: true, width: area.width - 2 * margin))
  }

  /// The page's edges as its transform has them; only for a form that is known.
  private func drawEdges(on canvas: Canvas, _ shown: (PicturePoint) -> PicturePoint) {
    guard let form, let registration else { return }
    let paper = PaperRect(x: 0, y: 0, width: form.pageSize.width, height: form.pageSize.height)
    canvas.outline(paper.corners.map { shown(registration.transform($0)) }, .edges, width: 3)
    for fiducial in form.pages.first(where: { $0.number == reading?.formPage })?.fiducials ?? []
    where registration.fiducials.contains(fiducial.id) {
      let side = fiducial.size
      let mark = PaperRect(x: fiducial.center.x - side / 2, y: fiducial.center.y - side / 2, width: side, height: side)
      canvas.outline(mark.expanded(by: 0.5).corners.map { shown(registration.transform($0)) }, .edges, width: 2)
    }
  }

  private func draw(_ option: OptionReading, on canvas: Canvas, _ shown: (PicturePoint) -> PicturePoint) {
    let corners = option.place.corners.map(shown)
    let colour = Colour(option.state)
    canvas.outline(corners, colour, width: option.state == .empty ? 1 : 3)
    // To the right of the box's foot, where forms leave room more often than beside its head.
    let right = corners.map(\.x).max() ?? 0
    let foot = corners.map(\.y).max() ?? 0
    let words = "\(option.value) · \(wording.number(option.confidence, places: 2))"
    let isEmpty = option.state == .empty
    canvas.write(
      isEmpty ? words : words + (option.reason.map { "\n\(wording.brief($0))" } ?? ""),
      at: PicturePoint(x: right + 3, y: foot - 4),
      Canvas.Lettering(
        size: 10, isBold: !isEmpty, colour: isEmpty ? Colour(red: 0.35, green: 0.35, blue: 0.35) : colour.darker,
        ground: Colour.white.covering(0.8)))
  }

  /// Below the first box of a question that waits for a person: that it does, and why.
  private func drawWaiting(_ question: QuestionReading, on canvas: Canvas, _ shown: (PicturePoint) -> PicturePoint) {
    guard let answer = page.answers.first(where: { $0.question == question.question }), answer.answer == .review,
      let corners = question.options.map({ $0.place.corners.map(shown) }).min(by: { a, b in
        (a.map(\.x).min() ?? 0) < (b.map(\.x).min() ?? 0)
      })
    else { return }
    let words = [question.question, wording.label(answer.answer), answer.reason.map { wording.brief($0) }].compactMap {
      $0
    }
    canvas.write(
      words.joined(separator: " · "),
      at: PicturePoint(x: corners.map(\.x).min() ?? 0, y: (corners.map(\.y).max() ?? 0) + 18),
      Canvas.Lettering(size: 11, isBold: true, colour: Colour(.unclear).darker, ground: Colour.white.covering(0.8)))
  }

  /// Gives the height of the words and the space around them, px.
  @discardableResult
  private func writeBanner(on canvas: Canvas, width: Int) -> Double {
    let margin = 8.0
    var y = margin
    func line(_ text: String, size: Double, isBold: Bool = false, colour: Colour = .black) {
      y +=
        canvas.write(
          text, at: PicturePoint(x: margin, y: y),
          Canvas.Lettering(size: size, isBold: isBold, colour: colour, width: Double(width) - 2 * margin)
        ).height
    }
    line(wording.name(page.location), size: 16, isBold: true)
    line(owner, size: 14)
    let isInOrder = page.status == .ok && page.refusal == nil
    // A refusal says more of it below.
    let reason = page.reason.flatMap { $0 == page.refusal?.reason ? nil : wording.brief($0) }
    let status = [wording.label(page.status), reason].compactMap { $0 }.joined(separator: " · ")
    line(status, size: 14, isBold: true, colour: isInOrder ? Colour(.marked).darker : .refused)
    if let refusal = page.refusal {
      line(wording.advice(refusal).message, size: 14)
      if let evidence = wording.evidence(refusal) { line(evidence, size: 14) }
    }
    if let unmasked {
      let words = "\(wording.label(SummaryLabel.unmasked)): \(Wording.oneLine(unmasked))"
      line(words, size: 14, isBold: true, colour: .refused)
    } else if reading != nil, mask.cover != .whole, !mask.coversNothing {
      line(wording.label(mask.cover.label), size: 11)
    }
    if reading?.questions.isEmpty == false {
      y += StateLegend.draw(on: canvas, at: PicturePoint(x: margin, y: y), wording)
    }
    return y + margin
  }

  /// Form, page of the form, unit, box and serial, as far as they are known.
  private var owner: String {
    var parts: [String] = []
    if let form = page.form {
      parts.append("\(wording.label(.form)): \(form)" + (page.formPage.map { ", \(wording.label(.page)) \($0)" } ?? ""))
    }
    for (label, value) in [(SummaryLabel.unit, page.unit), (.box, page.box), (.serial, page.serial)] {
      if let value { parts.append("\(wording.label(label)): \(Wording.oneLine(value))") }
    }
    if let registration {
      parts.append("\(wording.number(registration.resolution.dpi, places: 0)) dpi, \(registration.rotation.degrees)°")
    }
    return parts.isEmpty ? "–" : parts.joined(separator: " · ")
  }
}
