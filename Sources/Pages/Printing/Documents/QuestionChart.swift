internal import Ballots
internal import Counting
internal import Raster
public import Wording

/// The shares of the scale's levels as a bar for each question. Shades of grey, so that a copy shows them, too.
public struct QuestionChart: Sendable {
  /// A bar.
  struct Bar: Sendable {
    let name: String
    /// Shares of 5, 4, 3, 2 and 1, hundredths of a percent; they sum to 10,000 or to 0.
    let shares: [Int]
  }

  /// Width, mm: that of a document's text.
  static let width = 165.0
  /// Height of the picture in a text document, mm: its frame has one size, however many questions there are.
  static let pictureHeight = 90.0
  /// Resolution of that picture.
  static let resolution = Resolution(dpi: 200)
  /// From one bar to the next, mm, where there is room.
  private static let pitch = 8.0
  /// Height of a bar as a part of that.
  private static let thickness = 0.72
  /// Height of the line that says which shade is what, mm.
  private static let keyHeight = 8.0
  /// Room for the questions' names, mm.
  private static let nameWidth = 14.0
  /// Shares from which there is room for a number in the bar, hundredths of a percent.
  private static let leastWritten = 700
  /// Shades of 5, 4, 3, 2 and 1; 0 is black.
  private static let shades = [0.2, 0.45, 0.66, 0.84, 1.0]
  /// On darker ones than this letters are white.
  private static let darkest = 0.5

  private let bars: [Bar]

  /// The chart of a report; nil where it has no question with a scale.
  public init?(_ report: ReportText) {
    bars = report.scales.map { Bar(name: $0.id, shares: $0.hundredths) }
    if bars.isEmpty { return nil }
  }

  /// Height in a document whose pages have this much room, mm.
  func height(within room: Double) -> Double { min(room, Self.keyHeight + Double(bars.count) * Self.pitch) }

  /// Draws the chart with its top left at a point.
  func draw(on page: inout PrintedPage, at place: PaperPoint, height: Double) {
    drawKey(on: &page, at: place)
    let pitch = min(Self.pitch, (height - Self.keyHeight) / Double(bars.count))
    let letters = TypeStyle(size: min(10, pitch * 1.5))
    for (index, bar) in bars.enumerated() {
      let y = place.y + Self.keyHeight + Double(index) * pitch
      page.write(TextBlock(bar.name, letters, width: Self.nameWidth), at: PaperPoint(x: place.x, y: y))
      let frame = PaperRect(
        x: place.x + Self.nameWidth, y: y, width: Self.width - Self.nameWidth, height: pitch * Self.thickness)
      draw(bar, in: frame, letters.sized(min(8.5, pitch * 1.3)), on: &page)
    }
  }

  private func draw(_ bar: Bar, in frame: PaperRect, _ letters: TypeStyle, on page: inout PrintedPage) {
    var start = 0
    // Whole percents that sum to 100.
    let percents = LargestRemainders.parts(100, of: bar.shares)
    for (share, (percent, shade)) in zip(bar.shares, zip(percents, Self.shades)) where share > 0 {
      let part = PaperRect(
        x: frame.x + frame.width * Double(start) / 10_000, y: frame.y, width: frame.width * Double(share) / 10_000,
        height: frame.height)
      page.items.append(.fill(part, shade: shade))
      page.items.append(.rectangle(part, lineWidth: 0.1))
      if share >= Self.leastWritten {
        var letters = letters
        letters.shade = shade < Self.darkest ? 1 : 0
        let number = TextBlock("\(percent) %", letters, alignment: .center, width: part.width)
        page.write(number, at: PaperPoint(x: part.x, y: part.y + 0.4))
      }
      start += share
    }
    page.items.append(.rectangle(frame, lineWidth: 0.2))
  }

  private func drawKey(on page: inout PrintedPage, at place: PaperPoint) {
    let step = (Self.width - Self.nameWidth) / Double(Self.shades.count)
    for (index, shade) in Self.shades.enumerated() {
      let square = PaperRect(x: place.x + Self.nameWidth + Double(index) * step, y: place.y + 1, width: 4, height: 4)
      page.items.append(.fill(square, shade: shade))
      page.items.append(.rectangle(square, lineWidth: 0.1))
      let name = TextBlock(ReportWord.level.filled(["value": "\(5 - index)"]), TypeStyle(size: 10))
      page.write(name, at: PaperPoint(x: square.x + 5.5, y: place.y + 0.8))
    }
  }

  /// The chart as a PNG file, `width` by `pictureHeight` at `resolution`.
  public func png() throws(PrintingError) -> [UInt8] {
    var page = PrintedPage(size: PaperSize(width: Self.width, height: Self.pictureHeight))
    draw(on: &page, at: PaperPoint(x: 0, y: 0), height: Self.pictureHeight)
    return try PagePicture.png(of: page, at: Self.resolution, Typesetter())
  }
}
