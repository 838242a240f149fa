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

  /// What is known of the minutes already: read from a scanned sheet, or entered by somebody.
  public struct Filled: Sendable, Hashable {
    /// What is known, by field, as YAML writes it; a field within another is called `incident.by`.
    public var values: [String: String]
    /// Lines of lists, by field: each an item as YAML writes it.
    public var items: [String: [String]]
    /// Fields in which something stands that could not be read, and what is the matter.
    public var doubts: [String: String]
    /// The scan itself.
    public var scan: Attachment?

    /// From its parts.
    public init(
      values: [String: String] = [:], items: [String: [String]] = [:], doubts: [String: String] = [:],
      scan: Attachment? = nil
    ) {
      self.values = values
      self.items = items
      self.doubts = doubts
      self.scan = scan
    }

    /// A line of the file: the field, its value where there is one, and its label. `name` may be indented.
    fileprivate func line(_ name: String, _ label: String, field: String? = nil, else usual: String? = nil) -> String {
      let field = field ?? name
      let start = (values[field] ?? usual).map { "\(name): \($0)" } ?? "\(name):"
      let doubt = doubts[field].map { " – \($0)" } ?? ""
      return start.padding(toLength: max(start.count + 2, 29), withPad: " ", startingAt: 0) + "# \(label)\(doubt)"
    }

    /// The items of a list, a line each; where there are none, lines that show how one is written.
    fileprivate func list(_ field: String, example: [String]) -> String {
      let lines = items[field].map { $0.map { "  - \($0)" } } ?? example.map { "#  - \($0)" }
      return lines.joined(separator: "\n")
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
      \(filled.line("minutes_no", "Số biên bản, ví dụ \"05/BB-UBND\""))
      minutes_id: \(filled.values["minutes_id"] ?? Quoted.whereNeeded(name))  # Mã biên bản
      period_id: \(filled.values["period_id"] ?? periodID.map(Quoted.whereNeeded) ?? "")  # Kỳ lấy phiếu
      unit_id: \(Quoted.whereNeeded(opening.unit))\(unit)
      box_id: \(Quoted.whereNeeded(opening.box))  # Hòm phiếu số
      opening_seq: \(opening.opening)  # Lần mở thứ
      \(filled.line("supplement_of", "Khảo sát bổ sung cho"))
      \(filled.line("place", "Địa điểm"))
      \(filled.line("started_at", "Bắt đầu"))
      \(filled.line("ended_at", "Kết thúc"))

      # I. Thành phần tham gia: ít nhất Trưởng bộ phận Một cửa và một người chứng kiến. Bỏ dấu # ở đầu dòng để ghi.
      # Vai trò (role): \(roles.prefix(5).joined(separator: ", ")),
      #   \(roles.dropFirst(5).joined(separator: ", "))
      participants:
      \(filled.list("participants", example: ["truong_bo_phan", "chung_kien"].map { participant(role: $0) }))

      # II. Tình trạng hòm phiếu trước khi mở
      \(filled.line("lock_state", "Tình trạng khóa: \(lockStates.joined(separator: ", "))"))
      \(filled.line("seal_no_expected", "Số niêm phong khi dán"))
      \(filled.line("seal_no_found", "Số niêm phong khi mở"))
      \(filled.line("seal_state", "Tình trạng niêm phong: \(sealStates.joined(separator: ", "))"))
      incident:                    # Sự việc bất thường, nếu có
      \(filled.line("  description", "Nội dung", field: "incident.description"))
      \(filled.line("  reported_to", "Đã báo cáo ai", field: "incident.reported_to"))
      \(filled.line("  reported_at", "Lúc", field: "incident.reported_at"))
      \(filled.line("  decision", "Ý kiến chỉ đạo", field: "incident.decision"))
      \(filled.line("  by", "Người cho ý kiến", field: "incident.by"))

      # III. Số lượng phiếu
      \(filled.line("ballots_received", "Số phiếu nhận"))
      \(filled.line("ballots_issued", "Số phiếu phát ra cho người dân"))
      \(filled.line("ballots_unused", "Số phiếu chưa phát (còn lại)"))
      \(filled.line("ballots_spoiled_unissued", "Số phiếu hỏng chưa phát"))
      \(filled.line("ballots_spoiled_returned", "Số phiếu hỏng người dân đổi"))
      \(filled.line("ballots_in_box", "Số phiếu trong hòm (đếm tay)"))
      \(filled.line("ballots_in_box_words", "Bằng chữ, ví dụ: bốn trăm bảy mươi"))
      \(filled.line("foreign_items", "Vật khác, giấy khác"))
      \(filled.line("hand_valid", "Hợp lệ (nếu phân loại bằng tay)"))
      \(filled.line("hand_invalid", "Không hợp lệ"))
      \(filled.line("hand_blank", "Để trắng"))
      \(filled.line("respondent_list_count", "Số người trong danh sách"))
      bundles:                     # Bó phiếu
      \(filled.list("bundles", example: ["{bundle_no: 1, count: 0}"]))

      # IV. Bàn giao
      handover:                    # Bàn giao phiếu
      \(filled.line("  to_person", "Người nhận", field: "handover.to_person"))
      \(filled.line("  to_org", "Bộ phận", field: "handover.to_org"))
      \(filled.line("  at", "Lúc", field: "handover.at"))
        \(filled.line("count", "Số phiếu bàn giao", field: "handover.count"))
      \(filled.line("ballots_kept", "Số phiếu giữ lại, không bàn giao"))
      key:                         # Bàn giao chìa khóa
      \(filled.line("  holder", "Người giữ", field: "key.holder"))
      \(filled.line("  org", "Bộ phận", field: "key.org"))
      \(filled.line("  at", "Lúc", field: "key.at"))
      \(reseal(filled))
      # V. Kết thúc
      objections:                  # Ý kiến khác
      \(filled.list("objections", example: ["{by: \"\", text: \"\", resolution: \"\"}"]))
      signatures_complete: \(filled.values["signatures_complete"] ?? "false")   # Đã ký đủ: true hoặc false
      \(filled.line("prepared_by", "Người lập"))
      \(filled.line("prepared_at", "Lập lúc"))
      \(filled.line("revision", "Bản thứ", else: "1"))
      \(filled.line("revision_reason", "Lý do sửa, từ bản thứ hai"))

      """ + attachment
  }

  private static func participant(role: String) -> String {
    "{name: \"\", title: \"\", org: \"\", role: \(role), signed: false}"
  }

  /// A box that goes back into use is sealed again; the blank file does not ask for it.
  private static func reseal(_ filled: Filled) -> String {
    let lines = [("seal_no", "Số niêm phong"), ("at", "Lúc"), ("by", "Người niêm phong")]
    guard lines.contains(where: { filled.values["reseal.\($0.0)"] != nil }) else { return "" }
    return
      (["reseal:                      # Niêm phong lại"]
      + lines.map { filled.line("  \($0.0)", $0.1, field: "reseal.\($0.0)") }).joined(separator: "\n") + "\n"
  }
}
