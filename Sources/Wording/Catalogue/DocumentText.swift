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
  case closingOneDecides = "Quy tắc phân xử: mỗi quyết định do một người ghi nhận."
  case closingSeveralDecide = "Quy tắc phân xử: mỗi quyết định do {people} người thống nhất."
  case closingRuleWeakened =
    "Lưu ý: quy tắc phân xử đã đổi từ {before} người xuống {people} người sau khi có quyết định của hòm này."
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

  // Records that are filled in by hand: what all of them have.
  case dateToFill = "…………………, ngày …… tháng …… năm ………"
  case recordStart = """
    Thời gian bắt đầu: ……… giờ ………, ngày ……… tháng ……… năm …………
    Địa điểm: ……………………………………………………………………………………………………
    """
  case recordBox = "Hòm phiếu: {box}, của {unit} (mã đơn vị: {code})."
  case recordEnd =
    "Biên bản kết thúc lúc …… giờ …… cùng ngày, lập thành …… bản có giá trị như nhau, đã đọc cho mọi người cùng nghe, nhất trí và ký tên./."
  case secretary = "Thư ký"
  case witness = "Người chứng kiến"
  case receiver = "Người nhận phiếu"
  case chair = "Chủ trì"
  case keyHolder = "Người giữ chìa khóa"
  case sealer = "Người niêm phong"
  case giver = "Đại diện bên giao"
  case taker = "Đại diện bên nhận"

  // Minutes of an opening.
  case openingTitle = "BIÊN BẢN MỞ HÒM PHIẾU"
  case openingAttendanceHeading = "I. THÀNH PHẦN THAM GIA"
  case openingAttendance = """
    1. Ông/Bà ………………………………, chức vụ ………………: Trưởng bộ phận Một cửa
    2. Ông/Bà ………………………………, chức vụ …………………………: Thư ký
    3. Ông/Bà ………………………………, đại diện …………………………………………………
    4. Ông/Bà ………………………: Người chứng kiến / Đại diện Ủy ban MTTQ Việt Nam
    """
  case openingConditionHeading = "II. TÌNH TRẠNG HÒM PHIẾU TRƯỚC KHI MỞ"
  case openingCondition = """
    Hòm phiếu: {box}, mở lần thứ {opening}, của {unit} (mã đơn vị: {code}).
    Vị trí đặt hòm: ……………………………………; niêm phong ngày ……/……/…………
    Khóa:  □ nguyên vẹn   □ không có   □ bất thường: ………………………………………………………
    Niêm phong:  □ nguyên vẹn   □ rách   □ bong   □ mất   □ khác
    Số niêm phong khi dán: …………………………; số niêm phong khi mở: …………………………
    Sự việc bất thường đã báo cáo: ……………………… lúc …………
    Ý kiến chỉ đạo: ……………………………………………………………
    """
  case openingFiguresHeading = "III. SỐ LƯỢNG PHIẾU"
  case openingFigures = """
    1. Số phiếu nhận: ……………  2. Đã phát: ……………  3. Chưa phát: ……………  4. Hỏng, đổi: ……………
    5. Số phiếu lấy ra từ hòm (đếm tay): …………… (bằng chữ: ……………………………)
    6. Giấy, vật khác trong hòm: ……………  7. Chia bó: ………………………………………………………
    8. Nếu phân loại bằng tay: hợp lệ ……………; không hợp lệ ……………; để trắng ……………
    """
  case openingFiguresNote = "Các số trên được tô lại vào Tờ số liệu kèm theo biên bản này để máy đọc."
  case openingHandOverHeading = "IV. BÀN GIAO"
  case openingHandOver = """
    Phiếu: bàn giao …………… phiếu cho Ông/Bà ……………………………… (…………………………) lúc ……… giờ ………
    Chìa khóa hòm phiếu: bàn giao cho Ông/Bà …………………………………………………………………
    Hòm phiếu:  □ niêm phong lại, số ………………   □ thu hồi
    """
  case openingRemarksHeading = "V. Ý KIẾN KHÁC (NẾU CÓ)"
  case linesToFill = """
    ………………………………………………………………………………………………………………
    ………………………………………………………………………………………………………………
    """

  // Minutes as they were entered.
  case gap = "…………………"
  case documentNumber = "Số: {number}"
  case hourAndDay = "{hour} giờ {minute} phút ngày {date}"
  case minutesTime = "Thời gian bắt đầu: {start}. Địa điểm: {place}."
  case minutesBox = "Hòm phiếu {box}, mở lần thứ {opening}, của {unit}."
  case minutesLock = "Khóa: {state}."
  case minutesSeal = "Niêm phong: {state}; số khi dán: {expected}; số khi mở: {found}."
  case minutesIncident = "Sự việc bất thường: {what}; đã báo cáo {to} lúc {at}; ý kiến chỉ đạo: {decision}."
  case minutesInBox = "Số phiếu lấy ra từ hòm (đếm tay): {count} phiếu (bằng chữ: {words})."
  case minutesValid = "Phân loại bằng tay, hợp lệ"
  case minutesInvalid = "Phân loại bằng tay, không hợp lệ"
  case minutesBlank = "Phân loại bằng tay, để trắng"
  case minutesBundles = "Chia bó: {bundles}"
  case minutesHandOver = "Phiếu: bàn giao {count} phiếu cho Ông/Bà {person} ({org}) lúc {at}."
  case minutesKey = "Chìa khóa hòm phiếu: bàn giao cho Ông/Bà {person} ({org}) lúc {at}."
  case minutesEnd =
    "Biên bản kết thúc lúc {end}, đã đọc cho mọi người cùng nghe, nhất trí và ký tên./."

  // The page of the opening minutes that is read by the program.
  case figuresTitle = "TỜ SỐ LIỆU BIÊN BẢN MỞ HÒM PHIẾU"
  case figuresIntroduction =
    "Ghi từng chữ số vào ô vuông rồi tô kín vòng tròn cùng hàng, dưới chữ số đó. Tô đủ bốn hàng, ví dụ 42 là 0042. Không có số liệu thì bỏ trống cả bốn hàng."
  case figuresPlaces = "nghìn,trăm,chục,đơn vị"
  case figuresFooter = "Kèm theo biên bản mở hòm phiếu, không tách rời. Người ghi ký tên: ……………………………"
  case figureReceived = "Số phiếu nhận"
  case figureIssued = "Số phiếu phát cho người dân"
  case figureUnused = "Số phiếu chưa phát (còn lại)"
  case figureSpoiledUnissued = "Số phiếu hỏng chưa phát"
  case figureSpoiledReturned = "Số phiếu hỏng người dân đổi"
  case figureInBox = "SỐ PHIẾU TRONG HÒM (ĐẾM TAY)"
  case figureForeign = "Giấy, vật khác trong hòm"
  case figureListed = "Số người trong danh sách"
  case figureValid = "Hợp lệ (phân loại tay)"
  case figureInvalid = "Không hợp lệ (phân loại tay)"
  case figureBlank = "Để trắng (phân loại tay)"
  case figureHandedOver = "Số phiếu bàn giao"
  case figureLock = "Khóa:"
  case figureSeal = "Niêm phong:"
  case figureSigned = "Biên bản:"
  case stateIntact = "nguyên vẹn"
  case stateAbnormal = "bất thường"
  case stateNone = "không có"
  case stateTorn = "rách"
  case statePeeled = "bong"
  case stateLost = "mất"
  case stateOther = "khác"
  case stateSigned = "đã ký đủ"

  // The record of a sealing.
  case sealingTitle = "BIÊN BẢN NIÊM PHONG HÒM PHIẾU"
  case sealingAttendance = """
    1. Ông/Bà ………………………………, chức vụ ………………: Trưởng bộ phận Một cửa
    2. Ông/Bà ………………………………, chức vụ …………………………: Người niêm phong
    3. Ông/Bà ………………………: Người chứng kiến / Đại diện Ủy ban MTTQ Việt Nam
    """
  case sealingHeading = "II. NIÊM PHONG"
  case sealing = """
    Hòm phiếu: {box}, của {unit} (mã đơn vị: {code}). Vị trí đặt hòm: …………………………
    Trước khi niêm phong, mọi người đã xem bên trong hòm:  □ hòm rỗng   □ khác: ……………………
    Khóa:  □ tốt   □ khác: ………………………………; số chìa khóa: ………
    Số niêm phong: ………………………; số vị trí dán: ………; dấu, chữ ký trên giấy niêm phong: ……………
    Chìa khóa do Ông/Bà …………………………………………, chức vụ ………………………… giữ.
    Dự kiến mở hòm: ngày ……/……/…………
    """

  // The record of a hand-over.
  case handOverTitle = "BIÊN BẢN GIAO NHẬN PHIẾU VÀ HỒ SƠ"
  case handOverParties = """
    Bên giao: Ông/Bà ………………………………, chức vụ ………………………, đơn vị ……………………
    Bên nhận: Ông/Bà ………………………………, chức vụ ………………………, đơn vị ……………………
    Hai bên giao nhận phiếu và hồ sơ của hòm phiếu {box}, mở lần thứ {opening}, của {unit} (mã: {code}):
    """
  case handOverTaken = """
    Bên giao: {giver}.
    Bên nhận: Ông/Bà {person}, {org}; lúc {at}.
    Hai bên giao nhận phiếu và hồ sơ của hòm phiếu {box}, mở lần thứ {opening} (mã đơn vị: {code}):
    """
  case handOverInWords = "Số phiếu bằng chữ: {words} phiếu."
  case handOverNumber = "TT"
  case handOverWhat = "Nội dung"
  case handOverCount = "Số lượng"
  case handOverRemark = "Ghi chú"
  case handOverRows =
    "Phiếu lấy ra từ hòm|Phiếu chưa phát (còn lại)|Phiếu hỏng, phiếu đổi|Giấy, vật khác trong hòm|Biên bản mở hòm phiếu và tờ số liệu|Tệp bản quét (mã băm ghi ở tờ kèm theo)|Chìa khóa hòm phiếu|Niêm phong đã bóc|"
  case handOverEnd =
    "Hai bên đã kiểm đếm đủ, không có ý kiến khác. Biên bản lập thành 02 bản, bên giao giữ 01 bản, bên nhận giữ 01 bản./."

  // Sheets that are scanned with the ballots.
  case headerTitle = "TỜ ĐẦU LÔ"
  case headerUse = "Đặt tờ này lên trên xấp phiếu của hòm rồi quét cả xấp. Không viết, không đóng dấu lên mã QR."
  case headerBox = "Hòm phiếu: {box}"
  case headerOpening = "Mở lần thứ: {opening}"
  case headerCode = "Mã đơn vị: {code}"
  case headerDeclared = "Số phiếu theo biên bản: {count}"
  case headerToFill = "Số phiếu theo biên bản: …………………"
  case headerMinutes = "Biên bản số: {number}"
  case separatorTitle = "TỜ NGĂN"
  case separatorUse = "Đặt giữa hai bó phiếu của cùng một hòm. Tờ này không phải phiếu, không được tính."

  // The page that checks printer and scanner.
  case calibrationTitle = "TỜ KIỂM TRA MÁY IN, MÁY QUÉT"
  case calibrationUse =
    "In tờ này ở cỡ thật (100 %), dùng thước đo thấy vạch dưới đúng 150 mm. Không đánh dấu gì. Quét như sẽ quét phiếu rồi chạy: kiemphieu form proof BẢN-QUÉT"

  // The poster of a unit.
  case posterTitle = "MỜI ÔNG/BÀ CHO Ý KIẾN"
  case posterAbout = "về sự phục vụ của {unit}"
  case posterOnline = "Quét mã để trả lời trực tuyến"
  case posterPaper = "hoặc lấy phiếu tại quầy, đánh dấu (x) vào ô, bỏ vào hòm phiếu."
  case posterAnonymous = "Không cần ghi tên. Chưa đến hai phút."
  case posterPeriod = "Lấy ý kiến {period}"

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
}

extension DocumentText: WordsToFill {}
