import Ballots
import Counting
import Journal
import Testing

@Suite struct AnchorTests {
  static let hash = "3f2a91c077de10b4" + String(repeating: "5a", count: 24)

  @Test(arguments: [
    "214:3F2A91C077DE10B4", "214:3f2a91c077de10b4", "No. 214 · 3F2A 91C0 77DE 10B4", "Số 214 3F2A 91C0 77DE 10B4",
    "214 3F2A91C077DE10B4", "214 : 3F2A-91C0-77DE-10B4", " 214·3F2A 91C0 77DE 10B4 ",
  ])
  func asPrintedOrTyped(_ text: String) throws {
    let anchor = try #require(Anchor(text))
    #expect(anchor.seq == 214)
    #expect(anchor.digits == "3f2a91c077de10b4")
  }

  @Test func theQRCodeAndTheWholeHash() throws {
    #expect(Anchor("KP1HEAD 214 \(Self.hash.uppercased())") == Anchor("214:\(Self.hash)"))
    #expect(try #require(Anchor(Self.hash)).seq == nil)
    #expect(try #require(Anchor("3F2A 91C0 77DE 10B4")).seq == nil)
    // A hash that begins with a group of decimal digits is no number.
    #expect(try #require(Anchor("1234 5678 90AB CDEF")).digits == "1234567890abcdef")
  }

  @Test(arguments: ["", "214", "214:3F2A", "214:3F2A91C077DE10BX", "0:3F2A91C077DE10B4", "-1:3F2A91C077DE10B4"])
  func noAnchor(_ text: String) {
    #expect(Anchor(text) == nil)
  }

  @Test func aStoreHoldsItsHeads() throws {
    let store = try TemporaryStore()
    let journal = try store.open()
    try journal.remember(Samples.form)
    let early = try journal.head
    try journal.record([Samples.fileReading(1, pages: 2)])
    let late = try journal.head
    for head in [early, late] {
      #expect(try journal.entry(at: try #require(Anchor(Anchor.short(head)))) == head)
      #expect(try journal.entry(at: try #require(Anchor(head.hash))) == head)
    }
    // The right digits at another number are none.
    #expect(try journal.entry(at: try #require(Anchor("\(early.seq):\(late.hash)"))) == nil)
  }

  @Test func aStoreCutShortDoesNot() throws {
    let store = try TemporaryStore()
    let head = try {
      let journal = try store.open()
      try journal.record([Samples.fileReading(1, pages: 2)])
      return try journal.head
    }()
    try store.tamper("DELETE FROM entry WHERE seq = \(head.seq)")
    let journal = try store.open(.readOnly)
    // Of the entries nothing tells it; that the test dropped the table's guards is reported besides.
    #expect(try journal.verifyChain().faults.allSatisfy { $0.seq == nil })
    #expect(try journal.entry(at: try #require(Anchor(Anchor.short(head)))) == nil)
  }
}
