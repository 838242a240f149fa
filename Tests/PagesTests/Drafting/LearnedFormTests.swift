import Ballots
import Codecs
import Foundation
import Raster
import Reading
import Testing

@testable import Pages

/// Forms that are known are learned again from their blanks.
@Suite struct LearnedFormTests {
  /// A draft's boxes against a form's, in order; nil where their number differs.
  ///
  /// - Parameter fitted: whether scale, turn and shift are taken out: a scanner that stretches a page by some thousandths
  ///   cannot be told from a copier that enlarges it.
  private func distances(_ draft: FormDraft, _ form: Form, fitted: Bool = false) -> [Double]? {
    let (seen, known) = (draft.questions.flatMap(\.options), form.pages.flatMap(\.questions).flatMap(\.options))
    guard seen.count == known.count else { return nil }
    let pairs = zip(known, seen).map { ($0.rect.center, $1.rect.center) }
    let map = fitted ? Homography<Paper, Paper>.similarity(pairs) : Homography(scale: 1)
    return map.map { map in pairs.map { map($0.0).distance(to: $0.1) } }
  }

  @Test func aBallotPrintedByThisProgramIsLearnedFromItsPDF() throws {
    let layout = try BallotLayout(PrintedForm.ward)
    let pdf = try PrintedFile(layout.blankPDF())
    let file = try ScanFile(path: pdf.url.path)
    let pages = try (0..<file.pageCount).map { index in
      let page = try file.page(index)
      return FormDraft.Page(
        image: page.image, dpi: page.taggedDPI, isRendered: page.isRendered, words: try file.words(index))
    }
    let draft = try FormDraft(pages, naming: FormDraft.Naming(id: "hoc", code: "HOC"))
    let known = layout.form.pages.flatMap(\.questions)
    #expect(draft.questions.map(\.options.count) == known.map(\.options.count))
    #expect(draft.values == known.map { $0.options.map(\.value) })
    #expect(draft.questions.map(\.kind) == known.map(\.kind))
    #expect(try #require(distances(draft, layout.form)).allSatisfy { $0 < 0.15 })
    #expect(draft.questions.first?.text.contains("Cơ sở vật chất") == true)
  }

  /// Sloping, copied, grey or black and white, of 150 dpi and more.
  @Test(arguments: [UInt64(1), 2, 3], [Severity.office, .poor])
  func aScanOfACopyIsLearned(seed: UInt64, severity: Severity) throws {
    let shipped = try ShippedForm.load()
    let scan = shipped.simulator.blank(0, seed: seed, severity: severity)
    let draft = try FormDraft(
      [FormDraft.Page(image: scan.image, dpi: scan.truth.resolution.dpi)],
      naming: FormDraft.Naming(
        id: "hoc", code: shipped.form.code, payload: shipped.form.pages[0].barcodes.first?.payload))
    #expect(draft.questions.map(\.options.count) == shipped.form.pages[0].questions.map(\.options.count))
    #expect(try #require(distances(draft, shipped.form)).allSatisfy { $0 < 2 })
    #expect(try #require(distances(draft, shipped.form, fitted: true)).allSatisfy { $0 < 0.3 })
    #expect(draft.form.pages[0].fiducials.count == shipped.form.pages[0].fiducials.count)
  }

  @Test func aBallotIsReadByADraftOfItsBlank() throws {
    let shipped = try ShippedForm.load()
    let blank = shipped.simulator.blank(0, seed: 4, severity: .office)
    let draft = try FormDraft(
      [FormDraft.Page(image: blank.image, dpi: blank.truth.resolution.dpi)],
      naming: FormDraft.Naming(
        id: "hoc", code: shipped.form.code, payload: shipped.form.pages[0].barcodes.first?.payload))
    let reader = PageReader(forms: [try #require(PreparedForm(form: draft.form, blanks: draft.pictures))])
    let page = shipped.page(11, .clean)
    let reading = reader.read(page.image)
    #expect(reading.kind == .ballot)
    #expect(reading.questions.count == page.truth.questions.count)
  }

  @Test(arguments: [QuarterTurn.half, .quarter, .threeQuarters]) func aTurnedScanIsTurnedBack(turn: QuarterTurn) throws
  {
    let shipped = try ShippedForm.load()
    let upright = shipped.simulator.blank(0, seed: 1, severity: .clean).image.grayscale
    // Three turns back are one turn on.
    let turned = (0..<(4 - turn.degrees / 90)).reduce(upright) { image, _ in image.turnedBack(.quarter) }
    let draft = try FormDraft(
      [FormDraft.Page(image: .gray(turned))], naming: FormDraft.Naming(id: "hoc", code: "HOC"))
    #expect(draft.doubts.contains(.turned(page: 1, degrees: turn.degrees)))
    #expect(try #require(distances(draft, shipped.form)).allSatisfy { $0 < 0.3 })
  }

  @Test func codesOfABlankThatBearsThemBecomePatterns() {
    let given = PayloadPattern("KP1|{form}|{unit}|{box}|{serial:06d}")
    let qr = CodeProposal.pattern(of: "KP1|F9|U07|H1|000123", given: given, code: "F9", fields: [:])
    #expect(qr.text == given && qr.isUnderstood)
    let fields = given.match("KP1|F9|U07|H1|000123") ?? [:]
    let bars = CodeProposal.pattern(of: "U07-H1", given: given, code: "F9", fields: fields)
    #expect(bars.text.text == "{unit}-{box}" && bars.isUnderstood)
    #expect(!CodeProposal.pattern(of: "hello", given: given, code: "F9", fields: [:]).isUnderstood)
  }
}
