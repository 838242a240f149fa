internal import Ballots
public import Counting
public import Raster

extension BallotLayout {
  /// One ballot to be printed.
  public struct Sheet: Sendable, Hashable {
    /// Whose ballot it is.
    public var unit: SurveyUnit
    /// The box for which it is printed; nil for any of the unit's.
    public var box: String?
    /// Its token; ignored where the form has none.
    public var token: String

    /// A sheet from its parts.
    public init(unit: SurveyUnit, box: String? = nil, token: String) {
      self.unit = unit
      self.box = box
      self.token = token
    }
  }

  /// Resolution of the blank's pictures, dots an inch.
  public static let blankDPI = 300.0

  /// The blank as a PDF file.
  public func blankPDF() throws(PrintingError) -> [UInt8] {
    try PDFDocument(title: form.title, pages: blanks).bytes(Typesetter())
  }

  /// The blank's pages as pictures of `blankDPI`: what reading compares scans with.
  public func blankPictures() throws(PrintingError) -> [GrayImage] {
    try pictures(of: blanks)
  }

  /// Ballots as a PDF file, one after the other; two below each other on each sheet where the paper is cut.
  public func pdf(of sheets: [Sheet]) throws(PrintingError) -> [UInt8] {
    let typesetter = try Typesetter()
    var ballots: [[PrintedPage]] = []
    for sheet in sheets { ballots.append(try pages(of: sheet, typesetter)) }
    let pages = ballotsOnASheet == 1 ? ballots.flatMap(\.self) : CutSheets(ballots).pages
    return try PDFDocument(title: form.title, pages: pages).bytes(typesetter)
  }

  /// The pages of one ballot as pictures of `blankDPI`.
  public func pictures(of sheet: Sheet) throws(PrintingError) -> [GrayImage] {
    try pictures(of: pages(of: sheet, Typesetter()))
  }

  private func pictures(of pages: [PrintedPage]) throws(PrintingError) -> [GrayImage] {
    let typesetter = try Typesetter()
    var pictures: [GrayImage] = []
    for page in pages {
      pictures.append(try PagePicture.draw(page, at: Resolution(dpi: Self.blankDPI), typesetter))
    }
    return pictures
  }

  /// Whether a unit's ballots can be printed: its code and the box's must fit the printed code beside the form's.
  /// - Throws: `unencodable` with what the code would say.
  public func check(_ unit: SurveyUnit, box: String?) throws(PrintingError) {
    guard let last = form.pages.last, !last.barcodes.isEmpty else { return }
    let token = String(repeating: "X", count: BallotTokens.length)
    _ = try symbol(saying: payload(of: Sheet(unit: unit, box: box, token: token), page: last))
  }

  private func symbol(saying payload: String) throws(PrintingError) -> SymbolModules {
    guard payload.utf8.count <= Self.payloadLimit, payload.allSatisfy(Self.isCodeCharacter),
      let symbol = SymbolEncoder.encode(payload, as: .qr, correction: .high, version: 2)
    else { throw .unencodable(text: payload) }
    return symbol
  }

  /// What the code of a page says. A form of several pages has the page's number behind its code.
  func payload(of sheet: Sheet, page: FormPage) -> String {
    Self.payload(hasToken: hasToken).filled(with: [
      "form": form.pages.count > 1 ? "\(form.code)/\(page.number)" : form.code, "unit": sheet.unit.code,
      "box": sheet.box ?? PayloadPattern.none, "serial": sheet.token,
    ])
  }

  private func pages(of sheet: Sheet, _ typesetter: Typesetter) throws(PrintingError) -> [PrintedPage] {
    var pages: [PrintedPage] = []
    for (blank, formPage) in zip(blanks, form.pages) {
      var page = blank
      page.write(unitName(sheet.unit, typesetter), at: PaperPoint(x: frame.unitRect.x, y: frame.unitRect.y))
      guard !formPage.barcodes.isEmpty else {
        pages.append(page)
        continue
      }
      let payload = payload(of: sheet, page: formPage)
      let symbol = try symbol(saying: payload)
      let side = Self.symbolSide
      let corner = PaperPoint(x: frame.codeRect.center.x - side / 2, y: frame.codeRect.center.y - side / 2)
      page.items.append(
        .symbol(symbol, in: PaperRect(x: corner.x, y: corner.y, width: side, height: side)))
      let readable = TextBlock(
        payload, TypeStyle(family: .monospaced, size: 8), alignment: .center, width: frame.readableRect.width)
      page.write(readable, at: PaperPoint(x: frame.readableRect.x, y: frame.readableRect.y))
      pages.append(page)
    }
    return pages
  }

  /// The unit's name in its place: smaller where it is long.
  private func unitName(_ unit: SurveyUnit, _ typesetter: Typesetter) -> TextBlock {
    var size = 12.0
    func block() -> TextBlock {
      TextBlock(
        unit.name.uppercased(), TypeStyle(size: size).bold, alignment: .center, width: frame.unitRect.width)
    }
    while size > 5, typesetter.measure(block()).height > frame.unitRect.height { size -= 1 }
    let name = block()
    return typesetter.split(name, at: frame.unitRect.height).first ?? name
  }

  /// Characters that QR codes pack densely, but for the space.
  private static func isCodeCharacter(_ character: Character) -> Bool {
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$%*+-./:".contains(character)
  }
}
