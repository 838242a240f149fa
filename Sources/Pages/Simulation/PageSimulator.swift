public import Ballots
public import Raster

/// A simulated scan and the truth about it.
public struct SimulatedPage: Sendable {
  /// What a decoder would have delivered.
  public let image: PageImage
  /// What it shows.
  public let truth: PageTruth
}

/// What a scanner is set to write.
public enum ScanDepth: Sendable {
  /// 8 bits a pixel, not compressed.
  case gray
  /// One bit a pixel.
  case bilevel
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
    sheet(seed: seed, severity: severity).scan()
  }

  /// The page of a seed from a scanner that is set to a resolution, dots an inch, and a depth. All settings see the same
  /// sheet, lying the same way.
  public func page(
    seed: UInt64, severity: Severity, scannedAt dpi: Double, as depth: ScanDepth
  ) -> SimulatedPage {
    sheet(seed: seed, severity: severity).scan(at: dpi, as: depth)
  }

  /// The sheet of a seed, marked and worn: what `page` scans.
  public func sheet(seed: UInt64, severity: Severity) -> SimulatedSheet {
    var random = SeededRandom(seed: seed)
    let number = random.index(below: form.pages.count)
    let conditions = SheetConditions(
      print: severity.print, paper: severity.paper, scan: severity.scan)
    return sheet(seed: seed, severity: severity, page: number, conditions, &random) { page, voting in
      BallotMarking(page, habits: severity.voters, &voting)
    }
  }

  /// A page that nobody marked: a print run's sheet with its codes, clean paper, a scan of the severity.
  ///
  /// - Parameter index: the page's place in the form, from 0.
  public func blank(_ index: Int, seed: UInt64, severity: Severity) -> SimulatedPage {
    var random = SeededRandom(seed: seed)
    let conditions = SheetConditions(print: severity.print, paper: .spotless, scan: severity.scan)
    return sheet(seed: seed, severity: severity, page: index, conditions, &random) { page, voting in
      BallotMarking(
        page, choices: page.questions.map { _ in nil }, by: Voter(severity.voters, &voting), &voting)
    }.scan()
  }

  /// One of many ballots with the same answers, by different people: the `number`th of a seed.
  ///
  /// - Parameter isAlike: whether as little as possible tells them apart: one pen, one hand, one way of marking, one
  ///   print run and one scanner, nothing written but the marks. Else people, paper and scans are as usual.
  public func twin(_ number: Int, of seed: UInt64, severity: Severity, isAlike: Bool) -> SimulatedSheet {
    var shared = SeededRandom(seed: seed)
    let pageNumber = shared.index(below: form.pages.count)
    let choices = form.pages[pageNumber].questions.filter { !$0.options.isEmpty }.map { question in
      shared.chance(Self.unanswered) ? nil : shared.index(below: question.options.count)
    }
    let voter = Voter(severity.voters, &shared)
    let alike = SheetConditions(
      print: severity.print.narrowed(&shared), paper: .spotless, scan: severity.scan.narrowed(&shared))
    let usual = SheetConditions(print: severity.print, paper: severity.paper, scan: severity.scan)
    var own = SeededRandom(seed: SeededRandom.seed(seed, number: UInt64(number)))
    return sheet(seed: seed, severity: severity, page: pageNumber, isAlike ? alike : usual, &own) { page, voting in
      let other = Voter(severity.voters, &voting)
      return BallotMarking(page, choices: choices, by: isAlike ? voter : other, &voting)
    }
  }

  /// Share of the questions that twins leave blank.
  private static let unanswered = 0.1

  private func sheet(
    seed: UInt64, severity: Severity, page number: Int, _ conditions: SheetConditions, _ random: inout SeededRandom,
    marking fillIn: (FormPage, inout SeededRandom) -> BallotMarking
  ) -> SimulatedSheet {
    let page = form.pages[number]
    let (unit, box) = ("U0\(1 + random.index(below: 9))", "H\(1 + random.index(below: 3))")
    let serial = 1 + random.index(below: 999_999)
    var (printing, voting, wear, scanning) = (random.branch(), random.branch(), random.branch(), random.branch())

    var (sheet, process) = printers[number].sheet(conditions.print, unit: unit, box: box, serial: serial, &printing)
    let damage = PaperDamage(page: page, conditions: conditions.paper)
    var notes = ["copies:\(process.copies)", "gain:\(process.gain)"]
    notes += damage.before(on: &sheet, &wear)
    let bare = sheet
    let marking = fillIn(page, &voting)
    notes.append("pen:\(marking.pen.kind.rawValue)")
    for layer in marking.items.flatMap(\.layers) where layer.isDrawn {
      if let fluid = layer.fluid { sheet.cover(fluid, shade: 254) { _, _ in true } }
      sheet.draw(layer.strokes, with: layer.pen, &voting)
    }
    notes += damage.after(on: &sheet, pen: marking.pen, &wear)
    if printing.chance(conditions.print.copiedAfterMarking) {
      sheet.image = PrintProcess.copied(sheet.image, scale: sheet.scaleX, gain: printing.upTo(0.05), &printing)
      notes.append("copied-after-marking")
    }
    // What a scan adds is filled in by the scan.
    let truth = PageTruth(
      seed: seed, form: form.id, formPage: page.number, severity: severity, unit: unit, box: box, serial: serial,
      conditions: notes, resolution: Resolution(dpi: 0), transform: Homography(rowMajor: [1, 0, 0, 0, 1, 0, 0, 0, 1]),
      questions: [])
    return SimulatedSheet(
      paper: sheet, bare: bare, items: marking.items, truth: truth,
      scanner: Scanner(conditions: conditions.scan, print: conditions.print), scanning: scanning)
  }
}

/// How one sheet is printed, worn and scanned.
private struct SheetConditions {
  let print: PrintConditions
  let paper: PaperConditions
  let scan: ScanConditions
}
