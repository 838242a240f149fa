import Foundation
import Testing

@Suite("minutes, form, help")
struct OtherCommandTests {
  @Test func blankMinutesAreMadeAndChecked() throws {
    let survey = try SurveyCopy.counted()
    let made = try Program.run("minutes", "new", survey.path, "U01-H9")
    #expect(made.status == 0)
    #expect(made.output == survey.file("minutes/U01-H9.yaml").path + "\n")
    let text = try survey.text("minutes/U01-H9.yaml")
    #expect(text.contains("U01") && text.contains("H9"))

    // Blank minutes are well formed, and everything is still to be filled in.
    let check = try Program.run("minutes", "check", survey.file("minutes/U01-H9.yaml").path, "--survey", survey.path)
    #expect(check.status == 1)
    #expect(check.output.contains("M01"))
    #expect(check.errors.isEmpty)

    let again = try Program.run("minutes", "new", survey.path, "U01-H9")
    #expect(again.status == 2)
    #expect(again.errorLines.count == 1)
    #expect(again.errors.contains("U01-H9.yaml"))
    #expect(try survey.text("minutes/U01-H9.yaml") == text)
  }

  @Test(arguments: ["U99-H1", "U01", "khong", "../../x", ""])
  func minutesOfNoBox(_ box: String) throws {
    let survey = try SurveyCopy.counted()
    let outcome = try Program.run("minutes", "new", survey.path, box)
    #expect(outcome.status == 2)
    #expect(outcome.errorLines.count == 1, "\(outcome.errors)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: survey.file("minutes").path).count == 2)
  }

