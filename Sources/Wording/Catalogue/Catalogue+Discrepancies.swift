internal import Counting

extension Catalogue {
  /// Added to the next action when files could not be read.
  static let unreadFiles = Phrase(
    "Có {n} tệp chưa đọc được: phiếu còn thiếu có thể nằm trong đó.",
    "{n} files could not be read: the missing sheets may be in them.")

  /// What M00 says of minutes that are there.
  static let minutesUnusable = Entry(
    Phrase(
      "Đã có biên bản mở hòm nhưng chưa dùng được", "There are opening minutes, but they cannot be used"),
    detail: Phrase("{why}", "{why}"),
    action: Phrase(
      "Sửa tệp biên bản ở chỗ được nêu theo biên bản giấy đã ký, rồi chạy lại.",
      "Correct the file at the place named from the signed paper, then run again."))

  /// What T01 says of a milestone.
  static let milestoneLate = Entry(
    Phrase("Việc “{milestone}” quá hạn (hạn: trước {date})", "“{milestone}” is late (due before {date})"),
    action: Phrase(
      "Làm xong sớm nhất có thể và nêu lý do; nếu đã làm đúng hạn, ghi ngày làm xong (done) vào survey.yaml.",
      "Get it done as soon as possible and give the reason; if it was done in time, note the day (done) in survey.yaml."
    ))

  /// What P03 says where days are named.
  static let openingMissingOnDay = Entry(
    Phrase("Thiếu lần mở hòm vào ngày đã định", "No opening on a day named for it"),
    detail: Phrase("hòm {box}: {days}", "box {box}: {days}"),
    action: Phrase(
      "Bổ sung biên bản của lần mở còn thiếu; nếu mở vào ngày khác, ghi lý do.",
      "Add the minutes of the missing opening; if the box was opened on another day, note the reason."))

  /// What S04 says of a seal that was put on later.
  static let sealedAfterOpening = Entry(
    Phrase("Biên bản niêm phong ghi sau khi mở hòm", "The sealing record is of after the opening"),
    detail: Phrase("{date}", "{date}"),
    action: Phrase(
      "Xem lại ngày giờ trên biên bản niêm phong và lần mở mà biên bản đó nói tới (opening_seq).",
      "Check the moment of the sealing record, and which opening it is about (opening_seq)."))

  /// Which of the office's records says otherwise.
  static let byRecord = Phrase("Theo {record}.", "By {record}.")

