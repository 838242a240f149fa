public import Foundation
internal import GRDB
internal import Synchronization

/// What is remembered of a survey: one SQLite file of entries that are only ever added, each chained by SHA-256 to the
/// one before.
///
/// - Every fact that changes the count is an entry: a form in use, a file read, a page read, a decision by a person.
///   Nothing is overwritten; what is newer stands beside what is older.
/// - A picture is known by the SHA-256 of its file, never by its name: a file that was renamed is not read again, and
///   one that lies in the folder twice is read once.
/// - The pages of a file count from the moment when its `fileRead` is written, and all of them at once. A run killed
///   between two pages leaves pages that no `fileRead` claims; they are ignored and read again.
/// - The store uses a rollback journal that is deleted at each commit, so between commits the survey's folder holds one
///   file that can be copied as it is, and after a crash the file and its rollback journal together.
/// - One writer at a time: the folder is locked for as long as the journal is open for writing, by a lock that the
///   kernel drops with the process. Readers work beside it.
public final class Journal: Sendable {
  /// What a journal is opened for.
  public enum Access: Hashable, Sendable {
    /// Adding entries; creates the store when there is none, and shuts other writers out.
    case readWrite
    /// Looking only; works beside a writer.
    case readOnly
  }

  /// What the journal was opened for.
  public let access: Access

  let connection: DatabaseQueue
  let state: Mutex<WriterState>
  let now: @Sendable () -> Date
  private let lock: FolderLock?

  /// Opens the store at `url`, after undoing what an interrupted write may have left.
  ///
  /// `now` gives the time that entries bear; it never enters a count.
  public init(at url: URL, access: Access, now: @escaping @Sendable () -> Date = { Date() }) throws(JournalError) {
    self.access = access
    self.now = now
    switch access {
    case .readWrite:
      try Connection.checkWritable(url)
      lock = try FolderLock(folder: url.deletingLastPathComponent())
      connection = try Connection.openForWriting(url)
    case .readOnly:
      lock = nil
      connection = try Connection.openForReading(url)
    }
    state = Mutex(WriterState(head: try Self.head(in: connection)))
  }

  /// Opens a store for adding that must be there: a command that only adds to a count makes no new one.
  public convenience init(
    existingAt url: URL, now: @escaping @Sendable () -> Date = { Date() }
  ) throws(JournalError) {
    // Looking first leaves a folder without a store as it was.
    _ = try Connection.openForReading(url)
    try self.init(at: url, access: .readWrite, now: now)
  }

  /// Opens a store for adding where there is one; nil, and nothing is made, where there is none.
  public convenience init?(
    ifAt url: URL, now: @escaping @Sendable () -> Date = { Date() }
  ) throws(JournalError) {
    do throws(JournalError) {
      try self.init(existingAt: url, now: now)
    } catch .missing {
      return nil
    }
  }

  /// When the last entry was made, ISO 8601 with zone; nil where there is none.
  public var lastTime: String? {
    get throws(JournalError) {
      try connection.reading { try String.fetchOne($0, sql: "SELECT time FROM entry ORDER BY seq DESC LIMIT 1") }
    }
  }

  /// The last entry: what a later look at the store can be held against.
  public var head: ChainHead {
    get throws(JournalError) { try Self.head(in: connection) }
  }

  private static func head(in connection: DatabaseQueue) throws(JournalError) -> ChainHead {
    try connection.reading { db in try ChainHead.last(in: db) }
  }
}

/// What the one writer knows between two transactions.
struct WriterState {
  /// The chain's last entry as this writer left it. Another one in the store means another writer.
  var head: ChainHead
  /// Files whose pages are being recorded in parts: the first entry of each, by SHA-256.
  var unfinished: [String: Int] = [:]
}
