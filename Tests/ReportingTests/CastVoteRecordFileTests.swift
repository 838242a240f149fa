import Ballots
import Counting
import Foundation
import Reporting
import Testing

@Suite("Files of cast vote records")
struct CastVoteRecordFileTests {
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
    let text = SampleCount.oneBallot([["5", "4"], [], []]).text
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
