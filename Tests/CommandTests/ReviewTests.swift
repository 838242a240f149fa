import Foundation
import Testing

@Suite("review")
struct ReviewTests {
  static let sheet = "scans/U01-H2/scan02147.jpg#1"
  static let by = ["--by", "Nguyễn Văn An", "--why", "dấu x rõ ở ô 4"]

  private func decide(_ survey: SurveyCopy, _ arguments: String..., by: [String] = Self.by) throws -> Program.Outcome {
    try Program.start(["review", "set", survey.path] + arguments + by).wait(timeout: 60)
  }

  private func status(_ survey: SurveyCopy, _ file: String) throws -> String? {
    try survey.table("sheets").rows("file", file).first?["status"]
  }

  @Test func theListNamesWhatWaits() throws {
    let survey = try SurveyCopy.counted()
    struct Item: Decodable {
      let sheet: String
      let question: String?
      let reason: String?
      let message: String
      let nextAction: String
    }
    let json = try Program.run("review", survey.path, "--json")
    #expect(json.status == 1)
    let items = try JSONDecoder().decode([Item].self, from: Data(json.output.utf8))
    let waiting = try survey.table("answers").rows.filter { row in
      row["status"] == "ok" && row["answer"] == "review"
        || ["review", "reject", "foreign"].contains(row["status"] ?? "")
    }
    let places = Set(
      waiting.map { row in
        "\(row["file"] ?? "")#\(row["page"] ?? "") \(row["status"] == "ok" ? row["question"] ?? "" : "")"
      })
    #expect(Set(items.map { "\($0.sheet) \($0.question ?? "")" }) == places)
    #expect(items.allSatisfy { $0.reason != nil && !$0.message.isEmpty && !$0.nextAction.isEmpty })

    let text = try Program.run("review", "list", survey.path)
    #expect(text.status == 1)
    #expect(text.output.contains("\(Self.sheet)  Q5  [marks-several]"))
    #expect(text.output.hasSuffix("Chờ phân xử: \(items.count)\n"))
  }

  @Test func aDecisionOnAnAnswerCounts() throws {
    let survey = try SurveyCopy.counted()
    let waiting = try survey.box("U01", "waiting")
    let valid = try survey.box("U01", "valid")
    let entries = try survey.entries()
    func count(_ answer: String) throws -> String? {
      try survey.table("tally").rows.first {
        $0["unit"] == "U01" && $0["question"] == "Q5" && $0["answer"] == answer
      }?["count"]
    }
    let fours = try #require(try count("4").flatMap { Int($0) })

    let outcome = try decide(survey, Self.sheet, "Q5", "4")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains(Self.sheet))

