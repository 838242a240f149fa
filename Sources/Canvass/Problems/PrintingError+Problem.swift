public import Pages
public import Wording

extension Problem {
  /// Why a page could not be printed, and what to do.
  public init(_ error: PrintingError, _ language: Language) {
    let words =
      switch error {
      case .fontMissing(let family):
        Phrase(
          "Máy chưa có phông chữ \(family). Cài gói fonts-croscore rồi chạy lại.",
          "The font \(family) is not installed. Install the package fonts-croscore, then run again.")
      case .unencodable(let text):
        Phrase(
          "“\(text)”: không vừa mã QR trên phiếu, chỉ chứa được 20 ký tự gồm chữ hoa không dấu, chữ số và $%*+-./: . Rút ngắn mã mẫu phiếu hoặc mã đơn vị.",
          "“\(text)”: does not fit the ballot's QR code, which holds 20 capital letters, digits and $%*+-./: . Shorten the code of the form or of the unit."
        )
      case .questionTooLong(let number):
        Phrase(
          "Câu \(number) quá dài so với một trang. Viết ngắn lại.",
          "Question \(number) is too long for a page. Make it shorter.")
      case .drawing(let why):
        Phrase("Không dựng được trang in (\(why)).", "The page could not be drawn (\(why)).")
      }
    self.init(words.text(in: language))
  }
}
