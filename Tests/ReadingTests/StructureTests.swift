import Ballots
import Raster
import Reading
import Testing

/// Forms without fiducials: found by their print alone, or not at all.
struct StructureTests {
  let sample: SampleForm

  init() throws {
    let shipped = try SampleForm.shipped()
    var form = shipped.form
    var blank = shipped.blank
    for fiducial in form.pages[0].fiducials { blank.whiten(.around(fiducial.center, side: fiducial.size + 2)) }
    form.pages[0].fiducials = []
    sample = try SampleForm(form, blank: blank)
  }

  let choices: [Int?] = [0, 1, 2, 3, 4, 3, 2, 1]

  @Test(arguments: QuarterTurn.allCases, [-4.0, 0, 2.5])
  func anyWayUp(_ turn: QuarterTurn, _ skew: Double) {
    sample.expectRead(sample.marked(choices), Scanner(dpi: 200, turn: turn, skew: skew), choices)
  }

  @Test(arguments: [0.95, 1.05])
  func copiesAreSmallerOrLarger(_ scale: Double) {
    sample.expectRead(sample.marked(choices), Scanner(dpi: 300, skew: 0.5, scale: scale, noise: 4), choices)
  }

  /// A shadow along the glass's edge is a long straight line, too.
  @Test func aLineAlongTheEdge() {
    var sheet = sample.marked(choices)
    sheet.fill(PaperRect(x: 0, y: 0, width: 1.5, height: 297), luma: 90)
    sheet.fill(PaperRect(x: 0, y: 295, width: 210, height: 2), luma: 90)
    sample.expectRead(sheet, Scanner(dpi: 200), choices)
  }

  @Test func textOfAnotherDocumentIsNoBallot() {
    var sheet = Sheet(bare: .a4)
    var random = SeededGenerator(seed: 3)
    for line in 0..<40 {
      sheet.printWords(at: PaperPoint(x: 25, y: 25 + 6 * Double(line)), width: 150, &random)
    }
    #expect(sample.read(sheet, Scanner(dpi: 200, skew: 1)).kind != .ballot)
  }

  /// The rows stand 3 mm lower between the same head and foot: another version, and no grid for it.
  @Test func anotherVersionIsRefused() {
    let reading = sample.read(
      sample.blank.moved(down: 3, except: [PaperRect(x: 0, y: 0, width: 210, height: 92)]), Scanner(dpi: 200))
    if reading.kind == .ballot { sample.expectNothingWrong(reading, [Int?](repeating: nil, count: 8)) }
  }

  /// Photographed from below, on a table: text lines are not parallel, the sheet's edges are seen.
  @Test(arguments: [QuarterTurn.upright, .half, .quarter], [-0.12, 0.1])
  func aPhotographOfASheetOnATable(_ turn: QuarterTurn, _ angle: Double) {
    let scanner = Scanner(
      dpi: 200, turn: turn, skew: 5, perspective: angle, border: .init(18), borderLuma: 120, noise: 5)
    sample.expectRead(sample.marked(choices), scanner, choices)
  }
}
