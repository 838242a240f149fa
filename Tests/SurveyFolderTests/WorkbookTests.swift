import CArchiveShim
import Counting
import Foundation
import Testing

@testable import SurveyFolder

@Suite("Workbooks")
struct WorkbookTests {
  /// Made by a script with Python's `zipfile`, part by part as ECMA-376 has them: a hidden sheet with another list, a cover,
  /// and the list below merged title lines, with shared, inline and rich texts, a computed sum and a signature.
  private static let sample = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Lists/phan-bo.xlsx")

  @Test("a list in a workbook")
  func sample() throws {
    let list = try OfficeList.read(Self.sample)
    #expect(list.units == OfficeListTests.units)
    #expect(list.totals == [OfficeList.Total(line: 14, stated: 470, sum: 470)])
    #expect(list.name == "phan-bo.xlsx [Phân bổ]")
    #expect(list.notes == [FolderError(file: list.name, line: 16, .rowBelowTotal("CHỦ TỊCH"))])
  }

  @Test("no beginning of a workbook crashes, and none is taken for the whole")
  func cut() throws {
    let bytes = try Data(contentsOf: Self.sample)
    let folder = try TemporaryFolder()
    let file = folder.url.appendingPathComponent("ds.xlsx")
    // Sheets and texts are in front of the list at the file's end, which nothing needs.
    for length in stride(from: 4, to: bytes.count / 2, by: 17) {
      try bytes.prefix(length).write(to: file)
      #expect(throws: FolderError(file: "ds.xlsx", .damagedWorkbook)) { try OfficeList.read(file) }
    }
    try (Data([0xD0, 0xCF, 0x11, 0xE0]) + bytes).write(to: file)
    #expect(throws: FolderError(file: "ds.xlsx", .closedWorkbook)) { try OfficeList.read(file) }
  }

  // MARK: Workbooks of one sheet

  private static let rels = """
    <Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>
    """
  private static let book = """
    <x:workbook xmlns:x="urn:x" xmlns:r="urn:r"><x:sheets><x:sheet name="S" r:id="rId1"/></x:sheets></x:workbook>
    """

  private func read(rows: String, _ others: [(String, String)] = []) throws -> OfficeList {
    try read(sheet: "<worksheet><sheetData>\(rows)</sheetData></worksheet>", others)
  }

  private func read(sheet: String, _ others: [(String, String)] = []) throws -> OfficeList {
    let folder = try TemporaryFolder()
    let file = folder.url.appendingPathComponent("ds.xlsx")
    let parts = [
      ("xl/workbook.xml", Self.book), ("xl/_rels/workbook.xml.rels", Self.rels), ("xl/worksheets/sheet1.xml", sheet),
    ]
    try Self.pack(parts + others, to: file)
    return try OfficeList.read(file)
  }

  private static func pack(_ parts: [(String, String)], to file: URL) throws {
    try Data().write(to: file)
    let handle = try FileHandle(forWritingTo: file)
    let writer = try #require(kp_zip_create(handle.fileDescriptor))
    defer { kp_zip_writer_free(writer) }
    for (name, text) in parts {
      let bytes = Array(text.utf8)
      #expect(kp_zip_add(writer, name, Int64(bytes.count), 1) == 1)
      #expect(kp_zip_write(writer, bytes, bytes.count) == 1)
    }
    #expect(kp_zip_finish(writer) == 1)
  }

  private static func text(_ place: String, _ text: String) -> String {
    #"<c r="\#(place)" t="inlineStr"><is><t>\#(text)</t></is></c>"#
  }

  private static let heading = "<row r=\"3\">\(text("B3", "Tên đơn vị"))\(text("D3", "Số phiếu"))</row>"

