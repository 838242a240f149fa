import Ballots
import Counting
import Testing

@Suite("Pages to ballots")
struct AssemblyTests {
  private func statuses(_ pages: [AssembledPage]) -> [PageStatus] { pages.map(\.status) }

  @Test("every kind of page gets its status and reason") func kinds() {
    let pages = Samples.assembled([
      Samples.page(marks: ["5", "4", nil], serial: "1"), Samples.blank, Samples.foreign, Samples.rejected,
      Samples.header(unit: "U01", box: "H1"),
    ])
    #expect(statuses(pages) == [.ok, .blank, .foreign, .reject, .header])
    #expect(pages.map(\.reason) == [nil, .blankPage, .notABallot, .outlinesMissing, .batchHeader])
    #expect(pages[0].answers.map(\.answer.text) == ["5", "4", "blank"])
    #expect(pages[0].ballot == "U01-H1-1")
    #expect(pages[3].ballot == "U01-H1/scan4.png#1")
    #expect(pages[1].ballot == nil)
  }

  @Test("a file that cannot be decoded keeps its row and its reason") func undecodable() {
    let input = AssembledInput(
      location: PageLocation(file: "U01-H1/x.png", page: 1), sha256: "x",
      content: .undecodable(Refusal(.damagedFile)), opening: Samples.opening)
    let pages = Assembly(forms: Samples.forms).assemble([input, input])
    #expect(statuses(pages) == [.reject, .reject])
    #expect(pages.map(\.reason) == [.damagedFile, .damagedFile])
    #expect(pages.allSatisfy { $0.ballot == nil })
  }

  // MARK: Headers

  @Test("a header names the pages after it, until the next or the folder's end") func headers() {
    let plain = { (hand: Int) in
      Samples.page(Samples.plain, marks: ["5", nil, nil], unit: nil, box: nil, hand: hand)
    }
    let first = Samples.inputs(
      [
        plain(1), Samples.header(unit: "U01", box: "H1"), plain(2), Samples.blank, plain(3),
        Samples.header(unit: "U02", box: "H9"), plain(4),
      ], folder: "a", opening: nil)
    let second = Samples.inputs([plain(5)], folder: "b", opening: nil)
    let pages = Assembly(forms: Samples.forms).assemble(second + first)
    #expect(pages.map(\.unit) == [nil, "U01", "U01", nil, "U01", "U02", "U02", nil])
    #expect(pages.map(\.box) == [nil, "H1", "H1", nil, "H1", "H9", "H9", nil])
    #expect(statuses(pages) == [.review, .header, .ok, .blank, .ok, .header, .ok, .review])
    #expect(pages[0].reason == .headerMissing)
  }

  @Test("a page with a code of its own keeps it") func ownCode() {
    let pages = Samples.assembled([
      Samples.header(unit: "U01", box: "H1"), Samples.page(marks: ["1", "1", "1"], unit: "U02", serial: "4"),
    ])
    #expect(pages[1].unit == "U02")
    #expect(pages[1].status == .stray)
  }

  @Test("a form without any code is the batch's own in count") func batchNamesPlainPages() {
    let pages = Samples.assembled([Samples.page(Samples.plain, marks: ["5", nil, nil], unit: nil, box: nil)])
    #expect(statuses(pages) == [.ok])
    #expect(pages[0].unit == "U01")
  }

  @Test("a separator between two bundles changes nothing") func separator() {
    let pages = Samples.assembled([
      Samples.header(unit: "U02", box: "H3"),
      Samples.page(Samples.plain, marks: ["5", nil, nil], unit: nil, box: nil),
      PageReading(kind: .header, refusal: Refusal(.separatorSheet), identity: Identity()),
      Samples.page(Samples.plain, marks: ["4", nil, nil], unit: nil, box: nil),
    ])
    #expect(pages.map(\.reason)[2] == .separatorSheet)
    #expect(statuses(pages)[2] == .header)
    #expect(pages[1].unit == "U02")
    #expect(pages[3].unit == "U02")
    #expect(pages[3].box == "H3")
  }

