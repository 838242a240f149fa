public import Ballots
public import Raster

/// Reads pages: one page and the known forms to a `PageReading`. Nothing but pixels in, nothing but facts out.
///
/// The stages, each in its folder, each with a type of its own, so that no page is measured that was not located:
/// `Locate` finds which form page lies where (`LocatedPage`) or refuses; `Identify` reads its codes; `Marks` measures the
/// ink of each question against the blank; `Judge` turns measurements into states. A page that shows no form is told
/// apart by its codes (batch headers) and by what is printed on it (blank, or some other document).
///
/// Not sendable, since it owns a barcode scanner: one per worker.
public final class PageReader {
  /// Pale ink beside the boxes from which on it may be a mark, mm²: the edge of a fold has less.
  static let paleStrayInk = 1.0

  /// A picture with a side of fewer px shows nothing that can be read.
  static let leastSide = 200

  let forms: [PreparedForm]
  private let identifier = Identifier(reader: BarcodeReader())
  private let clock: StageClock?

  /// A reader for these forms; a clock adds up how long each stage takes.
  public init(forms: [PreparedForm], clock: StageClock? = nil) {
    self.forms = forms
    self.clock = clock
  }

  /// Reads one page. A negative, as some programs save bilevel pages, is read like its positive.
  public func read(_ page: PageImage) -> PageReading {
    clock?.begin(.locate)
    defer { clock?.end() }
    let overview = Overview(page)
    if overview.isNegative {
      let positive = page.inverted
      return read(positive, Overview(positive))
    }
    return read(page, overview)
  }

  private func read(_ page: PageImage, _ overview: Overview) -> PageReading {
    reading(of: locate(page, overview), page, overview)
  }

  /// Which form page a picture shows, and where; nil where it is too small to show one.
  func locate(_ page: PageImage, _ overview: Overview) -> Locator.Outcome? {
    guard min(page.width, page.height) >= Self.leastSide else { return nil }
    return switch page {
    case .gray(let image): Locator(forms: forms).locate(image, overview: overview)
    case .bits(let image): Locator(forms: forms).locate(image, overview: overview)
    }
  }

  /// What is read from a page on which that was found.
  func reading(of outcome: Locator.Outcome?, _ page: PageImage, _ overview: Overview) -> PageReading {
    switch page {
    case .gray(let image): reading(of: outcome, image, page, overview)
    case .bits(let image): reading(of: outcome, image, page, overview)
    }
  }

  private func reading<Image: LumaGrid>(
    of outcome: Locator.Outcome?, _ image: Image, _ page: PageImage, _ overview: Overview
  ) -> PageReading {
    switch outcome {
    case nil:
      return PageReading(
        kind: .rejected,
        refusal: Refusal(
          .pictureTooSmall, measured: Double(min(page.width, page.height)), limit: Double(Self.leastSide)))
    case .located(let located, let rivals): return measured(named(located, rivals, image), image, overview)
    case .refused(let refusal, let form): return refused(refusal, form, page, overview)
    case .unknown: return unknown(page, overview)
    }
  }

  /// Of several forms that fit, the one that the page's code names; without a code the first, which is then refused.
  private func named<Image: LumaGrid>(_ page: LocatedPage, _ rivals: [LocatedPage], _ image: Image) -> LocatedPage {
    guard !rivals.isEmpty else { return page }
    clock?.begin(.identify)
    return ([page] + rivals).first { candidate in
      let (_, refusal) = identifier.identify(candidate, in: image)
      return refusal?.reason != .formAmbiguous && refusal?.reason != .barcodesDisagree
    } ?? page
  }

