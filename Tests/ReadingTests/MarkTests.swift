import Ballots
import Counting
import Raster
import Reading
import Testing

/// Scanners as offices have them.
private let scanners = [
  Scanner(dpi: 150, skew: 1, blur: 0.08, noise: 5), Scanner(dpi: 200, threshold: 160),
  Scanner(dpi: 300, skew: -0.6, noise: 3),
]

/// What people put into boxes, and what must become of it.
@Suite struct MarkTests {
  let sample: SampleForm
  private let choices = [0, 1, 2, 3, 4, 3, 2, 1]

  init() throws { sample = try SampleForm.shipped() }

  @Test(arguments: [0, 2], scanners)
  func clearMarks(_ first: Int, _ scanner: Scanner) {
    var sheet = sample.blank
    for (q, choice) in choices.enumerated() {
      sheet.put(Mark.clear[(q + first) % Mark.clear.count], sample.option(q, choice))
    }
    let reading = sample.read(sheet, scanner)
    #expect(reading.kind == .ballot)
    for (q, choice) in choices.enumerated() {
      let expected = (0..<5).map { $0 == choice ? MarkState.marked : .empty }
      #expect(states(reading, q) == expected, "\(Mark.clear[(q + first) % Mark.clear.count]) \(sample.doubts(reading))")
    }
    #expect(sample.answers(reading) == sample.answers(of: choices))
  }

  @Test(arguments: scanners)
  func anEmptySheet(_ scanner: Scanner) {
    let reading = sample.read(sample.blank, scanner)
    for q in sample.questions.indices {
      #expect(states(reading, q) == Array(repeating: .empty, count: 5))
      #expect(reading.questions[q].strayInk < 0.1)
    }
    #expect(sample.answers(reading).allSatisfy { $0 == .blank })
  }

  /// Who strikes out the only mark of a question takes it back: nobody but a person may say so.
  @Test(arguments: [Mark.x, .tick, .fill], scanners)
  func aMarkThatALineGoesThrough(_ mark: Mark, _ scanner: Scanner) {
    var sheet = sample.marked(choices.map { $0 }, mark)
    for (q, choice) in choices.enumerated() where q % 2 == 0 {
      let rect = sample.option(q, choice).rect
      let (x, y) = (rect.center.x, rect.center.y)
      sheet.draw([PaperPoint(x: x - 4.6, y: y + 0.3), PaperPoint(x: x + 4.6, y: y - 0.3)], Pen())
    }
    let reading = sample.read(sheet, scanner)
    for (q, choice) in choices.enumerated() {
      if q % 2 == 0 {
        #expect(sample.answers(reading)[q] == .review)
        #expect(reading.questions[q].options[choice].state != .marked)
      } else {
        #expect(reading.questions[q].options[choice].state == .marked)
      }
    }
  }

  @Test(arguments: scanners)
  func aBallotCrossedOutFromCornerToCorner(_ scanner: Scanner) {
    var sheet = sample.marked(choices.map { $0 })
    sheet.draw([PaperPoint(x: 20, y: 60), PaperPoint(x: 190, y: 270)], Pen())
    sheet.draw([PaperPoint(x: 190, y: 60), PaperPoint(x: 20, y: 270)], Pen())
    let answers = sample.answers(sample.read(sheet, scanner))
    #expect(answers.allSatisfy { $0 == .review })
  }

  @Test(arguments: scanners)
  func aDotIsForAPerson(_ scanner: Scanner) throws {
    var sheet = sample.blank
    for (q, diameter) in [0.7, 0.85, 1, 1.4, 0.7, 0.85, 1, 1.4].enumerated() {
      sheet.disc(sample.option(q, choices[q]).rect.center, radius: diameter / 2, luma: 40)
      // From the fifth on beside a clear mark.
      if q >= 4 { sheet.put(.x, sample.option(q, (choices[q] + 1) % 5)) }
    }
    let reading = sample.read(sheet, scanner)
    try #require(reading.kind == .ballot)
    for (q, choice) in choices.enumerated() {
      let read = reading.questions[q].options[choice]
      #expect(read.state == .unclear, "\(read.mark)")
      #expect(read.reason == .smallMark)
      #expect(sample.answers(reading)[q] == .review)
    }
  }

