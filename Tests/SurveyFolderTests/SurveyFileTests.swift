import Counting
import Foundation
import SurveyFolder
import Testing

@Suite("survey.yaml")
struct SurveyFileTests {
  private func read(_ text: String, _ others: [String: String] = [:]) throws -> SurveyFile {
    let folder = try TemporaryFolder()
    try folder.write(text, to: "survey.yaml")
    for (path, content) in others { try folder.write(content, to: path) }
    return try SurveyFile.read(in: folder.url)
  }

  @Test("two lines are enough")
  func short() throws {
    let survey = try read("title: Khảo sát phường Vạn Phúc\nform: phuong-8-cau\n").survey
    #expect(survey == Survey(title: "Khảo sát phường Vạn Phúc", forms: ["phuong-8-cau"], units: []))
  }

  @Test("every field")
  func full() throws {
    let survey = try read(
      """
      title: "Kha\u{309}o sa\u{301}t"
      forms: [phuong-8-cau, forms/mau.json]
      period: {id: "2026", from: 01/10/2026, to: 2026-11-30, deadline: 5/12/2026}
      units:
        - {code: U01, name: Hoà Thành, allocated: 70}
        - {code: 002}
      allocated_total: 470
      marks: {double: adjudicate, minimum_confidence: 0.8, minimum_answered: 3}
      index: sipas
      """
    ).survey
    let expected = Survey(
      title: "Khảo sát",
      period: Period(
        id: "2026", from: Day(year: 2026, month: 10, day: 1), to: Day(year: 2026, month: 11, day: 30),
        deadline: Day(year: 2026, month: 12, day: 5)), forms: ["phuong-8-cau", "forms/mau.json"],
      units: [
        SurveyUnit(code: "U01", name: "Hoà Thành", allocated: 70), SurveyUnit(code: "002", name: "002"),
      ], statedAllocation: 470,
      policy: MarkPolicy(doubleMark: .adjudicate, minimumConfidence: 0.8, minimumAnswered: 3), index: "sipas")
    #expect(survey == expected)
    #expect(survey.title.unicodeScalars.count == 8)
  }

