internal import Reporting
internal import SurveyFolder
internal import Wording

extension Problem {
  /// Why a workbook could not be written, and what to do.
  init(_ error: WorkbookError, _ language: Language) {
    func reason(_ number: Int32) -> (vi: String, en: String) {
      guard number != 0, let words = SystemFault(errno: number).words else { return ("", "") }
      return (" (\(words.vi))", " (\(words.en))")
    }
    let words =
      switch error {
      case .notWritten(let path, let number):
        Phrase(
          "\(path): không ghi được\(reason(number).vi). Kiểm tra dung lượng đĩa và quyền ghi, rồi chạy lại.",
          "\(path): could not be written\(reason(number).en). Check the disk's free space and rights, then run again.")
      case .textTooLong(let sheet, let row, let column):
        Phrase(
          "Bảng tính, trang “\(sheet)”, dòng \(row), cột \(column): văn bản dài quá 32.767 ký tự. Viết ngắn lại rồi chạy lại.",
          "Workbook, sheet “\(sheet)”, row \(row), column \(column): the text is longer than 32,767 characters. Make it shorter, then run again."
        )
      case .refused(let why):
        Phrase(
          "Không lập được bảng tính (\(why)). Chạy lại; nếu vẫn vậy, báo cho người phát triển chương trình.",
          "The workbook could not be made (\(why)). Run again; if it stays so, tell the program's developers.")
      }
    self.init(words.text(in: language))
  }
}