  /// A box's name is a file's name: it leads nowhere else.
  @Test(arguments: ["U01-../../x", "U01-a/b"])
  func minutesElsewhere(_ box: String) throws {
    let survey = try SurveyCopy.counted()
    let outcome = try Program.run("minutes", "new", survey.path, box)
    #expect(outcome.status == 2)
    #expect(outcome.errorLines.count == 1, "\(outcome.errors)")
    #expect(!FileManager.default.fileExists(atPath: survey.file("x.yaml").path))
    #expect(
      !FileManager.default.fileExists(
        atPath: survey.folder.deletingLastPathComponent().appendingPathComponent("x.yaml").path))
  }

  @Test func minutesInOrder() throws {
    let survey = try SurveyCopy.fresh()
    let file = survey.file("minutes/U05-H1.json").path
    let outcome = try Program.run("minutes", "check", file, "--survey", survey.path)
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("đạt"))
    #expect(try Program.run("minutes", "check", file, "--quiet").output.isEmpty)
    let missing = try Program.run("minutes", "check", "khong-co.yaml")
    #expect(missing.status == 2)
    #expect(missing.errorLines.count == 1)
    #expect(missing.errors.contains("khong-co.yaml"))
  }

  @Test func minutesWithASealThatDiffers() throws {
    let survey = try SurveyCopy.fresh()
    let outcome = try Program.run("minutes", "check", survey.file("minutes/U01-H2.yaml").path)
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("S02"))
  }

  @Test func theBundledFormIsInOrder() throws {
    for name in ["phuong-8-cau", SurveyCopy.template, SurveyCopy.template + "/form.yaml"] {
      let outcome = try Program.run("form", "check", name)
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.output == "phuong-8-cau: 1 trang, 8 câu, 40 ô. Đạt.\n")
      #expect(outcome.errors.isEmpty)
    }
    #expect(try Program.run("form", "check", SurveyCopy.template, "--quiet").output.isEmpty)
  }

  @Test func aFormWithAMistake() throws {
    let folder = try Scratch()
    let form = folder.url.appendingPathComponent("mau")
    try FileManager.default.copyItem(atPath: SurveyCopy.template, toPath: form.path)
    let file = form.appendingPathComponent("form.yaml")
    let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    try Data(text.replacingOccurrences(of: "y: 96.032", with: "y: 296").utf8).write(to: file)
    let outcome = try Program.run("form", "check", form.path)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("questions[0]"), "\(outcome.errors)")
    #expect(outcome.output.isEmpty)

    try Data("không: [".utf8).write(to: file)
    let broken = try Program.run("form", "check", form.path)
    #expect(broken.status == 2)
    #expect(broken.errorLines.count == 1)
    #expect(broken.errors.contains("form.yaml"))
    #expect(try Program.run("form", "check", "khong-co").status == 2)
  }

  @Test func aFormIsImported() throws {
    let folder = try Scratch()
    let geometry = folder.url.appendingPathComponent("mau.json")
    let blank = folder.url.appendingPathComponent("page-1.png")
    try FileManager.default.copyItem(atPath: SurveyCopy.template + "/page-1.png", toPath: blank.path)
    let json = """
      {"schema": "form-geometry/1", "form_id": "THU", "title": "Thử", "page_size": [210, 297],
       "blank": {"pages": ["page-1.png"], "dpi": 300},
       "pages": [{"page": 1,
         "fiducials": [
           {"id": "TL", "kind": "ring", "center": [13, 13], "size": 6},
           {"id": "TR", "kind": "square", "center": [197, 13], "size": 6},
           {"id": "BR", "kind": "square", "center": [197, 284], "size": 6},
           {"id": "BL", "kind": "square", "center": [13, 284], "size": 6}],
         "barcodes": [],
         "questions": [{"id": "Q1", "text": "Câu một", "kind": "scale5", "options": [
           {"value": "5", "shape": "square", "rect": [24, 96.032, 5, 5]},
           {"value": "4", "shape": "square", "rect": [60, 96.032, 5, 5]}]}]}]}
      """
    try Data(json.utf8).write(to: geometry)
    let outcome = try Program.run("form", "import", geometry.path, "--id", "thu-1", "--out", folder.url.path)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let made = folder.url.appendingPathComponent("thu-1")
    #expect(outcome.output == made.path + "\n")
    #expect(FileManager.default.fileExists(atPath: made.appendingPathComponent("form.yaml").path))
    #expect(try Program.run("form", "check", made.path).status == 0)

    let again = try Program.run("form", "import", geometry.path, "--id", "thu-1", "--out", folder.url.path)
    #expect(again.status == 2)
    #expect(again.errorLines.count == 1)
    #expect(again.errors.contains("thu-1"))

    try Data(json.replacingOccurrences(of: "\"center\": [13, 13]", with: "\"center\": [13]").utf8).write(to: geometry)
    let wrong = try Program.run("form", "import", geometry.path, "--id", "thu-2", "--out", folder.url.path)
    #expect(wrong.status == 2)
    #expect(wrong.errorLines.count == 1)
    #expect(wrong.errors.contains("mau.json") && wrong.errors.contains("center"), "\(wrong.errors)")
    #expect(!FileManager.default.fileExists(atPath: folder.url.appendingPathComponent("thu-2").path))
  }

  @Test func helpAndVersion() throws {
    let commands = [
      [], ["count"], ["read"], ["reconcile"], ["review"], ["review", "set"], ["minutes"], ["minutes", "new"],
      ["minutes", "check"], ["form"], ["form", "check"], ["form", "import"], ["form", "new"], ["form", "print"],
      ["verify"], ["units"], ["units", "import"],
    ]
    for command in commands {
      let outcome = try Program.start(command + ["--help"]).wait(timeout: 60)
      #expect(outcome.status == 0, "\(command)")
      #expect(outcome.output.contains("USAGE: kiemphieu"), "\(command)")
      #expect(outcome.errors.isEmpty)
    }
    let help = try Program.run("help", "count")
    #expect(help.status == 0)
    #expect(help.output.contains("--jobs"))
    let version = try Program.run("--version")
    #expect(version.status == 0)
    #expect(version.output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
  }

  /// Every command's `--json` is one JSON value on standard output.
  @Test func jsonParses() throws {
    let survey = try SurveyCopy.counted()
    let out = try Scratch()
    let scan = survey.file("scans/U01-H2/scan02149.jpg").path
    let commands: [[String]] = [
      ["count", survey.path], ["reconcile", survey.path], ["review", survey.path],
      [
        "review", "set", survey.path, "scans/U01-H2/scan02147.jpg#1", "Q5", "4", "--by", "An", "--why", "rõ",
      ],
      ["verify", survey.path], ["minutes", "new", survey.path, "U01-H9"],
      ["minutes", "check", survey.file("minutes/U01-H2.yaml").path],
      ["minutes", "check", survey.file("minutes/U05-H1.json").path], ["form", "check", SurveyCopy.template],
      ["read", "--form", SurveyCopy.template, "--out", out.url.path, scan],
    ]
    for command in commands {
      let outcome = try Program.start(command + ["--json"]).wait(timeout: 60)
      #expect([0, 1].contains(outcome.status), "\(command): \(outcome.errors)")
      #expect(throws: Never.self, "\(command): \(outcome.output)") {
        _ = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
      }
    }
  }

  @Test func quietIsSilentOnSuccess() throws {
    let survey = try SurveyCopy.counted()
    let commands = [
      ["review", "set", survey.path, "scans/U01-H2/scan02147.jpg#1", "Q5", "4", "--by", "An", "--why", "rõ"],
      ["verify", survey.path], ["minutes", "new", survey.path, "U01-H9"], ["form", "check", SurveyCopy.template],
    ]
    for command in commands {
      let outcome = try Program.start(command + ["--quiet"]).wait(timeout: 60)
      #expect(outcome.status == 0, "\(command): \(outcome.errors)")
      #expect(outcome.output.isEmpty && outcome.errors.isEmpty, "\(command)")
    }
  }
}