  @Test("errors name file, line, field and what was expected")
  func errors() throws {
    let head = "title: A\nform: B\n"
    let cases: [(String, Int?, String, FolderProblem)] = [
      ("form: B", 1, "title", .missing(.text)), ("title: A", 1, "forms", .missing(.filledList)),
      ("title: A\nforms: []", 2, "forms", .wrong(expected: .filledList, found: "[]")),
      ("title: A\nforms: [B, B]", 2, "forms[1]", .duplicate(value: "B", first: "forms[0]")),
      (head + "forms: [C]", 2, "form", .conflict(with: "forms")),
      (head + "unit: []", 3, "unit", .unknownField(name: "unit", nearest: "units")),
      (head + "xyzzy: 1", 3, "xyzzy", .unknownField(name: "xyzzy", nearest: nil)),
      (head + "marks:\n  duoble: invalid", 4, "marks.duoble", .unknownField(name: "duoble", nearest: "double")),
      (
        head + "marks: {double: first}", 3, "marks.double",
        .wrong(expected: .oneOf(["adjudicate", "invalid"]), found: "first")
      ),
      (
        head + "marks: {minimum_confidence: 80}", 3, "marks.minimum_confidence",
        .wrong(expected: .number(from: 0, to: 1), found: "80")
      ),
      (head + "period: {from: 30/02/2026}", 3, "period.from", .wrong(expected: .day, found: "30/02/2026")),
      (head + "period: {from: 11/26/2026}", 3, "period.from", .wrong(expected: .day, found: "11/26/2026")),
      (
        head + "period: {from: 02/03/2026, to: 01/03/2026}", 3, "period.to",
        .reversed(from: "02/03/2026", to: "01/03/2026")
      ),
      (head + "units: [{code: A}, {code: A}]", 3, "units[1].code", .duplicate(value: "A", first: "units[0].code")),
      (
        head + "units: [{code: A, alocated: 5}]", 3, "units[0].alocated",
        .unknownField(name: "alocated", nearest: "allocated")
      ),
      (
        head + "units: [{code: A, allocated: -5}]", 3, "units[0].allocated",
        .wrong(expected: .integerFrom(0), found: "-5")
      ),
      (head + "units: [{code: A/B}]", 3, "units[0].code", .wrong(expected: .name, found: "A/B")),
      (head + "units: ../units.csv", 3, "units", .pathOutside("../units.csv")),
      (head + "people: []", 3, "people", .wrong(expected: .filledList, found: "[]")),
      (
        head + "people: [{name: Nguyễn Văn An, role: operator}, {name: \"nguyễn văn  an.\", role: adjudicator}]", 3,
        "people[1].name", .samePerson("nguyễn văn  an.", as: "Nguyễn Văn An")
      ),
      (head + "people: [{name: \"...\", role: operator}]", 3, "people[0].name", .wrong(expected: .text, found: "...")),
    ]
    for (text, line, field, problem) in cases {
      #expect(throws: FolderError(file: "survey.yaml", line: line, field: field, problem)) { try read(text) }
    }
    #expect(throws: FolderError(file: "survey.yaml", line: 3, field: "units", .fileNotFound("units.csv"))) {
      try read(head + "units: units.csv")
    }
  }

  @Test(
    "unit lists as offices write them",
    arguments: [
      "code,name,allocated\nU01,Xã Cà Ná,50\nU02,\"Bộ phận \"\"Một cửa\"\", huyện\",1.470\n",
      "\u{FEFF}code;name;allocated\r\nU01;Xã Cà Ná;50\r\nU02;\"Bộ phận \"\"Một cửa\"\", huyện\";1.470\r\n",
      "sep=;\r\nallocated;code;name;note\r\n\r\n50;U01;Xa\u{303} Cà Ná;\r\n1470;U02;\"Bộ phận \"\"Một cửa\"\", huyện\";x",
      "Code\tName\tAllocated\nU01\t Xã Cà Ná \t50\nU02\t\"Bộ phận \"\"Một cửa\"\", huyện\"\t1470",
    ])
  func lists(text: String) throws {
    let file = try read("title: A\nform: B\nunits: units.csv", ["units.csv": text])
    #expect(
      file.survey.units == [
        SurveyUnit(code: "U01", name: "Xã Cà Ná", allocated: 50),
        SurveyUnit(code: "U02", name: "Bộ phận \"Một cửa\", huyện", allocated: 1470),
      ])
    #expect(file.notes.count == (text.contains("note") ? 1 : 0))
  }

  @Test("unit lists that are wrong")
  func wrongLists() throws {
    let cases: [(String, Int?, String?, FolderProblem)] = [
      ("", nil, nil, .emptyFile), ("code\n", nil, nil, .emptyFile),
      ("name,allocated\nA,1", 1, "code", .missing(.oneOf(["code", "name", "allocated"]))),
      ("code,name\nU1,A\nU1,B", 3, "code", .duplicate(value: "U1", first: "2")),
      ("code,name\nU1,A\nu1,B", 3, "code", .duplicate(value: "u1", first: "2")),
      ("code,name,code\nU1,A,U2", 1, "code", .duplicate(value: "code", first: "1")),
      ("code,name\nU1,A\nCode,Name\nU2,B", 3, nil, .repeatedHeader(line: 1)),
      ("code,name\nU1,Xã A, huyện B", 2, nil, .extraCells(found: 3, columns: 2)),
      ("code,name\n,A", 2, "code", .missing(.name)),
      ("code,allocated\nU1,12.5", 2, "allocated", .wrong(expected: .integerFrom(0), found: "12.5")),
      ("code,allocated\nU1,-3", 2, "allocated", .wrong(expected: .integerFrom(0), found: "-3")),
      ("code,name\nU1,\"A\nU2,B", 2, nil, .malformed("a quote that is not closed")),
      ("code,name\nU1,\"A\"b", 2, nil, .malformed("text after a closing quote")),
    ]
    for (text, line, field, problem) in cases {
      #expect(throws: FolderError(file: "units.csv", line: line, field: field, problem)) {
        try read("title: A\nform: B\nunits: units.csv", ["units.csv": text])
      }
    }
  }

  /// Sums of what files state are numbers, too.
  @Test(
    "numbers beyond all counting", arguments: ["9223372036854775807", "1000000001", "-9223372036854775808"])
  func hugeNumbers(_ number: String) throws {
    let units = "title: x\nform: f\nunits:\n  - {code: U01, allocated: \(number)}\n"
    let error = #expect(throws: FolderError.self) { try read(units) }
    #expect(error?.field == "units[0].allocated")
    let list = #expect(throws: FolderError.self) {
      try read("title: x\nform: f\nunits: units.csv\n", ["units.csv": "code,allocated\nU01,\(number)\n"])
    }
    #expect(list?.line == 2 && list?.field == "allocated")
    #expect(throws: FolderError.self) { try read("title: x\nform: f\nallocated_total: \(number)\n") }
  }

  @Test("two units with one name are worth a note, however they are spelt")
  func sharedNames() throws {
    let file = try read("title: A\nform: B\nunits: [{code: A, name: Xã Hòa Bình}, {code: B, name: xã  Hoà Bình}]")
    #expect(
      file.notes == [FolderError(file: "survey.yaml", field: "B", .duplicate(value: "xã  Hoà Bình", first: "A"))])
  }

  @Test("the development set's units", DevelopmentData.trait)
  func developmentUnits() throws {
    let list = try UnitList.read(DevelopmentData.folder.appendingPathComponent("forms/units.json"))
    #expect(list.units.count == 9)
    #expect(list.units.compactMap(\.allocated).reduce(0, +) == 470)
    #expect(list.notes.isEmpty)
  }
}

