internal import Ballots
internal import Raster

/// A page to be printed: what stands on it and where, in mm from its top left. A value; PDF files and pictures are drawn
/// from it, so both show the same.
struct PrintedPage: Sendable, Hashable {
  /// One thing on a page.
  enum Item: Sendable, Hashable {
    /// A text, its top left at a point.
    case text(TextBlock, at: PaperPoint)
    /// A line through points.
    case line([PaperPoint], width: Double)
    /// A filled rectangle; 0 is black.
    case fill(PaperRect, shade: Double)
    /// The outline of a rectangle that lies within it as a whole.
    case rectangle(PaperRect, lineWidth: Double)
    /// The outline of an ellipse that lies within a rectangle as a whole, or a filled one where the width is nil.
    case ellipse(PaperRect, lineWidth: Double?)
    /// A code of dark modules that fill a rectangle; the quiet zone around it is the caller's.
    case symbol(SymbolModules, in: PaperRect)
  }

  var size: PaperSize
  /// Later ones lie over earlier ones.
  var items: [Item] = []

  init(size: PaperSize = .a4) { self.size = size }

  mutating func write(_ text: TextBlock, at place: PaperPoint) { items.append(.text(text, at: place)) }

  mutating func line(from start: PaperPoint, to end: PaperPoint, width: Double) {
    items.append(.line([start, end], width: width))
  }

  /// A horizontal line.
  mutating func rule(x: Double, y: Double, length: Double, width: Double) {
    line(from: PaperPoint(x: x, y: y), to: PaperPoint(x: x + length, y: y), width: width)
  }
}

extension PrintedPage.Item {
  /// The same elsewhere on the page, mm.
  func moved(dx: Double, dy: Double) -> Self {
    func moved(_ rect: PaperRect) -> PaperRect {
      PaperRect(x: rect.x + dx, y: rect.y + dy, width: rect.width, height: rect.height)
    }
    switch self {
    case .text(let text, let place): return .text(text, at: place.moved(dx: dx, dy: dy))
    case .line(let points, let width): return .line(points.map { $0.moved(dx: dx, dy: dy) }, width: width)
    case .fill(let rect, let shade): return .fill(moved(rect), shade: shade)
    case .rectangle(let rect, let width): return .rectangle(moved(rect), lineWidth: width)
    case .ellipse(let rect, let width): return .ellipse(moved(rect), lineWidth: width)
    case .symbol(let modules, let rect): return .symbol(modules, in: moved(rect))
    }
  }
}
