import Foundation
import Testing

@Suite("verify")
struct VerifyTests {
  private func verify(_ survey: SurveyCopy) throws -> Program.Outcome { try Program.run("verify", survey.path) }

  @Test func nothingAltered() throws {
    let survey = try SurveyCopy.counted()
    let outcome = try verify(survey)
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("\nKhông có gì thay đổi."))
    let json = try Program.run("verify", survey.path, "--json")
    #expect(json.status == 0)
    struct Report: Decodable {
      struct Box: Decodable {
        let box: String
        let state: String
        let root: String
      }
      let isAltered: Bool
      let entries: Int
      let head: String
      let boxes: [Box]
      let findings: [[String: String]]
    }
    let report = try JSONDecoder().decode(Report.self, from: Data(json.output.utf8))
    #expect(!report.isAltered && report.findings.isEmpty && report.entries > 20 && report.head.count == 64)
    #expect(report.boxes.map(\.box) == ["U01-H2", "U05-H1"])
    #expect(report.boxes.allSatisfy { $0.state == "open" && $0.root.count == 64 })
    #expect(outcome.output.contains("\(report.entries):\(report.head.prefix(16).uppercased())"))
    #expect(try Program.run("verify", survey.path, "--quiet").output.isEmpty)
  }

  @Test func oneByteOfAResult() throws {
    let survey = try SurveyCopy.counted()
    var bytes = [UInt8](try survey.data("results/answers.csv"))
    let place = try #require(bytes.lastIndex(of: UInt8(ascii: "5")))
    bytes[place] = UInt8(ascii: "4")
    try survey.write(bytes, to: "results/answers.csv")
    let outcome = try verify(survey)
    #expect(outcome.status == 3)
    #expect(outcome.output.contains("results/answers.csv"))
    // The results are rebuilt, and all is well.
    #expect(try Program.run("reconcile", survey.path, "--quiet").status == 1)
    #expect(try verify(survey).status == 0)
  }

  @Test func aScan() throws {
    let survey = try SurveyCopy.counted()
    var bytes = [UInt8](try survey.data("scans/U01-H2/scan02148.jpg"))
    bytes[bytes.count / 2] ^= 1
    try survey.write(bytes, to: "scans/U01-H2/scan02148.jpg")
    let outcome = try verify(survey)
    #expect(outcome.status == 3)
    #expect(outcome.output.components(separatedBy: "scans/U01-H2/scan02148.jpg").count == 2, "\(outcome.output)")
    #expect(outcome.output.contains("✗ scans/U01-H2/scan02148.jpg: "))
  }

  /// Results without the store on which they rest cannot be verified, and counting anew would not prove them.
  @Test func theStoreTakenAway() throws {
    for isEmptied in [false, true] {
      let survey = try SurveyCopy.counted()
      if isEmptied { try survey.write([], to: "kiemphieu.db") } else { try survey.remove("kiemphieu.db") }
      let outcome = try verify(survey)
      #expect(outcome.status == 3, "\(outcome.output)\(outcome.errors)")
      #expect(outcome.output.contains("✗ kiemphieu.db: "))
      #expect(!(outcome.output + outcome.errors).contains("kiemphieu count"))
    }
  }

  @Test func aScanTakenAway() throws {
    let survey = try SurveyCopy.counted()
    let hash = try #require(try survey.table("sheets").rows("file", "scans/U01-H2/scan02148.jpg").first?["sha256"])
    try survey.remove("scans/U01-H2/scan02148.jpg")
    let outcome = try verify(survey)
    #expect(outcome.status == 3)
    #expect(outcome.output.contains(hash.prefix(16)))
    #expect(outcome.output.contains("✗ scans/U01-H2/scan02148.jpg: "))
  }

  /// Counting again does not make a scan that was taken away forgotten.
  @Test func aScanTakenAwayAndCountedAgain() throws {
    let survey = try SurveyCopy.counted()
    try survey.remove("scans/U01-H2/scan02148.jpg")
    #expect(try Program.run("count", survey.path, "--quiet").status == 1)
    #expect(try verify(survey).status == 3)
  }

  @Test(arguments: [("\"U01\"", "\"U05\""), ("page-read", "page-reed"), ("CREATE TRIGGER", "CREATE TRIGGUR")])
  func aByteOfTheStore(_ old: String, _ new: String) throws {
    let survey = try SurveyCopy.counted()
    var store = try survey.data("kiemphieu.db")
    let place = try #require(store.range(of: Data(old.utf8)))
    store.replaceSubrange(place, with: Data(new.utf8))
    try survey.write(store, to: "kiemphieu.db")
    let outcome = try verify(survey)
    #expect(outcome.status == 3, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains("kiemphieu.db"))
    #expect(!outcome.output.contains("(altered)") && !outcome.output.contains("object:"), "\(outcome.output)")
    #expect(outcome.errors.isEmpty)
  }

  @Test func aStoreThatIsNoneAnyMore() throws {
    let survey = try SurveyCopy.counted()
    try survey.write("không phải SQLite".utf8, to: "kiemphieu.db")
    let outcome = try verify(survey)
    #expect(outcome.status == 3)
    #expect(outcome.output.contains("kiemphieu.db"))
  }

  @Test func noStoreYet() throws {
    let survey = try SurveyCopy.fresh()
    let outcome = try verify(survey)
    #expect(outcome.status == 2)
    #expect(outcome.errorLines.count == 1)
    #expect(outcome.errors.contains("kiemphieu count"))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: survey.path).sorted() == ["minutes", "scans", "survey.yaml"])
  }

  @Test func aScanThatWasNotReadYet() throws {
    let survey = try SurveyCopy.counted()
    try survey.write("mới".utf8, to: "scans/U01-H2/scan09999.jpg")
    let outcome = try verify(survey)
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("! scans/U01-H2/scan09999.jpg: chưa đọc"))
    let json = try Program.run("verify", survey.path, "--json")
    let report = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    let findings = try #require(report["findings"] as? [[String: Any]])
    #expect(findings.map { $0["kind"] as? String } == ["unreadPicture"])
  }

  @Test func aRenamedScanIsNoAlteration() throws {
    let survey = try SurveyCopy.counted()
    try survey.rename("scans/U01-H2/scan02148.jpg", to: "scans/U01-H2/scan02148a.jpg")
    #expect(try Program.run("count", survey.path, "--quiet").status == 1)
    #expect(try verify(survey).status == 0)
  }
}
