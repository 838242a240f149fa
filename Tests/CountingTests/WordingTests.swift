import Ballots
import Counting
import Testing
import Wording

@Suite("Wording")
struct WordingTests {
  let vi = Wording(.vi)
  let en = Wording(.en)

  private func expectBoth(_ inVietnamese: String, _ inEnglish: String, _ what: String) {
    #expect(!inVietnamese.isEmpty && !inEnglish.isEmpty, "\(what)")
    #expect(inVietnamese != inEnglish, "\(what)")
    #expect(!(inVietnamese + inEnglish).contains { $0 == "{" || $0 == "}" }, "\(what)")
    #expect(!inVietnamese.lowercased().contains("gian lận") && !inEnglish.lowercased().contains("fraud"), "\(what)")
  }

  @Test("every reason in both languages, with a next action", arguments: Reason.allCases) func reasons(reason: Reason) {
    expectBoth(vi.advice(reason).message, en.advice(reason).message, reason.rawValue)
    expectBoth(vi.advice(reason).nextAction, en.advice(reason).nextAction, reason.rawValue)
  }

  @Test("every discrepancy in both languages, with a next action", arguments: DiscrepancyCode.allCases)
  func discrepancies(code: DiscrepancyCode) {
    let bare = Discrepancy(code, at: .survey)
    let parameters = Dictionary(uniqueKeysWithValues: Discrepancy.Parameter.allCases.map { ($0, "7") })
    let full = Discrepancy(code, at: .survey, expected: 5, found: 3, parameters: parameters)
    for row in [bare, full] {
      expectBoth(vi.advice(row).message, en.advice(row).message, code.rawValue)
      expectBoth(vi.advice(row).nextAction, en.advice(row).nextAction, code.rawValue)
    }
  }

  @Test("every label in both languages") func labels() {
    for status in PageStatus.allCases { expectBoth(vi.label(status), en.label(status), status.rawValue) }
    for state in MarkState.allCases { expectBoth(vi.label(state), en.label(state), state.rawValue) }
    for standing in Ballot.Standing.allCases { expectBoth(vi.label(standing), en.label(standing), standing.rawValue) }
    for severity in Discrepancy.Severity.allCases {
      expectBoth(vi.label(severity), en.label(severity), severity.rawValue)
    }
    for decision in Decision.PageDecision.allCases {
      expectBoth(vi.label(decision), en.label(decision), decision.rawValue)
    }
    for label in SummaryLabel.allCases { expectBoth(vi.label(label), en.label(label), label.rawValue) }
  }

  @Test("numbers are filled in") func filledIn() {
    let row = Discrepancy(
      .fewerScanned, at: .survey, expected: 1470, found: 1465, parameters: [.count: "5", .unreadFiles: "2"])
    #expect(vi.advice(row).message == "Số phiếu quét ít hơn biên bản: thiếu 5 phiếu (biên bản 1.470, quét 1.465).")
    #expect(en.advice(row).message == "Fewer sheets scanned than minuted: 5 missing (minutes 1,470, scanned 1,465).")
    #expect(vi.advice(row).nextAction.hasSuffix("Có 2 tệp chưa đọc được: phiếu còn thiếu có thể nằm trong đó."))
    let seal = Discrepancy(.sealNumber, at: .survey, parameters: [.expected: "NP-1", .found: "NP-2"])
    #expect(vi.advice(seal).message == "Số niêm phong khi mở khác khi dán (khi dán NP-1, khi mở NP-2).")
    let fields = Discrepancy(.fieldMissing, at: .survey, parameters: [.fields: "place, prepared_by"])
    #expect(vi.advice(fields).message == "Thiếu trường bắt buộc trong biên bản (Địa điểm, Người lập).")
    let words = Discrepancy(
      .wordsDiffer, at: .survey, expected: 470, found: 407,
      parameters: [.expected: "bốn trăm bảy mươi", .found: "bốn trăm linh bảy"])
    #expect(
      vi.advice(words).message
        == "Số phiếu ghi bằng chữ khác số ghi bằng số (ghi số 470 (bốn trăm bảy mươi), ghi chữ “bốn trăm linh bảy”).")
    let refusal = Refusal(.resolutionTooLow, measured: 97.5, limit: 140)
    #expect(vi.advice(refusal).message == "Độ phân giải quá thấp để đọc chắc chắn (97,5 dpi, cần ít nhất 140 dpi).")
  }

  @Test("what decoders say in English is said in Vietnamese or left out") func remarks() {
    let known = Refusal(.unknownFormat, subject: "no signature of PNG, TIFF, JPEG or PDF")
    #expect(vi.advice(known).message == "Tệp không phải là ảnh quét (nội dung không phải PNG, TIFF, JPEG hay PDF).")
    #expect(en.advice(known).message.contains("no signature"))
    let unknown = Refusal(.damagedFile, subject: "PNG: bad adaptive filter value")
    #expect(vi.advice(unknown).message == "Tệp bị hỏng hoặc chép chưa hết.")
  }

  @Test("a picture's dots are no resolution") func dots() {
    let refusal = Refusal(.pictureTooSmall, measured: 3, limit: 200)
    #expect(
      vi.advice(refusal).message
        == "Ảnh quá nhỏ, không thể là ảnh của một tờ phiếu (cạnh ngắn 3 điểm ảnh, cần ít nhất 200).")
  }

  @Test("a name stays on its line") func names() {
    #expect(vi.name(PageLocation(file: "hai\ndòng.png", page: 2)) == "hai\\ndòng.png#2")
    #expect(vi.name(PageLocation(file: "a\u{1B}[2J.png", page: 1, slot: 2)) == "a\\u{1b}[2J.png#1.2")
  }

  @Test("numbers and dates as written here and there") func numbers() {
    #expect(vi.number(1_234_567) == "1.234.567")
    #expect(en.number(-1234) == "-1,234")
    #expect(vi.number(999) == "999")
    #expect(vi.number(97.456, places: 2) == "97,46")
    #expect(vi.number(1234.05, places: 1) == "1.234,1")
    #expect(en.number(0.999, places: 2) == "1.00")
    #expect(vi.number(-0.001, places: 2) == "0,00")
    #expect(vi.number(.nan, places: 2) == "…")
    let day = Day(year: 2026, month: 3, day: 5)
    #expect(vi.date(day) == "05/03/2026")
    #expect(vi.date(Moment(day: day, hour: 8, minute: 5)) == "05/03/2026 08:05")
  }
}
