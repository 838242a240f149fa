import Ballots
import Counting
import Foundation
import Raster
import Reading
import Testing
import Wording

@testable import Pages

@Suite("Masked pictures")
struct PageMaskTests {
  /// A form of one page, 225 x 150 mm, as its scans in `OverlayTests` have it at 4 px a mm.
  private static func form(freeText: [PaperRect] = [], zones: [PaperRect] = []) -> Form {
    Form(
      id: "thu", code: "thu", title: "Thử", pageSize: PaperSize(width: 225, height: 150),
      pages: [FormPage(number: 1, freeText: freeText, zones: zones)])
  }

  /// A scan in which every pixel has its own shade.
  private static let scan: GrayImage = {
    var image = GrayImage(width: 900, height: 600)
    for y in 0..<600 { for x in 0..<900 { image[x, y] = UInt8((x * 7 + y * 13) % 180) } }
    return image
  }()

  private func masked(_ mask: PageMask, _ picture: PageImage = .gray(scan)) throws -> GrayImage {
    guard case .gray(let image)? = mask.masked(picture) else {
      Issue.record("no grey picture")
      return Self.scan
    }
    return image
  }

  @Test func whatPeopleWriteIsCoveredAndNothingElse() throws {
    let text = PaperRect(x: 20, y: 80, width: 60, height: 10)
    let seal = PaperRect(x: 150, y: 100, width: 30, height: 30)
    let mask = PageMask(
      OverlayTests.reading(), form: Self.form(freeText: [text], zones: [seal]))
    #expect(mask.cover == .zones && !mask.coversNothing)
    let image = try masked(mask)
    var wrong: [String] = []
    for y in 0..<600 {
      for x in 0..<900 {
        let place = PaperPoint(x: (Double(x) + 0.5) / 4, y: (Double(y) + 0.5) / 4)
        let isInside = [text, seal].contains { $0.expanded(by: 1.5).contains(place) }
        let isDeep = [text, seal].contains { $0.expanded(by: 1.2).contains(place) }
        let shade = image[x, y]
        let isRight =
          isDeep
          ? shade == PageMask.shade
          : isInside ? [PageMask.shade, PageMask.frameShade].contains(shade) : shade == Self.scan[x, y]
        if !isRight { wrong.append("\(x) \(y)") }
      }
    }
    #expect(wrong.isEmpty, "\(wrong.prefix(5))")
    #expect(image[80, 314] == PageMask.frameShade)
  }

  /// The area lies where the registration puts it, however the page lies in the scan.
  @Test func areasFollowThePage() throws {
    var reading = OverlayTests.reading(.half)
    let turn = 3 * Double.pi / 180
    let map = { (p: PaperPoint) in
      PicturePoint(x: 880 - 4 * (p.x * cos(turn) - p.y * sin(turn)), y: 590 - 4 * (p.x * sin(turn) + p.y * cos(turn)))
    }
    let (c, s) = (4 * cos(turn), 4 * sin(turn))
    let transform = Homography<Paper, Picture>(rowMajor: [-c, s, 880, -s, -c, 590, 0, 0, 1])
    #expect(transform(PaperPoint(x: 10, y: 20)).distance(to: map(PaperPoint(x: 10, y: 20))) < 1e-6)
    reading.registration?.transform = transform
    let zone = PaperRect(x: 40, y: 60, width: 50, height: 20)
    let image = try masked(PageMask(reading, form: Self.form(zones: [zone])))
    for point in zone.corners + [zone.center] {
      let p = transform(point)
      #expect(image[Int(p.x), Int(p.y)] == PageMask.shade)
    }
    for point in zone.expanded(by: 2.5).corners {
      let p = transform(point)
      #expect(image[Int(p.x), Int(p.y)] == Self.scan[Int(p.x), Int(p.y)])
    }
  }