  @Test("a printed code that was not read is never guessed") func unreadableCode() {
    let pages = Samples.assembled([
      Samples.header(unit: "U01", box: "H1"), Samples.page(marks: ["5", nil, nil], unit: nil, box: nil),
      Samples.page(marks: ["5", "5", nil], unit: nil, box: nil, refusal: Refusal(.barcodesDisagree)),
    ])
    #expect(pages.map(\.reason) == [.batchHeader, .barcodeUnreadable, .barcodesDisagree])
    #expect(statuses(pages) == [.header, .review, .review])
  }

  // MARK: Units

  @Test("listed, unlisted and other units") func units() {
    let readings = [
      Samples.page(marks: ["5", "5", "5"], unit: "U01", serial: "1"),
      Samples.page(marks: ["5", "5", "5"], unit: "U02", serial: "2"),
      Samples.page(marks: ["5", "5", "5"], unit: "X34", serial: "3"),
    ]
    #expect(statuses(Samples.assembled(readings)) == [.ok, .stray, .foreign])
    #expect(statuses(Samples.assembled(readings, opening: nil)) == [.ok, .ok, .foreign])
    #expect(statuses(Samples.assembled(readings, opening: nil, units: nil)) == [.ok, .ok, .ok])
  }

  // MARK: Several pages

  @Test("pages are paired by serial, wherever they lie") func pairedBySerial() {
    let pages = Samples.assembled([
      Samples.page(Samples.twoPages, 1, marks: ["5", "4"], serial: "1"),
      Samples.page(Samples.twoPages, 1, marks: ["3", "4"], serial: "2", hand: 1), Samples.blank,
      Samples.page(Samples.twoPages, 2, marks: ["2", "2"], serial: "2", hand: 1),
      Samples.page(Samples.twoPages, 2, marks: ["1", "1"], serial: "1"),
    ])
    #expect(statuses(pages) == [.ok, .ok, .blank, .ok, .ok])
    #expect(pages.map(\.ballot) == ["U01-H1-1", "U01-H1-2", nil, "U01-H1-2", "U01-H1-1"])
  }

  @Test("a missing page is noticed, by serial and by sequence") func missingPage() {
    let bySerial = Samples.assembled([
      Samples.page(Samples.twoPages, 1, marks: ["5", "4"], serial: "1"),
      Samples.page(Samples.twoPages, 2, marks: ["5", "4"], serial: "2"),
    ])
    #expect(bySerial.map(\.reason) == [.pageMissing, .pageMissing])
    func plain(_ number: Int, _ hand: Int) -> PageReading {
      Samples.page(Samples.twoPlainPages, number, marks: ["5"], unit: nil, box: nil, hand: hand)
    }
    let bySequence = Samples.assembled([plain(1, 1), plain(2, 2), plain(1, 3), plain(1, 4), plain(2, 5), plain(2, 6)])
    #expect(statuses(bySequence) == [.ok, .ok, .review, .ok, .ok, .review])
    #expect(bySequence[0].ballot == bySequence[1].ballot)
    #expect(bySequence[3].ballot == bySequence[4].ballot)
  }

  /// A page of a form of two pages without codes, as its own hand filled it in.
  private func uncoded(_ number: Int, _ hand: Int) -> PageReading {
    Samples.page(Samples.twoPlainPages, number, marks: ["5"], unit: nil, box: nil, hand: hand)
  }

  /// The files of each ballot, in the order of their first pages.
  private func ballots(_ pages: [AssembledPage]) -> [[String]] {
    var order: [String] = []
    var members: [String: [String]] = [:]
    for page in pages {
      guard let ballot = page.ballot else { continue }
      if members[ballot] == nil { order.append(ballot) }
      members[ballot, default: []].append(String(page.location.file.filter(\.isNumber).dropFirst(3)))
    }
    return order.compactMap { members[$0] }
  }

  @Test("blank backs between the pages do not part them") func blankBacks() {
    let pages = Samples.assembled([
      uncoded(1, 1), Samples.blank, uncoded(2, 1), Samples.blank, uncoded(1, 2), Samples.blank, uncoded(2, 2),
      Samples.blank,
    ])
    #expect(statuses(pages) == [.ok, .blank, .ok, .blank, .ok, .blank, .ok, .blank])
    #expect(ballots(pages) == [["1", "3"], ["5", "7"]])
  }

