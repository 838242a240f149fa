import Foundation
import Testing

@Suite("read")
struct ReadTests {
  /// Runs `read` with the bundled form.
  private func read(_ arguments: [String], in folder: URL? = nil) throws -> (outcome: Program.Outcome, out: Scratch) {
    let out = try Scratch()
    let outcome = try Program.start(
      ["read", "--form", SurveyCopy.template, "--out", out.url.path] + arguments, in: folder
    ).wait(timeout: 120)
    return (outcome, out)
  }

  private func answers(_ table: Table, _ file: String) -> [[String]] {
    table.rows("file", file).map { row in
      ["page", "status", "form", "unit", "box", "serial", "question", "answer", "confidence", "reason"]
        .map { row[$0] ?? "" }
    }
  }

  @Test func answersAreThoseOfCount() throws {
    let survey = try SurveyCopy.counted()
    let known = try survey.table("answers")
    let (outcome, out) = try read([survey.file("scans/U05-H1").path])
    #expect(outcome.status == 1)
    let table = Table(out.text("answers.csv"))
    #expect(table.header == CountTests.answersHeader)
    #expect(Table(out.text("sheets.csv")).header == CountTests.sheetsHeader)
    let files = Set(table["file"])
    #expect(files.count == 9)
    for file in files { #expect(answers(table, file) == answers(known, "scans/U05-H1/\(file)")) }
    #expect(table["file"].first == "scan02115.tif")
  }

  @Test func namesAreRelativeToTheGivenFolders() throws {
    let survey = try SurveyCopy.fresh()
    for name in ["scan02143.jpg", "scan02144.jpg", "scan02145.jpg", "scan02146.jpg", "scan02205.pdf"] {
      try survey.remove("scans/U01-H2/\(name)")
    }
    for name in try FileManager.default.contentsOfDirectory(atPath: survey.file("scans/U05-H1").path)
    where name != "scan02117.png" {
      try survey.remove("scans/U05-H1/\(name)")
    }
    let jpegs = ["scan02147.jpg", "scan02148.jpg", "scan02149.jpg", "scan02150.jpg"]

    func files(_ paths: [String]) throws -> [String] {
      let (outcome, out) = try read(paths, in: survey.folder)
      #expect([0, 1].contains(outcome.status), "\(outcome.errors)")
      return Table(out.text("sheets.csv"))["file"]
    }
    #expect(try files(["scans"]) == jpegs.map { "U01-H2/\($0)" } + ["U05-H1/scan02117.png"])
    #expect(try files(["scans/U01-H2"]) == jpegs)
    #expect(
      try files(["scans/U01-H2", survey.file("scans/U05-H1").path])
        == jpegs.map { "U01-H2/\($0)" } + ["U05-H1/scan02117.png"])
    #expect(try files(["scans/U05-H1/scan02117.png"]) == ["scan02117.png"])
    // The same file twice is one file.
    #expect(try files(["scans/U05-H1/scan02117.png", "scans/U05-H1", "./scans/U05-H1/"]) == ["scan02117.png"])
  }

  @Test func filesOfOneNameAreToldApart() throws {
    let survey = try SurveyCopy.fresh()
    for (folder, source) in [("a/scans", "U01-H2/scan02148.jpg"), ("b/scans", "U01-H2/scan02149.jpg")] {
      try FileManager.default.createDirectory(at: survey.file(folder), withIntermediateDirectories: true)
      try survey.copy("scans/\(source)", to: "\(folder)/1.jpg")
    }
    for paths in [["a/scans", "b/scans"], ["a/scans/1.jpg", "b/scans/1.jpg"]] {
      let (outcome, out) = try read(paths, in: survey.folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(Table(out.text("sheets.csv"))["file"] == ["a/scans/1.jpg", "b/scans/1.jpg"])
    }
  }

  @Test func unitsThatAreNotListedAreForeign() throws {
    let survey = try SurveyCopy.fresh()
    let scan = survey.file("scans/U01-H2/scan02149.jpg").path
    try survey.write("code,name,allocated\r\nU01,\"Bộ phận “Một cửa”\",100\r\n".utf8, to: "co.csv")
    try survey.write("code,name\nU05,Xã Cà Ná\n".utf8, to: "khong.csv")
    try survey.write(#"{"units": [{"code": "U01", "name": "Một cửa", "allocated": 100}]}"#.utf8, to: "co.json")
    try survey.write(#"{"units": [{"code": "U05", "name": "Xã Cà Ná"}]}"#.utf8, to: "khong.json")
    for (list, status) in [("co.csv", "ok"), ("khong.csv", "foreign"), ("co.json", "ok"), ("khong.json", "foreign")] {
      let (outcome, out) = try read(["--units", survey.file(list).path, scan])
      #expect(outcome.status == (status == "ok" ? 0 : 1))
      #expect(Table(out.text("sheets.csv"))["status"] == [status], "\(list)")
    }
    try survey.write("ma,ten\nU01,Một cửa\n".utf8, to: "sai.csv")
    let (outcome, out) = try read(["--units", survey.file("sai.csv").path, scan])
    #expect(outcome.status == 2)
    #expect(outcome.errorLines.count == 1)
    #expect(outcome.errors.contains("sai.csv") && outcome.errors.contains("code"))
    #expect(out.text("sheets.csv").isEmpty)
  }

  @Test func aFormIsFoundByItsID() throws {
    let survey = try SurveyCopy.counted()
    let out = try Scratch()
    let scan = survey.file("scans/U01-H2/scan02149.jpg").path
    let outcome = try Program.run("read", "--form", "phuong-8-cau", "--out", out.url.path, scan, "--json")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let report = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    #expect(report["answers"] as? Int == 8)
    #expect(report["waiting"] as? Int == 0)
  }

  @Test func quietIsSilentOnSuccess() throws {
    let survey = try SurveyCopy.fresh()
    let (outcome, _) = try read([survey.file("scans/U01-H2/scan02149.jpg").path, "--quiet"])
    #expect(outcome.status == 0)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.isEmpty)
  }

  /// A file cut off in the middle of the folder changes no other row.
  @Test func aTruncatedFileChangesNoOtherRow() throws {
    let survey = try SurveyCopy.fresh()
    let folder = "scans/U01-H2"
    for name in ["scan02143.jpg", "scan02144.jpg", "scan02205.pdf"] { try survey.remove("\(folder)/\(name)") }
    let whole = try read([survey.file(folder).path])
    let bytes = try survey.data("\(folder)/scan02147.jpg")
    try survey.write(bytes.prefix(bytes.count / 2), to: "\(folder)/scan02147.jpg")
    let (outcome, out) = try read([survey.file(folder).path, "--quiet"])
    #expect(outcome.status == 1)
    for name in ["answers.csv", "sheets.csv"] {
      #expect(
        Table(out.text(name)).rows(without: "file", "scan02147.jpg")
          == Table(whole.out.text(name)).rows(without: "file", "scan02147.jpg"))
    }
    let row = try #require(Table(out.text("sheets.csv")).rows("file", "scan02147.jpg").first)
    #expect(row["status"] == "reject")
    #expect(row["reason"] == "damaged-file")
    #expect(outcome.errorLines.filter { $0.hasPrefix("scan02147.jpg#1: ") }.count == 1, "\(outcome.errors)")
  }

  @Test func anEmptyFolderGivesEmptyTables() throws {
    let folder = try Scratch()
    let (outcome, out) = try read([folder.url.path])
    #expect(outcome.status == 0)
    #expect(Table(out.text("answers.csv")).header == CountTests.answersHeader)
    #expect(Table(out.text("answers.csv")).rows.isEmpty)
  }
}
