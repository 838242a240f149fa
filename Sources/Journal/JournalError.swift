/// Why the journal could not be opened, read or written. Facts only; the sentences are made elsewhere.
public enum JournalError: Error, Hashable, Sendable {
  /// There is no store at that place, or one that nothing was ever written to.
  case missing
  /// The file is not a store of this program.
  case notAStore
  /// The store was written by a newer program; versions of the format.
  case newerProgram(store: Int, supported: Int)
  /// The store contradicts itself; what SQLite or the decoder said.
  case damaged(detail: String)
  /// Another program is writing to the same folder, or keeps the store locked.
  case busy
  /// The folder or the store is write-protected, or the journal was opened for reading only.
  case readOnly
  /// The system does not let this user open the store.
  case noPermission
  /// A write was interrupted, and what it left cannot be undone because the folder is write-protected.
  case needsRecovery
  /// No room left on the disk; nothing of the entry was kept.
  case diskFull
  /// The store was moved or deleted while it was open.
  case vanished
  /// Anything else; SQLite's extended result code (0 when it is not from SQLite) and message.
  case other(code: Int, detail: String)
}