  @Test("a stack that was scanned last page first is paired so") func lastPageFirst() {
    let pages = Samples.assembled([uncoded(2, 1), uncoded(1, 1), uncoded(2, 2), uncoded(1, 2)])
    #expect(statuses(pages) == [.ok, .ok, .ok, .ok])
    #expect(ballots(pages) == [["1", "2"], ["3", "4"]])
    let coded = Samples.assembled([
      Samples.page(Samples.twoPages, 2, marks: ["5", "4"], serial: "1"),
      Samples.page(Samples.twoPages, 1, marks: ["3", "4"], serial: "1"),
      Samples.page(Samples.twoPages, 2, marks: ["2", "2"], serial: "2", hand: 1),
      Samples.page(Samples.twoPages, 1, marks: ["1", "1"], serial: "2", hand: 1),
    ])
    #expect(statuses(coded) == [.ok, .ok, .ok, .ok])
    #expect(Set(coded.compactMap(\.ballot)).count == 2)
  }

  @Test("where both orders could be, no page is joined with one of another ballot") func orderUnknown() {
    // 2 1 2 1 and then an ordinary ballot: either the ends lack a page, or the first four lie the other way round.
    let pages = Samples.assembled([
      uncoded(2, 1), uncoded(1, 2), uncoded(2, 3), uncoded(1, 4), uncoded(1, 5), uncoded(2, 5),
    ])
    #expect(pages[0..<4].allSatisfy { $0.status == .review && $0.reason == .pageMissing })
    #expect(pages[4...].allSatisfy { $0.status == .ok })
  }

  @Test("a page that was scanned twice leaves the ballots after it as they are") func pageScannedAgain() {
    for again in [1, 2] {
      let rescan = uncoded(again, 1)
      let readings = [uncoded(1, 1)] + (again == 1 ? [rescan] : []) + [uncoded(2, 1)] + (again == 2 ? [rescan] : [])
      let pages = Samples.assembled(readings + [uncoded(1, 2), uncoded(2, 2)])
      #expect(statuses(pages).suffix(2) == [.ok, .ok])
      #expect(pages[3].ballot == pages[4].ballot)
      #expect(statuses(pages).prefix(3).count { $0 == .ok } <= 2)
    }
    let first = Samples.page(Samples.twoPages, 1, marks: ["5", "4"], serial: "1")
    let second = Samples.page(Samples.twoPages, 2, marks: ["3", "4"], serial: "1")
    let pages = Samples.assembled([first, first, second])
    #expect(Tally(pages: pages, forms: Samples.forms).whole.ballots.found == 1)
  }

  @Test("pages that name different units are never one ballot") func unitsDiffer() {
    func page(_ number: Int, _ unit: String) -> PageReading {
      Samples.page(Samples.twoPages, number, marks: ["5", "4"], unit: unit, serial: nil)
    }
    let pages = Samples.assembled([page(1, "U01"), page(2, "U02"), page(1, "U01"), page(2, "U01")], opening: nil)
    #expect(statuses(pages) == [.review, .review, .ok, .ok])
    #expect(pages[0].ballot != pages[1].ballot)
  }

  @Test("an unread page beside a ballot that lacks one is that page") func unreadNeighbour() {
    let pages = Samples.assembled([
      Samples.page(Samples.twoPages, 1, marks: ["5", "4"], serial: "1"), Samples.rejected,
      Samples.rejected, Samples.page(Samples.twoPages, 2, marks: ["5", "4"], serial: "2", hand: 2),
    ])
    #expect(statuses(pages) == [.ok, .reject, .reject, .ok])
    #expect(pages[0].ballot == pages[1].ballot)
    #expect(pages[2].ballot == pages[3].ballot)
    #expect(pages[1].formPage == 2)
    #expect(Tally(pages: pages, forms: Samples.forms).whole.ballots.waiting == 2)
  }

  @Test("a sheet that was read after a second scan counts once") func readAgain() {
    var unread = Samples.rejected
    unread.form = "coded"
    unread.identity = Identity(unit: "U01", box: "H1", serial: "7")
    let pages = Samples.assembled([unread, Samples.page(marks: ["5", "4", "3"], serial: "7")])
    #expect(statuses(pages) == [.reject, .ok])
    let tally = Tally(pages: pages, forms: Samples.forms)
    #expect(tally.whole.ballots.valid == 1)
    #expect(tally.whole.ballots.found == 1)
  }

