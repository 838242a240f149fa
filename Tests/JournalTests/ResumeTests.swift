import Ballots
import Foundation
import Journal
import Testing

@Suite struct ResumeTests {
  @Test func pagesWithoutTheirFileDoNotCount() throws {
    let store = try TemporaryStore()
    try store.open().record(pages: [Samples.page(1), Samples.page(2)], ofUnfinished: Samples.hash(1))
    let journal = try store.open(.readOnly)
    #expect(try journal.head.seq == 2)
    #expect(try journal.files().isEmpty)
    #expect(try !journal.isRead(Samples.hash(1), stamp: Samples.stamp))
    #expect(try journal.readings(of: [Samples.hash(1)]).isEmpty)
  }

  @Test func aFileInPartsIsOneFile() throws {
    let store = try TemporaryStore()
    let whole = Samples.fileReading(1, pages: 5)
    let journal = try store.open()
    try journal.record(pages: Array(whole.pages[..<2]), ofUnfinished: Samples.hash(1))
    try journal.record([Samples.fileReading(2)])
    try journal.record(pages: Array(whole.pages[2..<4]), ofUnfinished: Samples.hash(1))
    try journal.record([FileReading(file: whole.file, pages: Array(whole.pages[4...]))])
    #expect(try journal.readings(of: [Samples.hash(1)]) == [whole])
  }

  @Test func whatAnInterruptedRunLeftIsNotMixedIn() throws {
    let store = try TemporaryStore()
    let stale = PageFacts(page: 1, slot: 2, reading: PageReading(kind: .foreign))
    try store.open().record(pages: [stale], ofUnfinished: Samples.hash(1))
    let journal = try store.open()
    let whole = Samples.fileReading(1, pages: 2)
    try journal.record([whole])
    #expect(try journal.readings(of: [Samples.hash(1)]) == [whole])
  }

  @Test func anAbandonedFileIsReadAnew() throws {
    let store = try TemporaryStore()
    let journal = try store.open()
    try journal.record(pages: [Samples.page(9)], ofUnfinished: Samples.hash(1))
    journal.abandon(Samples.hash(1))
    let whole = Samples.fileReading(1)
    try journal.record([whole])
    #expect(try journal.readings(of: [Samples.hash(1)]) == [whole])
  }

  @Test func theLastReadingOfAStampHolds() throws {
    let store = try TemporaryStore()
    let journal = try store.open()
    let newer = ReaderStamp(program: "1.1.0", forms: ["f1", "f2"])
    let first = Samples.fileReading(1, pages: 2)
    let second = Samples.fileReading(1, pages: 1, stamp: newer)
    var third = first
    third.pages[0].reading.form = "khác"
    try journal.record([first])
    #expect(try !journal.isRead(Samples.hash(1), stamp: newer))
    try journal.record([second, third])
    #expect(try journal.readings(of: [Samples.hash(1)], stamp: newer) == [second])
    #expect(try journal.readings(of: [Samples.hash(1)], stamp: Samples.stamp) == [third])
    #expect(try journal.readings(of: [Samples.hash(1)]) == [third])
    #expect(try journal.files(stamp: newer) == [Samples.hash(1): second.file])
  }

  @Test func theOrderOfFormsIsNoPartOfAStamp() {
    #expect(ReaderStamp(program: "1", forms: ["b", "a"]) == ReaderStamp(program: "1", forms: ["a", "b"]))
  }

  @Test func readingsComeInTheOrderAskedForAndPagesInTheirs() throws {
    let store = try TemporaryStore()
    let journal = try store.open()
    let pages = [Samples.page(2), Samples.page(1, slot: 2), Samples.page(10), Samples.page(1)]
    try journal.record([
      FileReading(file: Samples.file(3, pages: 10), pages: pages), Samples.fileReading(1), Samples.fileReading(2),
    ])
    let readings = try journal.readings(of: [2, 9, 3, 1].map(Samples.hash), stamp: Samples.stamp)
    #expect(readings.map(\.file.sha256) == [2, 3, 1].map(Samples.hash))
    #expect(readings[1].pages.map { [$0.page, $0.slot] } == [[1, 1], [1, 2], [2, 1], [10, 1]])
  }

  @Test func theSameFactsGiveTheSameBytes() throws {
    let heads = try (0..<2).map { _ in
      let store = try TemporaryStore()
      let journal = try store.open()
      try journal.remember(Samples.form)
      try journal.record([Samples.fileReading(1, pages: 3)])
      return try journal.head
    }
    #expect(heads[0] == heads[1])
  }
}
