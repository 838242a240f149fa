public import Raster

extension Form {
  /// The line on which people write what they came for: on the first page above all questions, where there is one such
  /// line. Lines that repeat alike down the page belong to what they stand beside, each person of a form with several.
  public var procedureLine: PaperRect? {
    guard let page = pages.first, let first = page.questions.flatMap(\.options).map(\.rect.y).min() else { return nil }
    let above = page.freeText.filter { line in
      line.maxY <= first && page.freeText.count { $0.width == line.width && $0.height == line.height } == 1
    }
    return above.count == 1 ? above[0] : nil
  }

  /// The areas of a page in which people write anything else: remarks, complaints, proposals.
  public func remarkAreas(ofPage number: Int) -> [PaperRect] {
    guard let page = pages.first(where: { $0.number == number }) else { return [] }
    let line = number == pages.first?.number ? procedureLine : nil
    return page.freeText.filter { $0 != line }
  }
}