  // MARK: Repeats

  @Test("the same file twice counts once") func sameFile() {
    let reading = Samples.page(marks: ["5", "4", "3"], serial: "1")
    var inputs = Samples.inputs([reading, reading])
    let second = inputs[1].location
    inputs[1] = inputs[0]
    inputs[1].location = second
    let pages = Assembly(forms: Samples.forms).assemble(inputs)
    #expect(statuses(pages) == [.ok, .duplicate])
    #expect(pages[1].ballot == pages[0].ballot)
    #expect(pages[1].original == pages[0].location)
  }

  @Test("a page that is given twice counts once") func samePlace() {
    let input = Samples.inputs([Samples.page(marks: ["5", "4", "3"], serial: "1")])[0]
    #expect(statuses(Assembly(forms: Samples.forms).assemble([input, input])) == [.ok, .duplicate])
  }

  @Test("a copy in another box's folder takes nothing from the sheet in its own") func copyElsewhere() {
    let reading = Samples.page(marks: ["5", "4", "3"], serial: "1")
    let there = Samples.inputs([reading], folder: "U00-H1", opening: OpeningID(unit: "U00", box: "H1"))
    var inputs = there + Samples.inputs([reading])
    inputs[1] = AssembledInput(
      location: inputs[1].location, sha256: "U00-H1-1", content: inputs[0].content, opening: Samples.opening)
    let pages = Assembly(forms: Samples.forms).assemble(inputs)
    #expect(statuses(pages) == [.duplicate, .ok])
    #expect(pages[0].original == pages[1].location)
    #expect(pages[0].ballot == pages[1].ballot)
  }

  @Test("one serial, the same marks and hand: scanned twice") func sameSheet() {
    let pages = Samples.assembled([
      Samples.page(marks: ["5", "4", "3"], serial: "1", hand: 3), Samples.page(marks: ["1", "4", "3"], serial: "2"),
      Samples.page(marks: ["5", "4", "3"], serial: "1", hand: 3),
    ])
    #expect(statuses(pages) == [.ok, .ok, .duplicate])
    #expect(pages[2].ballot == "U01-H1-1")
  }

  @Test("one serial, other marks: every bearer waits, and the ids tell them apart") func sharedSerial() {
    let pages = Samples.assembled([
      Samples.page(marks: ["5", "4", "3"], serial: "1"), Samples.page(marks: ["5", "4", "2"], serial: "1"),
      Samples.page(marks: ["5", "4", "2"], serial: "1"),
    ])
    #expect(statuses(pages) == [.review, .review, .duplicate])
    #expect(pages.map(\.reason) == [.serialShared, .serialShared, .duplicateSheet])
    #expect(pages[0].ballot != pages[1].ballot)
    #expect(pages[1].ballot == pages[2].ballot)
  }

  @Test("a photocopied serial with equal answers in other hands is no duplicate") func sharedSerialEqualAnswers() {
    let marks = ["5", "5", "5"]
    var other = Samples.page(marks: marks, serial: "1", hand: 1)
    other.fingerprint = Fingerprint(cells: Array(repeating: 9, count: 24 * 32))
    let pages = Samples.assembled([Samples.page(marks: marks, serial: "1", hand: 1), other])
    #expect(statuses(pages) == [.review, .review])
  }

  @Test("a second scan in which one box became unclear is still the same sheet") func rescanUnclear() {
    let first = Samples.page(marks: ["5", "4", "3"], serial: "1", hand: 3)
    var second = first
    second.questions[2].options[2].state = .unclear
    let pages = Samples.assembled([first, second])
    #expect(statuses(pages) == [.ok, .duplicate])
  }

  @Test("unfilled ballots are never dropped for looking alike") func unfilled() {
    let none: [String?] = [nil, nil, nil]
    let serials = Samples.assembled([
      Samples.page(marks: none, serial: "1"), Samples.page(marks: none, serial: "2"),
    ])
    #expect(statuses(serials) == [.ok, .ok])
    let plain = Samples.page(Samples.plain, marks: none, unit: nil, box: nil)
    #expect(statuses(Samples.assembled([plain, plain, plain])) == [.ok, .ok, .ok])
    let shared = Samples.assembled([
      Samples.page(marks: none, serial: "1"), Samples.page(marks: none, serial: "1"),
    ])
    #expect(statuses(shared) == [.review, .review])
  }

