public import Counting
internal import Wording

/// The record of a hand-over as it was entered, as a document to be signed: who handed what to whom, with dotted lines where
/// nothing was entered.
public struct HandOverDocument: Sendable {
  private let handOver: OpeningMinutes.HandOver
  private let opening: OpeningID
  private let survey: String
  private let unit: SurveyUnit

  /// The document of a hand-over of ballots; `survey` is its title.
  public init(
    _ handOver: OpeningMinutes.HandOver, of opening: OpeningID, survey: String, unit: SurveyUnit
  ) {
    self.handOver = handOver
    self.opening = opening
    self.survey = survey
    self.unit = unit
  }

  /// The document as a PDF file: A4, laid out as decree 30/2020/NĐ-CP has it.
  public func pdf() throws(PrintingError) -> [UInt8] {
    let typesetter = try Typesetter()
    return try PDFDocument(title: "\(DocumentText.handOverTitle.text) \(opening.folderName)", pages: pages(typesetter))
      .bytes(typesetter)
  }

  /// The pages as values.
  func pages(_ typesetter: Typesetter) -> [PrintedPage] {
    var flow = DocumentFlow(typesetter)
    DocumentHeader(
      agency: unit.name, number: DocumentText.minutesNumberToFill.text,
      placeAndDate: handOver.at.map { DocumentText.placeAndDate.filled(ClosingSheet.dateParts($0.day)) }
        ?? DocumentText.dateToFill.text
    ).add(to: &flow)
    flow.title(DocumentText.handOverTitle.text, about: survey)
    flow.item(
      DocumentText.handOverTaken.filled([
        "giver": Self.giver(handOver, unit), "person": filled(handOver.person), "org": filled(handOver.org),
        "at": time(handOver.at),
        "box": opening.box, "opening": String(opening.opening), "code": unit.code,
      ]))
    flow.space(2)
    flow.add(HandOverTable.table(handedOver: handOver.count))
    if let count = handOver.count {
      flow.space(2)
      flow.item(DocumentText.handOverInWords.filled(["words": VietnameseNumber.words(count)]))
    }
    let end = DocumentFlow.paragraph(DocumentText.handOverEnd.text)
    let names: [(DocumentText, String?)] = [(.giver, handOver.giver), (.taker, handOver.person)]
    let blocks = SignatureBlocks(
      signatories: names.map {
        SignatureBlocks.Signatory(capacity: $0.text, title: nil, name: $1.map(Wording.oneLine) ?? " ")
      })
    flow.space(3)
    flow.keep(flow.typesetter.measure(end.broken(at: flow.width)).height + 3 + blocks.firstHeight(in: flow))
    flow.add(end)
    flow.space(3)
    blocks.add(to: &flow)
    return flow.finished()
  }

  private static func giver(_ handOver: OpeningMinutes.HandOver, _ unit: SurveyUnit) -> String {
    let parts = [handOver.giver, handOver.giverOrg ?? unit.name].compactMap(\.self)
    return Wording.oneLine(parts.joined(separator: ", "))
  }

  private func filled(_ text: String?) -> String {
    guard let text, !text.isEmpty else { return DocumentText.gap.text }
    return Wording.oneLine(text)
  }

  private func time(_ moment: Moment?) -> String {
    guard let moment else { return DocumentText.gap.text }
    return DocumentText.hourAndDay.filled([
      "hour": String(moment.hour), "minute": String(moment.minute), "date": Wording(.vi).date(moment.day),
    ])
  }
}

/// What goes from hand to hand, a row each.
enum HandOverTable {
  /// The table; its first row says how many ballots were handed over, where that is known. All else is written by hand:
  /// minutes do not say what went along.
  static func table(handedOver: Int? = nil) -> PrintedTable {
    let small = DocumentFlow.body.sized(12)
    func cell(_ text: String, _ alignment: TextBlock.Alignment = .center) -> TextBlock {
      TextBlock(text.isEmpty ? " " : text, small, alignment: alignment)
    }
    let head = [DocumentText.handOverNumber, .handOverWhat, .handOverCount, .handOverRemark]
      .map { TextBlock($0.text, small.bold, alignment: .center) }
    var rows = DocumentText.handOverRows.text.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    if handedOver != nil { rows[0] = DocumentText.figureHandedOver.text }
    return PrintedTable(
      columns: [12, 78, 30, 45],
      rows: [head]
        + rows.enumerated().map { index, row in
          [
            cell(String(index + 1)), cell(row, .left),
            cell(index == 0 ? handedOver.map { Wording(.vi).number($0) } ?? "" : ""), cell(""),
          ]
        })
  }
}
