import Ballots
import Codecs
import Foundation
import Raster
import Testing
import Wording

@testable import Counting
@testable import Pages

@Suite("Overlays")
struct OverlayTests {
  static let scan = GrayImage(width: 900, height: 600, filledWith: 230)

  /// A reading of one question with a box for each state, 100 px apart, as they lie in a scan turned like this.
  static func reading(_ rotation: QuarterTurn = .upright, confidence: Double = 1) -> PageReading {
    let options = MarkState.allCases.enumerated().map { index, state in
      OptionReading(
        value: String(index), state: state, confidence: confidence,
        mark: MarkMeasurement(inkInside: Double(index), coverage: 0.2 * Double(index)),
        place: PictureRect(x: 100 + 100 * Double(index), y: 200, width: 40, height: 40))
    }
    return PageReading(
      kind: .ballot, form: "thu", formPage: 1,
      registration: Registration(
        rotation: rotation, skew: 0, resolution: Resolution(dpi: 100),
        transform: Homography(scale: 4), outlineMatch: 1, fiducials: []),
      questions: [QuestionReading(question: "Q1", options: options, strayInk: 0)])
  }

  static func page(_ status: PageStatus, _ refusal: Refusal? = nil, file: String = "a/b.png") -> AssembledPage {
    AssembledPage(
      location: PageLocation(file: file, page: 1), sha256: "", status: status, refusal: refusal, form: "thu",
      formPage: 1, unit: "U01", box: "H1", serial: "000001", answers: [])
  }

  private func expect(
    _ pixel: (red: UInt8, green: UInt8, blue: UInt8), is colour: Colour, _ what: String,
    _ location: SourceLocation = #_sourceLocation
  ) {
    for (seen, meant) in [(pixel.red, colour.red), (pixel.green, colour.green), (pixel.blue, colour.blue)] {
      #expect(abs(Double(seen) - meant * 255) < 8, "\(what): \(pixel)", sourceLocation: location)
    }
  }

  /// Each box is outlined in the colour of its state, whichever way the page lies in the scan.
  @Test(arguments: QuarterTurn.allCases)
  func boxesBearTheColourOfTheirState(_ rotation: QuarterTurn) throws {
    let reading = Self.reading(rotation)
    let overlay = PageOverlay(Self.page(.ok), reading: reading, form: nil, wording: Wording(.vi))
    let (canvas, top) = try overlay.draw(over: .gray(Self.scan))
    let isSideways = rotation == .quarter || rotation == .threeQuarters
    #expect(canvas.width == (isSideways ? 640 : 900))
    #expect(canvas.height == top + (isSideways ? 900 : 600))
    for option in reading.questions[0].options where option.state != .empty {
      // The middle of the edge that is on top in the scan.
      let (x, y) = (Int(option.place.center.x), Int(option.place.y))
      let (u, v) =
        switch rotation {
        case .upright: (x, y)
        case .quarter: (y, 900 - x)
        case .half: (900 - x, 600 - y)
        case .threeQuarters: (600 - y, x)
        }
      expect(canvas.pixel(u, top + v), is: Colour(option.state), "\(option.state) \(rotation)")
    }
    // Paper stays paper, in the middle of a box too.
    let grey = canvas.pixel(canvas.width / 2 - 40, canvas.height - 40)
    #expect(grey.red == 230 && grey.green == 230 && grey.blue == 230)
  }

  @Test func aLargeScanIsReduced() throws {
    let overlay = PageOverlay(Self.page(.ok), reading: Self.reading(), form: nil, wording: Wording(.en))
    for scan in [
      PageImage.gray(GrayImage(width: 2480, height: 3508)),
      .bits(BitImage(width: 4960, height: 7016, bytes: [UInt8](repeating: 0, count: 620 * 7016))),
    ] {
      let (canvas, top) = try overlay.draw(over: scan)
      #expect(canvas.height == top + 1500)
      #expect(abs(canvas.width - 1060) <= 1)
      // The third box's top edge, where it lies after the reduction.
      let scale = 1500 / Double(scan.height)
      expect(canvas.pixel(Int(320 * scale), top + Int(200 * scale)), is: Colour(.unclear), "unclear")
    }
  }

  /// A refused page has a picture too: what was scanned, and above it why it was refused, in red.
  @Test func aRefusedPageSaysWhy() throws {
    let refusal = Refusal(
      .outlinesMissing, place: PictureRect(x: 300, y: 300, width: 200, height: 100), measured: 0.41, limit: 0.75)
    let refused = PageReading(kind: .rejected, refusal: refusal)
    let wording = Wording(.vi)
    let overlay = PageOverlay(Self.page(.reject, refusal), reading: refused, form: nil, wording: wording)
    let (canvas, top) = try overlay.draw(over: .gray(Self.scan))
    #expect(top > 80)
    #expect(canvas.height == top + 600)
    expect(canvas.pixel(400, top + 300), is: .refused, "the place of the refusal")
    let isRed = { (x: Int, y: Int) in
      let pixel = canvas.pixel(x, y)
      return pixel.red > 180 && pixel.green < 90 && pixel.blue < 90
    }
    #expect((0..<top).contains { y in (0..<400).contains { isRed($0, y) } })
    #expect(wording.evidence(refusal) == "Đo được: 0,41 · Giới hạn: 0,75")

    let undecodable = PageOverlay(
      Self.page(.reject, Refusal(.damagedFile)), reading: nil, form: nil, wording: wording)
    let png = try undecodable.png(over: nil)
    #expect(png.starts(with: [0x89, 0x50, 0x4E, 0x47]))
  }

