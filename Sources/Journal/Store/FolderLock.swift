public import Foundation
internal import Glibc

/// A lock on a folder for the life of the object. Whoever writes a survey's store or its results has it alone; those who
/// hold the results against the store share it.
///
/// The folder itself is locked, not a file in it: nothing is left behind, and SQLite's own locks on the store, which a
/// process loses when it closes any descriptor of that file, are not touched. The kernel drops the lock with the
/// process, however it ends; the descriptor is not inherited by child processes.
public final class FolderLock: Sendable {
  private let descriptor: Int32

  /// Takes the lock, alone or with others who share it. Throws `busy` where another program has it in a way that shuts this
  /// one out, `missing` or `noPermission` where there is no folder to
  /// be opened.
  public init(folder: URL, isShared: Bool = false) throws(JournalError) {
    let path = folder.path
    let opened = open(path.isEmpty ? "." : path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard opened >= 0 else { throw errno == EACCES ? .noPermission : .missing }
    descriptor = opened
    while flock(opened, (isShared ? LOCK_SH : LOCK_EX) | LOCK_NB) != 0 {
      switch errno {
      case EINTR: continue
      case EWOULDBLOCK: throw .busy
      // Some network drives lock no folders. There, a second writer is still told by SQLite's locks and by the chain's
      // head that moved; only later.
      default: return
      }
    }
  }

  deinit { _ = close(descriptor) }
}
