internal import Ballots

/// What was asked in a question that was read. Pages of one form share one list of these (`SharedQuestions`).
struct AskedQuestion: Hashable, Sendable {
  /// The question's id on the form.
  let question: String
  /// How many options were read.
  let options: Int
  /// Stands for the options' values, in their order.
  private let values: UInt64

  /// What was asked, by a reading.
  init(_ reading: QuestionReading) {
    question = reading.question
    options = reading.options.count
    values = ExactDigest(reading.options.lazy.map(\.value)).short
  }

  /// Whether just the options of a question were read.
  func fits(_ question: Question) -> Bool {
    options == question.options.count && options > 0
      && values == ExactDigest(question.options.lazy.map(\.value)).short
  }
}

/// The lists of questions that were read so far. Thousands of pages ask the same, so it is kept once.
public struct SharedQuestions: Sendable {
  private var known: Set<[AskedQuestion]> = []

  /// None so far.
  public init() {}

  /// The one list that stands for all equal ones.
  mutating func shared(_ asked: [AskedQuestion]) -> [AskedQuestion] { known.insert(asked).memberAfterInsert }
}

/// What the boxes of one question say together: all that an answer needs besides which of them are marked.
struct QuestionEvidence: Hashable, Sendable {
  /// 0 to 1: how sure all states together are.
  let confidence: Double
  /// Ink between and beside the boxes that no accepted mark explains, mm².
  let strayInk: Double
  /// The most telling reason why some box is neither marked nor empty; nil when every box is one of the two.
  let doubt: Reason?
  /// What was noted of the box of which the state is least sure.
  let leastSure: Reason?
  /// What was noted of the marked boxes: the first reason.
  let noted: Reason?

  /// The evidence in the reading of a question.
  init(_ reading: QuestionReading) {
    confidence = reading.options.reduce(1.0) { $0 * min(max($1.confidence, 0), 1) }
    strayInk = reading.strayInk
    doubt = Self.doubt(in: reading.options)
    leastSure = reading.options.min { $0.confidence < $1.confidence }?.reason
    noted = reading.options.lazy.filter { $0.state == .marked }.compactMap(\.reason).first
  }

  /// Reasons for doubt, the most telling first: what hides a box before what fills it.
  private static let tellingReasons: [Reason] = [
    .boxObscured, .outlineUncertain, .straightLine, .circledMark, .cancelledMark, .neighbourInk, .faintMark,
    .smallMark, .inkOutside, .unclearMark,
  ]

  private static func doubt(in options: [OptionReading]) -> Reason? {
    let doubtful = options.filter { $0.state == .unclear || $0.state == .cancelled }
    if doubtful.isEmpty { return nil }
    let reasons = doubtful.map { $0.reason ?? ($0.state == .cancelled ? .cancelledMark : .unclearMark) }
    return tellingReasons.first(where: reasons.contains) ?? reasons.first
  }
}