    #expect(try Program.run("reconcile", survey.path, "--quiet").status == 1)
    #expect(try survey.box("U01", "waiting") == waiting - 1)
    #expect(try survey.box("U01", "valid") == valid + 1)
    #expect(try count("4") == String(fours + 1))
    let row = try #require(
      try survey.table("answers").rows("file", "scans/U01-H2/scan02147.jpg").first { $0["question"] == "Q5" })
    #expect(row["answer"] == "4")
    #expect(row["reason"] == "decided-by-person")
    #expect(row["status"] == "ok")
    // The decision stands beside the machine's reading: one entry more, and the chain of the old ones holds.
    #expect(try survey.entries() == entries + 1)
    #expect(try Program.run("verify", survey.path).status == 0)
    #expect(!(try Program.run("review", survey.path).output.contains(Self.sheet)))
  }

  /// Results stand for the count with the decision at once; else `verify` would call them altered.
  @Test func resultsFollowADecision() throws {
    let survey = try SurveyCopy.counted()
    #expect(try decide(survey, Self.sheet, "Q5", "blank").status == 0)
    #expect(try Program.run("verify", survey.path).status == 0)
    let results = try survey.results()
    #expect(try Program.run("reconcile", survey.path, "--quiet").status == 1)
    #expect(try survey.results() == results)
  }

  @Test func theLastDecisionHolds() throws {
    let survey = try SurveyCopy.counted()
    #expect(try decide(survey, Self.sheet, "Q5", "4").status == 0)
    #expect(try decide(survey, Self.sheet, "Q5", "overvote").status == 0)
    let row = try survey.table("answers").rows("file", "scans/U01-H2/scan02147.jpg").first { $0["question"] == "Q5" }
    #expect(row?["answer"] == "overvote")
  }

  @Test func whatIsHandedOnWaits() throws {
    let survey = try SurveyCopy.counted()
    #expect(try decide(survey, Self.sheet, "Q5", "4").status == 0)
    #expect(try decide(survey, Self.sheet, "Q5", "review").status == 0)
    #expect(try Program.run("review", survey.path).output.contains("\(Self.sheet)  Q5  [escalated]"))
    #expect(try decide(survey, Self.sheet, "--whole", "review").status == 0)
    #expect(try Program.run("review", survey.path).output.contains("[escalated]"))
    #expect(try Program.run("verify", survey.path, "--quiet").status != 3)
  }

  @Test(arguments: [
    (["scans/U01-H2/scan02147.jpg#1", "Q99", "4"], ["Q99", "Q1, Q2"]),
    (["scans/U01-H2/scan02147.jpg#1", "Q5", "9"], ["Q5", "5, 4, 3, 2, 1, blank, overvote"]),
    (["scans/U01-H2/scan02147.jpg#1", "Q5", "4|5"], ["Q5", "4|5"]),
    (["scans/U01-H2/scan02147.jpg#1", "Q5", ""], ["review set --help"]),
    (["scans/U01-H2/scan02147.jpg#1", "Q5"], ["review set --help"]),
    (["scans/U01-H2/khong-co.jpg#1", "Q5", "4"], ["khong-co.jpg#1"]),
    (["scans/U01-H2/scan02147.jpg#7", "Q5", "4"], ["scan02147.jpg#7"]),
    (["scans/U01-H2/scan02147.jpg", "Q5", "4"], ["scan02147.jpg", "#"]),
    (["scans/U01-H2/scan02147.jpg#1", "--whole", "maybe"], ["--whole", "accept, duplicate, invalid, not-a-ballot"]),
  ])
  func aDecisionThatCannotBe(_ arguments: [String], _ named: [String]) throws {
    let survey = try SurveyCopy.counted()
    let store = try survey.data("kiemphieu.db")
    let outcome = try Program.start(["review", "set", survey.path] + arguments + Self.by).wait(timeout: 60)
    #expect(outcome.status == 2)
    #expect(outcome.errorLines.count == 1, "\(outcome.errors)")
    for name in named { #expect(outcome.errors.contains(name), "\(outcome.errors)") }
    #expect(outcome.output.isEmpty)
    #expect(try survey.data("kiemphieu.db") == store)
  }

  @Test(arguments: [["--why", "rõ"], ["--by", " ", "--why", "rõ"], ["--by", "An", "--why", ""]])
  func aDecisionThatNobodyMade(_ by: [String]) throws {
    let survey = try SurveyCopy.counted()
    let outcome = try decide(survey, Self.sheet, "Q5", "4", by: by)
    #expect(outcome.status == 2)
    #expect(outcome.errorLines.count == 1)
    #expect(outcome.errors.contains(by.first == "--by" && by.last?.isEmpty == true ? "--why" : "--by"))
  }

  /// Who decides writes no lines of the program's own.
  @Test(arguments: [
    (["--by", "An\nU05-H1: đã chốt", "--why", "rõ"], "--by: "), (["--by", "An\u{1B}[2K", "--why", "rõ"], "--by: "),
    (["--by", "An\u{202E}nA", "--why", "rõ"], "--by: "), (["--by", "…", "--why", "rõ"], "--by: "),
    (["--by", String(repeating: "An", count: 101), "--why", "rõ"], "--by: dài 202 ký tự, tối đa 200"),
    (["--by", "An", "--why", "rõ\r\nrõ"], "--why: "),
    (["--by", "An", "--why", String(repeating: "x", count: 2001)], "--why: dài 2001 ký tự, tối đa 2000"),
  ])
  func aNameThatIsNoLine(_ by: [String], _ beginning: String) throws {
    let survey = try SurveyCopy.counted()
    let store = try survey.data("kiemphieu.db")
    let outcome = try decide(survey, Self.sheet, "Q5", "4", by: by)
    #expect(outcome.status == 2 && outcome.errorLines.count == 1, "\(outcome.errors)")
    #expect(outcome.errors.hasPrefix(beginning), "\(outcome.errors)")
    #expect(try survey.data("kiemphieu.db") == store)
  }

  @Test func aSheetWithASharedSerialIsAccepted() throws {
    let survey = try SurveyCopy.counted()
    let file = "scans/U01-H2/scan02144.jpg"
    #expect(try status(survey, file) == "review")
    let waiting = try survey.box("U01", "waiting")
    #expect(try decide(survey, "\(file)#1", "--whole", "accept").status == 0)
    #expect(try status(survey, file) == "ok")
    #expect(try survey.box("U01", "waiting") == waiting - 1)
    #expect(try survey.box("U01", "found") == 16)
    #expect(try Program.run("verify", survey.path).status == 0)
  }

  @Test func aSheetIsCalledADuplicate() throws {
    let survey = try SurveyCopy.counted()
    let file = "scans/U01-H2/scan02145.jpg"
    #expect(try decide(survey, "\(file)#1", "--whole", "duplicate").status == 0)
    #expect(try status(survey, file) == "duplicate")
    #expect(try survey.box("U01", "found") == 15)
    #expect(try survey.box("U01", "duplicate_pages") == 1)
    // The other bearer of the serial is alone now and waits no more.
    #expect(try status(survey, "scans/U01-H2/scan02144.jpg") == "ok")
    #expect(try Program.run("verify", survey.path).status == 0)
  }

  /// What nobody read and nobody entered goes on waiting, question by question, wherever people look.
  @Test func anUnreadPageIsAccepted() throws {
    let survey = try SurveyCopy.counted()
    let file = "scans/U01-H2/scan02146.jpg"
    #expect(try status(survey, file) == "reject")
    let waiting = try survey.box("U01", "waiting")
    #expect(try decide(survey, "\(file)#1", "--whole", "accept").status == 0)
    #expect(try survey.box("U01", "waiting") == waiting)
    let rows = try survey.table("answers").rows("file", file)
    #expect(rows.compactMap { $0["question"] } == (1...8).map { "Q\($0)" })
    #expect(rows.allSatisfy { $0["answer"] == "review" && $0["reason"] == "not-read" && $0["unit"] == "U01" })
    let list = try Program.run("review", survey.path)
    for question in 1...8 { #expect(list.output.contains("\(file)#1  Q\(question)  [not-read]")) }
    for question in 1...8 { #expect(try decide(survey, "\(file)#1", "Q\(question)", "4").status == 0) }
    #expect(try survey.box("U01", "waiting") == waiting - 1)
    #expect(!(try Program.run("review", survey.path).output.contains(file)))
    #expect(try Program.run("verify", survey.path).status == 0)
  }

  @Test func aBallotIsCalledInvalid() throws {
    let survey = try SurveyCopy.counted()
    let file = "scans/U01-H2/scan02148.jpg"
    let valid = try survey.box("U01", "valid")
    #expect(try decide(survey, "\(file)#1", "--whole", "invalid").status == 0)
    #expect(try survey.box("U01", "invalid") == 1)
    #expect(try survey.box("U01", "valid") == valid - 1)
    #expect(try survey.box("U01", "found") == 16)
    #expect(try Program.run("verify", survey.path).status == 0)
  }

  @Test func aPageIsCalledNoBallot() throws {
    let survey = try SurveyCopy.counted()
    let file = "scans/U01-H2/scan02146.jpg"
    #expect(try status(survey, file) == "reject")
    let waiting = try survey.box("U01", "waiting")
    #expect(try decide(survey, "\(file)#1", "--whole", "not-a-ballot").status == 0)
    #expect(try status(survey, file) == "foreign")
    #expect(try survey.box("U01", "found") == 15)
    #expect(try survey.box("U01", "waiting") == waiting - 1)
    #expect(!(try Program.run("review", survey.path).output.contains(file)))
    #expect(try Program.run("verify", survey.path).status == 0)
  }
}
