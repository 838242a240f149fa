internal import Foundation
internal import Journal
internal import SurveyFolder
internal import Wording

extension Problem {
  /// Why the store could not be used.
  init(_ error: JournalError, _ layout: SurveyLayout, _ language: Language) {
    let store = layout.store.path
    let phrase =
      switch error {
      case .missing:
        Phrase(
          "\(store): chưa có sổ kiểm phiếu. Chạy `kiemphieu count` trước.",
          "\(store): there is no store yet. Run `kiemphieu count` first.")
      case .notAStore:
        Phrase(
          "\(store): không phải sổ của chương trình này. Chuyển tệp đi chỗ khác rồi chạy lại.",
          "\(store): is not a store of this program. Move the file away and run again.")
      case .newerProgram:
        Phrase(
          "\(store): do phiên bản mới hơn ghi. Cập nhật chương trình.",
          "\(store): was written by a newer version. Update the program.")
      case .busy:
        Phrase(
          "\(store): một chương trình khác đang dùng thư mục này. Đợi chương trình đó xong rồi chạy lại.",
          "\(store): another program is using this folder. Wait until it ends, then run again.")
      case .diskFull:
        Phrase(
          "\(store): đĩa đầy. Giải phóng dung lượng rồi chạy lại; những gì đã đọc được giữ nguyên.",
          "\(store): the disk is full. Free some space and run again; what was read is kept.")
      default:
        Phrase(
          "\(store): không dùng được sổ kiểm phiếu (\(error)).", "\(store): the store cannot be used (\(error)).")
      }
    self.init(phrase.text(in: language))
  }
}
