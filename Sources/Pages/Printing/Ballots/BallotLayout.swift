// Lays a form out on A4: where everything stands follows from the texts alone.
//
// From top to bottom: title, lines for words, what to do, the questions with a row of boxes below each, a line for words,
// thanks. The questions take as few pages as they can, then stand as far apart as those pages allow. A row of boxes that
// would lie on a fold of the sheet (half, thirds) moves below it. On the back of a sheet the columns of boxes fall between
// those of the front, so ink that shows through touches no box.
//
// Lengths are rounded to a thousandth of a millimetre: the form that is written down is exactly the one that is printed.

public import Ballots
internal import Raster
internal import Wording

/// A form with a place for everything: what is printed, and what reading must know of it.
public struct BallotLayout: Sendable {
  /// The form as reading needs it.
  public let form: Form
  /// Whether each ballot bears a token of its own; else one may be copied as often as needed.
  public let hasToken: Bool
  /// What is the same on every sheet, page by page.
  let blanks: [PrintedPage]

  /// Lays an outline out.
  public init(_ outline: FormOutline) throws(PrintingError) {
    hasToken = outline.hasToken
    (form, blanks) = try Composition(outline, Typesetter()).result()
  }

  /// The code of a sheet, mm: version 2 has 25 modules.
  static let module = 0.6
  static let symbolSide = 25 * module
  /// Characters that version 2 holds at level H, of capital letters, digits and `$%*+-./:`.
  static let payloadLimit = 20
  /// Where the code stands, with the quiet zone of four modules that its standard asks for, mm.
  static let codeRect = PaperRect(x: 168, y: 20, width: 20, height: 20)
  /// The same code in letters, for people, mm.
  static let readableRect = PaperRect(x: 158, y: 40.5, width: 40, height: 4)
  /// The unit's name, mm.
  static let unitRect = PaperRect(x: 20, y: 20, width: 138, height: 11)

  /// What the code of a batch header says.
  static let headerPayload = PayloadPattern("KPH:{form}:{unit}:{box}:{declared}{check}")

  /// What the codes say: form, unit, box, a token where ballots have one, a check character. Separators are of the
  /// symbols that QR codes pack densely.
  static func payload(hasToken: Bool) -> PayloadPattern {
    PayloadPattern("{form}:{unit}:{box}" + (hasToken ? ":{serial}" : "") + "{check}")
  }
}

/// One laying out.
private struct Composition {
  let outline: FormOutline
  let typesetter: Typesetter
  let levels: [FormOutline.Level]

  init(_ outline: FormOutline, _ typesetter: Typesetter) {
    self.outline = outline
    self.typesetter = typesetter
    levels = outline.scale ?? DocumentText.usualScale
  }

  // Lengths in mm, sizes of letters in pt.
  static let size = PaperSize.a4
  static let left = 20.0
  static let width = 170.0
  /// Where questions begin on pages after the first: below the code.
  static let laterTop = 48.0
  /// Above the corner marks and the page's footer.
  static let bottom = 271.0
  static let footer = 275.0
  static let box = 5.0
  static let boxLine = 0.35
  static let firstBox = 24.0
  static let lastBox = 168.0
  /// From a box's left edge to its label.
  static let labelOffset = 6.6
  /// From a question's text down to its boxes; a tick may rise above its box.
  static let aboveBoxes = 2.0
  /// From a row of boxes down to the next question, at least and at most.
  static let gaps = (least: 5.0, most: 13.0)
  /// A4 folded in half and in three.
  static let folds = [99.0, 148.5, 198.0]
  /// Between a fold and a box, at least.
  static let clearOfFold = 1.5
  static let body = TypeStyle(size: 12.5)
  static let writingLine = 9.0

  static func rounded(_ length: Double) -> Double { (length * 1000).rounded() / 1000 }

  /// A question and where it stands.
  struct Placed {
    var number: Int
    var y: Double
  }

  func result() throws(PrintingError) -> (Form, [PrintedPage]) {
    var first = PrintedPage(size: Self.size)
    var page = FormPage(number: 1)
    let top = head(on: &first, &page)
    let (pages, end) = try places(from: top)
    var printed: [PrintedPage] = []
    var formPages: [FormPage] = []
    for (index, placed) in pages.enumerated() {
      var blank = index == 0 ? first : PrintedPage(size: Self.size)
      var formPage = index == 0 ? page : FormPage(number: index + 1)
      if index > 0 { shortHead(on: &blank) }
      frame(&blank, &formPage, of: pages.count)
      for place in placed { draw(place, on: &blank, &formPage) }
      if index == pages.count - 1 { tail(at: end, on: &blank, &formPage) }
      printed.append(blank)
      formPages.append(formPage)
    }
    let title = outline.title.split(whereSeparator: \.isNewline).joined(separator: " ")
    return (
      Form(
        id: outline.id, code: outline.code, title: title, pageSize: Self.size, pages: formPages,
        batchHeader: BallotLayout.headerPayload), printed
    )
  }

