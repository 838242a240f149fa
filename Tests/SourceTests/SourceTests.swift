import Counting
import Foundation
import Pages
import Reporting
import Testing
import Wording

/// Five plans of offices, each carried through to the document that it asks for. The surveys lie in `fixtures/nguon-000` to
/// `nguon-004`; units, numbers, days and deadlines are those of the plans.
@Suite("Plans of offices, from the survey to the document")
struct SourceTests {
  private typealias Box = PlannedSurvey.Box

  private static func day(_ day: Int, _ month: Int, _ year: Int) -> Day { Day(year: year, month: month, day: day) }

  /// The index of the whole and of each unit is what the voters said.
  private func expectIndex(_ outcome: PlannedSurvey.Outcome, at place: SourceLocation = #_sourceLocation) {
    let all = outcome.voters.satisfaction()
    #expect(outcome.report.index?.hundredthsOfPercent == all, sourceLocation: place)
    for unit in outcome.report.units where unit.answered >= outcome.report.plan.smallestShown {
      #expect(
        unit.index?.hundredthsOfPercent == outcome.voters.satisfaction(of: unit.unit.code), sourceLocation: place)
    }
    let printed = "\(all / 100),\(all % 100 < 10 ? "0" : "")\(all % 100)\u{A0}%"
    #expect(outcome.text.indexValue == printed, sourceLocation: place)
  }

  private func expectRows(
    in outcome: PlannedSurvey.Outcome, at place: SourceLocation = #_sourceLocation
  ) throws {
    let page = try outcome.page()
    for row in outcome.rows { #expect(page.contains(">\(row)<"), "\(row)", sourceLocation: place) }
  }

  @Test("000 Thuận Nam 2023: nine units, 470 ballots, due before 3 October")
  func thuanNam() throws {
    let source = try PlannedSurvey("nguon-000")
    #expect(source.survey.units.count == 9)
    #expect(source.survey.units.compactMap(\.allocated).reduce(0, +) == 470)
    // The last day of the survey is a Saturday, the report is due before the Tuesday.
    let friday = Self.day(29, 9, 2023)
    let boxes = source.survey.units.map { Box($0.code, on: friday, ballots: $0.allocated ?? 0) }
    let outcome = source.counted(boxes)
    #expect(outcome.discrepancies.isEmpty, "\(outcome.codes)")
    #expect(outcome.report.ballots.tallied == 470)
    #expect(
      outcome.rows == [
        "…………………", "từ ngày 01/07/2023 đến ngày 30/09/2023",
        "Phát phiếu tại Bộ phận Tiếp nhận và Trả kết quả (khi nhận kết quả)", "…………………", "Phòng Nội vụ", "…………………",
        "70 phiếu (bảy mươi)", "Gửi các cơ quan liên quan và đăng Trang thông tin điện tử huyện", "8",
        "400 phiếu (bốn trăm)",
      ])
    #expect(outcome.text.criteria.map(\.name).prefix(5).count == 5 && outcome.text.supplement.isEmpty)
    expectIndex(outcome)
    try expectRows(in: outcome)
    #expect(!outcome.report.discrepancies.contains { $0.code == .reportLate })
    var late = source
    late.plan.date = Self.day(3, 10, 2023)
    #expect(late.counted([]).report.discrepancies.map(\.code).contains(.reportLate))

    // Nhị Hà hands in 48 of 50; the ward's ballots are one fewer than the record of the hand-over says.
    var short = boxes
    short[7].ballots = 48
    short[0].ballots = 69
    let found = source.counted(short)
    #expect(found.codes == ["K02", "C08", "K02"], "\(found.codes)")
    #expect(found.text.supplement.contains("Xã Nhị Hà") && found.text.units[7].missing == "2")
  }

  @Test("001 Hòa Thành 2024: counters, Monday to Saturday, people asked twice")
  func hoaThanh() throws {
    let source = try PlannedSurvey("nguon-001")
    #expect(source.survey.units.count == 10 && source.survey.children(of: "TX").count == 8)
    let saturday = Self.day(14, 12, 2024)
    let boxes =
      [Box("TX", "Q1", on: saturday, ballots: 14), Box("TX", "Q2", on: saturday, ballots: 9)]
      + (1...8).map { Box("X\($0)", on: saturday, ballots: 6 + $0) } + [Box("DD", on: saturday, ballots: 11)]
    let outcome = source.counted(boxes)
    #expect(outcome.discrepancies.isEmpty, "\(outcome.codes)")
    #expect(outcome.rows[1] == "từ ngày 14/12/2024 đến ngày 31/12/2024")
    #expect(
      outcome.rows[2] == "Phiếu giấy tại quầy, bên cạnh mã QR (khi nộp hồ sơ và khi nhận kết quả)")
    // 7 to 14 ballots of the communes, 11 of the branch.
    #expect(outcome.rows[6] == "23 phiếu (hai mươi ba)" && outcome.rows[8] == "9")
    #expect(outcome.rows[9] == "95 phiếu (chín mươi lăm)")
    #expect(outcome.text.units.map(\.usable) == ["23"] + (1...8).map { String(6 + $0) } + ["11"])
    expectIndex(outcome)
    try expectRows(in: outcome)
    // Boxes are not opened on a Sunday.
    var sunday = boxes
    sunday[2].day = Self.day(15, 12, 2024)
    #expect(source.counted(sunday).codes == ["P02"])
  }

  @Test("002 Vạn Phúc 2021: sealed box, minutes, annual report")
  func vanPhuc() throws {
    let source = try PlannedSurvey("nguon-002")
    let boxes = [Box("VP", on: Self.day(29, 10, 2021), ballots: 63)]
    let procedures = CodedProcedures(
      procedures: ["Chứng thực bản sao": 20, "Đăng ký khai sinh": 9], coded: 29, written: 40)
    let outcome = source.counted(boxes, procedures: procedures)
    #expect(outcome.discrepancies.isEmpty, "\(outcome.codes)")
    #expect(
      outcome.rows == [
        "Có: 129/KH-UBND ngày 01/10/2021", "từ ngày 01/10/2021 đến ngày 31/10/2021",
        "Lấy phiếu trực tiếp tại Bộ phận Một cửa, thu qua hòm phiếu (khi nhận kết quả)", "01 tháng",
        "Văn phòng UBND phường",
        "TTHC: Chứng thực bản sao (20 phiếu); đã phân loại 29 trong 40 phiếu có ghi (72,50\u{A0}%)",
        "63 phiếu (sáu mươi ba)",
        "Đăng Trang thông tin điện tử phường", "0", "0 phiếu (không)",
      ])
    #expect(outcome.text.recipients == ["UBND quận", "Phòng Nội vụ quận", "TT Đảng ủy, UBND phường"])
    #expect(outcome.text.scales.count == 8)
    expectIndex(outcome)
    try expectRows(in: outcome)

    // A ballot that was not scanned; another seal; a lock in doubt that nobody reported, then reported.
    #expect(source.counted([Box("VP", on: Self.day(29, 10, 2021), ballots: 62)]).codes == ["C01"])
    var doubtful = source
    doubtful.minutes[0].sealFound = "NP-0122"
    doubtful.minutes[0].sealState = .init(rawValue: "rach")
    #expect(doubtful.counted(boxes).codes == ["M01", "S02", "S03"])
    doubtful.records.append(
      SurveyRecord(
        file: "records/su-viec.yaml", opening: boxes[0].opening,
        content: .incident(.init(description: "Tem rách", reportedTo: "Thường trực UBND phường"))))
    #expect(doubtful.counted(boxes).codes == ["S02"])
    // Nobody opened the box in October.
    var unopened = source
    unopened.minutes = []
    #expect(unopened.counted([]).codes == ["P03"])
  }

  @Test("003 Bình Định 2023: sample rule, classes of districts, milestones")
  func binhDinh() throws {
    let source = try PlannedSurvey("nguon-003")
    let day = Self.day(15, 11, 2023)
    let agencies = source.survey.units.filter { $0.transactions != nil }
    let villages = source.survey.units.filter { $0.kind == "thôn" }
    #expect(agencies.count == 5 && villages.count == 27 + 21 + 12)
    let least = [25, 30, 100, 150, 150]
    let boxes =
      zip(agencies, least).map { Box($0.code, on: day, ballots: $1) }
      + villages.map { Box($0.code, on: day, ballots: 5) }
    let outcome = source.counted(boxes)
    #expect(outcome.discrepancies.isEmpty, "\(outcome.codes)")
    #expect(outcome.report.units.prefix(5).map(\.leastSample) == least)
    #expect(!outcome.report.discrepancies.contains { $0.code == .sampleTooSmall || $0.code == .reportLate })
    #expect(outcome.report.ballots.tallied == 755 && outcome.report.annual.to == Self.day(29, 11, 2023))
    expectIndex(outcome)
    try expectRows(in: outcome)

    // One ballot fewer than the rule asks for, a village that was not drawn, a survey that ended on the day.
    var other = source
    other.survey.units.removeAll { $0.code == "HIII-4-3" }
    other.survey.milestones[1].done = Self.day(30, 11, 2023)
    var fewer = boxes.filter { $0.opening.unit != "HIII-4-3" }
    fewer[2].ballots = 99
    let found = other.counted(fewer)
    #expect(found.codes == ["T01", "K05"], "\(found.codes)")
    #expect(found.discrepancies.last?.unit == "HIII-4" && found.discrepancies.last?.expected == 3)
    let small = found.report.discrepancies.filter { $0.code == .sampleTooSmall }
    #expect(small.map(\.unit) == ["KBNN"] && small.first?.expected == 100 && small.first?.found == 99)
  }

  @Test("004 Thừa Thiên Huế 2015: seven units, letter boxes opened on two days, the public notice")
  func hue() throws {
    let source = try PlannedSurvey("nguon-004")
    let least = [100, 104, 200, 240, 90, 140, 100]
    let days = [Self.day(29, 4, 2015), Self.day(29, 5, 2015)]
    let boxes = zip(source.survey.units, least).flatMap { unit, least in
      [
        Box(unit.code, "T1", opening: 1, on: days[0], ballots: least / 2),
        Box(unit.code, "T1", opening: 2, on: days[1], ballots: least - least / 2),
      ]
    }
    let outcome = source.counted(boxes)
    #expect(outcome.discrepancies.isEmpty, "\(outcome.codes)")
    #expect(outcome.report.units.map(\.leastSample) == least)
    #expect(outcome.report.units.map(\.missing) == Array(repeating: 0, count: 7))
    #expect(outcome.rows[1] == "từ ngày 01/04/2015 đến ngày 31/05/2015")
    #expect(outcome.rows[6] == "974 phiếu (chín trăm bảy mươi tư)" && outcome.text.supplement.isEmpty)
    expectIndex(outcome)
    try expectRows(in: outcome)
    #expect(try ReportDocument(outcome.text, as: .notice).pdf().starts(with: Array("%PDF".utf8)))

    // Huế opened its box in May one day later, and lacks ten opinions: it has to ask more people.
    var other = boxes
    other[7].day = Self.day(28, 5, 2015)
    other[7].ballots -= 10
    let found = source.counted(other)
    #expect(found.codes == ["P03"], "\(found.codes)")
    #expect(found.discrepancies.first?.parameters[.days] == "2015-05-29")
    #expect(found.text.supplement.contains("Thành phố Huế") && found.text.units[3].missing == "10")
    #expect(found.report.discrepancies.contains { $0.code == .sampleTooSmall && $0.unit == "HUE" })
  }
}
