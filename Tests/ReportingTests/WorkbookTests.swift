import Ballots
import Testing
import Wording

@testable import Counting
@testable import Reporting

@Suite("Workbook")
struct WorkbookTests {
  private let survey = CountedSurvey()

  private func sheet(_ name: WorkbookWord, in workbook: Workbook? = nil) throws -> Worksheet {
    try #require((workbook ?? survey.workbook).sheets.first { $0.name == name.text })
  }

  private func count(_ cell: Cell) throws -> Int {
    switch cell {
    case .number(.count(let count)), .formula(_, .some(.count(let count))): return count
    default: throw NoCount(cell: cell)
    }
  }

  private struct NoCount: Error {
    var cell: Cell
  }

  @Test func everySheetHasItsPlace() {
    #expect(
      survey.workbook.sheets.map(\.name) == [
        "Tổng hợp", "Câu hỏi", "Tiêu chí", "Đơn vị", "Câu hỏi khác", "Phụ lục 2", "Từng hòm",
      ])
    for sheet in survey.workbook.sheets {
      for row in sheet.rows + (sheet.total.map { [$0] } ?? []) { #expect(row.count == sheet.columns.count) }
    }
  }

  @Test func countsOfAQuestionSumToItsAnswers() throws {
    let sheet = try sheet(.questionSheet)
    #expect(sheet.rows.count == 6)
    for row in sheet.rows {
      let counts = try row[3...12].map(count)
      #expect(counts[0...5].reduce(0, +) == counts[6])
      #expect(counts[6...9].reduce(0, +) == survey.report.ballots.countedOver)
      #expect(counts[5] > 0)
    }
    let total = try #require(sheet.total)
    for column in 3...12 {
      #expect(try count(total[column]) == sheet.rows.map { try count($0[column]) }.reduce(0, +))
    }
  }

