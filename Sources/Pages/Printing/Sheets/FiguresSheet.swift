public import Ballots
internal import Counting
public import Raster
internal import Wording

/// The page of the opening minutes that is read by the program: each number as four rows of bubbles, one a digit.
///
/// It is a form like any other, so it is found, read and refused as ballots are. What it says of a number is
/// ``FilledFigures``.
public struct FiguresSheet: Sendable {
  /// A number of the minutes.
  public enum Figure: String, Sendable, Hashable, CaseIterable {
    case ballotsReceived = "ballots_received"
    case ballotsIssued = "ballots_issued"
    case ballotsUnused = "ballots_unused"
    case ballotsSpoiledUnissued = "ballots_spoiled_unissued"
    case ballotsSpoiledReturned = "ballots_spoiled_returned"
    case ballotsInBox = "ballots_in_box"
    case foreignItems = "foreign_items"
    case respondentListCount = "respondent_list_count"
    case handValid = "hand_valid"
    case handInvalid = "hand_invalid"
    case handBlank = "hand_blank"
    case handedOver = "handover.count"

    var label: DocumentText {
      switch self {
      case .ballotsReceived: .figureReceived
      case .ballotsIssued: .figureIssued
      case .ballotsUnused: .figureUnused
      case .ballotsSpoiledUnissued: .figureSpoiledUnissued
      case .ballotsSpoiledReturned: .figureSpoiledReturned
      case .ballotsInBox: .figureInBox
      case .foreignItems: .figureForeign
      case .respondentListCount: .figureListed
      case .handValid: .figureValid
      case .handInvalid: .figureInvalid
      case .handBlank: .figureBlank
      case .handedOver: .figureHandedOver
      }
    }

    /// Questions of the sheet, from thousands to units.
    public var digits: [String] { (0..<FiguresSheet.places).map { "\(rawValue)#\($0 + 1)" } }
  }

  /// A state of the box, one of several words of the minutes' schema.
  public enum State: String, Sendable, Hashable, CaseIterable {
    case lock = "lock_state"
    case seal = "seal_state"
    case signed = "signatures_complete"

    var label: DocumentText {
      switch self {
      case .lock: .figureLock
      case .seal: .figureSeal
      case .signed: .figureSigned
      }
    }

    var options: [(value: String, label: DocumentText)] {
      switch self {
      case .lock: [("nguyen_ven", .stateIntact), ("bat_thuong", .stateAbnormal), ("khong_co", .stateNone)]
      case .seal:
        [
          ("nguyen_ven", .stateIntact), ("rach", .stateTorn), ("bong", .statePeeled), ("mat", .stateLost),
          ("khac", .stateOther),
        ]
      case .signed: [("true", .stateSigned)]
      }
    }
  }

  /// Name and code of the sheet as a form.
  public static let id = "to-so-lieu"
  static let code = "BB"
  /// Digits of a number.
  static let places = 4

  /// The sheet as reading needs it.
  public let form: Form
  private let blank: PrintedPage

  // Lengths in mm.
  private static let left = 22.0
  private static let bubble = 5.0
  private static let pitch = (x: 6.6, y: 6.2)
  /// From a block's top to its digits and to its bubbles. The digits stand above: a mark may hide on print in a bubble.
  private static let rows = (digits: 4.9, bubbles: 8.6)
  /// From a block's left edge to the first bubbles.
  private static let firstBubble = 20.0
  private static let block = (width: 88.0, height: 34.2)
  private static let top = 52.0
  private static let codeRect = PaperRect(x: 168, y: 20, width: 20, height: 20)
  private static let readableRect = PaperRect(x: 150, y: 40.3, width: 48, height: 4)
  private static let boxRect = PaperRect(x: 22, y: 30, width: 140, height: 7)

  /// Lays the sheet out.
  public init() throws(PrintingError) {
    let typesetter = try Typesetter()
    var blank = PrintedPage()
    var page = FormPage(number: 1)
    page.fiducials = PageCorners.add(to: &blank)
    page.barcodes = [
      BarcodeRegion(
        id: "qr", symbology: .qr, rect: Self.codeRect,
        payload: PayloadPattern("{form}:{unit}:{box}:{serial}{check}"))
    ]
    page.dynamicText = [Self.boxRect, Self.readableRect]
    Self.write(
      DocumentText.figuresTitle.text, TypeStyle(size: 14).bold, at: PaperPoint(x: Self.left, y: 20), width: 140, &blank)
    Self.write(
      DocumentText.figuresIntroduction.text, TypeStyle(size: 10.5), at: PaperPoint(x: Self.left, y: 38), width: 126,
      &blank)
    for (index, figure) in Figure.allCases.enumerated() {
      // Down the left column, then down the right one.
      let rows = (Figure.allCases.count + 1) / 2
      let corner = PaperPoint(
        x: Self.left + Double(index / rows) * Self.block.width, y: Self.top + Double(index % rows) * Self.block.height)
      Self.add(figure, at: corner, typesetter, &blank, &page)
    }
    var y = Self.top + 6 * Self.block.height + 0.5
    for state in [State.lock, .seal] {
      var x = Self.left
      Self.add(state, x: &x, y: y, typesetter, &blank, &page)
      if state == .lock {
        x = Self.left + Self.block.width + 26
        Self.add(.signed, x: &x, y: y, typesetter, &blank, &page)
      }
      y += 7
    }
    Self.write(
      DocumentText.figuresFooter.text, TypeStyle(size: 10.5).italic, at: PaperPoint(x: Self.left, y: y + 1.5),
      width: 166,
      &blank)
    self.blank = blank
    form = Form(
      id: Self.id, code: Self.code, title: DocumentText.figuresTitle.text, pageSize: blank.size, pages: [page])
  }

