internal import Codecs
internal import Raster

/// What is printed beside boxes: pieces of text along a line, from their ink and, where the page has a text layer, their
/// words.
struct TextBand {
  /// Spaces between words are narrower than this, those between a label and what is next to it wider, mm.
  static let pieceGap = 2.4

  let page: UprightPage
  let words: [PrintedWord]

  /// A piece of text.
  struct Piece {
    var rect: PaperRect
    var words: [String]
    var text: String { words.joined(separator: " ") }
  }

  /// The pieces between two places of a line, from left to right.
  ///
  /// - Parameter without: boxes that stand in it.
  func pieces(from left: Double, to right: Double, top: Double, bottom: Double, without boxes: [PaperRect]) -> [Piece] {
    let s = UprightPage.scale
    let rows = Int(top * s)..<max(Int(top * s) + 1, Int(bottom * s))
    var extents: [(from: Int, to: Int)] = []
    let step = 2
    let gap = Int(Self.pieceGap * s)
    for x in stride(from: Int(left * s), to: Int(right * s), by: step) {
      let at = Double(x) / s
      if boxes.contains(where: { at > $0.x - 0.2 && at < $0.maxX + 0.2 }) { continue }
      guard page.text.count(x..<(x + step), rows) >= 2 else { continue }
      let crossesBox =
        extents.last.map { last in
          boxes.contains { $0.x * s > Double(last.to) - 3 && $0.maxX * s < Double(x) + 3 }
        } ?? false
      if let last = extents.indices.last, x - extents[last].to < gap, !crossesBox {
        extents[last].to = x + step
      } else {
        extents.append((x, x + step))
      }
    }
    return extents.filter { $0.to - $0.from >= 4 }.map { extent in
      let rect = PaperRect(
        x: Double(extent.from) / s, y: top, width: Double(extent.to - extent.from) / s, height: bottom - top)
      let inside = words.filter { word in
        word.rect.center.y > top - 0.3 && word.rect.center.y < bottom + 0.3
          && word.rect.center.x > rect.x - 0.3 && word.rect.center.x < rect.maxX + 0.3
      }.sorted { $0.rect.x < $1.rect.x }
      return Piece(rect: tight(rect), words: inside.map(\.text))
    }
  }

  /// The rectangle without the paper above and below its print.
  private func tight(_ rect: PaperRect) -> PaperRect {
    let s = UprightPage.scale
    let columns = Int(rect.x * s)..<Int(rect.maxX * s)
    let rows = (Int(rect.y * s)..<Int(rect.maxY * s)).filter { page.text.count(columns, $0..<($0 + 1)) > 0 }
    guard let first = rows.first, let last = rows.last else { return rect }
    return PaperRect(x: rect.x, y: Double(first) / s, width: rect.width, height: Double(last + 1 - first) / s)
  }
}
