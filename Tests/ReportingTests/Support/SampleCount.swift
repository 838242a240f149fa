import Ballots
import Counting
import Raster
import Reporting

/// A count made up for tests: what lay in boxes, what was read of it, and what people decided.
struct SampleCount {
  static let person = "Trần Thị Bình"
  static let why = "xem tận mắt"
  static let generated = "2026-11-26T15:09:00+07:00"

  var survey = Survey(
    title: "Khảo sát mức độ hài lòng", forms: forms.map(\.id),
    units: [SurveyUnit(code: "U01", name: "Xã Phước Nam"), SurveyUnit(code: "U02", name: "Xã Nhị Hà")])
  var forms = Self.forms
  var inputs: [AssembledInput] = []
  var decisions: [Decision] = []

  var pages: [AssembledPage] {
    Assembly(
      forms: forms, units: Set(survey.units.map(\.code)), policy: survey.policy, decisions: DecisionBook(decisions)
    ).assemble(inputs)
  }

  func tally(_ pages: [AssembledPage]) -> Tally { Tally(pages: pages, forms: forms, policy: survey.policy) }

  /// The file, whole.
  var text: String {
    let pages = pages
    return CastVoteRecords(
      survey: survey, forms: forms, pages: pages, tally: tally(pages), generated: Self.generated
    ).joined()
  }
}

// MARK: Forms and pages

extension SampleCount {
  static let values = ["5", "4", "3"]

  static func question(
    _ id: String, _ kind: Question.Kind = .scale5, maximum: Int? = nil, values: [String] = values, text: String? = nil
  ) -> Question {
    Question(
      id: id, text: text ?? "Câu \(id)?", kind: kind,
      options: values.map {
        Option(value: $0, shape: .square, rect: PaperRect(x: 0, y: 0, width: 4, height: 4), label: "mức \($0)")
      }, maximum: maximum)
  }

  static let code = BarcodeRegion(
    id: "qr", symbology: .qr, rect: PaperRect(x: 0, y: 0, width: 20, height: 20),
    payload: PayloadPattern("KP1|{form}|{unit}|{box}|{serial:06d}"))

  /// One page: a scale, a question that takes two, one that takes any number.
  static let single = Form(
    id: "mot-trang", code: "A", title: "Một trang", pageSize: .a4,
    pages: [
      FormPage(
        number: 1, barcodes: [code],
        questions: [question("Q1"), question("Q2", .multi, maximum: 2), question("Q3", .multi)])
    ])
  /// Two pages with a question each, called as on the other form.
  static let double = Form(
    id: "hai-trang", code: "B", title: "Hai trang", pageSize: .a4,
    pages: [1, 2].map { FormPage(number: $0, barcodes: [code], questions: [question("Q\($0)", .choice)]) })
  static let forms = [single, double]

  /// A page on which these boxes of each question are marked.
  static func page(
    _ form: Form = single, _ number: Int = 1, marks: [[String]], unit: String? = "U01", box: String? = "H1",
    serial: String?
  ) -> PageReading {
    PageReading(
      kind: .ballot, form: form.id, formPage: number, identity: Identity(unit: unit, box: box, serial: serial),
      questions: zip(form.pages[number - 1].questions, marks).map { question, marked in
        QuestionReading(
          question: question.id,
          options: question.options.map { option in
            let isMarked = marked.contains(option.value)
            return OptionReading(
              value: option.value, state: isMarked ? .marked : .empty, confidence: 0.99,
              mark: MarkMeasurement(inkInside: isMarked ? 2 : 0),
              place: PictureRect(x: 0, y: 0, width: 10, height: 10))
          }, strayInk: 0)
      })
  }

  /// One ballot of the form with one page: an answer, two of two, one of any number.
  static func oneBallot(_ marks: [[String]] = [["5"], ["5", "3"], ["4"]]) -> SampleCount {
    var count = SampleCount()
    count.add(page(marks: marks, serial: "000140"))
    return count
  }