  @Test func formulasOfAQuestionComeToWhatTheReportSays() throws {
    let sheet = try sheet(.questionSheet)
    let questions = survey.report.questions.filter { $0.tally.kind == .scale5 }
    for (index, question) in questions.enumerated() {
      let (row, line) = (sheet.rows[index], index + 2)
      let all = "SUM(D\(line):H\(line))"
      #expect(
        row[13]
          == .formula("IF(\(all)=0,\"\",(D\(line)+E\(line))/\(all))", .share(try #require(question.satisfied))))
      #expect(
        row[14]
          == .formula(
            "IF(\(all)=0,\"\",(5*D\(line)+4*E\(line)+3*F\(line)+2*G\(line)+H\(line))/\(all))",
            .mean(try #require(question.mean))))
      #expect(
        row[15]
          == .formula("IF(\(all)=0,\"\",(G\(line)+H\(line))/\(all))", .share(try #require(question.dissatisfied))))
    }
    let total = try #require(sheet.total)
    #expect(total[3] == .formula("SUM(D2:D7)", .count(questions.reduce(0) { $0 + $1.tally.count(of: "5") })))
    // Every answer in one heap is what the usual index is.
    #expect(
      total[13] == .formula("IF(SUM(D8:H8)=0,\"\",(D8+E8)/SUM(D8:H8))", survey.report.index.map { .share($0) }))
  }

  @Test func nothingIsSharedOutOfNothing() throws {
    let sheet = try sheet(.questionSheet, in: CountedSurvey(ballots: 1, units: 1).workbook)
    // The one ballot left it blank.
    #expect(sheet.rows[0][13] == .formula("IF(SUM(D2:H2)=0,\"\",(D2+E2)/SUM(D2:H2))", nil))
    #expect(try count(sheet.rows[0][9]) == 0)
  }

  @Test func unitsAgainstTheirAllocation() throws {
    let sheet = try sheet(.unitSheet)
    let units = survey.report.units
    for (row, unit) in zip(sheet.rows, units) {
      #expect(try count(row[3]) == unit.ballots.tallied)
      #expect(try count(row[4]) == unit.usable)
      #expect(try count(row[5]) == unit.missing)
    }
    #expect(sheet.rows[1][6] == .number(.share(try #require(units[1].index))))
    // It would tell what the third came to.
    #expect(sheet.rows[0][6...7] == [.text("không công bố"), .empty])
    // Too few to show: in words, and no interval.
    #expect(sheet.rows[2][6...9] == [.text("ít hơn 5 phiếu"), .empty, .empty, .empty])
    #expect(sheet.rows[3][2] == .empty)
    let total = try #require(sheet.total)
    #expect(total[2] == .formula("SUM(C2:C5)", .count(60)))
    #expect(total[5] == .formula("SUM(F2:F5)", .count(units.reduce(0) { $0 + $1.missing })))
    #expect(total[6] == .number(.share(try #require(survey.report.index))))
    let interval = try #require(survey.report.interval)
    #expect(total[7].hundredths.map { Double($0) <= interval.lower * 10_000 } == true)
    #expect(total[8].hundredths.map { Double($0) >= interval.upper * 10_000 } == true)
  }

  @Test func aMeanIsNoPercentage() throws {
    let definition = IndexDefinition(id: "mean5", version: "1", measure: .mean5)
    let survey = CountedSurvey(definition: definition)
    let sheet = try sheet(.unitSheet, in: survey.workbook)
    #expect(sheet.rows[1][6] == .number(.mean(try #require(survey.report.units[1].index))))
    #expect(sheet.chart?.kind == .columns(.decimal, highest: 5))
  }

  @Test func criteriaOfTheSurveyAndOfUnits() throws {
    let sheet = try sheet(.criterionSheet)
    #expect(sheet.columns.map(\.title).suffix(2) == ["Tiếp cận dịch vụ", "Thủ tục hành chính"])
    #expect(sheet.rows.count == 5)
    let whole = try #require(survey.report.criteria.first { $0.criterion == "Thủ tục hành chính" }?.value)
    #expect(sheet.rows[0][3] == .number(.share(whole)))
    #expect(sheet.rows[3].suffix(2) == [.empty, .empty])
  }

  @Test func otherQuestionsByOption() throws {
    let rows = try sheet(.choiceSheet).rows
    let choice = try #require(survey.report.questions.first { $0.tally.question == "Q7" })
    #expect(
      rows[0] == [
        .text("Q7"), .text("Nộp hồ sơ"), .text("Trực tuyến"), .count(choice.tally.count(of: "1")),
        .number(.rounded(hundredthsOfPercent: choice.shares[0].hundredths)),
      ])
    #expect(try rows[0..<5].map { try count($0[3]) }.reduce(0, +) == choice.tally.total)
    #expect(rows.count == 11)
  }

  @Test func openingsBesideTheirMinutes() throws {
    let sheet = try sheet(.boxSheet)
    #expect(
      sheet.rows.map { [$0[0], $0[2]] }
        == [["U01", "H1"], ["U01", "H2"], ["U02", "H1"], ["U03", "H1"]].map { $0.map { .text($0) } })
    #expect(sheet.rows[0][4...6] == [.count(22), .count(20), .formula("IF(E2=\"\",\"\",F2-E2)", .count(-2))])
    // Minutes without scans, and scans without minutes.
    #expect(sheet.rows[1][4...6] == [.count(7), .count(0), .formula("IF(E3=\"\",\"\",F3-E3)", .count(-7))])
    #expect(sheet.rows[2][4...6] == [.empty, .count(23), .formula("IF(E4=\"\",\"\",F4-E4)", nil)])
    #expect(sheet.rows.map { $0[15] } == ["Đã chốt", "Chưa chốt", "Chưa chốt", "Chưa chốt"].map { .text($0) })
    let total = try #require(sheet.total)
    #expect(total[4] == .formula("SUM(E2:E5)", .count(29)))
    #expect(total[7] == .formula("SUM(H2:H5)", .count(survey.report.ballots.valid)))
  }

  @Test func theSummaryAddsUp() throws {
    let rows = try sheet(.summarySheet).rows
    #expect(rows[1][1] == .formula("SUM(B4:B8)", .count(survey.report.ballots.tallied)))
    #expect(try rows[2...6].map { try count($0[1]) }.reduce(0, +) == survey.report.ballots.tallied)
    #expect(rows[1][2] == .text(survey.text.provisional))
    #expect(try sheet(.annualSheet).rows.map { $0[0] } == (1...10).map { .count($0) })
  }

  @Test func linesOfARow() {
    let sheet = Worksheet(name: "", columns: [.init("", width: 12), .init("", width: 7)], rows: [])
    #expect(sheet.lines(of: [.count(1), .empty]) == 1)
    #expect(sheet.lines(of: [.text("mười ký tự"), .text("")]) == 1)
    #expect(sheet.lines(of: [.text("mười một ký tự"), .text("a")]) == 2)
    #expect(sheet.lines(of: [.text("a\nb\n\nc"), .text("a")]) == 4)
    #expect(sheet.lines(of: [.text("a"), .text("0123456789x")]) == 3)
  }

  @Test func placesBeyondZ() {
    #expect(
      [0, 25, 26, 51, 52, 701, 702].map { Formula.place($0, 0) } == ["A1", "Z1", "AA1", "AZ1", "BA1", "ZZ1", "AAA1"])
  }
}

extension Cell {
  fileprivate var hundredths: Int? {
    if case .number(.rounded(let hundredths)) = self { hundredths } else { nil }
  }
}
