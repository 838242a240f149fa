import Ballots
import Counting
import Raster
import Testing

@testable import Reading

/// A question is blank only when nothing near it can be somebody's mark: a blank ballot costs nobody a vote, a mark that
/// was read as nothing does.
@Suite struct BlankQuestionTests {
  let sample: SampleForm
  private let choices: [Int?] = [0, 1, 2, nil, 4, 3, 2, 1]
  /// The question without a mark.
  private let blank = 3

  init() throws { sample = try SampleForm.shipped() }

  private func answer(_ sheet: Sheet, _ scanner: Scanner = Scanner(noise: 2)) -> Answer {
    let reading = sample.read(sheet, scanner)
    #expect(reading.kind == .ballot)
    sample.expectNothingWrong(reading, choices)
    return sample.answers(reading)[blank]
  }

  @Test func nothingIsBlank() { #expect(answer(sample.marked(choices)) == .blank) }

  /// An x some millimetres below or above the boxes, where no box is near.
  @Test(arguments: [5.0, 6.5]) func aMarkBelowTheBoxes(_ distance: Double) {
    var sheet = sample.marked(choices)
    let c = sample.option(blank, 2).rect.center.moved(dx: 0, dy: distance)
    sheet.draw(
      [
        [c.moved(dx: -1.2, dy: -1.2), c.moved(dx: 1.2, dy: 1.2)],
        [c.moved(dx: 1.2, dy: -1.2), c.moved(dx: -1.2, dy: 1.2)],
      ],
      Pen())
    #expect(answer(sheet) == .review)
  }

  /// One line down a column of boxes is no fold, however straight: a fold goes from edge to edge.
  @Test(arguments: [0.35, 0.25, 0.2]) func aLineDownAColumn(_ darkness: Double) {
    var sheet = sample.marked(choices)
    let top = sample.option(1, 3).rect.center
    let bottom = sample.option(5, 3).rect.center
    sheet.draw([top, bottom], Pen(darkness: darkness))
    #expect(answer(sheet) == .review)
  }

  /// A stroke too pale to stand out in any one place still darkens its box.
  @Test(arguments: [0.13, 0.1]) func thePalestStroke(_ darkness: Double) {
    var sheet = sample.marked(choices)
    sheet.put(.x, sample.option(blank, 1), Pen(darkness: darkness))
    #expect(answer(sheet, Scanner(noise: 4)) == .review)
  }

  /// A pale ring of which only parts show.
  @Test func aPaleRing() {
    var sheet = sample.marked(choices)
    sheet.put(.ringRoundBox, sample.option(blank, 1), Pen(darkness: 0.16))
    #expect(answer(sheet) == .review)
  }

  /// Specks in two boxes of a ballot without any mark are dirt; beside answered questions a person looks.
  @Test func specksOnABlankBallot() {
    func specked(_ sheet: Sheet) -> Sheet {
      var sheet = sheet
      for q in [blank, 6] { sheet.disc(sample.option(q, 2).rect.center, radius: 0.16, luma: 150) }
      return sheet
    }
    let empty = sample.read(specked(sample.blank), Scanner(noise: 2))
    #expect(sample.answers(empty).allSatisfy { $0 == .blank }, "\(sample.doubts(empty))")
    var answered = sample.marked(choices)
    answered.disc(sample.option(blank, 2).rect.center, radius: 0.16, luma: 150)
    #expect(answer(answered) == .review)
  }
}

/// The model that gives states their confidence.
@Suite struct MarkModelTests {
  @Test func weightsAndFeaturesAreAsMany() {
    #expect(MarkModel.fitted.weights.count == MarkModel.names.count)
    #expect(MarkModel.features(of: MarkMeasurement()).count == MarkModel.names.count)
  }

  @Test func nothingIsNoMarkAndAnXIsOne() {
    #expect(MarkModel.fitted.probability(of: MarkMeasurement()) < 0.01)
    let x = MarkMeasurement(
      inkInside: 2.3, coverage: 0.3, inkAround: 0.2, extent: 0.94, contrast: 0.7, encirclement: 0.1, tint: 0.12)
    #expect(MarkModel.fitted.probability(of: x) > 0.97)
  }

  /// Every probability is one, whatever is measured.
  @Test func probabilitiesStayWithinBounds() {
    var random = SeededGenerator(seed: 3)
    for _ in 0..<500 {
      let mark = MarkMeasurement(
        inkInside: .random(in: 0...25, using: &random), coverage: .random(in: 0...1, using: &random),
        inkAround: .random(in: 0...60, using: &random), extent: .random(in: 0...1, using: &random),
        contrast: .random(in: 0...1, using: &random), encirclement: .random(in: 0...1, using: &random),
        tint: .random(in: -1...1, using: &random), isTick: .random(using: &random))
      #expect((0...1).contains(MarkModel.fitted.probability(of: mark)))
    }
  }
}
