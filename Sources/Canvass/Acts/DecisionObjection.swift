public import Ballots
public import Counting
public import Wording

/// Why a decision on a sheet cannot be recorded.
public enum DecisionObjection: Error, Hashable, Sendable {
  /// The survey has no such page, or its file could not be opened.
  case noSuchSheet(PageLocation)
  /// The sheet lies in a box that is closed.
  case boxClosed(OpeningID)
  /// The page does not ask this; `known` are its questions.
  case noSuchQuestion(String, known: [String])
  /// The question takes no such answer; `known` are the words for one.
  case noSuchAnswer(Answer, question: String, known: [String])
  /// Accepted, the page would not count: nothing was read on it, or its form is not known.
  case notRead(PageLocation)
  /// Accepted, the page would not count: nobody knows whose ballot it is.
  case unitUnknown(PageLocation)

  /// What stands against it and what to do, for somebody at the command line; `survey` is the survey's folder.
  public func words(_ wording: Wording, survey: String) -> String {
    let phrase =
      switch self {
      case .noSuchSheet(let place):
        Phrase(
          "\(wording.name(place)): không có trang này trong khảo sát. Xem `kiemphieu review \(survey)`.",
          "\(wording.name(place)): the survey has no such page. See `kiemphieu review \(survey)`.")
      case .boxClosed(let opening):
        Phrase(
          "\(opening.folderName): hòm này đã chốt. Mở lại hòm trước (kiemphieu reopen), rồi ghi quyết định.",
          "\(opening.folderName): the box is closed. Open it again first (kiemphieu reopen), then decide.")
      case .noSuchQuestion(let id, let known):
        Phrase(
          "\(id): trang này không có câu đó; có: \(known.joined(separator: ", ")).",
          "\(id): no question of this page; there are: \(known.joined(separator: ", ")).")
      case .noSuchAnswer(let answer, let id, let known):
        Phrase(
          "\(answer.text): không phải trả lời của \(id); nhận: \(known.joined(separator: ", ")).",
          "\(answer.text): no answer to \(id); expected one of: \(known.joined(separator: ", ")).")
      case .notRead(let place):
        Phrase(
          "\(wording.name(place)): chưa đọc được trang này và không rõ là mẫu phiếu nào, nên không chấp nhận được. Quét lại tờ này; nếu không phải phiếu, dùng --whole not-a-ballot.",
          "\(wording.name(place)): nothing was read on this page and its form is not known, so it cannot be accepted. Scan the sheet again; if it is no ballot, use --whole not-a-ballot."
        )
      case .unitUnknown(let place):
        Phrase(
          "\(wording.name(place)): không rõ phiếu của đơn vị nào, nên không chấp nhận được. Chuyển tệp vào thư mục scans/<đơn vị>-<hòm> của hòm phiếu, chạy `kiemphieu count`, rồi chấp nhận.",
          "\(wording.name(place)): whose ballot it is is not known, so it cannot be accepted. Move the file into the box's folder scans/<unit>-<box>, run `kiemphieu count`, then accept it."
        )
      }
    return phrase.text(in: wording.language)
  }
}