  // MARK: Places

  private func text(of number: Int) -> TextBlock {
    TextBlock(
      [
        .init(
          text: DocumentText.ballotQuestion.filled(["n": String(number + 1)]) + " ", style: Self.body.bold),
        .init(text: outline.questions[number], style: Self.body),
      ], width: Self.width)
  }

  /// From a question's top to its boxes' bottom.
  private func height(of number: Int) -> Double {
    typesetter.measure(text(of: number)).height + Self.aboveBoxes + Self.box
  }

  private var tailHeight: Double {
    (outline.comment == nil ? 0 : Self.writingLine + 3) + 9
  }

  /// The questions page by page, and where what follows them stands on the last page.
  private func places(from top: Double) throws(PrintingError) -> (pages: [[Placed]], end: Double) {
    let heights = outline.questions.indices.map(height)
    for (number, height) in heights.enumerated() where Self.laterTop + height > Self.bottom - 60 {
      throw .questionTooLong(number: number + 1)
    }
    let least = fill(heights, from: top, gap: Self.gaps.least)
    var best = least
    var gap = Self.gaps.least
    while gap < Self.gaps.most {
      gap += 0.5
      let wider = fill(heights, from: top, gap: gap)
      guard wider.pages.count == least.pages.count else { break }
      best = wider
    }
    return best
  }

  private func fill(_ heights: [Double], from top: Double, gap: Double) -> (pages: [[Placed]], end: Double) {
    var pages: [[Placed]] = [[]]
    var y = top
    for (number, height) in heights.enumerated() {
      var place = clearOfFolds(y, height)
      if place + height > Self.bottom {
        pages.append([])
        place = clearOfFolds(Self.laterTop, height)
      }
      pages[pages.count - 1].append(Placed(number: number, y: Self.rounded(place)))
      y = place + height + gap
    }
    if y + tailHeight > Self.bottom {
      pages.append([])
      y = Self.laterTop
    }
    return (pages, Self.rounded(y))
  }

  /// The place of a question whose boxes touch no fold, at or below `y`.
  private func clearOfFolds(_ y: Double, _ height: Double) -> Double {
    for fold in Self.folds {
      let (above, below) = (y + height - Self.box - Self.clearOfFold, y + height + Self.clearOfFold)
      if above < fold, below > fold { return fold + Self.clearOfFold + Self.box - height }
    }
    return y
  }

  // MARK: Drawing

  /// Title, lines for words and what to do; gives where the questions begin.
  private func head(on blank: inout PrintedPage, _ page: inout FormPage) -> Double {
    var y = 33.0
    func write(_ block: TextBlock, width: Double = Self.width, after: Double) {
      let block = block.broken(at: width)
      blank.write(block, at: PaperPoint(x: Self.left, y: y))
      y += typesetter.measure(block).height + after
    }
    write(
      fitting(outline.title, TypeStyle(size: 14).bold, width: BallotLayout.unitRect.width),
      width: BallotLayout.unitRect.width, after: 0)
    y = max(y, BallotLayout.readableRect.maxY) + 3
    for question in outline.written {
      write(TextBlock(question, Self.body), after: 0)
      writingLine(from: Self.left, at: y, on: &blank, &page)
      y += Self.writingLine + 2
    }
    write(
      TextBlock(outline.introduction ?? DocumentText.ballotIntroduction.text, Self.body, alignment: .justified),
      after: 1)
    let legend = levels.map { DocumentText.ballotLevel.filled(["value": $0.value, "meaning": $0.meaning]) }
    write(fitting(legend.joined(separator: "; "), Self.body.bold, width: Self.width), after: 4)
    return y
  }

  /// A centred text, smaller where its lines would be broken otherwise; if even that does not help, broken.
  private func fitting(_ text: String, _ style: TypeStyle, width: Double) -> TextBlock {
    let sizes = stride(from: style.size, through: style.size - 2.5, by: -0.5)
    let blocks = sizes.map { TextBlock(text, style.sized($0), alignment: .center) }
    return blocks.first { typesetter.measure($0).width <= width } ?? blocks[0]
  }

  private func shortHead(on blank: inout PrintedPage) {
    let title = TextBlock(
      outline.title.split(whereSeparator: \.isNewline).joined(separator: " "), TypeStyle(size: 10).italic,
      alignment: .center, width: BallotLayout.unitRect.width)
    blank.write(title, at: PaperPoint(x: Self.left, y: 33))
  }

