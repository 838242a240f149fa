internal import Ballots
internal import Foundation
internal import Raster

/// Where the paper of a blank lies in its scan: the map from upright millimetres of the page to the picture's pixels.
///
/// A page that a program drew from a PDF is its picture. A scan is taken in three steps: print says which way is up and
/// how the lines slope (`Slant`); the size of the picture and its resolution say how large a millimetre is; and four marks
/// near the corners, where a form has them, say all of it once more and better. Forms are designed symmetrical, with
/// marks equally far from all edges of the paper: from this alone follows how large the print is on the copy that was
/// scanned, as width and height of the paper differ. What cannot be seen on a scan is where the sheet ended. Without
/// marks the sheet's middle is taken to be the picture's, which may be some millimetres off: all places move alike, and
/// the picture of the blank moves with them.
struct PaperFrame: Sendable {
  /// What the frame rests on.
  enum Ground: Sendable, Hashable {
    /// The picture is the page.
    case exact
    /// Marks at the corners.
    case marks
    /// Slope of the lines, and the picture's size or resolution.
    case picture
  }

  /// Papers that offices have, mm, upright.
  static let papers = [(210.0, 297.0), (148.0, 210.0), (297.0, 420.0), (215.9, 279.4)]
  /// A picture may be so much larger or smaller than its paper: it was turned, trimmed, or has a border.
  static let paperTolerance = 0.065
  /// Slopes below this are none, degrees.
  static let noSlope = 0.03
  /// Marks say how large the print is only when they are near what the resolution says, as a share.
  static let scaleTolerance = 0.06
  /// Distances that people give to marks are multiples of this, mm.
  static let designStep = 0.5
  /// And are taken for such a multiple when they are as near, mm.
  static let designTolerance = 0.17
  /// The finest scan that is looked at as it is, px per mm (about 460 dpi).
  static let finest = 18.0

  /// The picture, turned upright and levelled, to which the transform leads.
  let picture: GrayImage
  let transform: Homography<Paper, Picture>
  let size: PaperSize
  let fiducials: [Fiducial]
  let ground: Ground
  /// How far the scan was turned.
  let turn: QuarterTurn
  /// Whether letters, or the only open one of four corner marks, left no doubt about which way is up.
  let isDirectionCertain: Bool

  /// - Parameters:
  ///   - dpi: resolution that the file claims.
  ///   - isRendered: whether the picture was drawn from a document and so is its page.
  init(_ image: GrayImage, dpi: Double?, isRendered: Bool) {
    var reduction = 1
    var (size, scale) = Self.size(of: (image.width, image.height), dpi: dpi)
    while scale / Double(reduction) > Self.finest, reduction < 16 { reduction += 1 }
    let level = PaperLevel.normalised(
      image.reduced(by: reduction), tile: max(8, Int(5.4 * scale / Double(reduction))))
    scale /= Double(reduction)
    let coarse = max(1, min(16, Int(scale / 5.8)))
    let slant = Slant(of: level.reduced(by: coarse), scale: scale / Double(coarse))
    let degrees = abs(slant.degrees) < Self.noSlope ? 0 : slant.degrees
    if isRendered, degrees == 0 {
      picture = level
      self.size = size
      let marks = CornerMarks(in: level, scale: scale)
      transform = Homography(rowMajor: [
        Double(level.width) / size.width, 0, 0, 0, Double(level.height) / size.height, 0, 0, 0, 1,
      ])
      let back = transform.inverse
      fiducials = Self.fiducials(marks) {
        back?($0) ?? PaperPoint(x: 0, y: 0)
      } size: {
        $0 / scale
      }
      ground = .exact
      turn = .upright
      isDirectionCertain = true
      return
    }
    var picture = level.turnedBack(slant.turn)
    var turn = slant.turn
    // Letters of a bad copy may mislead; then the only open one of four marks stands at the top left.
    if !slant.isCertain, let marks = CornerMarks(in: picture, scale: scale), marks.isUpsideDown {
      picture = picture.turnedBack(.half)
      turn = turn.added(.half)
    }
    (self.picture, self.turn) = (picture, turn)
    isDirectionCertain = slant.isCertain || CornerMarks(in: picture, scale: scale)?.isUpright == true
    if (size.width > size.height) != (picture.width > picture.height) {
      size = PaperSize(width: size.height, height: size.width)
    }
    self.size = size
    let angle = degrees * .pi / 180
    let (c, s) = (scale * cos(angle), scale * sin(angle))
    let middle = PicturePoint(x: Double(picture.width) / 2, y: Double(picture.height) / 2)
    let level0 = Homography<Paper, Picture>(rowMajor: [
      c, -s, middle.x - c * size.width / 2 + s * size.height / 2,
      s, c, middle.y - s * size.width / 2 - c * size.height / 2, 0, 0, 1,
    ])
    guard let marks = CornerMarks(in: picture, scale: scale),
      let (fitted, unit) = Self.fit(marks, size, scale), let back = fitted.inverse
    else {
      transform = level0
      fiducials = []
      ground = .picture
      return
    }
    transform = fitted
    let widening = 1 + abs(sin(angle))
    fiducials = Self.fiducials(marks) {
      back($0)
    } size: {
      $0 / widening / unit
    }
    ground = .marks
  }

