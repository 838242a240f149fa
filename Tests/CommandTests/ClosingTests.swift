import Foundation
import Testing

/// Closing and reopening boxes, two people, roles, anchors, deleted pictures.
@Suite("close")
struct ClosingCommandTests {
  private static let by = ["--by", "Nguyễn Văn An"]
  /// What the bundled survey's box with minutes that agree has to explain: nothing but information.
  private static let box = "U05-H1"

  private func run(_ arguments: [String]) throws -> Program.Outcome {
    try Program.start(arguments).wait(timeout: 120)
  }

  private func close(_ survey: SurveyCopy, _ more: String...) throws -> Program.Outcome {
    try run(["close", survey.path, Self.box] + Self.by + more)
  }

  private func state(_ survey: SurveyCopy) throws -> String? {
    try survey.table("boxes").rows("unit", "U05").first?["state"]
  }

  /// A counted survey of which one box is closed.
  private func closed() throws -> (survey: SurveyCopy, anchor: String) {
    let survey = try SurveyCopy.counted()
    try survey.decideAll(in: Self.box)
    let outcome = try close(survey, "--json")
    try #require(outcome.status == 0, "\(outcome.errors)")
    struct Receipt: Decodable { let anchor: String }
    return (survey, try JSONDecoder().decode(Receipt.self, from: Data(outcome.output.utf8)).anchor)
  }

  @Test func aBoxThatDisagreesIsNotClosed() throws {
    let survey = try SurveyCopy.counted()
    let before = try survey.data("kiemphieu.db")
    let outcome = try run(["close", survey.path, "U01-H2"] + Self.by)
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("U01-H2: C01"))
    #expect(outcome.errorLines.allSatisfy { $0.hasPrefix("U01-H2: ") })
    for wrong in ["..", ".:", ". ."] { #expect(!outcome.errors.contains(wrong), "\(outcome.errors)") }
    #expect(try survey.data("kiemphieu.db") == before)
  }

  @Test func aBoxInOrderIsClosed() throws {
    let (survey, anchor) = try closed()
    #expect(try state(survey) == "closed")
    // The sheet that is signed bears the entry's number; one that is lost is printed again.
    let number = try #require(anchor.split(separator: ":").first)
    let document = "closing/U05-H1-\(number).pdf"
    let printed = try survey.data(document)
    #expect(printed.starts(with: Data("%PDF".utf8)))
    try survey.remove(document)
    let gone = try Program.run("verify", survey.path)
    #expect(gone.status == 1)
    #expect(gone.output.contains("! U05-H1: "), "\(gone.output)")
    #expect(try Program.run("reconcile", survey.path, "--quiet").status == 1)
    #expect(try survey.data(document) == printed)
    #expect(try Program.run("count", survey.path, "--quiet").status == 1)
    #expect(try state(survey) == "closed")
    #expect(try Program.run("verify", survey.path, "--anchor", anchor).status == 0)
    #expect(try close(survey).status == 1)
    // A decision on it is refused, and nothing is written.
    let entries = try survey.entries()
    let sheet = try #require(try survey.table("answers").rows("unit", "U05").first?["file"])
    let decision = try run(
      ["review", "set", survey.path, "\(sheet)#1", "Q1", "1", "--why", "thử"] + Self.by)
    #expect(decision.status == 2)
    #expect(decision.errors.contains("kiemphieu reopen"))
    #expect(try survey.entries() == entries)
  }

  /// What can be seen before is told before: the box stays open.
  @Test func aSheetThatCannotBeWritten() throws {
    let survey = try SurveyCopy.counted()
    try survey.decideAll(in: Self.box)
    let entries = try survey.entries()
    try survey.write("đây là tệp".utf8, to: "closing")
    let outcome = try close(survey)
    #expect(outcome.status == 2 && outcome.errorLines.count == 1 && outcome.errors.contains("/closing: "))
    #expect(try survey.entries() == entries)
    #expect(try state(survey) == "open")
    try survey.remove("closing")
    #expect(try close(survey).status == 0)
  }

