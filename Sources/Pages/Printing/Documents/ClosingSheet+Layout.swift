internal import Ballots
internal import Counting
internal import Raster
internal import Wording

extension ClosingSheet {
  /// The sheet as a PDF file: A4, one page where it fits.
  public func pdf() throws(PrintingError) -> [UInt8] {
    let typesetter = try Typesetter()
    let title = DocumentText.closingTitle.text + " " + opening.unit + "-" + opening.box
    return try PDFDocument(title: title, pages: pages(typesetter)).bytes(typesetter)
  }

  private static let small = TypeStyle(size: 10)
  /// Side of a dark or light square of the QR code, mm: readable after three copies at 200 dpi.
  private static let module = 0.6

  /// The pages as values.
  func pages(_ typesetter: Typesetter) throws(PrintingError) -> [PrintedPage] {
    var flow = DocumentFlow(typesetter)
    DocumentHeader(
      agency: unit.name, number: DocumentText.minutesNumberToFill.text,
      placeAndDate: DocumentText.placeAndDate.filled(Self.dateParts(closing.at.day))
    ).add(to: &flow)
    flow.title(DocumentText.closingTitle.text, about: survey)
    addBox(to: &flow)
    addFigures(to: &flow)
    addCauses(to: &flow)
    try addAnchor(to: &flow)
    addSignatures(to: &flow)
    return flow.finished()
  }

  private func addBox(to flow: inout DocumentFlow) {
    var values = Self.dateParts(closing.at.day)
    values["hour"] = Self.twoDigits(closing.at.hour)
    values["minute"] = Self.twoDigits(closing.at.minute)
    values["name"] = closing.role.isEmpty ? closing.name : "\(closing.name), \(closing.role),"
    values["unit"] = unit.name
    values["code"] = unit.code
    values["box"] = opening.box
    values["opening"] = String(opening.opening)
    flow.add(DocumentFlow.paragraph(DocumentText.closingIntroduction.filled(values)))
    flow.space(1)
    flow.item(DocumentText.closingBox.filled(values))
    if let words = period.words { flow.item(DocumentText.closingPeriod.filled(["period": words])) }
    let minutes =
      minutesNumber.map { DocumentText.closingMinutes.filled(["number": $0]) }
      ?? (figures.inBox == nil ? DocumentText.closingWithoutMinutes.text : DocumentText.closingUnnumbered.text)
    flow.item(minutes)
  }

  private func addFigures(to flow: inout DocumentFlow) {
    flow.heading(DocumentText.closingFiguresHeading.text)
    let difference = figures.inBox.map { figures.found - $0 }
    addTable(
      [
        (.closingInBox, figures.inBox, 31), (.closingFound, figures.found, 26), (.closingDifference, difference, 27),
        (.closingValid, figures.valid, 21), (.closingPartlyValid, figures.partlyValid, 21),
        (.closingBlank, figures.blank, 19),
        (.closingInvalid, figures.invalid, 20),
      ], to: &flow)
    flow.space(2)
    addTable(
      [
        (.closingPages, figures.pages, 28), (.closingDuplicates, figures.duplicates, 37),
        (.closingStrays, figures.strays, 33),
        (.closingForeign, figures.foreign, 34), (.closingDecisions, figures.decisions, 33),
      ], to: &flow)
    flow.space(1.5)
    flow.item(DocumentText.closingInWords.filled(["words": VietnameseNumber.words(figures.found)]))
    if let rule { addRule(rule, to: &flow) }
  }

  private func addRule(_ rule: DecisionRule, to flow: inout DocumentFlow) {
    let values = ["people": String(rule.peopleToAgree), "before": rule.formerly.map { String($0) } ?? ""]
    let said = rule.peopleToAgree > 1 ? DocumentText.closingSeveralDecide : DocumentText.closingOneDecides
    flow.item(said.filled(values))
    if rule.formerly != nil { flow.item(DocumentText.closingRuleWeakened.filled(values)) }
  }

  /// A table of numbers, each below what it counts; widths in mm.
  private func addTable(
    _ columns: [(what: DocumentText, value: Int?, width: Double)], to flow: inout DocumentFlow
  ) {
    let head = columns.map { TextBlock($0.what.text, DocumentFlow.body.sized(11), alignment: .center) }
    let values = columns.map {
      TextBlock($0.value.map { Wording(.vi).number($0) } ?? "–", DocumentFlow.body.sized(13).bold, alignment: .center)
    }
    flow.add(PrintedTable(columns: columns.map(\.width), rows: [head, values]))
  }

  private func addCauses(to flow: inout DocumentFlow) {
    flow.heading(DocumentText.closingCausesHeading.text)
    if causes.isEmpty { flow.item(DocumentText.closingNoCauses.text) }
    for cause in causes {
      flow.item(DocumentText.closingCause.filled(["code": cause.code, "text": cause.text]))
    }
  }

