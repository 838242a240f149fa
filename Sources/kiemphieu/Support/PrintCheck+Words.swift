internal import Foundation
internal import Reading
internal import Wording

extension PrintCheck.Finding {
  /// What was measured, in words.
  var measure: Phrase {
    let value = String(format: "%.1f", measured)
    let count = String(Int(measured))
    return switch subject {
    case .width: Phrase("bề ngang \(value) %", "width \(value) %")
    case .height: Phrase("bề dọc \(value) %", "height \(value) %")
    case .contrast: Phrase("độ đậm \(count)/255", "contrast \(count)/255")
    case .voids: Phrase("mực hụt \(value) %", "missing toner \(value) %")
    case .fiducials: Phrase("dấu góc thiếu: \(count)", "corner marks missing: \(count)")
    case .margin: Phrase("lề quanh dấu góc \(value) mm", "margin around the corner marks \(value) mm")
    case .shift: Phrase("ô lệch nhiều nhất \(value) mm", "largest shift of a box \(value) mm")
    case .boxes: Phrase("ô không trống: \(count)", "boxes that are not empty: \(count)")
    case .code:
      Phrase(
        "mã QR chịu nhòe \(String(format: "%.2f", measured)) mm",
        "the QR code stands a blur of \(String(format: "%.2f", measured)) mm")
    }
  }

  /// What to do where it is not good enough.
  var advice: Phrase {
    switch subject {
    case .width, .height:
      Phrase(
        "\(measure.vi), cần 98,5–101,5 %: in ở cỡ thật (100 %, “Actual size”), không chọn “Fit to page”.",
        "\(measure.en), 98.5–101.5 % needed: print at actual size (100 %), not “fit to page”.")
    case .contrast:
      Phrase(
        "\(measure.vi), cần ít nhất 130: tăng độ đậm máy in, thay mực, hoặc quét đậm hơn.",
        "\(measure.en), at least 130 needed: print darker, replace the toner, or scan darker.")
    case .voids:
      Phrase(
        "\(measure.vi), được nhiều nhất 4 %: mực in không đều; lắc hoặc thay hộp mực, tắt chế độ tiết kiệm mực.",
        "\(measure.en), at most 4 % allowed: uneven toner; shake or replace the cartridge, turn toner saving off.")
    case .fiducials:
      Phrase(
        "\(measure.vi): máy in hoặc máy quét cắt mất góc; in ở cỡ thật, đặt giấy A4 ngay ngắn.",
        "\(measure.en): printer or scanner cut corners off; print at actual size on A4, lay the sheet straight.")
    case .margin:
      Phrase(
        "\(measure.vi), cần ít nhất 2 mm: đặt khổ quét A4, đặt giấy ngay ngắn.",
        "\(measure.en), at least 2 mm needed: scan A4 as a whole, lay the sheet straight.")
    case .shift:
      Phrase(
        "\(measure.vi), được nhiều nhất 0,5 mm: giấy bị kéo lệch khi in hoặc quét; in và quét lại.",
        "\(measure.en), at most 0.5 mm allowed: the sheet slipped; print and scan again.")
    case .boxes:
      Phrase(
        "\(measure.vi): tờ in thử phải chưa đánh dấu; nếu chưa, lau kính máy quét và trống mực rồi in lại.",
        "\(measure.en): the sheet must have no marks; if it has none, clean the scanner's glass and the drum.")
    case .code:
      Phrase(
        measured == 0
          ? "không đọc được mã QR: in phiếu bằng `kiemphieu form print`, in đậm và nét hơn."
          : "\(measure.vi), cần 0,1 mm: in nét hơn, không in qua bản sao.",
        measured == 0
          ? "the QR code cannot be read: print ballots with `kiemphieu form print`, darker and sharper."
          : "\(measure.en), 0.1 mm needed: print sharper, not from a copy.")
    }
  }
}
