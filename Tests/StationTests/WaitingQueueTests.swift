import Ballots
import Counting
import Testing

@testable import Station

struct WaitingQueueTests {
  private static let (an, binh, chi) = (PersonName("An"), PersonName("Bình"), PersonName("Chi"))

  private static func item(
    _ number: Int, reason: Reason = .faintMark, unit: String = "U01", voices: Set<PersonName> = []
  ) -> WaitingItem {
    let digits = String(number)
    let sha256 = String(repeating: "0", count: 64 - digits.count) + digits
    return WaitingItem(
      id: WaitingItem.ID(sheet: SheetID(sha256: sha256, page: 1, slot: 1), question: "Q1"),
      location: PageLocation(file: "scans/U01-H1/\(number).png", page: 1), reason: reason, unit: unit, form: "f",
      voices: voices)
  }

  private static func queue(_ count: Int) -> WaitingQueue { WaitingQueue((0..<count).map { item($0) }) }

  @Test func comesInOrder() {
    var queue = Self.queue(3)
    for number in 0..<3 {
      let item = queue.next(for: Self.an, at: .zero)
      #expect(item?.id == Self.item(number).id)
      queue.decided(Self.item(number).id, by: Self.an, waits: false)
    }
    #expect(queue.next(for: Self.an, at: .zero) == nil)
    #expect(queue.count() == 0)
  }

  @Test("What follows is what comes next, whoever else is there")
  func followingIsNext() {
    var queue = Self.queue(5)
    #expect(queue.following(Self.an, at: .zero) == nil)
    let mine = queue.next(for: Self.an, at: .zero)
    #expect(mine?.id == Self.item(0).id && queue.following(Self.an, at: .zero)?.id == Self.item(1).id)
    // Somebody else has it now: another one follows.
    _ = queue.next(for: Self.binh, at: .zero)
    for _ in 0..<3 {
      let following = queue.following(Self.an, at: .zero)
      guard let held = queue.next(for: Self.an, at: .zero) else { break }
      queue.decided(held.id, by: Self.an, waits: false)
      #expect(queue.next(for: Self.an, at: .zero)?.id == following?.id)
    }
    // The last one has nothing after it.
    #expect(queue.next(for: Self.an, at: .zero) != nil && queue.following(Self.an, at: .zero) == nil)
  }

  @Test("What somebody asks for is lent also where it does not wait, unless another person has it")
  func askedForAgain() throws {
    var queue = Self.queue(2)
    let decided = Self.item(9)
    try queue.reopen(decided, for: Self.an, at: .zero)
    #expect(queue.next(for: Self.an, at: .zero)?.id == decided.id)
    #expect(throws: WaitingQueue.Refusal.lent(to: Self.an)) { try queue.reopen(decided, for: Self.binh, at: .zero) }
    #expect(queue.count() == 2)
    let taken = try queue.take(decided.id, for: Self.an, at: .zero)
    #expect(taken.id == decided.id)
    queue.decided(decided.id, by: Self.an, waits: false)
    #expect(throws: WaitingQueue.Refusal.notWaiting) { try queue.take(decided.id, for: Self.binh, at: .zero) }
    // One's own word may be taken back where others are asked.
    queue.decided(Self.item(0).id, by: Self.an, waits: true)
    #expect(throws: WaitingQueue.Refusal.ownVoice) { try queue.take(Self.item(0).id, for: Self.an, at: .zero) }
    try queue.reopen(Self.item(0), for: Self.an, at: .zero)
    #expect(try queue.take(Self.item(0).id, for: Self.an, at: .zero).id == Self.item(0).id)
  }

  @Test func lookingAgainShowsTheSame() {
    var queue = Self.queue(3)
    #expect(queue.next(for: Self.an, at: .zero) == queue.next(for: Self.an, at: .seconds(1)))
  }