  @Test("without serial: equal answers stay, near-identical pictures wait, identical readings are duplicates")
  func withoutSerial() {
    func plain(_ hand: Int) -> PageReading {
      Samples.page(Samples.plain, marks: ["5", "5", "4"], unit: nil, box: nil, hand: hand)
    }
    var near = plain(1)
    for question in near.questions.indices { near.questions[question].options[0].mark.inkInside *= 1.05 }
    let pages = Samples.assembled([plain(1), plain(2), plain(3), near, plain(2)])
    #expect(statuses(pages) == [.ok, .ok, .ok, .review, .duplicate])
    #expect(pages[3].reason == .nearDuplicate)
    #expect(pages[3].original == pages[0].location)
  }

  /// The same sheet from another scanner: turned a little, paler.
  private func rescanned(_ page: PageReading, factor: Double) -> PageReading {
    var page = page
    for question in page.questions.indices {
      for option in page.questions[question].options.indices {
        page.questions[question].options[option].mark.inkInside *= factor + Double((question + option) % 3) / 50
      }
    }
    page.fingerprint = page.fingerprint.map { print in
      Fingerprint(cells: print.cells.enumerated().map { $1 == 0 ? 0 : UInt8(min(255, Int($1) + ($0 % 5) * 12)) })
    }
    return page
  }

  @Test("a second scan in which the serial was not read waits", arguments: [true, false])
  func rescanWithoutSerial(firstHasSerial: Bool) {
    let sheet = Samples.page(marks: ["5", "4", "3"], serial: "1", hand: 3)
    var again = rescanned(sheet, factor: 0.8)
    again.identity.serial = nil
    let other = Samples.page(marks: ["5", "4", "3"], serial: "2", hand: 8)
    let pages = Samples.assembled(firstHasSerial ? [other, sheet, again] : [other, again, sheet])
    #expect(statuses(pages) == [.ok, .ok, .review])
    #expect(pages[2].reason == .nearDuplicate)
    #expect(pages[2].original == pages[1].location)
    let ballots = Tally(pages: pages, forms: Samples.forms).whole.ballots
    #expect(ballots.valid == 2 && ballots.waiting == 1)
  }

  @Test("a second scan in which one mark became unclear waits too") func rescanUnclearWithoutSerial() {
    let sheet = Samples.page(marks: ["5", "4", "3"], serial: "1", hand: 3)
    var again = rescanned(sheet, factor: 1)
    again.identity.serial = nil
    again.questions[2].options[2].state = .unclear
    #expect(Samples.assembled([sheet, again]).map(\.reason) == [nil, .nearDuplicate])
  }

  /// Who circles every choice leaves no box that is surely marked; the sheet is one all the same.
  @Test("a sheet of circles scanned twice under one serial is a duplicate") func circlesScannedTwice() {
    func circled(_ hand: Int, ring: Double) -> PageReading {
      var page = Samples.page(marks: ["5", "4", "3"], serial: "1", hand: hand)
      for q in page.questions.indices {
        for k in page.questions[q].options.indices where page.questions[q].options[k].state == .marked {
          page.questions[q].options[k].state = .unclear
          page.questions[q].options[k].reason = .circledMark
          page.questions[q].options[k].mark = MarkMeasurement(inkAround: ring + Double(q), encirclement: 0.9)
        }
      }
      return page
    }
    let sheet = circled(4, ring: 6)
    #expect(statuses(Samples.assembled([sheet, sheet])) == [.ok, .duplicate])
    #expect(Samples.assembled([sheet, circled(9, ring: 6)]).map(\.reason) == [.serialShared, .serialShared])
  }

  @Test("a ballot of two pages scanned twice is a duplicate on both pages") func duplicateOfTwoPages() {
    let ballot = [
      Samples.page(Samples.twoPages, 1, marks: ["5", "4"], serial: "1", hand: 5),
      Samples.page(Samples.twoPages, 2, marks: ["2", "4"], serial: "1", hand: 5),
    ]
    let pages = Samples.assembled(ballot + ballot + [ballot[0]])
    #expect(statuses(pages) == [.ok, .ok, .duplicate, .duplicate, .duplicate])
    #expect(Set(pages.map(\.ballot)) == ["U01-H1-1"])
    #expect(Set(pages.compactMap(\.sheet)).count == 3)
  }

