internal import Foundation
public import Journal
public import SurveyFolder
public import Wording

extension Problem {
  /// Why the store could not be used.
  public init(_ error: JournalError, _ layout: SurveyLayout, _ language: Language) {
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
      case .readOnly, .noPermission:
        Phrase(
          "\(store): không có quyền ghi hoặc mở sổ kiểm phiếu. Kiểm tra quyền của thư mục khảo sát rồi chạy lại.",
          "\(store): the store may not be opened or written. Check the rights of the survey's folder and run again.")
      case .needsRecovery:
        Phrase(
          "\(store): lần chạy trước bị ngắt, mà thư mục lại không cho ghi. Cho phép ghi rồi chạy lại `kiemphieu count`.",
          "\(store): the last run was cut off, and the folder is write-protected. Allow writing, then run `kiemphieu count`."
        )
      case .vanished:
        Phrase(
          "\(store): sổ kiểm phiếu bị chuyển hoặc xóa trong khi đang dùng. Đưa tệp về chỗ cũ rồi chạy lại.",
          "\(store): the store was moved or deleted while in use. Put it back and run again.")
      case .damaged(let detail):
        // SQLite's words are English; what to do is the same whatever they are.
        Phrase(
          "\(store): sổ kiểm phiếu bị hỏng hoặc bị sửa. Giữ nguyên tệp, lấy bản sao lưu rồi chạy lại.",
          "\(store): the store is damaged or was altered (\(detail)). Keep the file, restore a copy and run again.")
      case .other(let code, let detail):
        Phrase(
          "\(store): không dùng được sổ kiểm phiếu (mã lỗi \(code)). Kiểm tra ổ đĩa rồi chạy lại.",
          "\(store): the store cannot be used (\(detail), code \(code)). Check the drive and run again.")
      }
    self.init(phrase.text(in: language))
  }
}
