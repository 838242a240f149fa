import Counting
import Foundation
import SurveyFolder
import Testing

@Suite("Units as a dated tree")
struct UnitTreeTests {
  private func read(_ text: String, _ list: String? = nil, name: String = "units.csv") throws -> SurveyFile {
    let folder = try TemporaryFolder()
    try folder.write("title: A\nform: B\n" + text, to: "survey.yaml")
    if let list { try folder.write(list, to: name) }
    return try SurveyFile.read(in: folder.url)
  }

  private static let units = [
    SurveyUnit(code: "X1", name: "Xã Một", kind: "xã", validTo: Day(year: 2025, month: 6, day: 30)),
    SurveyUnit(code: "X2", name: "Xã Hai", kind: "xã", validTo: Day(year: 2025, month: 6, day: 30)),
    SurveyUnit(
      code: "P", name: "Phường", kind: "phường", allocated: 50, transactions: 1200,
      validFrom: Day(year: 2025, month: 7, day: 1), predecessors: ["X1", "X2"], stratum: "II"),
    SurveyUnit(code: "Q1", name: "Quầy 1", kind: "quầy", parent: "P"),
  ]

  private static let csv = """
    code,name,allocated,kind,parent,transactions,valid_from,valid_to,predecessors,class
    X1,Xã Một,,xã,,,,30/06/2025,,
    X2,Xã Hai,,xã,,,,2025-06-30,,
    P,Phường,50,phường,,1.200,01/07/2025,,X1 | X2,II
    Q1,Quầy 1,,quầy,P,,,,,
    """

  @Test("in place, in a CSV and in JSON they are the same")
  func kinds() throws {
    let places = """
      units:
        - {code: X1, name: Xã Một, kind: xã, valid_to: 30/06/2025}
        - {code: X2, name: Xã Hai, kind: xã, valid_to: 30/06/2025}
        - {code: P, name: Phường, kind: phường, allocated: 50, transactions: 1200, valid_from: 01/07/2025,
           predecessors: [X1, X2], class: II}
        - {code: Q1, name: Quầy 1, kind: quầy, parent: P}
      """
    #expect(try read(places).survey.units == Self.units)
    let listed = try read("units: units.csv", Self.csv)
    #expect(listed.survey.units == Self.units && listed.notes.isEmpty)
    let json = """
      {"units": [{"code": "X1", "name": "Xã Một", "kind": "xã", "valid_to": "2025-06-30"},
        {"code": "X2", "name": "Xã Hai", "kind": "xã", "valid_to": "2025-06-30"},
        {"code": "P", "name": "Phường", "kind": "phường", "allocated": 50, "transactions": 1200,
         "valid_from": "2025-07-01", "predecessors": ["X1", "X2"], "class": "II"},
        {"code": "Q1", "name": "Quầy 1", "kind": "quầy", "parent": "P"}]}
      """
    #expect(try read("units: units.json", json, name: "units.json").survey.units == Self.units)
  }

  @Test("what is written is what was read")
  func written() throws {
    #expect(try read("units: units.csv", UnitList.text(of: Self.units)).survey.units == Self.units)
    // Columns that hold nothing are not written: the list of allocated ballots stays as it was.
    #expect(
      UnitList.text(of: [SurveyUnit(code: "U01", name: "Xã", allocated: 5)]) == "code,name,allocated\r\nU01,Xã,5\r\n")
    let survey = Survey(title: "A", forms: ["B"], units: Self.units)
    let folder = try TemporaryFolder()
    try folder.write(SurveyFile.text(of: survey), to: "survey.yaml")
    #expect(try SurveyFile.read(in: folder.url).survey == survey)
  }

  @Test("units that are no tree, or not there in the period, are named with their field")
  func errors() throws {
    let cases: [(String, String, FolderProblem)] = [
      ("units: [{code: A, parent: B}]", "units[0].parent", .unlistedUnit(code: "B", nearest: "A")),
      ("units: [{code: U01}, {code: B, parent: U02}]", "units[1].parent", .unlistedUnit(code: "U02", nearest: "U01")),
      ("units: [{code: A, predecessors: [B]}]", "units[0].predecessors", .unlistedUnit(code: "B", nearest: "A")),
      ("units: [{code: A, parent: A}]", "units[0].parent", .circle(["A", "A"])),
      (
        "units: [{code: A, parent: B}, {code: B, parent: C}, {code: C, parent: A}]", "units[0].parent",
        .circle(["A", "B", "C", "A"])
      ),
      (
        "units: [{code: A, predecessors: [B]}, {code: B, predecessors: [A]}]", "units[0].predecessors",
        .circle(["A", "B", "A"])
      ),
      (
        "units: [{code: A, valid_from: 02/07/2025, valid_to: 01/07/2025}]", "units[0].valid_to",
        .reversed(from: "2025-07-02", to: "2025-07-01")
      ),
      (
        "period: {from: 01/07/2025, to: 30/09/2025}\nunits: [{code: A, valid_to: 30/06/2025}]", "units[0].valid_to",
        .notInPeriod(from: "2025-07-01", to: "2025-09-30")
      ),
      (
        "period: {from: 01/07/2025, to: 30/09/2025}\nunits: [{code: A, valid_from: 01/10/2025}]", "units[0].valid_from",
        .notInPeriod(from: "2025-07-01", to: "2025-09-30")
      ),
      (
        "sample_scheme: binh-dinh-2023\nunits: [{code: A, class: IV}]", "units[0].class",
        .wrong(expected: .oneOf(["I", "II", "III"]), found: "IV")
      ),
    ]
    for (text, field, problem) in cases {
      let error = #expect(throws: FolderError.self, "\(text)") { try read(text) }
      #expect(error?.field == field && error?.problem == problem, "\(text): \(String(describing: error))")
      #expect(error?.line == (text.contains("\n") ? 4 : 3))
    }
    let error = #expect(throws: FolderError.self) { try read("units: units.csv", "code,parent\nA,\nB,C\n") }
    #expect(error == FolderError(file: "units.csv", line: 3, field: "parent", .unlistedUnit(code: "C", nearest: "A")))
    #expect(error?.sentence(vietnamese: true).isEmpty == false)
  }

  @Test("a unit of before the period may stand for the one that was made of it")
  func former() throws {
    let survey = try read("period: {from: 01/07/2025, to: 30/09/2025}\nunits: units.csv", Self.csv).survey
    #expect(survey.units.map { $0.isValid(in: survey.period) } == [false, false, true, true])
    #expect(survey.children(of: "P").map(\.code) == ["Q1"])
  }
}
