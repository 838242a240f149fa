import Foundation
import Testing

/// A command, a survey or a form that is wrong: exit status 2, one line that names it, nothing done.
@Suite("Bad commands")
struct BadCommandTests {
  private func expectRefusal(_ outcome: Program.Outcome, names: [String]) {
    #expect(outcome.status == 2, "\(outcome.errors)")
    #expect(outcome.errorLines.count == 1, "\(outcome.errors)")
    for name in names { #expect(outcome.errors.contains(name), "\(outcome.errors)") }
    #expect(outcome.output.isEmpty)
  }

  static let misunderstood: [([String], [String])] = [
    ([], ["count", "verify", "--help"]),
    (["minutes"], ["minutes", "new, scan, check"]),
    (["form"], ["form", "check, import"]),
    (["dem"], ["dem"]),
    (["count"], ["thiếu <survey>", "kiemphieu count --help"]),
    (["count", "a", "b"], ["thừa “b”"]),
    (["count", "a", "--lang", "xx"], ["“xx”", "--lang", "vi, en"]),
    (["count", "a", "--lang"], ["--lang", "cần một giá trị"]),
    (["count", "a", "--jobs", "0"], ["“0”", "--jobs"]),
    (["count", "a", "--jobs", "-1"], ["--jobs"]),
    (["count", "a", "--jobs", "hai"], ["“hai”", "--jobs"]),
    (["count", "a", "--qiet"], ["không có tùy chọn --qiet", "--quiet"]),
    (["verify", "--jobs", "1"], ["--jobs"]),
    (["read", "--out", "o", "a"], ["--form"]),
    (["read", "--form", "phuong-8-cau", "a"], ["--out"]),
    (["read", "--form", "phuong-8-cau", "--out", "o"], ["<paths>"]),
    (["review", "set", "a", "b#1", "Q1", "5", "--why", "rõ"], ["--by"]),
  ]

  @Test(arguments: misunderstood)
  func aCommandThatIsNotUnderstood(_ arguments: [String], _ names: [String]) throws {
    let folder = try Scratch()
    expectRefusal(try Program.start(arguments, in: folder.url).wait(timeout: 60), names: names)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
  }

  @Test func englishWhenAsked() throws {
    expectRefusal(try Program.run("count", "a", "--jobs", "0", "--lang", "en"), names: ["'0' is invalid", "See `"])
    expectRefusal(try Program.run(environment: ["LANG": "en_GB.UTF-8"]), names: ["what is to be done"])
    expectRefusal(try Program.run("count", "khong-co", "--lang", "en"), names: ["khong-co: no such survey folder"])
  }

  @Test func noSuchSurvey() throws {
    for command in ["count", "reconcile", "review", "verify"] {
      expectRefusal(try Program.run(command, "khong-co"), names: ["khong-co"])
    }
    let file = SurveyCopy.fixture.appendingPathComponent("survey.yaml").path
    expectRefusal(try Program.run("count", file), names: ["survey.yaml"])
  }

  @Test func noSurveyFile() throws {
    let survey = try SurveyCopy.fresh()
    try survey.remove("survey.yaml")
    expectRefusal(try Program.run("count", survey.path), names: ["survey.yaml: không có tệp này"])
    #expect(!FileManager.default.fileExists(atPath: survey.file("kiemphieu.db").path))
    #expect(!FileManager.default.fileExists(atPath: survey.file("results").path))
  }

  @Test(arguments: [
    ("title:", "titel:", ["survey.yaml", "titel", "có phải “title”?"]),
    ("forms: [phuong-8-cau]", "forms: [phuong-9-cau]", ["survey.yaml", "forms", "phuong-9-cau"]),
    ("forms: [phuong-8-cau]", "forms: []", ["survey.yaml", "forms"]),
    ("from: 01/07/2026", "from: 31/06/2026", ["survey.yaml", "from", "31/06/2026"]),
    ("units:", "units: [", ["survey.yaml, dòng "]),
  ])
  func aSurveyFileWithAMistake(_ old: String, _ new: String, _ names: [String]) throws {
    let survey = try SurveyCopy.counted()
    let results = try survey.results()
    let store = try survey.data("kiemphieu.db")
    try survey.replace(old, with: new, in: "survey.yaml")
    for command in ["count", "reconcile", "verify"] {
      expectRefusal(try Program.run(command, survey.path), names: names)
    }
    #expect(try survey.results() == results)
    #expect(try survey.data("kiemphieu.db") == store)
  }

  @Test func aListOfUnitsThatIsNotThere() throws {
    let survey = try SurveyCopy.fresh()
    try survey.write("title: A\nform: phuong-8-cau\nunits: nope.csv\n".utf8, to: "survey.yaml")
    expectRefusal(try Program.run("count", survey.path), names: ["survey.yaml, dòng 3, mục units", "nope.csv"])
    let path = survey.file("nope.csv").path
    expectRefusal(
      try Program.run(
        "read", "--form", SurveyCopy.template, "--units", path, "--out", survey.file("ra").path,
        survey.file("scans").path),
      names: [path])
  }

  @Test func anEmptyFolderOfTemplatesIsNone() throws {
    let folder = try Scratch()
    let outcome = try Program.run(
      "form", "check", "phuong-8-cau", in: folder.url, environment: ["KIEMPHIEU_TEMPLATES": ""])
    #expect(outcome.status == 0, "\(outcome.errors)")
    folder.remove()
  }

  @Test func anUnknownForm() throws {
    let survey = try SurveyCopy.fresh()
    let out = survey.file("ra").path
    expectRefusal(
      try Program.run("read", "--form", "phuong-9-cau", "--out", out, survey.file("scans").path),
      names: ["phuong-9-cau"])
    expectRefusal(
      try Program.run("read", "--form", survey.file("survey.yaml").path, "--out", out, survey.file("scans").path),
      names: ["survey.yaml"])
    #expect(!FileManager.default.fileExists(atPath: out))
  }

  @Test func aPathThatDoesNotExist() throws {
    let folder = try Scratch()
    expectRefusal(
      try Program.run("read", "--form", SurveyCopy.template, "--out", folder.url.path, "khong-co.jpg"),
      names: ["khong-co.jpg"])
  }

  @Test func anOutputThatIsAFile() throws {
    let survey = try SurveyCopy.counted()
    let scan = survey.file("scans/U01-H2/scan02149.jpg").path
    expectRefusal(
      try Program.run("read", "--form", SurveyCopy.template, "--out", survey.file("survey.yaml").path, scan),
      names: ["survey.yaml"])
    try survey.remove("results")
    try survey.write("đây là tệp".utf8, to: "results")
    for command in ["count", "reconcile"] {
      expectRefusal(try Program.run(command, survey.path), names: ["results"])
    }
    #expect(try survey.text("results") == "đây là tệp")
  }

  @Test(.disabled(if: getuid() == 0, "the superuser may write everywhere"))
  func resultsThatMayNotBeWritten() throws {
    let survey = try SurveyCopy.counted()
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: survey.file("results").path)
    defer {
      try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: survey.file("results").path)
    }
    expectRefusal(try Program.run("count", survey.path), names: ["results"])
  }

  @Test func aResultThatIsAFolder() throws {
    let survey = try SurveyCopy.counted()
    try survey.remove("results/tally.csv")
    try FileManager.default.createDirectory(
      at: survey.file("results/tally.csv/x"), withIntermediateDirectories: true)
    expectRefusal(try Program.run("reconcile", survey.path), names: ["results/tally.csv"])
    // Nothing half written is left behind.
    let left = try FileManager.default.contentsOfDirectory(atPath: survey.file("results").path)
    #expect(left.filter { $0.hasPrefix(".") }.isEmpty)
  }

  /// A wrong path is no alteration; an archive that lost its beginning is one.
  @Test func whatIsNoArchive() throws {
    let survey = try SurveyCopy.fresh()
    expectRefusal(
      try Program.run("verify", survey.file("survey.yaml").path), names: ["survey.yaml", "không phải gói kiểm phiếu"])
    try survey.write("đã hỏng".utf8, to: "U05-H1.zip")
    #expect(try Program.run("verify", survey.file("U05-H1.zip").path).status == 3)
    try survey.write("PK\u{3}\u{4}, rồi bị cắt".utf8, to: "goi")
    #expect(try Program.run("verify", survey.file("goi").path).status == 3)
    let pipe = survey.file("ong").path
    #expect(mkfifo(pipe, 0o600) == 0)
    for path in [pipe, "/dev/zero"] {
      expectRefusal(try Program.run("verify", path), names: [path, "ống dẫn hoặc thiết bị"])
      expectRefusal(
        try Program.run("verify", survey.path, "--key", path), names: [path, "ống dẫn hoặc thiết bị"])
    }
  }

  @Test func aStoreThatIsNoStore() throws {
    let survey = try SurveyCopy.counted()
    try survey.write("không phải SQLite, chỉ là một tệp chữ đủ dài để xem qua".utf8, to: "kiemphieu.db")
    for command in ["count", "reconcile", "review"] {
      expectRefusal(try Program.run(command, survey.path), names: ["kiemphieu.db"])
    }
    #expect(try survey.text("kiemphieu.db").hasPrefix("không phải SQLite"))
  }

  @Test func noStoreYet() throws {
    let survey = try SurveyCopy.fresh()
    for command in ["reconcile", "review"] {
      expectRefusal(try Program.run(command, survey.path), names: ["kiemphieu.db", "kiemphieu count"])
    }
    #expect(!FileManager.default.fileExists(atPath: survey.file("kiemphieu.db").path))
  }

  /// Files are called by the codes of boxes, and codes are printed.
  @Test(arguments: ["U05-H\n1", "U05-=1", "U05-..", "U05-x\\y", "U05-H 1", "U05-H\u{1B}1"])
  func aBoxWithACodeThatIsNone(_ box: String) throws {
    let survey = try SurveyCopy.fresh()
    let files = try survey.files()
    expectRefusal(try Program.run("minutes", "new", survey.path, box), names: ["mã hòm"])
    for kind in ["header", "minutes"] {
      expectRefusal(try Program.run("sheet", kind, survey.path, box), names: ["mã hòm"])
    }
    expectRefusal(
      try Program.run("form", "print", survey.path, "--box", String(box.dropFirst(4)), "--copies", "1"),
      names: ["mã hòm"])
    #expect(try survey.files() == files)
  }

  @Test func twoProgramsAtOnce() throws {
    let known = try SurveyCopy.counted().results()
    let survey = try SurveyCopy.fresh()
    let first = try Program.start(["count", survey.path, "--quiet", "--jobs", "1"])
    defer { first.kill() }
    let deadline = Date(timeIntervalSinceNow: 60)
    while !FileManager.default.fileExists(atPath: survey.file("kiemphieu.db").path), Date() < deadline { usleep(1000) }
    let second = try Program.run("count", survey.path)
    try #require(first.isRunning, "the first one ended too early to tell")
    expectRefusal(second, names: ["kiemphieu.db", "chương trình khác"])
    #expect(try first.wait(timeout: 120).status == 1)
    #expect(try survey.results() == known)
  }

  /// A reader that goes away (`| head -1`) changes neither the work nor the exit status.
  @Test func aClosedPipe() throws {
    let survey = try SurveyCopy.counted()
    let results = try survey.results()
    try survey.remove("results")
    let count = try Program.runUnread("count", survey.path)
    #expect(count.status == 1, "\(count.errors)")
    #expect(try survey.results() == results)
    #expect(try Program.runUnread("review", survey.path).status == 1)
    #expect(try Program.runUnread("--help").status == 0)
  }
}
