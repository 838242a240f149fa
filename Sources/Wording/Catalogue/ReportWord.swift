public import Counting

/// Words of the report that an office hands in, and of the notice that it publishes. Vietnamese only, like all documents of an
/// office (``DocumentText``).
public enum ReportWord: String, Sendable, CaseIterable {
  case title = "BÁO CÁO"
  case about = "{survey}"
  case numberToFill = "Số: ........./BC-UBND"
  case number = "Số: {number}"
  case placeAndDate = "{place}, ngày {day} tháng {month} năm {year}"
  case dateToFill = "{place}, ngày …… tháng …… năm ………"
  case toFill = "…………………"
  case provisional = "SỐ LIỆU TẠM TÍNH: còn {open} lần mở hòm chưa chốt, {waiting} phiếu chờ phân xử."

  // The ten rows.
  case carriedOutHeading = "1. Kết quả triển khai"
  case row = "Nội dung"
  case result = "Kết quả thực hiện"
  case row1 = "Đơn vị triển khai khảo sát"
  case row2 = "Thời gian triển khai trong năm"
  case row3 = "Hình thức khảo sát"
  case row4 = "Kỳ lấy phiếu"
  case row5 = "Đơn vị được giao chủ trì tham mưu triển khai thực hiện"
  case row6 = "Lĩnh vực/TTHC có số phiếu khảo sát nhiều nhất"
  case row7 = "Tổng số phiếu khảo sát thu về trong năm"
  case row8 = "Hình thức công khai kết quả khảo sát"
  case row9 = "Số đơn vị trực thuộc triển khai khảo sát"
  case row10 = "Tổng số phiếu khảo sát tại các đơn vị trực thuộc"
  case planYes = "Có: {number} ngày {date}"
  case planYesUndated = "Có: {number} ngày …/…/……"
  case methodAsked = "{method} ({time})"
  case askedSubmitting = "khi nộp hồ sơ"
  case askedReceiving = "khi nhận kết quả"
  case askedBoth = "khi nộp hồ sơ và khi nhận kết quả"
  case cycle = "{months} tháng"
  case mostFields = "Lĩnh vực: {names} ({count} phiếu)"
  case mostProcedures = "TTHC: {names} ({count} phiếu)"
  case andOthers = "{names} và {count} loại khác"
  case each = "bằng nhau, mỗi loại {count}"
  case codedShare = "{most}; đã phân loại {coded} trong {written} phiếu có ghi ({share})"
  case ballotsInWords = "{number} phiếu ({words})"
  case methodAndChannels = "{method} (các kênh: {channels})"
  case collectedByChannel = "{ballots}, gồm: {channels}"
  case channelCount = "{channel} {count}"

