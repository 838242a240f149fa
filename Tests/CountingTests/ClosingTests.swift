import Ballots
import Counting
import Testing

@Suite struct ClosingTests {
  private static let opening = Samples.opening
  private static let readings = [
    Samples.page(Samples.plain, marks: ["5", "4", "3"], unit: nil, box: nil, hand: 1),
    Samples.page(Samples.plain, marks: ["1", "2", "3"], unit: nil, box: nil, hand: 2),
  ]

  private func minutes(inBox: Int = 2) -> OpeningMinutes {
    var minutes = OpeningMinutes(file: "minutes/U01-H1.yaml", opening: Self.opening)
    minutes.ballotsInBox = inBox
    return minutes
  }

  private func discrepancy(_ code: DiscrepancyCode) -> Discrepancy {
    Discrepancy(code, at: .opening(Self.opening), expected: 2, found: 3)
  }

  private func rules(
    pages: [AssembledPage] = [], section: TallySection? = TallySection(), discrepancies: [Discrepancy] = [],
    closing: Closing? = nil
  ) -> ClosingRules {
    ClosingRules(
      pages: pages, section: section, discrepancies: discrepancies, hasMinutes: section != nil, closing: closing)
  }

  @Test func aBoxInOrderMayBeClosed() {
    #expect(rules().obstacles(causes: [:], unread: []).isEmpty)
  }

  @Test func whatStandsAgainstIt() {
    var section = TallySection()
    section.ballots.waiting = 3
    let error = discrepancy(.fewerScanned)
    let warning = discrepancy(.scannedTwice)
    let information = discrepancy(.fullyBlank)
    let unreadable = Assembly(forms: Samples.forms).assemble([
      AssembledInput(
        location: PageLocation(file: "a.pdf", page: 1), sha256: "", content: .undecodable(Refusal(.damagedFile)),
        opening: Self.opening)
    ])
    let obstacles = rules(
      pages: unreadable, section: section, discrepancies: [error, warning, information, discrepancy(.waiting)]
    ).obstacles(causes: ["C01": "đếm nhầm"], unread: ["b.pdf"])
    // An error cannot be explained away, and C13 is told by the ballots that wait.
    #expect(
      obstacles == [
        .unread(["b.pdf"]), .waiting(3), .unreadFiles(1), .unresolved(error), .causeMissing(warning),
      ])
  }

  @Test func aNotedCauseLetsAWarningPass() {
    let rules = rules(discrepancies: [discrepancy(.scannedTwice)])
    #expect(rules.obstacles(causes: ["C03": "máy kéo tờ hai lần"], unread: []).isEmpty)
    #expect(rules.obstacles(causes: ["C03": ""], unread: []).count == 1)
  }

  @Test func nothingIsClosedTwiceOrThatIsNotThere() {
    let closing = Closing(
      opening: Self.opening, act: .reopen, person: "An", role: nil, time: "2026-10-08T09:00:00Z", why: "")
    #expect(
      rules(closing: closing).obstacles(causes: [:], unread: []) == [
        .alreadyClosed(by: "An", time: "2026-10-08T09:00:00Z")
      ])
    #expect(rules(section: nil).obstacles(causes: [:], unread: []) == [.unknownBox])
  }

  @Test func theLastActHolds() {
    func act(_ act: Closing.Act) -> Closing {
      Closing(opening: Self.opening, act: act, person: "An", role: nil, time: "", why: "")
    }
    let box = ClosedBox(ballots: BallotCounts(), pages: PageCounts(), root: "r", minutes: nil, causes: [:])
    #expect(ClosingBook([]).closed(Self.opening) == nil)
    #expect(ClosingBook([act(.close(box))]).closed(Self.opening) == box)
    #expect(ClosingBook([act(.close(box)), act(.reopen)]).closed(Self.opening) == nil)
    #expect(ClosingBook([act(.close(box)), act(.reopen), act(.close(box))]).closedOpenings == [Self.opening])
  }

  /// What differs from what was closed: another root is C14, other minutes M07.
  @Test func aClosedBoxIsHeldAgainstWhatWasClosed() {
    let pages = Samples.assembled(Self.readings)
    let tally = Tally(pages: pages, forms: Samples.forms, policy: MarkPolicy())
    let survey = Survey(title: "", forms: [], units: [SurveyUnit(code: "U01", name: "U01")])
    func codes(root: String, minutes: OpeningMinutes) -> Set<DiscrepancyCode> {
      let box = ClosedBox(
        ballots: tally.whole.ballots, pages: tally.whole.pages, root: "r", minutes: self.minutes(), causes: [:])
      let closing = Closing(opening: Self.opening, act: .close(box), person: "An", role: nil, time: "", why: "")
      return Set(
        Reconciliation(
          survey: survey, pages: pages, tally: tally, minutes: [minutes], closings: ClosingBook([closing]),
          roots: [Self.opening: root]
        ).discrepancies().map(\.code)
      ).intersection([.changedAfterClosing, .revisedAfterLock])
    }
    var moved = minutes()
    moved.file = "minutes/bien-ban.yaml"
    #expect(codes(root: "r", minutes: minutes()).isEmpty)
    #expect(codes(root: "r", minutes: moved).isEmpty)
    #expect(codes(root: "s", minutes: minutes()) == [.changedAfterClosing])
    #expect(codes(root: "r", minutes: minutes(inBox: 3)) == [.revisedAfterLock])
  }

  @Test func roles() throws {
    let review = ReviewPolicy(
      people: [
        Person(name: "An", role: .adjudicator), Person(name: "Bình", role: .operator),
        Person(name: "Chi", role: .auditor),
      ])
    for act in Role.Act.allCases {
      #expect(try review.role(of: "An", for: act) == .adjudicator)
      // An auditor changes nothing, but reads sheets again and sees what stands on them.
      if act == .recheck || act == .seeHandwriting {
        #expect(try review.role(of: "Chi", for: act) == .auditor)
      } else {
        #expect(throws: ReviewPolicy.Objection.notAllowed(.auditor)) { try review.role(of: "Chi", for: act) }
      }
      #expect(throws: ReviewPolicy.Objection.unknownPerson) { try review.role(of: "Dũng", for: act) }
      // Without a list everyone may do everything.
      #expect(try ReviewPolicy().role(of: "Dũng", for: act) == nil)
    }
    #expect(try review.role(of: "Bình", for: .close) == .operator)
    for act in [Role.Act.decide, .seeHandwriting] {
      #expect(throws: ReviewPolicy.Objection.notAllowed(.operator)) { try review.role(of: "Bình", for: act) }
    }
  }
}
