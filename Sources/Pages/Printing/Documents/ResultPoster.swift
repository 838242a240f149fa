internal import Ballots
internal import Raster
public import Wording

/// A survey's result on one page, for the wall beside the counter: the index large, a bar for each question, and what is to
/// be known about the numbers. No list of units, nothing that a person wrote.
public struct ResultPoster: Sendable {
  /// Size of the index, pt: to be read from some metres.
  private static let indexSize = 76.0
  /// Sizes of the questions' wordings, pt: the largest with which all of it fits on the page.
  private static let questionSizes = stride(from: 12.0, through: 6, by: -0.5)

  private let text: ReportText

  /// The poster of a report.
  public init(_ text: ReportText) { self.text = text }

  /// The poster as a PDF file: A4, one page.
  public func pdf() throws(PrintingError) -> [UInt8] {
    let typesetter = try Typesetter()
    return try PDFDocument(title: "\(ReportWord.posterTitle.text): \(text.about)", pages: pages(typesetter))
      .bytes(typesetter)
  }

  /// The page; more than one where questions are so many or so long that no letters are small enough.
  func pages(_ typesetter: Typesetter) -> [PrintedPage] {
    var pages: [PrintedPage] = []
    for size in Self.questionSizes {
      pages = self.pages(typesetter, questionSize: size)
      if pages.count == 1 { break }
    }
    return pages
  }

  private func pages(_ typesetter: Typesetter, questionSize: Double) -> [PrintedPage] {
    var flow = DocumentFlow(typesetter)
    func centered(_ text: String, _ style: TypeStyle) {
      if !text.isEmpty { flow.add(TextBlock(text, style, alignment: .center)) }
    }
    centered(text.agency.uppercased(), TypeStyle(size: 15).bold)
    flow.space(4)
    centered(ReportWord.posterTitle.text, TypeStyle(size: 24).bold)
    centered(text.about, TypeStyle(size: 15).bold)
    // The second row of the report: from when to when.
    centered(text.rows.dropFirst().first?.value ?? "", TypeStyle(size: 13))
    if !text.provisional.isEmpty {
      flow.space(2)
      centered(text.provisional, TypeStyle(size: 13).bold)
    }
    flow.space(4)
    centered(text.indexValue, TypeStyle(size: Self.indexSize).bold)
    centered(text.indexName, TypeStyle(size: 17).bold)
    centered(text.figures.first ?? "", TypeStyle(size: 12.5))
    flow.space(4)
    if let chart = QuestionChart(text) {
      let height = chart.height(within: flow.pageRoom / 3)
      flow.add(height: height) { page, place in chart.draw(on: &page, at: place, height: height) }
      flow.space(3)
      for scale in text.scales {
        flow.add(TextBlock("\(scale.id). \(scale.text)", TypeStyle(size: questionSize), indent: -7))
      }
    }
    flow.space(3)
    for line in [text.definition, text.remark] where !line.isEmpty {
      flow.add(TextBlock(line, TypeStyle(size: 9.5).italic, alignment: .justified))
    }
    flow.space(2)
    centered(ReportWord.posterThanks.text, TypeStyle(size: 13).bold)
    flow.add(TextBlock(text.source, TypeStyle(size: 8).italic, alignment: .center))
    return flow.finished()
  }
}
