// Many boxes side by side, from the least inked to the most, each framed in the colour of its state: an auditor sees at
// a glance where the program drew the line between empty and marked, and whether it drew it well.
//
// Of all boxes of a run those are shown that are not clearly empty, and some of the empty ones to hold them against.
// When there are too many the doubtful ones go first, and every group is thinned evenly along its share of ink, so that
// both ends and all between stay visible. Equal shares keep the order of the pages: the same run gives the same picture.

public import Ballots
public import Raster
public import Wording

/// A picture of the boxes of a run, sorted by ink.
public struct ContactSheet: Sendable {
  /// A box that is shown.
  public struct Box: Sendable, Hashable {
    /// Index of its page among the readings.
    public let page: Int
    /// Where it was found in the scan, px.
    let place: PictureRect
    let rotation: QuarterTurn
    let state: MarkState
    /// Share of its inside that is inked, 0 to 1.
    let coverage: Double
    let ink: Double
  }

  /// Boxes of one sheet at most.
  static let capacity = 2_000
  /// Of these, boxes about which there is doubt, at most.
  static let doubtful = 1_000
  /// Of these, boxes that are clearly empty, at most.
  static let empty = 500
  /// An empty box of less confidence is doubtful, as an unclear one is.
  static let sure = 0.9
  /// Sides of a crop, px.
  static let cropSide = 48
  /// Paper around the box on each side, as a share of its longer side.
  static let margin = 0.4

  /// The boxes that are shown, least inked first.
  public let boxes: [Box]
  /// How many boxes were read.
  public let total: Int

  /// Chooses the boxes; `readings` has one entry a page in the order of the run, nil for what could not be decoded.
  public init(_ readings: [PageReading?]) {
    var doubtful: [Box] = []
    var marked: [Box] = []
    var empty: [Box] = []
    for (page, reading) in readings.enumerated() {
      for option in reading?.questions.flatMap(\.options) ?? [] {
        let box = Box(
          page: page, place: option.place, rotation: reading?.registration?.rotation ?? .upright, state: option.state,
          coverage: option.mark.coverage, ink: option.mark.inkInside)
        switch option.state {
        case .marked: marked.append(box)
        case .empty where option.confidence >= Self.sure: empty.append(box)
        case .empty, .unclear, .cancelled: doubtful.append(box)
        }
      }
    }
    total = doubtful.count + marked.count + empty.count
    doubtful = Self.spread(Self.sorted(doubtful), over: Self.doubtful)
    empty = Self.spread(Self.sorted(empty), over: Self.empty)
    marked = Self.spread(Self.sorted(marked), over: Self.capacity - doubtful.count - empty.count)
    boxes = Self.sorted(doubtful + marked + empty)
  }

  /// By coverage, then ink, then as they stood: no sort is relied on to keep the order of equals.
  private static func sorted(_ boxes: [Box]) -> [Box] {
    boxes.enumerated().sorted { a, b in
      (a.element.coverage, a.element.ink, a.offset) < (b.element.coverage, b.element.ink, b.offset)
    }
    .map(\.element)
  }

  /// At most `count` of the boxes, evenly spread, both ends among them.
  static func spread<Element>(_ boxes: [Element], over count: Int) -> [Element] {
    guard boxes.count > count else { return boxes }
    guard count > 1 else { return Array(boxes.prefix(max(0, count))) }
    return (0..<count).map { boxes[$0 * (boxes.count - 1) / (count - 1)] }
  }

  /// A box cut from its scan with the paper around it, upright; white when the page could not be decoded again.
  public static func crop(_ box: Box, of scan: PageImage?) -> GrayImage {
    switch scan {
    case .gray(let image): crop(box, of: image)
    case .bits(let image): crop(box, of: image)
    case nil: GrayImage(width: cropSide, height: cropSide)
    }
  }

