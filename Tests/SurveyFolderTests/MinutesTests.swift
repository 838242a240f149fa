import Counting
import Foundation
import SurveyFolder
import Testing

@Suite("Minutes")
struct MinutesTests {
  static let survey = Survey(title: "A", forms: ["B"], units: [SurveyUnit(code: "U01", name: "Xã Cà Ná")])

  private func read(_ text: String, name: String = "a.yaml") throws -> MinutesFile {
    let folder = try TemporaryFolder()
    return try MinutesFile.read(try folder.write(text, to: name), survey: Self.survey)
  }

  @Test("the development set's minutes are read without a note", DevelopmentData.trait)
  func development() throws {
    let units = try UnitList.read(DevelopmentData.folder.appendingPathComponent("forms/units.json")).units
    let survey = Survey(title: "A", forms: ["B"], units: units)
    let layout = SurveyLayout(folder: DevelopmentData.folder)
    let all = MinutesFolder.read(in: layout, survey: survey)
    #expect(all.minutes.count == 8 && all.problems.isEmpty && all.notes.isEmpty)
    let first = try #require(all.minutes.first)
    #expect(first.file == "minutes/U01-H2.json")
    #expect(first.opening == OpeningID(unit: "U01", box: "H2"))
    #expect(first.ballotsInBox == 24 && first.sealExpected == "NP-631934" && first.sealFound == "NP-316758")
    #expect(first.startedAt == Moment(written: "26/11/2026 15:09"))
    #expect(first.participants.map(\.role) == ["truong_bo_phan", "giam_sat_mttq", "chung_kien"])
    #expect(first.handOver?.count == 24 && first.key?.person == "Lê Thị Hạnh")
    #expect(first.signaturesComplete == true && first.lockState == .intact)
  }

  @Test("every field of the schema")
  func full() throws {
    let file = try read(
      """
      schema: kiemphieu.minutes/1
      minutes_no: 05/BB-UBND
      minutes_id: BB-1
      period_id: 2026
      unit_id: U01
      box_id: 2
      opening_seq: 3
      supplement_of: BB-0
      place: UBND xã
      started_at: 26/11/2026 15:09
      ended_at: 2026-11-26T17:30:00+07:00
      participants: [{name: Lê Văn Cường, title: Cán bộ, org: UBND, role: chung_kien, signed: true}]
      lock_state: bat_thuong
      seal_no_expected: 0123
      seal_no_found: 0123
      seal_state: rach
      incident: {description: Rách, reported_to: Chủ tịch, reported_at: 26/11/2026 15:20, decision: Mở, by: Chủ tịch}
      ballots_received: 60
      ballots_issued: 50
      ballots_unused: 8
      ballots_spoiled_unissued: 2
      ballots_spoiled_returned: 1
      ballots_in_box: 47
      ballots_in_box_words: bốn mươi bảy
      foreign_items: 1
      hand_valid: 40
      hand_invalid: 5
      hand_blank: 2
      respondent_list_count: 47
      bundles: [{bundle_no: 1, count: 47}]
      handover: {to_person: Mai, to_org: Nội vụ, at: 26/11/2026 17:15, count: 46}
      ballots_kept: 1
      key: {holder: Hạnh, org: Văn phòng, at: 26/11/2026 17:20}
      reseal: {seal_no: 5, at: 26/11/2026 17:25, by: Mai}
      objections: [{by: Mai, text: Không, resolution: Không}]
      signatures_complete: no
      attachment: {path: bb.pdf, sha256: "00"}
      prepared_by: Cường
      prepared_at: 26/11/2026 17:25
      revision: 2
      prev_hash: "00"
      """)
    var expected = OpeningMinutes(file: "a.yaml", opening: OpeningID(unit: "U01", box: "2", opening: 3))
    func at(_ clock: String) -> Moment? { Moment(written: "26/11/2026 \(clock)") }
    expected.minutesNumber = "05/BB-UBND"
    expected.minutesID = "BB-1"
    expected.periodID = "2026"
    expected.supplementOf = "BB-0"
    expected.place = "UBND xã"
    expected.startedAt = at("15:09")
    expected.endedAt = at("17:30")
    expected.participants = [
      .init(name: "Lê Văn Cường", title: "Cán bộ", org: "UBND", role: "chung_kien", signed: true)
    ]
    expected.lockState = .init(rawValue: "bat_thuong")
    expected.sealExpected = "0123"
    expected.sealFound = "0123"
    expected.sealState = .init(rawValue: "rach")
    expected.incident = .init(
      description: "Rách", reportedTo: "Chủ tịch", reportedAt: at("15:20"), decision: "Mở", by: "Chủ tịch")
    expected.ballotsReceived = 60
    expected.ballotsIssued = 50
    expected.ballotsUnused = 8
    expected.ballotsSpoiledUnissued = 2
    expected.ballotsSpoiledReturned = 1
    expected.ballotsInBox = 47
    expected.ballotsInBoxWords = "bốn mươi bảy"
    expected.foreignItems = 1
    expected.handValid = 40
    expected.handInvalid = 5
    expected.handBlank = 2
    expected.respondentListCount = 47
    expected.bundles = [.init(number: "1", count: 47)]
    expected.handOver = .init(person: "Mai", org: "Nội vụ", at: at("17:15"), count: 46)
    expected.ballotsKept = 1
    expected.key = .init(person: "Hạnh", org: "Văn phòng", at: at("17:20"))
    expected.signaturesComplete = false
    expected.preparedBy = "Cường"
    expected.preparedAt = at("17:25")
    expected.revision = 2
    #expect(file.minutes == expected)
    #expect(file.notes.isEmpty)
  }

