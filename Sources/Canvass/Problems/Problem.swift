internal import Ballots
internal import Journal
public import Pipeline
public import SurveyFolder
public import Wording

/// Why nothing could be done: one clear line in the user's language.
public struct Problem: Error {
  /// What is wrong, and what to do next.
  public let sentence: String
  /// How a command ends for it.
  public let status: ExitStatus

  /// A problem in words.
  public init(_ sentence: String, status: ExitStatus = .unusable) {
    self.sentence = sentence
    self.status = status
  }

  /// A problem with a file of the survey.
  public init(_ error: FolderError, _ language: Language) {
    self.init(error.sentence(vietnamese: language == .vi))
  }

  /// Why pages cannot be read with a form.
  public init(_ failure: FormPreparation.Failure, _ language: Language) {
    switch failure {
    case .unreadable(let path, let refusal):
      self.init("\(path): \(Wording(language).advice(refusal).message)")
    case .unfit(let form):
      self.init(
        Phrase(
          "Mẫu phiếu \(form): ảnh mẫu trắng không đủ số trang hoặc dưới 150 dpi.",
          "Form \(form): the blank's pictures are too few for its pages, or below 150 dpi."
        ).text(in: language))
    }
  }
}
