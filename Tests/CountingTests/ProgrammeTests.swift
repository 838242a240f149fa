import Ballots
import Counting
import Testing
import Wording

@Suite("The survey's programme")
struct ProgrammeTests {
  static func day(_ day: Int, _ month: Int, _ year: Int = 2026) -> Day { Day(year: year, month: month, day: day) }

  @Test("days of the week, months on") func calendar() {
    let days = [Self.day(19, 10), Self.day(25, 10), Self.day(1, 7, 2023), Self.day(29, 2, 2024), Self.day(1, 1, 2000)]
    #expect(days.map(\.weekday) == [.mon, .sun, .sat, .thu, .sat])
    #expect(Self.day(31, 1).adding(months: 1) == Self.day(28, 2))
    #expect(Self.day(31, 1).adding(months: 13) == Self.day(28, 2, 2027))
    #expect(Self.day(15, 12).adding(months: 1) == Self.day(15, 1, 2027))
    #expect(Self.day(1, 3).before == Self.day(28, 2) && Self.day(1, 3, 2024).before == Self.day(29, 2, 2024))
    #expect(Self.day(1, 1).before == Self.day(31, 12, 2025) && Self.day(2, 1).before == Self.day(1, 1))
  }

  @Test("what is due is due by the last day, or by the day as of which is counted") func dueDays() {
    var period = Period(from: Self.day(1, 1), to: Self.day(31, 12), openings: .every(months: 3))
    #expect(period.dueDays == [Self.day(31, 3), Self.day(30, 6), Self.day(30, 9), Self.day(31, 12)])
    period.asOf = Self.day(30, 6)
    #expect(period.dueDays == [Self.day(31, 3), Self.day(30, 6)])
    period.asOf = Self.day(29, 6)
    #expect(period.dueDays == [Self.day(31, 3)])
    // A cycle that the period cuts short is none.
    period = Period(from: Self.day(1, 10), to: Self.day(30, 11), openings: .every(months: 3))
    #expect(period.dueDays.isEmpty)
    period.openings = .on([Self.day(29, 11), Self.day(29, 10)])
    #expect(period.dueDays == [Self.day(29, 10), Self.day(29, 11)])
    period.asOf = Self.day(28, 11)
    #expect(period.dueDays == [Self.day(29, 10)])
    #expect(Period(openings: .every(months: 1)).dueDays.isEmpty)
  }

  /// Minutes of an opening on a day; nothing was in the box.
  private func opened(_ opening: Int, _ day: Day, box: String = "H1") -> OpeningMinutes {
    ReconciliationTests.minutes {
      $0.opening = OpeningID(unit: "U01", box: box, opening: opening)
      $0.startedAt = Moment(day: day, hour: 8, minute: 0)
      $0.endedAt = Moment(day: day, hour: 9, minute: 0)
      $0.ballotsInBox = 0
      $0.handOver?.count = 0
    }
  }

  private func rows(_ survey: Survey, _ minutes: [OpeningMinutes], _ records: [SurveyRecord] = []) -> [Discrepancy] {
    Reconciliation(
      survey: survey, pages: [], tally: Tally(pages: [], forms: Samples.forms), minutes: minutes,
      records: RecordBook(records)
    ).discrepancies()
  }

