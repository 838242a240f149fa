internal import Canvass
internal import Pages
internal import Wording

extension Problem {
  /// Why no form can be learned, and what to do.
  init(_ error: DraftingError, _ language: Language) {
    let words =
      switch error {
      case .pages(let count, let limit):
        Phrase(
          "Có \(count) trang; một mẫu phiếu có từ 1 đến \(limit) trang. Chỉ đưa vào các trang của một mẫu phiếu trắng.",
          "There are \(count) pages; a form has 1 to \(limit). Give the pages of one blank only.")
      case .tooCoarse(let page, let dpi, let least):
        Phrase(
          "Trang \(page): ảnh quét chỉ khoảng \(dpi) dpi, cần ít nhất \(least). Quét lại phiếu trắng ở 300 dpi.",
          "Page \(page): the scan has about \(dpi) dpi, at least \(least) are needed. Scan the blank again at 300 dpi.")
      case .linesLost(let page, let found, let missing):
        Phrase(
          "Trang \(page): bản chụp đã mất nét của các ô: thấy \(found) ô, thiếu khoảng \(missing), nên không lập mẫu phiếu. Quét lại từ bản in gốc hoặc bản đậm hơn ở 300 dpi, hoặc dùng tệp PDF gốc.",
          "Page \(page): the copy has lost the lines of boxes: \(found) were found, about \(missing) are missing, so no form was made. Scan the original or a darker print at 300 dpi, or use the original PDF."
        )
      case .noBoxes:
        Phrase(
          "Không thấy ô vuông, ô tròn hay bảng để đánh dấu, nên không lập được mẫu phiếu. Kiểm tra có đúng tờ phiếu trắng không; nếu đúng, quét lại rõ hơn ở 300 dpi, hoặc dùng tệp PDF gốc.",
          "No boxes, circles or table to mark were found, so no form can be made. Check that this is the blank ballot; if so, scan it more clearly at 300 dpi, or use the original PDF."
        )
      }
    self.init(words.text(in: language))
  }
}
