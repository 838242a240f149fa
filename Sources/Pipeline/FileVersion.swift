internal import Glibc

/// What the system notes about a file's contents: as long as it stays the same, nobody wrote to the file or put another
/// in its place. Two changes within one tick of the kernel's clock (some ms) look like one.
struct FileVersion: Sendable, Equatable {
  private let device: UInt64
  private let number: UInt64
  private let size: Int
  /// When the contents were last written, and when anything about the file last changed: s and ns. A program may set the
  /// first, nobody the second.
  private let written: [Int]
  private let changed: [Int]

  /// Nil where there is no such file.
  init?(path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    device = UInt64(status.st_dev)
    number = UInt64(status.st_ino)
    size = Int(status.st_size)
    written = [status.st_mtim.tv_sec, status.st_mtim.tv_nsec]
    changed = [status.st_ctim.tv_sec, status.st_ctim.tv_nsec]
  }
}
