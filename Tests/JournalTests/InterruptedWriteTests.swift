import Foundation
import GRDB
import Journal
import Testing

/// A writer killed in the middle of a transaction, as the disk shows it: the store with half of the change in it, and
/// the rollback journal beside it.
@Suite struct InterruptedWriteTests {
  @Test(arguments: Journal.Access.both) func aTornTransactionIsUndone(access: Journal.Access) throws {
    let store = try TemporaryStore()
    try store.open().record((1...5).map { Samples.fileReading($0) })
    let torn = try TemporaryStore()
    try store.raw { db in
      // So small a cache makes SQLite write to the file before the commit.
      try db.execute(sql: "PRAGMA cache_size = 2; PRAGMA cache_spill = 2; BEGIN IMMEDIATE")
      try db.execute(sql: "DROP TRIGGER entry_is_never_changed; UPDATE entry SET body = body || ' '")
      for name in ["kiemphieu.db", "kiemphieu.db-journal"] {
        try FileManager.default.copyItem(
          at: store.folder.appendingPathComponent(name), to: torn.folder.appendingPathComponent(name))
      }
      try db.execute(sql: "ROLLBACK")
    }
    #expect(try Data(contentsOf: torn.url) != Data(contentsOf: store.url))

    let journal = try torn.open(access)
    #expect(try journal.verifyChain().isWhole)
    #expect(try journal.head == store.open(.readOnly).head)
    #expect(try torn.content == ["kiemphieu.db"])
  }
}
