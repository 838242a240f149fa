public import Ballots
internal import Foundation
public import Raster

/// Looks at a scan of one freshly printed ballot, before hundreds are printed: is it large enough, black enough, whole,
/// straight and clean, and does its code have something in reserve?
///
/// Much of what is found here would still be read. The limits are those within which nothing has to be asked of a person:
/// print, copies and scanners take away from what the first sheet has.
public struct PrintCheck: Sendable, Hashable {
  /// One thing that was looked at.
  public struct Finding: Sendable, Hashable {
    /// What was looked at.
    public enum Subject: String, Sendable, Hashable, CaseIterable {
      /// Width and height of the print against the form, %; the scanner's resolution is taken to be a usual one.
      case width, height
      /// Difference of paper and print, 0 to 255.
      case contrast
      /// Share of the corner marks' black that is not black, %.
      case voids
      /// Corner marks that are missing.
      case fiducials
      /// Least distance of a corner mark from the scan's edge, mm.
      case margin
      /// The largest distance of a box from its place, mm.
      case shift
      /// Boxes that do not look like empty boxes.
      case boxes
      /// How much blur the code stands, mm; 0 where it cannot be read.
      case code
    }

    /// What was looked at.
    public var subject: Subject
    /// What was measured, in the subject's unit.
    public var measured: Double
    /// What is good enough, in the same unit.
    public var limits: ClosedRange<Double>

    /// Whether it is good enough.
    public var isGood: Bool { limits.contains(measured) }
  }

  /// Everything that was looked at, in the order of the subjects.
  public let findings: [Finding]

  /// Whether all is good enough.
  public var isGood: Bool { findings.allSatisfy(\.isGood) }

  /// Resolutions that scanners have, dots an inch.
  private static let usualResolutions = [100.0, 150, 200, 240, 300, 400, 600]
  private static let limits: [Finding.Subject: ClosedRange<Double>] = [
    .width: 98.5...101.5, .height: 98.5...101.5, .contrast: 130...255, .voids: 0...4, .fiducials: 0...0,
    .margin: 2...1000, .shift: 0...0.5, .boxes: 0...0, .code: 0.1...1000,
  ]
  /// Blurs that the code is tried with, mm: a perfect print stands a third of a module.
  private static let blurs = [0.2, 0.175, 0.15, 0.125, 0.1, 0.075, 0.05, 0.025]

  /// Looks at a page that was read as one of this form.
  /// - Returns: nil where the reading is not one of the form's pages with its place on the picture.
  public init?(_ reading: PageReading, of form: Form, on picture: PageImage) {
    guard let registration = reading.registration, let number = reading.formPage,
      let page = form.pages.first(where: { $0.number == number })
    else { return nil }
    let print = Print(page: page, size: form.pageSize, transform: registration.transform, picture: picture.grayscale)
    var measured: [Finding.Subject: Double] = [
      .width: print.scale.x, .height: print.scale.y, .contrast: print.paper - print.black,
      .boxes: Double(reading.questions.flatMap(\.options).count { $0.state != .empty }),
      .shift: reading.questions.flatMap(\.options).map(\.mark.shift).max() ?? 0,
    ]
    if !page.fiducials.isEmpty {
      measured[.fiducials] = Double(page.fiducials.count { !registration.fiducials.contains($0.id) })
      measured[.margin] = print.leastMargin
      measured[.voids] = print.voids * 100
    }
    let codes = page.barcodes.filter { $0.symbology == .qr }
    if !codes.isEmpty { measured[.code] = codes.map { print.blurStood(by: $0, Self.blurs) }.min() }
    findings = Finding.Subject.allCases.compactMap { subject in
      guard let value = measured[subject], let limits = Self.limits[subject] else { return nil }
      return Finding(subject: subject, measured: value, limits: limits)
    }
  }

  /// A page's print on a picture.
  private struct Print {
    let page: FormPage
    let size: PaperSize
    let transform: Homography<Paper, Picture>
    let picture: GrayImage

    private func luma(_ place: PaperPoint) -> Double? {
      let p = transform(place)
      guard p.x >= 0, p.y >= 0, Int(p.x) < picture.width, Int(p.y) < picture.height else { return nil }
      return Double(picture[Int(p.x), Int(p.y)])
    }

    private static func middle(_ values: [Double], _ share: Double = 0.5) -> Double {
      guard !values.isEmpty else { return 0 }
      return values.sorted()[min(values.count - 1, Int(share * Double(values.count)))]
    }

