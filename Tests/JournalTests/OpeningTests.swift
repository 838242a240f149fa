import Ballots
import Counting
import Foundation
import GRDB
import Testing

@testable import Journal

@Suite struct OpeningTests {
  @Test func aNewStoreHoldsNothing() throws {
    let store = try TemporaryStore()
    let journal = try store.open()
    #expect(try journal.head.seq == 0)
    #expect(try journal.head.hash == String(repeating: "0", count: 64))
    #expect(try journal.verifyChain().isWhole)
    #expect(try journal.decisions().isEmpty)
  }

  @Test func twoWritersAtOnce() throws {
    let store = try TemporaryStore()
    let first = try store.open()
    #expect(throws: JournalError.busy) { try store.open() }
    try first.record([Samples.fileReading(1)])
    // Someone who looks is welcome meanwhile.
    #expect(try store.open(.readOnly).files().count == 1)
  }

  @Test func theFolderIsFreeAfterTheWriter() throws {
    let store = try TemporaryStore()
    for number in 1...3 { try store.open().record([Samples.fileReading(number)]) }
    #expect(try store.open(.readOnly).files().count == 3)
    #expect(try store.content == ["kiemphieu.db"])
  }

  @Test func anEntryFromElsewhereStopsTheWriter() throws {
    let store = try TemporaryStore()
    let journal = try store.open()
    try journal.record([Samples.fileReading(1)])
    try store.raw { db in
      try db.execute(
        sql: """
          INSERT INTO entry SELECT seq + 1, time, kind, sha256, page, body, hash, zeroblob(32)
          FROM entry ORDER BY seq DESC LIMIT 1
          """)
    }
    #expect(throws: JournalError.busy) { try journal.record([Samples.fileReading(2)]) }
  }

  @Test func lookingDoesNotWrite() throws {
    let store = try TemporaryStore()
    #expect(throws: JournalError.missing) { try store.open(.readOnly) }
    #expect(try store.content.isEmpty)
    _ = try store.open()
    let reader = try store.open(.readOnly)
    #expect(throws: JournalError.readOnly) { try reader.record([Samples.fileReading(1)]) }
    #expect(throws: JournalError.readOnly) { try reader.remember(Samples.form) }
    #expect(throws: JournalError.readOnly) { try reader.record(Samples.decision(.page(.accept))) }
  }

  @Test func anInterruptedCreationIsNoStore() throws {
    let store = try TemporaryStore()
    try Data().write(to: store.url)
    #expect(throws: JournalError.missing) { try store.open(.readOnly) }
    #expect(try store.open().head.seq == 0)
  }

  @Test(arguments: Journal.Access.both) func aFileThatIsNoDatabase(access: Journal.Access) throws {
    let store = try TemporaryStore()
    try Data(repeating: 0x20, count: 5_000).write(to: store.url)
    #expect(throws: JournalError.notAStore) { try store.open(access) }
    #expect(try Data(contentsOf: store.url) == Data(repeating: 0x20, count: 5_000))
  }

  @Test(arguments: Journal.Access.both) func aDatabaseOfAnotherProgram(access: Journal.Access) throws {
    let store = try TemporaryStore()
    try store.raw { try $0.execute(sql: "CREATE TABLE guests (name TEXT)") }
    #expect(throws: JournalError.notAStore) { try store.open(access) }
  }

  /// SQLite would read, write and delete what such a link leads to.
  @Test(arguments: Journal.Access.both, ["-journal", "-wal", "-shm"])
  func aLinkBesideTheStore(access: Journal.Access, suffix: String) throws {
    let store = try TemporaryStore()
    _ = try store.open()
    let other = store.folder.appendingPathComponent("other")
    try Data("contents".utf8).write(to: other)
    let link = URL(fileURLWithPath: store.url.path + suffix)
    try FileManager.default.createSymbolicLink(at: link, withDestinationURL: other)
    #expect(throws: JournalError.damaged(detail: "kiemphieu.db\(suffix) is no plain file")) {
      try store.open(access)
    }
    #expect(try String(contentsOf: other, encoding: .utf8) == "contents")
  }

  @Test(arguments: Journal.Access.both) func aStoreOfANewerProgram(access: Journal.Access) throws {
    let store = try TemporaryStore()
    _ = try store.open()
    try store.raw { try $0.execute(sql: "PRAGMA user_version = 99") }
    #expect(throws: JournalError.newerProgram(store: 99, supported: 2)) { try store.open(access) }
  }

  @Test func aFolderThatIsNotThere() throws {
    let nowhere = try TemporaryStore().folder.appendingPathComponent("none/kiemphieu.db")
    for access in Journal.Access.both {
      #expect(throws: JournalError.missing) { try Journal(at: nowhere, access: access) }
    }
  }

  @Test func aStoreThatIsTakenAway() throws {
    let store = try TemporaryStore()
    let journal = try store.open()
    try journal.record([Samples.fileReading(1)])
    try FileManager.default.removeItem(at: store.url)
    #expect(throws: JournalError.vanished) { try journal.record([Samples.fileReading(2)]) }
  }

  @Test func aFullDiskKeepsWholeFactsOnly() throws {
    let store = try TemporaryStore()
    let journal = try store.open()
    try journal.record([Samples.fileReading(1)])
    let head = try journal.head
    // SQLite reports its own limit on pages as it reports a full disk.
    try journal.limitPages(to: 12)
    #expect(throws: JournalError.diskFull) {
      try journal.record((2...40).map { Samples.fileReading($0) })
    }
    #expect(try journal.head == head)
    #expect(try journal.verifyChain().isWhole)
    try journal.limitPages(to: 100_000)
    try journal.record([Samples.fileReading(2)])
    #expect(try journal.files().count == 2)
  }
}

extension Journal.Access {
  static let both: [Journal.Access] = [.readWrite, .readOnly]
}

extension Journal {
  /// The largest size that SQLite lets the store grow to, in its pages.
  fileprivate func limitPages(to count: Int) throws {
    _ = try connection.writing { db in try Int.fetchOne(db, sql: "PRAGMA max_page_count = \(count)") }
  }
}