  /// What goes wrong after the entry is told with what stands and what to do; doing it again harms nothing.
  @Test func resultsThatCannotBeWrittenAfterClosing() throws {
    let survey = try SurveyCopy.counted()
    try survey.decideAll(in: Self.box)
    func block() throws {
      try survey.remove("results/tally.csv")
      try FileManager.default.createDirectory(
        at: survey.file("results/tally.csv/x"), withIntermediateDirectories: true)
    }
    func closings() throws -> [String] {
      (try? FileManager.default.contentsOfDirectory(atPath: survey.file("closing").path)) ?? []
    }
    func expectRecorded(_ outcome: Program.Outcome, _ what: String) {
      #expect(outcome.status == 1 && outcome.errorLines.count == 1, "\(outcome.errors)")
      for part in [survey.path + "/results/tally.csv: ", what, "is recorded", "kiemphieu reconcile \(survey.path)"] {
        #expect(outcome.errors.contains(part), "\(outcome.errors)")
      }
    }
    try block()
    expectRecorded(try close(survey, "--lang", "en"), "The closing of box U05-H1")
    #expect(try closings().isEmpty)
    // Closing it again is not refused: the sheet is what was missing.
    try survey.remove("results/tally.csv")
    let again = try close(survey)
    #expect(again.status == 0 && again.output.contains("Đã chốt hòm U05-H1"), "\(again.errors)")
    #expect(try closings().count == 1)
    #expect(try state(survey) == "closed")
    #expect(try Program.run("verify", survey.path).status == 0)
    #expect(try close(survey).status == 1)

    try block()
    let reopening = ["reopen", survey.path, Self.box, "--why", "sót một tờ", "--lang", "en"] + Self.by
    expectRecorded(try run(reopening), "The reopening of box U05-H1")
    let decision = [
      "review", "set", survey.path, "scans/U01-H2/scan02147.jpg#1", "Q5", "4", "--why", "rõ", "--lang", "en",
    ]
    expectRecorded(try run(decision + Self.by), "The decision on scans/U01-H2/scan02147.jpg#1")
    try survey.remove("results/tally.csv")
    #expect(try run(["reconcile", survey.path, "--quiet"]).status == 1)
    #expect(try state(survey) == "open")
    #expect(try Program.run("verify", survey.path).status == 0)
  }

  @Test func reopeningLeavesATrace() throws {
    let (survey, anchor) = try closed()
    let entries = try survey.entries()
    #expect(try run(["reopen", survey.path, Self.box, "--why", ""] + Self.by).status == 2)
    #expect(try run(["reopen", survey.path, Self.box, "--why", "sót một tờ"] + Self.by).status == 0)
    #expect(try survey.entries() == entries + 1)
    #expect(try state(survey) == "open")
    #expect(try Program.run("verify", survey.path, "--anchor", anchor).status == 0)
    #expect(try run(["reopen", survey.path, Self.box, "--why", "nữa"] + Self.by).status == 2)
    #expect(try close(survey).status == 0)
  }

  @Test func aScanAddedToAClosedBox() throws {
    let (survey, _) = try closed()
    try survey.copy("scans/U01-H2/scan02148.jpg", to: "scans/U05-H1/scan09999.jpg")
    try survey.remove("scans/U01-H2/scan02148.jpg")
    #expect(try Program.run("count", survey.path, "--quiet").status == 1)
    #expect(try survey.codes("U05", "H1").contains("C14"))
    let outcome = try Program.run("verify", survey.path)
    #expect(outcome.status == 3)
    #expect(outcome.output.contains("✗ U05-H1: "))
  }

  @Test func minutesRevisedAfterClosing() throws {
    let (survey, _) = try closed()
    try survey.replace("\"ballots_in_box\": 13", with: "\"ballots_in_box\": 12", in: "minutes/U05-H1.json")
    // Whether somebody reconciled or not: the minutes of a closed box stand.
    let before = try Program.run("verify", survey.path)
    #expect(before.status == 3)
    #expect(before.output.contains("! minutes/U05-H1.json") && before.output.contains("✗ U05-H1: biên bản"))
    #expect(try Program.run("reconcile", survey.path, "--quiet").status == 1)
    #expect(try survey.codes("U05", "H1").contains("M07"))
    let after = try Program.run("verify", survey.path)
    #expect(after.status == 3 && after.output.contains("✗ U05-H1: biên bản"))
    try survey.remove("minutes/U05-H1.json")
    let gone = try Program.run("verify", survey.path)
    #expect(gone.status == 3 && gone.output.contains("✗ U05-H1: biên bản"))
  }

