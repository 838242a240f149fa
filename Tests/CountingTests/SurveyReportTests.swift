import Ballots
import Testing
import Wording

@testable import Counting

@Suite("Survey report")
struct SurveyReportTests {
  private static let criteria = ["Q1": "Tiếp cận", "Q2": "Thủ tục", "Q3": "Thủ tục"]
  private static let form: Form = {
    var form = Samples.coded
    for index in form.pages[0].questions.indices {
      form.pages[0].questions[index].criterion = criteria[form.pages[0].questions[index].id]
    }
    return form
  }()

  private static let district = Survey(
    title: "Khảo sát năm 2026",
    period: Period(from: Day(year: 2026, month: 10, day: 1), to: Day(year: 2026, month: 10, day: 31)),
    forms: ["coded"],
    units: [
      SurveyUnit(code: "U01", name: "Bộ phận Một cửa", allocated: 12, transactions: 100),
      SurveyUnit(code: "U02", name: "Xã Phước Nam", allocated: 4, parent: "U01", transactions: 29),
    ])

  /// `ballots` a unit, each with the same answer to every question unless `answers` says otherwise.
  private func report(
    _ ballots: [String: [[String?]]], survey: Survey = district, plan: ReportPlan = ReportPlan(),
    definition: IndexDefinition = .usual, closings: ClosingBook = ClosingBook(),
    minutes: [OpeningMinutes] = [], form: Form = form
  ) -> SurveyReport {
    let inputs = ballots.keys.sorted().flatMap { unit in
      Samples.inputs(
        (ballots[unit] ?? []).enumerated().map { number, marks in
          Samples.page(marks: marks, unit: unit, serial: String(number + 1), hand: number)
        }, folder: "\(unit)-H1", opening: OpeningID(unit: unit, box: "H1"))
    }
    let pages = Assembly(forms: [form], units: ["U01", "U02"]).assemble(inputs)
    return SurveyReport(
      survey, plan: plan, definition: definition, forms: [form], pages: pages,
      tally: Tally(pages: pages, forms: [form]), minutes: minutes, closings: closings)
  }

  private func same(_ count: Int, _ marks: [String?]) -> [[String?]] { Array(repeating: marks, count: count) }

  @Test("own ballots in row 7, those of units below in row 10") func rows() {
    let annual = report(["U01": same(6, ["5", "4", "3"]), "U02": same(3, ["5", "5", "5"])]).annual
    #expect([annual.collected, annual.unitsBelow, annual.collectedBelow] == [6, 1, 3])
    // A unit in which no box was opened took no part.
    let alone = report(["U01": same(6, ["5", "4", "3"])]).annual
    #expect([alone.collected, alone.unitsBelow, alone.collectedBelow] == [6, 0, 0])
    // The office may be one of several that belong to no other.
    var plan = ReportPlan()
    plan.own = "U02"
    let other = report(["U01": same(6, ["5", "4", "3"]), "U02": same(3, ["5", "5", "5"])], plan: plan).annual
    #expect([other.collected, other.unitsBelow, other.collectedBelow] == [3, 1, 6])
  }

