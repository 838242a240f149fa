import Ballots
import Testing
import Wording

@testable import Counting

@Suite("Other channels than paper")
struct ChannelTests {
  private static let october = Period(from: Day(year: 2026, month: 10, day: 1), to: Day(year: 2026, month: 10, day: 31))
  private static let survey = Survey(
    title: "Khảo sát", period: october, forms: ["coded"],
    units: [SurveyUnit(code: "U01", name: "Phường"), SurveyUnit(code: "U02", name: "Trạm", parent: "U01")])

  private func response(
    _ row: Int, day: Int = 5, minute: Int? = 540, second: Int? = nil, id: String? = nil, unit: String = "U01",
    _ answers: [String?] = ["5", "4", "3"]
  ) -> ChannelResponse {
    ChannelResponse(
      row: row, id: id, time: ResponseTime(day: Day(year: 2026, month: 10, day: day), minute: minute, second: second),
      unit: unit,
      answers: Dictionary(
        uniqueKeysWithValues: answers.enumerated().map {
          ("Q\($0 + 1)", $1.map { Answer.values([$0]) } ?? .blank)
        }))
  }

  private func count(
    _ responses: [ChannelResponse], unreadable: [Int] = [], channel: Channel = .online, period: Period = october
  ) -> ChannelCount {
    let list = ChannelList(name: "channels/a.csv", channel: channel, responses: responses, unreadable: unreadable)
    return ChannelCount.counts(of: [list], period: period, forms: [Samples.coded])[0]
  }

