internal import Ballots

extension Catalogue {
  /// Reasons whose `subject` is a decoder's remark, which is technical and English.
  static let reasonsOfDecoders: Set<Reason> = [
    .emptyFile, .unknownFormat, .damagedFile, .unsupportedFile, .tooLarge, .tooManyPages, .passwordProtected,
    .noPermission, .fileVanished, .decoderMissing,
  ]

  /// A decoder's remark in a language. Vietnamese has the ones that help to find the cause; of the others, which are words
  /// of libraries, nothing is said: reason and next step stand without them.
  static func remark(_ text: String, in language: Language) -> String? {
    guard language == .vi else { return text }
    return remarks.first { text.contains($0.part) }?.words
  }

  /// What a remark holds, and what it means; the first that fits.
  private static let remarks: [(part: String, words: String)] = [
    ("no signature of PNG, TIFF, JPEG or PDF", "nội dung không phải PNG, TIFF, JPEG hay PDF"),
    ("not a regular file", "không phải là tệp"),
    ("Is a directory", "đó là một thư mục"),
    ("values of a TIFF directory lie beyond", "TIFF bị cắt cụt"),
    ("a TIFF directory at", "TIFF bị cắt cụt"),
    ("runs in a circle", "danh sách trang của TIFF chạy vòng"),
    ("TIFF without a directory", "TIFF không có trang nào"),
    ("TIFF: palette missing", "TIFF thiếu bảng màu"),
    ("TIFF: header", "phần đầu của TIFF bị hỏng"),
    ("TIFF: compression", "cách nén của TIFF chưa đọc được"),
    ("TIFF: sample format", "kiểu điểm ảnh của TIFF chưa đọc được"),
    ("photometric", "kiểu màu của TIFF chưa đọc được"),
    ("pixel data incomplete", "thiếu dữ liệu điểm ảnh"),
    ("a picture of", "ảnh không có điểm ảnh nào"),
    ("PDF without its end", "PDF bị cắt cụt, thiếu phần cuối"),
    ("says that it has", "PDF bị cắt cụt"),
    ("PDF without pages", "PDF không có trang nào"),
    ("has no size", "trang PDF không có kích thước"),
    ("has a picture of another size", "ảnh trong PDF không đúng kích thước ghi trong tệp"),
    ("PNG without header", "thiếu phần đầu của PNG"),
    ("the file ends too early", "tệp bị cắt cụt"),
    ("the file became shorter", "tệp ngắn đi trong lúc đọc"),
    ("Premature end of", "tệp bị cắt cụt"),
    ("CRC error", "dữ liệu PNG sai mã kiểm tra"),
    ("pdftoppm", "pdftoppm"), ("pdfimages", "pdfimages"), ("pdfinfo", "pdfinfo"), ("pdftops", "pdftops"),
  ]
}