    /// Points of a grid over a rectangle, every `step` mm.
    private static func grid(_ rect: PaperRect, step: Double) -> [PaperPoint] {
      stride(from: rect.y, through: rect.maxY, by: step).flatMap { y in
        stride(from: rect.x, through: rect.maxX, by: step).map { PaperPoint(x: $0, y: y) }
      }
    }

    /// How wide and high the print is, % of the form: against the usual resolution that is nearest.
    var scale: (x: Double, y: Double) {
      func dpi(_ a: PaperPoint, _ b: PaperPoint) -> Double {
        let (p, q) = (transform(a), transform(b))
        return hypot(q.x - p.x, q.y - p.y) / hypot(b.x - a.x, b.y - a.y) * 25.4
      }
      let (x, y) = (size.width / 2, size.height / 2)
      let across = dpi(PaperPoint(x: 15, y: y), PaperPoint(x: size.width - 15, y: y))
      let down = dpi(PaperPoint(x: x, y: 15), PaperPoint(x: x, y: size.height - 15))
      let usual = PrintCheck.usualResolutions.min { abs($0 - across) / $0 < abs($1 - across) / $1 } ?? across
      return (across / usual * 100, down / usual * 100)
    }

    private var options: [Option] { page.questions.flatMap(\.options) }

    /// Luma of the paper inside the boxes.
    var paper: Double {
      Self.middle(
        options.flatMap { option in
          Self.grid(option.rect.expanded(by: -option.rect.width / 3.5), step: 0.4).compactMap(luma)
        }, 0.75)
    }

    /// Luma of the print: of the darkest point of each stretch across an outline.
    var black: Double {
      Self.middle(
        options.compactMap { option in
          stride(from: -0.6, through: 0.6, by: 0.05)
            .compactMap { luma(PaperPoint(x: option.rect.center.x, y: option.rect.maxY + $0)) }.min()
        })
    }

    /// Share of the squares' inside that is lighter than the middle of paper and print.
    var voids: Double {
      let limit = (paper + black) / 2
      let inside = page.fiducials.filter { $0.kind == .square || $0.kind == .disc }.flatMap { mark in
        let half = mark.size * 0.3
        return Self.grid(
          PaperRect(x: mark.center.x - half, y: mark.center.y - half, width: 2 * half, height: 2 * half), step: 0.1
        ).compactMap(luma)
      }
      guard !inside.isEmpty else { return 0 }
      return Double(inside.count { $0 > limit }) / Double(inside.count)
    }

    /// Least distance of a fiducial's edge from the picture's edge, mm.
    var leastMargin: Double {
      let distances = page.fiducials.flatMap { mark -> [Double] in
        let half = mark.size / 2
        let rect = PaperRect(x: mark.center.x - half, y: mark.center.y - half, width: mark.size, height: mark.size)
        let scale = transform.scale(at: mark.center)
        return rect.corners.flatMap { corner in
          let p = transform(corner)
          return [p.x, p.y, Double(picture.width) - p.x, Double(picture.height) - p.y].map { $0 / scale }
        }
      }
      return distances.min() ?? 0
    }

    /// The strongest of these blurs, mm, after which the code is still read.
    func blurStood(by region: BarcodeRegion, _ blurs: [Double]) -> Double {
      let corners = region.rect.expanded(by: 2).corners.map { transform($0) }
      let x0 = max(0, Int(corners.map(\.x).min() ?? 0)), x1 = min(picture.width, Int(corners.map(\.x).max() ?? 0))
      let y0 = max(0, Int(corners.map(\.y).min() ?? 0)), y1 = min(picture.height, Int(corners.map(\.y).max() ?? 0))
      guard x1 > x0, y1 > y0 else { return 0 }
      let window = Patch(picture, x: x0, y: y0, width: x1 - x0, height: y1 - y0)
      let crop = GrayImage(width: window.width, height: window.height, pixels: window.luma)
      let scale = transform.scale(at: region.rect.center)
      let reader = BarcodeReader()
      return blurs.first { blur in
        reader.read(BarcodeFilter.otsu(BarcodeFilter.gaussian(crop, sigma: blur * scale)))
          .contains { $0.symbology == region.symbology && region.payload.match($0.text) != nil }
      } ?? 0
    }
  }
}
