internal import Pages
internal import Wording

extension DraftDoubt {
  /// What the draft is unsure of, and what to do about it.
  var words: Phrase {
    switch self {
    case .noText(let pages):
      Phrase(
        "Trang \(Self.list(pages)): không có lớp chữ nên chưa biết lời câu hỏi; các ô được ghép thành câu chỉ theo khoảng cách. Điền lời câu hỏi (text) trong form.yaml và đối chiếu hình kiểm tra.",
        "Page \(Self.list(pages)): there is no text layer, so the questions' wording is not known and boxes were put together by spacing alone. Fill in `text` in form.yaml and look at the review picture."
      )
    case .valuesByPosition(let questions):
      Phrase(
        "Câu \(Self.list(questions)): giá trị các ô được đánh số 1, 2, 3… theo thứ tự in. Sửa value trong form.yaml nếu không đúng.",
        "Questions \(Self.list(questions)): the boxes' values are 1, 2, 3… in printed order. Correct `value` in form.yaml where that is wrong."
      )
    case .scaleAssumed(let questions):
      Phrase(
        "Câu \(Self.list(questions)): giống thang 5 mức nên giá trị được ghi 5 đến 1 từ trái sang phải, nhưng không đọc được chữ số nào xác nhận. Đối chiếu với phiếu; nếu phiếu ghi 1 đến 5 thì sửa lại.",
        "Questions \(Self.list(questions)): they look like a scale of five and got the values 5 to 1 from left to right, but no digit that was read says so. Compare with the ballot; correct them if it goes from 1 to 5."
      )
    case .valuesByWords(let questions):
      Phrase(
        "Câu \(Self.list(questions)): giá trị 5 đến 1 được suy ra từ các chữ như “Rất hài lòng”. Đối chiếu với phiếu.",
        "Questions \(Self.list(questions)): the values 5 to 1 follow words such as “Rất hài lòng”. Compare with the ballot."
      )
    case .singleBox(let questions):
      Phrase(
        "Câu \(Self.list(questions)): chỉ thấy một ô. Có thể còn ô khác không nhận ra, hoặc đây không phải câu hỏi.",
        "Questions \(Self.list(questions)): only one box was seen. Others may have been missed, or this is no question."
      )
    case .tableCells(let questions):
      Phrase(
        "Câu \(Self.list(questions)): không có ô vuông, nên các ô trống của bảng được coi là chỗ đánh dấu. Xóa những câu là chỗ để viết chữ.",
        "Questions \(Self.list(questions)): there are no boxes, so the table's empty cells are taken for places to mark. Delete those in which people write words."
      )
    case .brokenOutlines(let page, let count):
      Phrase(
        "Trang \(page): \(count) ô có nét đứt, vị trí lấy theo các ô thẳng hàng. Nên quét lại từ bản in rõ hơn.",
        "Page \(page): the lines of \(count) boxes are broken; they were placed by the boxes in line with them. A scan of a clearer print would be better."
      )
    case .missingBoxes(let page, let count):
      Phrase(
        "Trang \(page): có hàng thiếu ô so với các hàng khác (\(count) ô), bản chụp có thể đã mất nét. Xem hình kiểm tra, thêm ô còn thiếu hoặc quét lại từ bản in rõ hơn.",
        "Page \(page): rows have fewer boxes than others in the same columns (\(count)); the copy may have lost their lines. See the review picture; add what is missing, or scan a clearer print."
      )
    case .directionUncertain(let page):
      Phrase(
        "Trang \(page): không chắc đầu trang ở phía nào. Xem hình kiểm tra; nếu ngược, xoay ảnh quét rồi chạy lại.",
        "Page \(page): which way is up is uncertain. See the review picture; if it is upside down, turn the scan and run again."
      )
    case .noCornerMarks(let pages):
      Phrase(
        "Trang \(Self.list(pages)): không có bốn dấu định vị ở góc, nên mép giấy chỉ ước chừng, có thể lệch vài mm. Việc đọc phiếu không bị ảnh hưởng.",
        "Page \(Self.list(pages)): there are no four marks at the corners, so the paper's edges are estimated and may be off by some mm. Reading is not affected."
      )
    case .turned(let page, let degrees):
      Phrase(
        "Trang \(page): ảnh quét bị xoay \(degrees)°, đã xoay lại. Xem hình kiểm tra có đúng chiều không.",
        "Page \(page): the scan lay turned by \(degrees)° and was turned back. See in the review picture whether it is upright."
      )
    case .pageWithoutBoxes(let page):
      Phrase(
        "Trang \(page): không thấy ô đánh dấu nào.",
        "Page \(page): no boxes were found.")
    case .noCode:
      Phrase(
        "Trên phiếu không có mã QR hay mã vạch, nên phiếu không cho biết thuộc đơn vị nào. Nếu phiếu phát ra có in hoặc dán mã, chạy lại với --payload và mẫu nội dung mã, ví dụ '{form}:{unit}:{serial}'.",
        "There is no QR code or barcode on the blank, so ballots do not say which unit they belong to. If ballots will bear a code, printed or stuck on, run again with --payload and the pattern of its text, such as '{form}:{unit}:{serial}'."
      )
    case .codePlaceAssumed:
      Phrase(
        "Trên phiếu trắng không có mã; mã được tìm quanh chỗ trống phía trên trang. Sửa area của stickers trong form.yaml nếu mã ở chỗ khác.",
        "No code stands on the blank; it will be looked for around an empty place in the page's upper part. Correct the stickers' `area` in form.yaml if it stands elsewhere."
      )
    case .codeNotUnderstood(let text, let pattern):
      Phrase(
        "Mã “\(text)”: không theo mẫu nội dung nào đã biết, tạm ghi “\(pattern)”. Sửa payload trong form.yaml hoặc chạy lại với --payload.",
        "Code “\(text)”: it follows no known pattern; “\(pattern)” is written for now. Correct `payload` in form.yaml, or run again with --payload."
      )
    case .severalBallots(let page):
      Phrase(
        "Trang \(page): cùng một bộ câu hỏi in hai lần, giống hai phiếu A5 trên một tờ. Mỗi câu được ghi riêng; nếu cắt đôi tờ giấy thì quét riêng một phiếu.",
        "Page \(page): the same questions are printed twice, like two A5 ballots on a sheet. Each is listed on its own; if sheets are cut in two, scan one ballot alone."
      )
    }
  }

  private static func list(_ pages: [Int]) -> String { pages.map(String.init).joined(separator: ", ") }

  /// Some names are enough to find the others.
  private static func list(_ names: [String]) -> String {
    names.count <= 8 ? names.joined(separator: ", ") : names.prefix(7).joined(separator: ", ") + ", … (\(names.count))"
  }
}
