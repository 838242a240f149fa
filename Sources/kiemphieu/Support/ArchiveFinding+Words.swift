internal import Canvass
internal import Foundation
internal import Journal
internal import SurveyFolder
internal import Wording

extension ArchiveFinding {
  /// What is wrong with an archive, for people.
  var words: Phrase {
    switch self {
    case .notAnArchive(let detail):
      Phrase(
        "không phải gói của chương trình này, hoặc bị cắt bớt hay thêm vào",
        "is no archive of this program, or was cut short or added to (\(detail))")
    case .unsupportedSchema(let schema):
      Phrase(
        "gói thuộc định dạng \(schema) mà phiên bản này không hiểu; cập nhật chương trình",
        "has the format \(schema), which this version does not know; update the program")
    case .manifestUnreadable(let detail):
      Phrase("không đọc được danh mục của gói", "the manifest cannot be read (\(detail))")
    case .notSigned: Phrase("gói không có niêm phong", "is not sealed")
    case .signatureInvalid:
      Phrase(
        "niêm phong không khớp: danh mục hoặc chữ ký đã bị sửa",
        "the seal does not fit: manifest or signature was altered")
    case .signedByAnotherKey(let fingerprint):
      Phrase(
        "gói niêm phong bằng khóa khác (\(fingerprint)), không phải khóa đã cho",
        "is sealed with another key (\(fingerprint)) than those given")
    case .altered(let path): Phrase("\(path): đã bị thay đổi", "\(path): was altered")
    case .missing(let path): Phrase("\(path): không có trong gói", "\(path): is missing")
    case .extra(let path): Phrase("\(path): thừa, không có trong danh mục", "\(path): is in no manifest")
    case .repeated(let path): Phrase("\(path): có hai lần", "\(path): is there twice")
    case .unsafeName(let path): Phrase("\(path): tên không an toàn", "\(path): is no safe name")
    case .notAFile(let path): Phrase("\(path): không phải tệp", "\(path): is no file")
    case .encrypted(let path): Phrase("\(path): bị mã hóa", "\(path): is encrypted")
    case .tooLarge(let path, let bytes, let limit):
      Phrase(
        "\(path ?? "toàn gói"): \(bytes) byte, quá mức \(limit)",
        "\(path ?? "all files"): \(bytes) bytes, limit \(limit)")
    case .tooManyMembers(let count, let limit):
      Phrase("\(count) tệp, quá mức \(limit)", "\(count) files, limit \(limit)")
    case .directoryDiffers(let detail):
      Phrase(
        "mục lục cuối gói không khớp nội dung", "the directory at its end differs from what lies in it (\(detail))")
    case .unread(let count):
      Phrase("còn \(count) tệp không xem được vì gói hỏng trước đó", "\(count) files could not be looked at")
    }
  }
}

extension Problem {
  /// Why an archive could not be written or looked at.
  init(_ error: ArchiveError, _ archive: String, _ language: Language) {
    func reason(_ number: Int32) -> (vi: String, en: String) {
      guard number != 0, let words = SystemFault(errno: number).words else { return ("", "") }
      return (" (\(words.vi))", " (\(words.en))")
    }
    let phrase =
      switch error {
      case .exists(let path):
        Phrase(
          "\(path): đã có tệp này, không ghi đè. Chọn tên khác.",
          "\(path): exists already and is left alone. Choose another name.")
      case .notAnArchive(let path):
        Phrase(
          "\(path): không phải gói kiểm phiếu (.zip), cũng không phải thư mục khảo sát. Kiểm tra đường dẫn.",
          "\(path): is neither an archive of a box (.zip) nor a survey's folder. Check the path.")
      case .notRead(let path, let number):
        Phrase(
          "\(path): không đọc được\(reason(number).vi). Kiểm tra đường dẫn và quyền đọc.",
          "\(path): cannot be read\(reason(number).en). Check the path and its rights.")
      case .notWritten(let path, let number):
        Phrase(
          "\(path): không ghi được\(reason(number).vi). Kiểm tra dung lượng đĩa và quyền ghi, rồi chạy lại.",
          "\(path): could not be written\(reason(number).en). Check the disk's free space and rights, then run again.")
      case .noRoom(let needed, let free):
        Phrase(
          "\(archive): cần \(needed >> 20) MB, đĩa chỉ còn \(free >> 20) MB. Giải phóng dung lượng rồi chạy lại.",
          "\(archive): needs \(needed >> 20) MB, the disk has \(free >> 20) MB. Free some space and run again.")
      case .unfit(let finding):
        Phrase(
          "\(archive): không đóng gói được: \(finding.words.vi).", "\(archive): cannot be packed: \(finding.words.en).")
      case .changed(let path):
        Phrase(
          "\(path): thay đổi trong khi đóng gói. Chạy lại khi không ai dùng thư mục.",
          "\(path): changed while it was packed. Run again when nobody uses the folder.")
      }
    self.init(phrase.text(in: language))
  }
}
