import Raster
import Testing

@testable import Codecs

@Suite struct PDFTests {
  private static let image = samplePage(width: 10, height: 10)
  private static let whole = "72 0 0 72 0 0"

  private func open(_ pages: [(matrix: String, more: String, rotation: Int)], _ scratch: Scratch) throws -> ScanFile {
    try ScanFile(path: try scratch.write(SampleFiles.pdf(pages: pages, image: PDFTests.image.pixels), "a.pdf"))
  }

  @Test func aScanIsTakenOutAsItIs() throws {
    let scratch = try Scratch()
    let file = try open([(PDFTests.whole, "", 0), (PDFTests.whole, "", 90), (PDFTests.whole, "", 180)], scratch)
    #expect(file.pageCount == 3)
    let turns: [Orientation] = [.upright, .quarterTurnRight, .halfTurn]
    for (index, turn) in turns.enumerated() {
      #expect(try file.page(index).image == turn.upright(.gray(PDFTests.image)))
    }
  }

  @Test(arguments: [
    // Text upon it, a filled rectangle upon it, a small picture, mirrored, upside down, turned.
    (PDFTests.whole, "0 g 10 10 20 20 re f"), ("20 0 0 20 5 5", ""), ("-72 0 0 72 72 0", ""),
    ("72 0 0 -72 0 72", ""), ("0 72 -72 0 72 0", ""), ("72 0 0 72 0 0", "q 72 0 0 72 30 30 cm /I Do Q"),
  ])
  func anythingElseIsRendered(matrix: String, more: String) throws {
    let scratch = try Scratch()
    let page = try open([(matrix, more, 0)], scratch).page(0)
    // 1 inch at 300 dpi.
    #expect(page.image.width == 300)
    #expect(page.taggedDPI == 300)
  }

  @Test func aPictureWithMissingDataIsDamage() throws {
    let scratch = try Scratch()
    let bytes = SampleFiles.pdf(pages: [(PDFTests.whole, "", 0)], image: Array(PDFTests.image.pixels.prefix(50)))
    let error = firstError(try scratch.write(bytes, "a.pdf"))
    withKnownIssue("poppler fills the missing samples of a stream without compression in silence") {
      #expect(kind(error) == "damagedFile")
    }
  }

  @Test func truncated() throws {
    let scratch = try Scratch()
    let bytes = SampleFiles.pdf(pages: [(PDFTests.whole, "", 0)], image: PDFTests.image.pixels)
    try expectTruncationsThrow(try scratch.write(bytes, "a.pdf"))
  }

  @Test func aMissingProgramIsNamed() throws {
    let program = ChildProgram(name: "no-such-program-of-poppler", limits: DecodingLimits())
    #expect(throws: ScanError.decoderMissing("no-such-program-of-poppler is not installed")) {
      try program.run([], maxOutput: 10)
    }
  }

  @Test func aProgramThatTakesTooLongIsStopped() throws {
    let program = ChildProgram(name: "sleep", limits: DecodingLimits(programSeconds: 1))
    #expect(throws: ScanError.self) { try program.run(["60"], maxOutput: 10) }
  }

  @Test func aProgramThatTalksTooMuchIsStopped() throws {
    let program = ChildProgram(name: "yes", limits: DecodingLimits())
    #expect(throws: ScanError.self) { try program.run([], maxOutput: 1000) }
  }
}
