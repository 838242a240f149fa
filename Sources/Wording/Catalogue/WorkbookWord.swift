/// Words of the workbook that goes with the report, beside those of ``ReportWord``. Vietnamese only, like all documents of an
/// office.
public enum WorkbookWord: String, Sendable, CaseIterable {
  // Names of sheets: 31 characters at most, none of []:*?/\.
  case summarySheet = "Tổng hợp"
  case questionSheet = "Câu hỏi"
  case criterionSheet = "Tiêu chí"
  case unitSheet = "Đơn vị"
  case choiceSheet = "Câu hỏi khác"
  case annualSheet = "Phụ lục 2"
  case boxSheet = "Từng hòm"
  case channelSheet = "Theo kênh"

  // What was counted.
  case figure = "Số liệu"
  case explanation = "Giải thích"
  case survey = "Khảo sát"
  case ballots = "Phiếu kiểm được"
  case accepted = "Câu trả lời được tính"
  case decided = "Trong đó do người xem xét quyết định"
  case lower = "KTC 95 % từ"
  case upper = "KTC 95 % đến"

  // Heads of columns.
  case number = "STT"
  case questionCode = "Mã câu"
  case unitCode = "Mã đơn vị"
  case otherValues = "Giá trị khác"
  case counted = "Kiểm được"
  case closing = "Chốt số liệu"
  case closed = "Đã chốt"
  case open = "Chưa chốt"

  // Titles of charts.
  case levelsByQuestion = "Tỷ lệ các mức đánh giá theo câu hỏi"
  case indexByUnit = "{index} theo đơn vị"
}

extension WorkbookWord: WordsToFill {}