  @Test("an opening is missing for a cycle, of each box: P03") func cycles() throws {
    var survey = ReconciliationTests.survey
    survey.period.openings = .every(months: 1)
    #expect(rows(survey, [opened(1, Self.day(30, 10)), opened(2, Self.day(30, 11))]).isEmpty)
    let short = rows(survey, [opened(1, Self.day(30, 10)), opened(1, Self.day(30, 10), box: "H2")])
    #expect(short.map(\.code) == [.openingMissing, .openingMissing])
    #expect(short.map { $0.parameters[.box] } == ["H1", "H2"])
    #expect(short.map(\.expected) == [2, 2] && short.map(\.found) == [1, 1])
    #expect(
      Wording(.vi).advice(short[0]).message == "Thiếu lần mở hòm theo kỳ 1/3/6 tháng (hòm H1: cần 2 lần, có 1).")
    survey.period.asOf = Self.day(31, 10)
    #expect(rows(survey, [opened(1, Self.day(30, 10))]).isEmpty)
    // A box that was put up later owes no opening of before; one that was never opened owes them all.
    survey.period.asOf = nil
    let sealed = SurveyRecord(
      file: "records/a.yaml", opening: OpeningID(unit: "U01", box: "H3"),
      content: .sealing(.init(at: Moment(day: Self.day(2, 11), hour: 7, minute: 0))))
    let late = rows(survey, [], [sealed])
    #expect(late.map(\.code) == [.openingMissing] && late.first?.expected == 1 && late.first?.found == 0)
  }

  @Test("an opening is missing on a named day: P03") func namedDays() throws {
    var survey = ReconciliationTests.survey
    survey.period.openings = .on([Self.day(29, 10), Self.day(27, 11)])
    #expect(rows(survey, [opened(1, Self.day(29, 10)), opened(2, Self.day(27, 11))]).isEmpty)
    let row = try #require(rows(survey, [opened(1, Self.day(29, 10)), opened(2, Self.day(26, 11))]).first)
    #expect(row.code == .openingMissing && row.expected == 2 && row.found == 1)
    #expect(Wording(.vi).advice(row).message == "Thiếu lần mở hòm vào ngày đã định (hòm H1: 27/11/2026).")
    #expect(row.severity == .warning && row.place == .unit("U01"))
  }

  @Test("days on which offices are open: P02") func workingDays() {
    var survey = ReconciliationTests.survey
    let saturday = opened(1, Self.day(24, 10))
    #expect(rows(survey, [saturday]).map(\.code) == [.nonWorkingDay])
    survey.workingDays = Set(Weekday.allCases).subtracting([.sun])
    #expect(rows(survey, [saturday]).isEmpty)
    let sunday = rows(survey, [opened(1, Self.day(25, 10))])
    #expect(sunday.map(\.code) == [.nonWorkingDay] && sunday.first?.severity == .info)
  }

  @Test("milestones: before a day is not on it: T01") func milestones() throws {
    var survey = ReconciliationTests.survey
    func late(done: Day?, asOf: Day? = nil) -> Bool {
      survey.milestones = [Milestone(name: "Lập danh sách", before: Self.day(15, 10), done: done)]
      survey.period.asOf = asOf
      return rows(survey, []).map(\.code) == [.reportLate]
    }
    #expect(!late(done: nil) && !late(done: Self.day(14, 10)))
    #expect(late(done: Self.day(15, 10)))
    #expect(late(done: nil, asOf: Self.day(15, 10)) && !late(done: nil, asOf: Self.day(14, 10)))
    #expect(!late(done: Self.day(14, 10), asOf: Self.day(1, 11)))
    _ = late(done: Self.day(16, 10))
    let row = try #require(rows(survey, []).first)
    #expect(Wording(.vi).advice(row).message == "Việc “Lập danh sách” quá hạn (hạn: trước 15/10/2026).")
  }

  @Test("communes and villages by the district's class: K05") func strata() {
    var survey = ReconciliationTests.survey
    survey.units.append(SurveyUnit(code: "D", name: "Huyện loại III", stratum: "III"))
    for commune in 1...4 {
      survey.units.append(SurveyUnit(code: "D\(commune)", name: "Xã \(commune)", parent: "D"))
      for village in 1...3 {
        survey.units.append(SurveyUnit(code: "D\(commune)\(village)", name: "Thôn", parent: "D\(commune)"))
      }
    }
    func found() -> [String] {
      rows(survey, []).map { "\($0.code.rawValue) \($0.unit ?? "") \($0.expected ?? 0) \($0.found ?? 0)" }
    }
    #expect(found().isEmpty)
    survey.units.removeLast()
    // Without a scheme nobody says how many there are to be.
    #expect(found().isEmpty)
    survey.sampleScheme = "binh-dinh-2023"
    #expect(found() == ["K05 D4 3 2"])
    survey.units.removeAll { $0.parent == "D1" || $0.code == "D1" }
    #expect(found() == ["K05 D 4 3", "K05 D4 3 2"])
  }

  private func report(_ survey: Survey, _ change: (inout ReportPlan) -> Void = { _ in }) -> SurveyReport {
    var plan = ReportPlan()
    change(&plan)
    return SurveyReport(
      survey, plan: plan, definition: .usual, forms: [], pages: [], tally: Tally(pages: [], forms: []), minutes: [],
      closings: ClosingBook())
  }

  private func text(_ report: SurveyReport) -> ReportText {
    ReportText(report, from: ReportText.Source(seq: 1, hash: "ab", program: "1"))
  }

  @Test("a report of the deadline's day is late: T01") func deadline() {
    var survey = ReconciliationTests.survey
    survey.period.deadline = Self.day(3, 12)
    func codes(_ date: Day?) -> [DiscrepancyCode] { report(survey) { $0.date = date }.discrepancies.map(\.code) }
    #expect(codes(nil).isEmpty && codes(Self.day(2, 12)).isEmpty)
    #expect(codes(Self.day(3, 12)) == [.reportLate] && codes(Self.day(4, 12)) == [.reportLate])
  }

  @Test("rows (3) and (4): when people were asked, and the cycle of the openings") func method() {
    var survey = ReconciliationTests.survey
    survey.touchpoint = .both
    survey.period.openings = .every(months: 3)
    let rows = text(report(survey) { $0.method = "Phiếu giấy" }).rows
    #expect(rows[2].value == "Phiếu giấy (khi nộp hồ sơ và khi nhận kết quả)" && rows[3].value == "03 tháng")
    #expect(text(report(survey) { $0.cycle = 6 }).rows[3].value == "06 tháng")
  }

  @Test("a unit made of others is not compared with them, which have no row") func succession() {
    var survey = ReconciliationTests.survey
    survey.units = [
      SurveyUnit(code: "A", name: "Xã A", validTo: Self.day(30, 6)),
      SurveyUnit(code: "B", name: "Xã B", validTo: Self.day(30, 6)),
      SurveyUnit(code: "C", name: "Phường C", validFrom: Self.day(1, 7), predecessors: ["A", "B"]),
    ]
    let result = report(survey)
    #expect(result.units.map(\.unit.code) == ["C"])
    let sentences = text(result).figures.filter { $0.contains("không so sánh trực tiếp") }
    #expect(sentences.count == 1 && sentences.first?.hasSuffix("Phường C (từ Xã A, Xã B).") == true)
    #expect(!text(report(ReconciliationTests.survey)).figures.contains { $0.contains("không so sánh") })
    // On the last and on the first day it is there.
    #expect(survey.units[0].isValid(in: Period(from: Self.day(30, 6))))
    #expect(!survey.units[0].isValid(in: Period(from: Self.day(1, 7))))
    #expect(survey.units[2].isValid(in: Period(to: Self.day(1, 7))))
    #expect(!survey.units[2].isValid(in: Period(to: Self.day(30, 6))))
  }
}
