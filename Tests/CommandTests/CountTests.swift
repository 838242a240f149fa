import Codecs
import Foundation
import Testing

@Suite("count on the bundled survey")
struct CountTests {
  static let answersHeader = [
    "file", "page", "slot", "ballot", "status", "form", "form_page", "unit", "box", "serial", "question", "answer",
    "confidence", "reason",
  ]
  static let sheetsHeader = [
    "file", "page", "slot", "ballot", "status", "reason", "form", "form_page", "unit", "box", "serial", "rotation",
    "dpi", "sha256",
  ]

  /// The answers that the program is known to give. To renew them, look at the difference first, then run the tests
  /// once with `KIEMPHIEU_UPDATE_GOLDEN=1`.
  @Test func answersAreThoseOfTheGoldenFile() throws {
    let golden = SurveyCopy.package.appendingPathComponent("Tests/CommandTests/Golden/answers.csv")
    let answers = try SurveyCopy.counted().text("results/answers.csv")
    if ProcessInfo.processInfo.environment["KIEMPHIEU_UPDATE_GOLDEN"] == "1" {
      try Data(answers.utf8).write(to: golden)
    }
    let expected = String(decoding: try Data(contentsOf: golden), as: UTF8.self)
    for (found, known) in zip(answers.split(separator: "\r\n"), expected.split(separator: "\r\n")) {
      #expect(found == known)
    }
    #expect(answers == expected)
  }

