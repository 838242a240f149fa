public import Ballots

extension MarkPolicy {
  /// Ink that touches no box, up to which one clear mark may be accepted, mm²: a letter or two of a remark, part of a
  /// stamp. A signature or a word has more. Ink near another box is judged as that box's, not here.
  public static let acceptedStrayInk = 4.0
  /// The same where no box is marked, mm²: then the least pen stroke may be the answer.
  public static let acceptedStrayInkOfBlank = 0.25

  /// What a question counts as.
  public func answer(to reading: QuestionReading, of question: Question) -> JudgedAnswer {
    answer(
      to: QuestionEvidence(reading), asked: AskedQuestion(reading),
      marked: reading.options.indices.filter { reading.options[$0].state == .marked }, of: question)
  }

  /// What a question of which these options are marked counts as (docs/rules.md). Accepted is only what leaves no doubt:
  /// every box either marked or empty, and no ink beside them. Two marks are never resolved to one of them.
  func answer(
    to evidence: QuestionEvidence, asked: AskedQuestion, marked: [Int], of question: Question
  ) -> JudgedAnswer {
    func judged(_ answer: Answer, _ reason: Reason?) -> JudgedAnswer {
      JudgedAnswer(question: question.id, answer: answer, confidence: evidence.confidence, reason: reason)
    }

    guard asked.fits(question) else { return judged(.review, .outlineUncertain) }
    if let reason = evidence.doubt { return judged(.review, reason) }
    guard evidence.strayInk <= (marked.isEmpty ? Self.acceptedStrayInkOfBlank : Self.acceptedStrayInk) else {
      return judged(.review, .inkOutside)
    }
    guard evidence.confidence >= minimumConfidence else {
      return judged(.review, evidence.leastSure ?? .unclearMark)
    }
    if marked.isEmpty { return judged(.blank, nil) }
    if question.allows(marks: marked.count) {
      return judged(.values(marked.map { question.options[$0].value }), evidence.noted)
    }
    switch doubleMark {
    case .invalid: return judged(.overvote, .severalMarks)
    case .adjudicate: return judged(.review, .severalMarks)
    }
  }
}
