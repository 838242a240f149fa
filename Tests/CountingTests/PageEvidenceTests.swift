import Ballots
import Raster
import Testing

@testable import Counting

/// What assembly keeps of a page says all that assembly asks of its reading.
@Suite("Evidence of pages")
struct PageEvidenceTests {
  /// A store may hold any number, and some that are none.
  @Test(arguments: [Double.nan, .infinity, -.infinity, 1e300, -1e300])
  func anyMeasurementMakesAStroke(_ value: Double) {
    let stroke = Stroke(
      box: 0,
      option: OptionReading(
        value: "5", state: .marked, confidence: 1,
        mark: MarkMeasurement(inkInside: value, inkAround: value, extent: value, encirclement: value),
        place: PictureRect(x: 0, y: 0, width: 1, height: 1)))
    for part in [stroke.ink, stroke.around, stroke.extent, stroke.ring] { #expect(part.isFinite) }
  }

  /// A reading of the coded form in which anything may stand.
  static func reading(seed: UInt64) -> PageReading {
    var generator = SeededGenerator(seed: seed)
    func measure() -> Double { Double.random(in: 0...3, using: &generator) }
    var page = Samples.page(marks: ["5", "4", "3"], serial: "1", hand: Int(seed))
    for q in page.questions.indices {
      page.questions[q].options = Samples.values.map { value in
        let state =
          Int.random(in: 0..<3, using: &generator) > 0
          ? MarkState.empty : MarkState.allCases.randomElement(using: &generator) ?? .empty
        return OptionReading(
          value: value, state: state,
          confidence: Int.random(in: 0..<12, using: &generator) == 0
            ? Double.random(in: 0...1, using: &generator) : 1 - 0.001 * measure(),
          reason: Int.random(in: 0..<3, using: &generator) == 0
            ? Reason.allCases.randomElement(using: &generator) : nil,
          mark: MarkMeasurement(
            inkInside: measure(), coverage: measure() / 3, inkAround: measure(), extent: measure() / 3,
            encirclement: measure() / 3, tint: -measure()),
          place: PictureRect(x: measure(), y: measure(), width: 10, height: 10))
      }
      if Int.random(in: 0..<4, using: &generator) == 0 { page.questions[q].strayInk = measure() * 2 }
    }
    switch Int.random(in: 0..<12, using: &generator) {
    case 0: page.questions.removeLast()
    case 1: page.questions[1].options.removeLast()
    case 2: page.questions[1].options[0].value = "6"
    case 3: page.questions[1].options.swapAt(0, 1)
    case 4: page.questions[1].options = []
    case 5: page.questions.swapAt(0, 2)
    default: break
    }
    return page
  }

  static func marks(_ reading: PageReading) throws -> MarkEvidence {
    var questions = SharedQuestions()
    return try #require(PageEvidence(reading, sharing: &questions).marks)
  }

  /// The rules of docs/rules.md, of a reading as it is.
  static func answer(_ policy: MarkPolicy, _ reading: QuestionReading, _ question: Question) -> JudgedAnswer {
    let confidence = reading.options.reduce(1.0) { $0 * min(max($1.confidence, 0), 1) }
    func judged(_ answer: Answer, _ reason: Reason?) -> JudgedAnswer {
      JudgedAnswer(question: question.id, answer: answer, confidence: confidence, reason: reason)
    }
    guard !reading.options.isEmpty, reading.options.map(\.value) == question.options.map(\.value) else {
      return judged(.review, .outlineUncertain)
    }
    let telling: [Reason] = [
      .boxObscured, .outlineUncertain, .straightLine, .circledMark, .cancelledMark, .neighbourInk, .faintMark,
      .smallMark, .inkOutside, .unclearMark,
    ]
    let reasons = reading.options.filter { $0.state == .unclear || $0.state == .cancelled }
      .map { $0.reason ?? ($0.state == .cancelled ? .cancelledMark : .unclearMark) }
    if let first = reasons.first { return judged(.review, telling.first(where: reasons.contains) ?? first) }
    let marked = reading.options.filter { $0.state == .marked }
    let limit = marked.isEmpty ? MarkPolicy.acceptedStrayInkOfBlank : MarkPolicy.acceptedStrayInk
    if reading.strayInk > limit { return judged(.review, .inkOutside) }
    if confidence < policy.minimumConfidence {
      return judged(.review, reading.options.min { $0.confidence < $1.confidence }?.reason ?? .unclearMark)
    }
    if marked.isEmpty { return judged(.blank, nil) }
    if marked.count == 1 || question.kind == .multi {
      return judged(.values(marked.map(\.value)), marked.compactMap(\.reason).first)
    }
    return judged(policy.doubleMark == .invalid ? .overvote : .review, .severalMarks)
  }

  @Test("answers are those of the reading", arguments: 0..<400) func answers(seed: UInt64) {
    let reading = Self.reading(seed: seed)
    let policy = MarkPolicy(
      doubleMark: seed % 2 == 0 ? .invalid : .adjudicate, minimumConfidence: [0.5, 0.9, 0.99][Int(seed % 3)])
    let expected = Samples.coded.pages[0].questions.map { question in
      reading.questions.first { $0.question == question.id }.map { Self.answer(policy, $0, question) }
        ?? JudgedAnswer(question: question.id, answer: .review, confidence: 0, reason: .outlineUncertain)
    }
    let page = Assembly(forms: [Samples.coded], policy: policy).assemble(Samples.inputs([reading]))[0]
    #expect(page.answers == expected)
  }

  @Test("boxes hold what was read in them", arguments: 0..<100) func boxes(seed: UInt64) throws {
    let reading = Self.reading(seed: 1_000 + seed)
    let marks = try Self.marks(reading)
    let options = reading.questions.flatMap(\.options)
    #expect(marks.boxes == options.count)
    #expect(marks.states == reading.questions.map { $0.options.map(\.state) })
    #expect(marks.strokes.map(\.box) == options.indices.filter { options[$0].state != .empty })
    for stroke in marks.strokes {
      let option = options[stroke.box]
      #expect(stroke.state == option.state)
      // To the last digit: measurements have four decimals.
      #expect(stroke.ink == option.mark.inkInside && stroke.around == option.mark.inkAround)
      #expect(stroke.extent == option.mark.extent && stroke.ring == option.mark.encirclement)
      #expect(stroke.isFilled == (option.mark.coverage >= 0.75))
    }
    #expect(marks.picture == reading.fingerprint)
  }

  @Test("what two copies hold is paired box by box", arguments: 0..<100) func pairs(seed: UInt64) throws {
    let pages = [2_000, 3_000].map { Self.reading(seed: $0 + seed) }
    let strokes = try pages.map { try Self.marks($0).strokes }
    let boxes = Set(strokes.joined().map(\.box)).sorted()
    let pairs = Array(StrokePairs(strokes[0], strokes[1]))
    #expect(pairs.map { $0.first?.box ?? $0.second?.box } == boxes)
    #expect(pairs.map(\.first) == boxes.map { box in strokes[0].first { $0.box == box } })
    #expect(pairs.map(\.second) == boxes.map { box in strokes[1].first { $0.box == box } })
  }

  /// Each of these changes is one that two scans of a sheet can differ by.
  static let changes: [@Sendable (inout PageReading) -> Void] = [
    { $0.questions[1].options[2].mark.inkInside += 0.0001 }, { $0.questions[1].options[2].mark.coverage += 0.0001 },
    { $0.questions[1].options[2].mark.inkAround += 0.0001 }, { $0.questions[1].options[2].mark.extent += 0.0001 },
    { $0.questions[1].options[2].mark.contrast += 0.0001 }, { $0.questions[1].options[2].mark.encirclement += 0.0001 },
    { $0.questions[1].options[2].mark.outlineMatch += 0.0001 }, { $0.questions[1].options[2].mark.shift += 0.0001 },
    { $0.questions[1].options[2].mark.tint += 0.0001 }, { $0.questions[1].options[2].mark.isTick.toggle() },
    { $0.questions[1].options[2].place.x += 0.01 }, { $0.questions[1].options[2].place.y += 0.01 },
    { $0.questions[1].options[2].place.width += 0.01 }, { $0.questions[1].options[2].place.height += 0.01 },
    { $0.questions[1].options[2].confidence -= 1e-9 }, { $0.questions[1].options[2].reason = .smallMark },
    { $0.questions[0].strayInk += 1e-9 }, { $0.questions[0].question = "Q9" },
    { $0.questions[0].options[0].value = "x" }, { $0.questions[2].options[4].state = .cancelled },
    { $0.fingerprint = Fingerprint(cells: [1]) },
  ]

  @Test("one number that differs makes two readings", arguments: changes.indices) func digest(change: Int) {
    let reading = Samples.page(marks: ["5", "4", "3"], hand: 3)
    var other = reading
    #expect(Resemblance(Trace(reading), Trace(other)).isIdentical)
    Self.changes[change](&other)
    #expect(!Resemblance(Trace(reading), Trace(other)).isIdentical)
  }

  @Test("nothing below paper is nothing above it") func zero() {
    var reading = Samples.page(marks: ["5", "4", "3"], hand: 3)
    let other = reading
    reading.questions[0].options[0].mark.tint = -0.0
    #expect(reading == other)
    #expect(Resemblance(Trace(reading), Trace(other)).isIdentical)
  }

  @Test("copies are like each other by the pages that both have") func pagesOfCopies() {
    let pages = [1, 2].map { Samples.page(Samples.twoPages, $0, marks: ["5", "4"], serial: "1", hand: 5) }
    // The first page is marked and lacks in the other copy: the two can not be one sheet for certain.
    let assembled = Samples.assembled([pages[0], pages[1], pages[1]])
    #expect(assembled.map(\.status) == [.ok, .ok, .duplicate])
  }

  @Test("pages that were asked the same keep the questions once, others their own") func sharing() throws {
    var questions = SharedQuestions()
    var inputs: [PageEvidence] = []
    let readings = [
      Samples.page(marks: ["5", "4", "3"]), Samples.page(Samples.twoPages, 1, marks: ["5", "4"]),
      Samples.page(marks: ["1", nil, "3"]), Samples.blank, Samples.page(Samples.twoPages, 2, marks: ["5", "4"]),
    ]
    for reading in readings { inputs.append(PageEvidence(reading, sharing: &questions)) }
    for (evidence, reading) in zip(inputs, readings) {
      #expect(
        evidence.marks?.states == (reading.kind == .ballot ? reading.questions.map { $0.options.map(\.state) } : nil))
      #expect(evidence.marks == (reading.kind == .ballot ? try Self.marks(reading) : nil))
    }
  }

  @Test(
    "a file's identity is its text, whatever that is",
    arguments: [
      "", "a", String(repeating: "0", count: 64), String(repeating: "f", count: 64),
      "00000000000000010123456789abcdef8000000000000000ffffffffffffffff", String(repeating: "F", count: 64),
      String(repeating: "+", count: 64), "+" + String(repeating: "1", count: 63), String(repeating: "0", count: 63),
      String(repeating: "0", count: 65), "Đ" + String(repeating: "0", count: 62),
    ]) func identity(text: String)
  {
    #expect(FileIdentity(text).sha256 == text)
    #expect(FileIdentity(text) == FileIdentity(text))
    #expect(FileIdentity(text) != FileIdentity(text + "0"))
    #expect((FileIdentity(text.uppercased()) == FileIdentity(text)) == (text.uppercased() == text))
  }
}
