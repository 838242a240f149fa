import Ballots
import Counting
import Raster

/// Forms, readings and pages made up for tests.
enum Samples {
  static let values = ["5", "4", "3", "2", "1"]

  static func question(_ id: String, kind: Question.Kind = .scale5) -> Question {
    Question(
      id: id, text: "Câu \(id)", kind: kind,
      options: values.map {
        Option(value: $0, shape: .square, rect: PaperRect(x: 0, y: 0, width: 4, height: 4), label: $0)
      })
  }

  static let qr = BarcodeRegion(
    id: "qr", symbology: .qr, rect: PaperRect(x: 0, y: 0, width: 20, height: 20),
    payload: PayloadPattern("KP1|{form}|{unit}|{box}|{serial:06d}"))

  /// One page, three questions, a QR code.
  static let coded = Form(
    id: "coded", code: "F1-A", title: "Phiếu có mã", pageSize: .a4,
    pages: [FormPage(number: 1, barcodes: [qr], questions: ["Q1", "Q2", "Q3"].map { question($0) })])
  /// One page, no code of its own; unit and box come from a batch header.
  static let plain = Form(
    id: "plain", code: "F2-A", title: "Phiếu không mã", pageSize: .a4,
    pages: [FormPage(number: 1, questions: ["Q1", "Q2", "Q3"].map { question($0) })],
    batchHeader: PayloadPattern("KPH1|{form}|{unit}|{box}|{declared}"))
  /// Two pages with a code each.
  static let twoPages = Form(
    id: "two", code: "F3-A", title: "Phiếu hai trang", pageSize: .a4,
    pages: [
      FormPage(number: 1, barcodes: [qr], questions: ["P1", "P2"].map { question($0) }),
      FormPage(number: 2, barcodes: [qr], questions: ["Q1", "Q2"].map { question($0) }),
    ])
  /// Two pages without any code.
  static let twoPlainPages = Form(
    id: "two-plain", code: "F5", title: "Phiếu hai trang không mã", pageSize: .a4,
    pages: [
      FormPage(number: 1, questions: ["P1"].map { question($0) }),
      FormPage(number: 2, questions: ["Q1"].map { question($0) }),
    ])
  static let forms = [coded, plain, twoPages, twoPlainPages]

  static func option(
    _ value: String, _ state: MarkState, ink: Double = 2, confidence: Double = 0.99, reason: Reason? = nil
  ) -> OptionReading {
    OptionReading(
      value: value, state: state, confidence: confidence, reason: reason,
      mark: MarkMeasurement(inkInside: state == .empty ? 0 : ink),
      place: PictureRect(x: 0, y: 0, width: 10, height: 10))
  }

  /// A question with these values marked.
  static func reading(_ question: String, marked: [String], ink: Double = 2, stray: Double = 0) -> QuestionReading {
    QuestionReading(
      question: question,
      options: values.map { option($0, marked.contains($0) ? .marked : .empty, ink: ink) }, strayInk: stray)
  }

  /// A picture of handwriting: the marks' cells, varied by the hand.
  static func fingerprint(_ marks: [String?], hand: Int) -> Fingerprint {
    var generator = SeededGenerator(seed: UInt64(truncatingIfNeeded: hand) &* 7919 &+ 13)
    var cells = [UInt8](repeating: 0, count: 24 * 32)
    for (row, mark) in marks.enumerated() {
      guard let mark, let column = values.firstIndex(of: mark) else { continue }
      for offset in 0..<3 { cells[(row * 3 + 2) * 24 + column * 4 + offset] = UInt8(generator.next() % 200 + 20) }
    }
    // What else a hand leaves on a page: a signature, a word.
    if marks.contains(where: { $0 != nil }) {
      for _ in 0..<8 { cells[18 * 24 + Int(generator.next() % 96)] = UInt8(generator.next() % 200 + 20) }
    }
    return Fingerprint(cells: cells)
  }

  /// The page of a form with one mark or none in each question; `hand` is whose handwriting it is.
  static func page(
    _ form: Form = coded, _ number: Int = 1, marks: [String?], unit: String? = "U01", box: String? = "H1",
    serial: String? = nil, hand: Int = 0, refusal: Refusal? = nil
  ) -> PageReading {
    let questions = form.pages.first { $0.number == number }?.questions ?? []
    // Each stroke of a hand has its own ink; one hand's strokes are always the same.
    var generator = SeededGenerator(seed: UInt64(truncatingIfNeeded: hand) &* 104_729 &+ UInt64(number))
    return PageReading(
      kind: .ballot, refusal: refusal, form: form.id, formPage: number,
      identity: Identity(unit: unit, box: box, serial: serial),
      questions: zip(questions, marks).map { question, mark in
        reading(question.id, marked: mark.map { [$0] } ?? [], ink: 1 + Double(generator.next() % 60) / 20)
      },
      fingerprint: fingerprint(marks, hand: hand))
  }

  static func header(unit: String, box: String) -> PageReading {
    PageReading(kind: .header, identity: Identity(unit: unit, box: box, declared: 10))
  }

  static let blank = PageReading(kind: .blank)
  static let foreign = PageReading(kind: .foreign)
  static let rejected = PageReading(kind: .rejected, refusal: Refusal(.outlinesMissing))

  static let opening = OpeningID(unit: "U01", box: "H1")

  /// Readings as single-page files of one folder, in order.
  static func inputs(
    _ readings: [PageReading], folder: String = "U01-H1", opening: OpeningID? = opening, from first: Int = 1
  ) -> [AssembledInput] {
    var questions = SharedQuestions()
    return readings.enumerated().map { index, reading in
      AssembledInput(
        location: PageLocation(file: "\(folder)/scan\(first + index).png", page: 1),
        sha256: "\(folder)-\(first + index)", content: .read(PageEvidence(reading, sharing: &questions)),
        opening: opening)
    }
  }

  static func assembled(
    _ readings: [PageReading], opening: OpeningID? = opening, units: Set<String>? = ["U01", "U02"],
    policy: MarkPolicy = MarkPolicy(), decisions: [Decision] = []
  ) -> [AssembledPage] {
    Assembly(forms: forms, units: units, policy: policy, decisions: DecisionBook(decisions))
      .assemble(inputs(readings, opening: opening))
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
}
