internal import Foundation

/// What changes of a file when another one is written in its place.
struct FileStamp: Hashable, Sendable {
  let byteCount: Int
  private let number: UInt64
  private let seconds: Int
  private let nanoseconds: Int

  /// Whether it was written no later than another one.
  func isNoNewer(than other: FileStamp) -> Bool {
    (seconds, nanoseconds) <= (other.seconds, other.nanoseconds)
  }

  /// Of a file; nil where there is none.
  init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    byteCount = Int(status.st_size)
    number = UInt64(status.st_ino)
    seconds = Int(status.st_mtim.tv_sec)
    nanoseconds = Int(status.st_mtim.tv_nsec)
  }
}
