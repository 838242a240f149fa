internal import Canvass
internal import Journal
internal import SurveyFolder
internal import Wording

extension Problem {
  /// Why a key could not be made or used.
  init(_ error: OfficeKeyError, _ language: Language) {
    let phrase =
      switch error {
      case .exists(let path):
        Phrase(
          "\(path): đã có tệp này, không ghi đè. Chọn tên khác.",
          "\(path): exists already and is left alone. Choose another name.")
      case .notAKey(let path):
        Phrase(
          "\(path): không phải tệp khóa của chương trình này. Tạo khóa bằng `kiemphieu key new`.",
          "\(path): is no key of this program. Make one with `kiemphieu key new`.")
      case .readableByOthers(let path):
        Phrase(
          "\(path): người khác đọc được khóa riêng này. Chạy `chmod 600 '\(path)'`; nếu máy có người khác dùng thì tạo khóa mới.",
          "\(path): others may read this private key. Run `chmod 600 '\(path)'`; if others use this machine, make a new key."
        )
      case .unfitName:
        Phrase(
          "--name: cần tên trên một dòng, dài 1 đến 200 byte, không có dấu cách ở đầu và cuối.",
          "--name: expected a name on one line, 1 to 200 bytes, without spaces around it.")
      case .system(let path, let number):
        {
          let words = SystemFault(errno: number).words
          return Phrase(
            "\(path): không mở hoặc ghi được tệp khóa\(words.map { " (\($0.vi))" } ?? "").",
            "\(path): the key's file could not be opened or written\(words.map { " (\($0.en))" } ?? "").")
        }()
      }
    self.init(phrase.text(in: language))
  }
}
