internal import Ballots
internal import Foundation
internal import Raster

/// Where print lies on its sheet: the same in every scan of it.
struct PrintPlacement: Sendable, Hashable {
  /// Size of the print against the form's.
  let scale: Double
  /// Shift of the print on the paper, mm.
  let dx: Double
  let dy: Double

  init(_ print: PrintConditions, _ random: inout SeededRandom) {
    scale = random.within(print.scale)
    (dx, dy) = (random.upTo(print.shift), random.upTo(print.shift))
  }
}

/// How a sheet lies under the scanner and in its picture: mm of the form to px, one homography for everything from the
/// scale of the print to the turn of the picture.
struct ScanGeometry: Sendable {
  /// px per inch of the glass.
  let dpi: Double
  let turn: QuarterTurn
  let width: Int
  let height: Int
  let transform: Homography<Paper, Picture>
  let placement: PrintPlacement
  /// The sheet's own corner-to-corner place in the form's mm, since print may lie off its middle.
  let sheet: PaperRect

  /// The glass: mm, origin at the top left of what the scanner takes, before the picture is turned.
  private enum Glass: Plane {}

  /// - Parameter placement: where the print lies on the sheet, when that is known from an earlier scan.
  init(
    paper: PaperSize, print: PrintConditions, placement: PrintPlacement?, scan: ScanConditions, dpi: Double,
    _ random: inout SeededRandom
  ) {
    self.dpi = dpi
    let (w, h) = (paper.width, paper.height)
    let placement = placement ?? PrintPlacement(print, &random)
    self.placement = placement
    let (scale, dx, dy) = (placement.scale, placement.dx, placement.dy)
    let angle = random.normal(scan.skew / 2) * .pi / 180
    let clampedAngle = max(-scan.skew, min(scan.skew, angle * 180 / .pi)) * .pi / 180
    let stretch = 1 + random.upTo(scan.stretch)
    let (px, py) = (random.upTo(scan.perspective), random.upTo(scan.perspective))

    // Print scaled about the sheet's middle and shifted on it.
    let printed = Homography<Paper, Paper>(rowMajor: [
      scale, 0, w / 2 * (1 - scale) + dx, 0, scale, h / 2 * (1 - scale) + dy, 0, 0, 1,
    ])
    sheet = PaperRect(
      x: (0 - w / 2 * (1 - scale) - dx) / scale, y: (0 - h / 2 * (1 - scale) - dy) / scale, width: w / scale,
      height: h / scale)

    // The sheet on the glass, turned a little about its middle, the far end narrower or longer.
    let (c, s) = (cos(clampedAngle), sin(clampedAngle))
    let centred = Homography<Paper, Paper>(rowMajor: [1, 0, -w / 2, 0, 1, -h / 2, 0, 0, 1])
    let tilted = Homography<Paper, Paper>(rowMajor: [1, 0, 0, 0, stretch, 0, px / w, py / h, 1])
    let (slipX, slipY) = (random.upTo(1.5), random.upTo(1.5))
    let turned = Homography<Paper, Glass>(rowMajor: [
      c, -s, w / 2 + slipX, s, c, h / 2 + slipY, 0, 0, 1,
    ])

    // What the scanner takes: the sheet, a little more, or not all of it.
    func edge(_ random: inout SeededRandom) -> Double { random.upTo(1) }
    var (left, top, right, bottom) = (edge(&random), edge(&random), edge(&random), edge(&random))
    if random.chance(scan.darkBorder) {
      left += random.within(0...8)
      top += random.within(0...8)
      right += random.within(0...8)
      bottom += random.within(0...8)
    } else if random.chance(scan.trimmed) {
      let cut = random.within(3...12)
      switch random.index(below: 4) {
      case 0: left -= cut
      case 1: top -= cut
      case 2: right -= cut
      default: bottom -= cut
      }
    }
    let (windowWidth, windowHeight) = (w + left + right, h + top + bottom)
    let odd = random.unit()
    turn =
      odd < scan.half
      ? .half
      : odd < scan.half + scan.quarter / 2 ? .quarter : odd < scan.half + scan.quarter ? .threeQuarters : .upright
    let perMillimetre = dpi / 25.4
    let isSideways = turn == .quarter || turn == .threeQuarters
    width = max(1, Int(((isSideways ? windowHeight : windowWidth) * perMillimetre).rounded()))
    height = max(1, Int(((isSideways ? windowWidth : windowHeight) * perMillimetre).rounded()))
    let m: [Double] =
      switch turn {
      case .upright: [1, 0, left, 0, 1, top]
      case .quarter: [0, -1, windowHeight - top, 1, 0, left]
      case .half: [-1, 0, windowWidth - left, 0, -1, windowHeight - top]
      case .threeQuarters: [0, 1, top, -1, 0, windowWidth - left]
      }
    let intoPicture = Homography<Glass, Picture>(rowMajor: m.map { $0 * perMillimetre } + [0, 0, 1])
    transform = printed.then(centred).then(tilted).then(turned).then(intoPicture)
  }
}
