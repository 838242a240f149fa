internal import Ballots
internal import Raster
public import Wording

/// The report of an office as a PDF file, laid out by decree 30/2020/NĐ-CP; and the notice that is put up for the public,
/// which shows no checks, difficulties and recipients.
public struct ReportDocument: Sendable {
  /// What is made of the report.
  public enum Kind: Sendable {
    /// What is handed in.
    case report
    /// What is published.
    case notice
  }

  private let text: ReportText
  private let kind: Kind

  /// A document of a report.
  public init(_ text: ReportText, as kind: Kind = .report) {
    self.text = text
    self.kind = kind
  }

  /// The document: A4.
  public func pdf() throws(PrintingError) -> [UInt8] {
    let typesetter = try Typesetter()
    return try PDFDocument(title: "\(title): \(text.about)", pages: pages(typesetter)).bytes(typesetter)
  }

  private var title: String { (kind == .report ? ReportWord.title : .noticeTitle).text }

  /// The pages as values.
  func pages(_ typesetter: Typesetter) -> [PrintedPage] {
    var flow = DocumentFlow(typesetter)
    DocumentHeader(
      authority: text.authority, agency: text.agency,
      number: kind == .report ? text.number : ReportWord.noticeNumberToFill.text, placeAndDate: text.placeAndDate
    ).add(to: &flow)
    flow.title(title, about: text.about)
    if !text.provisional.isEmpty { flow.add(TextBlock(text.provisional, DocumentFlow.body.bold, alignment: .center)) }
    if kind == .report { addRows(to: &flow) }
    addFigures(to: &flow)
    addQuestions(to: &flow)
    addCriteria(to: &flow)
    addUnits(to: &flow)
    addChoices(to: &flow)
    if kind == .report {
      addList(.checksHeading, text.checks, to: &flow)
      addChannels(to: &flow)
      addList(.difficulties, text.difficulties, to: &flow)
      addList(.proposals, text.proposals, to: &flow)
    } else {
      addChannels(to: &flow)
      flow.space(2)
      flow.add(DocumentFlow.paragraph(ReportWord.noticeThanks.text))
    }
    addEnd(to: &flow)
    flow.space(4)
    flow.add(TextBlock(text.source, TypeStyle(size: 9).italic))
    return flow.finished()
  }

  /// Main headings bear the numbers that the report's pattern gives them; a notice has no such pattern.
  private func heading(_ word: ReportWord, in flow: inout DocumentFlow) {
    let number = kind == .report ? "" : word.text.prefix { $0.isNumber || $0 == "." || $0 == " " }
    flow.heading(String(word.text.dropFirst(number.count)))
  }

  // MARK: Tables

  private static let cell = DocumentFlow.body.sized(10.5)
  /// Room for a heading, mm: it stays with what it is of.
  private static let headingHeight = 12.0

  private func table(
    _ columns: [(head: String, width: Double, alignment: TextBlock.Alignment)], _ rows: [[String]],
    to flow: inout DocumentFlow
  ) {
    let head = columns.map { TextBlock($0.head, Self.cell.bold, alignment: .center) }
    let body = rows.map { row in
      zip(row, columns).map { TextBlock($0.0, Self.cell, alignment: $0.1.alignment) }
    }
    flow.add(PrintedTable(columns: columns.map(\.width), rows: [head] + body))
    flow.space(2)
  }

  private func addRows(to flow: inout DocumentFlow) {
    heading(.carriedOutHeading, in: &flow)
    table(
      [("STT", 11, .center), (ReportWord.row.text, 72, .left), (ReportWord.result.text, 82, .left)],
      text.rows.map { ["\($0.number)", $0.label, $0.value] }, to: &flow)
  }

  private func addFigures(to flow: inout DocumentFlow) {
    heading(.figuresHeading, in: &flow)
    for line in text.figures { flow.item(line) }
    if !text.supplement.isEmpty, kind == .report { flow.item(text.supplement) }
    if !text.remark.isEmpty { flow.add(TextBlock(text.remark, Self.cell.italic, alignment: .justified)) }
  }

  private func addQuestions(to flow: inout DocumentFlow) {
    guard !text.scales.isEmpty else { return }
    let chart = QuestionChart(text)
    let height = chart?.height(within: flow.pageRoom - Self.headingHeight) ?? 0
    flow.keep(height + Self.headingHeight)
    heading(.questionsHeading, in: &flow)
    if let chart {
      flow.add(height: height) { page, place in chart.draw(on: &page, at: place, height: height) }
      flow.space(2)
    }
    let levels = ["5", "4", "3", "2", "1"].map {
      (ReportWord.level.filled(["value": $0]), 16.6, TextBlock.Alignment.center)
    }
    table(
      [(ReportWord.question.text, 37, .left), (ReportWord.answered.text, 12, .center)] + levels
        + [(ReportWord.satisfied.text, 17, .center), (ReportWord.mean.text, 16, .center)],
      text.scales.map { ["\($0.id). \($0.text)", $0.answered] + $0.shares + [$0.satisfied, $0.mean] }, to: &flow)
    if kind == .report { addAnswers(to: &flow) }
  }

