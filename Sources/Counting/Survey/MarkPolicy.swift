public import Ballots

/// How the states of a question's boxes become an answer (docs/rules.md). Applied after reading, so a
/// change rereads nothing. The policy can only make answers stricter than "one clear mark": it never picks one of two
/// marks.
public struct MarkPolicy: Hashable, Sendable, Codable {
  /// What two clear marks in one question become.
  public enum DoubleMark: String, Hashable, Sendable, Codable, CaseIterable {
    /// A person decides.
    case adjudicate
    /// The question is invalid: answer `overvote`, accepted.
    case invalid
  }

  /// What two clear marks become; only where the ink leaves no doubt.
  public var doubleMark: DoubleMark
  /// Answers below this confidence go to a person, 0 to 1. Why 0.3 unless the survey says otherwise: docs/accuracy.md.
  public var minimumConfidence: Double
  /// Answered questions that make a ballot at least partly valid.
  public var minimumAnswered: Int

  /// The default policy.
  public init(doubleMark: DoubleMark = .adjudicate, minimumConfidence: Double = 0.3, minimumAnswered: Int = 1) {
    self.doubleMark = doubleMark
    self.minimumConfidence = minimumConfidence
    self.minimumAnswered = minimumAnswered
  }
}

/// What a question of a ballot counts as.
public enum Answer: Hashable, Sendable, Codable {
  /// The chosen values, in the form's order; one unless the question allows several.
  case values([String])
  case blank
  case overvote
  /// A person decides.
  case review

  /// As in `answers.csv`: `5`, `1|3`, `blank`, `overvote`, `review`.
  public var text: String {
    switch self {
    case .values(let values): values.joined(separator: "|")
    case .blank: "blank"
    case .overvote: "overvote"
    case .review: "review"
    }
  }

  /// Reads the text of `answers.csv`.
  public init(text: String) {
    switch text {
    case "blank": self = .blank
    case "overvote": self = .overvote
    case "review", "": self = .review
    default: self = .values(text.split(separator: "|").map(String.init))
    }
  }
}

/// An answer with how sure it is and why it waits.
public struct JudgedAnswer: Hashable, Sendable, Codable {
  /// Question id.
  public var question: String
  /// The answer.
  public var answer: Answer
  /// 0 to 1: probability that the answer is right.
  public var confidence: Double
  /// Why a person must decide, or what was noted of an accepted answer.
  public var reason: Reason?

  /// A judged answer from its parts.
  public init(question: String, answer: Answer, confidence: Double, reason: Reason? = nil) {
    self.question = question
    self.answer = answer
    self.confidence = confidence
    self.reason = reason
  }
}