  /// Circles choose for some people and cancel for others; a mark beside the boxes is nobody's.
  @Test(arguments: scanners)
  func isForAPerson(_ scanner: Scanner) throws {
    let marks = [Mark.ringRoundBox, .ringRoundLabel, .ringedX, .beside]
    var sheet = sample.blank
    for (q, choice) in choices.enumerated() { sheet.put(marks[q % 4], sample.option(q, choice)) }
    let reading = sample.read(sheet, scanner)
    try #require(reading.kind == .ballot)
    for (q, choice) in choices.enumerated() {
      #expect(sample.answers(reading)[q] == .review, "\(marks[q % 4]): \(reading.questions[q])")
      if marks[q % 4] != .beside { #expect(states(reading, q)[choice] != .marked) }
    }
  }

  @Test(arguments: scanners)
  func besideAClearMarkItIsForAPerson(_ scanner: Scanner) throws {
    let marks = [Mark.ringRoundBox, .ringRoundLabel, .ringedX, .beside, .scratchedOut]
    let others = [2, 3, 4, 4, 1, 0, 1, 3]
    var sheet = sample.marked(choices)
    for (q, k) in others.enumerated() { sheet.put(marks[q % 5], sample.option(q, k)) }
    let reading = sample.read(sheet, scanner)
    try #require(reading.kind == .ballot)
    for q in others.indices {
      #expect(sample.answers(reading)[q] == .review, "\(marks[q % 5]): \(reading.questions[q])")
    }
  }

  /// A scratched-out mark looks like a filled box: marked or with a person, never empty.
  @Test(arguments: scanners)
  func scratchedOut(_ scanner: Scanner) {
    let reading = sample.read(sample.marked(choices, .scratchedOut), scanner)
    for q in sample.questions.indices { #expect(sample.answers(reading)[q] != .blank) }
  }

  /// Two marks of the same hand are two marks, whatever the policy makes of them.
  @Test(arguments: Mark.clear, scanners)
  func twoClearMarks(_ mark: Mark, _ scanner: Scanner) {
    var sheet = sample.blank
    for q in 0..<8 {
      sheet.put(mark, sample.option(q, q % 5))
      if q < 3 { sheet.put(mark, sample.option(q, (q + 1 + q / 3) % 5)) }
    }
    let reading = sample.read(sheet, scanner)
    #expect(reading.kind == .ballot)
    for (read, question) in zip(reading.questions, sample.questions).prefix(3) {
      #expect(MarkPolicy().answer(to: read, of: question).answer == .review)
      let strict = MarkPolicy(doubleMark: .invalid).answer(to: read, of: question).answer
      #expect(strict == .overvote, "\(mark): \(sample.doubts(reading))")
    }
  }

  /// A mark crossed out beside a clear one is a correction, no second choice.
  @Test(arguments: scanners)
  func crossedOutBesideAClearMark(_ scanner: Scanner) {
    var sheet = sample.marked(choices, .x)
    for q in 0..<3 { sheet.put(.scratchedOut, sample.option(q, (choices[q] + 2) % 5)) }
    let reading = sample.read(sheet, scanner)
    for (read, question) in zip(reading.questions, sample.questions).prefix(3) {
      #expect(MarkPolicy(doubleMark: .invalid).answer(to: read, of: question).answer == .review)
    }
  }

  @Test(arguments: scanners)
  func betweenTwoBoxes(_ scanner: Scanner) {
    var sheet = sample.blank
    for q in 0..<8 {
      let rect = sample.option(q, q % 4).rect
      let middle = rect.center.moved(dx: 18, dy: 0)
      sheet.draw([middle.moved(dx: -1.8, dy: 1.6), middle.moved(dx: 1.8, dy: -1.6)], Pen())
    }
    let reading = sample.read(sheet, scanner)
    for q in 0..<8 {
      #expect(sample.answers(reading)[q] == .review, "\(reading.questions[q])")
      #expect(!states(reading, q).contains(.marked))
    }
  }

  /// A tick whose tail runs on: the answer is the box it stands in, or a person's.
  @Test(arguments: scanners)
  func aTailTowardsTheNeighbour(_ scanner: Scanner) {
    var sheet = sample.blank
    for (q, length) in [6.0, 10, 20, 30, 34, 36, 38.5, 40].enumerated() {
      let c = sample.option(q, q % 4).rect.center
      let tick = [c.moved(dx: -1.8, dy: -0.5), c.moved(dx: -0.4, dy: 1.8), c.moved(dx: 2, dy: -1.6)]
      sheet.draw(tick + [c.moved(dx: length, dy: -0.4)], Pen())
    }
    sample.expectNothingWrong(sample.read(sheet, scanner), (0..<8).map { $0 % 4 })
  }

  @Test(arguments: [0.0, 3, -5], scanners)
  func oneLineDownTheColumn(_ lean: Double, _ scanner: Scanner) {
    var sheet = sample.blank
    let (first, last) = (sample.option(0, 2).rect, sample.option(7, 2).rect)
    sheet.draw([first.center.moved(dx: -lean / 2, dy: -4), last.center.moved(dx: lean / 2, dy: 4)], Pen(width: 0.6))
    let reading = sample.read(sheet, scanner)
    #expect(reading.kind == .ballot)
    // One line may be meant for every row: a person looks at it, and no other box gains by it.
    let answers = sample.answers(reading)
    #expect(answers.allSatisfy { $0 == .review || $0 == sample.answers(of: [2])[0] }, "\(answers)")
    #expect(reading.questions.filter { $0.options[2].reason == .straightLine }.count >= 5)
  }

  @Test(arguments: [0.25, 0.3, 0.4, 0.6], [150.0, 300])
  func palePensAreNotLost(_ darkness: Double, _ dpi: Double) {
    var sheet = sample.blank
    for (q, choice) in choices.enumerated() {
      sheet.put(Mark.clear[q % Mark.clear.count], sample.option(q, choice), Pen(width: 0.5, darkness: darkness))
    }
    let reading = sample.read(sheet, Scanner(dpi: dpi, skew: 1, noise: 4))
    #expect(reading.kind == .ballot)
    for (q, choice) in choices.enumerated() {
      guard reading.questions.indices.contains(q) else { continue }
      let read = reading.questions[q].options[choice]
      #expect(read.state == .marked || read.state == .unclear, "\(Mark.clear[q % Mark.clear.count]): \(read.mark)")
    }
    sample.expectNothingWrong(reading, choices)
  }

  @Test(arguments: [0.25, 0.35, 1.2], scanners)
  func finePensAndFeltPens(_ width: Double, _ scanner: Scanner) {
    let reading = sample.read(sample.marked(choices, .x, Pen(width: width, darkness: 0.9)), scanner)
    #expect(!sample.answers(reading).contains(.blank))
    sample.expectNothingWrong(reading, choices)
    if width > 0.3 { #expect(sample.answers(reading) == sample.answers(of: choices), "\(sample.doubts(reading))") }
  }

  /// Words in the places for words are no answers.
  @Test func writingWhereItBelongs() {
    var sheet = sample.marked(choices)
    var random = SeededGenerator(seed: 9)
    for area in sample.page.freeText {
      sheet.printWords(at: PaperPoint(x: area.x + 2, y: area.y + 1), width: area.width - 4, height: 4, &random)
    }
    sample.expectRead(sheet, Scanner(skew: 1), choices)
  }

  /// Marks in bubbles and in boxes of another form.
  @Test(arguments: Mark.clear)
  func bubblesAndBoxesOfASmallForm(_ mark: Mark) throws {
    let small = try SampleForm.small(.disc)
    let choices: [Int?] = [0, 3, nil, 2, 1, 0]
    small.expectRead(small.marked(choices, mark), Scanner(dpi: 200, skew: 1), choices)
  }
}
