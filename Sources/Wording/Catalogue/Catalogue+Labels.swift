internal import Ballots
internal import Counting

extension Catalogue {
  static let answerBlank = Phrase("để trống", "blank")
  static let answerOvervote = Phrase("nhiều ô", "several marks")
  static let answerReview = Phrase("chờ phân xử", "waiting")

  /// Roles of those who take part in opening a box, by their codes in minutes.
  static let roles: [String: Phrase] = [
    "chu_tri": Phrase("Chủ trì", "Chair"),
    "thu_ky": Phrase("Thư ký", "Secretary"),
    "truong_bo_phan": Phrase("Trưởng bộ phận Một cửa", "Head of the one-stop shop"),
    "nguoi_mo_hom": Phrase("Người mở hòm phiếu", "Opener of the box"),
    "chung_kien": Phrase("Người chứng kiến", "Witness"),
    "giam_sat_mttq": Phrase("Giám sát của MTTQ", "Observer of the Fatherland Front"),
    "nguoi_nhan_phieu": Phrase("Người nhận phiếu", "Receiver of the ballots"),
    "nguoi_giu_khoa": Phrase("Người giữ chìa khóa", "Keeper of the key"),
    "dai_dien_nguoi_dan": Phrase("Đại diện người dân", "Representative of the citizens"),
    "khac": Phrase("Thành phần khác", "Other"),
  ]

  static func label(_ status: PageStatus) -> Phrase {
    switch status {
    case .ok: Phrase("Đã đọc", "Read")
    case .review: Phrase("Cần xem lại", "To be looked at")
    case .reject: Phrase("Chưa đọc được", "Not read")
    case .blank: Phrase("Trang trống", "Empty page")
    case .header: Phrase("Tờ đầu lô", "Batch header")
    case .foreign: Phrase("Giấy tờ khác", "Other document")
    case .stray: Phrase("Phiếu của đơn vị khác", "Ballot of another unit")
    case .duplicate: Phrase("Quét trùng", "Scanned twice")
    }
  }

  static func label(_ state: MarkState) -> Phrase {
    switch state {
    case .empty: Phrase("Ô trống", "Empty")
    case .marked: Phrase("Có đánh dấu", "Marked")
    case .unclear: Phrase("Chưa rõ", "Unclear")
    case .cancelled: Phrase("Đã bỏ dấu", "Taken back")
    }
  }

  static func label(_ standing: Ballot.Standing) -> Phrase {
    switch standing {
    case .valid: Phrase("Hợp lệ", "Valid")
    case .partlyValid: Phrase("Hợp lệ một phần", "Partly valid")
    case .invalid: Phrase("Không hợp lệ", "Invalid")
    case .blank: Phrase("Phiếu trắng", "Blank")
    case .waiting: Phrase("Chờ phân xử", "Waiting")
    case .stray: Phrase("Của đơn vị khác", "Of another unit")
    case .foreign: Phrase("Đơn vị ngoài danh mục", "Of an unlisted unit")
    }
  }

  static func label(_ severity: Discrepancy.Severity) -> Phrase {
    switch severity {
    case .error: Phrase("Cần xử lý", "To be resolved")
    case .warning: Phrase("Cần xem", "To be looked at")
    case .info: Phrase("Thông tin", "For information")
    }
  }

  static func label(_ role: Role) -> Phrase {
    switch role {
    case .operator: Phrase("Người quét phiếu", "Operator")
    case .adjudicator: Phrase("Người phân xử", "Adjudicator")
    case .auditor: Phrase("Người giám sát", "Auditor")
    }
  }

  static func label(_ decision: Decision.PageDecision) -> Phrase {
    switch decision {
    case .accept: Phrase("Chấp nhận", "Accepted")
    case .duplicate: Phrase("Trùng tờ khác", "Same as another sheet")
    case .invalid: Phrase("Không hợp lệ", "Invalid")
    case .notABallot: Phrase("Không phải phiếu", "Not a ballot")
    case .review: Phrase("Chuyển người khác", "Handed on to another person")
    }
  }

