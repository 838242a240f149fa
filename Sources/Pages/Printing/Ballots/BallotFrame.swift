internal import Ballots
internal import Raster
internal import Wording

/// What is fixed on every page of a paper: corner marks, the places of code and names, the column that texts fill. mm.
struct BallotFrame: Sendable {
  let size: PaperSize
  /// Centres of the corner marks lie this far from the edges.
  let inset: Double
  /// Where the code stands, with the quiet zone of four modules that its standard asks for.
  let codeRect: PaperRect
  /// The same code in letters, for people.
  let readableRect: PaperRect
  /// The unit's name.
  let unitRect: PaperRect
  /// Where the title begins; it is as wide as the unit's name.
  let titleTop: Double
  let titleSize: Double
  /// Where questions begin on pages after the first: below the code.
  let laterTop: Double
  /// Above the corner marks and the footer.
  let bottom: Double
  let footer: Double
  /// Where the sheet is folded, from the top: in half and in three.
  let folds: [Double]
  /// Whether the footer is one line.
  let isLow: Bool

  /// Column of the texts.
  let left = 20.0
  let width = 170.0
  var right: Double { left + width }

  init(_ paper: FormOutline.Paper) {
    switch paper {
    case .a4:
      size = .a4
      inset = 13
      codeRect = PaperRect(x: 168, y: 20, width: 20, height: 20)
      readableRect = PaperRect(x: 158, y: 40.5, width: 40, height: 4)
      unitRect = PaperRect(x: 20, y: 20, width: 138, height: 11)
      (titleTop, titleSize, laterTop) = (33, 14, 48)
      (bottom, footer, isLow) = (271, 275, false)
      folds = [99, 148.5, 198]
    case .half:
      size = PaperSize(width: PaperSize.a4.width, height: PaperSize.a4.height / 2)
      inset = 11
      codeRect = PaperRect(x: 168, y: 15, width: 20, height: 20)
      readableRect = PaperRect(x: 158, y: 35.5, width: 40, height: 4)
      unitRect = PaperRect(x: 20, y: 15, width: 138, height: 6)
      (titleTop, titleSize, laterTop) = (23, 13, 42)
      (bottom, footer, isLow) = (131, 134.5, true)
      folds = [49.5, 74.25, 99]
    }
  }

  /// Puts corner marks, the places of what differs from sheet to sheet, and the footer on a page.
  func draw(on blank: inout PrintedPage, _ page: inout FormPage, of count: Int, _ outline: FormOutline) {
    if outline.isCoded { drawMarks(on: &blank, &page, hasToken: outline.hasToken) }
    page.dynamicText = outline.isCoded ? [unitRect, readableRect] : [unitRect]
    let sheet = DocumentText.ballotFooter.filled([
      "form": outline.id, "page": String(page.number), "pages": String(count),
    ])
    let anonymous = TextBlock.Run(
      text: DocumentText.ballotAnonymous.text + (isLow ? "  " : "\n"), style: TypeStyle(size: isLow ? 9 : 10).italic)
    blank.write(
      TextBlock(
        [anonymous, .init(text: sheet, style: TypeStyle(size: isLow ? 8 : 9))], alignment: .center, width: width),
      at: PaperPoint(x: left, y: footer))
  }

  private func drawMarks(on blank: inout PrintedPage, _ page: inout FormPage, hasToken: Bool) {
    page.fiducials = PageCorners.add(to: &blank, inset: inset)
    page.barcodes = [
      BarcodeRegion(id: "qr", symbology: .qr, rect: codeRect, payload: BallotLayout.payload(hasToken: hasToken))
    ]
  }
}