  @Test("shares sum to 100, the index is named and computed as it says") func figures() throws {
    let ballots = ["U01": same(1, ["5", "3", "3"]) + same(2, ["4", "1", nil])]
    var plan = ReportPlan()
    plan.smallestShown = 1
    let pooled = report(ballots, plan: plan)
    #expect(
      pooled.questions.map { $0.shares.map(\.hundredths) } == [
        [3_333, 6_667, 0, 0, 0], [0, 0, 3_333, 0, 6_667], [0, 0, 10_000, 0, 0],
      ])
    #expect(pooled.questions.allSatisfy { $0.shares.reduce(0) { $0 + $1.hundredths } == 10_000 })
    // Three of seven answers are 4 or 5.
    #expect(pooled.index?.hundredthsOfPercent == 4_286)
    #expect(pooled.criteria.map(\.value?.hundredthsOfPercent) == [10_000, 0])
    let mean = report(
      ballots, plan: plan, definition: IndexDefinition(id: "x", version: "2", measure: .top2, criteria: .mean))
    #expect(mean.index?.hundredthsOfPercent == 5_000)
    let text = ReportText(mean, from: ReportText.Source(seq: 1, hash: "ab", program: "1"))
    #expect(text.definition.contains("trung bình cộng các tiêu chí"))
    #expect(text.definition.contains("x, phiên bản 2"))
    #expect(text.indexValue == "50,00\u{A0}%")
    #expect(text.scales[0].shares == ["33,33\u{A0}%", "66,67\u{A0}%", "0,00\u{A0}%", "0,00\u{A0}%", "0,00\u{A0}%"])
  }

  @Test("few ballots are not shown, and take no place") func suppressed() throws {
    let few = report(["U01": same(20, ["5", "5", "5"]), "U02": same(4, ["1", "1", "1"])])
    let unit = try #require(few.units.last)
    #expect(
      unit.index == nil && unit.interval == nil && unit.places == nil && unit.criteria.allSatisfy { $0.value == nil })
    #expect(unit.ballots.found == 4)
    let text = ReportText(few, from: ReportText.Source(seq: 1, hash: "ab", program: "1"))
    #expect(text.units.last?.index == "ít hơn 5 phiếu")
    // With one more it is.
    #expect(report(["U02": same(5, ["1", "1", "1"])]).units.last?.index?.hundredthsOfPercent == 0)
  }

  @Test("places only where intervals do not overlap") func places() {
    let apart = report(["U01": same(40, ["5", "5", "5"]), "U02": same(40, ["1", "1", "1"])])
    #expect(apart.units.map(\.places) == [1...1, 2...2])
    let close = report(["U01": same(6, ["5", "5", "5"]), "U02": same(6, ["5", "5", "1"])])
    #expect(close.units.map(\.places) == [1...2, 1...2])
    var census = ReportPlan()
    census.sampling = .census
    let all = report(["U01": same(6, ["5", "5", "5"]), "U02": same(6, ["5", "5", "1"])], plan: census)
    #expect(all.units.allSatisfy { $0.interval == nil && $0.places == nil } && all.interval == nil)
    #expect(all.questions.allSatisfy { $0.interval == nil })
  }

  @Test("an interval counts ballots, not answers") func interval() throws {
    let result = report(["U01": same(45, ["5", "5", "5"]) + same(5, ["1", "1", "1"])])
    let interval = try #require(result.interval)
    // 45 of 50: 78.6 to 95.7 %.
    #expect(abs(interval.lower - 0.786) < 0.001 && abs(interval.upper - 0.957) < 0.001)
  }

  @Test("what is missing, by allocation and by rule") func missing() {
    var plan = ReportPlan()
    plan.sampleRule = .hue2015
    let result = report(["U01": same(11, ["5", "4", "3"]), "U02": same(4, ["5", "5", "5"])], plan: plan)
    #expect(result.units.map(\.leastSample) == [100, 29])
    #expect(result.units.map(\.missing) == [89, 25])
    #expect(result.discrepancies.map(\.code) == [.sampleTooSmall, .sampleTooSmall])
    let without = report(["U01": same(11, ["5", "4", "3"]), "U02": same(4, ["5", "5", "5"])])
    #expect(without.units.map(\.missing) == [1, 0] && without.discrepancies.isEmpty)
  }

  @Test("rows that do not fit their sources") func checks() {
    let ballots = ["U01": same(6, ["5", "4", "3"]), "U02": same(3, ["5", "5", "5"])]
    var plan = ReportPlan()
    plan.plan = ReportPlan.Document(number: "129/KH-UBND")
    plan.stated = ReportPlan.Stated(collected: 7, unitsBelow: 1, collectedBelow: 3)
    var survey = Self.district
    survey.period.to = Day(year: 2027, month: 1, day: 2)
    let rows = report(ballots, survey: survey, plan: plan).discrepancies
    #expect(rows.map(\.code) == [.reportRow1, .reportRow2, .reportRow3])
    #expect(rows.map { $0.parameters[.row] } == ["1", "2", "7"])
    #expect(rows.last?.expected == 7 && rows.last?.found == 6)
    plan.plan?.date = Day(year: 2026, month: 9, day: 1)
    plan.stated = ReportPlan.Stated(collected: 6)
    #expect(report(ballots, plan: plan).discrepancies.isEmpty)
  }

  @Test("numbers are provisional until every box is closed") func provisional() {
    let open = report(["U01": same(6, ["5", "4", "3"])])
    #expect(open.openBoxes == [OpeningID(unit: "U01", box: "H1")])
    let source = ReportText.Source(seq: 1, hash: "ab", program: "1")
    #expect(ReportText(open, from: source).provisional.hasPrefix("SỐ LIỆU TẠM TÍNH: còn 1 lần mở hòm"))
    let box = ClosedBox(ballots: open.ballots, pages: PageCounts(), root: "", minutes: nil, causes: [:])
    let closing = Closing(
      opening: OpeningID(unit: "U01", box: "H1"), act: .close(box), person: "An", role: nil, time: "", why: "")
    let closed = report(["U01": same(6, ["5", "4", "3"])], closings: ClosingBook([closing]))
    #expect(closed.openBoxes.isEmpty && ReportText(closed, from: source).provisional.isEmpty)
  }

  @Test("the ten rows in words") func words() {
    var plan = ReportPlan()
    plan.plan = ReportPlan.Document(number: "129/KH-UBND", date: Day(year: 2021, month: 10, day: 1))
    plan.cycle = 3
    plan.place = "Vạn Phúc"
    plan.date = Day(year: 2026, month: 3, day: 5)
    let text = ReportText(
      report(["U01": same(21, ["5", "4", "3"])], plan: plan),
      from: ReportText.Source(seq: 1, hash: "ab", program: "1"))
    #expect(text.rows.map(\.number) == Array(1...10))
    #expect(text.rows[0].value == "Có: 129/KH-UBND ngày 01/10/2021")
    #expect(text.rows[1].value == "từ ngày 01/10/2026 đến ngày 31/10/2026")
    #expect(text.rows[3].value == "03 tháng")
    #expect(text.rows[6].value == "21 phiếu (hai mươi mốt)")
    #expect(text.rows[8].value == "0")
    #expect(text.rows[4].value == "…………………")
    // Days below ten and the first two months get a zero.
    #expect(text.placeAndDate == "Vạn Phúc, ngày 05 tháng 3 năm 2026")
    #expect(text.number == "Số: ........./BC-UBND")
  }

  @Test("results of one counter or one person rest on ten ballots at least") func persons() throws {
    var survey = Self.district
    survey.units[1].kind = "Quầy"
    let nine = report(["U01": same(9, ["5", "5", "5"]), "U02": same(9, ["1", "1", "1"])], survey: survey)
    // The other one would give it away.
    #expect(nine.units.map { $0.index == nil } == [true, true])
    let text = ReportText(nine, from: ReportText.Source(seq: 1, hash: "ab", program: "1"))
    #expect(text.units.last?.index == "ít hơn 10 phiếu")
    let ten = report(["U02": same(10, ["1", "1", "1"])], survey: survey)
    #expect(ten.units.last?.index?.hundredthsOfPercent == 0)

    var form = Self.form
    form.pages[0].questions[0].criterion = "Quầy số 1"
    form.pages[0].questions[0].person = "Quầy số 1"
    // Twelve ballots, nine of them about this person.
    let ballots = same(9, ["5", "4", "3"]) + same(3, [nil, "4", "3"])
    let few = report(["U01": ballots], form: form)
    // Of two criteria both are hidden: the whole and one tell the other.
    #expect(few.index != nil && few.criteria.allSatisfy { $0.value == nil })
    let words = ReportText(few, from: ReportText.Source(seq: 1, hash: "ab", program: "1"))
    #expect(words.scales.allSatisfy { $0.satisfied == "–" })
    let enough = report(["U01": same(10, ["5", "4", "3"])], form: form)
    #expect(enough.criteria.allSatisfy { $0.value != nil } && enough.questions.allSatisfy(\.isShown))
    // Answers about one person only are that person's, whoever was asked.
    let alone = report(["U01": same(9, ["5", nil, nil])], form: form)
    #expect(alone.index == nil && alone.units.first?.index == nil)
  }

  @Test("classes weigh as much as they have members") func strata() throws {
    var survey = Self.district
    (survey.units[0].stratum, survey.units[1].stratum) = ("I", "II")
    (survey.units[0].transactions, survey.units[1].transactions) = (300, 100)
    let ballots = ["U01": same(10, ["5", "5", "5"]), "U02": same(10, ["1", "1", "1"])]
    let result = report(ballots, survey: survey).stratified
    #expect(result.strata.map(\.name) == ["I", "II"])
    #expect(result.strata.map(\.index?.hundredthsOfPercent) == [10_000, 0])
    #expect(result.index?.hundredthsOfPercent == 6_667)
    // Classes in which all say the same tell nothing of chance.
    #expect(result.interval == nil)
    let mixed = report(
      [
        "U01": same(8, ["5", "5", "5"]) + same(2, ["1", "1", "1"]),
        "U02": same(5, ["5", "5", "5"]) + same(5, ["1", "1", "1"]),
      ],
      survey: survey)
    // Of the 300 of the unit above, 100 are of the one below it, which is another class.
    #expect(mixed.stratified.strata.map(\.population) == [200, 100])
    #expect(mixed.stratified.index?.hundredthsOfPercent == 7_000)
    let interval = try #require(mixed.stratified.interval)
    #expect(abs((interval.lower + interval.upper) / 2 - 0.7) < 1e-6)
    // A unit without a class belongs to that of the unit above it.
    survey.units[1].stratum = nil
    let one = report(ballots, survey: survey).stratified
    #expect(one.strata.map(\.answered) == [20] && one.strata.map(\.population) == [300])
    // Where members are not known nothing is weighed, and the report says so.
    (survey.units[0].transactions, survey.units[1].transactions) = (nil, nil)
    let unknown = report(ballots, survey: survey)
    #expect(unknown.stratified.index == nil)
    let text = ReportText(unknown, from: ReportText.Source(seq: 1, hash: "ab", program: "1"))
    #expect(text.figures.contains { $0.contains("không có trọng số theo tầng") })
    #expect(report(ballots).stratified.strata.isEmpty)
    // Units without a class weigh nothing, so that nothing is weighed, and they are named.
    var unclassed = Self.district
    (unclassed.units[1].stratum, unclassed.units[1].transactions) = ("II", 100)
    let partly = report(ballots, survey: unclassed)
    #expect(partly.stratified.index == nil && partly.stratified.unclassed == ["Bộ phận Một cửa"])
    let told = ReportText(partly, from: ReportText.Source(seq: 1, hash: "ab", program: "1"))
    #expect(told.figures.contains { $0.contains("chưa xếp tầng: Bộ phận Một cửa") })
  }

  @Test("forms that use an id for different things are not added up") func sameIDs() throws {
    var other = Self.form
    other.id = "other"
    other.pages[0].questions[0].text = "Câu hỏi khác hẳn"
    let pages = Assembly(forms: [Self.form], units: ["U01"]).assemble(
      Samples.inputs(
        (0..<6).map { Samples.page(marks: ["5", "5", "5"], unit: "U01", serial: "\($0)", hand: $0) }, folder: "U01-H1",
        opening: OpeningID(unit: "U01", box: "H1")))
    var both = pages
    for page in pages {
      var copy = page
      copy.form = "other"
      copy.ballot = page.ballot.map { $0 + "x" }
      both.append(copy)
    }
    let whole = Tally(pages: both, forms: [Self.form, other]).whole
    #expect(whole.questions.map(\.question) == ["Q1", "Q2", "Q3", "Q1"])
    #expect(whole.questions.map(\.answered) == [6, 12, 12, 6])
  }

  @Test("signs and capitals do not make another question") func sameWords() {
    #expect(QuestionWording("Q1", text: "Thái độ phục vụ?") == QuestionWording("Q1", text: "thái độ  phục vụ ?"))
    #expect(QuestionWording("Q1", text: "Thái độ phục vụ") != QuestionWording("Q1", text: "Thái độ giao tiếp"))
    #expect(QuestionWording("Q1", text: "a") != QuestionWording("Q2", text: "a"))
  }

  @Test("of one hidden part the smallest other one goes with it") func complementary() {
    func also(_ parts: [(Int, Bool)]) -> Int? {
      Suppression.alsoHidden(parts.map { .init(answered: $0.0, isShown: $0.1) })
    }
    #expect(also([(20, true), (4, false), (9, true), (9, true)]) == 2)
    #expect(also([(20, true), (4, false), (3, false)]) == nil)
    #expect(also([(20, true), (0, false)]) == nil)
    #expect(also([(4, false)]) == nil)
  }
}