  /// The texts of a discrepancy. The Vietnamese messages are those of docs/rules.md
  static func entry(_ code: DiscrepancyCode) -> Entry {
    switch code {
    // Counts.
    case .fewerScanned:
      Entry(
        Phrase(
          "Số phiếu quét ít hơn biên bản: thiếu {n} phiếu",
          "Fewer sheets scanned than minuted: {n} missing"),
        detail: Phrase("biên bản {expected}, quét {found}", "minutes {expected}, scanned {found}"),
        action: Phrase(
          "Đếm lại số tờ của hòm này, tìm tờ dính nhau hoặc chưa quét rồi quét thêm; nếu biên bản đếm nhầm, lập biên bản bổ sung.",
          "Count the sheets of this box again, look for sheets stuck together or not scanned and scan them; if the minutes miscounted, write supplementary minutes."
        ))
    case .moreScanned:
      Entry(
        Phrase(
          "Số phiếu quét nhiều hơn biên bản: thừa {n} phiếu",
          "More sheets scanned than minuted: {n} too many"),
        detail: Phrase("biên bản {expected}, quét {found}", "minutes {expected}, scanned {found}"),
        action: Phrase(
          "Xem có tờ quét hai lần hoặc phiếu của hòm khác lẫn vào không; nếu biên bản đếm nhầm, lập biên bản bổ sung.",
          "See whether sheets were scanned twice or came from another box; if the minutes miscounted, write supplementary minutes."
        ))
    case .scannedTwice:
      Entry(
        Phrase("Phiếu quét trùng (một phiếu quét nhiều lần)", "Same physical sheet scanned twice"),
        detail: Phrase("{n} tờ", "{n} sheets"),
        action: Phrase(
          "Mỗi phiếu chỉ tính một lần, tờ trùng đã để riêng; xem lại ảnh để chắc chắn.",
          "Each ballot counts once, the repeats are set aside; look at the pictures to be sure."))
    case .doubleFeed:
      Entry(
        Phrase("Nghi kéo hai tờ một lần (thiếu trang)", "Suspected double feed (a page is missing)"),
        action: Phrase("Tách các tờ dính nhau rồi quét lại.", "Part the sheets that stick together and scan again."))
    case .moreThanIssued:
      Entry(
        Phrase("Số phiếu trong hòm lớn hơn số phiếu phát ra", "More ballots in box than issued"),
        detail: Phrase("nhiều nhất {expected}, trong hòm {found}", "at most {expected}, in box {found}"),
        action: Phrase(
          "Kiểm tra số phiếu phát ra và phiếu đổi; nếu ghi nhầm, lập biên bản bổ sung.",
          "Check the numbers issued and exchanged; if they were miswritten, write supplementary minutes."))
    case .issueSum:
      Entry(
        Phrase("Nhận ≠ phát + còn lại + hỏng", "Received ≠ issued + unused + spoiled"),
        detail: Phrase("nhận {expected}, cộng lại {found}", "received {expected}, sum {found}"),
        action: Phrase(
          "Đếm lại phiếu còn lại và phiếu hỏng; lập biên bản bổ sung nếu cần.",
          "Count unused and spoiled ballots again; write supplementary minutes if needed."))
    case .bundleSum:
      Entry(
        Phrase("Tổng các bó khác số phiếu trong hòm", "Bundles do not add up to the ballots in the box"),
        detail: Phrase("trong hòm {expected}, các bó {found}", "in box {expected}, bundles {found}"),
        action: Phrase("Đếm lại từng bó phiếu.", "Count each bundle again."))
    case .handOverCount:
      Entry(
        Phrase("Số bàn giao khác số phiếu trong hòm", "Hand-over count differs from the ballots in the box"),
        detail: Phrase("phải bàn giao {expected}, ghi {found}", "to hand over {expected}, minuted {found}"),
        action: Phrase(
          "Hỏi lại người nhận; nếu có phiếu giữ lại, ghi rõ lý do trong biên bản bổ sung.",
          "Ask the receiver; if ballots were kept back, give the reason in supplementary minutes."))
    case .handClassification:
      Entry(
        Phrase(
          "Kết quả kiểm tay khác kết quả máy (hợp lệ/không hợp lệ/trắng)",
          "Hand classification differs from machine (valid/invalid/blank)"),
        detail: Phrase("{fields}: tay {expected}, máy {found}", "{fields}: hand {expected}, machine {found}"),
        action: Phrase(
          "Cùng xem các tờ được nêu và thống nhất cách phân loại.",
          "Look at the named sheets together and agree on their class."))
    case .boxSum:
      Entry(
        Phrase("Tổng các hòm khác tổng đơn vị", "Boxes ≠ unit total"),
        detail: Phrase("đơn vị {expected}, các hòm {found}", "unit {expected}, boxes {found}"),
        action: Phrase("Xem có hòm phiếu nào chưa nhập không.", "See whether a box has not been entered yet."))
    case .unitSum:
      Entry(
        Phrase("Tổng các đơn vị khác tổng chung", "Units ≠ grand total"),
        detail: Phrase("tổng chung {expected}, các đơn vị {found}", "grand total {expected}, units {found}"),
        action: Phrase("Xem có đơn vị nào chưa nhập không.", "See whether a unit has not been entered yet."))
    case .respondentList:
      Entry(
        Phrase("Số người trong danh sách khác số phiếu", "Respondent list ≠ ballots"),
        detail: Phrase("phiếu {expected}, danh sách {found}", "ballots {expected}, list {found}"),
        action: Phrase(
          "Đối chiếu danh sách ký nhận; ghi lý do nếu có người không bỏ phiếu vào hòm.",
          "Compare with the signed list; note the reason if people did not put a ballot in."))
    case .waiting:
      Entry(
        Phrase("Còn {n} phiếu chờ phân xử", "{n} ballots awaiting adjudication"),
        action: Phrase(
          "Xem từng phiếu và quyết định (kiemphieu review); chốt hòm được khi không còn phiếu chờ.",
          "Look at each and decide (kiemphieu review); the box can be closed when none waits."))

    case .issueLog:
      Entry(
        Phrase(
          "Sổ phát phiếu khác số phiếu phát ra ghi trong biên bản",
          "The issue log differs from the number issued by the minutes"),
        detail: Phrase("biên bản {expected}, sổ {found}", "minutes {expected}, log {found}"),
        action: Phrase(
          "Đối chiếu sổ phát phiếu của từng quầy, từng ngày với biên bản; ghi lý do.",
          "Compare the log of each counter and day with the minutes; note the reason."))

    // Allocation and sample.
    case .changedAfterClosing:
      Entry(
        Phrase("Số liệu của hòm đã chốt bị thay đổi", "The count of a closed box has changed"),
        detail: Phrase("lúc chốt {expected} phiếu, nay {found}", "{expected} ballots when closed, {found} now"),
        action: Phrase(
          "Xem tờ nào được thêm, bớt hoặc đọc khác đi; nếu thay đổi là đúng, mở lại hòm (kiemphieu reopen), ghi lý do rồi chốt lại.",
          "See which sheets were added, removed or read otherwise; if the change is right, open the box again (kiemphieu reopen), say why, and close it again."
        ))
    case .allocationSum:
      Entry(
        Phrase(
          "Tổng dòng phân bổ khác tổng ghi trên bảng", "The rows of the allocation do not add up to the stated total"),
        detail: Phrase("trên bảng {expected}, cộng lại {found}", "stated {expected}, sum {found}"),
        action: Phrase("Kiểm tra bảng phân bổ và sửa dòng ghi nhầm.", "Check the allocation and correct the row."))
    case .belowTarget:
      Entry(
        Phrase(
          "Chưa đạt số phiếu được phân bổ/cỡ mẫu tối thiểu: thiếu {n} — cần khảo sát bổ sung",
          "Below target by {n}; supplementary survey needed"),
        detail: Phrase("phân bổ {expected}, dùng được {found}", "allocated {expected}, usable {found}"),
        action: Phrase(
          "Phân xử các phiếu đang chờ trước; nếu vẫn thiếu, tổ chức khảo sát bổ sung.",
          "Decide about waiting ballots first; if it is still short, survey more people."))
    case .aboveAllocation:
      Entry(
        Phrase("Vượt số phiếu phân bổ", "Above allocation"),
        detail: Phrase("phân bổ {expected}, có {found}", "allocated {expected}, found {found}"),
        action: Phrase(
          "Kiểm tra số phiếu đã phát cho đơn vị; ghi lý do nếu phát thêm.",
          "Check how many were issued to the unit; note the reason if more were."))
    case .sampleTooSmall:
      Entry(
        Phrase("Cỡ mẫu nhỏ hơn mức tối thiểu của quy tắc {rule}", "Sample below the minimum of rule {rule}"),
        action: Phrase("Tăng cỡ mẫu của đơn vị.", "Raise the unit's sample."))
    case .strataNumber:
      Entry(
        Phrase("Số xã/thôn chọn không đúng theo loại đơn vị", "Wrong number of strata units"),
        detail: Phrase("theo {rule} {expected}, đã chọn {found}", "by {rule} {expected}, chosen {found}"),
        action: Phrase("Xem lại danh sách xã, thôn đã chọn.", "Look at the chosen communes and villages again."))
    case .mixedForms:
      Entry(
        Phrase("Lẫn nhiều mẫu phiếu/phiên bản trong một lô", "Mixed form versions in one batch"),
        detail: Phrase("{forms}", "{forms}"),
        action: Phrase(
          "Nếu hòm này chỉ phát một mẫu, xem các tờ khác mẫu từ đâu đến.",
          "If this box was given one form only, see where the others come from."))

    // Codes on the sheets.
    case .codeUnreadable:
      Entry(
        Phrase("Không đọc được mã trên phiếu", "Barcode unreadable"),
        detail: Phrase("{n} tờ", "{n} sheets"),
        action: Phrase(
          "Quét lại các tờ này cho phẳng, hoặc xem tờ phiếu rồi chấp nhận nếu đúng là của hòm này.",
          "Scan these sheets again lying flat, or look at the paper and accept what belongs to this box."))
    case .unitUnlisted:
      Entry(
        Phrase("Mã đơn vị không có trong danh mục", "Unknown unit code"),
        detail: Phrase("{n} tờ", "{n} sheets"),
        action: Phrase(
          "Kiểm tra danh mục đơn vị; phiếu của nơi khác để riêng, ghi vào biên bản.",
          "Check the list of units; put ballots from elsewhere aside and note them in the minutes."))
    case .codeOfTwoUnits:
      Entry(
        Phrase("Một mã dùng cho hai đơn vị", "Code assigned twice"),
        detail: Phrase("{found}", "{found}"),
        action: Phrase("Đổi mã của một trong hai đơn vị.", "Give one of the two units another code."))
    case .sheetOfOtherUnit:
      Entry(
        Phrase("Phiếu của đơn vị khác lẫn trong lô", "Sheet of another unit"),
        detail: Phrase("{n} tờ", "{n} sheets"),
        action: Phrase(
          "Xem tờ phiếu; quyết định tính cho hòm này, hay chuyển về đúng đơn vị.",
          "Look at the ballot; decide whether it counts here or goes to its own unit."))
    case .sheetOfOtherPeriod:
      Entry(
        Phrase("Phiếu của kỳ khác", "Sheet of another period"),
        action: Phrase("Để riêng, không tính vào kỳ này.", "Put it aside; it does not count in this period."))
    case .assignedFromHeader:
      Entry(
        Phrase("Phiếu không có mã (mẫu cũ) — gán theo tờ đầu lô", "Un-coded legacy sheet, assigned from header"),
        action: Phrase("Kiểm tra tờ đầu lô đặt đúng chỗ.", "Check that the header lies in the right place."))
    case .serialRepeated:
      Entry(
        Phrase("Số thứ tự phiếu trùng/ngoài dải đã phát", "Serial duplicate/out of range"),
        detail: Phrase("{n} tờ", "{n} sheets"),
        action: Phrase(
          "Lấy các tờ cùng số ra so sánh: phiếu sao chụp hay in trùng số? Rồi chấp nhận hoặc loại từng tờ.",
          "Compare the sheets of one number: photocopied, or printed twice? Then accept or set aside each."))

    // Lock, seal, key.
    case .lockAbnormal:
      Entry(
        Phrase("Khóa có dấu hiệu bất thường", "Lock abnormal"),
        detail: Phrase("{found}", "{found}"),
        action: Phrase(
          "Báo cáo Thường trực UBND và ghi ý kiến chỉ đạo vào biên bản.",
          "Report to the standing committee and put its decision into the minutes."))
    case .sealNumber:
      Entry(
        Phrase("Số niêm phong khi mở khác khi dán", "Seal number mismatch"),
        detail: Phrase("khi dán {expected}, khi mở {found}", "sealed {expected}, opened {found}"),
        action: Phrase(
          "Xem lại tem niêm phong và biên bản niêm phong; nếu chép nhầm số, lập biên bản bổ sung, nếu không thì báo cáo.",
          "Look at the seal and the sealing record; if the number was miswritten, write supplementary minutes, else report it."
        ))
    case .sealBrokenUnreported:
      Entry(
        Phrase(
          "Niêm phong không nguyên vẹn mà chưa có báo cáo Thường trực UBND", "Broken seal without incident report"),
        detail: Phrase("{found}", "{found}"),
        action: Phrase(
          "Báo cáo Thường trực UBND; ghi người nhận báo cáo, thời gian và ý kiến chỉ đạo.",
          "Report to the standing committee; note who was told, when, and what was decided."))
    case .sealingRecordMissing:
      Entry(
        Phrase("Không có biên bản niêm phong trước đó", "No sealing record"),
        action: Phrase(
          "Tìm biên bản niêm phong của hòm và thêm vào hồ sơ.", "Find the box's sealing record and add it."))
    case .keyCustody:
      Entry(
        Phrase("Chưa ghi người nhận chìa khóa", "Key custody missing"),
        action: Phrase("Ghi người nhận và giờ bàn giao chìa khóa.", "Note who received the key and when."))
    case .respondentListScanned:
      Entry(
        Phrase(
          "Trang có dữ liệu cá nhân (danh sách người cung cấp thông tin) trong lô quét", "Respondent list scanned"),
        action: Phrase(
          "Lấy ảnh đó ra khỏi thư mục và bảo quản riêng.", "Take that picture out of the folder and keep it apart."))

    // The minutes themselves.
    case .minutesMissing:
      Entry(
        Phrase("Hòm phiếu đã quét nhưng chưa có biên bản mở hòm", "A box was scanned and has no opening minutes"),
        detail: Phrase("quét {found} phiếu", "{found} ballots scanned"),
        action: Phrase(
          "Nhập biên bản mở hòm của hòm này (kiemphieu minutes new).",
          "Enter the opening minutes of this box (kiemphieu minutes new)."))
    case .fieldMissing:
      Entry(
        Phrase("Thiếu trường bắt buộc trong biên bản", "Required field missing in the minutes"),
        detail: Phrase("{fields}", "{fields}"),
        action: Phrase("Bổ sung theo biên bản giấy đã ký.", "Fill it in from the signed paper."))
    case .endBeforeStart:
      Entry(
        Phrase("Giờ kết thúc trước giờ bắt đầu", "End before start"),
        action: Phrase("Xem lại giờ trên biên bản giấy.", "Check the times on the paper."))
    case .headAbsent:
      Entry(
        Phrase("Thiếu Trưởng bộ phận Một cửa", "Head of one-stop shop absent"),
        action: Phrase(
          "Ghi tên người dự nếu bỏ sót; nếu vắng thật, ghi người được ủy quyền.",
          "Add the name if it was left out; if truly absent, note who stood in."))
    case .witnessMissing:
      Entry(
        Phrase("Thiếu người chứng kiến độc lập", "No independent witness"),
        action: Phrase(
          "Ghi tên người chứng kiến không phải người lập biên bản (ví dụ đại diện MTTQ).",
          "Name a witness who did not write the minutes (for example of the Fatherland Front)."))
    case .signaturesMissing:
      Entry(
        Phrase("Chưa đủ chữ ký", "Signatures incomplete"),
        detail: Phrase("{people}", "{people}"),
        action: Phrase("Xin đủ chữ ký trước khi chốt hòm.", "Have everybody sign before the box is closed."))
    case .issuePartial:
      Entry(
        Phrase("Chỉ ghi một phần số phát/còn/hỏng", "Partial issue figures"),
        detail: Phrase("chưa ghi: {fields}", "not given: {fields}"),
        action: Phrase(
          "Ghi đủ các số còn thiếu; số nào không có thì ghi 0.",
          "Give the missing numbers; write 0 where there were none."))
    case .revisedAfterLock:
      Entry(
        Phrase("Biên bản đã sửa sau khi khóa (bản {revision})", "Minutes revised after lock (version {revision})"),
        action: Phrase("Xem lý do sửa và lưu cả hai bản.", "See the reason and keep both versions."))
    case .wordsDiffer:
      Entry(
        Phrase("Số phiếu ghi bằng chữ khác số ghi bằng số", "The number in words is not the number in digits"),
        detail: Phrase(
          "ghi số {expectedNumber} ({expected}), ghi chữ “{found}”",
          "digits {expectedNumber} ({expected}), words “{found}”"),
        action: Phrase(
          "Xem biên bản giấy đã ký để biết số đúng; sửa bản đã nhập nếu nhập nhầm, lập biên bản bổ sung nếu giấy ghi nhầm.",
          "See the signed paper for the right number; correct the file if it was mistyped, write supplementary minutes if the paper is wrong."
        ))
    case .openingsOverlap:
      Entry(
        Phrase(
          "Thời gian mở hòm chồng lên lần mở trước của cùng hòm",
          "The opening overlaps the opening before of the same box"),
        detail: Phrase("ngày {date}", "on {date}"),
        action: Phrase(
          "Xem lại ngày giờ và thứ tự các lần mở hòm.", "Check the times and the order of the openings."))

    case .otherPeriod:
      Entry(
        Phrase(
          "Biên bản ghi kỳ lấy phiếu (period_id) khác kỳ của đợt khảo sát",
          "The period of the minutes (period_id) is not the survey's"),
        detail: Phrase("survey.yaml: {expected}, biên bản: {found}", "survey.yaml: {expected}, minutes: {found}"),
        action: Phrase(
          "Xem biên bản có đúng của kỳ này không; nếu ghi nhầm mã kỳ, sửa period_id theo biên bản giấy.",
          "See whether the minutes belong to this period; if the id was mistyped, correct period_id from the paper."))

    // Dates.
    case .outsidePeriod:
      Entry(
        Phrase("Ngày mở hòm ngoài kỳ khảo sát", "Opening outside period"),
        detail: Phrase("{date}", "{date}"),
        action: Phrase(
          "Xem lại ngày trên biên bản và thời gian của kỳ khảo sát.", "Check the date of the minutes and the period."))
    case .nonWorkingDay:
      Entry(
        Phrase("Ngày mở hòm không phải ngày làm việc", "Opening on a non-working day"),
        detail: Phrase("{date}", "{date}"),
        action: Phrase("Ghi lý do nếu đúng là ngày nghỉ.", "Note the reason if it truly was a day off."))
    case .openingMissing:
      Entry(
        Phrase("Thiếu lần mở hòm theo kỳ 1/3/6 tháng", "Opening missing for cycle"),
        detail: Phrase("hòm {box}: cần {expected} lần, có {found}", "box {box}: {expected} due, {found} found"),
        action: Phrase("Bổ sung biên bản của lần mở còn thiếu.", "Add the minutes of the missing opening."))
    case .reportLate:
      Entry(
        Phrase("Quá hạn báo cáo (hạn: trước {date})", "Report late (due before {date})"),
        action: Phrase(
          "Gửi báo cáo sớm nhất có thể và nêu lý do.", "Send the report as soon as possible with the reason."))

    // Single ballots.
    case .fullyBlank:
      Entry(
        Phrase("Phiếu để trắng hoàn toàn", "Fully blank ballot"),
        detail: Phrase("{n} phiếu", "{n} ballots"),
        action: Phrase(
          "Không cần làm gì; phiếu được tính là phiếu trắng.", "Nothing needs to be done; counted as blank."))
    case .questionBlank:
      Entry(
        Phrase("Câu để trống", "Question blank"),
        action: Phrase("Không cần làm gì.", "Nothing needs to be done."))
    case .severalMarks:
      Entry(
        Phrase("Một câu đánh nhiều hơn một ô", "Multiple marks"),
        action: Phrase(
          "Xem câu này; theo quy tắc của đợt, câu không hợp lệ hoặc chờ phân xử.",
          "Look at the question; by the survey's policy it is invalid or waits."))
    case .unclearMark:
      Entry(
        Phrase("Dấu không rõ (quá mờ/ngoài ô)", "Unclear mark (too faint or outside the box)"),
        action: Phrase("Xem ảnh và chọn câu trả lời.", "Look at the picture and choose the answer."))
    case .correction:
      Entry(
        Phrase("Có dấu sửa/gạch bỏ", "Correction present"),
        action: Phrase("Xem ảnh và chọn ô được giữ lại.", "Look at the picture and choose the box that was kept."))
    case .torn:
      Entry(
        Phrase("Phiếu rách, mất ô, che khuất", "Torn/covered"),
        action: Phrase("Xem tờ phiếu gốc rồi quyết định.", "Look at the paper, then decide."))
    case .notIssuedForm:
      Entry(
        Phrase("Không đúng mẫu phiếu phát ra", "Not the issued form"),
        action: Phrase("Xem tờ phiếu gốc rồi quyết định.", "Look at the paper, then decide."))
    case .notABallot:
      Entry(
        Phrase("Không phải phiếu", "Not a ballot"),
        detail: Phrase("{n} tờ", "{n} sheets"),
        action: Phrase(
          "Xem lại tờ giấy; giấy tờ của người dân thì gửi trả, và ghi vào biên bản.",
          "Look at the paper; return what belongs to citizens and note it in the minutes."))
    case .pageMissing:
      Entry(
        Phrase("Thiếu trang (phiếu nhiều trang)", "Page missing (ballot of several pages)"),
        detail: Phrase("{n} phiếu", "{n} ballots"),
        action: Phrase("Tìm trang còn thiếu rồi quét lại cả phiếu.", "Find the missing page and scan the ballot again.")
      )
    case .writingOutside:
      Entry(
        Phrase("Ghi thêm nội dung ngoài vùng cho phép", "Writing outside allowed zones"),
        action: Phrase("Xem nội dung; phiếu vẫn được tính.", "Look at the writing; the ballot still counts."))

    // Responses of other channels.
    case .responseUnreadable:
      Entry(
        Phrase("Có dòng không đọc được trong danh sách trả lời", "Rows of a list of responses cannot be read"),
        detail: Phrase("{channel}: {n} dòng, {rows}", "{channel}: {n} rows, {rows}"),
        action: Phrase(
          "Sửa danh sách hoặc tệp mô tả theo lời báo của từng dòng rồi lập lại báo cáo; đến lúc đó các dòng này không được tính.",
          "Correct the list or its description as each row's message says and report again; until then they do not count."
        ))
    case .responseRepeated:
      Entry(
        Phrase("Câu trả lời có hai lần trong danh sách", "Responses stand in the lists twice"),
        detail: Phrase("{channel}: {n} dòng, {rows}", "{channel}: {n} rows, {rows}"),
        action: Phrase(
          "Không cần làm gì: mỗi câu trả lời chỉ tính một lần.", "Nothing needs to be done: each counts once."))
    case .responseOutsidePeriod:
      Entry(
        Phrase("Câu trả lời ngoài thời gian khảo sát, không tính", "Responses outside the period, not counted"),
        detail: Phrase("{channel}: {n} dòng, {rows}", "{channel}: {n} rows, {rows}"),
        action: Phrase(
          "Xem lại thời gian của kỳ trong survey.yaml và cột thời gian của danh sách.",
          "Check the period in survey.yaml and the list's column of times."))
    case .responsesAlike:
      Entry(
        Phrase(
          "Nhiều câu trả lời giống hệt nhau trong vòng một phút, vẫn được tính",
          "Equal responses within a minute, counted all the same"),
        detail: Phrase("{channel}: {n} dòng, {rows}", "{channel}: {n} rows, {rows}"),
        action: Phrase("Cần xem lại các dòng này cùng đơn vị.", "Look at these rows together with the unit."))

    // Patterns.
    case .identicalRun:
      Entry(
        Phrase("Nhiều phiếu liên tiếp giống hệt nhau ({n})", "Run of identical patterns ({n})"),
        action: Phrase("Cần xem lại các phiếu này cùng nhau.", "Look at these ballots together."))
    case .straightLining:
      Entry(
        Phrase("Phiếu chọn một mức cho mọi câu", "Straight-lining"),
        action: Phrase("Không cần làm gì; phiếu vẫn được tính.", "Nothing needs to be done; the ballot counts."))
    case .unusualShare:
      Entry(
        Phrase("Tỷ lệ mức 5 bất thường so với kỳ trước", "Unusual share of 5s"),
        detail: Phrase(
          "câu {question}: kỳ trước {expected} %, kỳ này {found} %",
          "question {question}: {expected} % before, {found} % now"),
        action: Phrase("Cần xem lại cùng đơn vị.", "Look at it together with the unit."))
    case .nearIdentical:
      Entry(
        Phrase("Ảnh gần như trùng (nghi photocopy)", "Near-identical images (photocopy)"),
        detail: Phrase("{n} tờ", "{n} sheets"),
        action: Phrase(
          "So sánh các tờ giấy: một tờ quét hai lần, hay hai tờ riêng?",
          "Compare the papers: one sheet scanned twice, or two sheets?"))

    // Later checks.
    case .recheckDisagrees:
      Entry(
        Phrase(
          "Phúc tra lệch {percent} % ở câu {question}", "Re-check disagreement of {percent} % at question {question}"),
        action: Phrase("Cùng xem các phiếu lệch.", "Look at the differing ballots together."))
    case .reportRow1:
      Entry(
        Phrase(
          "Báo cáo: dòng ({row}) không khớp số liệu nguồn: kế hoạch chưa ghi ngày ban hành",
          "Report row ({row}) does not match its source: the plan has no date"),
        action: Phrase("Ghi plan.date vào report.yaml.", "Write plan.date into report.yaml."))
    case .reportRow2:
      Entry(
        Phrase(
          "Báo cáo: dòng ({row}) không khớp số liệu nguồn: thời gian khảo sát bị đảo hoặc nằm trong hai năm",
          "Report row ({row}) does not match its source: the survey ends before it begins, or in another year"),
        action: Phrase("Xem lại period trong survey.yaml.", "Look at period in survey.yaml."))
    case .reportRow3:
      Entry(
        Phrase(
          "Báo cáo: dòng ({row}) không khớp số liệu nguồn: đã nêu {expected}, đếm được {found}",
          "Report row ({row}) does not match its source: {expected} stated, {found} counted"),
        action: Phrase("Lập lại báo cáo từ số liệu.", "Make the report anew from the data."))
    case .reportRow4:
      Entry(
        Phrase(
          "Báo cáo: dòng ({row}) không khớp số liệu nguồn: {found} đơn vị trực thuộc, {expected} phiếu của họ",
          "Report row ({row}) does not match its source: {found} subordinate units with {expected} ballots"),
        action: Phrase("Lập lại báo cáo từ số liệu.", "Make the report anew from the data."))
    case .hashChain:
      Entry(
        Phrase("Chuỗi băm không khớp: tệp đã bị thay đổi", "Hash chain broken: a file was changed"),
        action: Phrase(
          "Lấy lại bản lưu và so sánh (kiemphieu verify).", "Take the stored copy and compare (kiemphieu verify)."))
    }
  }

