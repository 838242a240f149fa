import Foundation
import Testing

/// Files in `scans/` that are no scans: a row and a line for each, and nothing else changes.
@Suite("Bad scans")
struct BadScanTests {
  enum Kind: String, CaseIterable, CustomTestStringConvertible {
    case empty, text, truncatedJPEG, truncatedPNG, truncatedTIFF, truncatedPDF, noPixels, huge

    var testDescription: String { rawValue }

    var reason: String {
      switch self {
      case .empty: "empty-file"
      case .text: "unknown-format"
      case .truncatedJPEG, .truncatedPNG, .truncatedTIFF, .truncatedPDF, .noPixels: "damaged-file"
      case .huge: "too-large"
      }
    }

    func bytes(_ survey: SurveyCopy) throws -> [UInt8] {
      func half(_ name: String) throws -> [UInt8] {
        let bytes = [UInt8](try survey.data(name))
        return Array(bytes.prefix(bytes.count / 2))
      }
      return switch self {
      case .empty: []
      case .text: Array("Đây không phải là ảnh.\n".utf8)
      case .truncatedJPEG: try half("scans/U01-H2/scan02148.jpg")
      case .truncatedPNG: try half("scans/U05-H1/scan02117.png")
      case .truncatedTIFF: try half("scans/U05-H1/scan02120.tif")
      case .truncatedPDF: try half("scans/U01-H2/scan02205.pdf")
      case .noPixels: SamplePictures.pngHeader(width: 0, height: 0)
      case .huge: SamplePictures.pngHeader(width: 40_000, height: 40_000)
      }
    }
  }

  @Test(arguments: Kind.allCases)
  func aBadFileHasARowAndALine(_ kind: Kind) throws {
    let survey = try SurveyCopy.counted()
    let before = try survey.table("sheets")
    let answers = try survey.table("answers")
    let file = "scans/U01-H2/scan02146b.png"
    try survey.write(try kind.bytes(survey), to: file)
    let outcome = try Program.run("count", survey.path, "--quiet")
    #expect(outcome.status == 1)
    let lines = outcome.errorLines.filter { $0.contains("scan02146b.png") }
    #expect(lines.count == 1, "\(outcome.errors)")
    #expect(lines.first?.hasPrefix("\(file)#1: ") == true)
    #expect(lines.first?.contains(" → ") == true, "what to do is missing")

    let sheets = try survey.table("sheets")
    let row = try #require(sheets.rows("file", file).first)
    #expect(row["status"] == "reject")
    #expect(row["reason"] == kind.reason)
    #expect(sheets.rows(without: "file", file) == before.rows)
    #expect(try survey.table("answers").rows(without: "file", file) == answers.rows)
    #expect(try survey.box("U01", "unread_files") == 1)
    #expect(try Program.run("verify", survey.path).status == 0)
    // Known as bad, it is not tried again, and told again.
    let again = try Program.run("count", survey.path, "--quiet")
    #expect(again.errors == outcome.errors)
  }

  @Test func theContentsTellTheFormatNotTheName() throws {
    let survey = try SurveyCopy.fresh()
    try survey.copy("scans/U01-H2/scan02149.jpg", to: "tờ.png")
    let out = try Scratch()
    let outcome = try Program.run(
      "read", "--form", SurveyCopy.template, "--out", out.url.path, survey.file("tờ.png").path)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(Table(out.text("answers.csv"))["answer"].count == 8)
    #expect(Table(out.text("sheets.csv"))["file"] == ["tờ.png"])
  }

