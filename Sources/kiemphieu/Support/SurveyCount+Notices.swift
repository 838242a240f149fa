internal import Canvass
internal import SurveyFolder
internal import Wording

extension SurveyCount {
  /// Everything noticed on the way, and files that wait to be read, a line each on standard error.
  func printNotices(_ language: Language) {
    for notice in notices { Console.error(notice.sentence(vietnamese: language == .vi)) }
    for file in unread {
      Console.error(
        Phrase("\(file): chưa đọc. Chạy `kiemphieu count`.", "\(file): not read yet. Run `kiemphieu count`.")
          .text(in: language))
    }
  }
}