  /// The sheet without anything that differs from box to box.
  public func blankPicture() throws(PrintingError) -> GrayImage {
    try PagePicture.draw(blank, at: Resolution(dpi: BallotLayout.blankDPI), Typesetter())
  }

  /// The sheet of a box.
  func page(
    for opening: OpeningID, of unit: SurveyUnit, _ typesetter: Typesetter
  ) throws(PrintingError) -> PrintedPage {
    var page = blank
    let payload = form.pages[0].barcodes[0].payload.filled(with: [
      "form": Self.code, "unit": opening.unit, "box": opening.box, "serial": String(opening.opening),
    ])
    guard let symbol = SymbolEncoder.encode(payload, as: .qr, correction: .high) else {
      throw .unencodable(text: payload)
    }
    let quiet = 2.5
    page.items.append(.symbol(symbol, in: Self.codeRect.expanded(by: -quiet)))
    page.write(
      TextBlock(payload, TypeStyle(family: .monospaced, size: 8), alignment: .center, width: Self.readableRect.width),
      at: PaperPoint(x: Self.readableRect.x, y: Self.readableRect.y))
    let words = DocumentText.recordBox.filled(["box": opening.box, "unit": unit.name, "code": unit.code])
    Self.write(
      words, TypeStyle(size: 12).bold, at: PaperPoint(x: Self.boxRect.x, y: Self.boxRect.y), width: Self.boxRect.width,
      &page)
    return page
  }

  // MARK: Parts

  private static func write(
    _ text: String, _ style: TypeStyle, at place: PaperPoint, width: Double, _ page: inout PrintedPage
  ) {
    page.write(TextBlock(text, style, width: width), at: place)
  }

  private static func add(
    _ figure: Figure, at corner: PaperPoint, _ typesetter: Typesetter, _ blank: inout PrintedPage,
    _ page: inout FormPage
  ) {
    write(figure.label.text, TypeStyle(size: 10.5).bold, at: corner, width: block.width - 4, &blank)
    for digit in 0...9 {
      let label = TextBlock(String(digit), TypeStyle(size: 9), alignment: .center, width: pitch.x)
      let x = corner.x + firstBubble + Double(digit) * pitch.x + (bubble - pitch.x) / 2
      blank.write(label, at: PaperPoint(x: x, y: corner.y + rows.digits))
    }
    let names = DocumentText.figuresPlaces.text.split(separator: ",")
    for (row, (id, name)) in zip(figure.digits, names).enumerated() {
      let y = corner.y + rows.bubbles + Double(row) * pitch.y
      let label = TextBlock(String(name), TypeStyle(size: 8.5), alignment: .right, width: 11)
      blank.write(label, at: PaperPoint(x: corner.x, y: y + (bubble - typesetter.measure(label).height) / 2))
      // Where the digit is written for people.
      let written = PaperRect(x: corner.x + 12.2, y: y, width: 5.2, height: bubble)
      blank.items.append(.rectangle(written, lineWidth: 0.2))
      page.freeText.append(written)
      let options = (0...9).map { digit in
        let rect = PaperRect(
          x: corner.x + firstBubble + Double(digit) * pitch.x, y: y, width: bubble, height: bubble)
        blank.items.append(.ellipse(rect, lineWidth: 0.3))
        return Option(value: String(digit), shape: .circle, rect: rect, label: String(digit))
      }
      page.questions.append(Question(id: id, text: "\(figure.label.text), \(name)", kind: .choice, options: options))
    }
  }

  /// A row of boxes with words, from `x` on.
  private static func add(
    _ state: State, x: inout Double, y: Double, _ typesetter: Typesetter, _ blank: inout PrintedPage,
    _ page: inout FormPage
  ) {
    let style = TypeStyle(size: 10.5)
    let name = TextBlock(state.label.text, style.bold)
    let size = typesetter.measure(name)
    let side = 4.4
    blank.write(name, at: PaperPoint(x: x, y: y + (side - size.height) / 2))
    x += max(22, size.width + 3)
    var options: [Option] = []
    for (value, words) in state.options {
      let rect = PaperRect(x: x, y: y, width: side, height: side)
      blank.items.append(.rectangle(rect, lineWidth: 0.3))
      let label = TextBlock(words.text, style)
      let measure = typesetter.measure(label)
      let corner = PaperPoint(x: x + side + 1.8, y: y + (side - measure.height) / 2)
      blank.write(label, at: corner)
      options.append(
        Option(
          value: value, shape: .square, rect: rect, label: words.text,
          labelRect: PaperRect(
            x: corner.x + measure.ink.x, y: corner.y + measure.ink.y, width: measure.ink.width,
            height: measure.ink.height)))
      x += side + 1.8 + measure.width + 5
    }
    page.questions.append(Question(id: state.rawValue, text: state.label.text, kind: .choice, options: options))
  }
}