  @Test("Ten people, each with an item before them: never the same one")
  func twoNeverHaveTheSame() {
    var queue = Self.queue(100)
    let people = (0..<10).map { PersonName("Người \($0)") }
    var decided: Set<WaitingItem.ID> = []
    for round in 0..<10 {
      let now = Duration.seconds(round)
      let items = people.map { queue.next(for: $0, at: now)?.id }
      #expect(Set(items).count == 10 && !items.contains(nil))
      for (person, item) in zip(people, items) {
        guard let item else { continue }
        #expect(decided.insert(item).inserted)
        queue.decided(item, by: person, waits: false)
      }
    }
    #expect(queue.count() == 0)
  }

  @Test func lentItemIsRefusedToOthersUntilTheLoanEnds() throws {
    var queue = Self.queue(1)
    let found = queue.next(for: Self.an, at: .zero)
    let item = try #require(found)
    #expect(queue.next(for: Self.binh, at: .zero) == nil)
    #expect(throws: WaitingQueue.Refusal.lent(to: Self.an)) { try queue.take(item.id, for: Self.binh, at: .zero) }
    let later = WaitingQueue.loan
    #expect(queue.next(for: Self.binh, at: later) == item)
    // And now the first has lost it.
    #expect(throws: WaitingQueue.Refusal.lent(to: Self.binh)) { try queue.take(item.id, for: Self.an, at: later) }
  }

  @Test func decidedItemIsTakenByNobody() throws {
    var queue = Self.queue(2)
    let item = Self.item(0).id
    queue.decided(item, by: Self.an, waits: false)
    #expect(throws: WaitingQueue.Refusal.notWaiting) { try queue.take(item, for: Self.binh, at: .zero) }
    #expect(throws: WaitingQueue.Refusal.notWaiting) { try queue.take(Self.item(7).id, for: Self.binh, at: .zero) }
  }

  @Test func secondPersonIsAnother() throws {
    var queue = Self.queue(1)
    let item = Self.item(0).id
    _ = queue.next(for: Self.an, at: .zero)
    queue.decided(item, by: Self.an, waits: true)
    #expect(queue.count() == 1)
    #expect(queue.next(for: Self.an, at: .zero) == nil)
    #expect(throws: WaitingQueue.Refusal.ownVoice) { try queue.take(item, for: Self.an, at: .zero) }
    #expect(queue.next(for: Self.binh, at: .zero)?.id == item)
    queue.decided(item, by: Self.binh, waits: true)
    #expect(queue.next(for: Self.binh, at: .zero) == nil)
    #expect(queue.next(for: Self.chi, at: .zero)?.id == item)
  }

  @Test func wordsOfEarlierDaysCount() {
    var queue = WaitingQueue([Self.item(0, voices: [Self.an]), Self.item(1)])
    #expect(queue.next(for: Self.an, at: .zero)?.id == Self.item(1).id)
    #expect(queue.next(for: Self.binh, at: .zero)?.id == Self.item(0).id)
  }

  @Test func passedItemComesAgainAtTheEnd() {
    var queue = Self.queue(3)
    _ = queue.next(for: Self.an, at: .zero)
    queue.pass(Self.an)
    #expect(queue.next(for: Self.an, at: .zero)?.id == Self.item(1).id)
    // It is free for others meanwhile.
    #expect(queue.next(for: Self.binh, at: .zero)?.id == Self.item(0).id)
    queue.pass(Self.binh)
    queue.pass(Self.an)
    #expect(queue.next(for: Self.an, at: .zero)?.id == Self.item(2).id)
    queue.pass(Self.an)
    #expect(queue.next(for: Self.an, at: .zero)?.id == Self.item(0).id)
  }

