import Ballots
import Counting
import Raster
import Reading
import Testing

/// Sheets and scans that were damaged on purpose: read right, or refused with the reason; never read wrong.
@Suite struct DamageTests {
  let sample: SampleForm
  let choices: [Int?] = [0, 1, 2, 3, 4, nil, 2, 0]

  init() throws { sample = try SampleForm.shipped() }

  // MARK: Cut off

  @Test(arguments: QuarterTurn.allCases)
  func cutBelowTheLastBox(_ turn: QuarterTurn) {
    // The last boxes end at 237.6 mm; both lower fiducials are gone.
    let scanner = Scanner(turn: turn, skew: 0.8, border: .init(bottom: 250 - 297))
    sample.expectRead(sample.marked(choices), scanner, choices)
  }

  @Test(arguments: [234.0, 215, 196, 160, 110])
  func cutThroughTheBoxes(_ end: Double) throws {
    let scan = Scanner(border: .init(bottom: end - 297)).scan(sample.marked([0, 1, 2, 3, 4, 0, 2, 0]))
    let reading = sample.read(scan.image)
    #expect(reading.kind == .rejected || reading.kind == .foreign)
    #expect(reading.questions.isEmpty)
    // With less than two thirds of the page left there is too little print to know the form by.
    let reason = try #require(reading.refusal?.reason)
    #expect(reason == (end > 190 ? .pageCutOff : .notABallot))
  }

  @Test(arguments: [25.0, 60, 170])
  func cutAtTheRight(_ lost: Double) {
    let reading = sample.read(sample.marked(choices), Scanner(border: .init(right: -lost)))
    for (q, answer) in sample.answers(reading).enumerated() where lost > 40 {
      #expect(answer == .review, "the boxes at the right of \(sample.questions[q].id) are not on the picture")
    }
    sample.expectNothingWrong(reading, choices)
  }

  // MARK: Light, toner, dirt

  @Test(arguments: [0.3, 0.45])
  func shadedAtOneSide(_ shade: Double) {
    sample.expectRead(sample.marked(choices), Scanner(skew: 1, noise: 4, shade: shade), choices)
  }

  @Test(arguments: [0.15, 0.2, 0.3])
  func faintToner(_ contrast: Double) {
    // Print and pen alike.
    let reading = sample.read(sample.marked(choices).faded(to: contrast), Scanner(noise: 2))
    sample.expectNothingWrong(reading, choices)
    if contrast <= 0.15 {
      #expect(reading.kind != .ballot)
      #expect(reading.refusal != nil)
    }
  }

  @Test(arguments: [0.15, 0.3, 0.5])
  func faintTonerAndAStrongPen(_ contrast: Double) {
    var sheet = sample.blank.faded(to: contrast)
    for (q, choice) in choices.enumerated() {
      if let choice { sheet.put(.x, sample.option(q, choice)) }
    }
    sample.expectNothingWrong(sample.read(sheet, Scanner(noise: 3)), choices)
  }

  @Test(arguments: [0.1, 0.17, 0.25], [nil, 150.0])
  func heavyTonerIsNoInk(_ margin: Double, _ threshold: Double?) {
    let reading = sample.read(sample.blank.thickened(by: margin), Scanner(threshold: threshold))
    #expect(reading.kind == .ballot)
    let found = sample.questions.indices.flatMap { states(reading, $0) }
    #expect(!found.contains(.marked), "\(sample.doubts(reading))")
    // At 0.17 mm in grey two boxes of forty still need a look.
    let allowed = margin == 0.17 && threshold == nil ? 2 : 0
    #expect(found.filter { $0 != .empty }.count <= allowed, "\(sample.doubts(reading))")
  }

  @Test func heavyTonerAndMarks() {
    sample.expectRead(sample.marked(choices).thickened(by: 0.1), Scanner(), choices)
  }

  @Test func aDarkBlotOverBoxes() {
    var sheet = sample.marked(choices)
    let covered = [(2, 2), (2, 3)]
    for (q, k) in covered { sheet.disc(sample.option(q, k).rect.center, radius: 7, luma: 60) }
    let reading = sample.read(sheet)
    #expect(reading.kind == .ballot)
    for (q, k) in covered {
      let read = reading.questions[q].options[k]
      #expect(read.state == .unclear)
      #expect(read.reason == .boxObscured || read.reason == .outlineUncertain)
    }
    #expect(sample.answers(reading)[2] == .review)
    sample.expectNothingWrong(reading, choices)
  }

