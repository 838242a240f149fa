// Pictures of pages as they may be handed on: answers are to be seen, people are not. Three ways, by what the reading
// knows of the page:
//
// - A located page of a known form: each area in which the form lets people write, sign or stamp is covered, 1.5 mm
//   beyond its edge. Boxes stay free; handwriting that runs out of an area, or stands where the form foresees none, does
//   too: the form says where people write, and nothing here looks for writing.
// - A page that was not located: all of it in blocks of 2 mm, each in its mean shade. Letters of handwriting are about as
//   large, so they cannot be read, and a sheet can still be told from another.
// - A document that is none of the forms (a list of respondents, say): not shown at all.

public import Ballots
public import Raster
internal import Wording

/// How a page's picture is made fit to be handed on.
public struct PageMask: Sendable {
  /// What is covered.
  public enum Cover: String, Sendable, Hashable, CaseIterable {
    /// The areas in which people write.
    case zones
    /// Everything, in coarse blocks.
    case blocks
    /// Everything: there is no picture.
    case whole
  }

  /// Covered beyond an area's edge: pens run over, and registration is not exact.
  static let margin = 1.5  // mm
  /// Width of the line around what is covered.
  static let frame = 0.2  // mm
  /// Around a box that stays free of a neighbouring area's margin.
  static let boxMargin = 0.5  // mm
  /// Side of a block.
  static let blockSide = 2.0  // mm
  /// Longer side of A4. What a page measures is not known where it was not located; on A5 blocks are 1.4 mm.
  private static let assumedLength = 297.0  // mm
  static let shade: UInt8 = 200
  static let frameShade: UInt8 = 110

  /// What is covered.
  public let cover: Cover
  private let reading: PageReading?
  private let page: FormPage?
  /// The paper of a form so small that another ballot may lie beside it: all beyond it is that one's to show.
  private let slip: PaperSize?

  /// - Parameters:
  ///   - reading: what was read from the page; nil when it could not be decoded.
  ///   - form: the form that the reading names; nil when it is not known.
  ///   - isForeign: whether it was found to be no ballot after reading, e.g. by a person.
  public init(_ reading: PageReading?, form: Form?, isForeign: Bool = false) {
    self.reading = reading
    let page = form.flatMap { form in form.pages.first { $0.number == reading?.formPage && form.id == reading?.form } }
    self.page = page
    slip = form.flatMap { $0.isSlip ? $0.pageSize : nil }
    cover =
      if isForeign || reading == nil || reading?.kind == .foreign {
        .whole
      } else if reading?.registration == nil || page == nil {
        .blocks
      } else {
        .zones
      }
  }

  /// Whether the whole picture stays as it is: the form has no area in which people write.
  public var coversNothing: Bool { cover == .zones && zones.isEmpty && slip == nil }

  private var zones: [PaperRect] { page.map { $0.freeText + $0.zones } ?? [] }

  /// The picture with what must not be seen covered; nil where there is nothing to be seen.
  public func masked(_ picture: PageImage) -> PageImage? {
    switch cover {
    case .whole: nil
    case .blocks: .gray(Self.inBlocks(picture.grayscale))
    case .zones: coveringZones(coveringNeighbours(picture))
    }
  }

  private func coveringNeighbours(_ picture: PageImage) -> PageImage {
    guard let slip, let registration = reading?.registration else { return picture }
    let paper = PaperRect(x: 0, y: 0, width: slip.width, height: slip.height).corners
    return PageImage.gray(picture.grayscale)
      .blanked(paper.map { registration.transform($0) }, outside: true, shade: Self.shade)
  }

  private func coveringZones(_ picture: PageImage) -> PageImage {
    let zones = zones
    guard !zones.isEmpty, let registration = reading?.registration else { return picture }
    func outline(_ zone: PaperRect, beyond margin: Double) -> [PicturePoint] {
      zone.expanded(by: margin).corners.map { registration.transform($0) }
    }
    let scan = picture.grayscale
    var covered = scan
    for zone in zones { covered.fill(outline(zone, beyond: Self.margin), with: Self.frameShade) }
    for zone in zones { covered.fill(outline(zone, beyond: Self.margin - Self.frame), with: Self.shade) }
    let boxMargin = Self.boxMargin * registration.resolution.pixelsPerMillimetre
    for box in (reading?.questions ?? []).flatMap(\.options) {
      covered.copy(box.place.expanded(by: boxMargin), of: scan)
    }
    for zone in zones { covered.fill(outline(zone, beyond: 0), with: Self.shade) }
    return .gray(covered)
  }

  /// Every block of the picture in its mean shade.
  private static func inBlocks(_ scan: GrayImage) -> GrayImage {
    let side = max(1, Int((Double(max(scan.width, scan.height)) / assumedLength * blockSide).rounded(.up)))
    var blocks = scan
    for top in stride(from: 0, to: scan.height, by: side) {
      for left in stride(from: 0, to: scan.width, by: side) {
        let (rows, columns) = (top..<min(top + side, scan.height), left..<min(left + side, scan.width))
        var sum = 0
        for y in rows { for x in columns { sum += Int(scan[x, y]) } }
        let mean = UInt8(sum / (rows.count * columns.count))
        for y in rows { for x in columns { blocks[x, y] = mean } }
      }
    }
    return blocks
  }
}

extension GrayImage {
  /// Fills a convex shape: each pixel whose centre lies in it.
  fileprivate mutating func fill(_ corners: [PicturePoint], with shade: UInt8) {
    for row in ShapeRows(corners, width: width, height: height) {
      for x in row.columns { self[x, row.y] = shade }
    }
  }

  /// Takes a rectangle from another picture of the same size.
  fileprivate mutating func copy(_ rect: PictureRect, of other: GrayImage) {
    guard let rows = ShapeRows.pixels(between: [rect.y, rect.maxY], within: height),
      let columns = ShapeRows.pixels(between: [rect.x, rect.maxX], within: width)
    else { return }
    for y in rows { for x in columns { self[x, y] = other[x, y] } }
  }
}

extension PageMask.Cover {
  /// What is said of it on a picture.
  var label: SummaryLabel {
    switch self {
    case .zones: .zonesCovered
    case .blocks: .shownInBlocks
    case .whole: .notShown
    }
  }
}