  @Test func headersAreThoseOfTheContract() throws {
    let survey = try SurveyCopy.counted()
    #expect(try survey.table("answers").header == Self.answersHeader)
    #expect(try survey.table("sheets").header == Self.sheetsHeader)
    #expect(
      try survey.table("reconciliation").header == [
        "unit", "box", "opening", "code", "severity", "expected", "found", "sheets", "message",
      ])
  }

  @Test func everyPageOfEveryFileHasARow() throws {
    let survey = try SurveyCopy.counted()
    var pages: Set<String> = []
    for box in ["U01-H2", "U05-H1"] {
      for name in try FileManager.default.contentsOfDirectory(atPath: survey.file("scans/\(box)").path) {
        let file = "scans/\(box)/\(name)"
        let count = try ScanFile(path: survey.file(file).path).pageCount
        pages.formUnion((1...count).map { "\(file)#\($0)" })
      }
    }
    #expect(pages.count > 25)
    let sheets = try survey.table("sheets").rows.map { "\($0["file"] ?? "")#\($0["page"] ?? "")" }
    #expect(Set(sheets) == pages)
    #expect(sheets.count == pages.count)
    let answers = try survey.table("answers")
    #expect(Set(answers.rows.map { "\($0["file"] ?? "")#\($0["page"] ?? "")" }) == pages)
    for row in answers.rows where row["status"] == "reject" || row["answer"] == "review" {
      #expect(row["reason"] != "", "\(row)")
    }
  }

  @Test func theDiscrepanciesAreExactlyTheKnownOnes() throws {
    let survey = try SurveyCopy.counted()
    #expect(try survey.codes("U01", "H2") == ["B07", "C01", "C13", "S02", "V01", "V08"])
    #expect(try survey.codes("U05", "H1") == ["C13"])
    #expect(try survey.table("reconciliation").rows.count == 7)
    #expect(try survey.box("U05", "found") == 13)
    #expect(try survey.box("U05", "minutes") == 13)
    #expect(try survey.box("U01", "found") == 16)
    #expect(try survey.box("U01", "minutes") == 17)
  }

  @Test func theSummaryStandsInBothLanguages() throws {
    let survey = try SurveyCopy.counted()
    let vietnamese = try Program.run("count", survey.path)
    #expect(vietnamese.status == 1)
    #expect(vietnamese.output.contains("Xã Cà Ná (U05) · Hòm phiếu H1\n  Biên bản: 13   Quét được: 13   ✓"))
    #expect(vietnamese.output.contains("✗ C01  Số phiếu quét ít hơn biên bản"))
    let answers = try survey.data("results/answers.csv")
    let message = try survey.table("reconciliation")["message"]

    let english = try Program.run("count", survey.path, "--lang", "en")
    #expect(english.status == 1)
    #expect(english.output.contains("Box H1\n  Minutes: 13   Scanned: 13   ✓"))
    #expect(try survey.data("results/answers.csv") == answers)
    #expect(try survey.table("reconciliation")["message"] == message, "results do not depend on the language")

    let fromSystem = try Program.run("count", survey.path, environment: ["LANG": "en_US.UTF-8"])
    #expect(fromSystem.output == english.output)
    let asked = try Program.run("count", survey.path, "--lang", "vi", environment: ["LANG": "en_US.UTF-8"])
    #expect(asked.output == vietnamese.output)
  }

  @Test func jsonCarriesTheSameCount() throws {
    let survey = try SurveyCopy.counted()
    let outcome = try Program.run("count", survey.path, "--json")
    #expect(outcome.status == 1)
    struct Report: Decodable {
      struct Box: Decodable {
        let unit: String
        let minutes: Int?
        let found: Int
      }
      struct Row: Decodable {
        let code: String
        let unit: String?
      }
      let boxes: [Box]
      let discrepancies: [Row]
      let waiting: Int
    }
    let report = try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8))
    #expect(report.boxes.map(\.unit) == ["U01", "U05"])
    #expect(report.boxes.map(\.found) == [16, 13])
    #expect(report.boxes.map(\.minutes) == [17, 13])
    #expect(report.discrepancies.map(\.code) == (try survey.table("reconciliation")["code"]))
    #expect(report.waiting == (try survey.box("U01", "waiting") + survey.box("U05", "waiting")))
  }

  @Test func resultsDoNotDependOnJobs() throws {
    let known = try SurveyCopy.counted().results()
    for jobs in ["1", "2"] {
      let survey = try SurveyCopy.fresh(named: "jobs-\(jobs)")
      #expect(try Program.run("count", survey.path, "--jobs", jobs, "--quiet").status == 1)
      #expect(try survey.results() == known)
    }
  }

  @Test func theSameFolderAgainChangesNothing() throws {
    let survey = try SurveyCopy.counted()
    let results = try survey.results()
    let store = try survey.data("kiemphieu.db")
    #expect(try Program.run("count", survey.path).status == 1)
    #expect(try survey.results() == results)
    #expect(try survey.data("kiemphieu.db") == store, "something was read anew")
  }

  @Test func theFolderCanBeCountedFromWithin() throws {
    let survey = try SurveyCopy.counted()
    let results = try survey.results()
    #expect(try Program.run("count", ".", in: survey.folder).status == 1)
    #expect(try survey.results() == results)
  }

  @Test func aRenamedFileIsNotReadAgain() throws {
    let survey = try SurveyCopy.counted()
    let entries = try survey.entries()
    let before = try survey.table("answers").rows("file", "scans/U01-H2/scan02148.jpg")
    try survey.rename("scans/U01-H2/scan02148.jpg", to: "scans/U01-H2/scan09000.jpg")
    #expect(try Program.run("count", survey.path).status == 1)
    // One entry more, which says that the file lies elsewhere now.
    #expect(try survey.entries() == entries + 1, "the file was read again")
    let answers = try survey.table("answers")
    #expect(answers.rows("file", "scans/U01-H2/scan02148.jpg").isEmpty)
    let after = answers.rows("file", "scans/U01-H2/scan09000.jpg")
    #expect(after.map { $0["answer"] } == before.map { $0["answer"] })
    #expect(after.count == 8)
    #expect(try survey.box("U01", "found") == 16)
  }

  @Test func aCopyOfAFileCountsOnce() throws {
    let survey = try SurveyCopy.counted()
    let entries = try survey.entries()
    let tally = try survey.data("results/tally.csv")
    try survey.copy("scans/U01-H2/scan02148.jpg", to: "scans/U01-H2/scan09000.jpg")
    #expect(try Program.run("count", survey.path).status == 1)
    // Two entries more: that it lies there, and that it is a duplicate.
    #expect(try survey.entries() == entries + 2, "the copy was read")
    let copy = try #require(try survey.table("sheets").rows("file", "scans/U01-H2/scan09000.jpg").first)
    #expect(copy["status"] == "duplicate")
    #expect(copy["reason"] == "duplicate")
    #expect(try survey.table("sheets").rows("file", "scans/U01-H2/scan02148.jpg").first?["status"] == "ok")
    #expect(try survey.box("U01", "found") == 16)
    #expect(try survey.box("U01", "duplicate_pages") == 1)
    #expect(try survey.data("results/tally.csv") == tally)
  }

  @Test func deletedResultsAreRebuiltFromTheStore() throws {
    let survey = try SurveyCopy.counted()
    let results = try survey.results()
    try survey.remove("results")
    #expect(try Program.run("reconcile", survey.path, "--quiet").status == 1)
    #expect(try survey.results() == results)
    try survey.remove("results")
    #expect(try Program.run("count", survey.path, "--quiet").status == 1)
    #expect(try survey.results() == results)
  }

  @Test func reconcileSaysWhatIsNotReadYet() throws {
    let survey = try SurveyCopy.counted()
    try survey.copy("scans/U01-H2/scan02148.jpg", to: "scans/U01-H2/scan09000.jpg")
    let file = try FileHandle(forWritingTo: survey.file("scans/U01-H2/scan09000.jpg"))
    try file.seekToEnd()
    try file.write(contentsOf: Data([0]))
    try file.close()
    let outcome = try Program.run("reconcile", survey.path)
    #expect(outcome.status == 1)
    #expect(outcome.errorLines.filter { $0.hasPrefix("scans/U01-H2/scan09000.jpg: chưa đọc") }.count == 1)
    #expect(try survey.table("sheets").rows("file", "scans/U01-H2/scan09000.jpg").isEmpty)
  }
}