  @Test("every row is counted or set apart, none twice") func rows() {
    let result = count(
      [
        response(2, id: "a"), response(3, day: 6, id: "a"), response(4, id: "b"),
        ChannelResponse(
          row: 5, time: ResponseTime(day: Day(year: 2026, month: 11, day: 1)), unit: "U01", answers: ["Q1": .blank]),
      ], unreadable: [6, 7])
    #expect(result.counted == 2 && result.repeated == [3] && result.outsidePeriod == [5])
    #expect(result.rows == 6)
    #expect(
      result.discrepancies().map(\.code) == [
        .responseUnreadable, .responseRepeated, .responseOutsidePeriod, .responsesAlike,
      ])
  }

  @Test("without a number, equal rows are one only where the second is known") func repeats() {
    #expect(count([response(2, second: 7), response(3, second: 7)]).repeated == [3])
    #expect(count([response(2), response(3)]).repeated.isEmpty)
    #expect(count([response(2, minute: nil), response(3, minute: nil)]).counted == 2)
    #expect(count([response(2, second: 7), response(3, second: 7, ["5", "4", "4"])]).repeated.isEmpty)
    // An export of October and one of October and November.
    let lists = [[response(2, second: 7)], [response(2, second: 7), response(3, second: 9)]].map {
      ChannelList(name: "a", channel: .online, responses: $0)
    }
    let counts = ChannelCount.counts(of: lists, period: Period(), forms: [Samples.coded])
    #expect(counts.map(\.counted) == [1, 1] && counts[1].repeated == [2])
  }

  @Test("equal answers within a minute are told and counted") func alike() {
    let close = count([response(2, minute: 540), response(3, minute: 541), response(4, minute: 543)])
    #expect(close.alike == [2, 3] && close.counted == 3)
    #expect(count([response(2), response(3, unit: "U02")]).alike.isEmpty)
    #expect(count([response(2), response(3, day: 6)]).alike.isEmpty)
    #expect(count([response(2, [nil, nil, nil]), response(3, [nil, nil, nil])]).alike.isEmpty)
    #expect(close.discrepancies().allSatisfy { $0.severity == .info })
    let text = Wording(.vi).advice(close.discrepancies()[0]).message
    #expect(text.contains("channels/a.csv: 2 dòng, 2, 3"), "\(text)")
  }

  private func report(_ ballots: [[String?]], _ counts: [ChannelCount], smallest: Int = 1) -> SurveyReport {
    let pages = Samples.assembled(
      ballots.enumerated().map { Samples.page(marks: $1, serial: String($0 + 1), hand: $0) })
    var plan = ReportPlan()
    plan.smallestShown = smallest
    plan.method = "Qua hòm phiếu"
    return SurveyReport(
      Self.survey, plan: plan, definition: .usual, forms: [Samples.coded], pages: pages,
      tally: Tally(pages: pages, forms: [Samples.coded]), minutes: [], closings: ClosingBook(), lists: counts)
  }

  @Test("apart and together; the count of paper stays as it is") func together() throws {
    let paper: [[String?]] = [["5", "5", "5"], ["4", "4", "1"]]
    let others = count([response(2, second: 1), response(3, second: 2, unit: "U02", ["1", "1", nil])])
    let alone = report(paper, [])
    let all = report(paper, [others])
    #expect(alone.channels.isEmpty && alone.units.allSatisfy { $0.channels.isEmpty })
    #expect(all.index == alone.index && all.questions == alone.questions && all.ballots == alone.ballots)
    #expect(all.channels.map(\.channel) == [.paper, .online, nil])
    #expect(all.channels.map(\.received) == [2, 2, 4])
    // 5 of 6 answers, 2 of 5, 7 of 11.
    #expect(all.channels.map { $0.satisfied?.hundredthsOfPercent } == [8_333, 4_000, 6_364])
    #expect(all.channels.map { $0.mean?.hundredths } == [400, 280, 345])
    #expect(all.units[1].channels.map(\.received) == [0, 1, 1])
    #expect(report(paper, [others], smallest: 3).channels.map { $0.satisfied == nil } == [true, true, false])
  }

  @Test("rows 3, 7, 9 and 10 take the other channels, with the split") func annual() {
    let others = count([response(2, second: 1), response(3, second: 2), response(4, unit: "U02")])
    let report = report([["5", "5", "5"]], [others])
    let annual = report.annual
    #expect(annual.collected == 3 && annual.collectedBy == [.paper: 1, .online: 2])
    #expect(annual.unitsBelow == 1 && annual.collectedBelow == 1)
    let text = ReportText(report, from: ReportText.Source(seq: 1, hash: "ab", program: "1"))
    #expect(text.rows[2].value == "Qua hòm phiếu (các kênh: phiếu giấy, trực tuyến)")
    #expect(text.rows[6].value == "3 phiếu (ba), gồm: phiếu giấy 1, trực tuyến 2")
    #expect(text.channels.map(\.name) == ["phiếu giấy", "trực tuyến", "chung các kênh"])
    #expect(text.figures.contains { $0.hasPrefix("Danh sách channels/a.csv (trực tuyến): 3 dòng, tính 3;") })
  }

  @Test("procedures: share coded, and all that tie") func procedures() {
    func row(_ coded: CodedProcedures) -> String {
      var report = report([["5", "5", "5"]], [])
      report.annual.procedures = coded
      return ReportText(report, from: ReportText.Source(seq: 1, hash: "ab", program: "1")).rows[5].value
    }
    #expect(row(CodedProcedures(written: 4)) == ReportWord.toFill.text)
    #expect(
      row(
        CodedProcedures(
          procedures: ["Khai sinh": 2, "Kết hôn": 2], fields: ["Hộ tịch": 4, "Đất đai": 1], coded: 5, written: 8))
        == "Lĩnh vực: Hộ tịch (4 phiếu); TTHC: Khai sinh; Kết hôn (bằng nhau, mỗi loại 2 phiếu); đã phân loại 5 trong 8 phiếu có ghi (62,50\u{A0}%)"
    )
  }

  @Test("all answers 4 or 5, of the ballots that answer all") func allSatisfied() {
    let report = report([["5", "4", "5"], ["5", "5", "3"], ["5", "5", nil], ["4", "4", "4"]], [])
    #expect(report.completeBallots == 3 && report.allSatisfied?.hundredthsOfPercent == 6_667)
    #expect(self.report([["5", "4", "5"]], [], smallest: 2).allSatisfied == nil)
  }
}

@Suite("Shares of 5 against the period before")
struct UnusualShareTests {
  @Test("told only where it is both rare and large") func limits() {
    #expect(UnusualShare.differs((90, 100), (60, 100)))
    #expect(UnusualShare.differs((60, 100), (90, 100)))
    // Large, but of few ballots; rare, but small.
    #expect(!UnusualShare.differs((9, 10), (6, 10)))
    #expect(!UnusualShare.differs((55_000, 100_000), (50_000, 100_000)))
    #expect(!UnusualShare.differs((5, 5), (0, 0)))
    #expect(!UnusualShare.differs((100, 100), (100, 100)))
  }

  @Test("the row says both shares, and blames nobody") func row() throws {
    var question = QuestionTally(Samples.question("Q1"))
    for _ in 0..<90 { question.add(.values(["5"])) }
    for _ in 0..<10 { question.add(.values(["4"])) }
    let before = PastPeriod.Question(question: "Q1", answers: ScaleCounts([0, 0, 0, 79, 121]))
    let row = try #require(UnusualShare.discrepancies([question], previous: [before]).first)
    #expect(row.code == .unusualShare && row.severity == .info)
    #expect(Wording(.vi).advice(row).message.contains("câu Q1: kỳ trước 60,50 %, kỳ này 90,00 %"))
    #expect(Wording(.vi).advice(row).nextAction.hasPrefix("Cần xem lại"))
    #expect(UnusualShare.discrepancies([question], previous: []).isEmpty)
  }
}
