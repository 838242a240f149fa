import Counting
import Foundation
import Testing

@testable import SurveyFolder

/// Lists of units as offices have them. The one of nine units and 470 ballots is the allocation of a district's plan of
/// 2023.
@Suite("Lists of units as offices have them")
struct OfficeListTests {
  static let units = [
    SurveyUnit(code: "U01", name: "Bộ phận “Một cửa” huyện", allocated: 70),
    SurveyUnit(code: "U02", name: "Xã Phước Nam", allocated: 50),
    SurveyUnit(code: "U03", name: "Xã Phước Ninh", allocated: 50),
    SurveyUnit(code: "U04", name: "Xã Phước Minh", allocated: 50),
    SurveyUnit(code: "U05", name: "Xã Cà Ná", allocated: 50),
    SurveyUnit(code: "U06", name: "Xã Phước Diêm", allocated: 50),
    SurveyUnit(code: "U07", name: "Xã Phước Dinh", allocated: 50),
    SurveyUnit(code: "U08", name: "Xã Nhị Hà", allocated: 50),
    SurveyUnit(code: "U09", name: "Xã Phước Hà", allocated: 50),
  ]

  /// The allocation with a separator between cells, below a title with other signs in it.
  static func allocation(_ separator: String, total: String = "470", title: Bool = true) -> String {
    var rows = [["Stt", "Tên đơn vị", "Số lượng phiếu", "Ghi chú"]]
    for (place, unit) in units.enumerated() {
      rows.append(["0\(place + 1)", unit.name, "\(unit.allocated ?? 0)", ""])
    }
    rows.append(["", "Tổng:", total, ""])
    let heading = "PHỤ LỤC\r\nPHÂN BỔ PHIẾU KHẢO SÁT, NĂM 2023\r\n(Ban hành kèm theo Kế hoạch, ngày /6/2023)\r\n\r\n"
    return (title ? heading : "") + rows.map { $0.joined(separator: separator) + "\r\n" }.joined()
  }

  private func read(_ text: String, _ known: [SurveyUnit] = []) throws -> OfficeList {
    try Self.read(Data(text.utf8), known)
  }

  static func read(_ bytes: Data, _ known: [SurveyUnit] = []) throws -> OfficeList {
    let folder = try TemporaryFolder()
    let file = folder.url.appendingPathComponent("ds.csv")
    try bytes.write(to: file)
    return try OfficeList.read(file, keepingCodesOf: known)
  }

  // MARK: Text

