internal import Ballots
internal import Raster
internal import Wording

/// One laying out: an outline becomes strips, strips become pages.
struct Composition {
  let outline: FormOutline
  let typesetter: Typesetter
  let frame: BallotFrame
  /// The form's scale.
  let levels: [FormOutline.Level]

  init(_ outline: FormOutline, _ typesetter: Typesetter) {
    self.outline = outline
    self.typesetter = typesetter
    frame = BallotFrame(outline.paper)
    levels = outline.scale ?? DocumentText.usualScale
  }

  // Lengths in mm, sizes of letters in pt.
  static let box = 5.0
  static let boxLine = 0.35
  static let body = TypeStyle(size: 12.5)
  static let writingLine = 9.0
  /// Between boxes of the front, seen through the paper, and those of the back.
  static let clearOfFront = 3.0

  func result() throws(PrintingError) -> (Form, [PrintedPage]) {
    var first = PrintedPage(size: frame.size)
    var page = FormPage(number: 1)
    let top = head(on: &first, &page)
    var strips = StripMaker(self)
    strips.add()
    let pages = try BallotFlow(frame: frame, strips: strips.strips, heads: strips.heads).pages(from: top)
    var printed: [PrintedPage] = []
    var formPages: [FormPage] = []
    for (index, placed) in pages.enumerated() {
      var blank = index == 0 ? first : PrintedPage(size: frame.size)
      var formPage = index == 0 ? page : FormPage(number: index + 1)
      if index > 0 { shortHead(on: &blank) }
      frame.draw(on: &blank, &formPage, of: pages.count, outline)
      // Odd pages are fronts: the page before an even one is seen through it, mirrored.
      let through = index % 2 == 1 ? mirrored(formPages[index - 1]) : []
      draw(placed, besides: through, on: &blank, &formPage)
      printed.append(blank)
      formPages.append(formPage)
    }
    let title = outline.title.split(whereSeparator: \.isNewline).joined(separator: " ")
    return (
      Form(
        id: outline.id, code: outline.code, title: title, pageSize: frame.size, pages: formPages,
        batchHeader: BallotLayout.headerPayload), printed
    )
  }

  private func mirrored(_ page: FormPage) -> [PaperRect] {
    page.questions.flatMap(\.options).map {
      PaperRect(x: frame.size.width - $0.rect.maxX, y: $0.rect.y, width: $0.rect.width, height: $0.rect.height)
    }
  }

  // MARK: Strips

  private func draw(
    _ placed: [PlacedStrip], besides front: [PaperRect], on blank: inout PrintedPage, _ page: inout FormPage
  ) {
    var shifts: [Int: Double] = [:]
    for (index, place) in placed.enumerated() {
      let strip = place.strip
      let shift =
        shifts[strip.group] ?? Self.shift(placed.filter { $0.strip.group == strip.group }, besides: front)
      shifts[strip.group] = shift
      blank.items += strip.items.map { $0.moved(dx: 0, dy: place.y) }
      blank.items += strip.columns.map { $0.moved(dx: shift, dy: place.y) }
      if strip.hasRule, index > 0, !placed[index - 1].strip.isHead {
        blank.rule(x: frame.left, y: place.y - place.gap / 2, length: frame.width, width: 0.2)
      }
      page.questions += strip.questions.map { $0.moved(dx: shift, dy: place.y) }
      page.freeText += strip.freeText.map { $0.moved(dx: 0, dy: place.y) }
      page.zones += strip.zones.map { $0.moved(dx: 0, dy: place.y) }
    }
  }

  /// How far the boxes of a group move to the right, so that they fall between those of the front: as little as is
  /// enough, or to where they are furthest from them.
  private static func shift(_ group: [PlacedStrip], besides front: [PaperRect]) -> Double {
    let slack = group.map(\.strip.slack).min() ?? 0
    var best = (shift: 0.0, clearance: -Double.infinity)
    for shift in stride(from: 0.0, through: slack, by: 0.5) {
      let boxes = group.flatMap { $0.boxes(movedBy: shift) }
      let clearance = boxes.flatMap { box in front.map { box.clearance(to: $0) } }.min() ?? .infinity
      if clearance >= clearOfFront { return shift }
      if clearance > best.clearance { best = (shift, clearance) }
    }
    return best.shift
  }

  // MARK: Head

  /// Title, lines for words and what to do; gives where the questions begin.
  private func head(on blank: inout PrintedPage, _ page: inout FormPage) -> Double {
    var y = frame.titleTop
    func write(_ block: TextBlock, width: Double? = nil, after: Double) {
      let block = block.broken(at: width ?? frame.width)
      blank.write(block, at: PaperPoint(x: frame.left, y: y))
      y += typesetter.measure(block).height + after
    }
    write(
      fitting(outline.title, TypeStyle(size: frame.titleSize).bold, width: frame.unitRect.width),
      width: frame.unitRect.width, after: 0)
    y = max(y, frame.readableRect.maxY) + 3
    for question in outline.written {
      write(TextBlock(question, Self.body), after: 0)
      blank.rule(x: frame.left, y: y + Self.writingLine - 1, length: frame.width, width: 0.15)
      page.freeText.append(
        PaperRect(x: frame.left, y: BallotLayout.rounded(y), width: frame.width, height: Self.writingLine))
      y += Self.writingLine + 2
    }
    let isOnScale = outline.parts.contains { part in
      if case .question(let asked) = part { asked.answers == .scale } else { false }
    }
    let usual: DocumentText = isOnScale ? .ballotIntroduction : .ballotInstruction
    write(
      TextBlock(outline.introduction ?? usual.text, Self.body, alignment: .justified), after: isOnScale ? 1 : 4)
    if isOnScale {
      let legend = levels.map { DocumentText.ballotLevel.filled(["value": $0.value, "meaning": $0.meaning]) }
      write(fitting(legend.joined(separator: "; "), Self.body.bold, width: frame.width), after: 4)
    }
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
      alignment: .center, width: frame.unitRect.width)
    blank.write(title, at: PaperPoint(x: frame.left, y: frame.titleTop))
  }
}