  /// A text that fits no line is broken and stays on the picture.
  @Test func longNamesAreBroken() throws {
    let name = String(repeating: "rấtdài", count: 60) + " và\nxuống dòng.png"
    let long = PageOverlay(Self.page(.ok, file: name), reading: nil, form: nil, wording: Wording(.vi))
    let short = PageOverlay(Self.page(.ok), reading: nil, form: nil, wording: Wording(.vi))
    let (tall, low) = (try long.draw(over: nil), try short.draw(over: nil))
    #expect(tall.top > low.top + 40)
    #expect(tall.canvas.width == low.canvas.width)
  }

  /// Whatever a file is called, its picture's name is one name of a folder, and no other's.
  @Test func namesNeverLeaveTheFolder() {
    let files = [
      "a/b.png", "a_b.png", "A_B.png", "../../etc/passwd", "/etc/passwd", "..", ".", "~", "c:\\x|y?.tif",
      "hai\ndòng.png",
      "a/../b.png", String(repeating: "dài/", count: 300) + "x.tif", "e\u{301}.png", "\u{E9}.png", ".an.png", "-o.png",
    ]
    let names = OverlayNames(files: files)
    var seen: Set<String> = []
    for file in files {
      for page in [1, 12] {
        let name = names.name(of: PageLocation(file: file, page: page))
        #expect(name.hasSuffix("-\(page).png"))
        #expect(!name.contains { "/\\:*?\"<>|\n".contains($0) } && !name.hasPrefix("."), "\(name)")
        #expect(name.utf8.count <= 220)
        let folder = URL(fileURLWithPath: "/ket-qua/hinh", isDirectory: true)
        #expect(folder.appendingPathComponent(name).standardizedFileURL.deletingLastPathComponent().path == folder.path)
        seen.insert(name.lowercased())
      }
    }
    #expect(names.name(of: PageLocation(file: "a/b.png", page: 3)) == "a_b.png-3.png")
    #expect(names.name(of: PageLocation(file: "a_b.png", page: 3)) == "a_b.png~2-3.png")
    // The accented pair is one text to Swift and two files: told apart by the mark of the second.
    #expect(seen.count == 2 * files.count)
  }
}

@Suite("Contact sheet")
struct ContactSheetTests {
  @Test func boxesStandByInk() throws {
    let sheet = ContactSheet([OverlayTests.reading(), nil, OverlayTests.reading()])
    #expect(sheet.total == 8)
    #expect(sheet.boxes.map(\.coverage) == [0, 0, 0.2, 0.2, 0.4, 0.4, 0.6, 0.6])
    #expect(sheet.boxes.map(\.page) == [0, 2, 0, 2, 0, 2, 0, 2])
    let crops = sheet.boxes.map { ContactSheet.crop($0, of: .gray(OverlayTests.scan)) }
    let canvas = try sheet.draw(crops, Wording(.vi))
    for (index, box) in sheet.boxes.enumerated() {
      let x = ContactSheet.left + index * ContactSheet.cell
      #expect(sheet.box(atX: x + 20, y: ContactSheet.top + 20) == sheet.boxes[index])
      let frame = canvas.pixel(x + 1, ContactSheet.top + 1)
      #expect(abs(Double(frame.red) - Colour(box.state).red * 255) < 2)
      let paper = canvas.pixel(x + 20, ContactSheet.top + 20)
      #expect(paper.red == 230 && paper.blue == 230)
    }
    #expect(try sheet.png(crops, Wording(.vi)) == sheet.png(crops, Wording(.vi)))
  }

  /// A crop shows the box upright in its middle, with two fifths of its side around it.
  @Test func aCropIsUpright() {
    var scan = GrayImage(width: 900, height: 600)
    // The first box in ink, its right half in the scan blacker.
    for y in 200..<240 { for x in 100..<140 { scan[x, y] = x < 120 ? 128 : 0 } }
    for (rotation, dark) in [
      (QuarterTurn.upright, (30, 24)), (.quarter, (24, 18)), (.half, (18, 24)), (.threeQuarters, (24, 30)),
    ] {
      guard let box = ContactSheet([OverlayTests.reading(rotation)]).boxes.first else { continue }
      let crop = ContactSheet.crop(box, of: .gray(scan))
      #expect(crop[dark.0, dark.1] == 0, "\(rotation)")
      #expect(crop[47 - dark.0, 47 - dark.1] == 128, "\(rotation)")
      #expect(crop[5, 5] == 255)
    }
  }

  /// There are never more boxes than fit, the doubtful ones are kept first, and both ends are shown.
  @Test func manyBoxesAreThinnedEvenly() {
    let clear = [PageReading?](repeating: OverlayTests.reading(), count: 3_000)
    let sheet = ContactSheet(clear)
    #expect(sheet.total == 12_000)
    #expect(sheet.boxes.count == ContactSheet.capacity)
    #expect(sheet.boxes.count { $0.state == .empty } == ContactSheet.empty)
    #expect(sheet.boxes.count { $0.state == .unclear || $0.state == .cancelled } == ContactSheet.doubtful)
    #expect(ContactSheet.spread(Array(0...100), over: 5) == [0, 25, 50, 75, 100])
    #expect(ContactSheet.spread([1, 2], over: 5) == [1, 2])
    #expect(ContactSheet.spread([1, 2], over: 0) == [])
    #expect(ContactSheet([]).boxes.isEmpty)
  }
}