  @Test(.disabled(if: getuid() == 0, "the superuser may read everything"))
  func aFolderThatMayNotBeRead() throws {
    let survey = try SurveyCopy.counted()
    let folder = survey.file("scans/U05-H1/khoa")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: folder.path)
    defer { try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path) }
    let outcome = try Program.run("count", survey.path, "--quiet")
    #expect(outcome.status == 1)
    #expect(outcome.errorLines.filter { $0.contains("scans/U05-H1/khoa") }.count == 1)
    #expect(try survey.box("U05", "found") == 13)
  }

  @Test(.disabled(if: getuid() == 0, "the superuser may read everything"))
  func aFileThatMayNotBeRead() throws {
    let survey = try SurveyCopy.counted()
    let file = survey.file("scans/U05-H1/scan02120.tif")
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: file.path)
    let outcome = try Program.run("count", survey.path, "--quiet")
    #expect(outcome.status == 1)
    #expect(outcome.errorLines.filter { $0.hasPrefix("scans/U05-H1/scan02120.tif#1: ") }.count == 1)
    #expect(try survey.table("sheets").rows("file", "scans/U05-H1/scan02120.tif").first?["reason"] == "no-permission")
  }

  /// A pipe in the folder is told and passed over; nobody waits for it.
  @Test func aPipeInTheFolder() throws {
    let survey = try SurveyCopy.counted()
    let results = try survey.results()
    try #require(mkfifo(survey.file("scans/U05-H1/ong.png").path, 0o644) == 0)
    let outcome = try Program.run("count", survey.path, "--quiet", timeout: 60)
    #expect(outcome.status == 1)
    #expect(outcome.errorLines.filter { $0.contains("scans/U05-H1/ong.png") }.count == 1)
    #expect(try survey.results() == results)
  }

  @Test func aPipeGivenToRead() throws {
    let out = try Scratch()
    let pipe = out.url.appendingPathComponent("ong.png")
    try #require(mkfifo(pipe.path, 0o644) == 0)
    let outcome = try Program.run(
      "read", "--form", SurveyCopy.template, "--out", out.url.path, pipe.path, timeout: 60)
    #expect(outcome.status == 1)
    #expect(outcome.errorLines.filter { $0.hasPrefix("ong.png#1: ") }.count == 1, "\(outcome.errors)")
    #expect(Table(out.text("sheets.csv"))["reason"] == ["unknown-format"])
  }

  @Test func aFolderNamedLikeAPicture() throws {
    let survey = try SurveyCopy.counted()
    let results = try survey.results()
    try FileManager.default.createDirectory(
      at: survey.file("scans/U05-H1/x.png"), withIntermediateDirectories: false)
    let empty = try Program.run("count", survey.path, "--quiet")
    #expect(empty.status == 1)
    #expect(try survey.results() == results)
    // It is a folder, and what lies in it is read.
    try survey.rename("scans/U05-H1/scan02120.tif", to: "scans/U05-H1/x.png/scan02120.tif")
    #expect(try Program.run("count", survey.path, "--quiet").status == 1)
    #expect(try survey.table("sheets").rows("file", "scans/U05-H1/x.png/scan02120.tif").first?["status"] == "ok")
    #expect(try survey.box("U05", "found") == 13)
  }

  /// A link that leads out of the survey is told; a survey with nothing else to do is not in order then.
  @Test func aLinkThatLeadsOut() throws {
    let survey = try SurveyCopy.fresh()
    for box in ["U01-H2", "U05-H1"] { try survey.remove("scans/\(box)") }
    for file in ["U01-H2.yaml", "U05-H1.json"] { try survey.remove("minutes/\(file)") }
    #expect(try Program.run("count", survey.path, "--quiet").status == 0)
    try FileManager.default.createSymbolicLink(
      at: survey.file("scans/ngoai.jpg"),
      withDestinationURL: SurveyCopy.fixture.appendingPathComponent("scans/U01-H2/scan02149.jpg"))
    let outcome = try Program.run("count", survey.path, "--quiet")
    #expect(outcome.status == 1)
    #expect(outcome.errorLines.count == 1)
    #expect(outcome.errors.hasPrefix("scans/ngoai.jpg: "))
  }

  /// Names as people and systems write them: spaces, marks composed (NFC) and decomposed (NFD), a line break.
  @Test func unusualNames() throws {
    let survey = try SurveyCopy.fresh(named: "khảo sát Cà Ná (2026)")
    let nfc = "phiếu số 1.jpg".precomposedStringWithCanonicalMapping
    let nfd = "phiếu số 2.jpg".decomposedStringWithCanonicalMapping
    let names = [nfc, nfd, "hai\ndòng.jpg", "a,b \"\u{0323}c\".jpg"]
    try #require(Array(nfd.utf8) != Array(nfd.precomposedStringWithCanonicalMapping.utf8))
    try survey.remove("scans/U05-H1")
    for file in try FileManager.default.contentsOfDirectory(atPath: survey.file("scans/U01-H2").path)
    where file != "scan02149.jpg" {
      try survey.remove("scans/U01-H2/\(file)")
    }
    try survey.rename("scans/U01-H2/scan02149.jpg", to: "scans/U01-H2/tờ \(nfd)")
    for name in names { try survey.write("không phải ảnh: \(name)".utf8, to: "scans/U01-H2/\(name)") }

    let outcome = try Program.run("count", survey.path, "--quiet")
    #expect(outcome.status == 1)
    let sheets = try survey.table("sheets")
    #expect(sheets.rows.count == 5)
    for name in names {
      #expect(sheets.rows("file", "scans/U01-H2/\(name)").first?["reason"] == "unknown-format", "\(name)")
    }
    #expect(sheets.rows("file", "scans/U01-H2/tờ \(nfd)").first?["status"] == "ok")
    #expect(outcome.errorLines.count == 4, "\(outcome.errors)")
    for line in outcome.errorLines { #expect(line.hasPrefix("scans/U01-H2/"), "\(line)") }
    #expect(outcome.errors.contains(#"scans/U01-H2/hai\ndòng.jpg#1: "#))
    #expect(try Program.run("verify", survey.path).status == 0)
    // A decision finds the file by the name in the results.
    let sheet = "scans/U01-H2/tờ \(nfd)#1"
    let set = try Program.run("review", "set", survey.path, sheet, "Q1", "3", "--by", "An", "--why", "thử")
    #expect(set.status == 0, "\(set.errors)")
  }

  /// Names that look the same, one composed and one decomposed, are two files with two ballots.
  @Test func namesThatLookTheSame() throws {
    let survey = try SurveyCopy.fresh()
    try survey.remove("scans/U05-H1")
    let nfc = "scans/U01-H2/phiếu.jpg".precomposedStringWithCanonicalMapping
    let nfd = nfc.decomposedStringWithCanonicalMapping
    try survey.rename("scans/U01-H2/scan02148.jpg", to: nfc)
    try survey.rename("scans/U01-H2/scan02149.jpg", to: nfd)
    for file in try FileManager.default.contentsOfDirectory(atPath: survey.file("scans/U01-H2").path)
    where file.hasPrefix("scan") {
      try survey.remove("scans/U01-H2/\(file)")
    }
    try #require(FileManager.default.contentsOfDirectory(atPath: survey.file("scans/U01-H2").path).count == 2)
    #expect(try Program.run("count", survey.path, "--quiet").status == 1)
    #expect(try survey.table("answers").rows("file", nfc).count == 8)
    #expect(try survey.table("answers").rows("file", nfd).count == 8)
    #expect(try survey.box("U01", "found") == 2)

    let out = try Scratch()
    let read = try Program.run(
      "read", "--form", SurveyCopy.template, "--out", out.url.path, survey.file("scans/U01-H2").path)
    #expect(read.status == 0, "\(read.errors)")
    #expect(Table(out.text("sheets.csv")).rows.count == 2)

    // A decision goes to the file that is named; a spelling that fits one file only is understood.
    let decide = ["Q1", "3", "--by", "An", "--why", "thử"]
    #expect(try Program.start(["review", "set", survey.path, nfd + "#1"] + decide).wait(timeout: 60).status == 0)
    func first(_ file: String) throws -> String? { try survey.table("answers").rows("file", file).first?["answer"] }
    #expect(try first(nfd) == "3")
    #expect(try first(nfc) == "5")
    try survey.remove(nfc)
    #expect(try Program.start(["review", "set", survey.path, nfc + "#1"] + decide).wait(timeout: 60).status == 0)
  }

  /// What a person says about a file that cannot be read holds, and it is not asked for again.
  @Test(arguments: [("duplicate", "duplicate"), ("not-a-ballot", "foreign"), ("invalid", "reject")])
  func aDecisionOnAnUnreadableFile(_ decision: String, _ status: String) throws {
    let survey = try SurveyCopy.counted()
    let file = "scans/U01-H2/scan02146b.jpg"
    try survey.write(try Kind.truncatedJPEG.bytes(survey), to: file)
    #expect(try Program.run("count", survey.path, "--quiet").status == 1)
    #expect(try survey.box("U01", "unread_files") == 1)
    let set = try Program.run(
      "review", "set", survey.path, "\(file)#1", "--whole", decision, "--by", "An", "--why", "đã quét lại")
    #expect(set.status == 0, "\(set.errors)")
    #expect(try survey.table("sheets").rows("file", file).first?["status"] == status)
    #expect(try survey.box("U01", "unread_files") == 0)
    #expect(try survey.box("U01", "found") == (decision == "invalid" ? 17 : 16))
    #expect(!(try Program.run("review", survey.path).output.contains(file)))
    #expect(!(try Program.run("count", survey.path, "--quiet").errors.contains(file)))
    #expect(try Program.run("verify", survey.path).status == 0)
  }

  /// Scanning again is what people are asked to do: the broken file may go.
  @Test func aBrokenFileIsReplaced() throws {
    let survey = try SurveyCopy.counted()
    let file = "scans/U01-H2/scan02148.jpg"
    let results = try survey.results()
    let whole = try survey.data(file)
    let other = try SurveyCopy.fresh()
    try other.write(whole.prefix(whole.count / 2), to: file)
    #expect(try Program.run("count", other.path, "--quiet").status == 1)
    #expect(try other.table("sheets").rows("file", file).first?["reason"] == "damaged-file")
    try other.write(whole, to: file)
    #expect(try Program.run("count", other.path, "--quiet").status == 1)
    #expect(try other.results() == results)
    #expect(try Program.run("verify", other.path).status == 0)
  }

  /// A file that failed for want of a program is read when the program is there.
  @Test func aMissingDecoderIsNoVerdict() throws {
    let known = try SurveyCopy.counted().results()
    let survey = try SurveyCopy.fresh()
    let file = "scans/U01-H2/scan02205.pdf"
    let without = try Program.run("count", survey.path, "--quiet", environment: ["PATH": survey.path])
    #expect(without.status == 1)
    #expect(try survey.table("sheets").rows("file", file).map { $0["reason"] } == ["decoder-missing"])
    #expect(without.errorLines.filter { $0.hasPrefix("\(file)#1: ") }.count == 1, "\(without.errors)")
    let store = try survey.data("kiemphieu.db")
    let again = try Program.run("count", survey.path, "--quiet", environment: ["PATH": survey.path])
    #expect(again.errors == without.errors)
    #expect(try survey.data("kiemphieu.db") == store)
    #expect(try Program.run("count", survey.path, "--quiet").status == 1)
    #expect(try survey.results() == known)
    #expect(try Program.run("verify", survey.path).status == 0)
  }
}