  /// The fields of the minutes by their names in the file (docs/rules.md).
  static let minutesFields: [String: Phrase] = [
    "minutes_id": Phrase("Mã biên bản", "Minutes id"),
    "period_id": Phrase("Kỳ lấy phiếu", "Period"),
    "place": Phrase("Địa điểm", "Place"),
    "started_at": Phrase("Giờ bắt đầu", "Start"),
    "ended_at": Phrase("Giờ kết thúc", "End"),
    "participants": Phrase("Thành phần tham gia (ít nhất 2 người)", "Participants (at least 2)"),
    "lock_state": Phrase("Tình trạng khóa", "State of the lock"),
    "seal_state": Phrase("Tình trạng niêm phong", "State of the seal"),
    "seal_no_found": Phrase("Số niêm phong khi mở", "Seal number at opening"),
    "incident": Phrase("Sự việc bất thường", "Incident"),
    "ballots_in_box": Phrase("Số phiếu trong hòm", "Ballots in box"),
    "handover": Phrase("Bàn giao phiếu", "Hand-over of ballots"),
    "key": Phrase("Bàn giao chìa khóa", "Hand-over of the key"),
    "signatures_complete": Phrase("Đã ký đủ", "All signed"),
    "prepared_by": Phrase("Người lập", "Prepared by"),
    "ballots_received": Phrase("Số phiếu nhận", "Ballots received"),
    "ballots_issued": Phrase("Số phiếu phát ra", "Ballots issued"),
    "ballots_unused": Phrase("Số phiếu chưa phát", "Ballots unused"),
    "ballots_spoiled_unissued": Phrase("Số phiếu hỏng chưa phát", "Ballots spoiled before issue"),
    "ballots_spoiled_returned": Phrase("Số phiếu hỏng người dân đổi", "Ballots exchanged"),
    "hand_valid": Phrase("Hợp lệ", "Valid"),
    "hand_invalid": Phrase("Không hợp lệ", "Invalid"),
    "hand_blank": Phrase("Để trắng", "Blank"),
    "minutes_no": Phrase("Số biên bản", "Number of the minutes"),
    "supplement_of": Phrase("Khảo sát bổ sung cho", "Supplements"),
    "participants.name": Phrase("Họ và tên", "Full name"),
    "participants.title": Phrase("Chức vụ", "Title"),
    "participants.org": Phrase("Cơ quan", "Organisation"),
    "participants.role": Phrase("Vai trò", "Role"),
    "participants.signed": Phrase("Đã ký", "Signed"),
    "seal_no_expected": Phrase("Số niêm phong khi dán", "Seal number when put on"),
    "incident.description": Phrase("Sự việc bất thường", "Incident"),
    "incident.reported_to": Phrase("Đã báo cáo ai", "Reported to"),
    "incident.reported_at": Phrase("Báo cáo lúc", "Reported at"),
    "incident.decision": Phrase("Ý kiến chỉ đạo", "What was decided"),
    "incident.by": Phrase("Người cho ý kiến", "Decided by"),
    "ballots_in_box_words": Phrase("Số phiếu trong hòm, bằng chữ", "Ballots in box, in words"),
    "foreign_items": Phrase("Vật khác, giấy khác", "Other items and papers"),
    "respondent_list_count": Phrase("Số người trong danh sách", "People on the list"),
    "bundles": Phrase("Bó phiếu", "Bundles"),
    "bundles.bundle_no": Phrase("Bó số", "Bundle"),
    "bundles.count": Phrase("Số phiếu", "Ballots"),
    "handover.to_person": Phrase("Người nhận phiếu", "Receiver of the ballots"),
    "handover.to_org": Phrase("Bộ phận nhận phiếu", "Receiver's office"),
    "handover.at": Phrase("Bàn giao phiếu lúc", "Ballots handed over at"),
    "handover.count": Phrase("Số phiếu bàn giao", "Ballots handed over"),
    "ballots_kept": Phrase("Số phiếu giữ lại", "Ballots kept back"),
    "key.holder": Phrase("Người giữ chìa khóa", "Keeper of the key"),
    "key.org": Phrase("Bộ phận giữ chìa khóa", "Keeper's office"),
    "key.at": Phrase("Giao chìa khóa lúc", "Key handed over at"),
    "reseal.seal_no": Phrase("Niêm phong lại, số", "Sealed again, number"),
    "reseal.at": Phrase("Niêm phong lại lúc", "Sealed again at"),
    "reseal.by": Phrase("Người niêm phong lại", "Sealed again by"),
    "objections": Phrase("Ý kiến khác", "Objections"),
    "objections.by": Phrase("Người nêu", "By"),
    "objections.text": Phrase("Ý kiến", "Objection"),
    "objections.resolution": Phrase("Giải quyết", "Resolution"),
    "prepared_at": Phrase("Lập lúc", "Prepared at"),
    "revision_reason": Phrase("Lý do sửa", "Reason for the correction"),
  ]

  /// States of lock and seal by their words in the file.
  static let conditions: [String: Phrase] = [
    "nguyen_ven": Phrase("nguyên vẹn", "intact"),
    "bat_thuong": Phrase("bất thường", "abnormal"),
    "khong_co": Phrase("không có", "none"),
    "rach": Phrase("rách", "torn"),
    "bong": Phrase("bong", "come off"),
    "mat": Phrase("mất", "missing"),
    "khac": Phrase("khác", "other"),
  ]
}