  @Test(arguments: [7.0, 10])
  func correctionFluidOverABox(_ side: Double) {
    var sheet = sample.marked(choices)
    sheet.whiten(.around(sample.option(0, 0).rect.center, side: side))
    let reading = sample.read(sheet)
    let read = reading.questions[0].options[0]
    #expect(read.state == .unclear)
    #expect(read.reason == .outlineUncertain)
    #expect(sample.answers(reading)[0] == .review)
    #expect(Array(sample.answers(reading).dropFirst()) == Array(sample.answers(of: choices).dropFirst()))
  }

  // MARK: Streaks and folds

  /// A line along the whole scan, 0.2 mm wide, at `x` of the sheet.
  private func streaked(_ choices: [Int?], at x: Double) -> Sheet {
    var sheet = sample.marked(choices)
    sheet.fill(PaperRect(x: x - 0.1, y: 0, width: 0.2, height: 297), luma: 90)
    return sheet
  }

  @Test(arguments: [25.2, 26.5, 28.4], [200.0, 300])
  func aStreakThroughBoxesWithMarksElsewhere(_ x: Double, _ dpi: Double) {
    let choices: [Int?] = [1, 2, 3, 4, 1, 2, 3, 4]
    sample.expectRead(streaked(choices, at: x), Scanner(dpi: dpi), choices)
  }

  @Test func aStreakThroughBoxesOfUnansweredQuestions() {
    let choices: [Int?] = [nil, 2, nil, 4, 1, nil, 3, nil]
    let reading = sample.read(streaked(choices, at: 26.5))
    for (q, choice) in choices.enumerated() {
      #expect(sample.answers(reading)[q] == (choice == nil ? .review : sample.answers(of: choices)[q]))
      if choice == nil {
        #expect(reading.questions[q].options[0].state == .unclear)
        #expect(reading.questions[q].options[0].reason == .straightLine)
      }
    }
  }

  @Test(arguments: [50.0, 170])
  func aStreakBesideTheBoxes(_ x: Double) {
    sample.expectRead(streaked(choices, at: x == 170 ? 176.6 : x), Scanner(), choices)
  }

  @Test func aStreakThroughMarksDoesNotHideThem() {
    let choices: [Int?] = [0, 0, 0, 0, 0, 0, 0, 0]
    let reading = sample.read(streaked(choices, at: 26.5))
    sample.expectNothingWrong(reading, choices)
  }

  @Test(arguments: [98.5, 137.5, 156])
  func aFoldAcrossTheBoxesIsNoInk(_ y: Double) {
    var sheet = sample.marked(choices)
    // A shallow shadow along the fold.
    sheet.fill(PaperRect(x: 0, y: y, width: 210, height: 0.8), luma: 222)
    for (q, k) in choices.enumerated() {
      if let k { sheet.put(.x, sample.option(q, k)) }
    }
    sample.expectRead(sheet, Scanner(skew: 0.7, noise: 4), choices)
  }

  /// A sharp fold prints a thin grey line; it is told from a choice, or a person looks.
  @Test func aSharpFoldIsNoChoice() {
    var sheet = sample.blank
    sheet.fill(PaperRect(x: 0, y: 98.4, width: 210, height: 0.3), luma: 120)
    let reading = sample.read(sheet, Scanner(skew: 0.7))
    #expect(!states(reading, 0).contains(.marked))
    sample.expectNothingWrong(reading, [nil, nil, nil, nil, nil, nil, nil, nil])
  }

  /// Dust and specks of toner.
  @Test func specksAreNoInk() {
    var random = SeededGenerator(seed: 12)
    var sheet = sample.marked(choices)
    for _ in 0..<1500 {
      let p = PaperPoint(x: .random(in: 0...210, using: &random), y: .random(in: 0...297, using: &random))
      sheet.disc(p, radius: 0.1)
    }
    let reading = sample.read(sheet)
    sample.expectNothingWrong(reading, choices)
    #expect(sample.answers(reading).filter { $0 == .review }.count <= 1, "\(sample.doubts(reading))")
  }
}
