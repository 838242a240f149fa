public import Wording

/// Why a report was not set from a template.
public enum ReportError: Error, Hashable, Sendable {
  /// The template cannot be opened or read; the system's reason, 0 when it gives none.
  case notRead(template: String, errno: Int32)
  /// The template holds more than is read, bytes.
  case tooLarge(template: String, limit: Int)
  /// No such document: a DOCX that is no ZIP or has no text part, a page that is not UTF-8.
  case damaged(template: String)
  /// A tag names nothing of a report; `nearest` is what may be meant.
  case unknownField(template: String, tag: String, nearest: String?)
  /// A tag has no end or is of a kind that templates do not have.
  case brokenTag(template: String, tag: String)
  /// A section is not closed, or is closed elsewhere than in the paragraph, row, cell or page in which it is opened.
  case brokenSection(template: String, tag: String)
  /// The system has no memory for the document.
  case notWritten(template: String, errno: Int32)

  /// One sentence for people, with what to do.
  public var words: Phrase {
    switch self {
    case .notRead(let template, _):
      Phrase(
        "\(template): không đọc được tệp mẫu. Kiểm tra tệp và quyền đọc rồi chạy lại.",
        "\(template): the template cannot be read. Check the file and the right to read it, then run again.")
    case .tooLarge(let template, let limit):
      Phrase(
        "\(template): tệp mẫu quá lớn, tối đa \(limit) byte sau khi giải nén. Bỏ bớt hình ảnh rồi chạy lại.",
        "\(template): the template is too large, at most \(limit) bytes unpacked. Take pictures out, then run again.")
    case .damaged(let template):
      Phrase(
        "\(template): tệp mẫu hỏng hoặc không đúng định dạng. Mở bằng Word hoặc LibreOffice, lưu lại đúng định dạng, hoặc dùng mẫu kèm theo chương trình.",
        "\(template): the template is damaged or of another format. Open it in Word or LibreOffice and save it again in its format, or use the one that comes with the program."
      )
    case .unknownField(let template, let tag, let nearest):
      Phrase(
        "\(template): báo cáo không có mục nào cho thẻ “\(tag)” ở chỗ đó"
          + (nearest.map { "; có phải “\($0)”?" } ?? ". Sửa tên thẻ trong tệp mẫu."),
        "\(template): a report has nothing for the tag “\(tag)” at that place"
          + (nearest.map { "; did you mean “\($0)”?" } ?? ". Correct the tag in the template."))
    case .brokenTag(let template, let tag):
      Phrase(
        "\(template): thẻ “\(tag)” viết sai. Viết thẻ dạng {{tên}}, {{#tên}}, {{^tên}} hoặc {{/tên}}.",
        "\(template): the tag “\(tag)” is not well written. Tags are {{name}}, {{#name}}, {{^name}} or {{/name}}.")
    case .brokenSection(let template, let tag):
      Phrase(
        "\(template): thẻ “\(tag)” không có thẻ mở hoặc đóng đi cùng trong cùng đoạn, hàng bảng hoặc ô. Thêm hoặc chuyển thẻ còn thiếu.",
        "\(template): the tag “\(tag)” lacks its opening or closing tag in the same paragraph, table row or cell. Add or move the other tag."
      )
    case .notWritten(let template, _):
      Phrase(
        "\(template): không đủ bộ nhớ để lập báo cáo. Đóng bớt chương trình rồi chạy lại.",
        "\(template): there is not enough memory to make the report. Close other programs and run again.")
    }
  }
}