@Suite("Dates and names")
struct DatesAndNamesTests {
  @Test("days that exist")
  func days() {
    let day = Day(year: 2026, month: 3, day: 5)
    for text in ["2026-03-05", "05/03/2026", "5/3/2026"] { #expect(Day(written: text) == day) }
    for text in [
      "2026-02-29", "29/02/2026", "31/04/2026", "00/01/2026", "01/13/2026", "5/3/26", "2026/03/05", "2026-3-5", "",
      "5-3-2026", "٥/3/2026", "5/3/2026 ", "+5/3/2026", "29/02/1900",
    ] { #expect(Day(written: text) == nil) }
    #expect(Day(written: "29/02/2028") != nil)
    #expect(Day(written: "29/02/2000") != nil)
  }

  @Test("moments that exist")
  func moments() {
    let moment = Moment(day: Day(year: 2026, month: 11, day: 26), hour: 15, minute: 9)
    for text in [
      "2026-11-26T15:09", "2026-11-26 15:09", "26/11/2026 15:09", "2026-11-26T15:09:30", "2026-11-26T15:09:30.25Z",
      "2026-11-26T15:09+07:00", "2026-11-26T15:09:00-0700", "26/11/2026  15:09",
    ] { #expect(Moment(written: text) == moment) }
    for text in [
      "2026-11-26", "15:09", "26/11/2026 24:00", "26/11/2026 15:60", "26/11/2026 15h09", "2026-11-26T15",
      "2026-11-26T15:09+7", "2026-11-26T15:09:61", "26/11/2026 15:9", "31/11/2026 10:00", "T15:09",
    ] { #expect(Moment(written: text) == nil) }
  }

  @Test("a name in two spellings has one key")
  func keys() {
    for (a, b) in [
      ("Hòa Thành", "Hoà Thành"), ("Hương Thủy", "Hương Thuỷ"), ("Vạn Phúc", "Va\u{323}n Phu\u{301}c"),
      ("Phường  Vạn Phúc ", "phường vạn phúc"), ("KHOẺ", "khỏe"), ("Quý", "Qúy"), ("Đà Nẵng", "đà nẵng"),
      ("Ngoã, Hoà", "Ngõa, Hòa"),
    ] { #expect(VietnameseName.same(a, b), "\(a) \(b)") }
    for (a, b) in [
      ("Hòa", "Hóa"), ("Hoa", "Hòa"), ("Đông", "Dông"), ("Ân", "An"), ("Tân An", "Tần An"), ("Cà Ná", "Cá Nà"),
    ] { #expect(!VietnameseName.same(a, b), "\(a) \(b)") }
  }
}
