public import Counting

/// What is said of a recheck (phúc tra).
public enum RecheckSentence: Hashable, Sendable {
  /// What was drawn of what.
  case drawn(sheets: Int, ofSheets: Int, answers: Int, ofAnswers: Int, seed: String)
  /// What to do with the worksheet, and the command that follows.
  case fillIn(worksheet: String, command: String)
  /// What was read again, and by whom.
  case rechecked(sheets: Int, answers: Int, seed: String, by: String)
  /// What was repeated on the telephone.
  case calledBack(answers: Int)
  /// An answer that differs.
  case differs(sheet: String, question: String, counted: Answer, read: Answer)
  /// An answer that was repeated otherwise, by its line in the list.
  case repeatedOtherwise(line: Int, group: String, question: String, given: Answer, repeated: Answer)
  /// What follows, of so many answers of which so many may be wrong; what to draw where more is needed.
  case verdict(Recheck.Verdict, answers: Int, tolerated: Int, toDraw: Int)
  /// A group of which more differs than is tolerated of the whole.
  case groupBeyond(String, hundredths: Int, toleratedHundredths: Int)
  /// Headings.
  case byQuestion, byGroup
}

extension Wording {
  /// A percentage with two decimals: `95,83` in Vietnamese, `95.83` in English.
  public func percent(hundredths: Int) -> String { number(Double(hundredths) / 100, places: 2) }

  /// A sentence on a recheck.
  public func recheck(_ sentence: RecheckSentence) -> String { phrase(sentence).text(in: language) }

  private func phrase(_ sentence: RecheckSentence) -> Phrase {
    switch sentence {
    case .drawn(let sheets, let allSheets, let answers, let allAnswers, let seed):
      Phrase(
        "Đã rút \(number(sheets)) trong \(number(allSheets)) tờ, \(number(answers)) trong \(number(allAnswers)) câu trả lời, mã rút \(seed).",
        "Drawn with the seed \(seed): \(number(sheets)) of \(number(allSheets)) sheets, \(number(answers)) of \(number(allAnswers)) answers."
      )
    case .fillIn(let worksheet, let command):
      Phrase(
        "Người đọc lại nhìn tờ phiếu gốc (hoặc ảnh quét), không xem kết quả của máy, điền cột answer của \(worksheet). Sau đó chạy: \(command)",
        "Somebody reads the paper (or the scans) without seeing the program's answers and fills in the column answer of \(worksheet). Then run: \(command)"
      )
    case .rechecked(let sheets, let answers, let seed, let by):
      Phrase(
        "Phúc tra \(number(sheets)) tờ, \(number(answers)) câu trả lời; mã rút \(seed); người thực hiện: \(by)",
        "Rechecked: \(number(sheets)) sheets, \(number(answers)) answers; seed \(seed); by \(by)")
    case .calledBack(let answers):
      Phrase(
        "Phúc tra qua điện thoại: \(number(answers)) câu trả lời được hỏi lại",
        "Called back: \(number(answers)) answers")
    case .differs(let sheet, let question, let counted, let read):
      Phrase(
        "\(sheet) \(question): máy đếm \(label(counted)), người đọc \(label(read))",
        "\(sheet) \(question): counted \(label(counted)), read \(label(read))")
    case .repeatedOtherwise(let line, let group, let question, let given, let repeated):
      Phrase(
        "dòng \(line), \(group) \(question): đã trả lời \(label(given)), nay trả lời \(label(repeated))",
        "line \(line), \(group) \(question): given \(label(given)), repeated \(label(repeated))")
    case .verdict(.accepted(let most), let answers, let tolerated, _):
      Phrase(
        "Chấp nhận: với độ tin cậy 95 %, nhiều nhất \(number(most)) trong \(number(answers)) câu trả lời bị đếm sai (cho phép \(number(tolerated))).",
        "Accepted: with 95 % confidence at most \(number(most)) of \(number(answers)) answers are counted wrongly (tolerated: \(number(tolerated)))."
      )
    case .verdict(.more(let draws, let most), let answers, let tolerated, let toDraw):
      Phrase(
        "Chưa đủ để chấp nhận: có thể tới \(number(most)) trong \(number(answers)) câu trả lời bị đếm sai (cho phép \(number(tolerated))). Cần tất cả \(number(draws.reduce(0, +))) tờ: chuyển tệp đã điền sang tên khác, rút lại với cùng mã rút, --tolerate \(tolerated) và --answers \(toDraw) (các tờ đã đọc vẫn nằm trong mẫu), chép các câu đã điền sang.",
        "Not enough to accept: up to \(number(most)) of \(number(answers)) answers may be counted wrongly (tolerated: \(number(tolerated))). \(number(draws.reduce(0, +))) sheets in all are needed: move the filled worksheet to another name, draw again with the same seed, --tolerate \(tolerated) and --answers \(toDraw) (sheets that were read stay in the sample), and copy what is filled in."
      )
    case .verdict(.rejected(let wrong), let answers, let tolerated, _):
      Phrase(
        "Không chấp nhận: riêng mẫu đã có \(number(wrong)) câu lệch, cho phép \(number(tolerated)) trong \(number(answers)). Xem lại cách quét và mẫu phiếu, rồi kiểm lại toàn bộ.",
        "Rejected: \(number(wrong)) answers differ in the sample alone, \(number(tolerated)) of \(number(answers)) are tolerated. Look at scanner and form, then count everything again."
      )
    case .groupBeyond(let group, let hundredths, let tolerated):
      Phrase(
        "\(group): khớp \(percent(hundredths: hundredths)) %, dưới mức \(percent(hundredths: 10_000 - tolerated)) %. Cùng xem các phiếu lệch của nhóm này, phúc tra thêm nếu cần.",
        "\(group): \(percent(hundredths: hundredths)) % agree, below \(percent(hundredths: 10_000 - tolerated)) %. Look at this group's differing ballots together; recheck more of it where needed."
      )
    case .byQuestion: Phrase("Tỷ lệ khớp theo câu:", "Agreement by question:")
    case .byGroup: Phrase("Tỷ lệ khớp theo nhóm:", "Agreement by group:")
    }
  }
}