  private init(
    picture: GrayImage, transform: Homography<Paper, Picture>, size: PaperSize, fiducials: [Fiducial], ground: Ground,
    turn: QuarterTurn, isDirectionCertain: Bool
  ) {
    self.isDirectionCertain = isDirectionCertain
    (self.picture, self.transform, self.size) = (picture, transform, size)
    (self.fiducials, self.ground, self.turn) = (fiducials, ground, turn)
  }

  /// The same picture with its paper elsewhere; for frames without marks.
  func with(transform: Homography<Paper, Picture>) -> PaperFrame {
    PaperFrame(
      picture: picture, transform: transform, size: size, fiducials: fiducials, ground: ground, turn: turn,
      isDirectionCertain: isDirectionCertain)
  }

  /// The paper that a picture is of, and its px per mm.
  private static func size(of picture: (width: Int, height: Int), dpi: Double?) -> (PaperSize, Double) {
    let (w, h) = (Double(picture.width), Double(picture.height))
    let isWide = w > h
    func oriented(_ paper: (Double, Double)) -> PaperSize {
      isWide ? PaperSize(width: paper.1, height: paper.0) : PaperSize(width: paper.0, height: paper.1)
    }
    if let dpi {
      let scale = dpi / 25.4
      for paper in papers.map(oriented)
      where abs(w / scale / paper.width - 1) < paperTolerance && abs(h / scale / paper.height - 1) < paperTolerance {
        return (paper, scale)
      }
      // Tags are often wrong; a size that no paper has is believed only when a sheet could have it.
      let size = PaperSize(width: w / scale, height: h / scale)
      if min(size.width, size.height) > 90, max(size.width, size.height) < 440 { return (size, scale) }
    }
    let a4 = oriented(papers[0])
    return (a4, (w / a4.width + h / a4.height) / 2)
  }

  /// The frame in which four marks lie symmetrically on the paper, and px per mm in it; nil when they are no frame of
  /// this paper.
  private static func fit(
    _ marks: CornerMarks, _ size: PaperSize, _ scale: Double
  ) -> (Homography<Paper, Picture>, scale: Double)? {
    let m = marks.marks.map(\.center)
    let across = (m[0].distance(to: m[1]) + m[3].distance(to: m[2])) / 2
    let down = (m[0].distance(to: m[3]) + m[1].distance(to: m[2])) / 2
    // Equally far from all edges: (width - 2 margin) and (height - 2 margin) have the ratio of the distances.
    let equal = (down - across) / (size.height - size.width)
    var unit = scale
    var margins = ((size.width - across / scale) / 2, (size.height - down / scale) / 2)
    if abs(equal / scale - 1) < scaleTolerance {
      unit = equal
      let margin = designed((size.width - across / equal) / 2)
      margins = (margin, margin)
    }
    guard margins.0 > 1, margins.1 > 1, margins.0 < size.width / 4, margins.1 < size.height / 4 else { return nil }
    let corners = PaperRect(
      x: margins.0, y: margins.1, width: size.width - 2 * margins.0, height: size.height - 2 * margins.1
    ).corners
    return Homography<Paper, Picture>.projective(Array(zip(corners, m))).map { ($0, unit) }
  }

  private static func designed(_ length: Double) -> Double {
    let step = (length / designStep).rounded() * designStep
    return abs(step - length) < designTolerance ? step : length
  }

  private static func fiducials(
    _ marks: CornerMarks?, at place: (PicturePoint) -> PaperPoint, size: (Double) -> Double
  ) -> [Fiducial] {
    guard let marks else { return [] }
    return zip(["TL", "TR", "BR", "BL"], marks.marks).map { id, mark in
      let center = place(mark.center)
      return Fiducial(
        id: id, kind: mark.kind, center: PaperPoint(x: rounded(center.x), y: rounded(center.y)),
        size: (size(mark.size) * 10).rounded() / 10)
    }
  }

  /// To hundredths of a millimetre.
  private static func rounded(_ length: Double) -> Double { (length * 100).rounded() / 100 }
}