  @Test func filtersHold() {
    var queue = WaitingQueue([
      Self.item(0), Self.item(1, reason: .smallMark), Self.item(2, unit: "U02"),
      Self.item(3, reason: .smallMark, unit: "U02"),
    ])
    let filter = WaitingQueue.Filter(reason: .smallMark, unit: "U02")
    #expect(queue.count(filter) == 1 && queue.count(WaitingQueue.Filter(unit: "U02")) == 2 && queue.count() == 4)
    #expect(queue.next(for: Self.an, at: .zero)?.id == Self.item(0).id)
    #expect(queue.next(for: Self.an, filter, at: .zero)?.id == Self.item(3).id)
    queue.decided(Self.item(3).id, by: Self.an, waits: false)
    #expect(queue.next(for: Self.an, filter, at: .zero) == nil)
    #expect(queue.count(filter) == 0 && queue.count(WaitingQueue.Filter(reason: .smallMark)) == 1)
    #expect(queue.next(for: Self.an, WaitingQueue.Filter(unit: "U99"), at: .zero) == nil)
    #expect(queue.units == ["U01", "U02"])
    #expect(Set(queue.reasons) == [.faintMark, .smallMark])
  }

  @Test func goingBackShowsTheLastOne() throws {
    var queue = Self.queue(3)
    for _ in 0..<2 {
      let found = queue.next(for: Self.an, at: .zero)
      let item = try #require(found)
      queue.decided(item.id, by: Self.an, waits: false)
    }
    #expect(queue.back(Self.an, at: .zero)?.id == Self.item(1).id)
    #expect(queue.next(for: Self.an, at: .zero)?.id == Self.item(1).id)
    #expect((try? queue.take(Self.item(1).id, for: Self.an, at: .zero)) != nil)
    #expect(queue.back(Self.an, at: .zero)?.id == Self.item(0).id)
    queue.decided(Self.item(0).id, by: Self.an, waits: false)
    #expect(queue.next(for: Self.an, at: .zero)?.id == Self.item(2).id)
    #expect(queue.back(Self.binh, at: .zero) == nil)
  }

  @Test("What was decided before a new count can be gone back to after it")
  func goingBackOutlivesACount() {
    var queue = Self.queue(2)
    queue.decided(Self.item(0).id, by: Self.an, waits: false)
    var counted = WaitingQueue([Self.item(1)], continuing: queue)
    #expect(counted.count() == 1)
    #expect(counted.back(Self.an, at: .zero)?.id == Self.item(0).id)
    #expect(counted.next(for: Self.an, at: .zero)?.id == Self.item(0).id)
    #expect((try? counted.take(Self.item(0).id, for: Self.an, at: .zero)) != nil)
    counted.decided(Self.item(0).id, by: Self.an, waits: false)
    #expect(counted.next(for: Self.an, at: .zero)?.id == Self.item(1).id)
  }

  @Test func goingBackDoesNotTakeFromOthers() {
    var queue = Self.queue(1)
    queue.decided(Self.item(0).id, by: Self.an, waits: true)
    #expect(queue.next(for: Self.binh, at: .zero) != nil)
    #expect(queue.back(Self.an, at: .zero) == nil)
  }

  @Test func decidedAnewIsNotCountedTwice() {
    var queue = Self.queue(2)
    queue.decided(Self.item(0).id, by: Self.an, waits: false)
    _ = queue.back(Self.an, at: .zero)
    #expect(queue.count() == 1)
    queue.decided(Self.item(0).id, by: Self.an, waits: false)
    #expect(queue.count() == 1)
  }

  @Test func sameSheetTwiceWaitsOnce() {
    #expect(WaitingQueue([Self.item(0), Self.item(0)]).count() == 1)
  }

  @Test(arguments: ["", "x-1-1", "0-1-1"]) func otherTextsNameNoSheet(text: String) { #expect(SheetID(text) == nil) }

  @Test func sheetIsReadBack() {
    let sheet = SheetID(sha256: String(repeating: "a1", count: 32), page: 12, slot: 2)
    #expect(SheetID(sheet.text) == sheet)
    #expect(SheetID(sheet.text + "-3") == nil)
    #expect(SheetID(sheet.text.uppercased()) == nil)
  }
}