  private func writingLine(
    from x: Double, at y: Double, on blank: inout PrintedPage, _ page: inout FormPage
  ) {
    let length = Self.left + Self.width - x
    blank.rule(x: x, y: y + Self.writingLine - 1, length: length, width: 0.15)
    page.freeText.append(
      PaperRect(x: Self.rounded(x), y: Self.rounded(y), width: Self.rounded(length), height: Self.writingLine))
  }

  private func draw(_ place: Placed, on blank: inout PrintedPage, _ page: inout FormPage) {
    let text = text(of: place.number)
    blank.write(text, at: PaperPoint(x: Self.left, y: place.y))
    let y = Self.rounded(place.y + typesetter.measure(text).height + Self.aboveBoxes)
    // Labels stand on one line, a digit in the middle of the box's height.
    let digit = typesetter.measure(TextBlock("0", Self.body)).ink
    let pitch = (Self.lastBox - Self.firstBox) / Double(max(1, levels.count - 1))
    let options = levels.enumerated().map { index, level in
      let rect = PaperRect(
        x: Self.rounded(Self.firstBox + Double(index) * pitch), y: y, width: Self.box, height: Self.box)
      blank.items.append(.rectangle(rect, lineWidth: Self.boxLine))
      let label = TextBlock(level.value, Self.body)
      let ink = typesetter.measure(label).ink
      let corner = PaperPoint(x: rect.x + Self.labelOffset - ink.x, y: rect.center.y - digit.center.y)
      blank.write(label, at: corner)
      return Option(
        value: level.value, shape: .square, rect: rect, label: level.value,
        labelRect: PaperRect(
          x: Self.rounded(corner.x + ink.x), y: Self.rounded(corner.y + ink.y), width: Self.rounded(ink.width),
          height: Self.rounded(ink.height)))
    }
    page.questions.append(
      Question(
        id: "Q\(place.number + 1)", text: outline.questions[place.number],
        kind: levels.count == 5 ? .scale5 : .choice, options: options))
  }

  private func tail(at top: Double, on blank: inout PrintedPage, _ page: inout FormPage) {
    var y = top
    if let comment = outline.comment {
      let words = TextBlock(comment, Self.body)
      let measure = typesetter.measure(words)
      // The words stand on the line.
      blank.write(words, at: PaperPoint(x: Self.left, y: y + Self.writingLine - 1 - measure.baseline))
      writingLine(from: min(Self.left + measure.width + 2, 100), at: y, on: &blank, &page)
      y += Self.writingLine + 3
    }
    blank.write(
      TextBlock(DocumentText.ballotThanks.text, Self.body.bold, alignment: .center, width: Self.width),
      at: PaperPoint(x: Self.left, y: y))
  }

  /// Corner marks, the places of what differs from sheet to sheet, and the footer.
  private func frame(_ blank: inout PrintedPage, _ page: inout FormPage, of count: Int) {
    let inset = 13.0
    let corners: [(String, Fiducial.Kind, Double, Double)] = [
      ("TL", .ring, inset, inset), ("TR", .square, Self.size.width - inset, inset),
      ("BR", .square, Self.size.width - inset, Self.size.height - inset),
      ("BL", .square, inset, Self.size.height - inset),
    ]
    let side = 6.0
    page.fiducials = corners.map { id, kind, x, y in
      let rect = PaperRect(x: x - side / 2, y: y - side / 2, width: side, height: side)
      blank.items.append(.fill(rect, shade: 0))
      // The ring's hole is half as wide: it tells which corner is the top left one.
      if kind == .ring { blank.items.append(.fill(rect.expanded(by: -side / 4), shade: 1)) }
      return Fiducial(id: id, kind: kind, center: PaperPoint(x: x, y: y), size: side)
    }
    page.barcodes = [
      BarcodeRegion(
        id: "qr", symbology: .qr, rect: BallotLayout.codeRect,
        payload: BallotLayout.payload(hasToken: outline.hasToken))
    ]
    page.dynamicText = [BallotLayout.unitRect, BallotLayout.readableRect]
    let small = TypeStyle(size: 10).italic
    blank.write(
      TextBlock(DocumentText.ballotAnonymous.text, small, alignment: .center, width: Self.width),
      at: PaperPoint(x: Self.left, y: Self.footer))
    let sheet = DocumentText.ballotFooter.filled([
      "form": outline.id, "page": String(page.number), "pages": String(count),
    ])
    blank.write(
      TextBlock(sheet, TypeStyle(size: 9), alignment: .center, width: Self.width),
      at: PaperPoint(x: Self.left, y: Self.footer + 6))
  }
}