  @Test("any separator, composed or not, with or without a byte order mark, UTF-8 or UTF-16")
  func encodings() throws {
    var files: [Data] = []
    for separator in [";", ",", "\t"] {
      let text = Self.allocation(separator, title: separator != ",")
      files += [Data(text.utf8), Data(text.decomposedStringWithCanonicalMapping.utf8), Data("\u{FEFF}\(text)".utf8)]
      files.append(Data(text.replacing("\r\n", with: "\n").utf8))
    }
    let wide = Array(Self.allocation("\t").utf16)
    files.append(Data([0xFF, 0xFE] + wide.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }))
    files.append(Data([0xFE, 0xFF] + wide.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }))
    for file in files {
      let list = try Self.read(file)
      #expect(list.units == Self.units)
      #expect(list.units[1].name.unicodeScalars.count == "Xã Phước Nam".unicodeScalars.count)
      #expect(list.statedTotal == 470 && list.wrongTotals.isEmpty && list.encoding == nil)
      #expect(list.notes.isEmpty, "\(list.notes)")
    }
  }

  @Test("text that is cut within a character of UTF-16, and Western letters that are no legacy encoding, are refused")
  func refusedText() throws {
    #expect(throws: FolderError(file: "ds.csv", .malformed("invalid UTF-16"))) {
      try Self.read(Data([0xFF, 0xFE, 0x54, 0x00, 0x65]))
    }
    let western = try #require("Stt;Tên don vi;So phieu\n1;Xã Cà Ná;5\n".data(using: .isoLatin1))
    #expect(throws: FolderError(file: "ds.csv", line: 1, .notUTF8)) { try Self.read(western) }
    #expect(throws: FolderError(file: "ds.csv", .emptyFile)) { try Self.read(Data()) }
  }

  // MARK: Headings

  @Test(
    "headings in any order, with or without tone marks, in both languages",
    arguments: [
      "Số phiếu;Ghi chú;TT;Đơn vị\n70;x;1;A\n50;;2;B\n", "SO LUONG PHIEU;TEN DON VI\n70;A\n50;B\n",
      "Số lượng phiếu (tờ);Xã, phường\n70;A\n50;B\n", "unit name;allocated\nA;70\nB;50\n",
      "STT;Cơ quan, đơn vị;Phân bổ\n(1);(2);(3)\n1;A;70\n2;B;50\n",
      "A;B;C\nSTT;Đơn vị;Phân bổ\nA;B;1\n1;A;70\n2;B;50\n",
      "TT;Tên đơn vị;Số phiếu\n1;A;70\nTT;Tên đơn vị;Số phiếu\n2;B;50\n3;;\n",
    ])
  func headings(text: String) throws {
    let list = try read(text)
    #expect(
      list.units == [
        SurveyUnit(code: "U01", name: "A", allocated: 70), SurveyUnit(code: "U02", name: "B", allocated: 50),
      ])
    #expect(list.notes.isEmpty, "\(list.notes)")
  }

  @Test("columns that mean nothing are told, columns of one meaning refused")
  func otherColumns() throws {
    let list = try read("Đơn vị;Số phiếu;Điện thoại\nA;5;0123\n")
    #expect(
      list.notes == [
        FolderError(file: "ds.csv", line: 1, field: "Điện thoại", .ignoredField(name: "Điện thoại", nearest: nil))
      ])
    #expect(throws: FolderError(file: "ds.csv", line: 1, field: "Tên đơn vị", .conflict(with: "Đơn vị"))) {
      try read("Đơn vị;Tên đơn vị;Số phiếu\nA;B;5\n")
    }
    #expect(throws: FolderError(file: "ds.csv", .noHeadings)) { try read("Xã Cà Ná;5\n") }
    #expect(throws: FolderError(file: "ds.csv", line: 2, .malformed("a quote that is not closed"))) {
      try read("Stt;Tên đơn vị;Số phiếu\n1;\"A;5\n")
    }
  }

  // MARK: Numbers and sums

  @Test("numbers as offices write them")
  func numbers() throws {
    let cases: [(String, Int)] = [
      ("50", 50), ("5.000", 5000), ("50,0", 50), ("50,00", 50), ("1.250,00", 1250), ("1.250,000", 1250),
      ("1 000", 1000), ("1\u{A0}000", 1000), ("0", 0),
    ]
    for (text, number) in cases { #expect(try read("Đơn vị;Số phiếu\nA;\(text)\n").units[0].allocated == number) }
    for text in ["12,5", "5,000", "12.5", "50.0", "-3", "1e3", "5 phiếu", "1,2,3", "50,", "²", "99999999999"] {
      #expect(
        throws: FolderError(
          file: "ds.csv", line: 2, field: "Số phiếu", .wrong(expected: .integerFrom(0), found: text))
      ) { try read("Đơn vị;Số phiếu\nA;\(text)\n") }
    }
  }

  @Test("a row without a number stays, and is told")
  func withoutNumber() throws {
    let list = try read("Đơn vị;Số phiếu\nA;5\nB;\n")
    #expect(list.units[1] == SurveyUnit(code: "U02", name: "B"))
    #expect(list.notes == [FolderError(file: "ds.csv", line: 3, .noNumber("B"))])
    #expect(try read("Đơn vị\nA\nB\n").notes.isEmpty)
    #expect(throws: FolderError(file: "ds.csv", line: 2, field: "Đơn vị", .missing(.text))) {
      try read("Đơn vị;Số phiếu\n;5\nA;6\n")
    }
  }

  @Test("a stated sum is held against the rows", arguments: ["Tổng:", "Tổng cộng", "Cộng", "TỔNG CỘNG (9 đơn vị)"])
  func total(word: String) throws {
    let right = try read(Self.allocation(";").replacing("Tổng:", with: word))
    #expect(right.totals == [OfficeList.Total(line: 15, stated: 470, sum: 470)])
    let wrong = try read(Self.allocation(";", total: "480").replacing("Tổng:", with: word))
    #expect(wrong.wrongTotals == [OfficeList.Total(line: 15, stated: 480, sum: 470)])
    #expect(wrong.units == Self.units)
  }

  @Test("sums of parts, and a sum above the rows")
  func partSums() throws {
    let parts = try read("Đơn vị;Số phiếu\nA;5\nB;6\nCộng;11\nC;7\nCộng;8\nTổng cộng;18\n")
    #expect(parts.units.count == 3 && parts.statedTotal == 18)
    #expect(parts.wrongTotals == [OfficeList.Total(line: 6, stated: 8, sum: 7)])
    let above = try read("Đơn vị;Số phiếu\nTổng số;11\nA;5\nB;6\nC;\n")
    #expect(above.totals == [OfficeList.Total(line: 2, stated: 11, sum: 11)])
    #expect(above.units.count == 3)
    #expect(
      throws: FolderError(file: "ds.csv", line: 3, field: "Số phiếu", .wrong(expected: .integerFrom(0), found: "x"))
    ) {
      try read("Đơn vị;Số phiếu\nA;5\nTổng;x\n")
    }
  }

  @Test("who signs below the sum is no unit, and told; a unit below it is one")
  func belowTotal() throws {
    let list = try read("Stt;Đơn vị;Số phiếu\n1;A;5\n;Tổng;5\n;;CHỦ TỊCH\n;Người lập;\n2;B;6\n")
    #expect(list.units.map(\.name) == ["A", "B"])
    #expect(
      list.notes == [
        FolderError(file: "ds.csv", line: 4, .rowBelowTotal("CHỦ TỊCH")),
        FolderError(file: "ds.csv", line: 5, .rowBelowTotal("Người lập")),
      ])
    #expect(list.wrongTotals == [OfficeList.Total(line: 3, stated: 5, sum: 11)])
  }

  @Test("a separator within a name shifts its row, which is refused")
  func shiftedRow() throws {
    #expect(throws: FolderError(file: "ds.csv", line: 2, .extraCells(found: 3, columns: 2))) {
      try read("Đơn vị,Số phiếu\nXã A,5,huyện B\n")
    }
  }

  // MARK: Names and codes

  @Test("two rows with one name are told, however it is spelt")
  func sharedNames() throws {
    let list = try read("Đơn vị;Số phiếu\nXã Hòa Bình;5\nxã  Hoà Bình;6\n")
    #expect(list.units.map(\.code) == ["U01", "U02"])
    #expect(list.notes == [FolderError(file: "ds.csv", line: 3, .duplicate(value: "xã Hoà Bình", first: "2"))])
  }

  @Test("codes of the list are taken as they are")
  func codes() throws {
    #expect(try read("Mã đơn vị;Tên;Số phiếu\nX1;A;5\n02;B;6\n").units.map(\.code) == ["X1", "02"])
    let cases: [(String, Int, FolderProblem)] = [
      ("X1;A\nx1;B", 3, .duplicate(value: "x1", first: "2")), (";A", 2, .missing(.name)),
      ("a/b;A", 2, .wrong(expected: .name, found: "a/b")),
    ]
    for (rows, line, problem) in cases {
      #expect(throws: FolderError(file: "ds.csv", line: line, field: "Mã", problem)) { try read("Mã;Tên\n\(rows)\n") }
    }
  }

  @Test("made codes follow the list's order; units that are known keep theirs, and none is given twice")
  func madeCodes() throws {
    let many = try read("Đơn vị\n" + (1...101).map { "Xã số \($0)\n" }.joined())
    #expect(many.units.map(\.code).prefix(2) == ["U01", "U02"] && many.units.last?.code == "U101")
    let known = [SurveyUnit(code: "U01", name: "Xã Hoà Bình"), SurveyUnit(code: "VP", name: "Xã Cũ")]
    let list = try read("Đơn vị\nXã Mới\nXã Hòa Bình\nXã cũ\nXã Hòa Bình\n", known)
    #expect(list.units.map(\.code) == ["U02", "U01", "VP", "U03"])
  }

  @Test("what is written is read as the same units")
  func written() throws {
    let units =
      Self.units + [
        SurveyUnit(code: "X", name: "A, \"B\"; C"), SurveyUnit(code: "Y", name: "=1+1", allocated: 5000),
        SurveyUnit(code: "Z", name: "\"\u{301}x"),
      ]
    let folder = try TemporaryFolder()
    let file = try folder.write(UnitList.text(of: units), to: "units.csv")
    #expect(try UnitList.read(file).units == units)
  }

  @Test("a survey wants lasting codes: it names the command for a list that has none")
  func inSurvey() throws {
    for name in ["ds.csv", "ds.xlsx"] {
      let folder = try TemporaryFolder()
      try folder.write("title: A\nform: B\nunits: \(name)", to: "survey.yaml")
      try folder.write(Self.allocation(";", title: false), to: name)
      #expect(throws: FolderError(file: name, line: name == "ds.csv" ? 1 : nil, .officeList)) {
        try SurveyFile.read(in: folder.url)
      }
    }
  }
}
