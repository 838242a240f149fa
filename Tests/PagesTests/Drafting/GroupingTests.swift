import Ballots
import Foundation
import Raster
import Testing

@testable import Pages

/// Boxes become questions as people see them, with a text layer and without.
@Suite struct GroupingTests {
  /// `Giới tính: □ Nam □ Nữ    A2. Dân tộc: □ Kinh □ Khác` in one row.
  private func twoInARow() -> DrawnBlank {
    var blank = DrawnBlank()
    for y in [60.0, 75] {
      blank.line("A1. Phái:", 20, y + 1)
      blank.box(42, y)
      blank.line("Nam", 48, y + 1)
      blank.box(60, y)
      blank.line("khác", 66, y + 1)
      blank.line("A2. Nơi:", 105, y + 1)
      blank.box(122, y)
      blank.line("Kinh", 128, y + 1)
      blank.box(140, y)
      blank.line("khác", 146, y + 1)
    }
    return blank
  }

  @Test(arguments: [true, false]) func twoQuestionsOfARowAreTwo(hasWords: Bool) throws {
    let draft = try twoInARow().draft(withWords: hasWords)
    #expect(draft.questions.map(\.options.count) == [2, 2, 2, 2])
  }

  @Test func numbersWithLettersAreIds() throws {
    var blank = twoInARow()
    blank.fill(0, 70, 210, 20, shade: 255)
    let draft = try blank.draft()
    #expect(draft.questions.map(\.id).prefix(2) == ["A1", "A2"])
    #expect(draft.questions.first?.options.map(\.label) == ["Nam", "khác"])
  }

  @Test(arguments: [true, false]) func aListDownThePageIsOneQuestion(hasWords: Bool) throws {
    var blank = DrawnBlank()
    for (top, title) in [(50.0, "Câu 1. Nghề"), (100, "Câu 2. Việc")] {
      blank.line(title, 20, top)
      for k in 0..<4 {
        blank.box(25, top + 8 + 7 * Double(k))
        blank.line("mức trả", 32, top + 9 + 7 * Double(k))
      }
    }
    let draft = try blank.draft(withWords: hasWords)
    #expect(draft.questions.map(\.options.count) == [4, 4])
    #expect(draft.values.first == ["1", "2", "3", "4"])
  }

  @Test func optionsOverTwoLinesAreOneQuestion() throws {
    var blank = DrawnBlank()
    for top in [50.0, 90] {
      blank.line("Câu 1. Trình", 20, top)
      for (row, columns) in [(0, 3), (1, 2)] {
        for k in 0..<columns {
          blank.box(25 + 45 * Double(k), top + 8 + 7 * Double(row))
          blank.line("mức trả", 31 + 45 * Double(k), top + 9 + 7 * Double(row))
        }
      }
    }
    #expect(try blank.draft().questions.map(\.options.count) == [5, 5])
  }

  @Test(arguments: [true, false]) func rowsOfATableAreQuestionsEach(hasWords: Bool) throws {
    var blank = DrawnBlank()
    for (k, head) in ["(1)", "(2)", "(3)", "(4)", "(5)"].enumerated() { blank.word(head, 120 + 15 * Double(k), 44) }
    for row in 0..<4 {
      let y = 50 + 9 * Double(row)
      blank.line("\(row + 1). nội của hỏi", 20, y + 1)
      for k in 0..<5 { blank.box(120 + 15 * Double(k), y) }
    }
    let draft = try blank.draft(withWords: hasWords)
    #expect(draft.questions.map(\.options.count) == [5, 5, 5, 5])
    #expect(draft.questions.allSatisfy { $0.kind == .scale5 })
    // The head says 1 to 5. Who cannot read it supposes the usual scale, and says so.
    #expect(draft.values.first == (hasWords ? ["1", "2", "3", "4", "5"] : ["5", "4", "3", "2", "1"]))
    let isAssumed = draft.doubts.contains { if case .scaleAssumed = $0 { true } else { false } }
    #expect(isAssumed == !hasWords)
  }

  @Test func wordsOfSatisfactionGiveTheScalesDirection() throws {
    var blank = DrawnBlank()
    for row in 0..<3 {
      let y = 50 + 20 * Double(row)
      blank.line("Câu \(row + 1). hỏi", 20, y - 8)
      for (k, label) in ["Rất kém", "Kém", "Vừa", "Tốt", "Rất tốt"].enumerated() {
        blank.box(20 + 36 * Double(k), y)
        blank.line(label, 26 + 36 * Double(k), y + 1)
      }
    }
    let draft = try blank.draft()
    #expect(draft.values.first == ["1", "2", "3", "4", "5"])
    #expect(draft.doubts.contains(.valuesByWords(questions: ["Q1", "Q2", "Q3"])))
  }

  @Test func twoBallotsOnASheetAreReported() throws {
    var blank = DrawnBlank()
    for top in [20.0, 168] {
      for row in 0..<4 {
        let y = top + 20 + 18 * Double(row)
        blank.line("Câu \(row + 1). hỏi gì", 20, y - 7)
        for k in 0..<3 {
          blank.box(20 + 36 * Double(k), y)
          blank.line("\(k + 1)", 26 + 36 * Double(k), y + 1)
        }
      }
    }
    let draft = try blank.draft()
    #expect(draft.questions.count == 8)
    #expect(draft.doubts.contains(.severalBallots(page: 1)))
  }
}
