internal import Ballots
internal import Journal
internal import Pipeline
internal import SurveyFolder
internal import Wording

/// Why a command could not do anything: one clear line in the user's language.
struct Problem: Error {
  let sentence: String
  let status: ExitStatus

  init(_ sentence: String, status: ExitStatus = .unusable) {
    self.sentence = sentence
    self.status = status
  }

  init(_ error: FolderError, _ language: Language) {
    self.init(error.sentence(vietnamese: language == .vi))
  }

  init(_ failure: FormPreparation.Failure, _ language: Language) {
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
