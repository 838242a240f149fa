internal import Ballots

extension Catalogue {
  /// What was seen, in the few words for which there is room on a picture.
  static func brief(_ reason: Reason) -> Phrase {
    switch reason {
    case .unclearMark: Phrase("chưa rõ", "not clear")
    case .faintMark: Phrase("quá mờ", "very faint")
    case .smallMark: Phrase("rất nhỏ", "very small")
    case .circledMark: Phrase("khoanh tròn", "circled")
    case .cancelledMark: Phrase("đã gạch bỏ", "crossed out")
    case .severalMarks: Phrase("nhiều ô", "several marks")
    case .inkOutside: Phrase("mực ngoài ô", "ink beside the boxes")
    case .neighbourInk: Phrase("nét ô bên lấn sang", "ink of a neighbour")
    case .straightLine: Phrase("đường kẻ qua ô", "a line runs through")
    case .boxObscured: Phrase("ô bị che", "covered")
    case .outlineUncertain: Phrase("chưa rõ vị trí ô", "place not certain")
    case .notRead: Phrase("chưa đọc được", "not read")
    case .decidedByPerson: Phrase("đã có người quyết định", "decided by a person")
    case .secondPersonNeeded: Phrase("cần người thứ hai", "a second person is needed")
    case .peopleDisagree: Phrase("hai người khác nhau", "people disagree")
    case .escalated: Phrase("đã chuyển người khác", "handed on")
    default: entry(reason).message
    }
  }

