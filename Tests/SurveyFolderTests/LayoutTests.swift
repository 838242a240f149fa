import Ballots
import Counting
import Foundation
import SurveyFolder
import Testing

@Suite("The survey's folder")
struct LayoutTests {
  private let units = ["U01", "U1", "VP", "VP-2", "Đ-1"].map { SurveyUnit(code: $0, name: $0) }

  @Test("a folder's name tells unit, box and opening")
  func names() {
    let cases: [(String, OpeningID?)] = [
      ("U01-H2", OpeningID(unit: "U01", box: "H2")), ("U01-H2-2", OpeningID(unit: "U01", box: "H2", opening: 2)),
      ("U01-H2-10", OpeningID(unit: "U01", box: "H2", opening: 10)), ("U01-2", OpeningID(unit: "U01", box: "2")),
      ("U01-H-A", OpeningID(unit: "U01", box: "H-A")), ("VP-2-H1", OpeningID(unit: "VP-2", box: "H1")),
      ("VP-2", OpeningID(unit: "VP", box: "2")), ("VP-2-3", OpeningID(unit: "VP-2", box: "3")),
      ("VP-2-3-2", OpeningID(unit: "VP-2", box: "3", opening: 2)), ("u01-H2", OpeningID(unit: "U01", box: "H2")),
      ("\u{110}-1-H1", OpeningID(unit: "Đ-1", box: "H1")), ("U01", nil), ("U01-", nil), ("X9-H1", nil),
      ("U011-H1", nil),
      ("", nil), ("-", nil), ("U01-H2-0", OpeningID(unit: "U01", box: "H2-0")),
    ]
    for (name, opening) in cases { #expect(OpeningID(folderName: name, units: units) == opening, "\(name)") }
    #expect(OpeningID(folderName: "VP-H1", units: []) == OpeningID(unit: "VP", box: "H1"))
    #expect(OpeningID(folderName: "VP-2", units: []) == OpeningID(unit: "VP", box: "2"))
    #expect(OpeningID(folderName: "VP-H1-2", units: []) == OpeningID(unit: "VP", box: "H1", opening: 2))
    #expect(OpeningID(folderName: "scan", units: []) == nil)
  }

  @Test("every file is in one batch, in natural order")
  func inventory() throws {
    let folder = try TemporaryFolder()
    for path in [
      "U01-H1/scan10.png", "U01-H1/scan9.png", "U01-H1/scan009.png", "U01-H1/lan 2/scan1.tif", "U01-H1/.hidden.png",
      "U01-H1/Thumbs.db", "U01-H1/desktop.ini", "U01-H1/.DS_Store", "U01-H1-2/a.pdf", "khac/b.pdf", "zz.tif", "aa.tif",
    ] { try folder.write("x", to: "scans/\(path)") }
    let layout = SurveyLayout(folder: folder.url)
    let survey = Survey(title: "", forms: [], units: units)
    let found = layout.inventory(for: survey)
    #expect(
      found.batches == [
        ScanBatch(opening: nil, folder: "scans", files: ["scans/aa.tif", "scans/zz.tif"]),
        ScanBatch(
          opening: OpeningID(unit: "U01", box: "H1"), folder: "scans/U01-H1",
          files: ["lan 2/scan1.tif", "scan009.png", "scan9.png", "scan10.png"].map { "scans/U01-H1/\($0)" }),
        ScanBatch(
          opening: OpeningID(unit: "U01", box: "H1", opening: 2), folder: "scans/U01-H1-2",
          files: ["scans/U01-H1-2/a.pdf"]),
        ScanBatch(opening: nil, folder: "scans/khac", files: ["scans/khac/b.pdf"]),
      ])
    #expect(found.notices == [FolderError(file: "scans/khac", .unassignedFolder)])
    #expect(found.files.count == 8)
    #expect(layout.unitsFromFolders() == [SurveyUnit(code: "U01", name: "U01")])
    #expect(layout.recordFiles().files.isEmpty)
  }

  @Test("nothing is there yet")
  func empty() throws {
    let folder = try TemporaryFolder()
    let found = SurveyLayout(folder: folder.url).inventory(for: Survey(title: "", forms: [], units: []))
    #expect(found.batches.isEmpty && found.notices.isEmpty)
  }

