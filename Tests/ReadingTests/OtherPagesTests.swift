import Ballots
import Raster
import Reading
import Testing

/// Pages that are no ballots of a known form, and ballots that cannot be vouched for: each with its own reason.
@Suite struct OtherPagesTests {
  let sample: SampleForm

  init() throws { sample = try SampleForm.shipped() }

  @Test(arguments: [
    Scanner(), Scanner(dpi: 300, noise: 6), Scanner(shade: 0.4), Scanner(border: .init(4), borderLuma: 0),
    Scanner(threshold: 128), Scanner(noise: 8, paper: 180),
  ])
  func barePaper(_ scanner: Scanner) {
    let reading = sample.read(Sheet(bare: .a4), scanner)
    #expect(reading.kind == .blank)
    #expect(reading.refusal?.reason == .blankPage)
    #expect(reading.questions.isEmpty)
  }

  /// Bare paper thresholded in its own grain is all specks.
  @Test(arguments: [150.0, 300])
  func grain(_ dpi: Double) {
    let reading = sample.read(Sheet(bare: .a4), Scanner(dpi: dpi, noise: 30, paper: 150, threshold: 120))
    #expect(reading.kind == .blank)
  }

  private func document() -> Sheet {
    var random = SeededGenerator(seed: 77)
    var sheet = Sheet(bare: .a4)
    for line in 0..<38 {
      let width = line % 9 == 8 ? 60.0 : 165
      sheet.printWords(at: PaperPoint(x: 24, y: 22 + 6.4 * Double(line)), width: width, &random)
    }
    return sheet
  }

  @Test(arguments: QuarterTurn.allCases)
  func aTextDocument(_ turn: QuarterTurn) {
    let reading = sample.read(document(), Scanner(turn: turn, skew: 1))
    #expect(reading.kind == .foreign)
    #expect(reading.refusal?.reason == .notABallot)
  }

  /// A document with dark squares in its corners, as many forms have them, is still no ballot of ours.
  @Test func aDocumentWithOurCorners() {
    var sheet = document()
    for fiducial in sample.page.fiducials { sheet.print(fiducial) }
    let reading = sample.read(sheet)
    #expect(reading.kind != .ballot)
    #expect(reading.refusal?.reason == .printMismatch)
    #expect(reading.questions.isEmpty)
  }

  @Test(arguments: [(0, 0), (1, 1), (0, 3000), (199, 2000), (2000, 199), (150, 150)])
  func tooFewPixels(_ width: Int, _ height: Int) {
    for luma in [UInt8(255), 0] {
      let reading = sample.read(.gray(GrayImage(width: width, height: height, filledWith: luma)))
      #expect(reading.kind == .rejected)
      #expect(reading.refusal?.reason == .pictureTooSmall)
    }
  }

  @Test(arguments: [(200, 200), (200, 5000), (5000, 200), (1700, 2200)])
  func pagesOfOneTone(_ width: Int, _ height: Int) {
    let white = GrayImage(width: width, height: height, filledWith: 255)
    #expect(sample.read(.gray(white)).kind == .blank)
    let black = sample.read(.gray(GrayImage(width: width, height: height, filledWith: 0)))
    #expect(black.kind != .ballot)
    #expect(black.refusal != nil)
    let bytes = [UInt8](repeating: 0xFF, count: (width + 7) / 8 * height)
    #expect(sample.read(.bits(BitImage(width: width, height: height, bytes: bytes))).kind != .ballot)
  }

  @Test(arguments: [100.0, 120])
  func coarserThanPromised(_ dpi: Double) throws {
    let reading = sample.read(sample.marked([0, 1, 2, 3, 4, 0, 1, 2]), Scanner(dpi: dpi))
    #expect(reading.kind == .rejected)
    let refusal = try #require(reading.refusal)
    #expect(refusal.reason == .resolutionTooLow)
    let measured = try #require(refusal.measured)
    let limit = try #require(refusal.limit)
    #expect(abs(measured - dpi) < 0.03 * dpi)
    #expect(measured < limit)
  }

  @Test(arguments: [15.0, 30, 90])
  func turnedMoreThanPromised(_ skew: Double) {
    // A quarter turn is promised, what lies between is not: refused, or read rightly, never read wrongly.
    let choices: [Int?] = [0, 1, 2, 3, 4, 0, 1, 2]
    let scan = Scanner(skew: skew, border: .init(60)).scan(sample.marked(choices))
    let reading = sample.read(scan.image)
    if reading.kind == .ballot {
      #expect((sample.boxErrors(reading, scan).max() ?? .infinity) <= 0.3)
    } else {
      #expect(reading.refusal != nil)
    }
    sample.expectNothingWrong(reading, choices)
  }

  /// A mirrored page (a transparency laid the wrong way round) is none of ours.
  @Test func mirrored() {
    guard case .gray(let image) = Scanner().scan(sample.blank).image else { return }
    var mirrored = image
    for y in 0..<image.height {
      for x in 0..<image.width { mirrored[x, y] = image[image.width - 1 - x, y] }
    }
    let reading = sample.read(.gray(mirrored))
    #expect(reading.kind != .ballot)
    #expect(reading.refusal != nil)
  }

  @Test func withNoFormsNothingIsABallot() {
    let reader = PageReader(forms: [])
    #expect(reader.read(Scanner().scan(sample.blank).image).kind == .foreign)
    #expect(reader.read(Scanner().scan(Sheet(bare: .a4)).image).kind == .blank)
  }

  @Test func formsThatCannotBePrepared() {
    #expect(PreparedForm(form: sample.form, blanks: []) == nil)
    #expect(PreparedForm(form: sample.form, blanks: [GrayImage(width: 1000, height: 1414)]) == nil)
    #expect(PreparedForm(form: sample.form, blanks: [sample.blank.picture, sample.blank.picture]) == nil)
  }
}