  @Test("errors name file, line, field and what was expected")
  func errors() throws {
    let head = "unit_id: U01\nbox_id: H1\n"
    let cases: [(String, Int?, String, FolderProblem)] = [
      ("box_id: H1", 1, "unit_id", .missing(.text)), ("unit_id: U01", 1, "box_id", .missing(.text)),
      ("unit_id: U10\nbox_id: H1", 1, "unit_id", .unlistedUnit(code: "U10", nearest: "U01")),
      (head + "schema: other/1", 3, "schema", .wrong(expected: .oneOf(["kiemphieu.minutes/1"]), found: "other/1")),
      (head + "ballots_in_box: -1", 3, "ballots_in_box", .wrong(expected: .integerFrom(0), found: "-1")),
      (head + "ballots_in_box: 12.5", 3, "ballots_in_box", .wrong(expected: .integerFrom(0), found: "12.5")),
      (head + "ballots_in_box: 1.200", 3, "ballots_in_box", .wrong(expected: .integerFrom(0), found: "1.200")),
      (head + "ballots_in_box: \"24\"", 3, "ballots_in_box", .quotedNumber("24")),
      (head + "ballots_in_box: hai mươi", 3, "ballots_in_box", .wrong(expected: .integerFrom(0), found: "hai mươi")),
      (
        head + "ballots_in_box: 99999999999999999999", 3, "ballots_in_box",
        .wrong(expected: .integerFrom(0), found: "99999999999999999999")
      ),
      (head + "opening_seq: 0", 3, "opening_seq", .wrong(expected: .integerFrom(1), found: "0")),
      (head + "lock_state: tot", 3, "lock_state", .wrong(expected: .oneOf(MinutesFile.lockStates), found: "tot")),
      (
        head + "participants: [{name: A, role: ke_toan}]", 3, "participants[0].role",
        .wrong(expected: .oneOf(MinutesFile.roles), found: "ke_toan")
      ),
      (head + "started_at: 31/11/2026 10:00", 3, "started_at", .wrong(expected: .moment, found: "31/11/2026 10:00")),
      (head + "signatures_complete: đủ", 3, "signatures_complete", .wrong(expected: .boolean, found: "đủ")),
      (head + "bundles: 5", 3, "bundles", .wrong(expected: .list, found: "5")),
      (head + "handover: Mai", 3, "handover", .wrong(expected: .fields, found: "Mai")),
      (head + "handover:\n  count: -4", 4, "handover.count", .wrong(expected: .integerFrom(0), found: "-4")),
    ]
    for (text, line, field, problem) in cases {
      #expect(throws: FolderError(file: "a.yaml", line: line, field: field, problem)) { try read(text) }
    }
  }