  /// A store that somebody made anew is whole in itself; only the head that was noted tells.
  @Test func aStoreMadeAnew() throws {
    let (survey, anchor) = try closed()
    try survey.remove("kiemphieu.db")
    // Not by mistake, at least: what the old one held would be gone without a word.
    for sign in ["closing/", "results/boxes.csv"] {
      let refused = try Program.run("count", survey.path, "--quiet")
      #expect(refused.status == 2 && refused.errorLines.count == 1, "\(refused.errors)")
      #expect(refused.errors.contains(sign) && refused.errors.contains("bản sao lưu"), "\(refused.errors)")
      #expect(!FileManager.default.fileExists(atPath: survey.file("kiemphieu.db").path))
      try survey.remove(sign == "closing/" ? "closing" : sign)
    }
    #expect(try Program.run("count", survey.path, "--quiet").status == 1)
    #expect(try Program.run("verify", survey.path).status == 0)
    let outcome = try Program.run("verify", survey.path, "--anchor", anchor)
    #expect(outcome.status == 3)
    #expect(outcome.output.contains(anchor))
    #expect(try Program.run("verify", survey.path, "--anchor", "214").status == 2)
  }

  @Test func twoPeople() throws {
    let survey = try SurveyCopy.counted()
    try survey.replace("forms: [phuong-8-cau]", with: "forms: [phuong-8-cau]\nreview: {people: 2}", in: "survey.yaml")
    let sheet = "scans/U01-H2/scan02147.jpg"
    func decide(_ answer: String, _ person: String) throws -> String? {
      let outcome = try run(
        ["review", "set", survey.path, "\(sheet)#1", "Q5", answer, "--by", person, "--why", "xem giấy"])
      #expect(outcome.status == 0, "\(outcome.errors)")
      let row = try survey.table("answers").rows("file", sheet).first { $0["question"] == "Q5" }
      return row.map { "\($0["answer"] ?? "") \($0["reason"] ?? "")" }
    }
    #expect(try decide("4", "An") == "review second-person")
    // Another spelling makes no second person.
    #expect(try decide("4", " AN.") == "review second-person")
    #expect(try Program.run("review", survey.path).output.contains("\(sheet)#1  Q5  [second-person]"))
    #expect(try decide("5", "Bình") == "review people-disagree")
    #expect(try decide("5", "Chi") == "5 decided-by-person")
    #expect(try Program.run("verify", survey.path).status == 0)
  }