  @Test("one serial on two ballots of two pages: all four pages wait, though a page may be equal")
  func sharedSerialOfTwoPages() {
    let pages = Samples.assembled([
      Samples.page(Samples.twoPages, 1, marks: ["5", "4"], serial: "1", hand: 5),
      Samples.page(Samples.twoPages, 2, marks: ["2", "4"], serial: "1", hand: 5),
      Samples.page(Samples.twoPages, 1, marks: ["3", "4"], serial: "1", hand: 6),
      Samples.page(Samples.twoPages, 2, marks: ["2", "4"], serial: "1", hand: 6),
    ])
    #expect(pages.map(\.reason) == Array(repeating: .serialShared, count: 4))
  }

  @Test("a big batch of one serial and one of equal answers are compared in reasonable time") func bigBatch() {
    let shared = (0..<400).map { Samples.page(marks: [["5", "4", "3"][$0 % 3], "5", "5"], serial: "1", hand: $0) }
    #expect(Samples.assembled(shared).count == 400)
    let alike = (0..<2000).map {
      Samples.page(Samples.plain, marks: ["5", "5", "5"], unit: nil, box: nil, hand: $0)
    }
    #expect(Samples.assembled(alike).count == 2000)
  }

  // MARK: Decisions

  private func decision(_ number: Int, _ subject: Decision.Subject) -> Decision {
    Decision(
      sha256: "U01-H1-\(number)", page: 1, slot: 1, subject: subject, person: "An", time: "2026-11-20T08:00:00+07:00",
      why: "đã xem tờ phiếu")
  }

  @Test("people settle what waits; the last decision holds") func decisions() {
    let readings = [
      Samples.page(marks: ["5", "4", "3"], serial: "1"), Samples.page(marks: ["5", "4", "2"], serial: "1"),
      Samples.page(marks: ["5", "5", "5"], unit: "U02", serial: "3"), Samples.rejected, Samples.foreign,
      Samples.page(marks: ["5", nil, nil], serial: "6"),
    ]
    let pages = Samples.assembled(
      readings,
      decisions: [
        decision(1, .page(.invalid)), decision(1, .page(.accept)), decision(3, .page(.accept)),
        decision(4, .page(.notABallot)), decision(6, .answer(question: "Q2", .values(["3"]))),
        decision(6, .answer(question: "Q2", .overvote)),
      ])
    #expect(statuses(pages) == [.ok, .review, .ok, .foreign, .foreign, .ok])
    #expect(pages[0].reason == .decidedByPerson)
    #expect(pages[5].answers.map(\.answer) == [.values(["5"]), .overvote, .blank])
    #expect(pages[5].answers[1].reason == .decidedByPerson)
    let tally = Tally(pages: pages, forms: Samples.forms)
    #expect(tally.whole.ballots.found == 4)
    #expect(tally.whole.ballots.stray == 0)
  }

  @Test("a bearer that is declared a duplicate sets the other free") func duplicateDecided() {
    let pages = Samples.assembled(
      [Samples.page(marks: ["5", "4", "3"], serial: "1"), Samples.page(marks: ["5", "4", "2"], serial: "1")],
      decisions: [decision(2, .page(.duplicate))])
    #expect(statuses(pages) == [.ok, .duplicate])
    #expect(Tally(pages: pages, forms: Samples.forms).whole.ballots.found == 1)
  }

  @Test("an invalid ballot counts as found and adds no answers") func invalidDecided() {
    let pages = Samples.assembled(
      [Samples.page(marks: ["5", "4", "3"], serial: "1")], decisions: [decision(1, .page(.invalid))])
    let section = Tally(pages: pages, forms: Samples.forms).whole
    #expect(section.ballots.invalid == 1)
    #expect(section.questions.allSatisfy { $0.total == 0 })
  }

  @Test("an unread page that a person accepts takes the answers that the person gives") func rejectedAccepted() {
    let pages = Assembly(
      forms: [Samples.coded], units: ["U01"],
      decisions: DecisionBook([
        decision(1, .page(.accept)), decision(1, .answer(question: "Q1", .values(["2"]))),
        decision(1, .answer(question: "Q2", .blank)), decision(1, .answer(question: "Q3", .values(["1"]))),
      ])
    ).assemble(Samples.inputs([Samples.rejected]))
    let section = Tally(pages: pages, forms: [Samples.coded]).whole
    #expect(section.ballots.partlyValid == 1)
    #expect(section.questions[0].count(of: "2") == 1)
  }

