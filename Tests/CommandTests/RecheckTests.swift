import Foundation
import Testing

@Suite("recheck")
struct RecheckTests {
  static let seed = "30516242"
  static let by = "Lê Thị Mai"
  static let worksheet = "recheck/30516242/drawn.csv"

  private func draw(_ survey: SurveyCopy, _ arguments: String..., seed: String = seed) throws -> Program.Outcome {
    try Program.start(["recheck", "draw", survey.path, "--seed", seed] + arguments).wait(timeout: 60)
  }

  private func compare(
    _ survey: SurveyCopy, _ arguments: String..., worksheet: String = worksheet
  ) throws -> Program.Outcome {
    try Program.start(["recheck", "compare", survey.path, survey.file(worksheet).path, "--by", Self.by] + arguments)
      .wait(timeout: 60)
  }

  /// A place of the worksheet and of answers.csv alike.
  private func place(_ row: [String: String]) -> [String] {
    ["file", "page", "slot", "question"].map { row[$0] ?? "" }
  }

  /// What was counted, by place.
  private func counted(_ survey: SurveyCopy) throws -> [[String]: String] {
    let rows = try survey.table("answers").rows.filter { $0["status"] == "ok" && $0["answer"] != "review" }
    return Dictionary(rows.map { (place($0), $0["answer"] ?? "") }, uniquingKeysWith: { first, _ in first })
  }

  /// Fills the worksheet in with what was counted, but for what `change` says; as an office's spreadsheet saves it.
  private func fill(
    _ survey: SurveyCopy, worksheet: String = worksheet, _ change: ([String: String], String) -> String? = { $1 }
  ) throws {
    let table = Table(try survey.text(worksheet))
    let answers = try counted(survey)
    var lines = [table.header]
    for row in table.rows {
      guard let answer = change(row, try #require(answers[place(row)])) else { continue }
      lines.append(table.header.map { $0 == "answer" ? answer : row[$0] ?? "" })
    }
    let text = lines.map { $0.map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: ";") }
    try survey.write(("\u{FEFF}" + text.joined(separator: "\r\n") + "\r\n").utf8, to: worksheet)
  }

  private func sheets(_ survey: SurveyCopy, seed: String = seed) throws -> Set<String> {
    Set(Table(try survey.text("recheck/\(seed)/drawn.csv")).rows.map { "\($0["file"] ?? "")#\($0["page"] ?? "")" })
  }

  // MARK: Drawing

  @Test func oneSeedDrawsTheSameBytes() throws {
    let survey = try SurveyCopy.counted()
    let outcome = try draw(survey, "--answers", "40")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let drawn = try survey.data(Self.worksheet)
    let drawing = try survey.data("recheck/30516242/drawing.json")
    #expect(outcome.output.contains("mã rút 30516242"))
    #expect(outcome.output.contains("recheck compare"))
    #expect(try draw(survey, "--answers", "40", "--quiet").output.isEmpty)
    #expect(try survey.data(Self.worksheet) == drawn)
    #expect(try survey.data("recheck/30516242/drawing.json") == drawing)

    #expect(try draw(survey, "--answers", "40", seed: "30516243").status == 0)
    #expect(try sheets(survey, seed: "30516243") != sheets(survey))
    // A larger sample holds the smaller one.
    let before = try sheets(survey)
    #expect(try draw(survey, "--answers", "80").status == 0)
    #expect(before.isStrictSubset(of: try sheets(survey)))
    // Drawing changes nothing of the count.
    #expect(try Program.run("verify", survey.path).status == 0)
  }

