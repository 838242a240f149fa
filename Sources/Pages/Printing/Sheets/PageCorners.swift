internal import Ballots
internal import Raster

/// The four marks in the corners of a page that is read: a ring at the top left, squares elsewhere, so that a page tells
/// which way up it lies.
enum PageCorners {
  /// Side of a mark, mm.
  static let side = 6.0

  /// Prints the marks and says where they are; `inset` is from the paper's edges to their middles, mm: printers leave 4 to
  /// 6 mm white.
  static func add(to page: inout PrintedPage, inset: Double = 13) -> [Fiducial] {
    let (right, bottom) = (page.size.width - inset, page.size.height - inset)
    let corners: [(String, Fiducial.Kind, Double, Double)] = [
      ("TL", .ring, inset, inset), ("TR", .square, right, inset), ("BR", .square, right, bottom),
      ("BL", .square, inset, bottom),
    ]
    return corners.map { id, kind, x, y in
      let rect = PaperRect(x: x - side / 2, y: y - side / 2, width: side, height: side)
      page.items.append(.fill(rect, shade: 0))
      // The ring's hole is half as wide.
      if kind == .ring { page.items.append(.fill(rect.expanded(by: -side / 4), shade: 1)) }
      return Fiducial(id: id, kind: kind, center: PaperPoint(x: x, y: y), size: side)
    }
  }
}
