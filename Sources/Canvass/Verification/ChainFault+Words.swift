internal import Journal
internal import Wording

extension ChainFault.Kind {
  /// What is wrong with the store, for people.
  var words: Phrase {
    switch self {
    case .altered:
      Phrase("nội dung mục này đã bị thay đổi", "the content of this entry was altered")
    case .linkBroken:
      Phrase("mục này không nối với mục trước: có mục bị thay hoặc bị xóa", "the entry does not follow the one before")
    case .gap(let expected):
      Phrase("thiếu các mục từ số \(expected)", "entries are missing from number \(expected) on")
    case .unreadable(let detail):
      Phrase("không hiểu được nội dung mục này", "the content of this entry cannot be understood (\(detail))")
    case .schema(let object):
      Phrase(
        "cấu trúc của sổ bị thay đổi: phần “\(object)” bị bỏ, bị sửa hoặc bị thêm",
        "the structure of the store was altered: “\(object)” is missing, changed or added")
    case .file(let detail):
      Phrase("tệp bị hỏng hoặc bị sửa", "the file is damaged or was altered (\(detail))")
    }
  }
}