  /// The texts of a reason.
  static func entry(_ reason: Reason) -> Entry {
    switch reason {
    // The file could not be decoded.
    case .emptyFile:
      Entry(
        Phrase("Tệp không có nội dung", "The file is empty"),
        action: Phrase(
          "Quét lại tờ này; nếu chép từ USB, hãy chép lại tệp.",
          "Scan this sheet again; if the file came from a USB stick, copy it again."))
    case .unknownFormat:
      Entry(
        Phrase("Tệp không phải là ảnh quét", "The file is not a scanned image"),
        detail: Phrase("{subject}", "{subject}"),
        action: Phrase(
          "Dùng PNG, JPEG, TIFF hoặc PDF; nếu tệp không phải phiếu, hãy chuyển ra khỏi thư mục ảnh quét.",
          "Use PNG, JPEG, TIFF or PDF; if the file is no ballot, move it out of the folder of scans."))
    case .damagedFile:
      Entry(
        Phrase("Tệp bị hỏng hoặc chép chưa hết", "The file is damaged or was not copied completely"),
        detail: Phrase("{subject}", "{subject}"),
        action: Phrase(
          "Chép lại tệp từ máy quét; nếu vẫn không mở được, quét lại các tờ này.",
          "Copy the file again from the scanner; if it still does not open, scan these sheets again."))
    case .unsupportedFile:
      Entry(
        Phrase("Kiểu ảnh này chưa đọc được", "This kind of image cannot be read yet"),
        detail: Phrase("{subject}", "{subject}"),
        action: Phrase(
          "Quét lại thành PDF, TIFF, PNG hoặc JPEG thông thường.",
          "Scan again as an ordinary PDF, TIFF, PNG or JPEG."))
    case .tooLarge:
      Entry(
        Phrase("Ảnh quá lớn", "The image is too large"),
        detail: Phrase("{measured}, giới hạn {limit}", "{measured}, limit {limit}"),
        action: Phrase("Quét lại ở 200 hoặc 300 dpi.", "Scan again at 200 or 300 dpi."))
    case .tooManyPages:
      Entry(
        Phrase("Tệp có quá nhiều trang", "The file has too many pages"),
        detail: Phrase("{measured} trang, giới hạn {limit}", "{measured} pages, limit {limit}"),
        action: Phrase(
          "Chia tệp thành nhiều tệp nhỏ hơn, theo đúng thứ tự tờ.",
          "Split the file into smaller ones, keeping the order of the sheets."))
    case .passwordProtected:
      Entry(
        Phrase("Tệp PDF có đặt mật khẩu", "The PDF is protected by a password"),
        action: Phrase("Lưu lại tệp không có mật khẩu.", "Save the file without a password."))
    case .noPermission:
      Entry(
        Phrase("Không có quyền đọc tệp", "There is no permission to read the file"),
        action: Phrase(
          "Nhờ người quản trị cấp quyền đọc, hoặc chép tệp sang thư mục của mình.",
          "Ask the administrator for permission to read it, or copy the file into a folder of your own."))
    case .fileVanished:
      Entry(
        Phrase("Tệp không còn ở chỗ cũ trong lúc đọc", "The file was no longer there when it was read"),
        action: Phrase(
          "Kiểm tra ổ đĩa hoặc USB còn cắm không, rồi chạy lại.",
          "Check that the drive or USB stick is still connected, then run again."))
    case .fileChanged:
      Entry(
        Phrase("Tệp bị thay đổi trong lúc đọc", "The file changed while it was read"),
        action: Phrase(
          "Đợi máy quét hoặc việc chép tệp xong, rồi chạy lại.",
          "Wait until the scanner or the copying has finished, then run again."))
    case .decoderMissing:
      Entry(
        Phrase("Máy thiếu chương trình để mở loại tệp này", "A program that opens this kind of file is missing"),
        detail: Phrase("{subject}", "{subject}"),
        action: Phrase(
          "Cài gói poppler-utils, rồi chạy lại.", "Install the package poppler-utils, then run again."))
    case .readerFailed:
      Entry(
        Phrase(
          "Tệp này làm hỏng chương trình mở ảnh, nên trang không đọc được",
          "This file makes the program that opens pictures fail, so the page was not read"),
        action: Phrase(
          "Quét lại tờ này thành tệp mới; giữ tệp cũ để báo cho người phát triển.",
          "Scan the sheet again into a new file; keep the old one and report it."))
    case .timeLimit:
      Entry(
        Phrase("Đọc trang này quá lâu, nên đã dừng", "This page took too long and was given up"),
        action: Phrase(
          "Quét lại tờ này ở 200 hoặc 300 dpi thành tệp mới.",
          "Scan the sheet again at 200 or 300 dpi into a new file."))

    // The page was decoded, but no grid can be vouched for.
    case .pictureTooSmall:
      Entry(
        Phrase("Ảnh quá nhỏ, không thể là ảnh của một tờ phiếu", "The picture is too small to show a sheet"),
        detail: Phrase(
          "cạnh ngắn {measured} điểm ảnh, cần ít nhất {limit}", "short side {measured} px, at least {limit} needed"),
        action: Phrase(
          "Quét lại cả tờ ở 200 hoặc 300 dpi; nếu tệp không phải ảnh quét, chuyển ra khỏi thư mục.",
          "Scan the whole sheet again at 200 or 300 dpi; if the file is no scan, move it out of the folder."))
    case .resolutionTooLow:
      Entry(
        Phrase("Độ phân giải quá thấp để đọc chắc chắn", "The resolution is too low to read safely"),
        detail: Phrase("{measured} dpi, cần ít nhất {limit} dpi", "{measured} dpi, at least {limit} dpi needed"),
        action: Phrase("Quét lại ở 200 hoặc 300 dpi.", "Scan again at 200 or 300 dpi."))
    case .resolutionTooHigh:
      Entry(
        Phrase("Độ phân giải cao quá mức cần thiết", "The resolution is higher than can be used"),
        detail: Phrase("{measured} dpi, nhiều nhất {limit} dpi", "{measured} dpi, at most {limit} dpi"),
        action: Phrase("Quét lại ở 300 dpi.", "Scan again at 300 dpi."))
    case .fiducialsMissing:
      Entry(
        Phrase("Không tìm đủ các dấu định vị ở góc phiếu", "Not enough of the corner marks were found"),
        detail: Phrase("{subject}", "{subject}"),
        action: Phrase(
          "Vuốt phẳng các góc, đặt tờ phiếu nằm trọn trên mặt kính rồi quét lại.",
          "Flatten the corners, lay the whole sheet on the glass and scan again."))
    case .pageCutOff:
      Entry(
        Phrase("Một phần tờ phiếu nằm ngoài ảnh quét", "Part of the sheet lies outside the scan"),
        detail: Phrase("{subject}", "{subject}"),
        action: Phrase(
          "Chọn khổ giấy A4 trên máy quét, đặt tờ phiếu nằm trọn, rồi quét lại.",
          "Choose A4 on the scanner, lay the whole sheet in, and scan again."))
    case .outlinesMissing:
      Entry(
        Phrase("Không tìm thấy khung các ô đánh dấu", "The outlines of the boxes were not found"),
        detail: Phrase("khớp {measured}, cần {limit}", "match {measured}, {limit} needed"),
        action: Phrase(
          "Lau mặt kính máy quét, đặt tờ phiếu cho phẳng rồi quét lại; nếu vẫn vậy, kiểm tra mẫu phiếu.",
          "Clean the scanner glass, scan the sheet again lying flat; if it stays so, check which form it is."))
    case .printMismatch:
      Entry(
        Phrase("Chữ in trên tờ không giống mẫu phiếu", "The print on the sheet does not look like the form"),
        detail: Phrase("khớp {measured}, cần {limit}", "match {measured}, {limit} needed"),
        action: Phrase(
          "Kiểm tra đúng phiên bản mẫu phiếu chưa; thêm mẫu còn thiếu vào đợt khảo sát rồi đọc lại.",
          "Check the version of the form; add the missing form to the survey and read again."))
    case .severalSheets:
      Entry(
        Phrase("Ảnh có nhiều hơn một tờ", "The picture shows more than one sheet"),
        action: Phrase(
          "Quét riêng từng tờ; nếu máy kéo hai tờ một lúc, tách giấy rồi quét lại.",
          "Scan each sheet by itself; if the feeder took two at once, fan the stack and scan again."))
    case .otherVersion:
      Entry(
        Phrase("Tờ này là phiên bản khác của mẫu phiếu", "The sheet is another version of the form"),
        detail: Phrase(
          "câu hỏi, ô hoặc con số in khác mẫu {subject}", "questions, boxes or digits differ from form {subject}"),
        action: Phrase(
          "Thêm đúng phiên bản mẫu phiếu vào đợt khảo sát rồi đọc lại.",
          "Add the right version of the form to the survey and read again."))
    case .tonerFaint:
      Entry(
        Phrase("Bản in quá mờ", "The print is too faint"),
        detail: Phrase("độ đậm {measured}, cần {limit}", "contrast {measured}, {limit} needed"),
        action: Phrase(
          "Tăng độ đậm khi quét; lần in sau hãy thay mực máy in.",
          "Scan darker; replace the toner before printing again."))
    case .formAmbiguous:
      Entry(
        Phrase("Tờ này giống nhiều mẫu phiếu, chưa rõ mẫu nào", "The sheet fits more than one form"),
        detail: Phrase("{subject}", "{subject}"),
        action: Phrase("Xem ảnh và chọn đúng mẫu phiếu.", "Look at the picture and choose the form."))
    case .formNotGiven:
      Entry(
        Phrase("Mẫu phiếu này chưa có trong đợt khảo sát", "This form is not among those of the survey"),
        detail: Phrase("{subject}", "{subject}"),
        action: Phrase(
          "Thêm mẫu phiếu vào survey.yaml (hoặc --form) rồi đọc lại.",
          "Add the form to survey.yaml (or --form) and read again."))

    // What else a page can be.
    case .blankPage:
      Entry(
        Phrase("Trang trống", "An empty page"),
        action: Phrase("Không cần làm gì.", "Nothing needs to be done."))
    case .batchHeader:
      Entry(
        Phrase("Tờ đầu lô", "A batch header"),
        action: Phrase("Không cần làm gì.", "Nothing needs to be done."))
    case .separatorSheet:
      Entry(
        Phrase("Tờ ngăn", "A separator sheet"),
        action: Phrase("Không cần làm gì.", "Nothing needs to be done."))
    case .notABallot:
      Entry(
        Phrase("Giấy tờ khác, không phải phiếu khảo sát", "Another document, not a ballot"),
        action: Phrase(
          "Xem lại tờ giấy; nếu là giấy tờ của người dân, gửi trả đúng nơi.",
          "Look at the paper; if it belongs to a citizen, return it."))

    // The page was read, but not who it belongs to.
    case .barcodeUnreadable:
      Entry(
        Phrase("Không đọc được mã trên phiếu", "The code on the ballot cannot be read"),
        action: Phrase(
          "Lau mặt kính, vuốt phẳng chỗ in mã rồi quét lại; hoặc xem tờ phiếu, nếu đúng là của hòm này thì chấp nhận (review set … --whole accept).",
          "Clean the glass, flatten the code and scan again; or look at the paper and, if it belongs to this box, accept it (review set … --whole accept)."
        ))
    case .barcodesDisagree:
      Entry(
        Phrase("Các mã trên cùng một tờ không khớp nhau", "The codes on one sheet do not agree"),
        detail: Phrase("{subject}", "{subject}"),
        action: Phrase(
          "Xem tờ phiếu gốc; nếu đúng là của hòm này thì chấp nhận (review set … --whole accept), nếu không thì để riêng.",
          "Look at the paper; if it belongs to this box, accept it (review set … --whole accept), else put it aside."))
    case .headerMissing:
      Entry(
        Phrase(
          "Phiếu không có mã và không có tờ đầu lô phía trước", "The ballot has no code and no batch header before it"),
        action: Phrase(
          "In tờ đầu lô của hòm phiếu, đặt lên trên tập phiếu rồi quét lại cả lô.",
          "Print the box's batch header, lay it on top of the ballots and scan the batch again."))
    case .unitUnknown:
      Entry(
        Phrase(
          "Mã đơn vị trên phiếu không có trong danh mục", "The unit code on the ballot is not in the list of units"),
        detail: Phrase("{subject}", "{subject}"),
        action: Phrase(
          "Kiểm tra danh mục đơn vị; nếu phiếu của nơi khác, để riêng và ghi vào biên bản.",
          "Check the list of units; if the ballot is from elsewhere, put it aside and note it in the minutes."))
    case .unitStray:
      Entry(
        Phrase("Phiếu của đơn vị khác nằm trong lô này", "A ballot of another unit lies in this batch"),
        detail: Phrase("{subject}", "{subject}"),
        action: Phrase(
          "Xem tờ phiếu; quyết định tính cho hòm này, hay chuyển về đúng đơn vị.",
          "Look at the ballot; decide whether it counts here or goes to its own unit."))
    case .serialShared:
      Entry(
        Phrase(
          "Nhiều tờ phiếu có cùng số thứ tự nhưng đánh dấu khác nhau",
          "Several sheets bear one serial number but other marks"),
        detail: Phrase("số {subject}", "serial {subject}"),
        action: Phrase(
          "Có thể phiếu đã được sao chụp: lấy các tờ cùng số ra so sánh, rồi chấp nhận từng tờ hoặc loại.",
          "The form may have been photocopied: compare the sheets of this number, then accept or set aside each."))
    case .duplicateSheet:
      Entry(
        Phrase("Tờ phiếu này đã được quét trước đó", "This sheet was scanned before"),
        detail: Phrase("{subject}", "{subject}"),
        action: Phrase(
          "Chỉ tính một lần; nếu thật ra là hai tờ khác nhau, hãy chấp nhận tờ này.",
          "It counts once; if they are in truth two sheets, accept this one."))
    case .nearDuplicate:
      Entry(
        Phrase("Hai tờ phiếu giống nhau gần như hoàn toàn", "Two sheets look almost exactly alike"),
        detail: Phrase("{subject}", "{subject}"),
        action: Phrase(
          "So sánh hai tờ giấy: một tờ quét hai lần, hay hai tờ riêng?",
          "Compare the two papers: one sheet scanned twice, or two sheets?"))
    case .pageMissing:
      Entry(
        Phrase("Phiếu nhiều trang còn thiếu trang", "A page of this ballot is missing"),
        detail: Phrase("trang {subject}", "page {subject}"),
        action: Phrase(
          "Tìm trang còn thiếu (có thể máy kéo hai tờ một lần) rồi quét lại cả phiếu.",
          "Look for the missing page (two sheets may have been fed at once) and scan the whole ballot again."))

    // An answer waits for a person.
    case .unclearMark:
      Entry(
        Phrase("Dấu trong ô chưa rõ", "The mark is not clear"),
        action: Phrase("Xem ảnh và chọn câu trả lời.", "Look at the picture and choose the answer."))
    case .faintMark:
      Entry(
        Phrase("Dấu quá mờ", "The mark is very faint"),
        action: Phrase(
          "Xem tờ phiếu gốc và chọn câu trả lời; nếu nhiều phiếu mờ, quét lại đậm hơn.",
          "Look at the paper and choose the answer; if many are faint, scan again darker."))
    case .smallMark:
      Entry(
        Phrase("Dấu rất nhỏ, có thể chỉ là chấm bút", "The mark is very small, perhaps a touch of the pen"),
        action: Phrase("Xem ảnh và chọn câu trả lời.", "Look at the picture and choose the answer."))
    case .circledMark:
      Entry(
        Phrase(
          "Ô hoặc số được khoanh tròn: có thể là chọn hoặc bỏ chọn", "A box or number is circled: chosen or taken back"),
        action: Phrase(
          "Xem cả phiếu để hiểu cách người trả lời đánh dấu, rồi chọn.",
          "Look at the whole ballot to see how the person marked, then choose."))
    case .cancelledMark:
      Entry(
        Phrase("Có ô đã đánh dấu rồi gạch bỏ", "A mark was made and crossed out"),
        action: Phrase(
          "Xem ảnh và chọn ô mà người trả lời giữ lại.", "Look at the picture and choose the box that was kept."))
    case .severalMarks:
      Entry(
        Phrase("Một câu đánh nhiều hơn một ô", "More than one box is marked"),
        action: Phrase(
          "Xem ảnh; nếu đúng là nhiều ô, ghi câu này không hợp lệ.",
          "Look at the picture; if so, the question is invalid."))
    case .inkOutside:
      Entry(
        Phrase("Có nét mực bên ngoài các ô", "There is ink beside the boxes"),
        action: Phrase(
          "Xem ảnh: nét mực đó có phải là câu trả lời không?", "Look at the picture: is that ink an answer?"))
    case .neighbourInk:
      Entry(
        Phrase("Nét của ô bên cạnh lấn sang", "Ink of a neighbouring box reaches over"),
        action: Phrase("Xem ảnh và chọn câu trả lời.", "Look at the picture and choose the answer."))
    case .straightLine:
      Entry(
        Phrase("Một đường kẻ chạy qua nhiều ô", "One line runs through several boxes"),
        action: Phrase(
          "Xem cả phiếu: đường kẻ là câu trả lời, là gạch bỏ hay vết của máy quét? Nếu là vết, lau mặt kính rồi quét lại.",
          "Look at the whole ballot: an answer, a deletion, or a streak of the scanner? If a streak, clean the glass and scan again."
        ))
    case .boxObscured:
      Entry(
        Phrase("Ô bị che (con dấu, vết bẩn hoặc nếp gấp)", "The box is covered (a seal, a stain or a fold)"),
        action: Phrase(
          "Xem tờ phiếu gốc và chọn câu trả lời, nếu nhìn thấy.",
          "Look at the paper and choose the answer, if it can be seen."))
    case .outlineUncertain:
      Entry(
        Phrase("Chưa xác định chắc chắn vị trí của ô", "The place of the box is not certain"),
        action: Phrase(
          "Vuốt phẳng tờ phiếu rồi quét lại; hoặc xem ảnh và chọn câu trả lời.",
          "Flatten the sheet and scan again; or look at the picture and choose the answer."))
    case .notRead:
      Entry(
        Phrase("Câu này chưa đọc được từ ảnh", "This question was not read from the picture"),
        action: Phrase(
          "Xem tờ phiếu gốc và ghi câu trả lời (kiemphieu review set); hoặc quét lại tờ này.",
          "Look at the paper and enter the answer (kiemphieu review set); or scan the sheet again."))
    case .decidedByPerson:
      Entry(
        Phrase("Đã có người xem và quyết định", "A person has looked and decided"),
        action: Phrase("Không cần làm gì.", "Nothing needs to be done."))
    case .secondPersonNeeded:
      Entry(
        Phrase("Mới có một người quyết định, cần người thứ hai", "One person has decided, a second one is needed"),
        action: Phrase(
          "Người khác xem tờ phiếu và tự quyết định (kiemphieu review set), không xem kết quả của người trước.",
          "Another person looks at the sheet and decides (kiemphieu review set) without seeing what the first one said."
        ))
    case .peopleDisagree:
      Entry(
        Phrase("Hai người quyết định khác nhau, cần người thứ ba", "Two people disagree, a third one is needed"),
        action: Phrase(
          "Người thứ ba xem tờ phiếu và quyết định (kiemphieu review set); hai người giống nhau thì quyết định có hiệu lực.",
          "A third person looks at the sheet and decides (kiemphieu review set); what two of them say holds."))
    case .escalated:
      Entry(
        Phrase("Người xem trước chưa quyết được, chuyển người khác", "Somebody could not tell and handed it on"),
        action: Phrase(
          "Người khác xem tờ phiếu gốc và quyết định (kiemphieu review set).",
          "Another person looks at the paper and decides (kiemphieu review set)."))
    }
  }
}
