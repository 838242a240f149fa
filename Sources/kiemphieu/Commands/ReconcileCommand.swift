internal import ArgumentParser
internal import Canvass
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
    let language = common.language
    let context = try SurveyContext(survey, language)
    let count = try context.reconcile(forms: context.forms(language), language)
    if common.json {
      try Console.json(CountReport(count, common.wording))
    } else if !common.quiet {
      Console.print(count.summary(common.wording))
    }
    count.printNotices(common.language)
    if count.needsPerson { throw ExitStatus.needsPerson }
  }
}