  @Test("links do not lead out of the survey or in circles")
  func links() throws {
    let folder = try TemporaryFolder()
    let elsewhere = try TemporaryFolder()
    let outside = try elsewhere.write("x", to: "out.png")
    let inside = try folder.write("x", to: "scans/U01-H1/a.png")
    let manager = FileManager.default
    for (name, target) in [
      ("in.png", inside), ("out.png", outside), ("circle", folder.url),
      ("gone", folder.url.appendingPathComponent("x")),
    ] {
      try manager.createSymbolicLink(
        at: folder.url.appendingPathComponent("scans/U01-H1/\(name)"), withDestinationURL: target)
    }
    let found = SurveyLayout(folder: folder.url).inventory(for: Survey(title: "", forms: [], units: units))
    #expect(found.files == ["scans/U01-H1/a.png", "scans/U01-H1/in.png"])
    #expect(
      found.notices == [
        FolderError(file: "scans/U01-H1/circle", .linkNotFollowed),
        FolderError(file: "scans/U01-H1/gone", .linkToNothing),
        FolderError(file: "scans/U01-H1/out.png", .linkNotFollowed),
      ])
  }

  @Test("a name that is no UTF-8 and a pipe are named, and no other file suffers")
  func unreadableNames() throws {
    let folder = try TemporaryFolder()
    try folder.write("x", to: "scans/U01-H1/tờ.png")
    let path = folder.url.appendingPathComponent("scans/U01-H1").path
    let bytes = Array("\(path)/hỏng".utf8) + [0xFF] + Array(".tif".utf8) + [0]
    let made = bytes.withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) { $0.baseAddress.map { open($0, O_CREAT | O_WRONLY, 0o600) } ?? -1 }
    }
    try #require(made >= 0)
    close(made)
    try #require(mkfifo("\(path)/ong.png", 0o600) == 0)
    let found = SurveyLayout(folder: folder.url).inventory(for: Survey(title: "", forms: [], units: units))
    #expect(found.files == ["scans/U01-H1/tờ.png"])
    #expect(
      found.notices == [
        FolderError(file: "scans/U01-H1/hỏng\\xff.tif", .nameNotUTF8),
        FolderError(file: "scans/U01-H1/ong.png", .pipeOrDevice),
      ])
  }

  @Test("a folder of a unit that is not listed is called that")
  func unlistedFolder() throws {
    let folder = try TemporaryFolder()
    try folder.write("x", to: "scans/U07-H1/a.png")
    let found = SurveyLayout(folder: folder.url).inventory(for: Survey(title: "", forms: [], units: units))
    #expect(found.notices == [FolderError(file: "scans/U07-H1", .unlistedFolder(unit: "U07"))])
  }

  @Test("a folder without read permission is named", .enabled(if: getuid() != 0, "the superuser may read everything"))
  func permission() throws {
    let folder = try TemporaryFolder()
    try folder.write("x", to: "scans/U01-H1/a.png")
    let closed = try folder.folder("scans/U01-H2").path
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: closed)
    defer { try? FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: closed) }
    let found = SurveyLayout(folder: folder.url).inventory(for: Survey(title: "", forms: [], units: units))
    #expect(found.files.count == 1)
    #expect(found.notices == [FolderError(file: "scans/U01-H2", .unreadable(.noPermission))])
  }

  @Test("forms are found in the survey first, then among the templates")
  func library() throws {
    let folder = try TemporaryFolder()
    let layout = SurveyLayout(folder: folder.url)
    let library = FormLibrary(survey: layout, templates: [ShippedTemplateTests.templates])
    #expect(try library.find("phuong-8-cau").path.hasSuffix("Templates/phuong-8-cau"))
    try folder.write(FormErrorTests.good, to: "forms/phuong-8-cau.json")
    #expect(try library.find("phuong-8-cau").path.hasSuffix("forms/phuong-8-cau.json"))
    #expect(try library.read(["forms/phuong-8-cau.json"]).map(\.form.id) == ["X"])
    #expect(throws: FolderError(file: "survey.yaml", field: "forms", .fileNotFound("forms/x.json"))) {
      try library.find("forms/x.json")
    }
    #expect(
      throws: FolderError(
        file: "survey.yaml", field: "forms", .formNotFound(id: "mau-9", searched: ["forms/", "Templates/"]))
    ) { try library.find("mau-9") }
    #expect(
      throws: FolderError(file: "survey.yaml", field: "forms[1]", .duplicate(value: "X", first: "forms[0]"))
    ) { try library.read(["phuong-8-cau", "forms/phuong-8-cau.json"]) }
  }

  @Test("a problem is one line in both languages")
  func sentences() {
    let error = FolderError(
      file: "survey.yaml", line: 3, field: "unit", .unknownField(name: "unit", nearest: "units"))
    #expect(
      error.sentence(vietnamese: true)
        == "survey.yaml, dòng 3, mục unit: không có mục nào tên là “unit”; có phải “units”?")
    #expect(
      error.sentence(vietnamese: false)
        == "survey.yaml, line 3, field unit: there is no field “unit”; did you mean “units”?")
  }
}
