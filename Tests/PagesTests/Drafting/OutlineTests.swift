import Ballots
import Foundation
import Raster
import Testing

@testable import Pages

/// What counts as a box, and what does not.
@Suite struct OutlineTests {
  private func outlines(_ blank: DrawnBlank) -> [FoundOutline] {
    OutlineSearch(UprightPage(blank.image, size: blank.size), leavingOut: []).outlines()
  }

  @Test func squaresCirclesAndOvalsAreMeasured() throws {
    var blank = DrawnBlank()
    for k in 0..<4 {
      blank.box(30 + 20 * Double(k), 50, 3.2, 3.2)
      blank.oval(30 + 20 * Double(k), 80, 5, 5)
      blank.oval(30 + 20 * Double(k), 110, 7, 4)
    }
    // Each row from left to right.
    let found = OutlineRows.rows(of: outlines(blank)).flatMap(\.self)
    #expect(
      found.map(\.shape) == [Option.Shape](repeating: .square, count: 4)
        + [Option.Shape](repeating: .circle, count: 4) + [Option.Shape](repeating: .ellipse, count: 4))
    for (k, outline) in found.enumerated() {
      let expected = [(3.2, 3.2, 50.0), (5, 5, 80), (7, 4, 110)][k / 4]
      let center = PaperPoint(x: 30 + 20 * Double(k % 4) + expected.0 / 2, y: expected.2 + expected.1 / 2)
      #expect(outline.rect.center.distance(to: center) < 0.06, "\(k)")
      #expect(abs(outline.rect.width - expected.0) < 0.12 && abs(outline.rect.height - expected.1) < 0.12, "\(k)")
    }
  }

  @Test func aDigitInABubbleIsItsLabel() throws {
    var blank = DrawnBlank()
    for row in 0..<3 {
      for k in 0..<5 {
        blank.oval(30 + 30 * Double(k), 50 + 20 * Double(row), 5, 5)
        blank.word("\(5 - k)", 31.9 + 30 * Double(k), 51.5 + 20 * Double(row))
      }
      blank.line("Câu \(row + 1). hỏi gì đó", 30, 43 + 20 * Double(row))
    }
    let draft = try blank.draft()
    #expect(draft.values == [[String]](repeating: ["5", "4", "3", "2", "1"], count: 3))
    #expect(draft.questions.flatMap(\.options).allSatisfy { $0.shape == .circle && $0.labelRect != nil })
  }

  @Test func aBoxWithinALineOfWordsIsASample() throws {
    var blank = DrawnBlank()
    blank.line("vào ô", 20, 31)
    blank.box(31.5, 30, 3, 3)
    blank.line("tương ứng", 36, 31)
    for k in 0..<4 { blank.box(30 + 20 * Double(k), 60, 3, 3) }
    #expect(outlines(blank).map(\.rect.y).allSatisfy { $0 > 50 })
    #expect(outlines(blank).count == 4)
  }

  @Test func lettersThatEncloseAreNoBoxes() {
    var blank = DrawnBlank()
    // Words of round and of square letters, as large as boxes.
    for row in 0..<6 {
      for k in 0..<10 {
        blank.oval(20 + 3.6 * Double(k), 40 + 8 * Double(row), 3, 3.4, line: 0.4)
        blank.box(100 + 3.4 * Double(k), 40 + 8 * Double(row), 3, 3, line: 0.4)
      }
    }
    #expect(outlines(blank).isEmpty)
  }

  @Test func framesAndTablesAreNoBoxes() {
    var blank = DrawnBlank()
    blank.box(8, 8, 194, 281)
    blank.box(20, 30, 60, 40)
    for row in 0..<5 {
      for column in 0..<6 { blank.box(30 + 8 * Double(column), 120 + 8 * Double(row), 8.25, 8.25) }
    }
    #expect(outlines(blank).isEmpty)
  }

  @Test func ringsOfStampsAndMarksAreNoBoxes() {
    var blank = DrawnBlank()
    blank.oval(60, 200, 36, 36, line: 0.8)
    for x in [10.0, 194] {
      for y in [10.0, 281] {
        blank.fill(x, y, 6, 6)
        blank.fill(x + 1.5, y + 1.5, 3, 3, shade: 255)
      }
    }
    #expect(outlines(blank).isEmpty)
  }

  /// A copy that lost pieces of thin lines: one box has half of two sides left.
  @Test func aBrokenBoxIsFoundByItsNeighbours() throws {
    var blank = DrawnBlank()
    for row in 0..<4 {
      for k in 0..<5 { blank.box(30 + 30 * Double(k), 50 + 15 * Double(row)) }
    }
    blank.fill(90.8, 64, 1.8, 2, shade: 255)
    blank.fill(93, 66, 2, 1.4, shade: 255)
    let found = outlines(blank)
    #expect(found.count == 20)
    #expect(found.count { $0.completeness < OutlineSearch.leastCompleteness } == 1)
  }

  @Test func cellsOfATableArePlacesToMarkWhereThereAreNoBoxes() throws {
    var blank = DrawnBlank()
    for row in 0..<5 {
      let y = 60 + 10 * Double(row)
      blank.box(20, y, 80.25, 10.25)
      for k in 0..<5 { blank.box(100 + 14 * Double(k), y, 14.25, 10.25) }
      if row == 0 {
        for k in 0..<5 { blank.line("mức", 103 + 14 * Double(k), y + 4) }
      }
      blank.line("nội dung hỏi", 24, y + 4)
    }
    let draft = try blank.draft(withWords: false)
    #expect(draft.questions.map(\.options.count) == [5, 5, 5, 5])
    #expect(draft.questions.flatMap(\.options).allSatisfy { $0.shape == .cell })
    #expect(draft.doubts.contains { if case .tableCells = $0 { true } else { false } })
  }
}
