public import Counting
internal import Foundation

extension MinutesFile {
  /// The scan of signed minutes.
  public struct Attachment: Sendable, Hashable {
    /// Path in the survey's folder.
    public var path: String
    /// SHA-256 of the file, lower-case hex.
    public var sha256: String

    /// A scan from its parts.
    public init(path: String, sha256: String) {
      self.path = path
      self.sha256 = sha256
    }
  }

  /// What a scanned sheet says of the minutes.
  public struct Filled: Sendable, Hashable {
    /// What was read, by field.
    public var values: [String: String]
    /// Fields in which something stands that could not be read, and what is the matter.
    public var doubts: [String: String]
    /// The scan itself.
    public var scan: Attachment?

    /// From its parts.
    public init(
      values: [String: String] = [:], doubts: [String: String] = [:], scan: Attachment? = nil
    ) {
      self.values = values
      self.doubts = doubts
      self.scan = scan
    }

    /// A line of the file: the field, its value where there is one, and its label.
    fileprivate func line(_ name: String, _ label: String, field: String? = nil) -> String {
      let field = field ?? name
      let start = values[field].map { "\(name): \($0)" } ?? "\(name):"
      let doubt = doubts[field].map { " – \($0)" } ?? ""
      return start.padding(toLength: max(start.count + 2, 29), withPad: " ", startingAt: 0) + "# \(label)\(doubt)"
    }
  }

  /// A minutes file for a box: YAML with a Vietnamese label on every field. It reads back as minutes in which nothing is
  /// filled in but what `filled` says.
  public static func blank(
    for opening: OpeningID, unitName: String? = nil, periodID: String? = nil, filled: Filled = Filled()
  ) -> String {
    let unit = unitName.map { "  # \($0.split(whereSeparator: \.isNewline).joined(separator: " "))" } ?? ""
    let name = "BB-\(opening.unit)-\(opening.box)-\(opening.opening)"
    let attachment =
      filled.scan.map { scan in
        """
        attachment:                  # Bản quét biên bản
          path: \(Quoted.always(scan.path))
          sha256: \(scan.sha256)

        """
      } ?? ""
    return """
      # Biên bản mở hòm phiếu. Ghi vào sau dấu hai chấm; trường nào không có số liệu thì để trống.
      # Ngày giờ: dd/mm/yyyy HH:mm. Số phiếu: chữ số, không dấu chấm.
      schema: \(schema)
      minutes_no:                  # Số biên bản, ví dụ "05/BB-UBND"
      minutes_id: \(Quoted.whereNeeded(name))  # Mã biên bản
      period_id: \(periodID.map(Quoted.whereNeeded) ?? "")  # Kỳ lấy phiếu
      unit_id: \(Quoted.whereNeeded(opening.unit))\(unit)
      box_id: \(Quoted.whereNeeded(opening.box))  # Hòm phiếu số
      opening_seq: \(opening.opening)  # Lần mở thứ
      supplement_of:               # Khảo sát bổ sung cho
      place:                       # Địa điểm
      started_at:                  # Bắt đầu
      ended_at:                    # Kết thúc

      # I. Thành phần tham gia: ít nhất Trưởng bộ phận Một cửa và một người chứng kiến. Bỏ dấu # ở đầu dòng để ghi.
      # Vai trò (role): \(roles.prefix(5).joined(separator: ", ")),
      #   \(roles.dropFirst(5).joined(separator: ", "))
      participants:
      #  - {name: "", title: "", org: "", role: truong_bo_phan, signed: false}
      #  - {name: "", title: "", org: "", role: chung_kien, signed: false}

      # II. Tình trạng hòm phiếu trước khi mở
      \(filled.line("lock_state", "Tình trạng khóa: \(lockStates.joined(separator: ", "))"))
      seal_no_expected:            # Số niêm phong khi dán
      seal_no_found:               # Số niêm phong khi mở
      \(filled.line("seal_state", "Tình trạng niêm phong: \(sealStates.joined(separator: ", "))"))
      incident:                    # Sự việc bất thường, nếu có
        description:               # Nội dung
        reported_to:               # Đã báo cáo ai
        reported_at:               # Lúc
        decision:                  # Ý kiến chỉ đạo
        by:                        # Người cho ý kiến

      # III. Số lượng phiếu
      \(filled.line("ballots_received", "Số phiếu nhận"))
      \(filled.line("ballots_issued", "Số phiếu phát ra cho người dân"))
      \(filled.line("ballots_unused", "Số phiếu chưa phát (còn lại)"))
      \(filled.line("ballots_spoiled_unissued", "Số phiếu hỏng chưa phát"))
      \(filled.line("ballots_spoiled_returned", "Số phiếu hỏng người dân đổi"))
      \(filled.line("ballots_in_box", "Số phiếu trong hòm (đếm tay)"))
      ballots_in_box_words:        # Bằng chữ, ví dụ: bốn trăm bảy mươi
      \(filled.line("foreign_items", "Vật khác, giấy khác"))
      \(filled.line("hand_valid", "Hợp lệ (nếu phân loại bằng tay)"))
      \(filled.line("hand_invalid", "Không hợp lệ"))
      \(filled.line("hand_blank", "Để trắng"))
      \(filled.line("respondent_list_count", "Số người trong danh sách"))
      bundles:                     # Bó phiếu
      #  - {bundle_no: 1, count: 0}

      # IV. Bàn giao
      handover:                    # Bàn giao phiếu
        to_person:                 # Người nhận
        to_org:                    # Bộ phận
        at:                        # Lúc
        \(filled.line("count", "Số phiếu bàn giao", field: "handover.count"))
      ballots_kept:                # Số phiếu giữ lại, không bàn giao
      key:                         # Bàn giao chìa khóa
        holder:                    # Người giữ
        org:                       # Bộ phận
        at:                        # Lúc

      # V. Kết thúc
      objections:                  # Ý kiến khác
      signatures_complete: \(filled.values["signatures_complete"] ?? "false")   # Đã ký đủ: true hoặc false
      prepared_by:                 # Người lập
      prepared_at:                 # Lập lúc
      revision: 1                  # Bản thứ

      """ + attachment
  }
}
