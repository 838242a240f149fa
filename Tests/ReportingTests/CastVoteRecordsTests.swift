import Ballots
import Counting
import Foundation
import Testing

@testable import Reporting

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

  /// One ballot of the form with one page: an answer, two of two, one of any number.
  private func oneBallot(_ marks: [[String]] = [["5"], ["5", "3"], ["4"]]) -> SampleCount {
    var count = SampleCount()
    count.add(SampleCount.page(marks: marks, serial: "000140"))
    return count
  }

  // MARK: Structure

  @Test func surveyIsAnElection() throws {
    let report = try ParsedJSON(parsing: oneBallot().text)
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
    let snapshot = try snapshot(oneBallot())
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
    var count = oneBallot([["5", "4"], [], ["4"]])
    count.survey.policy.doubleMark = .invalid
    let contests = try snapshot(count)["CVRContest"].list
    #expect(contests.map(\.["Overvotes"].number) == [1, 0, 0])
    #expect(contests.map(\.["Undervotes"].number) == [0, 2, 2])
    #expect(contests[0]["Status"].list.map(\.text) == ["overvoted"])
    #expect(contests[1]["Status"].list.map(\.text) == ["not-indicated", "undervoted"])
    #expect(contests[0]["CVRContestSelection"].list.isEmpty)
  }

  @Test func whatWaitsIsUnknown() throws {
    let snapshot = try snapshot(oneBallot([["5", "4"], ["5"], ["4"]]))
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
    var count = oneBallot()
    var again = try #require(count.inputs.first)
    again.location.file += ".again.png"
    count.inputs.append(again)
    count.add(PageReading(kind: .blank))
    count.add(PageReading(kind: .foreign))
    count.add(PageReading(kind: .header, identity: Identity(unit: "U01", box: "H1", declared: 3)))
    #expect(count.pages.count == 5)
    _ = try record(count)
  }

  // MARK: Every count

  /// Who has nothing but the file counts what the program counts.
  @Test(arguments: UInt64(1)...60) func recountsTheTally(seed: UInt64) throws {
    let count = SampleCount(seed: seed)
    let report = try ParsedJSON(parsing: count.text)
    let recorded = RecordedCount(report)
    let tally = count.tally(count.pages)
    #expect(report["CVR"].list.compactMap(\.["UniqueId"].text) == tally.ballots.map(\.id))
    var votes = 0
    for unit in tally.units {
      for form in tally.unit(unit).forms {
        for question in form.questions {
          let place = RecordedCount.Place(unit: unit, form: form.form, question: question.question)
          let counted = zip(question.values, question.counts).filter { $1 > 0 }
          #expect(recorded.votes[place] ?? [:] == Dictionary(uniqueKeysWithValues: counted), "\(place)")
          #expect(recorded.overvotes[place] ?? 0 == question.overvote, "\(place)")
          #expect(recorded.waiting[place] ?? 0 == question.waiting, "\(place)")
          votes += question.counts.reduce(0, +)
        }
      }
    }
    #expect(recorded.votes.values.reduce(0) { $0 + $1.values.reduce(0, +) } == votes)
    #expect(votes > 0)
  }

  @Test(arguments: UInt64(1)...20) func idsAreUniqueAndResolve(seed: UInt64) throws {
    let report = try ParsedJSON(parsing: SampleCount(seed: seed).text)
    let ids = report.all("@id").compactMap(\.text)
    #expect(Set(ids).count == ids.count)
    for reference in ["ContestId", "ContestSelectionId", "BallotStyleUnitId", "CreatingDeviceId", "ElectionId"] {
      #expect(Set(report.all(reference).compactMap(\.text)).isSubset(of: ids), "\(reference)")
    }
  }

  /// Votes, undervotes and overvotes add up to the votes that a contest allows.
  @Test(arguments: UInt64(1)...20) func votesAddUp(seed: UInt64) throws {
    let report = try ParsedJSON(parsing: SampleCount(seed: seed).text)
    var allowed: [String: Int] = [:]
    for contest in report.all("Contest").flatMap(\.list) {
      allowed[contest["@id"].text ?? ""] = contest["VotesAllowed"].number ?? 1
    }
    for contest in report.all("CVRContest").flatMap(\.list) {
      guard let under = contest["Undervotes"].number, let over = contest["Overvotes"].number else { continue }
      let votes = contest.all("NumberVotes").reduce(0) { $0 + ($1.number ?? 0) }
      #expect(votes + under + over == contest["ContestId"].text.flatMap { allowed[$0] })
    }
  }

  @Test(arguments: UInt64(1)...10) func sameCountSameBytes(seed: UInt64) {
    let count = SampleCount(seed: seed)
    var shuffled = count
    var generator = SeededGenerator(seed: seed)
    shuffled.inputs.shuffle(using: &generator)
    #expect(Array(count.text.utf8) == Array(shuffled.text.utf8))
  }

  @Test func countOfNothing() throws {
    let count = SampleCount()
    #expect(try ParsedJSON(parsing: count.text)["CVR"].list.isEmpty)
    #expect(try CommonDataFormat.faults(in: [count.text]) == "")
  }

  @Test func eachBallotIsALine() {
    let count = SampleCount(seed: 3)
    let pages = count.pages
    let tally = count.tally(pages)
    let lines = Array(
      CastVoteRecords(
        survey: count.survey, forms: count.forms, pages: pages, tally: tally, generated: SampleCount.generated))
    #expect(lines.count == tally.ballots.count + 2)
    #expect(lines.allSatisfy { $0.utf8.last == UInt8(ascii: "\n") && $0.utf8.count { $0 == UInt8(ascii: "\n") } == 1 })
  }

  // MARK: Schema

  @Test func filesFollowTheSchema() throws {
    let texts = (UInt64(1)...12).map { SampleCount(seed: $0).text } + HostileText.all.map { hostile($0).text }
    #expect(try CommonDataFormat.faults(in: texts) == "")
  }

  @Test(arguments: ["\"GeneratedDate\"", "\"needs-adjudication\"", "\"1.0.0\"", "\"CVR.ImageData\""])
  func theSchemaIsHeldAgainstThem(_ part: String) throws {
    let text = oneBallot([["5", "4"], [], []]).text
    #expect(text.contains(part))
    #expect(try CommonDataFormat.faults(in: [text.replacing(part, with: "\"X\"")]) != "")
  }

  // MARK: Names from outside

  /// A count in which every name that comes from outside is this one.
  private func hostile(_ name: String) -> SampleCount {
    var count = SampleCount()
    let form = Form(
      id: name, code: name, title: name, pageSize: .a4,
      pages: [
        FormPage(
          number: 1, barcodes: [SampleCount.code],
          questions: [SampleCount.question(name, values: [name, name + "2"], text: name)])
      ])
    count.survey.title = name
    count.survey.units = [SurveyUnit(code: name, name: name)]
    count.forms = [form]
    let hash = count.add(
      SampleCount.page(form, marks: [[name]], unit: name, box: name, serial: name), file: name,
      opening: OpeningID(unit: name, box: name))
    count.add(
      SampleCount.page(form, marks: [[name + "2"]], unit: name, box: name, serial: name + "3"), file: name + "3",
      opening: OpeningID(unit: name, box: name))
    count.decide(.answer(question: name, .values([name + "4"])), about: hash)
    return count
  }

  @Test(arguments: HostileText.all) func everyNameStaysWhatItIs(_ name: String) throws {
    let count = hostile(name)
    let report = try ParsedJSON(parsing: count.text)
    let records = report["CVR"].list
    #expect(records.count == 2)
    func same(_ parsed: ParsedJSON?, _ text: String) -> Bool {
      parsed?.text.map { Array($0.utf8) == Array(text.utf8) } == true
    }
    #expect(same(report["Election"].list.first?["Name"], name))
    #expect(same(report.all("Contest").flatMap(\.list).first?["Name"], name))
    #expect(same(records.first?["UniqueId"], "\(name)-\(name)-\(name)"))
    #expect(same(records.first?["BatchId"], "\(name)-\(name)"))
    #expect(same(records.first?["BallotStyleId"], name))
    #expect(same(records.first?["BallotSheetId"], "\(name)#1"))
    #expect(
      RecordedCount(report).votes.values.map { $0.mapValues { $0 } } == [[name + "4": 1, name + "2": 1]])
    let locations = records.flatMap { $0.all("Location") }.compactMap(\.text)
    #expect(locations.allSatisfy { $0.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x22 && $0 != 0x5C } })
    #expect(locations.first?.dropFirst("file:".count).dropLast("#page=1".count).removingPercentEncoding == name)
  }

  /// Two files whose names differ in nothing but how letters are composed are two ballots with a scan each.
  @Test func namesComposedOtherwise() throws {
    var count = SampleCount()
    for (file, mark) in [("scans/U01-H1/t\u{1EDD}.png", "3"), ("scans/U01-H1/to\u{31B}\u{300}.png", "5")] {
      count.add(SampleCount.page(marks: [["5"], ["4"], [mark]], serial: nil), file: file)
    }
    let records = try ParsedJSON(parsing: count.text)["CVR"].list
    #expect(records.count == 2)
    #expect(Set(records.flatMap { $0.all("Hash") }.map(\.["Value"].text)).count == 2)
  }
}

/// Names that break what joins texts together.
enum HostileText {
  static let all = [
    "\"}],\"CVR\":[{", "\\", "\\u0022", "a\nb\r\n\tc", "\u{0}\u{1}\u{7F}", "\u{2028}\u{2029}\u{85}", "</script>",
    "=cmd|' /C calc'!A0.png", "\u{202E}gnp.1", "\u{301}", "👩‍👩‍👧‍👦", "%00%2F..", "a/../b", "#?&=:@[]", "\u{FFFE}\u{FEFF}",
    " ", "-",
    "contest-1-1", "unit-1", "snapshot-1",
  ]
}
