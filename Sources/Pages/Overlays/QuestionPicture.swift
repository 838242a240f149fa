// One question of a scan, enlarged for somebody who has to say what is marked: upright, handwriting covered, and a line around
// each box as it was found. The lines have one colour, whatever the boxes were judged to hold: the picture suggests nothing.

public import Ballots
public import Raster

/// One question of a page, enlarged.
public struct QuestionPicture: Sendable {
  /// Around the boxes: their labels, and marks that ran out of them. mm
  static let margin = (x: 12.0, y: 7.0)
  /// Between a box and the line around it, mm.
  static let gap = 0.6
  /// Most that a pixel of the scan is enlarged: beyond, nothing more is to be seen.
  static let mostEnlarged = 3.0
  /// Largest size of the picture, px.
  static let largest = (width: 1200.0, height: 700.0)

  private let boxes: [PictureRect]
  private let registration: Registration
  private let mask: PageMask

  /// The picture of a question; nil where its boxes were not found.
  public init?(_ question: String, of reading: PageReading, form: Form?) {
    guard let registration = reading.registration,
      let found = reading.questions.first(where: { $0.question == question }), !found.options.isEmpty
    else { return nil }
    boxes = found.options.map(\.place)
    self.registration = registration
    mask = PageMask(reading, form: form)
  }

  /// The picture as PNG; nil where nothing of the page may be seen.
  public func png(over scan: PageImage) throws(DrawingError) -> [UInt8]? {
    guard let masked = mask.masked(scan) else { return nil }
    let view = UprightView(
      scanWidth: scan.width, scanHeight: scan.height, rotation: registration.rotation,
      longestSide: .greatestFiniteMagnitude)
    let area = self.area(in: view)
    let zoom = min(Self.mostEnlarged, Self.largest.width / area.width, Self.largest.height / area.height)
    let canvas = try Canvas(
      width: max(1, Int((area.width * zoom).rounded(.up))), height: max(1, Int((area.height * zoom).rounded(.up))))
    let shown = { (p: PicturePoint) in
      let upright = view(p)
      return PicturePoint(x: (upright.x - area.x) * zoom, y: (upright.y - area.y) * zoom)
    }
    try canvas.draw(masked.grayscale, by: shown)
    let gap = Self.gap * registration.resolution.pixelsPerMillimetre
    for box in boxes { canvas.outline(box.expanded(by: gap).corners.map(shown), .edges, width: 2) }
    return try canvas.png()
  }

  /// The part of the upright page that is shown.
  private func area(in view: UprightView) -> PictureRect {
    let corners = boxes.flatMap(\.corners).map { view($0) }
    let scale = registration.resolution.pixelsPerMillimetre
    func bounds(_ values: [Double], _ margin: Double, _ size: Int) -> (from: Double, to: Double) {
      let from = max(0, (values.min() ?? 0) - margin * scale)
      return (from, max(from + 1, min(Double(size), (values.max() ?? 0) + margin * scale)))
    }
    let x = bounds(corners.map(\.x), Self.margin.x, view.width)
    let y = bounds(corners.map(\.y), Self.margin.y, view.height)
    return PictureRect(x: x.from, y: y.from, width: x.to - x.from, height: y.to - y.from)
  }
}
