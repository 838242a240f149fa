import Counting
import SurveyFolder
import Testing

@Suite("Records of the office")
struct RecordFileTests {
  private static let survey = Survey(title: "A", forms: ["B"], units: [SurveyUnit(code: "U01", name: "Xã Cà Ná")])
  private static let head = "schema: kiemphieu.record/1\nunit_id: U01\nbox_id: H1\n"

  private func read(_ files: [String: String]) throws -> (RecordsListing, RecordsFolder) {
    let folder = try TemporaryFolder()
    for (name, text) in files { try folder.write(text, to: "records/\(name)") }
    let listing = RecordsListing(SurveyLayout(folder: folder.url))
    return (listing, RecordsFolder(listing.written, survey: Self.survey))
  }

  private func at(_ text: String) throws -> Moment { try #require(Moment(written: text)) }

  @Test("the four kinds, YAML and JSON")
  func kinds() throws {
    let (_, folder) = try read([
      "a.yaml": Self.head + "kind: sealing\nsealed_at: 01/07/2026 07:30\nseal_no: 0123\nbox_empty: true\nby: Mai\n",
      "b.yml": Self.head
        + "kind: issue\nopening_seq: 2\nentries:\n  - {day: 01/07/2026, counter: Quầy 1, issued: 5}\n  - {day: 02/07/2026, issued: 0}\n",
      "c.json": """
      {"schema": "kiemphieu.record/1", "kind": "handover", "unit_id": "U01", "box_id": "H1",
       "to_person": "Hạnh", "to_org": "Phòng Nội vụ", "at": "2026-07-02T10:00", "count": 5}
      """,
      "d.yaml": Self.head
        + "kind: incident\ndescription: Tem rách\nreported_to: Thường trực UBND\nreported_at: 02/07/2026 08:00\ndecision: Mở\n",
    ])
    #expect(folder.problems.isEmpty && folder.notes.isEmpty)
    let box = OpeningID(unit: "U01", box: "H1")
    let july = Day(year: 2026, month: 7, day: 1)
    #expect(
      folder.records == [
        SurveyRecord(
          file: "records/a.yaml", opening: box,
          content: .sealing(.init(at: try at("01/07/2026 07:30"), number: "0123"))),
        SurveyRecord(
          file: "records/b.yml", opening: OpeningID(unit: "U01", box: "H1", opening: 2),
          content: .issue([
            .init(day: july, counter: "Quầy 1", count: 5), .init(day: Day(year: 2026, month: 7, day: 2), count: 0),
          ])),
        SurveyRecord(
          file: "records/c.json", opening: box,
          content: .handOver(.init(person: "Hạnh", org: "Phòng Nội vụ", at: try at("2026-07-02T10:00"), count: 5))),
        SurveyRecord(
          file: "records/d.yaml", opening: box,
          content: .incident(
            .init(
              description: "Tem rách", reportedTo: "Thường trực UBND", reportedAt: try at("02/07/2026 08:00"),
              decision: "Mở"))),
      ])
  }

  @Test("other papers are left alone")
  func others() throws {
    let (listing, folder) = try read([
      "so-phat-phieu.yaml": "ngay: 1\nso: [\n", "list.json": "{}", "bien-ban.pdf": "%PDF", "x.txt": Self.head,
    ])
    #expect(listing.written.isEmpty && listing.problems.isEmpty && folder.problems.isEmpty && folder.records.isEmpty)
    // A survey without the folder has none either.
    let empty = RecordsListing(SurveyLayout(folder: try TemporaryFolder().url))
    #expect(empty.written.isEmpty && empty.problems.isEmpty)
  }

  @Test("a wrong file is named and keeps no other from being used")
  func errors() throws {
    let good = Self.head + "kind: sealing\nsealed_at: 01/07/2026 07:30\n"
    let cases: [(String, Int, String, FolderProblem)] = [
      (
        Self.head + "kind: letter\n", 4, "kind",
        .wrong(expected: .oneOf(["sealing", "issue", "handover", "incident"]), found: "letter")
      ),
      (Self.head, 1, "kind", .missing(.oneOf(["sealing", "issue", "handover", "incident"]))),
      (Self.head + "kind: sealing\n", 1, "sealed_at", .missing(.moment)),
      (
        Self.head + "kind: sealing\nsealed_at: 01/07/2026\n", 5, "sealed_at",
        .wrong(expected: .moment, found: "01/07/2026")
      ),
      (Self.head + "kind: issue\nentries: []\n", 5, "entries", .wrong(expected: .filledList, found: "[]")),
      (
        Self.head + "kind: issue\nentries: [{day: 01/07/2026, issued: -1}]\n", 5, "entries[0].issued",
        .wrong(expected: .integerFrom(0), found: "-1")
      ),
      (Self.head + "kind: incident\ndescription: Rách\n", 1, "reported_to", .missing(.text)),
      (
        "schema: kiemphieu.record/1\nkind: sealing\nunit_id: U02\n", 3, "unit_id",
        .unlistedUnit(code: "U02", nearest: "U01")
      ),
      (
        "schema: kiemphieu.record/2\n", 1, "schema",
        .wrong(expected: .oneOf(["kiemphieu.record/1"]), found: "kiemphieu.record/2")
      ),
    ]
    for (text, line, field, problem) in cases {
      let (_, folder) = try read(["a.yaml": text, "b.yaml": good])
      #expect(folder.problems == [FolderError(file: "records/a.yaml", line: line, field: field, problem)], "\(text)")
      #expect(folder.records.map(\.file) == ["records/b.yaml"])
    }
    let (_, unknown) = try read(["a.yaml": good + "seal_number: 1\n"])
    #expect(unknown.records.count == 1)
    #expect(unknown.notes.map(\.field) == ["seal_number"])
  }
}
