import Foundation
import Testing

/// Minutes with mistakes: one line naming file and field, exit status 1, and the other minutes are used.
@Suite("Bad minutes")
struct BadMinutesTests {
  /// Counts, and gives the lines that name a minutes file.
  private func count(_ survey: SurveyCopy) throws -> (outcome: Program.Outcome, lines: [String]) {
    let outcome = try Program.run("count", survey.path, "--quiet")
    #expect(outcome.status == 1)
    return (outcome, outcome.errorLines.filter { $0.hasPrefix("minutes/") })
  }

  /// U05's minutes cannot be used: told in one line, the box has none, and U01's are held against the count as before.
  private func expectOnlyU05Unused(_ survey: SurveyCopy, names: [String]) throws {
    let scans = try survey.data("results/sheets.csv")
    let (outcome, lines) = try count(survey)
    #expect(lines.count == 1, "\(outcome.errors)")
    #expect(lines.first?.hasPrefix("minutes/U05-H1.json") == true)
    for name in names { #expect(outcome.errors.contains(name), "\(outcome.errors)") }
    #expect(try survey.codes("U01", "H2") == ["B07", "C01", "C13", "S02", "V01", "V08"])
    #expect(try survey.codes("U05", "H1").contains("M00"))
    let row = try survey.table("reconciliation").rows("code", "M00").first
    #expect(row?["message"]?.contains("chưa dùng được (minutes/U05-H1.json") == true, "\(row ?? [:])")
    #expect(try survey.box("U01", "minutes") == 17)
    #expect(try survey.table("boxes").rows("unit", "U05").first?["minutes"] == "")
    #expect(try survey.box("U05", "found") == 13)
    #expect(try survey.data("results/sheets.csv") == scans)
  }

  @Test func anUnknownUnit() throws {
    let survey = try SurveyCopy.counted()
    try survey.replace(#""unit_id": "U05""#, with: #""unit_id": "U55""#, in: "minutes/U05-H1.json")
    try expectOnlyU05Unused(survey, names: ["unit_id", "U55"])
  }

  @Test func aNegativeCount() throws {
    let survey = try SurveyCopy.counted()
    try survey.replace(#""ballots_in_box": 13"#, with: #""ballots_in_box": -13"#, in: "minutes/U05-H1.json")
    try expectOnlyU05Unused(survey, names: ["ballots_in_box", "-13"])
  }

  @Test(arguments: ["{ \"unit_id\": ", "", "[1, 2]", "{\"unit_id\": \"U05\"}"])
  func brokenJSON(_ text: String) throws {
    let survey = try SurveyCopy.counted()
    try survey.write(text.utf8, to: "minutes/U05-H1.json")
    try expectOnlyU05Unused(survey, names: [])
  }

  @Test func brokenYAML() throws {
    let survey = try SurveyCopy.counted()
    try survey.replace("participants:", with: "participants: [", in: "minutes/U01-H2.yaml")
    let (outcome, lines) = try count(survey)
    #expect(lines.count == 1, "\(outcome.errors)")
    #expect(lines.first?.hasPrefix("minutes/U01-H2.yaml, dòng ") == true, "\(outcome.errors)")
    #expect(try survey.codes("U01", "H2").contains("M00"))
    #expect(try survey.codes("U05", "H1") == ["C13"])
    #expect(try survey.box("U05", "minutes") == 13)
  }

  @Test func wordsThatDisagreeWithTheDigits() throws {
    let survey = try SurveyCopy.counted()
    try survey.replace("mười bảy", with: "mười tám", in: "minutes/U01-H2.yaml")
    let (_, lines) = try count(survey)
    #expect(lines.isEmpty)
    #expect(try survey.codes("U01", "H2") == ["B07", "C01", "C13", "M08", "S02", "V01", "V08"])
    #expect(try survey.codes("U05", "H1") == ["C13"])
    #expect(try survey.box("U01", "minutes") == 17)
  }

  @Test func anotherPeriod() throws {
    let survey = try SurveyCopy.counted()
    try survey.replace(#""period_id": "2026""#, with: #""period_id": "2025""#, in: "minutes/U05-H1.json")
    _ = try count(survey)
    #expect(try survey.codes("U05", "H1") == ["C13", "M10"])
    #expect(try survey.table("reconciliation").rows("code", "M10").first?["message"]?.contains("period_id") == true)
  }

  @Test func theSealNumbersStandInTheTable() throws {
    let row = try #require(try SurveyCopy.counted().table("reconciliation").rows("code", "S02").first)
    #expect(row["expected"]?.isEmpty == false && row["found"]?.isEmpty == false)
    #expect(row["expected"] != row["found"])
  }

  @Test func noMinutesAtAll() throws {
    let survey = try SurveyCopy.counted()
    try survey.remove("minutes")
    let (_, lines) = try count(survey)
    #expect(lines.isEmpty)
    #expect(try survey.codes("U05", "H1").contains("M00"))
    #expect(try survey.codes("U01", "H2").contains("M00"))
  }

  @Test func twoMinutesOfOneOpening() throws {
    let survey = try SurveyCopy.counted()
    try survey.copy("minutes/U05-H1.json", to: "minutes/U05-H1-ban-sao.json")
    let (outcome, lines) = try count(survey)
    #expect(lines.count == 1, "\(outcome.errors)")
    #expect(lines.first?.contains("minutes/U05-H1.json") == true)
    #expect(try survey.box("U01", "minutes") == 17)
  }

  /// The program never alters the minutes.
  @Test func minutesStayAsTheyAre() throws {
    let survey = try SurveyCopy.fresh()
    let before = try [survey.data("minutes/U01-H2.yaml"), survey.data("minutes/U05-H1.json")]
    _ = try count(survey)
    #expect(try [survey.data("minutes/U01-H2.yaml"), survey.data("minutes/U05-H1.json")] == before)
  }
}
