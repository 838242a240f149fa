import Ballots
import Foundation
import Raster
import Testing

@testable import Pages

/// Blanks of which a copy lost thin lines.
@Suite struct BrokenOutlineTests {
  private func outlines(_ blank: DrawnBlank) -> [FoundOutline] {
    OutlineSearch(UprightPage(blank.image, size: blank.size), leavingOut: []).outlines()
  }

  /// Rows and columns of boxes, and what is taken of each.
  private func grid(
    rows: Int = 6, columns: Int = 5, _ take: (inout DrawnBlank, _ number: Int, _ x: Double, _ y: Double) -> Void
  ) -> DrawnBlank {
    var blank = DrawnBlank()
    for row in 0..<rows {
      for column in 0..<columns {
        let (x, y) = (30 + 30 * Double(column), 50 + 15 * Double(row))
        blank.box(x, y)
        take(&blank, row * columns + column, x, y)
      }
    }
    return blank
  }

  /// Takes one side of a box away.
  private func lose(_ side: Int, _ blank: inout DrawnBlank, _ x: Double, _ y: Double) {
    switch side % 4 {
    case 0: blank.fill(x, y + 0.3, 0.3, 3.4, shade: 255)
    case 1: blank.fill(x + 3.7, y + 0.3, 0.35, 3.4, shade: 255)
    case 2: blank.fill(x + 0.3, y, 3.4, 0.3, shade: 255)
    default: blank.fill(x + 0.3, y + 3.7, 3.4, 0.35, shade: 255)
    }
  }

  @Test func noBoxIsClosed() {
    let found = OutlineRows.rows(of: outlines(grid { lose($1, &$0, $2, $3) })).flatMap(\.self)
    #expect(found.count == 30)
    for (number, outline) in found.enumerated() {
      let center = PaperPoint(x: 32 + 30 * Double(number % 5), y: 52 + 15 * Double(number / 5))
      #expect(outline.rect.center.distance(to: center) < 0.2, "\(number)")
    }
  }

  @Test func twoSidesAreEnoughWhereARowAndAColumnCross() {
    let blank = grid { blank, number, x, y in
      guard number % 7 == 3 else { return }
      lose(number, &blank, x, y)
      // A neighbour of the first: one upright and one level side stay.
      lose(number % 4 < 2 ? 2 : 0, &blank, x, y)
    }
    #expect(outlines(blank).count == 30)
  }

  /// Something that is open on the same side everywhere was never a box.
  @Test func whatIsOpenOnOneSideEverywhereIsNoBox() {
    #expect(outlines(grid { blank, _, x, y in lose(2, &blank, x, y) }).isEmpty)
  }

  @Test func paleLinesAreLines() {
    var blank = DrawnBlank()
    blank.line("chữ in đậm hơn nét của ô", 30, 30)
    for row in 0..<4 {
      for column in 0..<4 {
        let (x, y) = (30 + 30 * Double(column), 50 + 15 * Double(row))
        blank.fill(x, y, 4, 4, shade: 160)
        blank.fill(x + 0.25, y + 0.25, 3.5, 3.5, shade: 255)
      }
    }
    #expect(outlines(blank).count == 16)
  }

  @Test func aPageThatLostManyBoxesMakesNoForm() {
    let blank = grid { blank, number, x, y in
      if number % 4 == 1 { blank.fill(x - 0.5, y - 0.5, 5, 5, shade: 255) } else { lose(number, &blank, x, y) }
    }
    do throws(DraftingError) {
      _ = try FormDraft([blank.page()], naming: FormDraft.Naming(id: "thu", code: "THU"))
      Issue.record("no error")
    } catch {
      guard case .linesLost(page: 1, found: _, let missing) = error else {
        Issue.record("\(error)")
        return
      }
      #expect((6...10).contains(missing))
    }
  }

  @Test func aMissingBoxIsSaid() throws {
    let blank = grid { blank, number, x, y in
      if number == 12 { blank.fill(x - 0.5, y - 0.5, 5, 5, shade: 255) } else { lose(number, &blank, x, y) }
    }
    let draft = try FormDraft([blank.page()], naming: FormDraft.Naming(id: "thu", code: "THU"))
    #expect(draft.doubts.contains(.missingBoxes(page: 1, count: 1)))
  }
}
