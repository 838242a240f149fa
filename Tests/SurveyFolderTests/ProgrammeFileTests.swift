import Counting
import SurveyFolder
import Testing

@Suite("The programme in survey.yaml")
struct ProgrammeFileTests {
  private static let head = "title: A\nform: B\n"

  private func read(_ text: String) throws -> Survey {
    let folder = try TemporaryFolder()
    try folder.write(Self.head + text, to: "survey.yaml")
    return try SurveyFile.read(in: folder.url).survey
  }

  private static func day(_ day: Int, _ month: Int) -> Day { Day(year: 2026, month: month, day: day) }

  @Test("everything that can be said")
  func full() throws {
    let survey = try read(
      """
      period: {from: 01/04/2026, to: 31/05/2026, openings: {on: [29/04/2026, 29/05/2026]}, as_of: 01/05/2026}
      working_days: mon-sat
      milestones:
        - {name: Hội nghị, before: 06/04/2026, done: 03/04/2026}
        - {name: Sơ kết, before: 01/07/2026}
      touchpoint: ca_hai
      sample_scheme: binh-dinh-2023
      """)
    #expect(survey.period.openings == .on([Self.day(29, 4), Self.day(29, 5)]))
    #expect(survey.period.asOf == Self.day(1, 5) && survey.period.dueDays == [Self.day(29, 4)])
    #expect(survey.workingDays == Set(Weekday.allCases).subtracting([.sun]))
    #expect(
      survey.milestones == [
        Milestone(name: "Hội nghị", before: Self.day(6, 4), done: Self.day(3, 4)),
        Milestone(name: "Sơ kết", before: Self.day(1, 7)),
      ])
    #expect(survey.touchpoint == .both && survey.sampleScheme == "binh-dinh-2023")
    // Written and read again it is the same; so is one with cycles.
    let folder = try TemporaryFolder()
    for openings in [survey.period.openings, .every(months: 3), nil] {
      var other = survey
      other.period.openings = openings
      try folder.write(SurveyFile.text(of: other), to: "survey.yaml")
      #expect(try SurveyFile.read(in: folder.url).survey == other)
    }
  }

  @Test("days of work")
  func workingDays() throws {
    #expect(try read("working_days: sat").workingDays == [.sat])
    #expect(try read("working_days: [mon, wed]").workingDays == [.mon, .wed])
    #expect(try read("working_days: mon-fri").workingDays == Weekday.usual)
    #expect(try read("").workingDays == nil)
    for wrong in ["sat-mon", "mo-fr", "mon-tue-wed", "mon-", "[]"] {
      let error = #expect(throws: FolderError.self, "\(wrong)") { try read("working_days: \(wrong)") }
      #expect(error?.field == "working_days")
    }
  }

  @Test("errors name the field")
  func errors() throws {
    let cases: [(String, String, FolderProblem)] = [
      (
        "period: {from: 01/01/2026, to: 31/12/2026, openings: {cycle_months: 2}}", "period.openings.cycle_months",
        .wrong(expected: .oneOf(["1", "3", "6"]), found: "2")
      ),
      ("period: {openings: {cycle_months: 3}}", "period.from", .missing(.day)),
      ("period: {from: 01/01/2026, openings: {cycle_months: 3}}", "period.to", .missing(.day)),
      ("period: {openings: {}}", "period.openings.on", .missing(.filledList)),
      (
        "period: {openings: {cycle_months: 1, on: [01/01/2026]}}", "period.openings.cycle_months", .conflict(with: "on")
      ),
      (
        "period: {to: 31/01/2026, openings: {on: [01/02/2026]}}", "period.openings.on[0]",
        .notInPeriod(from: nil, to: "2026-01-31")
      ),
      (
        "period: {openings: {on: [01/02/2026, 2026-02-01]}}", "period.openings.on[1]",
        .duplicate(value: "2026-02-01", first: "openings.on[0]")
      ),
      (
        "period: {from: 02/01/2026, as_of: 01/01/2026}", "period.as_of",
        .reversed(from: "02/01/2026", to: "01/01/2026")
      ),
      ("milestones: [{name: A}]", "milestones[0].before", .missing(.day)),
      ("touchpoint: sau", "touchpoint", .wrong(expected: .oneOf(["nop", "nhan", "ca_hai"]), found: "sau")),
      ("sample_scheme: x", "sample_scheme", .wrong(expected: .oneOf(["binh-dinh-2023"]), found: "x")),
    ]
    for (text, field, problem) in cases {
      #expect(throws: FolderError(file: "survey.yaml", line: 3, field: field, problem), "\(text)") { try read(text) }
    }
  }
}
