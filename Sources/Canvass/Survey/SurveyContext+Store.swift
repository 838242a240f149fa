internal import Journal
internal import SurveyFolder
public import Wording

extension SurveyContext {
  /// Makes the store where there is none yet, and has it remember the forms in use.
  public func beginStore(_ forms: LoadedForms, _ language: Language) throws(Problem) {
    try refuseNewStoreForOld(language)
    do throws(JournalError) {
      let journal = try Journal(at: layout.store, access: .readWrite)
      for form in forms.remembered { try journal.remember(form) }
    } catch {
      throw Problem(error, layout, language)
    }
  }
}
