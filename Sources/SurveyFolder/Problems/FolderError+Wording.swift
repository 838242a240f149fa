extension FolderError {
  /// One line for people: file, line, field, what was expected and found.
  public func sentence(vietnamese: Bool) -> String {
    var place = file
    if let line { place += vietnamese ? ", dòng \(line)" : ", line \(line)" }
    if let field { place += vietnamese ? ", mục \(field)" : ", field \(field)" }
    let (vi, en) = problem.words
    return "\(place): \(vietnamese ? vi : en)"
  }
}

extension FolderProblem {
  /// The problem in Vietnamese and English, without its place.
  fileprivate var words: (vi: String, en: String) {
    switch self {
    case .missingFile: ("không có tệp này", "there is no such file")
    case .unreadable(let why): ("không mở được\(why.inBrackets.vi)", "cannot be opened\(why.inBrackets.en)")
    case .notAFile: ("không phải là tệp thường", "is not an ordinary file")
    case .tooLarge(let bytes, let limit):
      ("tệp quá lớn: \(bytes) byte, tối đa \(limit)", "too large: \(bytes) bytes, at most \(limit)")
    case .notUTF8:
      ("chữ không theo bảng mã UTF-8; hãy lưu lại tệp với mã UTF-8", "the text is not UTF-8; save the file as UTF-8")
    case .emptyFile: ("tệp trống", "the file holds nothing")
    case .malformed(let what):
      ("sai cú pháp" + (Syntax.inVietnamese(what).map { " (\($0))" } ?? ""), "the syntax is wrong (\(what))")
    case .nestedTooDeeply(let limit): ("lồng nhau quá \(limit) lớp", "nested deeper than \(limit)")
    case .tooManyValues(let limit): ("quá nhiều giá trị, tối đa \(limit)", "too many values, at most \(limit)")
    case .aliases:
      (
        "không nhận neo & và tham chiếu * của YAML; hãy viết đủ giá trị",
        "YAML anchors & and aliases * are not accepted"
      )
    case .exists: ("đã có sẵn, không ghi đè", "is already there and is not overwritten")
    case .notWritten(let why): ("không ghi được\(why.inBrackets.vi)", "could not be written\(why.inBrackets.en)")
    case .missing(let expected): ("thiếu; cần \(expected.words.vi)", "is missing; expected \(expected.words.en)")
    case .wrong(let expected, let found):
      ("cần \(expected.words.vi), nhưng ghi “\(found.brief)”", "expected \(expected.words.en), found “\(found.brief)”")
    case .unknownField(let name, let nearest):
      (
        "không có mục nào tên là “\(name)”" + (nearest.map { "; có phải “\($0)”?" } ?? ""),
        "there is no field “\(name)”" + (nearest.map { "; did you mean “\($0)”?" } ?? "")
      )
    case .ignoredField(let name, let nearest):
      (
        "bỏ qua mục “\(name)” vì không biết" + (nearest.map { "; có phải “\($0)”?" } ?? ""),
        "the unknown field “\(name)” is ignored" + (nearest.map { "; did you mean “\($0)”?" } ?? "")
      )
    case .duplicate(let value, let first) where Int(first) != nil:
      ("“\(value.brief)” đã có ở dòng \(first)", "“\(value.brief)” was given before, on line \(first)")
    case .duplicate(let value, let first):
      ("“\(value.brief)” đã có ở \(first)", "“\(value.brief)” was given before, at \(first)")
    case .samePerson(let name, let other):
      (
        "“\(name)” và “\(other)” là tên của một người; mỗi người ghi một lần",
        "“\(name)” and “\(other)” are one person's name; list each person once"
      )
    case .conflict(let other): ("không đi cùng với mục “\(other)”", "cannot stand together with “\(other)”")
    case .pathOutside(let path):
      ("đường dẫn “\(path)” ra ngoài thư mục của tệp", "the path “\(path)” leads out of the file's folder")
    case .fileNotFound(let path): ("không có tệp “\(path)”", "there is no file “\(path)”")
    case .outsidePage(let width, let height):
      (
        "nằm ngoài trang giấy \(PlainNumber.text(width)) x \(PlainNumber.text(height)) mm",
        "does not lie on the page of \(PlainNumber.text(width)) x \(PlainNumber.text(height)) mm"
      )
    case .overlaps(let other): ("ô này chồng lên ô \(other)", "overlaps the box \(other)")
    case .blankPages(let found, let pages):
      ("có \(found) ảnh phiếu trắng cho \(pages) trang", "\(found) pictures of blank pages for \(pages) pages")
    case .extraCells(let found, let columns):
      (
        "dòng này có \(found) ô, dòng tiêu đề có \(columns) cột; ô nào có dấu phẩy thì đặt trong ngoặc kép",
        "the row has \(found) cells, the header \(columns) columns; put a cell that holds a comma in quotes"
      )
    case .repeatedHeader(let line):
      (
        "dòng tiêu đề đã có ở dòng \(line); bỏ dòng lặp lại",
        "the header stands on line \(line) already; remove this one"
      )
    case .unwantedColumn(let allowed):
      (
        "cột này không được có, để dữ liệu cá nhân không lọt vào; bỏ cột đi, chỉ giữ: \(allowed.joined(separator: ", "))",
        "this column may not be there, so that no personal data enters; take it out and keep only: \(allowed.joined(separator: ", "))"
      )
    case .noHeading(let heading, let list, let nearest):
      (
        "\(list) không có cột nào tên “\(heading)”" + (nearest.map { "; có phải “\($0)”?" } ?? ""),
        "\(list) has no column “\(heading)”" + (nearest.map { "; did you mean “\($0)”?" } ?? "")
      )
    case .monthFirst(let example, let row):
      (
        "cột này ghi tháng trước ngày (“\(example)” ở dòng \(row)); nếu cả cột như vậy, ghi month_first: true vào tệp mô tả",
        "the column has the month before the day (“\(example)” in row \(row)); if all of it has, write month_first: true into the description"
      )
    case .dayFirst(let example, let row):
      (
        "cột này ghi ngày trước tháng (“\(example)” ở dòng \(row)), nhưng tệp mô tả ghi month_first: true; bỏ dòng đó trong tệp mô tả",
        "the column has the day before the month (“\(example)” in row \(row)), but the description says month_first: true; take that out of the description"
      )
    case .unknownCode(let code, let list, let nearest):
      (
        "“\(code.brief)” không có trong \(list), nên dòng này chưa được tính"
          + (nearest.map { "; có phải “\($0)”?" } ?? ""),
        "“\(code.brief)” is not in \(list), so the row is not counted"
          + (nearest.map { "; did you mean “\($0)”?" } ?? "")
      )
    case .ballotNotCounted:
      (
        "phiếu của dòng này không còn được tính (trùng, không hợp lệ, hoặc ảnh đã thay); nếu ảnh đã quét lại, chạy lại `kiemphieu code draw`",
        "the row's ballot does not count any more (repeated, invalid, or another picture); where it was scanned again, run `kiemphieu code draw` again"
      )
    case .rowsGone(let count, let first):
      (
        "thiếu \(count) dòng của phiếu có ghi, trước hết là “\(first)”; chạy lại `kiemphieu code draw` để có lại, mã đã điền được giữ",
        "\(count) rows of ballots with writing are gone, “\(first)” first; run `kiemphieu code draw` again to have them back, codes that were filled in stay"
      )
    case .notDrawn(let sheet, let question):
      (
        "\(sheet) câu \(question) không có trong mẫu đã rút; bỏ dòng này, chỉ điền cột answer của các dòng đã rút",
        "\(sheet) question \(question) was not drawn; remove the row, and fill in the answers of drawn rows only"
      )
    case .drawnRowMissing(let sheet, let question):
      (
        "thiếu dòng của \(sheet) câu \(question) đã rút; lấy lại dòng đó từ bản gốc (rút lại ở bản sao với cùng mã rút) rồi điền",
        "the drawn row of \(sheet) question \(question) is missing; restore it (the same seed draws it again) and fill it in"
      )
    case .notADrawing:
      (
        "không phải tệp do `kiemphieu recheck draw` ghi; lấy lại tệp gốc, hoặc rút mẫu lại",
        "was not written by `kiemphieu recheck draw`; restore the file, or draw again"
      )
    case .drawingAltered:
      (
        "không khớp với các tờ mà mã rút cho ra: tệp này đã bị sửa, hoặc ảnh quét đã đổi tên; lấy lại tệp gốc, hoặc rút mẫu lại",
        "is not what the seed draws: the file was altered, or scans were renamed; restore it, or draw again"
      )
    case .countChanged:
      (
        "số liệu đã thay đổi sau khi rút mẫu, nên mẫu không còn nói lên điều gì về số liệu này; rút mẫu mới với mã rút mới",
        "the count has changed since the sheets were drawn, so they say nothing of it; draw again with a new seed"
      )
    case .officeList:
      (
        "không có dòng tiêu đề code,name,allocated; nếu đây là danh sách của cơ quan, hãy tạo units.csv từ tệp này bằng `kiemphieu units import`",
        "has no header code,name,allocated; if it is a list as offices have it, make units.csv of it by `kiemphieu units import`"
      )
    case .noHeadings:
      (
        "không thấy dòng tiêu đề có cột “Tên đơn vị” (hoặc “Đơn vị”, “Mã đơn vị”)",
        "no row of headings with a column “Tên đơn vị”, “unit name” or “code” was found"
      )
    case .closedWorkbook:
      (
        "là tệp Excel đời cũ (.xls) hoặc có mật khẩu; mở bằng Excel rồi lưu thành .xlsx không mật khẩu",
        "is an old Excel file (.xls) or has a password; open it and save it as .xlsx without a password"
      )
    case .damagedWorkbook:
      (
        "không phải tệp Excel (.xlsx) nguyên vẹn; mở và lưu lại",
        "is no whole .xlsx workbook; open it and save it again"
      )
    case .mixedEncodings(let encoding, let example):
      (
        "có chỗ viết bằng bảng mã \(encoding.name), ví dụ “\(example)”, có chỗ bằng Unicode; chuyển cả tệp sang Unicode rồi nhập lại",
        "partly in \(encoding.name), as in “\(example)”, partly in Unicode; convert all of it to Unicode and import it again"
      )
    case .unclearEncoding(let example):
      (
        "không rõ chữ viết bằng bảng mã nào, ví dụ “\(example)”; chuyển tệp sang Unicode rồi nhập lại",
        "the encoding of the text is not certain, as in “\(example)”; convert the file to Unicode and import it again"
      )
    case .converted(let encoding, let example):
      (
        "đã chuyển từ bảng mã \(encoding.name) sang Unicode; hãy xem lại các tên, ví dụ “\(example)”",
        "was converted from \(encoding.name) to Unicode; look over the names, such as “\(example)”"
      )
    case .noNumber(let name):
      ("“\(name.brief)” không ghi số phiếu", "“\(name.brief)” has no number of ballots")
    case .rowBelowTotal(let text):
      (
        "bỏ qua “\(text)” vì nằm dưới dòng tổng và không có đủ tên và số phiếu",
        "“\(text)” is passed over: it stands below the total and names no unit with a number"
      )
    case .notCompared(let id, let nearest):
      (
        "phiếu kỳ này không có câu “\(id.brief)” nên không so sánh câu này"
          + (nearest.map { "; có phải “\($0)”?" } ?? ""),
        "the forms ask no question “\(id.brief)”, so it is not compared"
          + (nearest.map { "; did you mean “\($0)”?" } ?? "")
      )
    case .otherWords(let id, let now):
      (
        "câu \(id.brief) kỳ này hỏi khác (“\(now.brief)”) nên không so sánh",
        "question \(id.brief) has other words now (“\(now.brief)”), so it is not compared"
      )
    case .severalCodes(let name, let codes):
      (
        "“\(name.brief)” là tên của nhiều thủ tục (\(codes.joined(separator: ", "))); ghi mã thay cho tên",
        "“\(name.brief)” is the name of several procedures (\(codes.joined(separator: ", "))); write the code instead"
      )
    case .quotedNumber(let found):
      ("số ghi không có dấu ngoặc kép: \(found.brief)", "write the number without quotes: \(found.brief)")
    case .notDescribed:
      (
        "không có tệp mô tả nào (.yaml) nêu tên tệp này nên chưa được tính; viết tệp mô tả cho nó hoặc chuyển đi nơi khác",
        "no description (.yaml) names this file, so it is not counted; describe it or move it elsewhere"
      )
    case .recordOfNoBox(let box):
      (
        "nói về \(box), nhưng không có biên bản, không có bản quét nào của hòm và lần mở đó; xem lại unit_id, box_id, opening_seq",
        "is about \(box), of which there are neither minutes nor scans; check unit_id, box_id, opening_seq"
      )
    case .unlistedUnit(let code, let nearest):
      (
        "đơn vị “\(code.brief)” không có trong danh sách" + (nearest.map { "; có phải “\($0)”?" } ?? ""),
        "the survey lists no unit “\(code.brief)”" + (nearest.map { "; did you mean “\($0)”?" } ?? "")
      )
    case .formNotFound(let id, let searched):
      (
        "không tìm thấy mẫu phiếu “\(id)” trong \(searched.joined(separator: ", "))",
        "the form “\(id)” is not in \(searched.joined(separator: ", "))"
      )
    case .circle(let codes):
      (
        "tạo thành vòng \(codes.joined(separator: " → ")); bỏ một chỗ ghi nhầm",
        "goes in a circle, \(codes.joined(separator: " → ")); take the wrong one out"
      )
    case .notInPeriod(let from, let to):
      (
        "không có ngày nào trong kỳ khảo sát (\(from ?? "…") đến \(to ?? "…")); sửa ngày, hoặc bỏ khỏi danh sách",
        "is no day of the survey's period (\(from ?? "…") to \(to ?? "…")); correct the day, or take it out of the list"
      )
    case .reversed(let from, let to): ("“\(to)” lại trước “\(from)”", "“\(to)” comes before “\(from)”")
    case .sameOpening(let other): ("cùng một lần mở hòm với \(other)", "is of the same opening as \(other)")
    case .superseded(let other): ("đã có bản mới hơn: \(other)", "is replaced by the newer \(other)")
    case .unassignedFolder:
      (
        "tên thư mục không theo dạng <đơn vị>-<hòm>; các tệp vẫn được đọc, đơn vị lấy từ mã trên phiếu",
        "the folder's name is not <unit>-<box> of a listed unit; its files are read, codes must tell their unit"
      )
    case .unlistedFolder(let unit):
      (
        "đơn vị “\(unit)” không có trong danh sách đơn vị; các tệp vẫn được đọc, đơn vị lấy từ mã trên phiếu",
        "the survey lists no unit “\(unit)”; the files are read, codes must tell their unit"
      )
    case .linkNotFollowed:
      (
        "liên kết dẫn tới thư mục hoặc ra ngoài khảo sát nên không được đọc; chép chính tệp ảnh vào đây",
        "a link to a folder or out of the survey is not read; copy the scan itself here"
      )
    case .link:
      (
        "là liên kết; trong thư mục khảo sát phải là chính thư mục hoặc tệp đó. Chép nội dung vào đây thay cho liên kết",
        "is a link; in a survey's folder there must be the folder or file itself. Copy what it leads to in its place"
      )
    case .linkToNothing:
      (
        "liên kết này dẫn tới một tệp không có; chép chính tệp ảnh vào đây, hoặc xóa liên kết",
        "this link leads to a file that does not exist; copy the scan itself here, or delete the link"
      )
    case .pipeOrDevice:
      (
        "là ống dẫn hoặc thiết bị, không phải tệp ảnh; chuyển ra khỏi thư mục này",
        "is a pipe or a device and no scan; move it out of this folder"
      )
    case .nameNotUTF8:
      (
        "tên tệp không theo bảng mã UTF-8 nên chưa được đọc; đổi tên tệp rồi chạy lại",
        "the file's name is not UTF-8, so it was not read; rename the file and run again"
      )
    }
  }
}

