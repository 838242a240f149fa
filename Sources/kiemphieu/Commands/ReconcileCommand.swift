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
    let lock = try lock()
    let count = try SurveyCount(remembered: survey, common.language)
    try count.writeResults(common.language)
    withExtendedLifetime(lock) {}
    if common.json {
      try Console.json(CountReport(count, common.wording))
    } else if !common.quiet {
      Console.print(count.summary(common.wording))
    }
    count.printNotices(common.language)
    if count.needsPerson { throw ExitStatus.needsPerson }
  }

  /// Results that are written from an older store while a `count` writes newer ones would be a mixture of both. Nil where
  /// there is no folder, which is told when the survey is opened.
  private func lock() throws(Problem) -> FolderLock? {
    let layout = SurveyLayout(folder: URL(fileURLWithPath: survey))
    do throws(JournalError) {
      return try FolderLock(folder: layout.folder)
    } catch .missing {
      return nil
    } catch {
      throw Problem(error, layout, common.language)
    }
  }
}
