import Codecs
import Foundation
import Testing

/// `form new` and `form print`.
@Suite struct FormPrintTests {
  private static let outline = """
    format: kiemphieu.outline/1
    id: phieu-moi
    code: P2
    title: PHIẾU LẤY Ý KIẾN
    questions:
      - Thủ tục hành chính có được niêm yết công khai, đầy đủ?
      - Cơ quan trả kết quả có đúng hẹn?
    comment: "Ý kiến khác:"

    """

  /// A survey with a form of its own, made by `form new`.
  private static func survey(_ units: String, outline: String = outline) throws -> Scratch {
    let folder = try Scratch()
    try Data(outline.utf8).write(to: folder.url.appendingPathComponent("cau-hoi.yaml"))
    let made = try Program.run(
      "form", "new", folder.url.appendingPathComponent("cau-hoi.yaml").path, "--out",
      folder.url.appendingPathComponent("forms").path)
    try #require(made.status == 0, "\(made.errors)")
    let survey = "title: Khảo sát\nform: phieu-moi\nunits: [\(units)]\n"
    try Data(survey.utf8).write(to: folder.url.appendingPathComponent("survey.yaml"))
    return folder
  }

  private func outcome(_ arguments: String...) throws -> Program.Outcome {
    try Program.start(arguments).wait(timeout: 60)
  }

  @Test func aFormIsMadeThatReadingTakes() throws {
    let folder = try Self.survey("{code: U01, allocated: 3}")
    let form = folder.url.appendingPathComponent("forms/phieu-moi")
    let names = try FileManager.default.contentsOfDirectory(atPath: form.path).sorted()
    #expect(names == ["blank.pdf", "form.yaml", "outline.yaml", "page-1.png"])
    let check = try Program.run("form", "check", form.path)
    #expect(check.status == 0, "\(check.errors)")
    #expect(check.output == "phieu-moi: 1 trang, 2 câu, 10 ô. Đạt.\n")
    // The blank itself is a page of this form without a code: read, and for a person to say whose it is.
    let out = folder.url.appendingPathComponent("ra")
    let read = try Program.run(
      "read", "--form", form.path, "--out", out.path, form.appendingPathComponent("page-1.png").path)
    #expect(read.status == 1, "\(read.errors)")
    let sheets = try String(contentsOf: out.appendingPathComponent("sheets.csv"), encoding: .utf8)
    #expect(sheets.contains("barcode-unreadable"), "\(sheets)")

    let again = try outcome(
      "form", "new", folder.url.appendingPathComponent("cau-hoi.yaml").path, "--out",
      folder.url.appendingPathComponent("forms").path)
    #expect(again.status == 2)
    #expect(again.errorLines.count == 1)
  }

  /// Each unit gets as many ballots as it was allocated; read as printed, each is its unit's and unlike all others.
  @Test func eachUnitGetsItsBallots() throws {
    let folder = try Self.survey("{code: U01, name: Phường Một, allocated: 3}, {code: U02, allocated: 2}")
    let printed = try outcome("form", "print", folder.url.path)
    #expect(printed.status == 0, "\(printed.errors)")
    #expect(printed.output.split(separator: "\n").count == 2)
    let ballots = folder.url.appendingPathComponent("ballots")
    let files = ["phieu-moi-U01.pdf", "phieu-moi-U02.pdf"].map { ballots.appendingPathComponent($0).path }
    #expect(try files.map { try ScanFile(path: $0).pageCount } == [3, 2])
    let out = folder.url.appendingPathComponent("ra")
    let read = try Program.run(
      "read", "--form", folder.url.appendingPathComponent("forms/phieu-moi").path, "--out", out.path, files[0],
      files[1])
    #expect(read.status == 0, "\(read.errors)")
    let sheets = Table(try String(contentsOf: out.appendingPathComponent("sheets.csv"), encoding: .utf8)).rows
    #expect(sheets.map { $0["unit"] } == ["U01", "U01", "U01", "U02", "U02"])
    #expect(sheets.allSatisfy { $0["status"] == "ok" })
    #expect(Set(sheets.compactMap { $0["serial"] }).count == 5)

    // What was printed is not printed over, and printed anew it bears other codes.
    let again = try outcome("form", "print", folder.url.path)
    #expect(again.status == 2)
    #expect(again.errorLines.count == 1)
    let other = folder.url.appendingPathComponent("khac").path
    #expect(try outcome("form", "print", folder.url.path, "--out", other, "--unit", "U02", "--quiet").output.isEmpty)
    #expect(try FileManager.default.contentsOfDirectory(atPath: other) == ["phieu-moi-U02.pdf"])
    let (first, second) = (files[1], other + "/phieu-moi-U02.pdf")
    #expect(try Data(contentsOf: URL(fileURLWithPath: first)) != Data(contentsOf: URL(fileURLWithPath: second)))
  }

