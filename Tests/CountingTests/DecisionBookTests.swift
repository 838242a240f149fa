import Ballots
import Counting
import Testing

/// Decisions of one and of several people, by what becomes of the page.
@Suite struct DecisionBookTests {
  private static let reading = Samples.page(Samples.plain, marks: ["5", "4", "3"], unit: nil, box: nil)

  private func decision(_ subject: Decision.Subject, by person: String) -> Decision {
    Decision(
      sha256: "U01-H1-1", page: 1, slot: 1, subject: subject, person: person, time: "2026-10-08T09:00:00Z",
      why: "xem giấy")
  }

  private func page(_ decisions: [Decision], peopleToAgree: Int) throws -> AssembledPage {
    try #require(
      Assembly(
        forms: [Samples.plain], decisions: DecisionBook(decisions, peopleToAgree: peopleToAgree)
      ).assemble(Samples.inputs([Self.reading])).first)
  }

  private func answer(_ decisions: [Decision], peopleToAgree: Int = 2) throws -> JudgedAnswer {
    try #require(try page(decisions, peopleToAgree: peopleToAgree).answers.first { $0.question == "Q1" })
  }

  private func says(_ value: String, _ person: String) -> Decision {
    decision(.answer(question: "Q1", .values([value])), by: person)
  }

  @Test func ofOnePersonTheLastWordHolds() throws {
    let answer = try answer([says("1", "An"), says("2", "Bình"), says("3", "An")], peopleToAgree: 1)
    #expect(answer.answer == .values(["3"]))
    #expect(answer.reason == .decidedByPerson)
  }

  @Test func oneOfTwoIsProvisional() throws {
    let answer = try answer([says("1", "An")])
    #expect(answer.answer == .review)
    #expect(answer.reason == .secondPersonNeeded)
    // Saying it twice makes no second person.
    #expect(try self.answer([says("1", "An"), says("1", "An")]).reason == .secondPersonNeeded)
  }

  @Test func twoWhoAgree() throws {
    let answer = try answer([says("1", "An"), says("1", "Bình")])
    #expect(answer.answer == .values(["1"]))
    #expect(answer.reason == .decidedByPerson)
  }

  @Test func twoWhoDisagreeNeedAThird() throws {
    #expect(try answer([says("1", "An"), says("2", "Bình")]).reason == .peopleDisagree)
    #expect(try answer([says("1", "An"), says("2", "Bình"), says("2", "Chi")]).answer == .values(["2"]))
    #expect(try answer([says("1", "An"), says("2", "Bình"), says("3", "Chi")]).reason == .peopleDisagree)
    let tied = [says("1", "An"), says("2", "Bình"), says("2", "Chi"), says("1", "Dũng")]
    #expect(try answer(tied).reason == .peopleDisagree)
  }

  @Test func whatIsHandedOnWaitsForSomebodyElse() throws {
    let handedOn = decision(.answer(question: "Q1", .review), by: "An")
    for peopleToAgree in 1...2 {
      let answer = try answer([handedOn], peopleToAgree: peopleToAgree)
      #expect(answer.answer == .review)
      #expect(answer.reason == .escalated)
    }
    // One person is enough: the next one's word holds, also the own one after a second look.
    for person in ["An", "Bình"] {
      #expect(try answer([handedOn, says("2", person)], peopleToAgree: 1).answer == .values(["2"]))
    }
    // A decision that somebody doubts is in doubt.
    #expect(try answer([says("1", "Bình"), handedOn], peopleToAgree: 1).reason == .escalated)
    // To hand on is no voice.
    #expect(try answer([handedOn, says("2", "Bình")]).reason == .secondPersonNeeded)
    #expect(try answer([handedOn, says("2", "Bình"), says("2", "Chi")]).answer == .values(["2"]))
    #expect(try answer([says("1", "An"), handedOn]).reason == .escalated)
  }

  @Test func aPageThatIsHandedOnWaits() throws {
    for peopleToAgree in 1...2 {
      let page = try page([decision(.page(.review), by: "An")], peopleToAgree: peopleToAgree)
      #expect(page.status == .review)
      #expect(page.reason == .escalated)
      #expect(page.waitsForAnotherPerson)
      #expect(page.decision == nil)
    }
    let decided = try page(
      [decision(.page(.review), by: "An"), decision(.page(.invalid), by: "Bình")], peopleToAgree: 1)
    #expect(decided.decision == .invalid)
  }

  @Test func whoChangesTheirMindHasOneVoice() throws {
    #expect(try answer([says("1", "An"), says("2", "Bình"), says("2", "An")]).answer == .values(["2"]))
    #expect(try answer([says("1", "An"), says("1", "Bình"), says("2", "An")]).reason == .peopleDisagree)
  }

  @Test func namesAreComparedWhateverTheirSpelling() throws {
    let composed = "Nguyễn Văn An"
    let decomposed = "Nguye\u{302}\u{303}n Va\u{306}n An"
    #expect(try answer([says("1", composed), says("1", decomposed)]).reason == .secondPersonNeeded)
  }

  /// Nobody becomes two people by writing the own name in another way.
  @Test(arguments: [
    "nguyễn văn an", "NGUYỄN VĂN AN", "Nguyễn  Văn An", " Nguyễn Văn An ", "Nguyễn\u{A0}Văn An", "NguyễnVăn An",
    "Nguyễn Văn A\u{AD}n", "Nguyễn\u{200B} Văn An", "Nguyễn Văn An\u{200D}", "Nguyễn Văn A\u{34F}n", "Nguyễn Văn An.",
    "Nguyễn-Văn-An", "“Nguyễn Văn An”", "Nguyễn Văn An ★", "Nguye\u{302}\u{303}n Va\u{306}n An",
  ])
  func oneNameInManySpellings(_ other: String) throws {
    #expect(PersonName(other) == PersonName("Nguyễn Văn An"))
    #expect(try answer([says("1", "Nguyễn Văn An"), says("1", other)]).reason == .secondPersonNeeded)
  }

  @Test func theToneMarkStandsOnEitherVowel() {
    #expect(PersonName("Lê Thị Hòa") == PersonName("Lê Thị Hoà"))
    #expect(PersonName("Trần Thuý Quỳnh") == PersonName("Trần Thúy Qùynh"))
    #expect(PersonName("Đỗ Hoà Ái") != PersonName("Đỗ Hoá Ái"))
  }

  @Test(arguments: [
    ("Nguyễn Văn An", "Nguyễn Văn Ân"), ("Lê Thị Hoa", "Lê Thị Hòa"), ("Lê Thị Hòa", "Lê Thị Hóa"), ("Đỗ An", "Dỗ An"),
    ("Trần Nga", "Trần Ngà"), ("An 1", "An 2"), ("Á", "A1"), ("Иван", "Ivan"),
  ])
  func twoNames(_ one: String, _ other: String) throws {
    #expect(PersonName(one) != PersonName(other))
    #expect(try answer([says("1", one), says("1", other)]).answer == .values(["1"]))
  }

  @Test func aPageWaitsForTheSecondPerson() throws {
    let one = try page([decision(.page(.invalid), by: "An")], peopleToAgree: 2)
    #expect(one.status == .review)
    #expect(one.reason == .secondPersonNeeded)
    #expect(one.waitsForAnotherPerson)
    let two = try page(
      [decision(.page(.invalid), by: "An"), decision(.page(.invalid), by: "Bình")], peopleToAgree: 2)
    #expect(two.status == .reject)
    #expect(two.decision == .invalid)
    let divided = try page(
      [decision(.page(.invalid), by: "An"), decision(.page(.accept), by: "Bình")], peopleToAgree: 2)
    #expect(divided.reason == .peopleDisagree)
    let tally = Tally(pages: [divided], forms: [Samples.plain], policy: MarkPolicy())
    #expect(tally.whole.ballots.waiting == 1)
  }
}