  @Test("numbers are numbers, whatever they look like; rows and cells may leave out their places")
  func cells() throws {
    let list = try read(
      rows: """
        \(Self.heading)<row r="5">\(Self.text("B5", "A &amp;\u{A0}B_x000D_"))<c r="D5"><v>5.000</v></c></row>
        <row>\(Self.text("B6", "C"))<c r="D6" t="str"><f>"5"&amp;".000"</f><v>5.000</v></c></row>
        <row r="9"><c/><c t="n"><v>7</v></c><c/><c><v>69.999999999999986</v></c></row>
        <row r="12">\(Self.text("A12", "Tổng cộng"))<c r="D12"><f>SUM(D5:D9)</f><v>5075</v></c></row>
        """)
    #expect(
      list.units == [
        SurveyUnit(code: "U01", name: "A & B", allocated: 5), SurveyUnit(code: "U02", name: "C", allocated: 5000),
        SurveyUnit(code: "U03", name: "7", allocated: 70),
      ])
    #expect(list.totals == [OfficeList.Total(line: 12, stated: 5075, sum: 5075)])
    #expect(list.name == "ds.xlsx")
  }

  @Test("cells that hold no number where one belongs")
  func wrongCells() throws {
    for (cell, found) in [
      ("<v>50.5</v>", "50.5"), ("<f>SUM(A1:A2)</f>", "=SUM(A1:A2)"), ("<f>SUM(A1:A2)</f><v></v>", "=SUM(A1:A2)"),
      ("<v>-1</v>", "-1"), ("<v>1e300</v>", "1e300"),
    ] {
      #expect(
        throws: FolderError(
          file: "ds.xlsx", line: 5, field: "Số phiếu", .wrong(expected: .integerFrom(0), found: found))
      ) { try read(rows: "\(Self.heading)<row r=\"5\">\(Self.text("B5", "A"))<c r=\"D5\">\(cell)</c></row>") }
    }
    for (kind, cell, found) in [("e", "#REF!", "#REF!"), ("b", "1", "TRUE"), ("b", "0", "FALSE")] {
      #expect(
        throws: FolderError(
          file: "ds.xlsx", line: 5, field: "Số phiếu", .wrong(expected: .integerFrom(0), found: found))
      ) {
        try read(
          rows: "\(Self.heading)<row r=\"5\">\(Self.text("B5", "A"))<c r=\"D5\" t=\"\(kind)\"><v>\(cell)</v></c></row>")
      }
    }
  }

  /// Programs make the first of May of `1/5`.
  @Test("a day is no number of ballots", arguments: [(1, true), (2, true), (0, false), (3, false)])
  func days(_ style: Int, _ isDay: Bool) throws {
    let styles = """
      <styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd\\/mm"/><numFmt numFmtId="165" formatCode="0 &quot;d&quot;[h]"/>
      </numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
      <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>
      """
    let cell = "<c r=\"D5\" s=\"\(style)\"><v>46143</v></c>"
    let row = "\(Self.heading)<row r=\"5\">\(Self.text("B5", "A"))\(cell)</row>"
    guard isDay else {
      #expect(try read(rows: row, [("xl/styles.xml", styles)]).units.map(\.allocated) == [46143])
      return
    }
    #expect(
      throws: FolderError(
        file: "ds.xlsx", line: 5, field: "Số phiếu", .wrong(expected: .integerFrom(0), found: "46143"))
    ) { try read(rows: row, [("xl/styles.xml", styles)]) }
  }

  @Test("what no workbook has is refused")
  func hostile() throws {
    let damaged = FolderError(file: "ds.xlsx", .damagedWorkbook)
    let unit = "<row r=\"5\">\(Self.text("B5", "A"))</row>"
    for sheet in [
      "<!DOCTYPE x [<!ENTITY a \"b\">]><worksheet>\(Self.heading)\(unit)</worksheet>",
      "<worksheet>\(Self.heading)\(unit)",
      "", "<worksheet>\(Self.heading)<row r=\"5\">\(Self.text("ZZZZ5", "A"))</row></worksheet>",
      "<worksheet>\(Self.heading)<row r=\"5\">\(Self.text("B5", "A"))\(Self.text("A5", "B"))</row></worksheet>",
    ] {
      #expect(throws: damaged, "\(sheet)") { try read(sheet: sheet) }
    }
    let folder = try TemporaryFolder()
    let file = folder.url.appendingPathComponent("ds.xlsx")
    try Self.pack([("xl/workbook.xml", Self.book)], to: file)
    #expect(throws: damaged) { try OfficeList.read(file) }
  }

  @Test("a file that unpacks to more than the limit is left, also where nobody looks")
  func bomb() throws {
    let zeros = String(repeating: "0", count: 65 << 20)
    let error = try #require(throws: FolderError.self) {
      try read(rows: Self.heading, [("xl/media/a.png", zeros)])
    }
    guard case .tooLarge(_, limit: 64 << 20) = error.problem else {
      Issue.record("\(error)")
      return
    }
    let wide = (1...40).map { "<row r=\"\($0)\">\(Self.text("XFD\($0)", "x"))</row>" }.joined()
    #expect(throws: FolderError(file: "ds.xlsx", .tooManyValues(limit: 500_000))) { try read(rows: wide) }
  }
}