  /// Whoever fills the worksheet in does not learn what was counted.
  @Test func theWorksheetIsBlind() throws {
    let survey = try SurveyCopy.counted()
    #expect(try draw(survey).status == 0)
    let table = Table(try survey.text(Self.worksheet))
    #expect(table.header == ["file", "page", "slot", "form", "unit", "box", "question", "text", "answer"])
    #expect(table["answer"].allSatisfy { $0.isEmpty })
    let answers = try counted(survey)
    // The question's printed words stand in it, the same for every sheet, and nothing else that could differ.
    for rows in Dictionary(grouping: table.rows, by: { $0["question"] }).values {
      #expect(Set(rows.map { $0["text"] }).count == 1)
    }
    #expect(Set(table.rows.map(place)) == Set(answers.keys))
    #expect(Set(table["unit"]) == ["U01", "U05"])
    struct Drawing: Decodable {
      struct Stratum: Decodable {
        let name: String
        let sheets: Int
        let drawn: Int
      }
      let seed: String
      let answers: Int
      let tolerated: Int
      let strata: [Stratum]
      let drawn: [String]
      let count: String
      let `repeat`: String
    }
    let drawing = try JSONDecoder().decode(Drawing.self, from: try survey.data("recheck/30516242/drawing.json"))
    #expect(drawing.seed == Self.seed && drawing.answers == answers.count && drawing.tolerated == 1)
    #expect(drawing.strata.map(\.name) == ["U01", "U05"])
    #expect(drawing.strata.allSatisfy { $0.drawn == $0.sheets })
    #expect(Set(drawing.drawn) == (try sheets(survey)))
    #expect(drawing.count.count == 64 && drawing.repeat.contains("--seed '30516242'"))
  }

  @Test func groups() throws {
    let survey = try SurveyCopy.counted()
    for (group, name) in [("box", "U01-H2"), ("form", "phuong-8-cau")] {
      #expect(try draw(survey, "--group", group, seed: group).status == 0)
      #expect(try survey.text("recheck/\(group)/drawing.json").contains("\"name\" : \"\(name)\""))
    }
    #expect(try draw(survey, "--group", "nhóm").status == 2)
  }

  @Test func whatWasFilledInIsNotWrittenOver() throws {
    let survey = try SurveyCopy.counted()
    #expect(try draw(survey).status == 0)
    try fill(survey)
    let filled = try survey.data(Self.worksheet)
    let outcome = try draw(survey)
    #expect(outcome.status == 2)
    #expect(outcome.errorLines.count == 1 && outcome.errors.contains(Self.worksheet), "\(outcome.errors)")
    #expect(try survey.data(Self.worksheet) == filled)
  }

  @Test func drawsThatMakeNoSense() throws {
    let survey = try SurveyCopy.counted()
    for arguments in [["--tolerate", "-1"], ["--tolerate", "100000"], ["--answers", "0"], ["--answers", "100000"]] {
      let outcome = try Program.start(
        ["recheck", "draw", survey.path, "--seed", "1"] + arguments.prefix(1) + arguments.dropFirst().map { $0 }
      ).wait(timeout: 60)
      #expect(outcome.status == 2, "\(arguments)")
    }
    #expect(try draw(survey, seed: " ").status == 2)
    #expect(try Program.run("recheck", "draw", survey.path).status == 2)
    #expect(!FileManager.default.fileExists(atPath: survey.file("recheck").path))
    let fresh = try SurveyCopy.fresh()
    let outcome = try draw(fresh)
    #expect(outcome.status == 2 && outcome.errors.contains("kiemphieu count"))
  }

  // MARK: Comparing

  private struct Report: Decodable {
    struct Agreement: Decodable {
      let name: String
      let agreeing: Int
      let rechecked: Int
      let percent: Double
    }
    struct Difference: Decodable {
      let sheet: String?
      let question: String
      let counted: String
      let read: String
    }
    struct Row: Decodable {
      let code: String
      let message: String
      let sheets: [String]
    }
    let answers: Int
    let questions: [Agreement]
    let groups: [Agreement]
    let differences: [Difference]
    let discrepancies: [Row]
    let verdict: String?
    let most: Int?
    let answersNeeded: Int?
    let groupsBeyond: [String]?
  }

