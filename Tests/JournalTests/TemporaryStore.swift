import Foundation
import GRDB
import Journal

/// A store in a folder of its own, which goes with the object.
final class TemporaryStore {
  let folder: URL
  var url: URL { folder.appendingPathComponent("kiemphieu.db") }

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("journal-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// The journal, with a clock that stands still: what is written depends on nothing but the facts.
  func open(_ access: Journal.Access = .readWrite) throws(JournalError) -> Journal {
    try Journal(at: url, access: access, now: { Date(timeIntervalSince1970: 1_780_000_000) })
  }

  /// What a person with any SQLite program can do.
  func tamper(_ sql: String) throws {
    try raw { db in
      try db.execute(sql: "DROP TRIGGER entry_is_never_changed; DROP TRIGGER entry_is_never_removed")
      try db.execute(sql: sql)
    }
  }

  func raw<T>(_ change: (Database) throws -> T) throws -> T {
    try DatabaseQueue(path: url.path).writeWithoutTransaction(change)
  }

  /// Names in the folder.
  var content: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() } }
}