  static func label(_ label: SummaryLabel) -> Phrase {
    switch label {
    case .unit: Phrase("Đơn vị", "Unit")
    case .box: Phrase("Hòm phiếu", "Box")
    case .opening: Phrase("Lần mở", "Opening")
    case .minutes: Phrase("Biên bản", "Minutes")
    case .scanned: Phrase("Quét được", "Scanned")
    case .difference: Phrase("Chênh lệch", "Difference")
    case .valid: Phrase("Hợp lệ", "Valid")
    case .partlyValid: Phrase("Hợp lệ một phần", "Partly valid")
    case .invalid: Phrase("Không hợp lệ", "Invalid")
    case .blank: Phrase("Phiếu trắng", "Blank")
    case .waiting: Phrase("Chờ phân xử", "Waiting")
    case .stray: Phrase("Phiếu đơn vị khác", "Other units' ballots")
    case .foreign: Phrase("Đơn vị ngoài danh mục", "Unlisted units")
    case .duplicates: Phrase("Quét trùng", "Scanned twice")
    case .otherDocuments: Phrase("Giấy tờ khác", "Other documents")
    case .emptyPages: Phrase("Trang trống", "Empty pages")
    case .headers: Phrase("Tờ đầu lô", "Batch headers")
    case .unreadFiles: Phrase("Tệp chưa đọc được", "Files not read")
    case .pages: Phrase("Trang", "Pages")
    case .ballots: Phrase("Phiếu", "Ballots")
    case .question: Phrase("Câu hỏi", "Question")
    case .answered: Phrase("Có trả lời", "Answered")
    case .questionBlank: Phrase("Để trống", "Left blank")
    case .overvote: Phrase("Nhiều ô", "Several marks")
    case .total: Phrase("Tổng", "Total")
    case .discrepancies: Phrase("Chênh lệch cần đối chiếu", "Discrepancies")
    case .whatToDo: Phrase("Việc cần làm", "What to do")
    case .sheets: Phrase("Tờ phiếu", "Sheets")
    case .balanced: Phrase("Khớp với biên bản", "Agrees with the minutes")
    case .notBalanced: Phrase("Chưa khớp với biên bản", "Does not agree with the minutes yet")
    case .nothingToDo: Phrase("Mọi số liệu đều khớp.", "Everything agrees.")
    case .provisional: Phrase("Số liệu tạm thời", "Provisional")
    case .closed: Phrase("Đã chốt", "Closed")
    case .wholeSurvey: Phrase("Toàn đợt khảo sát", "Whole survey")
    case .target: Phrase("Phân bổ", "Allocated")
    case .confidence: Phrase("Độ tin cậy", "Confidence")
    case .reason: Phrase("Lý do", "Reason")
    case .form: Phrase("Mẫu phiếu", "Form")
    case .page: Phrase("trang", "page")
    case .serial: Phrase("Số phiếu", "Serial")
    case .measured: Phrase("Đo được", "Measured")
    case .limit: Phrase("Giới hạn", "Limit")
    case .boxesShown: Phrase("Số ô trong hình", "Boxes shown")
    case .sortedByCoverage:
      Phrase("xếp theo phần ô có mực, ít trước nhiều sau", "sorted by the inked share of the box, least first")
    case .zonesCovered: Phrase("Đã che chỗ viết tay, ký tên, đóng dấu", "Covered: where people write, sign or stamp")
    case .shownInBlocks:
      Phrase(
        "Đã làm mờ: trang chưa định vị được nên chưa biết chỗ viết tay nằm đâu",
        "Blurred: the page was not located, so where people wrote is not known")
    case .notShown:
      Phrase(
        "Không hiện ảnh: đây là giấy tờ khác, không phải phiếu, có thể có thông tin cá nhân. Khi thật cần xem, chạy lại với --unmasked và lý do.",
        "Not shown: another document, which may hold personal data. When it must be seen, run again with --unmasked and a reason."
      )
    case .unmasked: Phrase("Không che, lý do", "Unmasked, because")
    }
  }
}
