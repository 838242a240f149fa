import Foundation
import Testing

@testable import Counting
@testable import Reporting

@Suite("Workbook files")
struct WorkbookFileTests {
  /// Every cell stands where the description has it: numbers as numbers, formulas with what they come to, and texts as
  /// texts, even those that look like formulas.
  @Test(arguments: ["", "=1+1 ", "+", "-", "@SUM(A1) & <\"x\"> "])
  func cellsAreWhatWasDescribed(_ prefix: String) throws {
    let workbook = CountedSurvey(prefix: prefix).workbook
    let written = try WrittenWorkbook(workbook)
    for (index, sheet) in workbook.sheets.enumerated() {
      let cells = written.cells(index)
      let titles = sheet.columns.map { Cell.text($0.title) }
      for (row, line) in ([titles] + sheet.rows + (sheet.total.map { [$0] } ?? [])).enumerated() {
        for (column, cell) in line.enumerated() {
          let place = Formula.place(column, row)
          let found = try #require(cells[place], "\(sheet.name) \(place)")
          switch cell {
          case .empty: #expect(found == .init())
          case .text(let text): #expect(found == .init(text: text))
          case .number(let number):
            #expect(found.formula == nil)
            #expect(agrees(found.value, number.value))
          case .formula(let formula, let number):
            #expect(found.formula == formula)
            if let number {
              #expect(agrees(found.value, number.value))
            } else {
              #expect(found.value == "")
            }
          }
        }
      }
    }
  }

  /// 16 digits are written.
  private func agrees(_ text: String?, _ value: Double) -> Bool {
    text.flatMap { Double($0) }.map { abs($0 - value) <= abs(value) * 1e-15 } == true
  }

  @Test func theSameBytes() throws {
    let workbook = CountedSurvey().workbook
    let day = Day(year: 2026, month: 11, day: 22)
    let first = try WrittenWorkbook(workbook)
    #expect(try first.bytes == WrittenWorkbook(CountedSurvey().workbook).bytes)
    let dated = try WrittenWorkbook(workbook, made: day)
    #expect(try dated.bytes == WrittenWorkbook(workbook, made: day).bytes)
    #expect(dated.parts["docProps/core.xml"]?.contains(">2026-11-22T00:00:00Z</dcterms:created>") == true)
    #expect(first.parts["docProps/core.xml"]?.contains(">1980-01-01T00:00:00Z</dcterms:created>") == true)
  }

  @Test func sheetsPrintOnA4WithTheirTitles() throws {
    let workbook = CountedSurvey().workbook
    let written = try WrittenWorkbook(workbook)
    for (index, sheet) in workbook.sheets.enumerated() {
      let xml = written.sheet(index)
      #expect(xml.contains("<pane ySplit=\"1\" topLeftCell=\"A2\""))
      #expect(xml.contains("<pageSetUpPr fitToPage=\"1\"/>"))
      #expect(xml.contains("<pageSetup paperSize=\"9\" fitToHeight=\"0\" orientation=\"landscape\"/>"))
      #expect(written.parts["xl/workbook.xml"]?.contains(">'\(sheet.name)'!$1:$1</definedName>") == true)
    }

  }

  @Test func chartsShowTheRowsWithoutTheTotal() throws {
    let written = try WrittenWorkbook(CountedSurvey().workbook)
    let levels = try #require(written.parts["xl/charts/chart1.xml"])
    #expect(levels.contains("<c:barDir val=\"bar\"/><c:grouping val=\"percentStacked\"/>"))
    #expect(levels.matches(of: /<c:ser>/).count == 5)
    #expect(levels.contains("<c:f>'Câu hỏi'!$A$2:$A$7</c:f>"))
    #expect(levels.contains("<c:f>'Câu hỏi'!$H$2:$H$7</c:f>"))
    let units = try #require(written.parts["xl/charts/chart2.xml"])
    #expect(units.contains("<c:barDir val=\"col\"/>"))
    #expect(units.contains("<c:f>'Đơn vị'!$G$2:$G$5</c:f>"))
  }

  @Test func whatXMLCannotHoldIsReplaced() throws {
    let written = try WrittenWorkbook(CountedSurvey(prefix: "a\0b\u{FFFF}c").workbook)
    #expect(written.cells(3)["B2"]?.text == "a\u{FFFD}b\u{FFFD}cĐơn vị số 1")
  }

  @Test func aTextTooLongIsTold() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("workbook-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("bang-tinh.xlsx").path
    try CountedSurvey().workbook.write(to: file)
    let before = try Data(contentsOf: URL(fileURLWithPath: file))
    #expect(throws: WorkbookError.textTooLong(sheet: "Tổng hợp", row: 2, column: 3)) {
      try CountedSurvey(prefix: String(repeating: "x", count: 32_768)).workbook.write(to: file)
    }
    // The one from before is whole, and nothing lies beside it.
    #expect(try Data(contentsOf: URL(fileURLWithPath: file)) == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["bang-tinh.xlsx"])
  }

  @Test func aFolderThatIsMissingIsTold() {
    let path = "/nowhere-\(UUID().uuidString)/bang-tinh.xlsx"
    #expect(throws: WorkbookError.notWritten(path: path, errno: ENOENT)) {
      try CountedSurvey().workbook.write(to: path)
    }
  }
}
