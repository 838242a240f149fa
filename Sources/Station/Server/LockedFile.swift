internal import Glibc

/// A file that one station holds at a time: two would hand out the same questions. The kernel lets go with the process.
final class LockedFile: Sendable {
  private let descriptor: Int32

  /// Nil where another holds it. Some network drives lock nothing: there nobody is kept out.
  init?(_ path: String) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
      close(descriptor)
      return nil
    }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }
}
