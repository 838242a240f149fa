internal import GRDB

extension JournalError {
  /// The one place where SQLite's result codes get their meaning.
  init(_ error: any Error) {
    switch error {
    case let error as JournalError: self = error
    case let error as DatabaseError: self = Self(sqlite: error)
    case let error as DecodingError: self = .damaged(detail: error.summary)
    default: self = .other(code: 0, detail: String(describing: error))
    }
  }

  private init(sqlite error: DatabaseError) {
    let detail = error.message ?? error.resultCode.description
    // The special cases of a code come before the code itself.
    switch error.extendedResultCode {
    case .SQLITE_READONLY_ROLLBACK, .SQLITE_READONLY_RECOVERY: self = .needsRecovery
    case .SQLITE_READONLY_DBMOVED, .SQLITE_IOERR_VNODE: self = .vanished
    case .SQLITE_IOERR_CORRUPTFS, .SQLITE_IOERR_DATA, .SQLITE_IOERR_SHORT_READ: self = .damaged(detail: detail)
    case .SQLITE_IOERR_LOCK, .SQLITE_IOERR_BLOCKED: self = .busy
    default:
      switch error.resultCode {
      case .SQLITE_NOTADB, .SQLITE_FORMAT: self = .notAStore
      case .SQLITE_CORRUPT, .SQLITE_CONSTRAINT, .SQLITE_MISMATCH: self = .damaged(detail: detail)
      case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL: self = .busy
      case .SQLITE_READONLY: self = .readOnly
      case .SQLITE_PERM, .SQLITE_CANTOPEN, .SQLITE_AUTH: self = .noPermission
      case .SQLITE_FULL: self = .diskFull
      default: self = .other(code: Int(error.extendedResultCode.rawValue), detail: detail)
      }
    }
  }
}