  /// A box just beside an area stays; one within an area does not.
  @Test func boxesStayFreeOfAnAreasMargin() throws {
    // Boxes of 10 mm at x = 25, 50, 75 and 100 mm, y = 50 mm.
    let reading = OverlayTests.reading()
    let beside = PaperRect(x: 20, y: 61, width: 20, height: 10)
    let over = PaperRect(x: 45, y: 45, width: 20, height: 20)
    let image = try masked(PageMask(reading, form: Self.form(freeText: [beside, over])))
    for y in 200..<240 {
      for x in 100..<140 { #expect(image[x, y] == Self.scan[x, y]) }
      for x in 200..<240 { #expect(image[x, y] == PageMask.shade) }
    }
  }

  @Test func aFormWithoutAreasLeavesThePictureAsItIs() {
    let mask = PageMask(OverlayTests.reading(), form: Self.form())
    #expect(mask.coversNothing)
    #expect(mask.masked(.gray(Self.scan)) == .gray(Self.scan))
    let bits = PageImage.bits(BitImage(width: 8, height: 1, bytes: [0x55]))
    #expect(mask.masked(bits) == bits)
  }

  /// Where it is not known where people wrote, all of the page is coarse.
  @Test func aPageThatWasNotLocatedIsShownInBlocks() throws {
    let form = Self.form(zones: [PaperRect(x: 0, y: 0, width: 5, height: 5)])
    var elsewhere = OverlayTests.reading()
    elsewhere.formPage = 2
    var lost = OverlayTests.reading()
    lost.registration = nil
    let rejected = PageReading(kind: .rejected, refusal: Refusal(.pageCutOff))
    let pages: [(PageReading, Form?)] = [
      (rejected, nil), (PageReading(kind: .blank), nil), (PageReading(kind: .header), nil), (lost, form),
      (elsewhere, form), (OverlayTests.reading(), nil),
    ]
    for (reading, form) in pages {
      let mask = PageMask(reading, form: form)
      #expect(mask.cover == .blocks)
      let image = try masked(mask)
      // 900 px are taken for 297 mm: 2 mm are 6.06 px.
      var isCoarse = true
      for y in 0..<600 { for x in 0..<900 where image[x, y] != image[x / 7 * 7, y / 7 * 7] { isCoarse = false } }
      #expect(isCoarse)
      #expect(Set(image.pixels).count > 10)
    }
  }

  @Test func anotherDocumentIsNotShown() {
    let form = Self.form()
    for mask in [
      PageMask(PageReading(kind: .foreign), form: nil), PageMask(nil, form: nil),
      PageMask(OverlayTests.reading(), form: form, isForeign: true),
    ] {
      #expect(mask.cover == .whole)
      #expect(mask.masked(.gray(Self.scan)) == nil)
    }
  }

  // MARK: On the pictures

  /// Handwriting in the areas of the shipped form is gone from overlays, and the boxes are as before.
  @Test func overlaysCoverWhatIsWritten() throws {
    let shipped = try ShippedForm.load()
    let page = shipped.page(5, .clean)
    let reading = PageReader(forms: [shipped.prepared]).read(page.image)
    #expect(reading.kind == .ballot)
    let areas = shipped.form.pages.flatMap { $0.freeText + $0.zones }
    try #require(areas.count == 3)
    let registration = try #require(reading.registration)
    var written = page.image.grayscale
    for area in areas {
      for point in [area.center] + area.expanded(by: -1).corners {
        let p = registration.transform(point)
        for y in Int(p.y) - 3...Int(p.y) + 3 { for x in Int(p.x) - 3...Int(p.x) + 3 { written[x, y] = 0 } }
      }
    }
    let assembled = OverlayTests.page(.ok)
    func draw(_ scan: GrayImage, unmasked: String? = nil) throws -> [UInt8] {
      try PageOverlay(assembled, reading: reading, form: shipped.form, wording: Wording(.vi), unmasked: unmasked)
        .png(over: .gray(scan))
    }
    #expect(try draw(written) == draw(page.image.grayscale))
    #expect(try draw(written, unmasked: "đối chiếu") != draw(page.image.grayscale, unmasked: "đối chiếu"))
    // The reason stands on the picture.
    #expect(try draw(written, unmasked: "đối chiếu") != draw(written, unmasked: "kiểm tra"))
  }

  @Test func anOverlayOfAnotherDocumentIsAGreySheet() throws {
    let reading = PageReading(kind: .foreign, refusal: Refusal(.notABallot))
    let page = OverlayTests.page(.foreign, Refusal(.notABallot))
    let hidden = PageOverlay(page, reading: reading, form: nil, wording: Wording(.vi))
    let shown = PageOverlay(page, reading: reading, form: nil, wording: Wording(.vi), unmasked: "đối chiếu")
    let other = GrayImage(width: 900, height: 600, filledWith: 90)
    #expect(try hidden.png(over: .gray(Self.scan)) == hidden.png(over: .gray(other)))
    #expect(try shown.png(over: .gray(Self.scan)) != shown.png(over: .gray(other)))
    let (canvas, top) = try hidden.draw(over: .gray(other))
    #expect(canvas.height == top + 600)
    let corner = canvas.pixel(5, top + 5)
    #expect(corner.red == 204 && corner.green == 204)
  }

  @Test func theContactSheetBearsTheReason() throws {
    let sheet = ContactSheet([OverlayTests.reading()])
    let crops = sheet.boxes.map { ContactSheet.crop($0, of: .gray(Self.scan)) }
    let plain = try sheet.draw(crops, Wording(.en))
    let long = String(repeating: "inspection of the district ", count: 20)
    let named = try sheet.draw(crops, Wording(.en), unmasked: long)
    #expect(named.height > plain.height + 30)
    #expect(named.width == plain.width)
  }
}
