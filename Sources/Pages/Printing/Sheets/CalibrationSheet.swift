public import Ballots
public import Raster
internal import Wording

/// A page that shows whether printer and scanner are in order, before a form is printed: boxes all over it, a code, a
/// ruler and grey fields for people.
public struct CalibrationSheet: Sendable {
  /// The sheet as reading needs it.
  public let form: Form
  private let blank: PrintedPage

  /// What its code says.
  private static let payload = PayloadPattern("KIEMPHIEU:KIEMTRA{check}")

  // Lengths in mm.
  private static let codeRect = PaperRect(x: 168, y: 20, width: 20, height: 20)
  private static let columns = [24.0, 62, 100, 138, 176]
  private static let rows = [62.0, 88, 114, 140, 166, 192, 218, 244]
  private static let box = 5.0

  /// Lays the sheet out.
  public init() throws(PrintingError) {
    let typesetter = try Typesetter()
    var blank = PrintedPage()
    var page = FormPage(number: 1)
    page.fiducials = PageCorners.add(to: &blank)
    page.barcodes = [BarcodeRegion(id: "qr", symbology: .qr, rect: Self.codeRect, payload: Self.payload)]
    let body = TypeStyle(size: 12)
    func write(_ text: DocumentText, _ style: TypeStyle, y: Double) {
      blank.write(TextBlock(text.text, style, width: 140), at: PaperPoint(x: 22, y: y))
    }
    write(.calibrationTitle, TypeStyle(size: 16).bold, y: 20)
    write(.calibrationUse, body, y: 30)
    for (row, y) in Self.rows.enumerated() {
      let options = Self.columns.enumerated().map { column, x in
        let rect = PaperRect(x: x, y: y, width: Self.box, height: Self.box)
        blank.items.append(.rectangle(rect, lineWidth: 0.35))
        let value = String(5 - column)
        let label = TextBlock(value, body)
        let ink = typesetter.measure(label).ink
        let corner = PaperPoint(x: rect.x + 6.6 - ink.x, y: rect.center.y - ink.center.y)
        blank.write(label, at: corner)
        return Option(
          value: value, shape: .square, rect: rect, label: value,
          labelRect: PaperRect(x: corner.x + ink.x, y: corner.y + ink.y, width: ink.width, height: ink.height))
      }
      page.questions.append(
        Question(id: "Q\(row + 1)", text: DocumentText.calibrationTitle.text, kind: .scale5, options: options))
    }
    Self.addRuler(to: &blank)
    for step in 0...10 {
      blank.items.append(
        .fill(
          PaperRect(x: 30 + Double(step) * 13.6, y: 258, width: 13.6, height: 8), shade: Double(step) / 10))
    }
    self.blank = blank
    form = Form(
      id: "phieu-kiem-tra", code: "KT", title: DocumentText.calibrationTitle.text, pageSize: blank.size, pages: [page])
  }

  /// 150 mm, a stroke every 10 mm.
  private static func addRuler(to page: inout PrintedPage) {
    let (x, y, length) = (30.0, 54.0, 150.0)
    page.rule(x: x, y: y, length: length, width: 0.25)
    for centimetre in 0...15 {
      let place = x + Double(centimetre) * 10
      page.line(
        from: PaperPoint(x: place, y: y - (centimetre % 5 == 0 ? 3 : 1.5)), to: PaperPoint(x: place, y: y), width: 0.25)
    }
    page.write(TextBlock("150 mm", TypeStyle(size: 9)), at: PaperPoint(x: x + length + 2, y: y - 4))
  }

  /// The sheet without its code.
  public func blankPicture() throws(PrintingError) -> GrayImage {
    try PagePicture.draw(blank, at: Resolution(dpi: BallotLayout.blankDPI), Typesetter())
  }

  /// The sheet as a PDF file.
  public func pdf() throws(PrintingError) -> [UInt8] {
    let text = Self.payload.filled(with: [:])
    guard let symbol = SymbolEncoder.encode(text, as: .qr, correction: .high, version: 2) else {
      throw .unencodable(text: text)
    }
    var page = blank
    let margin = (Self.codeRect.width - BallotLayout.symbolSide) / 2
    page.items.append(.symbol(symbol, in: Self.codeRect.expanded(by: -margin)))
    return try PDFDocument(title: form.title, pages: [page]).bytes(Typesetter())
  }
}
