import Ballots
import Counting
import Testing
import Wording

/// Papers of the office beside the minutes, held against them.
@Suite("Records")
struct RecordTests {
  private static let opening = Samples.opening

  private static func record(
    _ content: SurveyRecord.Content, of opening: OpeningID = opening, file: String = "records/a.yaml"
  ) -> SurveyRecord {
    SurveyRecord(file: file, opening: opening, content: content)
  }

  private static func sealing(
    _ number: String?, day: Int = 1, hour: Int = 7, of opening: OpeningID = opening
  ) -> SurveyRecord {
    let at = Moment(day: Day(year: 2026, month: 10, day: day), hour: hour, minute: 0)
    return record(.sealing(.init(at: at, number: number)), of: opening)
  }

  private func rows(
    _ records: [SurveyRecord], _ change: (inout OpeningMinutes) -> Void = { _ in }
  ) -> [Discrepancy] {
    let pages = Samples.assembled(ReconciliationTests.threeBallots)
    return Reconciliation(
      survey: ReconciliationTests.survey, pages: pages, tally: Tally(pages: pages, forms: Samples.forms),
      minutes: [ReconciliationTests.minutes(change)], records: RecordBook(records)
    ).discrepancies()
  }

  @Test("the seal that is found is the one that was put on: S02") func seals() throws {
    #expect(rows([Self.sealing("np-1")]).isEmpty)
    let other = try #require(rows([Self.sealing("NP-9")]).first)
    #expect(other.code == .sealNumber && other.parameters[.expected] == "NP-9" && other.parameters[.found] == "NP-1")
    #expect(Wording(.vi).advice(other).message.hasSuffix("Theo records/a.yaml."))
    #expect(Wording(.en).advice(other).message.hasSuffix("By records/a.yaml."))
    // Minutes that contradict themselves are one row.
    #expect(rows([Self.sealing("NP-9")]) { $0.sealExpected = "NP-2" }.map(\.code) == [.sealNumber])
    // The record tells what the minutes leave out.
    #expect(
      rows([Self.sealing("NP-9")]) { $0.sealExpected = nil }.map(\.code) == [.sealNumber])
    #expect(rows([Self.sealing(nil)]).isEmpty)
    // Of a seal that was renewed the last one is found.
    #expect(rows([Self.sealing("NP-1", day: 2), Self.sealing("NP-0", day: 1)]).isEmpty)
    #expect(rows([Self.sealing("NP-1", day: 1), Self.sealing("NP-0", day: 2)]).map(\.code) == [.sealNumber])
  }

  @Test("sealed before it was opened, and sealed at all where others are: S04") func sealingRecords() throws {
    let box2 = OpeningID(unit: "U01", box: "H2")
    #expect(rows([Self.sealing("NP-7", of: box2)]).map(\.code) == [.sealingRecordMissing])
    #expect(rows([Self.record(.issue([]), of: box2)]).isEmpty)
    // The minutes' opening began on 19 October at 8:00.
    #expect(rows([Self.sealing("NP-1", day: 19, hour: 8)]).isEmpty)
    let late = try #require(rows([Self.sealing("NP-1", day: 19, hour: 9)]).first)
    #expect(late.code == .sealingRecordMissing && late.severity == .error)
    #expect(
      Wording(.vi).advice(late).message
        == "Biên bản niêm phong ghi sau khi mở hòm (19/10/2026). Theo records/a.yaml.")
    // The seal of a second opening may stand in the minutes of the first.
    let book = RecordBook([Self.sealing("NP-1")])
    #expect(!book.records(of: OpeningID(unit: "U01", box: "H1", opening: 2)).lacksSealing)
    #expect(book.installed == [BoxID(unit: "U01", box: "H1"): Day(year: 2026, month: 10, day: 1)])
  }

  @Test("the log of ballots handed out: C15, C05") func issueLog() {
    func log(_ counts: [Int]) -> [SurveyRecord] {
      counts.map { Self.record(.issue([.init(day: Day(year: 2026, month: 10, day: 5), counter: "1", count: $0)])) }
    }
    func figures(_ minutes: inout OpeningMinutes) {
      minutes.ballotsReceived = 5
      minutes.ballotsIssued = 4
      minutes.ballotsUnused = 1
      minutes.ballotsSpoiledUnissued = 0
      minutes.ballotsSpoiledReturned = 0
    }
    #expect(rows(log([3, 1]), figures).isEmpty)
    let other = rows(log([3, 2]), figures)
    #expect(other.map(\.code) == [.issueLog] && other.first?.expected == 4 && other.first?.found == 5)
    // Minutes that do not say how many were handed out: the log does.
    #expect(rows(log([3])).isEmpty)
    let few = rows(log([1, 1]))
    #expect(few.map(\.code) == [.moreThanIssued] && few.first?.expected == 2 && few.first?.found == 3)
  }

  @Test("what was handed on: C08") func handOver() {
    func handed(_ count: Int) -> [SurveyRecord] { [Self.record(.handOver(.init(org: "Phòng Nội vụ", count: count)))] }
    #expect(rows(handed(3)).isEmpty)
    let fewer = rows(handed(2))
    #expect(fewer.map(\.code) == [.handOverCount] && fewer.first?.expected == 3 && fewer.first?.found == 2)
    let kept = rows(handed(2)) {
      $0.ballotsKept = 1
      $0.handOver?.count = 2
    }
    #expect(kept.isEmpty)
  }

  @Test("an incident that was reported: S03, S01, M01") func incident() {
    func broken(_ minutes: inout OpeningMinutes) { minutes.sealState = OpeningMinutes.Condition(rawValue: "rach") }
    let reported = Self.record(.incident(.init(description: "Rách", reportedTo: "Thường trực UBND")))
    #expect(rows([], broken).map(\.code.rawValue) == ["M01", "S03"])
    #expect(rows([reported], broken).isEmpty)
    // Of another opening it says nothing.
    let other = Self.record(.incident(.init(reportedTo: "UBND")), of: OpeningID(unit: "U01", box: "H1", opening: 2))
    #expect(rows([other], broken).map(\.code.rawValue) == ["M01", "S03"])
  }
}
