import Ballots
import Raster
import Testing

/// A page is found however it lies in the scan, and every box to 0.3 mm.
@Suite struct RegistrationTests {
  let sample: SampleForm
  let choices: [Int?] = [0, 1, 2, 3, 4, nil, 2, 0]
  let sheet: Sheet

  init() throws {
    sample = try SampleForm.shipped()
    sheet = sample.marked(choices)
  }

  /// Scans and reads, and checks what the registration says against what the scanner did.
  private func expectLocated(_ scanner: Scanner, tolerance: Double = 0.3) throws {
    let scan = scanner.scan(sheet)
    let reading = sample.read(scan.image)
    let registration = try #require(reading.registration, "\(String(describing: reading.refusal))")
    #expect(reading.form == sample.form.id)
    #expect(reading.formPage == 1)
    let worst = sample.boxErrors(reading, scan).max() ?? .infinity
    #expect(worst <= tolerance, "a box is \(worst) mm off")
    #expect(registration.rotation == scanner.turn)
    #expect(abs(registration.skew - scanner.skew) < 0.1)
    let dpi = scanner.dpi * scanner.scale
    #expect(abs(registration.resolution.dpi - dpi) <= 0.01 * dpi)
    #expect(sample.answers(reading) == sample.answers(of: choices), "\(sample.doubts(reading))")
  }

  @Test(arguments: zip(QuarterTurn.allCases + QuarterTurn.allCases, [150.0, 200, 300, 400, 400, 150, 200, 300]))
  func quarterTurnsAtEveryResolution(_ turn: QuarterTurn, _ dpi: Double) throws {
    try expectLocated(Scanner(dpi: dpi, turn: turn))
  }

  @Test(arguments: QuarterTurn.allCases, [150.0, 300])
  func quarterTurnsInBlackAndWhite(_ turn: QuarterTurn, _ dpi: Double) throws {
    try expectLocated(Scanner(dpi: dpi, turn: turn, skew: 0.4, threshold: 150))
  }

  @Test(arguments: [-5.0, -3.1, -1, 0.5, 2, 4.2, 5])
  func skews(_ skew: Double) throws {
    try expectLocated(Scanner(skew: skew, border: .init(6)))
  }

  @Test(arguments: QuarterTurn.allCases, [-5.0, 5])
  func skewsOfTurnedPages(_ turn: QuarterTurn, _ skew: Double) throws {
    try expectLocated(Scanner(dpi: 150, turn: turn, skew: skew, border: .init(6)))
  }

  @Test(arguments: [0.94, 0.97, 1, 1.03, 1.06], [nil, 150.0])
  func copiesOfAnotherSize(_ scale: Double, _ threshold: Double?) throws {
    try expectLocated(Scanner(skew: 1, scale: scale, border: .init(4), threshold: threshold))
  }

  @Test(arguments: [-0.02, 0.02])
  func seenAtAnAngle(_ perspective: Double) {
    // The picture is no longer the same size everywhere, so only places and answers are checked.
    sample.expectRead(sheet, Scanner(dpi: 250, skew: 1.5, perspective: perspective, border: .init(8)), choices)
  }

  @Test(arguments: [0.0, 255])
  func bordersRoundThePaper(_ luma: Double) throws {
    let border = Scanner.Border(left: 14, top: 3, right: 6, bottom: 20)
    try expectLocated(Scanner(skew: 1.2, border: border, borderLuma: luma))
  }

  @Test func trimmedEdges() throws {
    try expectLocated(Scanner(border: .init(-6)))
  }

  @Test(arguments: [150.0, 300])
  func softAndNoisy(_ dpi: Double) throws {
    try expectLocated(Scanner(dpi: dpi, skew: -2, border: .init(4), blur: 0.12, noise: 9, paper: 225))
  }
}
