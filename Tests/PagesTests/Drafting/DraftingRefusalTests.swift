import Ballots
import Foundation
import Raster
import Testing

@testable import Pages

/// Pages that are no ballot make no form.
@Suite struct DraftingRefusalTests {
  private func error(_ image: GrayImage) -> DraftingError? {
    do throws(DraftingError) {
      _ = try FormDraft(
        [FormDraft.Page(image: .gray(image), dpi: 300)], naming: FormDraft.Naming(id: "thu", code: "THU"))
      return nil
    } catch {
      return error
    }
  }

  @Test func anEmptyPage() { #expect(error(DrawnBlank().image) == .noBoxes) }

  @Test func aPageOfText() {
    var blank = DrawnBlank()
    for row in 0..<30 { blank.line("nhân dân thành phố về việc giải quyết hồ sơ của các hộ", 25, 30 + 8 * Double(row)) }
    #expect(error(blank.image) == .noBoxes)
  }

  @Test func aListWithEmptyCellsForNames() {
    var blank = DrawnBlank()
    for row in 0..<12 {
      let y = 60 + 9 * Double(row)
      for (x, width) in [(20.0, 12.0), (32, 60), (92, 30), (122, 65)] { blank.box(x, y, width + 0.25, 9.25) }
      if row == 0 { for x in [22.0, 40, 95, 130] { blank.line("tên", x, y + 4) } }
      blank.line("\(row)", 24, y + 4)
    }
    #expect(error(blank.image) == .noBoxes)
  }

  @Test func aPhotograph() {
    var random = SeededRandom(seed: 7)
    var image = GrayImage(width: 2480, height: 3508)
    // Patches of all shades and sizes over one another.
    for _ in 0..<4_000 {
      let (x, y) = (random.index(below: 2400), random.index(below: 3400))
      let (w, h) = (10 + random.index(below: 120), 10 + random.index(below: 120))
      let shade = UInt8(random.index(below: 256))
      for row in y..<min(3508, y + h) {
        for column in x..<min(2480, x + w) { image[column, row] = shade }
      }
    }
    #expect(error(image) == .noBoxes)
  }

  @Test func aPictureTooCoarseToReadBy() {
    let image = GrayImage(width: 827, height: 1169)
    do throws(DraftingError) {
      _ = try FormDraft(
        [FormDraft.Page(image: .gray(image), dpi: 100)], naming: FormDraft.Naming(id: "thu", code: "THU"))
      Issue.record("no error")
    } catch {
      #expect(error == .tooCoarse(page: 1, dpi: 100, least: FormDraft.leastDPI))
    }
  }

  @Test func noPagesAtAll() {
    do throws(DraftingError) {
      _ = try FormDraft([], naming: FormDraft.Naming(id: "thu", code: "THU"))
      Issue.record("no error")
    } catch {
      #expect(error == .pages(count: 0, limit: FormDraft.mostPages))
    }
  }
}
