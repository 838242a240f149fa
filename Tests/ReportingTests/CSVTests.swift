import Ballots
import Testing
import Wording

@testable import Counting
@testable import Reporting

@Suite("CSV")
struct CSVTests {
  private func line(_ cells: String...) -> String { Array(CSV(header: cells, rows: [])).joined() }

  /// What a spreadsheet would run becomes text.
  @Test(arguments: [
    ("=cmd|' /C calc'!A0.png", "'=cmd|' /C calc'!A0.png"), ("@SUM(1)", "'@SUM(1)"), ("+1+1", "'+1+1"),
    ("-2+3", "'-2+3"), ("-", "'-"), ("--1", "'--1"), ("=", "'="), ("\t=1", "'\t'=1"), ("-scan.png", "'-scan.png"),
    ("＝1+1", "'＝1+1"), ("＠SUM(1)", "'＠SUM(1)"), ("－1", "'－1"), ("-1e9", "'-1e9"), ("-1.2.3", "'-1.2.3"),
    // One that bears an apostrophe already stays another text than the one without.
    ("'=1", "''=1"), ("''=1", "'''=1"), ("=\u{301}1", "'=\u{301}1"),
    // Where a spreadsheet that separates by semicolons begins a cell.
    ("a;=1", "a;'=1"), ("a;-1", "a;'-1"), ("a\t@x", "a\t'@x"),
  ])
  func formulasAreText(_ value: String, _ written: String) {
    #expect(line(value) == written + "\r\n")
  }

  @Test func lineEndsAreQuotedAndHarmless() {
    #expect(line("\r=1") == "\"'\r'=1\"\r\n")
    #expect(line("a\n=1", "=1,2") == "\"a\n'=1\",\"'=1,2\"\r\n")
    #expect(line("=\"a\"") == "\"'=\"\"a\"\"\"\r\n")
  }

  @Test(arguments: [
    "", "0", "-3", "+7", "-0.5", "0.9876", "12", "a-b", "U01-H2", "1=1", "x@y", "scans/U01-H1/scan-1.png", "'a'",
    "blank",
    "5|4", "2026-11-26", "é", "Đạt",
  ])
  func everythingElseStays(_ value: String) {
    #expect(line(value) == value + "\r\n")
  }

  @Test func namesFromOutsideInEveryTable() throws {
    let name = "=cmd|' /C calc'!A0.png"
    let location = PageLocation(file: name, page: 1)
    let page = AssembledPage(
      location: location, sha256: "00", status: .review, form: "@SUM(1)", formPage: 1, unit: "+U", box: "-B",
      serial: "=S", answers: [])
    let discrepancy = Discrepancy(
      .notABallot, at: .opening(OpeningID(unit: "@U", box: "=B")), expected: -1, found: 2, sheets: [location])
    for table in [
      Tables.answers([page]), Tables.sheets([page]), Tables.reconciliation([discrepancy], Wording(.vi)),
      Tables.measurements([(location, PageReading(kind: .ballot))]),
    ] {
      for row in Array(table).dropFirst() {
        for cell in row.split(separator: ",") where cell.first.map({ "=+@-".contains($0) }) == true {
          #expect(Int(cell) != nil, "\(row)")
        }
      }
    }
    let rows = Array(Tables.sheets([page]))
    #expect(rows.last?.hasPrefix("'=cmd|' /C calc'!A0.png,1,1,") == true, "\(rows)")
    #expect(rows.last?.contains(",'@SUM(1),1,'+U,'-B,'=S,") == true)
  }
}
