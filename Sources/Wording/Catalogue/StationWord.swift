/// Words of the review station. `{name}` is filled in.
public enum StationWord: String, Sendable, CaseIterable {
  // Every page.
  case station, skip, otherLanguage, signedInAs, signOut, boxes, decide, results, sheets, help
  // The door.
  case signIn, login, yourName, password, wrongPassword, tooManyTries, keyHint
  // Boxes.
  case survey, box, unit, state, open, closed, minutes, found, difference, waits, noMinutes, provisional, countedAt
  case nothingScanned, nothingYet, surveyWide, strayDecisions
  // The queue.
  case queue, filter, reason, any, form, show, waiting, nothingWaits, nothingForYou, question, wholePage, read
  case confidence, blank, several, accept, duplicate, invalid, notABallot, why, seenInPicture, next, undo, wholeSheet
  case keys, someoneHasIt, noLongerWaits, ownWord, secondNeeded, decided, undone, crop, page
  // A box.
  case reconcile, balanced, expected, counted, whatToDo, sheetsBehind, inBox, close, closeBox, cannotClose, cause
  case note, reopen, reopenBox, closedBy, reopened, wasClosed, figures, pagesRead
  // Opening a box: scans and minutes.
  case openBox, openBoxHint, openingNumber, boxCode, minutesOf, enterMinutes, correctMinutes, scanSheets, dropHere
  case chooseFiles, dropHint, noScript, sending, received, receivedBefore, notReceived, reading, rate, remaining
  case refusedPages, noRefused, boxIsClosed, badName, badKind, tooLarge, incomplete, diskRefused, noSuchBox
  case partOpening, partPeople, partCustody, partNumbers, partHandOver, partEnd, revision, inWords, check, inOrder
  case save, saved, changedMeanwhile, reasonNeeded, signedScan, noSignedScan, attach, signedHint, required, minutesHint
  // Files.
  case files, download, kilobytes, noFiles, makeReport, reportMade
  case everyAnswer, everySheet, everyBox, tally, recheckResult, closingSheet, signedMinutes, reportFile, noticeFile,
    posterFile
  case workbookFile, byQuestion, byUnit, byChannel, voteRecords
  // A sheet.
  case sheet, file, serial, fingerprint, answers, answer, history, who, when, what, before, noHistory, search
  case searchHint, nothingFound, mayBeMore, machine
  // The audit.
  case audit, verify, verifyHint, verifyNow, isAltered, isUnaltered, storeHead, contactSheets, contactOf, contactHint
  case recheck, recheckHint, noRecheck, seed, seedHint, seedNeeded, draw, drawnBefore, nothingToDraw, recheckOf,
    progress, allRead, compare, compared, blindHint, readMeanwhile
  case notReached, whyNeeded, enteredBy, keysOfSheet, sessionOver, restored, code, wrongKey, formTooLarge, emptyFile,
    blindSheet, blindBox,
    notSeenClearly
  case ticked, handOn, handedOnBy, decideAnew, decideSheet, uncovered, seenBy
  case keepCode, coding, codingHint, noCoding, noLine, noProcedures, cutLines, cutHint, linesCut, allCoded, procedure,
    field, codeRow, kept
  // Results.
  case allocationProgress, usable, allocated, wholeSurvey, answered, share, count, unanswered, chart
  case trend, trendOf, thisPeriod
  // What goes wrong.
  case notFound, notAllowed, notListed, staleForm, fault, back

