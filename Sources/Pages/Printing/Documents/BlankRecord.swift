public import Counting
internal import Wording

/// A record that people fill in by hand and sign. What is known of the box stands in it; numbers and names are theirs.
public struct BlankRecord: Sendable, Hashable {
  /// The records that go with a box.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Minutes of an opening, with the sheet of numbers that the program reads.
    case openingMinutes
    /// Before ballots go in: the box is empty, locked, sealed.
    case sealing
    /// Ballots and papers go from hand to hand.
    case handOver
  }

  /// Which record.
  public var kind: Kind
  /// Title of the survey.
  public var survey: String
  /// The box's unit.
  public var unit: SurveyUnit
  /// The box and its opening.
  public var opening: OpeningID

  /// A record from its parts.
  public init(_ kind: Kind, survey: String, unit: SurveyUnit, opening: OpeningID) {
    self.kind = kind
    self.survey = survey
    self.unit = unit
    self.opening = opening
  }

  /// The record as a PDF file: A4, laid out as decree 30/2020/NĐ-CP has it.
  public func pdf() throws(PrintingError) -> [UInt8] {
    let typesetter = try Typesetter()
    return try PDFDocument(title: "\(title.text) \(opening.unit)-\(opening.box)", pages: pages(typesetter))
      .bytes(typesetter)
  }

  func pages(_ typesetter: Typesetter) throws(PrintingError) -> [PrintedPage] {
    var flow = DocumentFlow(typesetter)
    DocumentHeader(
      agency: unit.name, number: DocumentText.minutesNumberToFill.text, placeAndDate: DocumentText.dateToFill.text
    ).add(to: &flow)
    flow.title(title.text, about: survey)
    switch kind {
    case .openingMinutes: addOpening(to: &flow)
    case .sealing: addSealing(to: &flow)
    case .handOver: addHandOver(to: &flow)
    }
    var pages = flow.finished()
    if kind == .openingMinutes { pages.append(try FiguresSheet().page(for: opening, of: unit, typesetter)) }
    return pages
  }

  private var title: DocumentText {
    switch kind {
    case .openingMinutes: .openingTitle
    case .sealing: .sealingTitle
    case .handOver: .handOverTitle
    }
  }

  private func filled(_ text: DocumentText) -> String {
    text.filled([
      "box": opening.box, "opening": String(opening.opening), "unit": unit.name, "code": unit.code,
    ])
  }

  private func addOpening(to flow: inout DocumentFlow) {
    flow.toFill(DocumentText.recordStart.text)
    for (heading, text) in [
      (DocumentText.openingAttendanceHeading, DocumentText.openingAttendance),
      (.openingConditionHeading, .openingCondition), (.openingFiguresHeading, .openingFigures),
      (.openingHandOverHeading, .openingHandOver), (.openingRemarksHeading, .linesToFill),
    ] {
      flow.heading(heading.text)
      flow.toFill(filled(text))
      if heading == .openingFiguresHeading { flow.item(DocumentText.openingFiguresNote.text) }
    }
    sign(after: .recordEnd, [.secretary, .witness, .receiver, .chair], in: &flow)
  }

  private func addSealing(to flow: inout DocumentFlow) {
    flow.toFill(DocumentText.recordStart.text)
    flow.heading(DocumentText.openingAttendanceHeading.text)
    flow.toFill(DocumentText.sealingAttendance.text)
    flow.heading(DocumentText.sealingHeading.text)
    flow.toFill(filled(.sealing))
    sign(after: .recordEnd, [.sealer, .witness, .keyHolder, .chair], in: &flow)
  }

  private func addHandOver(to flow: inout DocumentFlow) {
    flow.toFill(DocumentText.recordStart.text)
    flow.toFill(filled(.handOverParties))
    flow.space(2)
    flow.add(HandOverTable.table())
    sign(after: .handOverEnd, [.giver, .taker], in: &flow)
  }

  /// The last sentence and the places to sign, which stay together.
  private func sign(after end: DocumentText, _ capacities: [DocumentText], in flow: inout DocumentFlow) {
    let end = DocumentFlow.paragraph(end.text)
    let blocks = SignatureBlocks(
      signatories: capacities.map { SignatureBlocks.Signatory(capacity: $0.text, title: nil, name: " ") })
    flow.space(3)
    flow.keep(flow.typesetter.measure(end.broken(at: flow.width)).height + 3 + blocks.firstHeight(in: flow))
    flow.add(end)
    flow.space(3)
    blocks.add(to: &flow)
  }
}
