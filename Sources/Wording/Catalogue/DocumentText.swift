public import Ballots

/// Words of the documents that an office signs and files. Vietnamese only, whatever language the user reads: they are acts
/// of a Vietnamese office, laid out by decree 30/2020/NĐ-CP. `{name}` is filled in.
public enum DocumentText: String, Sendable, CaseIterable {
  // The head and the foot of every document.
  case nation = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
  case motto = "Độc lập - Tự do - Hạnh phúc"
  case minutesNumberToFill = "Số: ........../BB-.........."
  case placeAndDate = "...................., ngày {day} tháng {month} năm {year}"
  case signHere = "(Ký, ghi rõ họ tên)"
  case periodFromTo = "từ ngày {from} đến ngày {to}"
  case periodFrom = "từ ngày {from}"
  case periodTo = "đến hết ngày {to}"

  // The closing sheet of a box.
  case closingTitle = "BIÊN BẢN CHỐT SỐ LIỆU HÒM PHIẾU"
  case closingIntroduction =
    "Hồi {hour} giờ {minute} phút ngày {day} tháng {month} năm {year}, Ông/Bà {name} chốt số liệu kiểm phiếu của hòm phiếu dưới đây, căn cứ biên bản mở hòm phiếu và nhật ký kiểm phiếu."
  case closingBox = "Hòm phiếu: {box}, mở lần thứ {opening}, của {unit} (mã đơn vị: {code})."
  case closingPeriod = "Thời gian lấy phiếu: {period}."
  case closingMinutes = "Biên bản mở hòm phiếu số: {number}."
  case closingUnnumbered = "Biên bản mở hòm phiếu: đã có, không ghi số."
  case closingWithoutMinutes = "Biên bản mở hòm phiếu: không có."
  case closingFiguresHeading = "I. SỐ LIỆU ĐÃ CHỐT"
  case closingInBox = "Số phiếu trong hòm theo biên bản (đếm tay)"
  case closingFound = "Số phiếu kiểm được khi quét"
  case closingDifference = "Chênh lệch so với biên bản"
  case closingValid = "Trong đó: hợp lệ"
  case closingPartlyValid = "Hợp lệ một phần"
  case closingBlank = "Để trắng"
  case closingInvalid = "Không hợp lệ"
  case closingPages = "Số trang đã quét"
  case closingDuplicates = "Trong đó: quét trùng, không tính"
  case closingStrays = "Phiếu của đơn vị khác lẫn vào"
  case closingForeign = "Phiếu của đơn vị ngoài danh mục"
  case closingDecisions = "Quyết định phân xử đã ghi nhận"
  case closingInWords = "Số phiếu kiểm được bằng chữ: {words} phiếu."
  case closingCausesHeading = "II. CHÊNH LỆCH VÀ NGUYÊN NHÂN ĐÃ GHI NHẬN"
  case closingNoCauses = "Không có chênh lệch phải ghi nguyên nhân."
  case closingCause = "{code}: {text}"
  case closingAnchorHeading = "III. MÃ XÁC NHẬN SỐ LIỆU"
  case closingEntry = "Số {seq} ·"
  case closingHash = "Mã băm SHA-256 đầy đủ của bút toán số {seq}, bút toán cuối của nhật ký kiểm phiếu:"
  case closingMerkleRoot = "Mã băm tổng hợp (gốc Merkle) của hòm phiếu:"
  case closingProgram = "Phần mềm: KiemPhieu {version}."
  case closingHowToCheck =
    "Cách kiểm tra: trên máy có thư mục khảo sát, chạy lệnh dưới đây; nếu nhật ký bị sửa, cắt bớt hoặc thay thế sau khi ký biên bản này, lệnh sẽ báo không khớp."
  case surveyFolder = "THƯ-MỤC"
  case closingEnd =
    "Biên bản được lập thành ....... bản có giá trị như nhau, đã đọc cho các thành phần tham gia cùng nghe, thống nhất và ký tên./."
  case closer = "Người chốt số liệu"

  // Ballots.
  case ballotIntroduction =
    "Xin Ông/Bà đánh dấu (x) vào ô vuông tương ứng với phương án trả lời mà Ông/Bà chọn đối với từng câu hỏi, mỗi câu chọn một ô:"
  case ballotInstruction =
    "Xin Ông/Bà đánh dấu (x) vào ô vuông trước phương án trả lời mà Ông/Bà chọn đối với từng câu hỏi."
  case ballotPhoto = "Ảnh 3×4"
  case ballotLevel = "{value} = {meaning}"
  case ballotQuestion = "Câu {n}."
  case ballotThanks = "XIN TRÂN TRỌNG CẢM ƠN ÔNG/BÀ!"
  case ballotAnonymous = "Phiếu không ghi tên người trả lời. Kết quả chỉ dùng để cải tiến phục vụ."
  case ballotFooter = "Mẫu {form} – trang {page}/{pages}"

  /// The five levels that forms of administrative services usually have, the best one first.
  public static let usualScale = [
    FormOutline.Level(value: "5", meaning: "Rất hài lòng"), FormOutline.Level(value: "4", meaning: "Hài lòng"),
    FormOutline.Level(value: "3", meaning: "Bình thường"), FormOutline.Level(value: "2", meaning: "Không hài lòng"),
    FormOutline.Level(value: "1", meaning: "Rất không hài lòng"),
  ]

  /// The text as written.
  public var text: String { rawValue }

  /// The text with its names filled in; a name without a value stays as it is written.
  public func filled(_ values: [String: String]) -> String {
    var result = ""
    var rest = Substring(rawValue)
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      result += rest[..<open] + (values[String(rest[rest.index(after: open)..<close])] ?? String(rest[open...close]))
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }
}