extension String {
  /// What a line for people can hold of it: a cell or a value may be as long as its file.
  fileprivate var brief: String { count > 100 ? prefix(97) + "…" : self }
}

extension Expectation {
  /// What is expected, in Vietnamese and English.
  fileprivate var words: (vi: String, en: String) {
    switch self {
    case .column: ("một cột có tên này", "a column of this name")
    case .text: ("chữ", "text")
    case .integer: ("số nguyên", "a whole number")
    case .integerFrom(let least):
      ("số nguyên từ \(least) đến 1.000.000.000", "a whole number from \(least) to 1,000,000,000")
    case .number(let from, let to):
      (
        "số từ \(PlainNumber.text(from)) đến \(PlainNumber.text(to))",
        "a number from \(PlainNumber.text(from)) to \(PlainNumber.text(to))"
      )
    case .length: ("độ dài tính bằng mm", "a length in mm")
    case .positiveLength: ("độ dài lớn hơn 0, tính bằng mm", "a length in mm greater than 0")
    case .point: ("[x, y] tính bằng mm", "[x, y] in mm")
    case .size: ("[rộng, cao] tính bằng mm, lớn hơn 0", "[width, height] in mm, greater than 0")
    case .rectangle: ("[x, y, rộng, cao] tính bằng mm, rộng và cao lớn hơn 0", "[x, y, width, height] in mm, not empty")
    case .list: ("danh sách", "a list")
    case .passwordHash:
      (
        "mã băm mật khẩu do `kiemphieu serve-password` in ra",
        "the hash of a password, as `kiemphieu serve-password` prints it"
      )
    case .filledList: ("danh sách có ít nhất một dòng", "a list of at least one")
    case .fields: ("các mục có tên", "named fields")
    case .weights:
      ("trọng số của từng tiêu chí, ít nhất một số lớn hơn 0", "a weight for each criterion, at least one above 0")
    case .boolean: ("true hoặc false", "true or false")
    case .oneOf(let words): ("một trong: \(words.joined(separator: ", "))", "one of \(words.joined(separator: ", "))")
    case .day: ("ngày có thật, dạng dd/mm/yyyy hoặc yyyy-mm-dd", "an existing day, dd/mm/yyyy or yyyy-mm-dd")
    case .moment:
      (
        "ngày giờ có thật, dạng dd/mm/yyyy HH:mm hoặc yyyy-mm-ddTHH:mm",
        "an existing moment, dd/mm/yyyy HH:mm or yyyy-mm-ddTHH:mm"
      )
    case .pattern: ("mẫu mã có đủ cặp { }", "a pattern in which each { is closed by a }")
    case .optionValue:
      (
        "giá trị không có dấu | và không phải blank, overvote, review",
        "a value without | that is none of blank, overvote, review"
      )
    case .items(let from, let to): ("danh sách từ \(from) đến \(to) dòng", "a list of \(from) to \(to)")
    case .formCode: ("một đến bốn chữ hoa không dấu hoặc chữ số", "one to four of A to Z and 0 to 9")
    case .name: ("tên chỉ gồm chữ, số và . _ -", "a name of letters, digits and . _ -")
    }
  }
}