  private static func crop(_ box: Box, of scan: some LumaGrid) -> GrayImage {
    let side = max(box.place.width, box.place.height) * (1 + 2 * margin)
    // Each sample is the mean of several, so that thin strokes stay where a scan is fine.
    let step = side / Double(cropSide)
    let parts = max(1, min(8, Int(step.rounded(.up))))
    var crop = GrayImage(width: cropSide, height: cropSide)
    for y in 0..<cropSide {
      for x in 0..<cropSide {
        var sum: Float = 0
        for v in 0..<parts {
          for u in 0..<parts {
            let right = (Double(x) + (Double(u) + 0.5) / Double(parts)) * step - side / 2
            let down = (Double(y) + (Double(v) + 0.5) / Double(parts)) * step - side / 2
            let (dx, dy) = box.rotation.redone(dx: right, dy: down)
            sum += scan.bilinear(box.place.center.x + dx, box.place.center.y + dy)
          }
        }
        crop[x, y] = UInt8(max(0, min(255, (sum / Float(parts * parts)).rounded())))
      }
    }
    return crop
  }

  // MARK: The picture

  static let frame = 3
  static let gap = 3
  /// So many that the picture fits into a window of 1366 px as it is.
  static let columns = 22
  /// Room to the left, for the share of ink at which a row begins, px.
  static let left = 64
  /// Room above, px.
  static let top = 56
  static var cell: Int { cropSide + 2 * frame + gap }

  /// Size of the picture, px.
  var width: Int { Self.left + Self.columns * Self.cell + Self.gap }
  var height: Int { Self.top + max(1, (boxes.count + Self.columns - 1) / Self.columns) * Self.cell + Self.gap }

  /// The box at a place of the picture, px; nil beside all.
  public func box(atX x: Int, y: Int) -> Box? {
    guard (Self.left..<width).contains(x), (Self.top..<height).contains(y) else { return nil }
    let (column, row) = ((x - Self.left) / Self.cell, (y - Self.top) / Self.cell)
    let index = row * Self.columns + column
    return column < Self.columns && index < boxes.count ? boxes[index] : nil
  }

  /// The picture as PNG; one crop a box, in the order of `boxes`. `unmasked` says why handwriting beside the boxes is
  /// not covered, if it is not.
  public func png(
    _ crops: [GrayImage], _ wording: Wording, unmasked: String? = nil
  ) throws(DrawingError) -> [UInt8] {
    try draw(crops, wording, unmasked: unmasked).png()
  }

  /// The canvas.
  func draw(_ crops: [GrayImage], _ wording: Wording, unmasked: String? = nil) throws(DrawingError) -> Canvas {
    let reason = unmasked.map { "\(wording.label(SummaryLabel.unmasked)): \(Wording.oneLine($0))" }
    let reasonPlace = PicturePoint(x: 8, y: Double(self.height))
    let lettering = Canvas.Lettering(size: 14, isBold: true, colour: .refused, width: Double(width) - 16)
    // Written twice: on a canvas of one pixel to learn how high the words are, then in earnest.
    let foot = try reason.map { (text) throws(DrawingError) in
      try Canvas(width: 1, height: 1).write(text, at: reasonPlace, lettering).height + 8
    }
    let canvas = try Canvas(width: width, height: self.height + Int((foot ?? 0).rounded(.up)), ground: .white)
    if let reason { canvas.write(reason, at: reasonPlace, lettering) }
    let title =
      "\(wording.label(.boxesShown)): \(wording.number(boxes.count)) / \(wording.number(total)) · "
      + wording.label(.sortedByCoverage)
    let height = canvas.write(
      title, at: PicturePoint(x: 8, y: 6), Canvas.Lettering(size: 16, isBold: true)
    ).height
    StateLegend.draw(on: canvas, at: PicturePoint(x: 8, y: 8 + height), wording)
    for (index, (box, crop)) in zip(boxes, crops).enumerated() {
      let x = Double(Self.left + index % Self.columns * Self.cell)
      let y = Double(Self.top + index / Self.columns * Self.cell)
      let outer = Double(Self.cropSide + 2 * Self.frame)
      canvas.fill(PictureRect(x: x, y: y, width: outer, height: outer), Colour(box.state))
      let inset = Double(Self.frame)
      try canvas.draw(crop) { $0.moved(dx: x + inset, dy: y + inset) }
      if index % Self.columns == 0 {
        canvas.write(
          wording.number(box.coverage * 100, places: 1) + " %", at: PicturePoint(x: 8, y: y + outer / 2 - 8),
          Canvas.Lettering(size: 13))
      }
    }
    return canvas
  }
}