  @Test("an unknown field is a note with the nearest name")
  func unknown() throws {
    let file = try read("{\"unit_id\": \"U01\", \"box_id\": \"H1\", \"balots_in_box\": 5}", name: "a.json")
    #expect(file.minutes.ballotsInBox == nil)
    #expect(
      file.notes == [
        FolderError(
          file: "a.json", line: 1, field: "balots_in_box",
          .ignoredField(name: "balots_in_box", nearest: "ballots_in_box"))
      ])
  }

  @Test("a blank minutes file reads back with nothing filled in")
  func blank() throws {
    let opening = OpeningID(unit: "U01", box: "H1", opening: 2)
    let text = MinutesFile.blank(for: opening, unitName: "Xã Cà Ná", periodID: "2026")
    let file = try read(text)
    var expected = OpeningMinutes(file: "a.yaml", opening: opening)
    expected.minutesID = "BB-U01-H1-2"
    expected.periodID = "2026"
    expected.signaturesComplete = false
    expected.revision = 1
    #expect(file.minutes == expected)
    #expect(file.notes.isEmpty)
    for label in ["Số phiếu trong hòm", "Tình trạng niêm phong", "Bàn giao chìa khóa"] { #expect(text.contains(label)) }
  }

  @Test("one wrong file does not keep the others from being used")
  func folder() throws {
    let folder = try TemporaryFolder()
    func minutes(_ box: String, _ more: String = "") -> String { "unit_id: U01\nbox_id: \(box)\n\(more)" }
    try folder.write(minutes("H1"), to: "minutes/h1.yaml")
    try folder.write(minutes("H2", "ballots_in_box: -1"), to: "minutes/h2.yml")
    try folder.write("{", to: "minutes/h3.json")
    try folder.write(minutes("H4"), to: "minutes/h4-a.yaml")
    try folder.write(minutes("H4"), to: "minutes/h4-b.yaml")
    try folder.write(minutes("H5"), to: "minutes/h5-1.yaml")
    try folder.write(minutes("H5", "revision: 2"), to: "minutes/h5-2.yaml")
    try folder.write("x", to: "minutes/scan.pdf")
    try folder.write("x", to: "minutes/.h9.yaml")
    let all = MinutesFolder.read(in: SurveyLayout(folder: folder.url), survey: Self.survey)
    #expect(all.minutes.map(\.file) == ["minutes/h1.yaml", "minutes/h5-2.yaml"])
    #expect(all.problems.map(\.file) == ["minutes/h2.yml", "minutes/h3.json", "minutes/h4-b.yaml"])
    #expect(all.problems.last?.problem == .sameOpening(other: "minutes/h4-a.yaml"))
    // h3.json tells neither by its content nor by its name whose minutes it holds.
    #expect(all.unusable.map(\.opening.box) == ["H2", "H4"])
    #expect(all.unusable.first?.inVietnamese.hasPrefix("minutes/h2.yml, dòng 3, mục ballots_in_box: ") == true)
    #expect(all.notes.map(\.problem) == [.superseded(by: "minutes/h5-2.yaml")])
    let listing = MinutesListing(SurveyLayout(folder: folder.url), survey: Self.survey)
    #expect(listing.otherFiles == ["minutes/scan.pdf"])
  }
}