  @Test("an accepted page that was not read waits with every answer that nobody gave") func acceptedUnread() {
    let pages = Assembly(
      forms: [Samples.coded], units: ["U01"],
      decisions: DecisionBook([decision(1, .page(.accept)), decision(1, .answer(question: "Q2", .blank))])
    ).assemble(Samples.inputs([Samples.rejected]))
    #expect(statuses(pages) == [.ok])
    #expect(pages[0].answers.map(\.answer) == [.review, .blank, .review])
    #expect(pages[0].answers.map(\.reason) == [.notRead, .decidedByPerson, .notRead])
    #expect(Tally(pages: pages, forms: [Samples.coded]).whole.ballots.waiting == 1)
  }

  @Test("an accepted page of a form that is not known goes on waiting") func acceptedOfNoForm() {
    let pages = Samples.assembled([Samples.rejected], decisions: [decision(1, .page(.accept))])
    #expect(statuses(pages) == [.reject])
    #expect(Tally(pages: pages, forms: Samples.forms).whole.ballots.waiting == 1)
  }

  @Test("an accepted page whose code was not read is its batch's, and without a batch nobody's") func acceptedUnit() {
    let page = Samples.page(marks: ["5", "4", "3"], unit: nil, box: nil)
    let accepted = Samples.assembled([page], decisions: [decision(1, .page(.accept))])
    #expect(statuses(accepted) == [.ok])
    #expect(accepted.map(\.unit) == ["U01"] && accepted.map(\.box) == ["H1"])
    let loose = Samples.assembled([page], opening: nil, decisions: [decision(1, .page(.accept))])
    #expect(statuses(loose) == [.review])
    #expect(Tally(pages: loose, forms: Samples.forms).whole.ballots.waiting == 1)
  }

  @Test("a serial without a unit names no ballot") func serialWithoutUnit() {
    let page = Samples.page(
      marks: ["5", "4", "3"], unit: nil, serial: "000151", refusal: Refusal(.barcodesDisagree))
    #expect(Samples.assembled([page]).map(\.ballot) == ["U01-H1/scan1.png#1"])
  }

  @Test("a picture of a few dots is no ballot") func pictureOfDots() {
    let dots = PageReading(kind: .rejected, refusal: Refusal(.pictureTooSmall, measured: 3, limit: 200))
    let pages = Samples.assembled([dots, Samples.page(marks: ["5", "4", "3"], serial: "1")])
    #expect(statuses(pages) == [.reject, .ok])
    #expect(pages.map(\.ballot) == [nil, "U01-H1-1"])
    let section = Tally(pages: pages, forms: Samples.forms).whole
    #expect(section.ballots.found == 1)
    #expect(section.pages.unreadFiles == 1)
  }

  @Test("the same page twice is a duplicate, also when none of its marks is clear") func identicalUnclear() {
    for serial in ["1", nil] {
      var page = Samples.page(marks: ["5", "4", "3"], serial: serial)
      for question in page.questions.indices {
        for option in page.questions[question].options.indices
        where page.questions[question].options[option].state == .marked {
          page.questions[question].options[option].state = .unclear
        }
      }
      let pages = Samples.assembled([page, page])
      #expect(statuses(pages) == [.ok, .duplicate])
    }
  }

  @Test("folders that name no opening are split by their headers") func batchRuns() {
    let inputs = BatchRuns.assigned(
      Samples.inputs(
        [
          Samples.page(marks: ["5", "5", "5"]), Samples.header(unit: "U01", box: "H1"),
          Samples.page(marks: ["5", "5", "5"]), Samples.header(unit: "U02", box: "H3"), Samples.blank,
        ], opening: nil))
    #expect(
      inputs.map(\.opening) == [
        nil, OpeningID(unit: "U01", box: "H1"), OpeningID(unit: "U01", box: "H1"), OpeningID(unit: "U02", box: "H3"),
        OpeningID(unit: "U02", box: "H3"),
      ])
  }
}
