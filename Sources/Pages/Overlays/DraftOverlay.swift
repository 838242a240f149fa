// What was learned from a blank, for the person who checks it: the page as it will be read by, and over it in colour each
// box with its value, each question's boxes in one frame with its id, the marks, codes and places for writing.

internal import Ballots
internal import Raster

/// The pages of a draft with everything that was found drawn over.
public struct DraftOverlay: Sendable {
  /// Longer side of a page as shown, px: words of a ballot can be read.
  static let longestSide = 1_800.0

  private let draft: FormDraft

  /// Pictures of a draft.
  public init(_ draft: FormDraft) {
    self.draft = draft
  }

  /// A page as PNG, by its index.
  public func png(page index: Int) throws(DrawingError) -> [UInt8] {
    let picture = draft.pictures[index]
    let scale = min(1, Self.longestSide / Double(max(picture.width, picture.height)))
    let (width, height) = (Int(Double(picture.width) * scale), Int(Double(picture.height) * scale))
    let canvas = try Canvas(width: max(1, width), height: max(1, height))
    try canvas.draw(picture) { PicturePoint(x: $0.x * scale, y: $0.y * scale) }
    let unit = UprightPage.scale * scale
    func shown(_ rect: PaperRect) -> [PicturePoint] {
      rect.corners.map { PicturePoint(x: $0.x * unit, y: $0.y * unit) }
    }
    func name(_ text: String, above rect: PaperRect, _ colour: Colour) {
      canvas.write(
        text, at: PicturePoint(x: rect.x * unit, y: rect.y * unit - 15),
        Canvas.Lettering(size: 12, isBold: true, colour: colour.darker, ground: Colour.white.covering(0.8)))
    }
    let page = draft.form.pages[index]
    let code = Colour(red: 0.6, green: 0.1, blue: 0.6)
    for area in page.freeText { canvas.outline(shown(area), Colour(.unclear), width: 2) }
    for area in page.zones { canvas.outline(shown(area), Colour(.unclear), width: 3) }
    for mark in page.fiducials {
      let half = mark.size / 2
      let rect = PaperRect(x: mark.center.x - half, y: mark.center.y - half, width: mark.size, height: mark.size)
      canvas.outline(shown(rect.expanded(by: 0.6)), .edges, width: 3)
    }
    for region in page.barcodes {
      canvas.outline(shown(region.rect), code, width: 3)
      name(region.payload.text, above: region.rect, code)
    }
    for sticker in page.stickers {
      canvas.outline(shown(sticker.area), code, width: 2)
      name(sticker.payload?.text ?? sticker.symbology.rawValue, above: sticker.area, code)
    }
    for question in page.questions { draw(question, on: canvas, unit, shown) }
    return try canvas.png()
  }

  private func draw(
    _ question: Question, on canvas: Canvas, _ unit: Double, _ shown: (PaperRect) -> [PicturePoint]
  ) {
    guard let first = question.options.first?.rect else { return }
    let all = question.options.dropFirst().reduce(first) { $0.union($1.rect) }.expanded(by: 0.8)
    canvas.outline(shown(all), .edges, width: 1)
    for option in question.options {
      canvas.outline(shown(option.rect), Colour(.marked), width: 2)
      if let label = option.labelRect { canvas.outline(shown(label), Colour(.empty), width: 1) }
      canvas.write(
        option.value, at: PicturePoint(x: option.rect.maxX * unit + 2, y: option.rect.maxY * unit - 6),
        Canvas.Lettering(size: 12, isBold: true, colour: Colour.refused, ground: Colour.white.covering(0.8)))
    }
    canvas.write(
      question.id, at: PicturePoint(x: max(0, all.x * unit - 28), y: all.y * unit - 4),
      Canvas.Lettering(size: 13, isBold: true, colour: .edges, ground: Colour.white.covering(0.8)))
  }
}