  @Test func copiedBallotsArePrintedOnce() throws {
    let folder = try Self.survey("{code: U01}", outline: Self.outline + "token: false\n")
    let printed = try outcome("form", "print", folder.url.path, "--json")
    #expect(printed.status == 0, "\(printed.errors)")
    let report = try JSONSerialization.jsonObject(with: Data(printed.output.utf8)) as? [[String: Any]]
    #expect(report?.first?["ballots"] as? Int == 1)
  }

  /// Two slips on a sheet are two ballots of one scanned page; the empty half of the last sheet has its row.
  @Test func slipsArePrintedAndReadByTwos() throws {
    let folder = try Scratch()
    let survey = "title: Khảo sát\nform: nhanh-3-muc\nunits: [{code: U01, allocated: 3}]\n"
    try Data(survey.utf8).write(to: folder.url.appendingPathComponent("survey.yaml"))
    let printed = try outcome("form", "print", folder.url.path)
    #expect(printed.status == 0, "\(printed.errors)")
    let file = folder.url.appendingPathComponent("ballots/nhanh-3-muc-U01.pdf").path
    #expect(try ScanFile(path: file).pageCount == 2)
    let out = folder.url.appendingPathComponent("ra")
    let read = try Program.run("read", "--form", "nhanh-3-muc", "--out", out.path, file)
    #expect(read.status == 0, "\(read.errors)")
    let sheets = Table(try String(contentsOf: out.appendingPathComponent("sheets.csv"), encoding: .utf8)).rows
    #expect(sheets.map { $0["page"] } == ["1", "1", "2", "2"])
    #expect(sheets.map { $0["slot"] } == ["1", "2", "1", "2"])
    #expect(sheets.map { $0["status"] } == ["ok", "ok", "ok", "blank"])
    #expect(Set(sheets.prefix(3).compactMap { $0["serial"] }).count == 3)
    #expect(Set(sheets.prefix(3).compactMap { $0["ballot"] }).count == 3)
    let answers = Table(try String(contentsOf: out.appendingPathComponent("answers.csv"), encoding: .utf8)).rows
    #expect(answers.map { $0["answer"] } == Array(repeating: "blank", count: 12) + [""])
  }

  /// One clear line, and nothing half done.
  @Test func whatCannotBePrinted() throws {
    func refuses(_ survey: Scratch, _ word: String, _ arguments: [String] = []) throws {
      let outcome = try Program.start(["form", "print", survey.url.path] + arguments).wait(timeout: 60)
      #expect(outcome.status == 2, "\(word)")
      #expect(outcome.errorLines.count == 1)
      #expect(outcome.errors.contains(word), "\(outcome.errors)")
      #expect(!FileManager.default.fileExists(atPath: survey.url.appendingPathComponent("ballots").path))
    }
    try refuses(try Self.survey("{code: U01}"), "allocated")
    try refuses(try Self.survey("{code: U01}"), "U09", ["--unit", "U09"])
    try refuses(try Self.survey(""), "units", ["--copies", "2"])
    try refuses(try Self.survey("{code: don-vi-dai, allocated: 1}"), "don-vi-dai")
    try refuses(try Self.survey("{code: U01}"), "--copies", ["--copies", "0"])

    let edited = try Self.survey("{code: U01, allocated: 1}")
    let outline = edited.url.appendingPathComponent("forms/phieu-moi/outline.yaml")
    try Data((Self.outline + "introduction: Đánh dấu.\nwritten: [Việc gì?]\n").utf8).write(to: outline)
    try refuses(edited, "form.yaml")
    try FileManager.default.removeItem(at: outline)
    try refuses(edited, "outline.yaml")
  }

  @Test func whatCannotBeMade() throws {
    let folder = try Scratch()
    let file = folder.url.appendingPathComponent("cau-hoi.yaml")
    for (text, word) in [
      (Self.outline.replacingOccurrences(of: "code: P2", with: "code: p-2"), "code"),
      (Self.outline.replacingOccurrences(of: "Cơ quan", with: String(repeating: "rất dài ", count: 2000)), "2"),
      ("không: [", "cau-hoi.yaml"),
    ] {
      try Data(text.utf8).write(to: file)
      let made = try Program.run("form", "new", file.path, "--out", folder.url.path)
      #expect(made.status == 2)
      #expect(made.errorLines.count == 1)
      #expect(made.errors.contains(word), "\(made.errors)")
      #expect(!FileManager.default.fileExists(atPath: folder.url.appendingPathComponent("phieu-moi").path))
    }
    #expect(try Program.run("form", "new", folder.url.appendingPathComponent("khong-co.yaml").path).status == 2)
  }
}