  private func report(_ outcome: Program.Outcome) throws -> Report {
    try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8))
  }

  @Test func everythingAgrees() throws {
    let survey = try SurveyCopy.counted()
    #expect(try draw(survey).status == 0)
    try fill(survey)
    let outcome = try compare(survey)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains("✓ Chấp nhận: ") && outcome.output.contains("100,00 %"))
    #expect(!outcome.output.contains("F01"))
    let table = try survey.table("recheck")
    #expect(table.rows.count == (try counted(survey).count))
    #expect(Set(table["agrees"]) == ["yes"] && Set(table["by"]) == [Self.by] && Set(table["seed"]) == [Self.seed])
    let json = try report(try compare(survey, "--json"))
    #expect(json.verdict == "accepted" && json.most == 0 && json.differences.isEmpty)
    #expect(try compare(survey, "--lang", "en").output.contains("100.00 %"))
    #expect(try Program.run("verify", survey.path).status == 0)
  }

  @Test func oneAnswerReadOtherwise() throws {
    let survey = try SurveyCopy.counted()
    #expect(try draw(survey).status == 0)
    let file = "scans/U01-H2/scan02148.jpg"
    try fill(survey) { row, counted in row["file"] == file && row["question"] == "Q5" ? "4" : counted }
    let asked = try counted(survey).keys.count(where: { $0[3] == "Q5" })
    let percent = String(format: "%.2f", 100 / Double(asked)).replacing(".", with: ",")

    let outcome = try compare(survey)
    #expect(outcome.status == 1, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains("! F01  Phúc tra lệch \(percent) % ở câu Q5."), "\(outcome.output)")
    #expect(outcome.output.contains("\(file)#1 Q5: máy đếm 5, người đọc 4"))
    // One answer in all may be wrong, but of this unit's answers that is too large a share.
    #expect(outcome.output.contains("! E20  U01: "))
    let json = try report(try compare(survey, "--json"))
    #expect(json.differences.map(\.sheet) == ["\(file)#1"] && json.discrepancies.map(\.code) == ["F01"])
    #expect(json.discrepancies.map(\.sheets) == [["\(file)#1"]])
    #expect(json.groupsBeyond == ["U01"] && json.most == 1)
    #expect(json.questions.first { $0.name == "Q5" }?.agreeing == asked - 1)
    #expect(json.groups.map(\.name) == ["U01", "U05"])
    #expect(try survey.table("recheck").rows("agrees", "no").map { $0["read"] } == ["4"])
  }

  @Test func moreWrongThanTolerated() throws {
    let survey = try SurveyCopy.counted()
    #expect(try draw(survey, "--tolerate", "0").status == 0)
    try fill(survey) { row, counted in
      row["file"] == "scans/U05-H1/scan02122.tif" && row["question"] == "Q8" ? "overvote" : counted
    }
    let outcome = try compare(survey)
    #expect(outcome.status == 1 && outcome.output.contains("✗ Không chấp nhận: "))
  }

  /// A small sample in which all agrees does not show enough; a larger one of the same seed goes on from it.
  @Test func aSampleThatIsTooSmall() throws {
    let survey = try SurveyCopy.counted()
    #expect(try draw(survey, "--answers", "40").status == 0)
    try fill(survey)
    let outcome = try compare(survey, "--json")
    #expect(outcome.status == 1)
    let json = try report(outcome)
    #expect(json.verdict == "more" && json.answers >= 40 && json.answers < 60)
    #expect(json.answersNeeded == (try counted(survey).count))
    #expect(try compare(survey).output.contains("--answers \(json.answersNeeded ?? 0)"))
  }

  @Test func worksheetsThatAreRefused() throws {
    let survey = try SurveyCopy.counted()
    #expect(try draw(survey).status == 0)
    let (file, sheet) = ("scans/U01-H2/scan02148.jpg", "scans/U01-H2/scan02148.jpg#1")
    func isChanged(_ row: [String: String]) -> Bool { row["file"] == file && row["question"] == "Q5" }
    func refused(_ part: String, _ worksheet: String = Self.worksheet) throws {
      let outcome = try compare(survey, worksheet: worksheet)
      #expect(outcome.status == 2)
      #expect(outcome.errorLines.count(where: { $0.contains("recheck/") }) == 1, "\(outcome.errors)")
      #expect(outcome.errors.contains(part), "\(outcome.errors)")
      #expect(!FileManager.default.fileExists(atPath: survey.file("results/recheck.csv").path))
    }
    let blank = try survey.data(Self.worksheet)
    try refused("mục answer")
    func change(_ answer: String?) throws {
      try survey.write(blank, to: Self.worksheet)
      try fill(survey) { isChanged($0) ? answer : $1 }
    }
    try change(nil)
    try refused("\(sheet) câu Q5")
    try change("6")
    try refused("mục answer: cần một trong: ")
    try change("5")
    try survey.write(try survey.data(Self.worksheet) + Data("\(file);1;1;x;U01;H2;Q9;x;5\r\n".utf8), to: Self.worksheet)
    try refused("\(sheet) câu Q9")

    // Other sheets than the seed draws, or other groups, in a file that somebody changed.
    try change("5")
    let drawing = "recheck/30516242/drawing.json"
    let written = try survey.data(drawing)
    try survey.replace("\"\(sheet)\"", with: "\"scans/U01-H2/scan02146.jpg#1\"", in: drawing)
    try refused("mục drawn")
    try survey.write("{}".utf8, to: drawing)
    try refused("drawing.json")
    try survey.remove(drawing)
    try refused("drawing.json")
    try survey.write(written, to: drawing)
    #expect(try compare(survey).status == 0)
  }

  /// What is corrected after the draw is not shown by the draw.
  @Test func aCountThatChanged() throws {
    let survey = try SurveyCopy.counted()
    #expect(try draw(survey).status == 0)
    try fill(survey)
    let decision = try Program.run(
      "review", "set", survey.path, "scans/U01-H2/scan02147.jpg#1", "Q5", "4", "--by", "Nguyễn Văn An", "--why", "rõ")
    #expect(decision.status == 0)
    let outcome = try compare(survey)
    #expect(outcome.status == 2 && outcome.errors.contains("mục count"), "\(outcome.errors)")
  }

  @Test func whoReadAgainIsNamed() throws {
    let survey = try SurveyCopy.counted()
    #expect(try draw(survey).status == 0)
    try fill(survey)
    let nobody = try Program.run("recheck", "compare", survey.path, survey.file(Self.worksheet).path)
    #expect(nobody.status == 2 && nobody.errors.contains("--by"))
    #expect(try Program.run("recheck", "compare", survey.path).status == 2)
    #expect(
      try Program.run("recheck", "compare", survey.path, survey.file(Self.worksheet).path, "--calls", "x.csv").status
        == 2)
    #expect(try Program.run("recheck").status == 2)
  }

  // MARK: Calls

  @Test func callBacks() throws {
    let survey = try SurveyCopy.counted()
    func compare(_ text: String, _ arguments: String...) throws -> Program.Outcome {
      try survey.write(text.utf8, to: "calls.csv")
      return try Program.start(
        ["recheck", "compare", survey.path, "--calls", survey.file("calls.csv").path] + arguments
      ).wait(timeout: 60)
    }
    let header = "group;question;given;repeated\n"
    let same = try compare(header + "Doanh nghiệp;Q1;5;5\nNgười dân;Q2;blank;blank\n")
    #expect(same.status == 0 && same.output.contains("Doanh nghiệp  100,00 %  (1/1)"), "\(same.output)\(same.errors)")
    let other = try compare(header + "Người dân;Q1;5;5\nNgười dân;Q1;5;3\nNgười dân;Q2;4;4\n")
    #expect(other.status == 1)
    #expect(other.output.contains("  Q1  50,00 %  (1/2)") && other.output.contains("  Người dân  66,67 %  (2/3)"))
    #expect(other.output.contains("dòng 3, Người dân Q1"))
    let json = try report(try compare(header + "Người dân;Q1;5;3\n", "--json"))
    #expect(json.differences.map(\.read) == ["3"] && json.verdict == nil)
    let named = try compare("group;question;given;repeated;Họ tên\nDân;Q1;5;5;An\n")
    #expect(named.status == 2 && named.errors.contains("mục Họ tên") && named.errorLines.count == 1)
    #expect(try compare(header + "Dân;Q9;5;5\n").status == 2)
  }
}
