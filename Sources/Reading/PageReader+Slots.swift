// Two ballots on one page: forms of at most half an A4 are printed two on a sheet, and scanned before they are cut, or cut
// and laid on the glass. Each is read as if it were alone, on the picture with all else blanked; what then remains of the
// sheet is read in the same way. So a ballot is measured by its own corner marks or not at all, and whatever lies beside
// it has a reading of its own: a ballot, an empty half, or something that could not be read.

public import Ballots
public import Raster

extension PageReader {
  /// Ballots on one page at most: more pieces than this are no ballots.
  private static let mostSlots = 4
  /// An empty rest of the page that has this share of a ballot's area or more is a place without a ballot.
  private static let roomForBallot = 0.6
  /// Blanked beyond the edge of a ballot that was read, mm: its shadow, and what registration is off by.
  private static let edge = 1.5
  /// Sides of a picture in which two ballots lie below each other.
  private static let sheetShape = 1.25...1.6

  /// The readings of all ballots on a page, in reading order: one unless the page shows several small ones.
  public func ballots(on page: PageImage) -> [PageReading] {
    guard forms.contains(where: \.form.isSlip) else { return [read(page)] }
    let overview = Overview(page)
    if overview.isNegative { return ballots(on: page.inverted) }
    let outcome = locate(page, overview)
    if case .located(let first, _) = outcome, first.prepared.isSlip {
      return slots(page, overview, first, outcome)
    }
    let whole = reading(of: outcome, page, overview)
    guard whole.kind == .rejected || whole.kind == .foreign else { return [whole] }
    return halves(page, overview) ?? [whole]
  }

  /// What was read, and where on the page.
  private struct Slot {
    var center: PicturePoint
    var reading: PageReading
  }

  private func slots(
    _ page: PageImage, _ overview: Overview, _ first: LocatedPage, _ outcome: Locator.Outcome?
  ) -> [PageReading] {
    let pageArea = Double(page.width * page.height)
    let slipArea = Self.area(first.outline(beyond: 0))
    guard pageArea - slipArea > Self.roomForBallot * slipArea else { return [reading(of: outcome, page, overview)] }
    let shade = UInt8(overview.paper(rank: overview.paper.count / 2))
    var slots: [Slot] = []
    var rest = page
    var next: LocatedPage? = first
    var left = pageArea
    while let slip = next, slots.count < Self.mostSlots {
      let outline = slip.outline(beyond: Self.edge)
      slots.append(
        Slot(center: slip.center, reading: read(rest.blanked(outline, outside: true, shade: shade))))
      rest = rest.blanked(outline, shade: shade)
      left -= Self.area(slip.outline(beyond: 0))
      let overview = Overview(rest)
      let outcome = locate(rest, overview)
      next = nil
      if case .located(let slip, _) = outcome, slip.prepared.isSlip, slots.count < Self.mostSlots {
        next = slip
      } else if left > Self.roomForBallot * slipArea {
        // Across the middle of the sheet from what was found.
        let place = PicturePoint(
          x: Double(page.width) - slots[0].center.x, y: Double(page.height) - slots[0].center.y)
        slots.append(Slot(center: place, reading: remaining(reading(of: outcome, rest, overview))))
      }
    }
    return Self.ordered(slots, as: first)
  }

  /// What lies beside a ballot and is no known page, is one that could not be read until a person says otherwise.
  private func remaining(_ reading: PageReading) -> PageReading {
    guard reading.kind == .foreign else { return reading }
    var reading = reading
    reading.kind = .rejected
    reading.refusal = Refusal(.fiducialsMissing)
    return reading
  }

  /// A sheet of which nothing could be located as a whole, half by half; nil where neither shows a ballot.
  private func halves(_ page: PageImage, _ overview: Overview) -> [PageReading]? {
    let (width, height) = (Double(page.width), Double(page.height))
    guard Self.sheetShape.contains(max(width, height) / min(width, height)) else { return nil }
    let shade = UInt8(overview.paper(rank: overview.paper.count / 2))
    let first =
      height > width
      ? PictureRect(x: 0, y: 0, width: width, height: height / 2)
      : PictureRect(x: 0, y: 0, width: width / 2, height: height)
    var turn: LocatedPage?
    let readings = [true, false].map { outside in
      let half = page.blanked(first.corners, outside: outside, shade: shade)
      let overview = Overview(half)
      let outcome = locate(half, overview)
      if case .located(let slip, _) = outcome, slip.prepared.isSlip { turn = turn ?? slip }
      return remaining(reading(of: outcome, half, overview))
    }
    guard let turn else { return nil }
    let centers = [first.center, PicturePoint(x: width - first.center.x, y: height - first.center.y)]
    return Self.ordered(zip(centers, readings).map(Slot.init), as: turn)
  }

  /// As people read the sheet that lies as one of its ballots does: from its top to its bottom.
  private static func ordered(_ slots: [Slot], as slip: LocatedPage) -> [PageReading] {
    let corners = slip.outline(beyond: 0)
    let down = (x: corners[3].x - corners[0].x, y: corners[3].y - corners[0].y)
    func depth(_ slot: Slot) -> Double { slot.center.x * down.x + slot.center.y * down.y }
    return slots.sorted { depth($0) < depth($1) }.map(\.reading)
  }

  private static func area(_ corners: [PicturePoint]) -> Double {
    let sum = zip(corners, corners.dropFirst() + corners.prefix(1)).reduce(0.0) { sum, pair in
      sum + pair.0.x * pair.1.y - pair.1.x * pair.0.y
    }
    return abs(sum) / 2
  }
}

extension PreparedPage {
  fileprivate var isSlip: Bool { pageSize.isSlip }
}

extension LocatedPage {
  /// The corners of the paper in the scan, clockwise from its top left, so many mm beyond its edges.
  fileprivate func outline(beyond margin: Double) -> [PicturePoint] {
    let size = prepared.pageSize
    return PaperRect(x: 0, y: 0, width: size.width, height: size.height).expanded(by: margin).corners
      .map { registration.transform($0) }
  }

  fileprivate var center: PicturePoint {
    registration.transform(PaperPoint(x: prepared.pageSize.width / 2, y: prepared.pageSize.height / 2))
  }
}
