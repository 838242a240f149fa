import Testing

@testable import Counting
@testable import Reporting

@Suite("Tables for offices")
struct OfficeTableTests {
  private func line(_ cells: String...) -> String { Array(CSV(.office, header: cells, rows: [])).joined() }

  @Test func theFileBeginsWithAByteOrderMarkOnce() {
    let lines = Array(CSV(.office, header: ["a"], rows: [["b"], ["c"]]))
    #expect(lines.map { Array($0.utf8) } == [[0xEF, 0xBB, 0xBF, 0x61, 13, 10], [0x62, 13, 10], [0x63, 13, 10]])
  }

  @Test(arguments: [
    ("a;b", "\"a;b\""), ("a,b", "a,b"), ("-0,5", "-0,5"), ("-0.5", "'-0.5"), ("-3", "-3"), ("85,23%", "85,23%"),
    ("=1", "'=1"), ("@SUM(1)", "'@SUM(1)"),
    // Where a spreadsheet that separates by commas begins a cell.
    ("a,=1", "a,'=1"), ("a;=1", "\"a;=1\""), ("a\n=1", "\"a\n'=1\""),
  ])
  func cells(_ value: String, _ written: String) {
    #expect(line(value, "x") == "\u{FEFF}\(written);x\r\n")
  }

  @Test func formulasGiveWhatTheyComeTo() throws {
    let survey = CountedSurvey()
    let questions = Array(survey.workbook.questions)
    #expect(questions.count == 7)
    #expect(
      questions[1]
        == "Q1;Câu hỏi số 1;Tiếp cận dịch vụ;13;9;5;5;2;3;37;4;2;1;64,71%;3,76;20,59%\r\n")
    let units = Array(survey.workbook.units)
    #expect(units[1] == "U01;Đơn vị số 1;20;19;13;7;không công bố;;;\r\n")
    #expect(units[2].hasPrefix("U02;Đơn vị số 2;20;") && units[2].contains("%;"))
    #expect(units[3] == "U03;Đơn vị số 3;20;3;2;18;ít hơn 5 phiếu;;;\r\n")
    #expect(units.count == 5)
  }

  @Test func namesFromOutsideAreText() {
    for line in Array(CountedSurvey(prefix: "=").workbook.units).dropFirst() {
      #expect(line.contains(";'=Đơn vị số"))
    }
  }
}
