internal import Ballots
internal import Raster

/// Fills pages from top to bottom, as a document needs; begins a new page where something does not fit any more.
struct DocumentFlow {
  /// Room around the text, mm: within what decree 30/2020/NĐ-CP asks for (top and bottom 20 to 25, left 30 to 35, right 15
  /// to 20).
  static let margins = (top: 20.0, bottom: 20.0, left: 30.0, right: 15.0)

  let typesetter: Typesetter
  private let size = PaperSize.a4
  private var pages: [PrintedPage]
  /// Where the next thing goes, mm from the page's top.
  private(set) var y: Double

  init(_ typesetter: Typesetter) {
    self.typesetter = typesetter
    pages = [PrintedPage(size: size)]
    y = Self.margins.top
  }

  /// Left edge of the text, mm.
  var left: Double { Self.margins.left }
  /// Width of the text, mm.
  var width: Double { size.width - Self.margins.left - Self.margins.right }
  private var bottom: Double { size.height - Self.margins.bottom }
  /// Room on an empty page, mm.
  var pageRoom: Double { bottom - Self.margins.top }
  /// Room that is left on the page, mm.
  var room: Double { bottom - y }

  /// Leaves room, except at the top of a page.
  mutating func space(_ height: Double) {
    if y > Self.margins.top { y += height }
  }

  /// Begins a new page unless something of this height still fits.
  mutating func keep(_ height: Double) {
    guard height > room, y > Self.margins.top else { return }
    pages.append(PrintedPage(size: size))
    y = Self.margins.top
  }

  /// A paragraph over the width of the text; where it does not fit, the rest goes on on the next page.
  mutating func add(_ text: TextBlock) {
    var remaining: TextBlock? = text.broken(at: width)
    while let text = remaining {
      let (first, rest) = typesetter.split(text, at: room)
      // A line that fits no page at all stands where it stands.
      let isTop = y <= Self.margins.top
      guard let fitting = first ?? (isTop ? text : nil) else {
        keep(.infinity)
        continue
      }
      pages[pages.count - 1].write(fitting, at: PaperPoint(x: left, y: y))
      y += typesetter.measure(fitting).height
      remaining = first == nil ? nil : rest
    }
  }

  /// Something of a known height that stays together; `draw` is given the page and the top left.
  mutating func add(height: Double, _ draw: (inout PrintedPage, PaperPoint) -> Void) {
    keep(height)
    draw(&pages[pages.count - 1], PaperPoint(x: left, y: y))
    y += height
  }

  /// A table row by row.
  mutating func add(_ table: PrintedTable) {
    for row in table.rows.indices {
      let height = table.height(of: row, typesetter)
      if height > room, row >= table.headerRows {
        keep(height)
        for header in 0..<table.headerRows { add(table, row: header) }
      }
      add(table, row: row)
    }
  }

  private mutating func add(_ table: PrintedTable, row: Int) {
    let typesetter = typesetter
    add(height: table.height(of: row, typesetter)) { page, place in
      table.draw(row, on: &page, at: place, typesetter)
    }
  }

  /// The pages, those after the first one numbered: in the middle of the top margin, as the decree has it.
  func finished() -> [PrintedPage] {
    var result = pages
    for index in result.indices.dropFirst() {
      let number = TextBlock(
        String(index + 1), TypeStyle(size: 13), alignment: .center,
        width: size.width - Self.margins.left
          - Self.margins.right)
      result[index].write(number, at: PaperPoint(x: left, y: Self.margins.top / 2))
    }
    return result
  }
}