  private func measured<Image: LumaGrid>(
    _ page: LocatedPage, _ image: Image, _ overview: Overview
  ) -> PageReading {
    clock?.begin(.identify)
    let (identity, refusal) = identifier.identify(page, in: image)
    if let refusal, refusal.reason == .formAmbiguous {
      return PageReading(kind: .rejected, refusal: refusal, identity: identity)
    }
    // A version that was not given may look like one that was: its code is believed, and nothing of it is read.
    if refusal?.reason == .barcodesDisagree, identity.unit == nil, let ballot = ballot(named: identity.payloads) {
      let reading = ballot(Refusal(.barcodesDisagree))
      if reading.refusal?.reason == .formNotGiven { return reading }
    }
    clock?.begin(.locate)
    if SecondSheet.isPresent(beside: page, overview: overview) {
      return PageReading(
        kind: .rejected, refusal: Refusal(.severalSheets), form: page.prepared.formID,
        formPage: page.prepared.page.number, identity: identity)
    }
    clock?.begin(.marks)
    let streaks = Streaks(image, resolution: page.registration.resolution)
    let folds = Folds(page, overview: overview)
    let covers = Covers(overview, scale: page.registration.resolution.pixelsPerMillimetre)
    let coverMargin = Covers.margin * page.registration.resolution.pixelsPerMillimetre
    let printMargin = PrintGain.margin(page, image, overview)
    let meter = InkMeter()
    let judge = Judge()
    func ink(_ field: QuestionField, _ boxes: [FittedBox]) -> InkField {
      InkField(
        field, boxes: boxes, page: page, image: image, overview: overview, streaks: streaks, folds: folds,
        printMargin: printMargin)
    }
    var questions: [QuestionReading] = []
    var cells: [[CellInk]] = []
    var isCrossed: [Bool] = []
    var lines: [[Line?]] = []
    for (index, (field, boxes)) in zip(page.prepared.fields, page.boxes).enumerated() {
      let near = ink(field, boxes)
      let places = zip(field.question.options, boxes).map { page.place($0.rect, $1) }
      let covered = places.map { covers.touch($0, margin: coverMargin) }
      var measured = meter.measure(near, boxes: boxes)
      isCrossed.append(measured.isCrossed)
      var question = judge.judge(
        measured, field: field, boxes: boxes, places: places, covered: covered)
      if question.options.allSatisfy({ $0.state == .empty }) {
        let wide = ink(page.prepared.wideFields.field(index), boxes)
        measured = meter.measure(wide.smoothed(), boxes: boxes, darkness: InkMeter.palestInk)
        question = Judge(isSecondLook: true).judge(
          measured, field: field, boxes: boxes, places: places, covered: covered)
        // Folds and stains beside the boxes are pale, too: ink that is no box's counts only where it is a mark's.
        if question.strayInk < Self.paleStrayInk {
          question.strayInk = meter.measure(wide, boxes: boxes).strayInk
        }
      }
      questions.append(question)
      lines.append(measured.lines)
      cells.append(field.question.options.contains { $0.shape == .cell } ? CellInk.cells(of: near) : [])
    }
    // The last word is that of the whole page: cells share strokes, and marks have their page's usual strength.
    questions = judge.tinted(CellNeighbours.settled(questions, cells))
    // Of a ballot of several pages nobody sees here whether the others are blank, too.
    if page.prepared.isWholeForm { questions = judge.dusted(questions) }
    questions = PassingLines(questions, lines).settled(questions)
    questions = judge.crossedOut(judge.compared(questions), isCrossed: isCrossed)
    return PageReading(
      kind: .ballot, refusal: refusal, form: page.prepared.formID, formPage: page.prepared.page.number,
      identity: identity, registration: page.registration, questions: questions,
      fingerprint: Fingerprint(page, overview: overview))
  }

  /// A page that was not located may still tell by its codes whose it is, or that its form was not given.
  private func refused(
    _ refusal: Refusal, _ form: PreparedPage?, _ page: PageImage, _ overview: Overview
  ) -> PageReading {
    clock?.begin(.identify)
    let texts = identifier.wholePage(page, overview)
    if let ballot = ballot(named: texts) { return ballot(refusal) }
    return PageReading(
      kind: .rejected, refusal: refusal, form: form?.formID, formPage: form?.page.number,
      identity: Identity(payloads: texts))
  }

  /// A page that was not located but bears a ballot's code: how it is read, given why it was not located.
  private func ballot(named texts: [String]) -> ((Refusal) -> PageReading)? {
    for barcode in forms.flatMap(\.form.pages).flatMap(\.barcodes) where barcode.symbology == .qr {
      guard let text = texts.first(where: { barcode.payload.match($0) != nil }),
        let fields = barcode.payload.match(text)
      else { continue }
      let identity = Identity(unit: fields["unit"], box: fields["box"], serial: fields["serial"], payloads: texts)
      let named = fields["form"].flatMap { code in forms.first { $0.form.names(code) } }
      let isAnother = fields["form"] != nil && named == nil
      return { refusal in
        PageReading(
          kind: .rejected, refusal: isAnother ? Refusal(.formNotGiven, subject: text) : refusal,
          form: named?.form.id, identity: identity)
      }
    }
    return nil
  }

  /// A page on which no form was found: a header by its code, a blank page by its emptiness, a ballot that cannot be
  /// located by its code, else some other document.
  private func unknown(_ page: PageImage, _ overview: Overview) -> PageReading {
    if BlankPage.isBlank(overview) { return PageReading(kind: .blank, refusal: Refusal(.blankPage)) }
    clock?.begin(.identify)
    let texts = identifier.wholePage(page, overview)
    if texts.contains(SeparatorSheet.payload) {
      return PageReading(kind: .header, refusal: Refusal(.separatorSheet), identity: Identity(payloads: texts))
    }
    for form in forms.map(\.form) {
      for text in texts {
        if let fields = form.batchHeader?.match(text) {
          let identity = Identity(
            unit: fields["unit"], box: fields["box"], declared: fields["declared"].flatMap { Int($0) }, payloads: texts)
          let known = forms.first { $0.form.code == fields["form"] }?.form.id
          return PageReading(
            kind: .header, refusal: Refusal(.batchHeader), form: known ?? fields["form"], identity: identity)
        }
      }
    }
    if let ballot = ballot(named: texts) { return ballot(Refusal(.fiducialsMissing)) }
    return PageReading(
      kind: .foreign, refusal: Refusal(.notABallot), identity: Identity(payloads: texts))
  }
}

extension Form {
  /// Whether a barcode's form field means this form: its code, or its code and a page number.
  func names(_ text: String) -> Bool { text == code || text.hasPrefix(code + "/") }
}

extension LocatedPage {
  /// The bounds of a box in the scan, px.
  func place(_ rect: PaperRect, _ box: FittedBox) -> PictureRect {
    warp.bounds(of: PaperRect(x: rect.x + box.dx, y: rect.y + box.dy, width: rect.width, height: rect.height))
  }
}