  // Figures.
  case figuresHeading = "2. Kết quả khảo sát"
  case ballots =
    "Kiểm được {found} phiếu: {valid} hợp lệ, {partly} hợp lệ một phần, {blank} để trắng, {invalid} không hợp lệ, {waiting} chờ phân xử."
  case strays = "Ngoài ra có {stray} phiếu của đơn vị khác và {foreign} phiếu của đơn vị ngoài danh mục, không tính."
  case decided = "Trong {accepted} câu trả lời được tính có {decided} câu do người xem xét quyết định."
  case index = "{name}: {value}{interval}."
  case interval = " (khoảng tin cậy 95 %: {lower}–{upper})"
  case allSatisfied = "Hài lòng toàn diện (mọi câu đều ở mức 4–5): {value} của {count} phiếu trả lời đủ các câu."
  case strata = "Theo tầng: {strata}."
  case stratum = "tầng {name} {value} ({count} phiếu)"
  case stratified = "{name} có trọng số theo tầng (số lượt giao dịch): {value}{interval}."
  case stratumHidden = "tầng {name} không công bố (ít phiếu)"
  case unclassed = "Số chung không có trọng số theo tầng, vì có đơn vị chưa xếp tầng: {units}."
  case tooFew = "không công bố (ít phiếu)"
  case withheld = "không công bố"
  case unweighted = "Số chung không có trọng số theo tầng, vì chưa đủ số lượt giao dịch hoặc số phiếu của mọi tầng."
  case definition =
    "Cách tính: {definition}; chỉ tính câu trả lời được chấp nhận, không tính câu bỏ trống và câu đánh nhiều ô."
  case pooled = "gộp mọi câu trả lời"
  case meanOfCriteria = "trung bình cộng các tiêu chí"
  case weightedCriteria = "trung bình các tiêu chí theo trọng số {weights}"
  case meanOfQuestions = ", mỗi tiêu chí là trung bình các câu"
  case definitionName = "{measure}, {joining} (định nghĩa {id}, phiên bản {version})"
  case voluntary =
    "Phiếu tự nguyện, không phải mẫu ngẫu nhiên: khoảng tin cậy chỉ cho biết mức dao động ngẫu nhiên, coi mỗi phiếu là một lần hỏi."
  case random = "Khoảng tin cậy coi mỗi phiếu là một lần hỏi."
  case madeOf = "{unit} (từ {former})"
  case notCompared = "Đơn vị thành lập từ đơn vị cũ, không so sánh trực tiếp với số liệu của đơn vị cũ: {units}."
  case responses =
    "Danh sách {list} ({channel}): {rows} dòng, tính {counted}; không đọc được {unreadable}, trùng {repeated}, ngoài thời gian khảo sát {outside}."
  case questionsHeading = "Theo câu hỏi"
  case criteriaHeading = "Theo tiêu chí"
  case unitsHeading = "Theo đơn vị"
  case othersHeading = "Câu hỏi khác"
  case question = "Câu hỏi"
  case answered = "Số trả lời"
  case level = "Mức {value}"
  case satisfied = "Mức 4–5"
  case dissatisfied = "Mức 1–2"
  case mean = "Điểm TB"
  case criterion = "Tiêu chí"
  case value = "Giá trị"
  case unit = "Đơn vị"
  case allocated = "Phân bổ"
  case usable = "Thu về dùng được"
  case missing = "Còn thiếu"
  case unitIndex = "Chỉ số"
  case unitInterval = "Khoảng tin cậy"
  case place = "Thứ hạng"
  case placeUnclear = "{from}–{to}, không khác biệt rõ"
  case satisfiedInterval = "Khoảng tin cậy (mức 4–5)"
  case blank = "Bỏ trống"
  case overvote = "Đánh nhiều ô"
  case waiting = "Chờ phân xử"
  case suppressed = "ít hơn {n} phiếu"
  case option = "Phương án"
  case count = "Số phiếu"
  case share = "Tỷ lệ"
  case unanswered = "Bỏ trống: {blank}; đánh nhiều ô: {overvote}; chờ phân xử: {waiting}."
  case supplement = "Cần khảo sát bổ sung: {units}."
  case supplementMany =
    "Cần khảo sát bổ sung {count} đơn vị, thiếu tổng cộng {missing} phiếu: xem cột Còn thiếu của bảng đơn vị."
  case supplementUnit = "{unit} thiếu {missing} phiếu"

  // The rest.
  case checksHeading = "Điểm cần xem lại"
  case channelsHeading = "Theo kênh"
  case channel = "Kênh"
  case received = "Số phiếu thu về"
  case paper = "phiếu giấy"
  case online = "trực tuyến"
  case phone = "điện thoại"
  case together = "chung các kênh"
  case channelsRemark =
    "Các bảng khác là số liệu của phiếu giấy. Ở bảng này mọi câu trả lời theo thang 1–5 được gộp lại."
  case difficulties = "3. Khó khăn, vướng mắc (nếu có)"
  case proposals = "4. Kiến nghị, đề xuất (nếu có)"
  case recipients = "Nơi nhận:"
  case archive = "- Lưu: VT."
  case signerTitle = "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ"
  case signHere = "(Ký tên, đóng dấu)"
  case made = "Lập bằng KiemPhieu {version}, từ nhật ký kiểm phiếu đến bút toán số {seq} ({hash})."

  // What an index is called.
  case top2 = "Tỷ lệ hài lòng (mức 4–5)"
  case mean5 = "Điểm trung bình (1–5)"
  case meanOfMaximum = "Điểm trung bình quy theo mức tối đa"
  case meanFromOne = "Điểm trung bình quy đổi 0–100"
  case dissat = "Tỷ lệ không hài lòng (mức 1–2)"

  // The public notice.
  case noticeTitle = "THÔNG BÁO"
  case noticeNumberToFill = "Số: ........./TB-UBND"
  case posterTitle = "KẾT QUẢ LẤY Ý KIẾN"
  case posterThanks = "Xin cảm ơn quý khách đã cho ý kiến!"
  case noticeThanks = "Xin cảm ơn các cá nhân, tổ chức đã tham gia cho ý kiến./."
}

extension ReportWord: WordsToFill {}

extension ReportWord {
  /// What a channel is called.
  public init(_ channel: Channel) {
    self =
      switch channel {
      case .paper: .paper
      case .online: .online
      case .phone: .phone
      }
  }
}
