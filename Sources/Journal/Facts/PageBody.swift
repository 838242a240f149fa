internal import Ballots
internal import Foundation
internal import Raster

/// The body of a `pageRead` entry: a `PageReading` as JSON that is less than half as long as with a name at each
/// number. A page has some forty boxes of fourteen numbers, and a survey forty thousand pages. Every bit is kept.
///
/// Whoever adds a field to `PageReading` or below adds it here; a test holds the two against each other.
struct PageBody: Codable {
  var slot: Int
  var kind: PageReading.Kind
  var refusal: Refusal?
  var form: String?
  var formPage: Int?
  var identity: Identity
  var registration: Registration?
  var questions: [QuestionBody]
  /// The cells in Base64.
  var fingerprint: Data?

  init(slot: Int, _ reading: PageReading) {
    self.slot = slot
    kind = reading.kind
    refusal = reading.refusal
    form = reading.form
    formPage = reading.formPage
    identity = reading.identity
    registration = reading.registration
    questions = reading.questions.map(QuestionBody.init)
    fingerprint = reading.fingerprint.map { Data($0.cells) }
  }

  var reading: PageReading {
    PageReading(
      kind: kind, refusal: refusal, form: form, formPage: formPage, identity: identity, registration: registration,
      questions: questions.map(\.reading), fingerprint: fingerprint.map { Fingerprint(cells: [UInt8]($0)) })
  }
}

/// A question with its options as rows.
struct QuestionBody: Codable {
  var question: String
  var options: [OptionRow]
  var strayInk: Double

  init(_ reading: QuestionReading) {
    question = reading.question
    options = reading.options.map(OptionRow.init)
    strayInk = reading.strayInk
  }

  var reading: QuestionReading {
    QuestionReading(question: question, options: options.map(\.reading), strayInk: strayInk)
  }
}

/// An option as a row: value, state, confidence, reason or null; ink inside, coverage, ink around, extent, contrast,
/// encirclement, outline match, shift; x, y, width, height of the box; tint, 1 for a tick (both not in older stores).
struct OptionRow: Codable {
  var reading: OptionReading

  init(_ reading: OptionReading) { self.reading = reading }

  init(from decoder: any Decoder) throws {
    var row = try decoder.unkeyedContainer()
    let value = try row.decode(String.self)
    let state = try row.decode(MarkState.self)
    let confidence = try row.decode(Double.self)
    let reason = try row.decodeIfPresent(Reason.self)
    var mark = try MarkMeasurement(
      inkInside: row.decode(Double.self), coverage: row.decode(Double.self), inkAround: row.decode(Double.self),
      extent: row.decode(Double.self), contrast: row.decode(Double.self), encirclement: row.decode(Double.self),
      outlineMatch: row.decode(Double.self), shift: row.decode(Double.self))
    let place = try PictureRect(
      x: row.decode(Double.self), y: row.decode(Double.self), width: row.decode(Double.self),
      height: row.decode(Double.self))
    if !row.isAtEnd {
      mark.tint = try row.decode(Double.self)
      mark.isTick = try row.decode(Int.self) != 0
    }
    reading = OptionReading(
      value: value, state: state, confidence: confidence, reason: reason, mark: mark, place: place)
  }

  func encode(to encoder: any Encoder) throws {
    var row = encoder.unkeyedContainer()
    try row.encode(reading.value)
    try row.encode(reading.state)
    try row.encode(reading.confidence)
    if let reason = reading.reason { try row.encode(reason) } else { try row.encodeNil() }
    let mark = reading.mark
    let place = reading.place
    let numbers = [
      mark.inkInside, mark.coverage, mark.inkAround, mark.extent, mark.contrast, mark.encirclement, mark.outlineMatch,
      mark.shift, place.x, place.y, place.width, place.height, mark.tint,
    ]
    for number in numbers { try row.encode(number) }
    try row.encode(mark.isTick ? 1 : 0)
  }
}
