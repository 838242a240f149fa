internal import Ballots
internal import Raster

/// Ballots of half an A4, two on each sheet: page by page, so that a sheet printed on both sides has the backs where the
/// fronts are. Short lines at the edges show where to cut.
struct CutSheets {
  private(set) var pages: [PrintedPage] = []

  /// Ends of the cut, from the left and the right edge, mm: what printers can print, clear of the corner marks.
  private static let cut = 5.0...13.0

  init(_ ballots: [[PrintedPage]]) {
    for start in stride(from: 0, to: ballots.count, by: 2) {
      let pair = ballots[start..<min(start + 2, ballots.count)]
      for number in 0..<(pair.map(\.count).max() ?? 0) {
        var page = PrintedPage(size: .a4)
        let height = PaperSize.a4.height / 2
        for (place, ballot) in pair.enumerated() where number < ballot.count {
          page.items += ballot[number].items.map { $0.moved(dx: 0, dy: Double(place) * height) }
        }
        let length = Self.cut.upperBound - Self.cut.lowerBound
        for x in [Self.cut.lowerBound, PaperSize.a4.width - Self.cut.upperBound] {
          page.rule(x: x, y: height, length: length, width: 0.15)
        }
        pages.append(page)
      }
    }
  }
}
