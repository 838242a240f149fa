internal import Ballots
public import Counting
internal import Raster
internal import Wording

/// A page that goes with the ballots of a box and is none of them.
public enum CompanionSheet: Sendable, Hashable {
  /// Stands before the ballots of a box and says whose they are; `payload` is the text of its code.
  case batchHeader(BoxLabel, payload: String)
  /// Lies between two bundles of one box.
  case separator
  /// Hangs where citizens wait; `address` is where the survey is answered online.
  case poster(BoxLabel, address: String)

  /// What people must know of a box.
  public struct BoxLabel: Sendable, Hashable {
    /// Title of the survey.
    public var survey: String
    /// Its period.
    public var period: Period
    /// The box's unit.
    public var unit: SurveyUnit
    /// The box and its opening.
    public var opening: OpeningID
    /// Ballots in the box by the minutes.
    public var declared: Int?
    /// Number of the minutes.
    public var minutesNumber: String?

    /// A label from its parts.
    public init(
      survey: String, period: Period, unit: SurveyUnit, opening: OpeningID, declared: Int? = nil,
      minutesNumber: String? = nil
    ) {
      self.survey = survey
      self.period = period
      self.unit = unit
      self.opening = opening
      self.declared = declared
      self.minutesNumber = minutesNumber
    }
  }

  /// The sheet as a PDF file of one A4 page.
  public func pdf() throws(PrintingError) -> [UInt8] {
    let typesetter = try Typesetter()
    return try PDFDocument(title: title.text, pages: [page(typesetter)]).bytes(typesetter)
  }

  private var title: DocumentText {
    switch self {
    case .batchHeader: .headerTitle
    case .separator: .separatorTitle
    case .poster: .posterTitle
    }
  }

  /// Side of a dark or light square of a code that must be seen on a small picture of the page, mm.
  private static let module = 1.6
  private static let left = 20.0
  private static let width = PaperSize.a4.width - 2 * left

  func page(_ typesetter: Typesetter) throws(PrintingError) -> PrintedPage {
    var stack = Stack(typesetter: typesetter, y: 30)
    switch self {
    case .batchHeader(let box, let payload):
      stack.write(title.text, 40, bold: true)
      stack.write(box.survey, 15)
      stack.gap(4)
      stack.write(box.unit.name, 26, bold: true)
      stack.write(DocumentText.headerCode.filled(["code": box.unit.code]), 18)
      stack.write(
        DocumentText.headerBox.filled(["box": box.opening.box]) + "   ·   "
          + DocumentText.headerOpening.filled(["opening": String(box.opening.opening)]), 22, bold: true)
      stack.write(
        box.declared.map {
          DocumentText.headerDeclared.filled(["count": "\(Wording(.vi).number($0)) (\(VietnameseNumber.words($0)))"])
        } ?? DocumentText.headerToFill.text, 18)
      if let number = box.minutesNumber {
        stack.write(DocumentText.headerMinutes.filled(["number": number]), 16)
      }
      stack.gap(6)
      try stack.code(payload, module: Self.module)
      stack.write(payload, 12, family: .monospaced)
      stack.gap(6)
      stack.write(DocumentText.headerUse.text, 15)
    case .separator:
      stack.write(title.text, 60, bold: true)
      stack.gap(10)
      try stack.code(SeparatorSheet.payload, module: 2 * Self.module)
      stack.gap(10)
      stack.write(DocumentText.separatorUse.text, 18)
    case .poster(let box, let address):
      stack.write(title.text, 33, bold: true)
      stack.write(DocumentText.posterAbout.filled(["unit": box.unit.name]), 26, bold: true)
      stack.gap(3)
      stack.write(box.survey, 18)
      if let words = box.period.words {
        stack.write(DocumentText.posterPeriod.filled(["period": words]), 16)
      }
      stack.gap(8)
      try stack.code(address, side: 95)
      stack.gap(3)
      stack.write(DocumentText.posterOnline.text, 26, bold: true)
      stack.write(address, 12, family: .monospaced)
      stack.gap(5)
      stack.write(DocumentText.posterPaper.text, 20)
      stack.write(DocumentText.posterAnonymous.text, 20, bold: true)
    }
    return stack.page
  }

  /// Centred lines from top to bottom.
  private struct Stack {
    let typesetter: Typesetter
    var page = PrintedPage()
    var y: Double

    init(typesetter: Typesetter, y: Double) {
      self.typesetter = typesetter
      self.y = y
    }

    mutating func gap(_ height: Double) { y += height }

    mutating func write(_ text: String, _ size: Double, bold: Bool = false, family: TypeStyle.Family = .serif) {
      var style = TypeStyle(family: family, size: size)
      style.isBold = bold
      let block = TextBlock(text, style, alignment: .center, width: CompanionSheet.width)
      page.write(block, at: PaperPoint(x: CompanionSheet.left, y: y))
      y += typesetter.measure(block).height + 2
    }

    mutating func code(_ text: String, module: Double) throws(PrintingError) {
      let symbol = try symbol(text)
      draw(symbol, side: Double(symbol.width) * module)
    }

    mutating func code(_ text: String, side: Double) throws(PrintingError) { draw(try symbol(text), side: side) }

    private func symbol(_ text: String) throws(PrintingError) -> SymbolModules {
      guard let symbol = SymbolEncoder.encode(text, as: .qr, correction: .high) else { throw .unencodable(text: text) }
      return symbol
    }

    /// With the four modules of white paper around it that the standard asks for.
    private mutating func draw(_ symbol: SymbolModules, side: Double) {
      let quiet = 4 * side / Double(symbol.width)
      page.items.append(
        .symbol(
          symbol, in: PaperRect(x: (page.size.width - side) / 2, y: y + quiet, width: side, height: side)))
      y += side + 2 * quiet
    }
  }
}