  /// Decided by one where two were asked for, and closed after the rule was changed: nobody closes a box so unseen.
  @Test func theRuleOfTwoPeopleSwitchedOff() throws {
    let survey = try SurveyCopy.counted()
    try survey.replace("forms: [phuong-8-cau]", with: "forms: [phuong-8-cau]\nreview: {people: 2}", in: "survey.yaml")
    try survey.decideAll(in: Self.box)
    #expect(try close(survey).status == 1)
    try survey.replace("people: 2", with: "people: 1", in: "survey.yaml")
    let outcome = try close(survey, "--lang", "en")
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("U05-H1: the rule for decisions was changed from 2 people to 1"))
    let verified = try Program.run("verify", survey.path, "--lang", "en")
    #expect(verified.status == 0)
    #expect(verified.output.contains("· U05-H1: the rule for decisions was changed"))
  }

  @Test func roles() throws {
    let survey = try SurveyCopy.counted()
    let people = """
      people:
        - {name: "Nguyễn Văn An", role: adjudicator}
        - {name: "Trần Thị Bình", role: operator}
        - {name: "Lê Chi", role: auditor}
      """
    try survey.replace("forms: [phuong-8-cau]", with: "forms: [phuong-8-cau]\n\(people)", in: "survey.yaml")
    func decide(_ person: String) throws -> Program.Outcome {
      try run(
        ["review", "set", survey.path, "scans/U01-H2/scan02147.jpg#1", "Q5", "4", "--by", person, "--why", "thử"])
    }
    for person in ["Lê Chi", "Trần Thị Bình", "Ai đó"] {
      let outcome = try decide(person)
      #expect(outcome.status == 2)
      #expect(outcome.errorLines.count == 1 && outcome.errors.contains(person))
    }
    #expect(try decide("nguyễn văn  an").status == 0)
    #expect(try run(["close", survey.path, Self.box, "--by", "Lê Chi"]).status == 2)
    #expect(try run(["reopen", survey.path, Self.box, "--by", "Trần Thị Bình", "--why", "thử"]).status == 2)
  }

  @Test func rulesChangedAfterTheCount() throws {
    let survey = try SurveyCopy.counted()
    try survey.replace("title: Khảo sát", with: "title: Cuộc khảo sát", in: "survey.yaml")
    let outcome = try Program.run("verify", survey.path)
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("! survey.yaml"))
  }

  @Test func picturesWhoseTimeIsOver() throws {
    let (survey, anchor) = try closed()
    func purge(_ more: String...) throws -> Program.Outcome {
      try run(["purge", survey.path, "--why", "hết thời hạn lưu"] + Self.by + more)
    }
    let results = try survey.results()
    let unset = try purge("--yes")
    #expect(unset.status == 2 && unset.errors.contains("retention_days"))
    try survey.replace("forms: [phuong-8-cau]", with: "forms: [phuong-8-cau]\nretention_days: 30", in: "survey.yaml")
    #expect(try purge("--yes").output.contains("0 ảnh"))
    try survey.replace("retention_days: 30", with: "retention_days: 0", in: "survey.yaml")
    let scans = try FileManager.default.contentsOfDirectory(atPath: survey.file("scans/U05-H1").path)
    #expect(try purge().output.contains("scans/U05-H1/scan02115.tif"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: survey.file("scans/U05-H1").path).count == scans.count)
    #expect(try purge("--yes").status == 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: survey.file("scans/U05-H1").path).isEmpty)
    // The other box is open, so its pictures stay; the count stands, and everything verifies.
    #expect(FileManager.default.fileExists(atPath: survey.file("scans/U01-H2/scan02148.jpg").path))
    #expect(try Program.run("count", survey.path, "--quiet").status == 1)
    #expect(try survey.results() == results)
    #expect(try Program.run("verify", survey.path, "--anchor", anchor).status == 0)
  }

  /// A picture whose time is over goes wherever it lies; where that would take a page from another box it is named.
  @Test func copiesOfPicturesWhoseTimeIsOver() throws {
    let (survey, _) = try closed()
    try survey.replace("forms: [phuong-8-cau]", with: "forms: [phuong-8-cau]\nretention_days: 0", in: "survey.yaml")
    let purge = ["purge", survey.path, "--why", "hết thời hạn lưu", "--yes"] + Self.by
    let scan = "scans/U05-H1/scan02115.tif"
    let kept = try survey.data(scan)
    try survey.copy(scan, to: "scans/ban-sao.tif")
    #expect(try run(purge).status == 0)
    #expect(!FileManager.default.fileExists(atPath: survey.file("scans/ban-sao.tif").path))
    let results = try survey.results()
    // Another scan of that name is not the one that was deleted.
    try survey.write(try survey.data("scans/U01-H2/scan02148.jpg"), to: scan)
    #expect(try !Program.run("verify", survey.path).output.contains("\(scan): ảnh đã xóa"))
    // One that comes back is deleted again.
    try survey.write(kept, to: scan)
    let returned = try Program.run("verify", survey.path)
    #expect(returned.status == 1 && returned.output.contains("! \(scan): ảnh đã xóa"), "\(returned.output)")
    #expect(try run(purge).output.contains(scan))
    #expect(!FileManager.default.fileExists(atPath: survey.file(scan).path))
    try survey.write(kept, to: "scans/U01-H2/x.tif")
    let outcome = try run(purge)
    #expect(outcome.status == 1 && outcome.errors.contains("scans/U01-H2/x.tif"), "\(outcome.errors)")
    #expect(try survey.data("scans/U01-H2/x.tif") == kept)
    try survey.remove("scans/U01-H2/x.tif")
    #expect(try run(["reconcile", survey.path, "--quiet"]).status == 1)
    #expect(try survey.results() == results)
    #expect(try Program.run("verify", survey.path).status == 0)
  }

  /// The pictures of a box that counts otherwise than when it was closed are what tells why.
  @Test func aClosedBoxThatChangedKeepsItsPictures() throws {
    let (survey, _) = try closed()
    try survey.replace("forms: [phuong-8-cau]", with: "forms: [phuong-8-cau]\nretention_days: 0", in: "survey.yaml")
    try survey.rename("scans/U01-H2/scan02148.jpg", to: "scans/U05-H1/scan09999.jpg")
    #expect(try Program.run("count", survey.path, "--quiet").status == 1)
    let outcome = try run(["purge", survey.path, "--why", "hết thời hạn lưu", "--yes"] + Self.by)
    #expect(outcome.status == 1 && outcome.errors.hasPrefix("U05-H1: "), "\(outcome.errors)")
    #expect(FileManager.default.fileExists(atPath: survey.file("scans/U05-H1/scan02115.tif").path))
  }
}
