import Ballots
import Counting
import Raster
import Reading
import Testing

/// What hides a box, what shows two sheets, what is a negative.
struct CoverTests {
  let sample: SampleForm

  init() throws { sample = try SampleForm.shipped() }

  let choices: [Int?] = [0, 1, 2, 3, 4, 3, 2, 1]

  /// A strip that hides a mark must not make the question blank, whatever its tone.
  @Test(arguments: [0.0, 60, 110, 150], [2.6, 6, 25])
  func aStripOverARow(_ luma: Double, _ height: Double) {
    for edge in [-0.5, 0, 0.5] {
      var sheet = sample.marked(choices)
      let box = sample.option(2, 2).rect
      sheet.fill(
        PaperRect(x: 15, y: box.center.y + edge * box.height - height / 2, width: 180, height: height), luma: luma)
      let reading = sample.read(sheet, Scanner(dpi: 200, noise: 3))
      sample.expectNothingWrong(reading, choices)
      if reading.kind == .ballot { #expect(sample.answers(reading)[2] != .blank) }
    }
  }

  @Test(arguments: [0.0, 90, 140])
  func aBlockHalfOverAnEmptyBoxIsNoMark(_ luma: Double) {
    for dx in [-4.0, -2, 2, 4] {
      var sheet = sample.blank
      let box = sample.option(3, 1).rect
      sheet.fill(.around(box.center.moved(dx: dx, dy: -3), side: 6), luma: luma)
      let reading = sample.read(sheet, Scanner(dpi: 300))
      #expect(reading.kind == .ballot)
      #expect(sample.answers(reading)[3] == .review, "\(luma) \(dx)")
    }
  }

  /// Filled boxes are no covers.
  @Test func filledBoxesAreMarks() {
    sample.expectRead(sample.marked(choices, .fill, Pen(width: 0.8, darkness: 1)), Scanner(dpi: 200), choices)
  }

  @Test func twoSheetsInOnePicture() throws {
    let scan = Scanner(dpi: 150).scan(sample.marked(choices)).image
    for beside in [true, false] {
      let (w, h) = (scan.width, scan.height)
      var both = GrayImage(width: beside ? 2 * w : w, height: beside ? h : 2 * h)
      for y in 0..<h {
        for x in 0..<w {
          both.pixels[y * both.width + x] = scan.luma(x, y)
          both.pixels[(beside ? y : y + h) * both.width + (beside ? x + w : x)] = scan.luma(x, y)
        }
      }
      #expect(sample.read(.gray(both)).kind == .rejected)
    }
  }

  @Test func aNegativeIsReadLikeItsPositive() {
    for scanner in [Scanner(dpi: 200), Scanner(dpi: 200, threshold: 160)] {
      let page = scanner.scan(sample.marked(choices)).image
      #expect(sample.answers(sample.read(page.inverted)) == sample.answers(of: choices))
    }
  }

  /// A tick means the box at its vertex, though most of it lies outside; beside the box it means nothing certain.
  @Test(arguments: [150.0, 200, 300])
  func ticksThatHardlyTouch(_ dpi: Double) {
    for (dx, dy, isClear) in [(0.0, 1.2, true), (0.5, 2.2, true), (-6.0, 0, false), (0, 8, false)] {
      var sheet = sample.blank
      for q in 0..<8 {
        let box = sample.option(q, q % 4).rect
        let vertex = PaperPoint(x: box.center.x + dx - 0.5, y: box.maxY + dy)
        sheet.draw([vertex.moved(dx: -2.6, dy: -4), vertex, vertex.moved(dx: 5.5, dy: -8.5)], Pen(width: 0.45))
      }
      let reading = sample.read(sheet, Scanner(dpi: dpi, skew: 0.7, noise: 3))
      sample.expectNothingWrong(reading, (0..<8).map { $0 % 4 })
      let answered = sample.answers(reading).filter { $0 != .review }.count
      if isClear { #expect(answered >= 6, "\(dx) \(dy): \(sample.doubts(reading))") } else { #expect(answered == 0) }
    }
  }

  /// A short stroke that starts in another box and leaves it may be a second choice: no clear mark elsewhere makes it
  /// nothing.
  @Test(arguments: [0.7, 1.0, 1.3])
  func aStrokeOutOfAnotherBox(_ length: Double) {
    var sheet = sample.marked(choices)
    for q in 0..<8 {
      let box = sample.option(q, ((choices[q] ?? 0) + 2) % 5).rect
      let edge = PaperPoint(x: box.center.x, y: box.maxY)
      sheet.draw([edge.moved(dx: 0, dy: -1.5), edge.moved(dx: 0, dy: length)], Pen(width: 0.6))
    }
    let reading = sample.read(sheet, Scanner(dpi: 300))
    #expect(reading.kind == .ballot)
    #expect(sample.answers(reading).allSatisfy { $0 == .review }, "\(sample.answers(reading))")
  }

  @Test(arguments: [0.12, 0.16])
  func thePalestStrokesAreNoBlanks(_ darkness: Double) {
    for mark in [Mark.x, .slash, .tick] {
      let sheet = sample.marked(choices, mark, Pen(width: 0.5, darkness: darkness))
      let reading = sample.read(sheet, Scanner(dpi: 200, noise: 3))
      #expect(!sample.answers(reading).contains(.blank), "\(mark): \(sample.doubts(reading))")
    }
  }
}
