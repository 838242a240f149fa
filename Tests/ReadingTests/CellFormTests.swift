import Ballots
import Counting
import Foundation
import Raster
import Reading
import Testing

/// Forms whose options are bare cells of a table: a mark has no box of its own and often runs over a shared rule.
@Suite struct CellFormTests {
  typealias Table = SampleForm.Table

  /// One choice a row, in all columns, none beside another's in the row below.
  static func choices(_ sample: SampleForm) -> [Int?] { sample.questions.indices.map { $0 * 2 % 5 } }

  static let scanners = [
    Scanner(dpi: 200, noise: 2), Scanner(dpi: 300, turn: .half, skew: 1.2, blur: 0.06, noise: 3),
    Scanner(dpi: 150, skew: -0.8, blur: 0.05, noise: 3), Scanner(dpi: 200, blur: 0.05, noise: 3, threshold: 150),
  ]

  @Test(arguments: Table.allCases, scanners)
  func plainMarksAreRead(_ table: Table, _ scanner: Scanner) throws {
    let sample = try SampleForm.table(table)
    let choices = Self.choices(sample)
    for mark in [Mark.x, .slash, .scribble] { sample.expectRead(sample.marked(choices, mark), scanner, choices) }
  }

  /// The long arm of a tick reaches into the cell above.
  @Test(arguments: Table.allCases) func ticksAreRead(_ table: Table) throws {
    let sample = try SampleForm.table(table)
    let choices = Self.choices(sample)
    sample.expectRead(sample.marked(choices, .tick), Scanner(dpi: 200, noise: 2), choices)
  }

  @Test(arguments: Table.allCases, scanners)
  func blankRowsAreBlank(_ table: Table, _ scanner: Scanner) throws {
    let sample = try SampleForm.table(table)
    let none = [Int?](repeating: nil, count: sample.questions.count)
    sample.expectRead(sample.blank, scanner, none)
  }

  @Test(arguments: Table.allCases) func twoMarksInARowAreTwo(_ table: Table) throws {
    let sample = try SampleForm.table(table)
    for other in [3, 4] {
      var sheet = sample.marked(Self.choices(sample))
      sheet.put(.x, sample.option(1, other))
      let reading = sample.read(sheet)
      #expect(states(reading, 1).count { $0 == .marked } == 2, "\(sample.doubts(reading))")
      let answer = MarkPolicy(doubleMark: .invalid).answer(to: reading.questions[1], of: sample.questions[1]).answer
      #expect(answer == .overvote)
    }
  }

  /// An x whose arms end this far beyond the cell, mm, to all sides.
  private func overrun(_ option: Option, by reach: Double) -> [[PaperPoint]] {
    let c = option.rect.center
    let (a, b) = (option.rect.width / 2 - 1.5, option.rect.height / 2 + reach)
    return [[c.moved(dx: -a, dy: -b), c.moved(dx: a, dy: b)], [c.moved(dx: a, dy: -b), c.moved(dx: -a, dy: b)]]
  }

  /// Marks that run over into answered rows are theirs alone.
  @Test(arguments: Table.allCases, [0.8, 1.5])
  func overrunsAreNoMarksNextDoor(_ table: Table, _ reach: Double) throws {
    let sample = try SampleForm.table(table)
    let choices = Self.choices(sample)
    var sheet = sample.blank
    for (q, choice) in choices.enumerated() {
      guard let choice else { continue }
      sheet.draw(q % 3 == 1 ? overrun(sample.option(q, choice), by: reach) : [], Pen())
      if q % 3 != 1 { sheet.put(.x, sample.option(q, choice)) }
    }
    sample.expectRead(sheet, Scanner(dpi: 200, noise: 2), choices)
  }

