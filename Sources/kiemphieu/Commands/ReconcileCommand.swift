internal import ArgumentParser
internal import Foundation
internal import Journal
internal import SurveyFolder
internal import Wording

/// `reconcile`: the count against the minutes again; nothing is read anew.
struct ReconcileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reconcile",
    abstract: "Đối chiếu lại với biên bản, không đọc lại ảnh. / Hold the count against the minutes again.")

  @Argument(help: "Thư mục khảo sát. / Survey folder.")
  var survey: String

  @OptionGroup var common: CommonOptions

  func run() throws {
    let count = try counted()
    if common.json {
      try Console.json(CountReport(count, common.wording))
    } else if !common.quiet {
      Console.print(count.summary(common.wording))
    }
    count.printNotices(common.language)
    if count.needsPerson { throw ExitStatus.needsPerson }
  }

  /// The count of the folder as it is now, remembered and with its results written.
  private func counted() throws -> SurveyCount {
    let language = common.language
    let context = try SurveyContext(survey, language)
    let forms = try context.forms(language)
    do {
      let journal = try Journal(existingAt: context.layout.store)
      let look = FolderLook(context, absent: try journal.absentFiles())
      let count = try SurveyCount(remembering: look, forms: forms, in: journal)
      try count.writeResults(language, holding: journal)
      try count.writeClosingSheets(journal, language)
      return count
    } catch let error as JournalError {
      throw Problem(error, context.layout, language)
    }
  }
}
