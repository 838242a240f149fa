import Foundation
import GRDB
import Journal
import Testing

@Suite struct AppendOnlyTests {
  @Test(arguments: [
    "UPDATE entry SET body = '{}' WHERE seq = 1",
    "UPDATE entry SET page = page",
    "DELETE FROM entry WHERE seq = 2",
    "DELETE FROM entry",
    "INSERT OR REPLACE INTO entry SELECT seq, time, kind, sha256, page, '{}', previous, hash FROM entry WHERE seq = 1",
    "INSERT INTO entry SELECT seq + 9, time, kind, sha256, page, body, hash, hash FROM entry WHERE seq = 2",
    "INSERT INTO entry SELECT seq + 1, time, kind, sha256, page, body, previous, hash FROM entry WHERE seq = 2",
  ])
  func theTableRefuses(sql: String) throws {
    let store = try TemporaryStore()
    try store.open().record([Samples.fileReading(1)])
    #expect(throws: DatabaseError.self) { try store.raw { try $0.execute(sql: sql) } }
    let journal = try store.open(.readOnly)
    #expect(try journal.verifyChain().isWhole)
    #expect(try journal.head.seq == 2)
  }
}