  /// What stands behind the shares: how sure they are, and what gave no answer.
  private func addAnswers(to flow: inout DocumentFlow) {
    table(
      [
        (ReportWord.question.text, 25, .center), (ReportWord.satisfiedInterval.text, 50, .center),
        (ReportWord.dissatisfied.text, 25, .center), (ReportWord.blank.text, 20, .center),
        (ReportWord.overvote.text, 25, .center), (ReportWord.waiting.text, 20, .center),
      ],
      text.scales.map { [$0.id, $0.interval, $0.dissatisfied, $0.blank, $0.overvote, $0.waiting] }, to: &flow)
  }

  private func addCriteria(to flow: inout DocumentFlow) {
    guard !text.criteria.isEmpty else { return }
    heading(.criteriaHeading, in: &flow)
    table(
      [(ReportWord.criterion.text, 125, .left), (text.indexName, 40, .center)],
      text.criteria.map { [$0.name, $0.value] }, to: &flow)
  }

  private func addUnits(to flow: inout DocumentFlow) {
    guard text.units.count > 1 || kind == .report else { return }
    heading(.unitsHeading, in: &flow)
    table(
      [
        (ReportWord.unit.text, 47, .left), (ReportWord.allocated.text, 17, .center),
        (ReportWord.usable.text, 19, .center), (ReportWord.missing.text, 15, .center),
        (text.indexName, 24, .center), (ReportWord.unitInterval.text, 25, .center),
        (ReportWord.place.text, 18, .center),
      ],
      text.units.map { [$0.name, $0.allocated, $0.usable, $0.missing, $0.index, $0.interval, $0.place] }, to: &flow)
  }

  private func addChoices(to flow: inout DocumentFlow) {
    guard !text.choices.isEmpty else { return }
    heading(.othersHeading, in: &flow)
    for choice in text.choices {
      flow.keep(25)
      flow.add(TextBlock("\(choice.id). \(choice.text)", DocumentFlow.body))
      table(
        [
          (ReportWord.option.text, 105, .left), (ReportWord.count.text, 30, .center),
          (ReportWord.share.text, 30, .center),
        ],
        choice.options.map { [$0.label, $0.count, $0.share] }, to: &flow)
      if kind == .report { flow.add(TextBlock(choice.unanswered, Self.cell.italic)) }
    }
  }

  private func addChannels(to flow: inout DocumentFlow) {
    guard !text.channels.isEmpty else { return }
    heading(.channelsHeading, in: &flow)
    table(
      [
        (ReportWord.channel.text, 45, .left), (ReportWord.received.text, 30, .center),
        (ReportWord.answered.text, 30, .center), (ReportWord.satisfied.text, 30, .center),
        (ReportWord.mean.text, 30, .center),
      ],
      text.channels.map { [$0.name, $0.received, $0.answered, $0.satisfied, $0.mean] }, to: &flow)
    if kind == .report { flow.add(TextBlock(text.channelsRemark, Self.cell.italic, alignment: .justified)) }
  }

  private func addList(_ heading: ReportWord, _ lines: [String], to flow: inout DocumentFlow) {
    if lines.isEmpty, heading == .checksHeading { return }
    self.heading(heading, in: &flow)
    for line in lines.isEmpty ? [ReportWord.toFill.text] : lines { flow.item(line) }
  }

  // MARK: The end

  private func addEnd(to flow: inout DocumentFlow) {
    let typesetter = flow.typesetter
    let width = flow.width / 2 - 3
    func block(_ lines: [(String, TypeStyle)], _ alignment: TextBlock.Alignment) -> TextBlock {
      TextBlock(
        lines.enumerated().map { index, line in
          TextBlock.Run(text: line.0 + (index < lines.count - 1 ? "\n" : ""), style: line.1)
        }, alignment: alignment, width: width)
    }
    let small = TypeStyle(size: 11)
    let recipients = block(
      [(ReportWord.recipients.text, TypeStyle(size: 12).bold.italic)] + text.recipients.map { ("- " + $0 + ";", small) }
        + [(ReportWord.archive.text, small)], .left)
    let capacity = block(
      (text.capacity.isEmpty ? [] : [(text.capacity.uppercased(), TypeStyle(size: 13).bold)])
        + [
          (text.signerTitle.uppercased(), TypeStyle(size: 13).bold),
          (ReportWord.signHere.text, TypeStyle(size: 11).italic),
        ], .center)
    let name = block([(text.signer, TypeStyle(size: 13).bold)], .center)
    let above = typesetter.measure(capacity).height + 22
    let right = above + typesetter.measure(name).height
    let left = kind == .report ? typesetter.measure(recipients).height : 0
    flow.space(6)
    flow.add(height: max(left, right)) { page, place in
      if kind == .report { page.write(recipients, at: place) }
      page.write(capacity, at: place.moved(dx: width + 6, dy: 0))
      if !text.signer.isEmpty { page.write(name, at: place.moved(dx: width + 6, dy: above)) }
    }
  }
}
