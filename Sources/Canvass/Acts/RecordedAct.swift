internal import Foundation
internal import Journal
public import SurveyFolder
public import Wording

/// Something that a person did and that stands in the store. What goes wrong after it takes nothing of it back: it ends
/// with status 1, and the sentence says that it is recorded and which command makes what is missing.
public struct RecordedAct {
  /// What is recorded, as a sentence's beginning.
  private let what: Phrase
  private let layout: SurveyLayout
  private let language: Language

  /// An act, as a sentence's beginning (`The decision on …`), in a survey.
  public init(what: Phrase, layout: SurveyLayout, language: Language) {
    self.what = what
    self.layout = layout
    self.language = language
  }

  /// What still has to be done after the entry.
  public func finish<T>(_ work: () throws -> T) throws -> T {
    do {
      return try work()
    } catch let problem as Problem {
      throw recorded(problem)
    } catch let error as JournalError {
      throw recorded(Problem(error, layout, language))
    }
  }

  private func recorded(_ problem: Problem) -> Problem {
    let survey = layout.folder.path
    let sentence = Phrase(
      "\(what.vi) đã ghi vào sổ, không làm lại: khi ghi được, chạy `kiemphieu reconcile \(survey)` để tạo tệp còn thiếu.",
      "\(what.en) is recorded, do not repeat it: run `kiemphieu reconcile \(survey)`, which makes what is missing."
    ).text(in: language)
    return Problem("\(problem.sentence) \(sentence)", status: .needsPerson)
  }
}
