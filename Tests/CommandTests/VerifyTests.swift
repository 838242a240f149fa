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

  /// What looks like a result, or like a signed sheet, and is none.
  @Test(arguments: ["results/answers-final.csv", "closing/U05-H1-214.PDF", "closing/U09-H1-7.pdf"])
  func filesOfOthers(_ name: String) throws {
    let survey = try SurveyCopy.counted()
    try FileManager.default.createDirectory(at: survey.file("closing"), withIntermediateDirectories: true)
    try survey.write([1], to: name)
    let outcome = try verify(survey)
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("! \(name): "), "\(outcome.output)")
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

  /// Both contents are there, but the next count would take each for the other.
  @Test func scansExchanged() throws {
    let survey = try SurveyCopy.counted()
    let (a, b) = ("scans/U01-H2/scan02148.jpg", "scans/U05-H1/scan02118.tif")
    try survey.rename(a, to: "x")
    try survey.rename(b, to: a)
    try survey.rename("x", to: b)
    let outcome = try verify(survey)
    #expect(outcome.status == 3)
    #expect(outcome.output.contains("✗ \(a): ") && outcome.output.contains("✗ \(b): "), "\(outcome.output)")
  }

  /// A copy in another box's folder is told, and when it is counted the sheet stays where its code says.
  @Test func aCopyOfAScan() throws {
    let survey = try SurveyCopy.counted()
    let before = try survey.box("U05", "found")
    try survey.copy("scans/U05-H1/scan02118.tif", to: "scans/U01-H2/ban-sao.tif")
    let outcome = try verify(survey)
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("! scans/U01-H2/ban-sao.tif: bản sao"), "\(outcome.output)")
    #expect(try Program.run("count", survey.path, "--quiet").status == 1)
    #expect(try survey.box("U05", "found") == before)
    #expect(try survey.table("sheets").rows("file", "scans/U01-H2/ban-sao.tif").first?["status"] == "duplicate")
  }

  /// A form that is no longer the one used is named, instead of all that follows from it.
  @Test func aFormThatWasAltered() throws {
    let survey = try SurveyCopy.fresh()
    try FileManager.default.createDirectory(at: survey.file("forms"), withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: SurveyCopy.template, toPath: survey.file("forms/phuong-8-cau").path)
    #expect(try Program.run("count", survey.path, "--quiet").status == 1)
    let yaml = try survey.text("forms/phuong-8-cau/form.yaml")
    let place = try #require(yaml.firstRange(of: "x: "))
    try survey.write(yaml.replacingCharacters(in: place, with: "x: 1").utf8, to: "forms/phuong-8-cau/form.yaml")
    let outcome = try verify(survey)
    #expect(outcome.status == 3)
    #expect(outcome.output.hasPrefix("✗ phuong-8-cau: mẫu phiếu"), "\(outcome.output)")
    #expect(!outcome.output.contains("chưa đọc"))
  }

  /// A survey is verified without anything outside its folder, templates included.
  @Test func aSurveyWithoutItsForms() throws {
    let survey = try SurveyCopy.fresh()
    try survey.replace("forms: [phuong-8-cau]", with: "forms: [mau-rieng]", in: "survey.yaml")
    let form = survey.file("forms/mau-rieng")
    try FileManager.default.createDirectory(at: survey.file("forms"), withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: SurveyCopy.template, toPath: form.path)
    try survey.replace("id: phuong-8-cau", with: "id: mau-rieng", in: "forms/mau-rieng/form.yaml")
    #expect(try Program.run("count", survey.path, "--quiet").status == 1)
    try survey.remove("forms")
    let outcome = try verify(survey)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(try Program.run("count", survey.path).status == 2)
  }

  /// SQLite would delete the file that such a journal names.
  @Test(arguments: [["verify"], ["reconcile"], ["review"]])
  func aRollbackJournalThatNamesAnotherFile(_ command: [String]) throws {
    let survey = try SurveyCopy.counted()
    let scratch = try Scratch()
    let victim = scratch.url.appendingPathComponent("luan-van.txt")
    try Data("quý".utf8).write(to: victim)
    let magic: [UInt8] = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7]
    func number(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(value >> (24 - 8 * $0) & 255) } }
    let store = [UInt8](try survey.data("kiemphieu.db"))
    let page = Int(store[16]) << 8 | Int(store[17])
    let name = [UInt8](victim.path.utf8)
    let header = magic + number(0) + number(0) + number(store.count / page) + number(512) + number(page)
    let record =
      number(0x4000_0000 / page + 1) + name + number(name.count) + number(name.reduce(0) { $0 + Int($1) }) + magic
    try survey.write(header + [UInt8](repeating: 0, count: 512 - header.count) + record, to: "kiemphieu.db-journal")
    let outcome = try Program.start(command + [survey.path]).wait(timeout: 60)
    #expect(outcome.status == (command == ["verify"] ? 3 : 2), "\(outcome.output)\(outcome.errors)")
    #expect((outcome.output + outcome.errors).contains("kiemphieu.db"))
    #expect(FileManager.default.fileExists(atPath: victim.path))
  }

  @Test func aPipeInPlaceOfTheStore() throws {
    let survey = try SurveyCopy.counted()
    try survey.remove("kiemphieu.db")
    try #require(mkfifo(survey.file("kiemphieu.db").path, 0o600) == 0)
    #expect(try Program.start(["verify", survey.path]).wait(timeout: 60).status == 3)
    #expect(try Program.start(["reconcile", survey.path]).wait(timeout: 60).status == 2)
  }

  /// What lies behind a link is not the survey's: nothing is read, written or deleted there.
  @Test(arguments: ["scans", "minutes", "results", "kiemphieu.db"]) func aLinkInTheFolder(_ part: String) throws {
    let survey = try SurveyCopy.counted()
    let scratch = try Scratch()
    let elsewhere = scratch.url.appendingPathComponent(part)
    try FileManager.default.moveItem(at: survey.file(part), to: elsewhere)
    try FileManager.default.createSymbolicLink(at: survey.file(part), withDestinationURL: elsewhere)
    for command in ["verify", "count"] {
      let outcome = try Program.run(command, survey.path)
      #expect(outcome.status == 2)
      #expect(outcome.errorLines.count == 1 && outcome.errors.contains("\(part): là liên kết"), "\(outcome.errors)")
    }
  }

  /// Nothing of the machine gets into a survey, and so into an archive, through a form.
  @Test func aFormThatLeadsOutOfTheSurvey() throws {
    let survey = try SurveyCopy.fresh()
    try FileManager.default.createDirectory(at: survey.file("forms"), withIntermediateDirectories: true)
    let form = survey.file("forms/phuong-8-cau")
    try FileManager.default.copyItem(atPath: SurveyCopy.template, toPath: form.path)
    let blank = form.appendingPathComponent("blank.pdf")
    try FileManager.default.removeItem(at: blank)
    try FileManager.default.createSymbolicLink(at: blank, withDestinationURL: URL(fileURLWithPath: "/etc/passwd"))
    let linked = try Program.run("count", survey.path)
    #expect(linked.status == 2 && linked.errors.contains("blank.pdf"), "\(linked.errors)")
    try survey.replace("forms: [phuong-8-cau]", with: "forms: [../../../../../../etc/passwd]", in: "survey.yaml")
    let named = try Program.run("count", survey.path)
    #expect(named.status == 2 && !named.errors.contains("root:"), "\(named.errors)")
    #expect(named.errors.contains("ra ngoài"))
  }
}