  /// The word in both languages.
  var phrase: Phrase {
    switch self {
    case .station: Phrase("Bàn kiểm phiếu", "Review station")
    case .skip: Phrase("Đến nội dung", "Skip to content")
    case .otherLanguage: Phrase("English", "Tiếng Việt")
    case .signedInAs: Phrase("Người làm việc", "Signed in as")
    case .signOut: Phrase("Đăng xuất", "Sign out")
    case .boxes: Phrase("Hòm phiếu", "Boxes")
    case .decide: Phrase("Phân xử", "Decide")
    case .results: Phrase("Kết quả", "Results")
    case .sheets: Phrase("Tờ phiếu", "Sheets")
    case .help: Phrase("Phím tắt", "Keys")
    case .signIn: Phrase("Đăng nhập", "Sign in")
    case .login: Phrase("Tên đăng nhập", "Login")
    case .yourName: Phrase("Họ và tên", "Full name")
    case .password: Phrase("Mật khẩu", "Password")
    case .wrongPassword:
      Phrase(
        "Tên đăng nhập hoặc mật khẩu chưa đúng. Nhập lại.",
        "Login and password do not belong together. Enter them again.")
    case .tooManyTries:
      Phrase(
        "Đã nhập sai nhiều lần. Đợi {seconds} giây rồi nhập lại.",
        "There were too many wrong tries. Wait {seconds} seconds, then enter them again.")
    case .keyHint:
      Phrase(
        "Mật khẩu là mã mà lệnh kiemphieu serve đã in ra khi khởi động.",
        "The password is the key that kiemphieu serve printed when it began.")
    case .survey: Phrase("Khảo sát", "Survey")
    case .box: Phrase("Hòm", "Box")
    case .unit: Phrase("Đơn vị", "Unit")
    case .state: Phrase("Tình trạng", "State")
    case .open: Phrase("Đang mở", "Open")
    case .closed: Phrase("Đã chốt", "Closed")
    case .minutes: Phrase("Biên bản", "Minutes")
    case .found: Phrase("Kiểm được", "Found")
    case .difference: Phrase("Chênh lệch", "Difference")
    case .waits: Phrase("Chờ", "Waiting")
    case .noMinutes: Phrase("chưa có", "none yet")
    case .provisional: Phrase("Số liệu tạm tính", "Provisional figures")
    case .countedAt: Phrase("Sổ kiểm phiếu đến mục {seq}", "The store up to entry {seq}")
    case .nothingScanned:
      Phrase(
        "Chưa mở hòm nào. Chọn đơn vị, ghi mã hòm rồi bấm “Mở hòm”.",
        "No box was opened yet. Choose the unit, enter the box's code, then press “Open a box”.")
    case .surveyWide: Phrase("Cả cuộc khảo sát", "The survey as a whole")
    case .strayDecisions:
      Phrase(
        "Quyết định về {n} tờ không được tính: bản quét của chúng không còn trong thư mục, hoặc đã bị tệp khác thay chỗ.",
        "What was decided on {n} sheets is not counted: their scans are gone from the folder, or others took their place."
      )
    case .queue: Phrase("Chờ phân xử", "Waiting for a person")
    case .filter: Phrase("Lọc", "Filter")
    case .reason: Phrase("Lý do chờ", "Reason")
    case .any: Phrase("Tất cả", "All")
    case .form: Phrase("Mẫu phiếu", "Form")
    case .show: Phrase("Hiện", "Show")
    case .waiting: Phrase("Còn {n} mục chờ", "{n} items wait")
    case .nothingWaits: Phrase("Không còn gì chờ phân xử.", "Nothing waits.")
    case .nothingForYou:
      Phrase(
        "Còn {n} mục, nhưng đang ở chỗ người khác hoặc cần người khác xác nhận.",
        "{n} items are left; others have them, or another person has to confirm them.")
    case .question: Phrase("Câu hỏi", "Question")
    case .wholePage: Phrase("Cả trang", "The page as a whole")
    case .read: Phrase("Máy đọc được", "What the machine read")
    case .confidence: Phrase("Độ chắc", "Confidence")
    case .blank: Phrase("Để trống", "Blank")
    case .several: Phrase("Nhiều ô (không hợp lệ)", "Several marks (invalid)")
    case .accept: Phrase("Chấp nhận", "Accept")
    case .duplicate: Phrase("Quét trùng", "Scanned twice")
    case .invalid: Phrase("Không hợp lệ", "Invalid")
    case .notABallot: Phrase("Không phải phiếu", "Not a ballot")
    case .why: Phrase("Lý do quyết định", "Why")
    case .seenInPicture: Phrase("Nhìn rõ trên ảnh quét", "Seen in the picture")
    case .next: Phrase("Để sau", "Later")
    case .undo: Phrase("Xem lại mục vừa rồi", "Back to the last one")
    case .wholeSheet: Phrase("Xem cả tờ", "See the whole sheet")
    case .keys:
      Phrase(
        "Phím: số của ô; 0 để trống; X nhiều ô; E chuyển người khác; → để sau; Backspace xem lại mục vừa rồi.",
        "Keys: the option's number; 0 blank; X several marks; E hand on; → later; Backspace back to the last one.")
    case .someoneHasIt:
      Phrase("{name} đang xem mục này. Đã chuyển sang mục khác.", "{name} has this item. Here is another one.")
    case .noLongerWaits:
      Phrase(
        "Mục này không còn chờ: người khác vừa quyết định, hoặc số liệu đã đổi. Quyết định của bạn chưa được ghi.",
        "This item no longer waits: somebody else decided it, or the count changed. Your decision was not recorded.")
    case .ownWord:
      Phrase(
        "Bạn đã quyết định mục này rồi; cần một người khác xác nhận.",
        "You have decided this item already; another person has to confirm it.")
    case .secondNeeded: Phrase("Cần người thứ hai xác nhận.", "A second person has to confirm.")
    case .decided: Phrase("Đã ghi: {answer}", "Recorded: {answer}")
    case .undone:
      Phrase(
        "Mục vừa rồi; quyết định cũ còn hiệu lực đến khi chọn lại.",
        "The last item; what was decided holds until you choose again.")
    case .crop: Phrase("Ảnh phóng to của {name}", "Enlarged picture of {name}")
    case .page: Phrase("Ảnh cả trang {name}", "Picture of the page {name}")
    case .reconcile: Phrase("Đối chiếu", "Reconcile")
    case .balanced: Phrase("Khớp, không có điểm lệch.", "In balance: nothing disagrees.")
    case .expected: Phrase("Số phải có", "Expected")
    case .counted: Phrase("Số thấy được", "Found")
    case .whatToDo: Phrase("Việc cần làm", "What to do")
    case .sheetsBehind: Phrase("Các tờ liên quan", "Sheets behind it")
    case .inBox: Phrase("Số phiếu trong hòm theo biên bản", "Ballots in the box by the minutes")
    case .close: Phrase("Chốt", "Close")
    case .closeBox: Phrase("Chốt số liệu hòm {box}", "Close box {box}")
    case .cannotClose: Phrase("Chưa chốt được", "Cannot be closed yet")
    case .cause: Phrase("Nguyên nhân của {code}", "Cause of {code}")
    case .note: Phrase("Ghi chú (không bắt buộc)", "Note (optional)")
    case .reopen: Phrase("Mở lại", "Reopen")
    case .reopenBox: Phrase("Mở lại hòm {box}, có ghi vết", "Open box {box} again; leaves a trace")
    case .closedBy: Phrase("{name} đã chốt, {time}", "Closed by {name}, {time}")
    case .reopened:
      Phrase("Đã mở lại hòm {box}. Sửa xong nhớ chốt lại.", "Box {box} is open again. Close it when you are done.")
    case .wasClosed:
      Phrase(
        "Đã chốt hòm {box}. In tờ chốt (mục “Tệp”, closing/) để các bên ký; mã sổ {anchor}.",
        "Box {box} is closed. Print its sheet (under “Files”, closing/) for the witnesses to sign; the store's head is {anchor}."
      )
    case .figures: Phrase("Số liệu", "Figures")
    case .pagesRead: Phrase("Số trang đã đọc", "Pages read")
    case .openBox: Phrase("Mở hòm", "Open a box")
    case .openBoxHint:
      Phrase("Chọn đơn vị, ghi mã hòm (ví dụ H1).", "Choose the unit and write the box's code (H1, say).")
    case .openingNumber: Phrase("Lần mở thứ", "Opening")
    case .boxCode: Phrase("Mã hòm", "Box code")
    case .minutesOf: Phrase("Biên bản mở hòm {box}", "Opening minutes of box {box}")
    case .enterMinutes: Phrase("Nhập biên bản", "Enter the minutes")
    case .correctMinutes: Phrase("Xem, sửa biên bản", "See or correct the minutes")
    case .scanSheets: Phrase("Quét phiếu", "Scans")
    case .dropHere: Phrase("Thả tệp quét vào đây", "Drop scans here")
    case .chooseFiles: Phrase("Chọn tệp quét", "Choose scans")
    case .dropHint:
      Phrase(
        "PNG, TIFF, JPEG hoặc PDF. Máy quét cũng có thể ghi thẳng vào thư mục {folder}.",
        "PNG, TIFF, JPEG or PDF. The scanner may also write into the folder {folder} itself.")
    case .noScript:
      Phrase(
        "Trình duyệt không chạy được kịch bản: chép tệp quét vào thư mục của hòm, rồi tải lại trang.",
        "The browser runs no scripts: copy the scans into the box's folder, then load the page again.")
    case .sending: Phrase("Đang gửi {done}/{n} tệp", "Sending {done} of {n} files")
    case .received: Phrase("{name}: đã nhận.", "{name}: received.")
    case .receivedBefore: Phrase("{name}: đã có từ trước.", "{name}: was there already.")
    case .notReceived: Phrase("Chưa gửi được. Thả lại tệp này.", "Not received. Drop this file again.")
    case .reading:
      Phrase(
        "Đang đọc: còn {here} tệp của hòm này, {left} tệp tất cả",
        "Reading: {here} files of this box left, {left} in all")
    case .rate: Phrase("{n} trang/phút", "{n} pages a minute")
    case .remaining: Phrase("còn khoảng {n} giây", "about {n} seconds left")
    case .refusedPages:
      Phrase(
        "Trang chưa đọc được: quét lại khi phiếu còn trên bàn", "Pages that could not be read: scan them again now")
    case .noRefused: Phrase("Không có trang nào bị từ chối.", "No page was refused.")
    case .boxIsClosed: Phrase("Hòm này đã chốt. Mở lại hòm trước.", "This box is closed. Open it again first.")
    case .badName:
      Phrase(
        "{name}: tên tệp không dùng được. Đổi tên rồi gửi lại.",
        "{name}: this name cannot be used. Rename the file and send it again.")
    case .badKind:
      Phrase(
        "{name}: không phải tệp quét. Gửi PNG, TIFF, JPEG hoặc PDF.", "{name}: is no scan. Send PNG, TIFF, JPEG or PDF."
      )
    case .tooLarge:
      Phrase(
        "{name}: lớn quá {n} MiB. Chia nhỏ tệp rồi gửi lại.",
        "{name}: is larger than {n} MiB. Split it and send it again.")
    case .incomplete: Phrase("{name}: chưa gửi hết. Gửi lại tệp này.", "{name}: did not arrive whole. Send it again.")
    case .diskRefused:
      Phrase(
        "{name}: không ghi được ({why}). Báo người quản trị máy.",
        "{name}: could not be written ({why}). Tell whoever runs this PC.")
    case .noSuchBox:
      Phrase(
        "Không có đơn vị này, hoặc mã hòm có ký tự lạ. Mã hòm gồm chữ, số và . _ -",
        "There is no such unit, or the box's code holds other characters. Codes have letters, digits and . _ -")
    case .partOpening: Phrase("Mở hòm", "Opening")
    case .partPeople: Phrase("I. Thành phần tham gia", "I. People present")
    case .partCustody: Phrase("II. Tình trạng hòm trước khi mở", "II. The box before it was opened")
    case .partNumbers: Phrase("III. Số lượng phiếu", "III. Numbers of ballots")
    case .partHandOver: Phrase("IV. Bàn giao", "IV. Handing over")
    case .partEnd: Phrase("V. Kết thúc", "V. Conclusion")
    case .revision: Phrase("Bản thứ {n}", "Revision {n}")
    case .inWords: Phrase("{n} bằng chữ: {words}", "{n} in words: {words}")
    case .check: Phrase("Kiểm tra", "Check")
    case .inOrder: Phrase("Đủ và khớp.", "Whole, and in agreement.")
    case .save: Phrase("Ghi biên bản", "Save the minutes")
    case .saved: Phrase("Đã ghi biên bản hòm {box}, bản thứ {n}.", "The minutes of box {box} are saved, revision {n}.")
    case .changedMeanwhile:
      Phrase(
        "Người khác vừa ghi một bản mới của biên bản này. Tải lại trang rồi sửa trên bản đó.",
        "Somebody else has just saved a newer revision. Load the page again and correct that one.")
    case .reasonNeeded: Phrase("Cần ghi lý do sửa biên bản.", "A reason for the correction is needed.")
    case .signedScan: Phrase("Bản quét biên bản đã ký: {name}", "Scan of the signed minutes: {name}")
    case .noSignedScan: Phrase("Chưa có bản quét biên bản đã ký.", "There is no scan of the signed minutes yet.")
    case .attach: Phrase("Đính kèm bản quét đã ký", "Attach the signed scan")
    case .signedHint: Phrase("Ghi biên bản để gắn bản quét này vào.", "Save the minutes so that they name this scan.")
    case .required: Phrase("bắt buộc", "required")
    case .minutesHint:
      Phrase("Ghi đúng như biên bản giấy; máy không sửa số nào.", "As the paper has it; the program alters no number.")
    case .files: Phrase("Tệp", "Files")
    case .download: Phrase("Tải về", "Download")
    case .kilobytes: Phrase("{n} KiB", "{n} KiB")
    case .noFiles: Phrase("Chưa có tệp kết quả nào.", "There are no result files yet.")
    case .makeReport: Phrase("Lập báo cáo", "Make the report")
    case .reportMade: Phrase("Đã lập báo cáo trong results/report/.", "The report is in results/report/.")
    case .sheet: Phrase("Tờ", "Sheet")
    case .file: Phrase("Tệp", "File")
    case .serial: Phrase("Số sê-ri", "Serial")
    case .fingerprint: Phrase("Mã băm SHA-256 của tệp", "SHA-256 of the file")
    case .answers: Phrase("Trả lời", "Answers")
    case .answer: Phrase("Trả lời", "Answer")
    case .history: Phrase("Quyết định của người", "Decisions of people")
    case .who: Phrase("Người", "Who")
    case .when: Phrase("Lúc", "When")
    case .what: Phrase("Quyết định", "Decision")
    case .before: Phrase("Trước đó", "Before")
    case .noHistory: Phrase("Chưa ai quyết định gì về tờ này.", "Nobody has decided anything about this sheet.")
    case .search: Phrase("Tìm", "Search")
    case .searchHint:
      Phrase("Tên tệp, số sê-ri, mã đơn vị hoặc đầu mã băm", "File, serial, unit code, or the beginning of the hash")
    case .nothingFound: Phrase("Không tìm thấy tờ nào.", "No sheet was found.")
    case .mayBeMore:
      Phrase("Chỉ hiện {n} tờ đầu; thu hẹp từ tìm.", "Only the first {n} are shown; search for more of it.")
    case .machine: Phrase("máy", "the machine")
    case .allocationProgress: Phrase("Tiến độ so với phân bổ", "Progress against the allocation")
    case .usable: Phrase("Phiếu dùng được", "Usable ballots")
    case .allocated: Phrase("Phân bổ", "Allocated")
    case .audit: Phrase("Kiểm tra", "Audit")
    case .verify: Phrase("Kiểm tra thay đổi", "Was anything altered?")
    case .verifyHint:
      Phrase(
        "So sổ, ảnh quét, biên bản và kết quả với mã băm đã ghi. Với nhiều bản quét việc này mất vài phút.",
        "Store, scans, minutes and results are held against the hashes that were noted. With many scans this takes minutes."
      )
    case .verifyNow: Phrase("Kiểm tra ngay", "Verify now")
    case .isAltered: Phrase("Có thay đổi, hoặc có việc chưa xong:", "Something was altered, or is not done yet:")
    case .isUnaltered: Phrase("Không có gì thay đổi.", "Nothing was altered.")
    case .storeHead: Phrase("Sổ có {seq} mục, mã sổ {anchor}.", "The store has {seq} entries, head {anchor}.")
    case .contactSheets: Phrase("Các ô của từng hòm, xếp theo độ đậm", "The marks of each box, sorted by ink")
    case .contactOf: Phrase("Các ô đánh dấu của hòm {box}", "Marks of box {box}")
    case .contactHint:
      Phrase(
        "Mỗi ô một ảnh nhỏ, từ nhạt đến đậm; màu khung là điều máy đã kết luận. Bấm vào một ô để xem tờ phiếu.",
        "A small picture of each mark, from faint to dark; the frame's colour is what the program concluded. Click one to see its sheet."
      )
    case .recheck: Phrase("Phúc tra: đọc lại các tờ đã rút", "Recheck: read drawn sheets again")
    case .recheckHint: Phrase("Người đọc lại không thấy số đã đếm.", "Who reads again does not see what was counted.")
    case .noRecheck:
      Phrase("Chưa rút mẫu nào.", "Nothing is drawn yet.")
    case .seed: Phrase("Mã rút", "Seed")
    case .seedHint:
      Phrase(
        "Tung xúc xắc trước người chứng kiến, sau khi đã đếm xong, rồi ghi dãy số. Ai cũng rút lại được đúng các tờ đó.",
        "Throw dice before witnesses once the count stands, and enter the digits. Anybody can draw the same sheets by them."
      )
    case .seedNeeded:
      Phrase(
        "Chưa rút: mã rút cần một dòng, không quá 100 ký tự. Ghi lại.",
        "Nothing is drawn: the seed has to be one line of at most 100 characters. Enter it again.")
    case .draw: Phrase("Rút các tờ để đọc lại", "Draw sheets to be read again")
    case .drawnBefore:
      Phrase("Mã này đã rút rồi; đọc tiếp các tờ của lần rút đó.", "This seed was drawn before; here are its sheets.")
    case .nothingToDraw:
      Phrase(
        "Chưa có câu trả lời nào được đếm, nên không có gì để rút.",
        "No answer is counted yet, so there is nothing to draw.")
    case .recheckOf: Phrase("Phúc tra, mã rút {seed}", "Recheck, seed {seed}")
    case .progress: Phrase("Xong {done} trong {all}", "{done} of {all} done")
    case .allRead: Phrase("Đã đọc lại xong.", "Everything is read again.")
    case .compare: Phrase("Ghi kết quả vào recheck.csv", "Write the result to recheck.csv")
    case .compared: Phrase("Đã ghi results/recheck.csv.", "results/recheck.csv is written.")
    case .blindHint: Phrase("Chọn điều bạn thấy trên ảnh", "Choose what you see in the picture")
    case .readMeanwhile:
      Phrase(
        "Người khác vừa điền mục này; giữ nguyên điều họ ghi.", "Somebody else has just filled this in; theirs is kept."
      )
    case .notReached:
      Phrase(
        "Mất kết nối với bàn kiểm phiếu, hoặc phiên đã hết: số liệu dưới đây có thể đã cũ. Tải lại trang.",
        "The station is not reached, or the session is over: the numbers below may be old. Load the page again.")
    case .whyNeeded:
      Phrase(
        "Chưa ghi quyết định: lý do cần một dòng chữ thường, không quá 2000 ký tự. Quay lại và ghi lý do.",
        "Nothing is recorded: the reason has to be one plain line of at most 2000 characters. Go back and write it.")
    case .enteredBy:
      Phrase("Nhập tại bàn kiểm phiếu: {name}, {time}", "Entered at the review station: {name}, {time}")
    case .keysOfSheet:
      Phrase(
        "Phím: chữ trên nút; E chuyển người khác; → để sau; Backspace xem lại mục vừa rồi.",
        "Keys: the letter on the button; E hand on; → later; Backspace back to the last one.")
    case .sessionOver:
      Phrase(
        "Phiên làm việc đã hết hoặc mất kết nối: chưa ghi gì. Mở thẻ khác, đăng nhập lại rồi bấm ghi; điều đang gõ vẫn còn ở đây.",
        "The session is over, or the station is not reached: nothing is recorded. Sign in again in another tab, then save; what was typed is kept here."
      )
    case .restored:
      Phrase(
        "Đã đưa lại điều gõ lần trước mà chưa ghi. Xem lại rồi bấm ghi.",
        "What was typed before and not saved is here again. Look through it, then save.")
    case .code: Phrase("mã, ví dụ U01", "code, such as U01")
    case .wrongKey:
      Phrase(
        "Họ tên hoặc mật khẩu chưa đúng. Nếu survey.yaml có danh sách người (people), ghi đúng họ tên trong đó; mật khẩu là dòng mà kiemphieu serve in ra.",
        "Name and password do not belong together. Where survey.yaml lists people, write a name of that list; the password is the line that kiemphieu serve printed."
      )
    case .formTooLarge:
      Phrase("Biểu mẫu quá lớn. Quay lại, ghi ngắn hơn.", "The form is too large. Go back and write less.")
    case .emptyFile:
      Phrase(
        "{name}: tệp rỗng. Quét hoặc chép lại tệp này.", "{name}: the file is empty. Scan or copy it again.")
    case .blindSheet:
      Phrase(
        "Bạn còn phải quyết tờ này, nên chưa hiện máy đọc gì và người khác quyết gì.",
        "You are still to decide on this sheet, so what was read and what others said is not shown yet.")
    case .blindBox:
      Phrase(
        "Hòm này còn tờ bạn phải quyết, nên chưa hiện máy đọc các ô thế nào.",
        "Sheets of this box wait for your decision, so what the machine made of its marks is not shown yet.")
    case .notSeenClearly: Phrase("Chưa nhìn rõ trên ảnh quét", "Not clear in the scan")
    case .handOn: Phrase("Chuyển người khác quyết", "Hand on to another person")
    case .handedOnBy: Phrase("{name} chuyển lại: {why}", "Handed on by {name}: {why}")
    case .decideAnew:
      Phrase(
        "Mục này không còn chờ; nếu quyết định, lời của bạn đứng sau các quyết định trước và mọi lời đều được lưu.",
        "This does not wait; your word would follow what was decided before, and all of it is kept.")
    case .decideSheet: Phrase("Phân xử cả tờ", "Decide the sheet as a whole")
    case .uncovered: Phrase("Xem trang không che chữ viết tay", "See the page with the handwriting")
    case .seenBy: Phrase("{name} xem tại bàn kiểm phiếu", "seen by {name} at the review station")
    case .trend: Phrase("Câu {name}: tỷ lệ mức 4 và 5 qua các kỳ", "{name}: share of 4 and 5 from period to period")
    case .trendOf: Phrase("Tỷ lệ mức 4 và 5 qua các kỳ", "Share of 4 and 5 from period to period")
    case .thisPeriod: Phrase("kỳ này", "this period")
    case .nothingYet:
      Phrase(
        "Chưa có biên bản và chưa quét phiếu nào: chưa có gì để đối chiếu.",
        "There are no minutes and no scans yet: nothing to reconcile.")
    case .ticked: Phrase("Ghi các ô đã chọn", "Record the ticked boxes")
    case .keepCode: Phrase("Lưu mã", "Save the code")
    case .coding: Phrase("Phân loại dòng viết tay", "Code the written line")
    case .codingHint:
      Phrase(
        "Ảnh chữ viết là dữ liệu cá nhân: chỉ người có trách nhiệm xem.",
        "Handwriting is personal data: for those in charge only.")
    case .noCoding:
      Phrase(
        "Chưa cắt ảnh nào.", "Nothing is cut yet.")
    case .everyAnswer: Phrase("Từng câu trả lời", "Every answer")
    case .everySheet: Phrase("Từng tờ", "Every sheet")
    case .everyBox: Phrase("Từng hòm", "Every box")
    case .tally: Phrase("Tổng hợp", "Tally")
    case .recheckResult: Phrase("Kết quả phúc tra", "What the recheck showed")
    case .closingSheet: Phrase("Phiếu chốt số liệu", "Closing sheet")
    case .signedMinutes: Phrase("Bản quét biên bản đã ký", "Scan of signed minutes")
    case .reportFile: Phrase("Báo cáo", "Report")
    case .noticeFile: Phrase("Thông báo kết quả", "Public notice")
    case .posterFile: Phrase("Áp phích kết quả", "Poster")
    case .workbookFile: Phrase("Bảng tính số liệu", "Workbook")
    case .byQuestion: Phrase("Kết quả từng câu hỏi", "Results by question")
    case .byUnit: Phrase("Kết quả từng đơn vị", "Results by unit")
    case .byChannel: Phrase("Kết quả từng kênh", "Results by channel")
    case .voteRecords: Phrase("Bản ghi từng phiếu theo chuẩn NIST", "Cast vote records (NIST)")
    case .noLine:
      Phrase(
        "Không mẫu phiếu nào có dòng viết tay ở trên các câu hỏi, nên không có gì để phân loại.",
        "No form has a line to write on above its questions, so there is nothing to code.")
    case .noProcedures:
      Phrase(
        "Thiếu danh mục thủ tục: đặt tệp procedures.csv (code, name, field) vào thư mục khảo sát.",
        "The list of procedures is missing: put procedures.csv (code, name, field) into the survey's folder.")
    case .cutLines: Phrase("Cắt ảnh các dòng viết tay", "Cut the written lines")
    case .cutHint:
      Phrase(
        "Mã đã điền được giữ. Với nhiều phiếu việc này mất vài phút.",
        "Codes that were filled in stay. With many ballots this takes minutes.")
    case .linesCut:
      Phrase(
        "Có {n} dòng viết tay; {gone} chỗ không cắt được vì bản quét đã xóa hoặc đã thay.",
        "{n} written lines; {gone} could not be cut since their scans are gone or changed.")
    case .allCoded: Phrase("Đã phân loại xong.", "Everything is coded.")
    case .procedure: Phrase("Thủ tục", "Procedure")
    case .field: Phrase("Lĩnh vực, khi không rõ thủ tục", "Field, where the procedure is not clear")
    case .codeRow: Phrase("Dòng viết tay {n}", "Written line {n}")
    case .kept: Phrase("Đã lưu: {answer}", "Saved: {answer}")
    case .wholeSurvey: Phrase("Cả cuộc khảo sát", "The whole survey")
    case .answered: Phrase("Số trả lời", "Answered")
    case .share: Phrase("Tỷ lệ", "Share")
    case .count: Phrase("Số phiếu", "Ballots")
    case .unanswered:
      Phrase(
        "Bỏ trống {blank}; nhiều ô {several}; chờ phân xử {waiting}.",
        "Blank {blank}; several marks {several}; waiting {waiting}.")
    case .chart: Phrase("Biểu đồ của {name}", "Chart of {name}")
    case .notFound: Phrase("Không có trang này.", "There is no such page.")
    case .notAllowed:
      Phrase(
        "Vai trò {role} không được làm việc này. Nhờ người có quyền.",
        "The role {role} may not do this. Ask somebody who may.")
    case .notListed:
      Phrase(
        "Tên của bạn không còn trong danh sách people của survey.yaml.",
        "Your name is no longer among the people of survey.yaml.")
    case .staleForm:
      Phrase(
        "Trang đã cũ hoặc gửi từ nơi khác. Tải lại trang rồi làm lại.",
        "This page is out of date, or was sent from elsewhere. Load it again and repeat.")
    case .fault:
      Phrase(
        "Chương trình gặp lỗi ngoài dự kiến. Những gì đã ghi vẫn còn; tải lại trang.",
        "The program met an unexpected fault. What was recorded is kept; load the page again.")
    case .back: Phrase("Về danh sách hòm", "Back to the boxes")
    }
  }
}

extension Wording {
  /// A word of the review station; names that it asks for are filled in, and shown as `…` where they have no value.
  public func text(_ word: StationWord, _ values: [String: String] = [:]) -> String {
    let text = word.phrase.text(in: language)
    return word.phrase.filled(in: language, Self.withEllipses(values, for: text)) ?? text
  }
}
