/// How the questions were answered in an earlier period, as the table of that period's report has it.
public struct PastPeriod: Hashable, Sendable {
  /// A question.
  public struct Question: Hashable, Sendable {
    /// Its id.
    public var question: String
    /// Its words; empty where they are not known.
    public var text: String
    /// Its answers of 1 to 5.
    public var answers: ScaleCounts

    /// A question's answers.
    public init(question: String, text: String = "", answers: ScaleCounts) {
      self.question = question
      self.text = text
      self.answers = answers
    }

    /// Whether it asked what a question of now asks.
    public func isOf(_ tally: QuestionTally) -> Bool {
      question == tally.question && (text.isEmpty || QuestionWording(question, text: text) == tally.asked)
    }
  }

  /// What the office calls it.
  public var name: String
  /// Those questions that are asked still, in the same words.
  public var questions: [Question]

  /// A period.
  public init(name: String, questions: [Question]) {
    self.name = name
    self.questions = questions
  }
}
