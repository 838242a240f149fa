import Ballots
import Counting
import Pages
import Raster
import Reading
import Testing

@Suite struct ReadingSimulatedPagesTests {
  /// Clean pages are read as they were made: whose they are, and every answer that is accepted.
  @Test(arguments: UInt64(200)...209)
  func cleanPagesAreReadAsIntended(_ seed: UInt64) throws {
    let form = try ShippedForm.load()
    let page = form.page(seed, .clean)
    let reading = PageReader(forms: [form.prepared]).read(page.image)
    #expect(reading.kind == .ballot)
    #expect(reading.refusal == nil)
    #expect(reading.identity.unit == page.truth.unit)
    #expect(reading.identity.box == page.truth.box)
    #expect(reading.identity.serial.flatMap { Int($0) } == page.truth.serial)
    var plain = 0
    var accepted = 0
    for (read, question) in zip(reading.questions, form.form.pages[0].questions) {
      let truth = try #require(page.truth.questions.first { $0.question == question.id })
      let answer = MarkPolicy().answer(to: read, of: question).answer
      if truth.isPlain {
        plain += 1
        accepted += answer == .review ? 0 : 1
      }
      guard answer != .review else { continue }
      #expect(truth.acceptable.contains(answer.text), "\(question.id): \(answer.text), is \(truth.acceptable)")
    }
    #expect(accepted >= plain - 1, "\(accepted) of \(plain) plain marks accepted")
  }

  /// The reader finds each box where the truth has it.
  @Test(arguments: [Severity.clean, .office], [300 as UInt64, 301])
  func boxesAreFoundWhereTheTruthHasThem(_ severity: Severity, _ seed: UInt64) throws {
    let form = try ShippedForm.load()
    let page = form.page(seed, severity)
    let reading = PageReader(forms: [form.prepared]).read(page.image)
    try #require(reading.kind == .ballot)
    for (read, truth) in zip(reading.questions, page.truth.questions) {
      for (option, box) in zip(read.options, truth.boxes) {
        let distance = option.place.center.distance(to: box.center) / page.truth.resolution.pixelsPerMillimetre
        #expect(distance < 0.4, "\(truth.question) \(box.value)")
      }
    }
  }
}