  /// In a row without a mark of its own nobody knows; it is never taken for an answer, nor for blank.
  @Test(arguments: Table.allCases, [1.2, 2.5])
  func anOverrunIntoABlankRowIsAPersons(_ table: Table, _ reach: Double) throws {
    let sample = try SampleForm.table(table)
    var choices = Self.choices(sample)
    choices[5] = nil
    choices[7] = nil
    var sheet = sample.marked(choices)
    if let choice = choices[6] {
      sheet = sample.marked(choices.enumerated().map { $0.offset == 6 ? nil : $0.element })
      sheet.draw(overrun(sample.option(6, choice), by: reach), Pen())
    }
    let reading = sample.read(sheet)
    let answers = sample.answers(reading)
    #expect(answers.indices.contains(7))
    sample.expectNothingWrong(reading, choices)
    for (q, answer) in answers.enumerated() where q < 5 || q > 7 {
      #expect(answer == sample.answers(of: choices)[q], "\(sample.doubts(reading))")
    }
  }

  /// A mark whose middle is a rule belongs to neither side.
  @Test(arguments: Table.allCases, [true, false])
  func aMarkOnTheRuleIsAPersons(_ table: Table, _ isUpright: Bool) throws {
    let sample = try SampleForm.table(table)
    var choices = Self.choices(sample)
    choices[4] = nil
    choices[5] = nil
    var sheet = sample.marked(choices)
    let cell = sample.option(4, 1).rect
    let middle = isUpright ? PaperPoint(x: cell.maxX, y: cell.center.y) : PaperPoint(x: cell.center.x, y: cell.maxY)
    for side in [-1.0, 1] {
      sheet.draw([middle.moved(dx: -2.6, dy: -2.6 * side), middle.moved(dx: 2.6, dy: 2.6 * side)], Pen())
    }
    let reading = sample.read(sheet)
    #expect(sample.answers(reading)[4] == .review, "\(sample.doubts(reading))")
    if !isUpright { #expect(sample.answers(reading)[5] == .review, "\(sample.doubts(reading))") }
  }

  /// A line down a column may be a crease, or mean every row of it.
  @Test(arguments: Table.allCases) func aLineDownAColumnIsAPersons(_ table: Table) throws {
    let sample = try SampleForm.table(table)
    var sheet = sample.blank
    let (top, bottom) = (sample.option(2, 3).rect.center, sample.option(8, 3).rect.center)
    sheet.draw([top, bottom.moved(dx: 1, dy: 0)], Pen())
    let answers = sample.answers(sample.read(sheet))
    for q in 3...7 { #expect(answers[q] == .review, "row \(q)") }
  }

  /// A small mark in a large cell is read or shown to a person, never passed over.
  @Test(arguments: Table.allCases, [1.0, 1.6, 2.2, 3, 4])
  func smallMarksAreNotPassedOver(_ table: Table, _ side: Double) throws {
    let sample = try SampleForm.table(table)
    let choices = Self.choices(sample)
    var sheet = sample.blank
    for (q, choice) in choices.enumerated() {
      guard let choice else { continue }
      let c = sample.option(q, choice).rect.center.moved(dx: 1.5, dy: -0.6)
      for s in [-1.0, 1] {
        sheet.draw([c.moved(dx: -side / 2, dy: -s * side / 2), c.moved(dx: side / 2, dy: s * side / 2)], Pen())
      }
    }
    let reading = sample.read(sheet, Scanner(dpi: 200, noise: 2))
    sample.expectNothingWrong(reading, choices)
    if side >= 3 { #expect(sample.answers(reading) == sample.answers(of: choices), "\(sample.doubts(reading))") }
  }

  /// A ring, in its cell or larger than it, with a mark in it or without, chooses or takes back.
  @Test(arguments: Table.allCases, [(0.75, true), (1.3, true), (0.75, false), (1.3, false)])
  func ringsAreAPersons(_ table: Table, _ ring: (size: Double, holdsMark: Bool)) throws {
    let (size, holdsMark) = ring
    let sample = try SampleForm.table(table)
    var choices = Self.choices(sample)
    if !holdsMark { choices[6] = nil }
    var sheet = sample.marked(choices)
    let cell = sample.option(6, 2).rect
    let stroke = (0...40).map { step -> PaperPoint in
      let angle = Double(step) / 39 * 2 * .pi
      return cell.center.moved(dx: size * cell.height / 2 * cos(angle), dy: size * cell.height / 2 * sin(angle))
    }
    sheet.draw(stroke, Pen())
    let reading = sample.read(sheet)
    #expect(sample.answers(reading)[6] == .review, "\(sample.doubts(reading))")
    sample.expectNothingWrong(reading, choices)
  }
}
