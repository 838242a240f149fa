public import Ballots

extension MarkPolicy {
  /// Ink that touches no box, up to which one clear mark may be accepted, mm²: a letter or two of a remark, part of a
  /// stamp. A signature or a word has more. Ink near another box is judged as that box's, not here.
  public static let acceptedStrayInk = 4.0
  /// The same where no box is marked, mm²: then the least pen stroke may be the answer.
  public static let acceptedStrayInkOfBlank = 0.25

  /// What a question counts as (docs/rules.md). Accepted is only what leaves no doubt: every box either
  /// marked or empty, and no ink beside them. Two marks are never resolved to one of them.
  public func answer(to reading: QuestionReading, of question: Question) -> JudgedAnswer {
    let confidence = reading.options.reduce(1.0) { $0 * min(max($1.confidence, 0), 1) }
    func judged(_ answer: Answer, _ reason: Reason?) -> JudgedAnswer {
      JudgedAnswer(question: question.id, answer: answer, confidence: confidence, reason: reason)
    }

    guard reading.options.count == question.options.count, !reading.options.isEmpty,
      zip(reading.options, question.options).allSatisfy({ $0.value == $1.value })
    else { return judged(.review, .outlineUncertain) }
    if let reason = Self.doubt(in: reading.options) { return judged(.review, reason) }
    let marked = reading.options.filter { $0.state == .marked }
    guard reading.strayInk <= (marked.isEmpty ? Self.acceptedStrayInkOfBlank : Self.acceptedStrayInk) else {
      return judged(.review, .inkOutside)
    }
    guard confidence >= minimumConfidence else {
      let leastSure = reading.options.min { $0.confidence < $1.confidence }
      return judged(.review, leastSure?.reason ?? .unclearMark)
    }
    if marked.isEmpty { return judged(.blank, nil) }
    if marked.count == 1 || question.kind == .multi {
      return judged(.values(marked.map(\.value)), marked.lazy.compactMap(\.reason).first)
    }
    switch doubleMark {
    case .invalid: return judged(.overvote, .severalMarks)
    case .adjudicate: return judged(.review, .severalMarks)
    }
  }

  /// Reasons for doubt, the most telling first: what hides a box before what fills it.
  private static let tellingReasons: [Reason] = [
    .boxObscured, .outlineUncertain, .straightLine, .circledMark, .cancelledMark, .neighbourInk, .faintMark,
    .smallMark, .inkOutside, .unclearMark,
  ]

  /// The most telling reason why some box is neither marked nor empty; nil when every box is one of the two.
  private static func doubt(in options: [OptionReading]) -> Reason? {
    let doubtful = options.filter { $0.state == .unclear || $0.state == .cancelled }
    if doubtful.isEmpty { return nil }
    let reasons = doubtful.map { $0.reason ?? ($0.state == .cancelled ? .cancelledMark : .unclearMark) }
    return tellingReasons.first(where: reasons.contains) ?? reasons.first
  }
}
