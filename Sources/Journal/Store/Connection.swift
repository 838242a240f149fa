internal import Foundation
internal import GRDB
internal import Glibc

/// How the store's file is opened.
enum Connection {
  /// How long a writer waits for readers to finish. Other writers were shut out before; a reader's longest look is one
  /// integrity check.
  private static let writerPatience: TimeInterval = 60
  /// How long a reader waits for a writer's commit, which is a few synced pages.
  private static let readerPatience: TimeInterval = 10

  /// Says early and plainly what would fail at the first commit.
  static func checkWritable(_ url: URL) throws(JournalError) {
    let files = FileManager.default
    let folder = url.deletingLastPathComponent().path
    guard files.fileExists(atPath: folder) else { throw .missing }
    // SQLite creates its rollback journal beside the store, so the folder has to be writable too.
    guard files.isWritableFile(atPath: folder) else { throw .readOnly }
    guard !files.fileExists(atPath: url.path) || files.isWritableFile(atPath: url.path) else { throw .readOnly }
  }

  /// Opens the store for adding, and makes it when there is none.
  static func openForWriting(_ url: URL) throws(JournalError) -> DatabaseQueue {
    try checkFiles(url)
    var configuration = base(patience: writerPatience)
    configuration.prepareDatabase { db in
      // DELETE leaves one file between commits; EXTRA also syncs the folder after the rollback journal is unlinked,
      // without which a power cut could undo a commit.
      try db.execute(sql: "PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA")
    }
    let queue = try open(url, configuration)
    try queue.writing { db in
      if try Schema.isUnused(db) { try Schema.create(in: db) }
      try Schema.check(db)
      try Schema.raise(db)
    }
    return queue
  }

  /// Opens the store for looking.
  static func openForReading(_ url: URL) throws(JournalError) -> DatabaseQueue {
    guard FileManager.default.fileExists(atPath: url.path) else { throw .missing }
    try checkFiles(url)
    do {
      return try openReadOnly(url)
    } catch .needsRecovery {
      // A killed run left a rollback journal, and only a connection that may write can play it back.
      do {
        let writer = try open(url, base(patience: readerPatience))
        try writer.writing { _ in }
      } catch .readOnly {
        throw .needsRecovery
      }
      return try openReadOnly(url)
    }
  }

  /// The end of a rollback journal that names another one: SQLite plays such a journal back only as a part of a change to
  /// several databases, and deletes the file of that name (sqlite.org/fileformat2.html, "The Rollback Journal").
  private static let magic: [UInt8] = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7]

  /// Refuses what SQLite must not be given: files that are none of their own, for a pipe would be waited for and a link
  /// leads elsewhere; and a rollback journal that no program of ours left, as it names another file to be deleted.
  private static func checkFiles(_ url: URL) throws(JournalError) {
    guard isPlainFile(url.path) else { throw .notAStore }
    // Files of SQLite's other journal mode, which is not ours, are opened by it all the same.
    for suffix in ["-journal", "-wal", "-shm"] where !isPlainFile(url.path + suffix) {
      throw .damaged(detail: "\(url.lastPathComponent)\(suffix) is no plain file")
    }
    guard try end(of: url.path + "-journal") != magic else {
      throw .damaged(detail: "the rollback journal names another file")
    }
  }

  /// Whether a path is a regular file itself, or nothing.
  private static func isPlainFile(_ path: String) -> Bool {
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else { return true }
    return attributes[.type] as? FileAttributeType == .typeRegular
  }

  /// The last bytes of a rollback journal; none when there is no journal, or no more: another program may commit meanwhile.
  private static func end(of path: String) throws(JournalError) -> [UInt8] {
    do throws(ArchiveError) {
      let file = try OpenFile(reading: path)
      return try file.read(at: max(0, try file.size - magic.count), count: magic.count)
    } catch .notRead(_, ENOENT) {
      return []
    } catch {
      throw .noPermission
    }
  }

  private static func openReadOnly(_ url: URL) throws(JournalError) -> DatabaseQueue {
    var configuration = base(patience: readerPatience)
    configuration.readonly = true
    let queue = try open(url, configuration)
    try queue.reading { db in
      if try Schema.isUnused(db) { throw JournalError.missing }
      try Schema.check(db)
    }
    return queue
  }

  private static func open(_ url: URL, _ configuration: Configuration) throws(JournalError) -> DatabaseQueue {
    do {
      return try DatabaseQueue(path: url.path, configuration: configuration)
    } catch {
      throw JournalError(error)
    }
  }

  private static func base(patience: TimeInterval) -> Configuration {
    var configuration = Configuration()
    configuration.label = "Journal"
    configuration.foreignKeysEnabled = false
    configuration.busyMode = .timeout(patience)
    configuration.prepareDatabase { db in
      // A store may come from anyone: its schema runs no function of ours, and its cells are checked as they are read.
      try db.execute(sql: "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON")
    }
    return configuration
  }
}

extension DatabaseQueue {
  /// One consistent look at the store.
  func reading<T>(_ look: (Database) throws -> T) throws(JournalError) -> T {
    do { return try read(look) } catch { throw JournalError(error) }
  }

  /// One transaction: all of it is kept, or nothing.
  func writing<T>(_ change: (Database) throws -> T) throws(JournalError) -> T {
    do { return try write(change) } catch { throw JournalError(error) }
  }
}
