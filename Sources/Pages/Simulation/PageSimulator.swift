public import Ballots
public import Raster

/// A simulated scan and the truth about it.
public struct SimulatedPage: Sendable {
  /// What a decoder would have delivered.
  public let image: PageImage
  /// What it shows.
  public let truth: PageTruth
}

/// Makes scans of filled-in ballots with known truth, for any form that can be read.
///
/// A page goes the way of paper: the blank is printed and perhaps copied (`FormPrinter`), a voter marks it
/// (`BallotMarking`), words, stamps, folds and dirt are added (`PaperDamage`), and a scanner takes the picture
/// (`Scanner`). Each step draws from its own branch of the page's generator, so everything follows from the seed alone.
/// docs/simulation.md says what is simulated, how hard, and how that was compared with scans.
public struct PageSimulator: Sendable {
  /// The form that is simulated.
  public let form: Form
  private let printers: [FormPrinter]

  /// A simulator of a form; prepares its print runs, which takes about half a second a page.
  ///
  /// - Parameter blanks: one upright picture a page, covering the whole page, of 300 dpi or near it.
  /// - Returns: nil when the number of pictures is not the number of pages.
  public init?(form: Form, blanks: [GrayImage]) {
    guard form.pages.count == blanks.count, !blanks.isEmpty else { return nil }
    self.form = form
    printers = zip(form.pages, blanks).map { page, blank in
      FormPrinter(form: form, page: page, blank: blank)
    }
  }

  /// The page of a seed. The same seed, form and severity give the same pixels, always.
  public func page(seed: UInt64, severity: Severity) -> SimulatedPage {
    var random = SeededRandom(seed: seed)
    let number = random.index(below: form.pages.count)
    let page = form.pages[number]
    let (unit, box) = ("U0\(1 + random.index(below: 9))", "H\(1 + random.index(below: 3))")
    let serial = 1 + random.index(below: 999_999)
    var (printing, voting, wear, scanning) = (random.branch(), random.branch(), random.branch(), random.branch())

    var (sheet, process) = printers[number].sheet(severity.print, unit: unit, box: box, serial: serial, &printing)
    let damage = PaperDamage(page: page, conditions: severity.paper)
    var conditions = ["copies:\(process.copies)", "gain:\(process.gain)"]
    conditions += damage.before(on: &sheet, &wear)
    let bare = sheet
    let marking = BallotMarking(page, habits: severity.voters, &voting)
    conditions.append("pen:\(marking.pen.kind.rawValue)")
    for layer in marking.items.flatMap(\.layers) {
      if let fluid = layer.fluid { sheet.cover(fluid, shade: 254) { _, _ in true } }
      sheet.draw(layer.strokes, with: layer.pen, &voting)
    }
    conditions += damage.after(on: &sheet, pen: marking.pen, &wear)
    if printing.chance(severity.print.copiedAfterMarking) {
      sheet.image = PrintProcess.copied(sheet.image, scale: sheet.scaleX, gain: printing.upTo(0.05), &printing)
      conditions.append("copied-after-marking")
    }
    let scan = Scanner(conditions: severity.scan, print: severity.print).scan(sheet, &scanning)
    let questions = marking.items.map { item -> QuestionTruth in
      let visible = Self.visibility(of: item, in: scan, onto: bare)
      return QuestionTruth(
        question: item.question.id, intended: item.intended, acceptable: item.acceptable(visible: visible),
        event: item.event, style: item.style, isVisible: !visible.contains(false),
        boxes: zip(item.question.options, item.states).map { option, state in
          BoxTruth(value: option.value, state: state, center: scan.geometry.transform(option.rect.center))
        })
    }
    let truth = PageTruth(
      seed: seed, form: form.id, formPage: page.number, severity: severity, unit: unit, box: box, serial: serial,
      conditions: conditions + scan.notes, resolution: Resolution(dpi: scan.geometry.dpi),
      transform: scan.geometry.transform, questions: questions)
    return SimulatedPage(image: scan.image, truth: truth)
  }

  /// A layer of ink shows when this share of it, off the print, can be seen.
  private static let visibleShare = 0.2

  /// Whether each layer of a question shows in the picture. What fluid covers does not count as lost.
  private static func visibility(
    of item: BallotMarking.Item, in scan: ScannedSheet, onto bare: Sheet
  ) -> [Bool] {
    let whitened = item.layers.filter { $0.fluid != nil }.map(\.role)
    return item.layers.map { layer in
      if layer.role == .stray || layer.fluid != nil { return true }
      if case .choice(let index) = layer.role, whitened.contains(.cancellation(index)) { return true }
      let points = layer.strokes.flatMap { $0.resampled(every: 0.3) }.filter { bare.isBare(around: $0) }
      guard points.count > 2 else { return true }
      return Double(points.count(where: scan.showsInk)) >= visibleShare * Double(points.count)
    }
  }
}

extension Sheet {
  /// Whether no print lies within 0.35 mm.
  fileprivate func isBare(around point: PaperPoint) -> Bool {
    let offsets = [(0.0, 0.0), (0.35, 0), (-0.35, 0), (0, 0.35), (0, -0.35), (0.25, 0.25), (-0.25, -0.25)]
    return offsets.allSatisfy { dx, dy in
      let (x, y) = (Int((point.x + dx) * scaleX), Int((point.y + dy) * scaleY))
      guard x >= 0, y >= 0, x < image.width, y < image.height else { return true }
      return image[x, y] > 170
    }
  }
}
