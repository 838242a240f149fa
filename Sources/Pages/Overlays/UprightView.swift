internal import Ballots
internal import Raster

/// How a scan is shown: turned upright, and not larger than asked for.
struct UprightView {
  /// Size of the scan as it lies in the file, px.
  let scanWidth: Double
  let scanHeight: Double
  /// How far its page was found turned clockwise.
  let rotation: QuarterTurn
  /// Shown px for each px of the scan, at most 1.
  let scale: Double

  init(scanWidth: Int, scanHeight: Int, rotation: QuarterTurn, longestSide: Double) {
    self.scanWidth = Double(scanWidth)
    self.scanHeight = Double(scanHeight)
    self.rotation = rotation
    scale = min(1, longestSide / Double(max(1, scanWidth, scanHeight)))
  }

  /// Size of what is shown, whole px.
  var width: Int { size(rotation.isSideways ? scanHeight : scanWidth) }
  var height: Int { size(rotation.isSideways ? scanWidth : scanHeight) }

  private func size(_ side: Double) -> Int { max(1, Int((side * scale).rounded())) }

  /// Where a point of the scan is shown.
  func callAsFunction(_ p: PicturePoint) -> PicturePoint {
    let upright = rotation.undone(p, width: scanWidth, height: scanHeight)
    return PicturePoint(x: upright.x * scale, y: upright.y * scale)
  }
}

extension QuarterTurn {
  /// Whether width and height change places.
  var isSideways: Bool { self == .quarter || self == .threeQuarters }

  /// The point of a picture of this size after the turn was taken back.
  func undone(_ p: PicturePoint, width: Double, height: Double) -> PicturePoint {
    switch self {
    case .upright: p
    case .quarter: PicturePoint(x: p.y, y: width - p.x)
    case .half: PicturePoint(x: width - p.x, y: height - p.y)
    case .threeQuarters: PicturePoint(x: height - p.y, y: p.x)
    }
  }

  /// A step to the right and down on the upright page as a step in the scan.
  func redone(dx: Double, dy: Double) -> (dx: Double, dy: Double) {
    switch self {
    case .upright: (dx, dy)
    case .quarter: (-dy, dx)
    case .half: (-dx, -dy)
    case .threeQuarters: (dy, -dx)
    }
  }
}
