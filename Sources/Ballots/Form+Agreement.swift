internal import Raster

extension Form {
  /// Whether two descriptions are of one print: same pages, questions, values and codes, everything within a length of
  /// the same place, mm. Titles and wordings are not compared.
  public func agrees(with other: Form, within length: Double) -> Bool {
    func near(_ a: PaperRect, _ b: PaperRect) -> Bool {
      abs(a.x - b.x) <= length && abs(a.y - b.y) <= length && abs(a.maxX - b.maxX) <= length
        && abs(a.maxY - b.maxY) <= length
    }
    guard id == other.id, code == other.code, pageSize == other.pageSize, pages.count == other.pages.count else {
      return false
    }
    return zip(pages, other.pages).allSatisfy { page, other in
      page.fiducials.count == other.fiducials.count
        && zip(page.fiducials, other.fiducials).allSatisfy {
          $0.kind == $1.kind && abs($0.size - $1.size) <= length && $0.center.distance(to: $1.center) <= length
        }
        && page.barcodes.count == other.barcodes.count
        && zip(page.barcodes, other.barcodes).allSatisfy { $0.payload == $1.payload && near($0.rect, $1.rect) }
        && page.questions.count == other.questions.count
        && zip(page.questions, other.questions).allSatisfy { question, other in
          question.id == other.id && question.kind == other.kind && question.maximum == other.maximum
            && question.options.map(\.value) == other.options.map(\.value)
            && zip(question.options, other.options).allSatisfy { near($0.rect, $1.rect) }
        }
    }
  }
}
