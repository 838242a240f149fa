import Ballots
import Counting
import Foundation
import Testing

@testable import Journal

@Suite struct RoundTripTests {
  @Test func aFileComesBackWithEveryBitOfItsPages() throws {
    let store = try TemporaryStore()
    let reading = Samples.fileReading(1, pages: 3)
    try store.open().record([reading])
    #expect(try store.open(.readOnly).readings(of: [Samples.hash(1)], stamp: Samples.stamp) == [reading])
  }

  @Test(arguments: PageReading.Kind.allCases) func aPageOfEachKind(kind: PageReading.Kind) throws {
    let store = try TemporaryStore()
    let reading = FileReading(file: Samples.file(1), pages: [PageFacts(page: 1, reading: PageReading(kind: kind))])
    let journal = try store.open()
    try journal.record([reading])
    #expect(try journal.readings(of: [Samples.hash(1)]) == [reading])
  }

  @Test func numbersThatJSONLacks() throws {
    let store = try TemporaryStore()
    var page = Samples.page(1)
    page.reading.questions[0].options[0].mark.shift = .infinity
    page.reading.questions[0].options[1].mark.shift = -.infinity
    page.reading.questions[0].strayInk = -0.0
    let reading = FileReading(file: Samples.file(1), pages: [page])
    let journal = try store.open()
    try journal.record([reading])
    #expect(try journal.readings(of: [Samples.hash(1)]) == [reading])
  }

  @Test func aFileThatCouldNotBeDecoded() throws {
    let store = try TemporaryStore()
    let failed = FileReading(file: Samples.file(1, pages: 0, failure: Samples.refusal), pages: [])
    let journal = try store.open()
    try journal.record([failed])
    #expect(try journal.isRead(Samples.hash(1), stamp: Samples.stamp))
    #expect(try journal.readings(of: [Samples.hash(1)]) == [failed])
  }

  @Test func aPageComesBackByItself() throws {
    let store = try TemporaryStore()
    let journal = try store.open()
    #expect(try journal.page(1, of: Samples.hash(1)) == nil)
    let reading = Samples.fileReading(1, pages: 3)
    try journal.record([reading])
    for number in 1...4 {
      for stamp in [nil, Samples.stamp] {
        let page = try journal.page(number, of: Samples.hash(1), stamp: stamp)
        #expect(page == reading.pages.filter { $0.page == number })
      }
    }
  }

  @Test func decisionsComeBackInOrder() throws {
    let store = try TemporaryStore()
    let answers: [Answer] = [.values(["4"]), .values(["1", "3"]), .values(["blank"]), .blank, .overvote, .review]
    let decisions =
      answers.map { Samples.decision(.answer(question: "Q1", $0)) }
      + Decision.PageDecision.allCases.map { Samples.decision(.page($0)) }
    let journal = try store.open()
    for decision in decisions { try journal.record(decision) }
    #expect(try journal.decisions() == decisions)
  }

  @Test func aFormIsRememberedOnce() throws {
    let store = try TemporaryStore()
    var other = Samples.form.form
    other.title = "Phiếu khác"
    let journal = try store.open()
    for form in [Samples.form, RememberedForm(form: other), Samples.form] { try journal.remember(form) }
    #expect(try journal.forms() == [Samples.form, RememberedForm(form: other)])
    #expect(try journal.head.seq == 2)
  }

  @Test func aFormsHashKnowsItsBlanks() {
    let form = Samples.form
    #expect(form.hash.count == 64)
    #expect(form.hash != RememberedForm(form: form.form).hash)
  }

  /// Stores of before have neither tint nor tick.
  @Test func rowsOfOlderStoresAreRead() throws {
    let option = Samples.option("5", .marked, nil, 0.01)
    let row = try JSONEncoder().encode(OptionRow(option))
    var cells = try #require(try JSONSerialization.jsonObject(with: row) as? [Any])
    cells.removeLast(2)
    let old = try JSONDecoder().decode(OptionRow.self, from: JSONSerialization.data(withJSONObject: cells)).reading
    var expected = option
    expected.mark.tint = 0
    expected.mark.isTick = false
    #expect(old == expected)
  }

  /// A field that a page's body does not know would be lost without a word.
  @Test func everyFieldOfAReadingIsWritten() throws {
    func fields(_ value: Any) -> [String] { Mirror(reflecting: value).children.compactMap(\.label) }
    let reading = Samples.reading()
    let question = try #require(reading.questions.first)
    let option = try #require(question.options.first)
    let fingerprint = try #require(reading.fingerprint)
    #expect(
      fields(reading) == [
        "kind", "refusal", "form", "formPage", "identity", "registration", "questions", "fingerprint",
      ])
    #expect(fields(question) == ["question", "options", "strayInk"])
    #expect(fields(option) == ["value", "state", "confidence", "reason", "mark", "place"])
    #expect(
      fields(option.mark) == [
        "inkInside", "coverage", "inkAround", "extent", "contrast", "encirclement", "outlineMatch", "shift",
        "tint", "isTick",
      ])
    #expect(fields(option.place) == ["x", "y", "width", "height"])
    #expect(fields(fingerprint) == ["size", "runs"])
  }

  /// Forty boxes whose numbers have all their digits: the most that a page of the usual form takes. Forty thousand
  /// pages have to stay a file that can be copied.
  @Test func aPageStaysSmall() {
    var reading = Samples.reading()
    let options = (1...5).map { Samples.option("\($0)", .marked, .faintMark, 1 / (Double($0) + .pi)) }
    reading.questions = (1...8).map { QuestionReading(question: "Q\($0)", options: options, strayInk: .pi) }
    #expect(Body.encode(PageBody(slot: 1, reading)).count < 16_000)
  }
}
