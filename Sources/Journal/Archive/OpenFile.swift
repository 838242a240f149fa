internal import Glibc

/// An open regular file, read and written through buffers of fixed size.
struct OpenFile: ~Copyable {
  /// Bytes moved at once.
  static let portion = 1 << 18

  let descriptor: Int32
  private let path: String

  /// Opens a file for reading. Links are not followed.
  init(reading path: String) throws(ArchiveError) {
    // Non-blocking, so that a pipe with no writer is refused below instead of waited for.
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    self.path = path
    guard descriptor >= 0 else { throw .notRead(path: path, errno: errno) }
    let kind = try status.st_mode & S_IFMT
    // What a pipe answers to whoever wants to read from a place in it.
    guard kind == S_IFREG else { throw .notRead(path: path, errno: kind == S_IFDIR ? EISDIR : ESPIPE) }
  }

  /// Makes a file that must not exist yet.
  init(creating path: String, mode: mode_t) throws(ArchiveError) {
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
    self.path = path
    guard descriptor >= 0 else { throw .notWritten(path: path, errno: errno) }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Size, owner, rights.
  var status: stat {
    get throws(ArchiveError) {
      var status = stat()
      guard fstat(descriptor, &status) == 0 else { throw .notRead(path: path, errno: errno) }
      return status
    }
  }

  /// Size, bytes.
  var size: Int { get throws(ArchiveError) { Int(try status.st_size) } }

  /// The next bytes; none at the end.
  func read() throws(ArchiveError) -> [UInt8] {
    var count = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: Self.portion) { buffer, filled in
      repeat { count = Glibc.read(descriptor, buffer.baseAddress, buffer.count) } while count < 0 && errno == EINTR
      filled = max(0, count)
    }
    guard count >= 0 else { throw .notRead(path: path, errno: errno) }
    return bytes
  }

  /// Bytes at a place, as many as are there.
  func read(at offset: Int, count: Int) throws(ArchiveError) -> [UInt8] {
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let got = pread(descriptor, buffer.baseAddress.map { $0 + filled }, count - filled, off_t(offset + filled))
        if got < 0, errno == EINTR { continue }
        if got < 0 { failure = errno }
        guard got > 0 else { return }
        filled += got
      }
    }
    guard failure == 0 else { throw .notRead(path: path, errno: failure) }
    return bytes
  }

  /// Writes all bytes.
  func write(_ bytes: borrowing [UInt8]) throws(ArchiveError) {
    var failure: Int32?
    bytes.withUnsafeBufferPointer { buffer in
      var done = 0
      while done < buffer.count {
        let count = Glibc.write(descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else {
          failure = errno
          return
        }
        done += count
      }
    }
    if let failure { throw .notWritten(path: path, errno: failure) }
  }

  /// Brings what was written to the disk.
  func synchronize() throws(ArchiveError) {
    guard fsync(descriptor) == 0 else { throw .notWritten(path: path, errno: errno) }
  }
}