  /// Adds a page as a file of its own, and says what its file's hash is.
  @discardableResult
  mutating func add(
    _ reading: PageReading, file: String? = nil, opening: OpeningID = OpeningID(unit: "U01", box: "H1")
  ) -> String {
    var questions = SharedQuestions()
    let hex = String(inputs.count + 1, radix: 16)
    let hash = String(repeating: "0", count: 64 - hex.count) + hex
    inputs.append(
      AssembledInput(
        location: PageLocation(file: file ?? "scans/\(opening.folderName)/scan\(inputs.count + 1).png", page: 1),
        sha256: hash, content: .read(PageEvidence(reading, sharing: &questions)), opening: opening))
    return hash
  }

  mutating func decide(_ subject: Decision.Subject, about hash: String) {
    decisions.append(
      Decision(
        sha256: hash, page: 1, slot: 1, subject: subject, person: Self.person, time: "2026-11-26T15:00:00+07:00",
        why: Self.why))
  }
}

// MARK: Random counts

extension SampleCount {
  /// A random count of everything that lies in boxes and on scanners, and of what people say of it.
  init(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    survey.policy.doubleMark = seed.isMultiple(of: 2) ? .invalid : .adjudicate
    survey.policy.minimumAnswered = Int.random(in: 1...2, using: &generator)
    for opening in [("U01", "H1", 1), ("U01", "H1", 2), ("U02", "H7", 1)].map(OpeningID.init(unit:box:opening:)) {
      for number in 0..<Int.random(in: 4...16, using: &generator) {
        let serial = "\(opening.opening)\(number)"
        var unit: String? = opening.unit
        if generator.isOne(in: 9) { unit = ["U01", "U02", "X34", nil].randomElement(using: &generator) ?? nil }
        let form = Self.forms.randomElement(using: &generator) ?? Self.single
        for page in form.pages where form.pages.count == 1 || !generator.isOne(in: 8) {
          var reading = Self.page(
            form, page.number, marks: page.questions.map { Self.marks($0, using: &generator) }, unit: unit,
            box: opening.box, serial: serial)
          if generator.isOne(in: 6) { reading.questions[0].options[1].state = .unclear }
          if generator.isOne(in: 15) { reading.refusal = Refusal(.barcodesDisagree) }
          if generator.isOne(in: 15) { reading = PageReading(kind: .rejected, refusal: Refusal(.outlinesMissing)) }
          let hash = add(reading, opening: opening)
          if generator.isOne(in: 5) { decide(Self.subject(page, using: &generator), about: hash) }
          // The same file under another name is a duplicate.
          if generator.isOne(in: 12), var again = inputs.last {
            again.location.file += ".again.png"
            inputs.append(again)
          }
        }
      }
    }
  }

  private static func marks(_ question: Question, using generator: inout SeededGenerator) -> [String] {
    let most = question.kind == .multi ? 3 : generator.isOne(in: 8) ? 2 : 1
    let count = Int.random(in: generator.isOne(in: 4) ? 0...most : 1...most, using: &generator)
    return Array(question.options.map(\.value).shuffled(using: &generator).prefix(count))
  }

  private static func subject(_ page: FormPage, using generator: inout SeededGenerator) -> Decision.Subject {
    let question = page.questions.randomElement(using: &generator)?.id ?? ""
    switch Int.random(in: 0..<9, using: &generator) {
    case 0: return .page(.invalid)
    case 1: return .page(.notABallot)
    case 2: return .page(.duplicate)
    case 3, 4: return .page(.accept)
    case 5: return .answer(question: question, .blank)
    case 6: return .answer(question: question, .overvote)
    case 7: return .answer(question: question, .values(["5"]))
    // No option of the form prints it.
    default: return .answer(question: question, .values(["9"]))
    }
  }
}

/// Random numbers that are the same in every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// True once in so many times.
  mutating func isOne(in count: Int) -> Bool { Int.random(in: 0..<count, using: &self) == 0 }
}