  private func addAnchor(to flow: inout DocumentFlow) throws(PrintingError) {
    guard let symbol = SymbolEncoder.encode(anchor.payload, as: .qr, correction: .high) else {
      throw .unencodable(text: anchor.payload)
    }
    let side = Double(symbol.width) * Self.module
    // Four modules of white paper around the code, as its standard asks for.
    let quiet = 4 * Self.module
    let width = flow.width
    let textWidth = width - side - 2 * quiet - 3
    let code = TextBlock(
      [
        .init(text: DocumentText.closingEntry.filled(["seq": String(anchor.seq)]) + " ", style: DocumentFlow.body.bold),
        .init(
          text: Self.grouped(anchor.short, by: 4), style: TypeStyle(family: .monospaced, size: 19).bold),
      ], width: textWidth)
    let digests = [
      (DocumentText.closingHash.filled(["seq": String(anchor.seq)]), anchor.hash),
      (DocumentText.closingMerkleRoot.text, anchor.merkleRoot),
    ].flatMap { label, digest in
      [
        TextBlock(label, Self.small, width: textWidth),
        TextBlock(
          Self.grouped(digest.uppercased(), by: 8), TypeStyle(family: .monospaced, size: 7.6), width: textWidth),
      ]
    }
    let program = TextBlock(
      DocumentText.closingProgram.filled(["version": programVersion]), Self.small, width: textWidth)
    let texts = [code] + digests + [program]
    let typesetter = flow.typesetter
    let heights = texts.map { typesetter.measure($0).height }
    let gap = 0.7
    let column = heights.reduce(0, +) + gap * Double(texts.count - 1)
    let height = max(side + 2 * quiet, column + 4)
    let title = DocumentFlow.headingBlock(DocumentText.closingAnchorHeading.text)
    flow.keep(height + typesetter.measure(title).height + 12)
    flow.heading(DocumentText.closingAnchorHeading.text)
    flow.add(height: height) { page, place in
      page.items.append(
        .rectangle(PaperRect(x: place.x, y: place.y, width: width, height: height), lineWidth: 0.35))
      var y = place.y + (height - column) / 2
      for (text, height) in zip(texts, heights) {
        page.write(text, at: PaperPoint(x: place.x + 3, y: y))
        y += height + gap
      }
      page.items.append(
        .symbol(
          symbol,
          in: PaperRect(
            x: place.x + width - quiet - side, y: place.y + (height - side) / 2, width: side, height: side)))
    }
    flow.space(1.5)
    flow.add(TextBlock(DocumentText.closingHowToCheck.text, Self.small.sized(11), alignment: .justified))
    let command = "kiemphieu verify \(DocumentText.surveyFolder.text) --anchor \(anchor.seq):\(anchor.short)"
    flow.add(TextBlock(command, TypeStyle(family: .monospaced, size: 10), alignment: .center))
  }

  private func addSignatures(to flow: inout DocumentFlow) {
    let closer = SignatureBlocks.Signatory(
      capacity: DocumentText.closer.text, title: closing.role, name: closing.name)
    // The secretary signs on the left and who presides on the right.
    let order = ["thu_ky": 0, "chu_tri": 2]
    let others = participants.filter { PersonName($0.name) != PersonName(closing.name) }
      .enumerated()
      .sorted { (order[$0.element.role] ?? 1, $0.offset) < (order[$1.element.role] ?? 1, $1.offset) }
      .map { _, person in
        let capacity = Wording(.vi).role(person.role)
        let isSaid = person.title.map { VietnameseText.isSameName($0, capacity) } ?? true
        return SignatureBlocks.Signatory(
          capacity: capacity, title: isSaid ? nil : person.title, name: person.name)
      }
    let blocks = SignatureBlocks(signatories: [closer] + others)
    let end = DocumentFlow.paragraph(DocumentText.closingEnd.text)
    // Nobody signs a page that says nothing.
    flow.space(2)
    flow.keep(flow.typesetter.measure(end.broken(at: flow.width)).height + 3 + blocks.firstHeight(in: flow))
    flow.add(end)
    flow.space(3)
    blocks.add(to: &flow)
  }

  // MARK: Parts

  /// Day and month as the decree has them: days below 10 and the months 1 and 2 with a zero before.
  /// Day, month and year as the decree writes them: days below ten and the first two months with a zero before them.
  static func dateParts(_ day: Day) -> [String: String] {
    [
      "day": twoDigits(day.day), "month": day.month < 3 ? twoDigits(day.month) : String(day.month),
      "year": String(day.year),
    ]
  }

  private static func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }

  private static func grouped(_ digits: String, by size: Int) -> String {
    var groups: [Substring] = []
    var rest = Substring(digits)
    while !rest.isEmpty {
      groups.append(rest.prefix(size))
      rest = rest.dropFirst(size)
    }
    return groups.joined(separator: " ")
  }
}
