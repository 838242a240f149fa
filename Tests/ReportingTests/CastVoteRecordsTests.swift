import Ballots
import Counting
import Testing

@Suite("Cast vote records")
struct CastVoteRecordsTests {
  /// The only record of a count.
  private func record(_ count: SampleCount) throws -> ParsedJSON {
    let records = try ParsedJSON(parsing: count.text)["CVR"].list
    #expect(records.count == 1)
    return try #require(records.first)
  }

  private func snapshot(_ count: SampleCount) throws -> ParsedJSON {
    let snapshots = try record(count)["CVRSnapshot"].list
    #expect(snapshots.count == 1)
    return try #require(snapshots.first)
  }

  // MARK: Structure

  @Test func surveyIsAnElection() throws {
    let report = try ParsedJSON(parsing: SampleCount.oneBallot().text)
    #expect(report["Version"].text == "1.0.0")
    #expect(report["GeneratedDate"].text == SampleCount.generated)
    #expect(report["GpUnit"].list.map(\.["Name"].text) == ["Khảo sát mức độ hài lòng", "Xã Phước Nam", "Xã Nhị Hà"])
    #expect(report["GpUnit"].list.allSatisfy { $0["Type"].text == "other" && $0["OtherType"].isThere })
    let election = try #require(report["Election"].list.first)
    #expect(election["Name"].text == "Khảo sát mức độ hài lòng")
    #expect(election["ElectionScopeId"].text == report["GpUnit"].list.first?["@id"].text)
    let contests = election["Contest"].list
    #expect(contests.map(\.["Abbreviation"].text) == ["Q1", "Q2", "Q3", "Q1", "Q2"])
    #expect(
      contests.map(\.["@type"].text) == [
        "CVR.BallotMeasureContest", "CVR.CandidateContest", "CVR.CandidateContest", "CVR.BallotMeasureContest",
        "CVR.BallotMeasureContest",
      ])
    #expect(contests.map(\.["VotesAllowed"].number) == [nil, 2, 3, nil, nil])
    #expect(
      contests.map(\.["VoteVariation"].text) == ["plurality", "n-of-m", "approval", "plurality", "plurality"])
    #expect(contests[0]["ContestSelection"].list.map(\.["Selection"].text) == ["mức 5", "mức 4", "mức 3"])
    #expect(contests[0]["ContestSelection"].list.flatMap { $0.all("Value") }.map(\.text) == ["5", "4", "3"])
  }

  @Test func ballotIsARecord() throws {
    var count = SampleCount()
    let opening = OpeningID(unit: "U01", box: "H1", opening: 2)
    for number in [1, 2] {
      count.add(
        SampleCount.page(SampleCount.double, number, marks: [["4"]], serial: "000007"),
        file: "scans/U01-H1-2/tờ #\(number) 100%.png", opening: opening)
    }
    let record = try record(count)
    #expect(record["UniqueId"].text == "U01-H1-000007")
    #expect(record["BallotSheetId"].text == "scans/U01-H1-2/tờ #1 100%.png#1")
    #expect(record["BallotStyleId"].text == "hai-trang")
    #expect(record["BallotStyleUnitId"].text == "unit-1")
    #expect(record["BatchId"].text == "U01-H1-2")
    #expect(
      record["BallotImage"].list.map(\.["Location"].text)
        == [1, 2].map {
          "file:scans/U01-H1-2/t%E1%BB%9D%20%23\($0)%20100%25.png#page=1"
        })
    #expect(record["BallotImage"].list.map(\.["Hash"]["Type"].text) == ["sha-256", "sha-256"])
    #expect(
      record["BallotImage"].list.map(\.["Hash"]["Value"].text)
        == [1, 2].map { String(repeating: "0", count: 63) + "\($0)" })
    let snapshot = try #require(record["CVRSnapshot"].list.first)
    #expect(record["CurrentSnapshotId"].text == snapshot["@id"].text)
    #expect(snapshot["CVRContest"].list.map(\.["ContestId"].text) == ["contest-2-1", "contest-2-2"])
  }

  @Test func answersAreVotes() throws {
    let snapshot = try snapshot(SampleCount.oneBallot())
    #expect(snapshot["Type"].text == "interpreted")
    #expect(!snapshot["Status"].isThere)
    let contests = snapshot["CVRContest"].list
    #expect(
      contests.map { $0["CVRContestSelection"].list.compactMap(\.["OptionPosition"].number) } == [[1], [1, 3], [2]])
    #expect(contests.map(\.["Undervotes"].number) == [0, 0, 2])
    #expect(contests.map(\.["Overvotes"].number) == [0, 0, 0])
    #expect(contests.flatMap { $0.all("IsAllocable") }.map(\.text) == ["yes", "yes", "yes", "yes"])
    #expect(contests.flatMap { $0.all("HasIndication") }.map(\.text) == ["yes", "yes", "yes", "yes"])
  }

  @Test func blanksAndOvervotes() throws {
    var count = SampleCount.oneBallot([["5", "4"], [], ["4"]])
    count.survey.policy.doubleMark = .invalid
    let contests = try snapshot(count)["CVRContest"].list
    #expect(contests.map(\.["Overvotes"].number) == [1, 0, 0])
    #expect(contests.map(\.["Undervotes"].number) == [0, 2, 2])
    #expect(contests[0]["Status"].list.map(\.text) == ["overvoted"])
    #expect(contests[1]["Status"].list.map(\.text) == ["not-indicated", "undervoted"])
    #expect(contests[0]["CVRContestSelection"].list.isEmpty)
  }

  @Test func whatWaitsIsUnknown() throws {
    let snapshot = try snapshot(SampleCount.oneBallot([["5", "4"], ["5"], ["4"]]))
    #expect(snapshot["Status"].list.map(\.text) == ["needs-adjudication"])
    let contests = snapshot["CVRContest"].list
    #expect(contests[0].all("IsAllocable").map(\.text) == ["unknown", "unknown", "unknown"])
    #expect(contests[0].all("HasIndication").map(\.text) == ["unknown", "unknown", "unknown"])
    #expect(contests[0].all("NumberVotes").map(\.number) == [0, 0, 0])
    #expect(!contests[0]["Undervotes"].isThere)
    #expect(contests[1].all("IsAllocable").map(\.text) == ["yes"])
  }

  @Test func marksOfAPageThatWaitsAreUnknown() throws {
    var count = SampleCount()
    var reading = SampleCount.page(marks: [["5"], ["4"], ["3"]], serial: "1")
    reading.refusal = Refusal(.barcodesDisagree)
    count.add(reading)
    let snapshot = try snapshot(count)
    #expect(snapshot["Status"].list.map(\.text) == ["needs-adjudication"])
    #expect(snapshot.all("HasIndication").map(\.text) == ["yes", "yes", "yes"])
    #expect(snapshot.all("IsAllocable").map(\.text) == ["unknown", "unknown", "unknown"])
  }

  @Test func ballotWithoutFormWaits() throws {
    var count = SampleCount()
    count.add(PageReading(kind: .rejected, refusal: Refusal(.outlinesMissing)))
    let record = try record(count)
    #expect(!record["BallotStyleId"].isThere)
    #expect(record.all("Status").flatMap(\.list).map(\.text) == ["needs-adjudication"])
    #expect(record.all("CVRContest").flatMap(\.list).isEmpty)
    #expect(try CommonDataFormat.faults(in: [count.text]) == "")
  }

  // MARK: Decisions

  @Test func decidedAnswersModify() throws {
    var count = SampleCount()
    let hash = count.add(SampleCount.page(marks: [["5", "4"], ["5"], ["4"]], serial: "1"))
    count.decide(.answer(question: "Q1", .values(["4"])), about: hash)
    let snapshot = try snapshot(count)
    #expect(snapshot["Type"].text == "modified")
    let contests = snapshot["CVRContest"].list
    #expect(contests[0].all("OptionPosition").map(\.number) == [2])
    #expect(
      contests[0].all("SelectionPosition").flatMap(\.list).map { $0["Status"].list.map(\.text) } == [["adjudicated"]])
    #expect(contests[1].all("SelectionPosition").flatMap(\.list).map { $0["Status"].isThere } == [false])
    for word in [SampleCount.person, SampleCount.why] { #expect(!count.text.contains(word)) }
  }

  @Test func valueThatNoOptionPrints() throws {
    var count = SampleCount()
    let hash = count.add(SampleCount.page(marks: [["5"], ["5"], ["4"]], serial: "1"))
    count.decide(.answer(question: "Q1", .values(["9"])), about: hash)
    let report = try ParsedJSON(parsing: count.text)
    let contests = try #require(report["Election"].list.first)["Contest"].list
    #expect(contests[0]["ContestSelection"].list.map(\.["Selection"].text) == ["mức 5", "mức 4", "mức 3", "9"])
    let chosen = try snapshot(count)["CVRContest"].list[0]["CVRContestSelection"].list
    #expect(chosen.map(\.["ContestSelectionId"].text) == ["contest-1-1-4"])
    #expect(chosen.map(\.["OptionPosition"].isThere) == [false])
    #expect(try CommonDataFormat.faults(in: [count.text]) == "")
  }

  @Test func ballotThatDoesNotCount() throws {
    var count = SampleCount()
    let hash = count.add(SampleCount.page(marks: [["5"], ["5"], ["4"]], serial: "1"))
    count.decide(.page(.invalid), about: hash)
    let snapshot = try snapshot(count)
    #expect(snapshot["Type"].text == "modified")
    #expect(snapshot["Status"].list.map(\.text) == ["other"])
    #expect(snapshot["OtherStatus"].text == "invalid")
    #expect(snapshot.all("IsAllocable").map(\.text) == ["no", "no", "no"])
    #expect(snapshot["CVRContest"].list.allSatisfy { $0["Status"].list.map(\.text) == ["invalidated-rules"] })
  }

  @Test(arguments: [("U02", "stray"), ("X34", "foreign")])
  func ballotsOfOtherUnits(_ unit: String, _ status: String) throws {
    var count = SampleCount()
    count.add(SampleCount.page(marks: [["5"], ["5"], ["4"]], unit: unit, serial: "1"))
    let record = try record(count)
    #expect(record["BatchId"].text == "U01-H1")
    #expect(record.all("OtherStatus").map(\.text) == [status])
    #expect(record.all("IsAllocable").map(\.text) == ["no", "no", "no"])
  }

  @Test func duplicatesAndOtherPagesAreNoRecords() throws {
    var count = SampleCount.oneBallot()
    var again = try #require(count.inputs.first)
    again.location.file += ".again.png"
    count.inputs.append(again)
    count.add(PageReading(kind: .blank))
    count.add(PageReading(kind: .foreign))
    count.add(PageReading(kind: .header, identity: Identity(unit: "U01", box: "H1", declared: 3)))
    #expect(count.pages.count == 5)
    _ = try record(count)
  }
}
