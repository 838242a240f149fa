internal import Glibc

/// An open regular file. Reads with `pread`, not through a mapping: a mapped file on a medium that is pulled out
/// kills the process.
final class FileReader {
  let descriptor: Int32
  /// Size when it was opened, bytes.
  let size: Int

  /// Opens for reading. Throws `fileVanished`, `noPermission`, `unknownFormat` (no regular file), `emptyFile`,
  /// `tooLarge`.
  init(path: String, limits: DecodingLimits) throws(ScanError) {
    // Non-blocking, so that a pipe with no writer is refused below instead of waited for.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw FileReader.error(errno) }
    var status = stat()
    let failed = fstat(descriptor, &status) != 0
    self.descriptor = descriptor
    size = Int(status.st_size)
    if failed { throw FileReader.error(errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .unknownFormat("not a regular file") }
    guard size > 0 else { throw .emptyFile("0 bytes") }
    guard size <= limits.maxFileBytes else {
      throw .tooLarge("\(size) bytes, at most \(limits.maxFileBytes) bytes")
    }
  }

  deinit { close(descriptor) }

  /// Up to `count` bytes from `offset`; fewer at the end of the file.
  func read(at offset: Int, count: Int) throws(ScanError) -> [UInt8] {
    guard offset >= 0, offset < size, count > 0 else { return [] }
    let wanted = min(count, size - offset)
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, done in
      while done < wanted {
        let got = pread(descriptor, buffer.baseAddress?.advanced(by: done), wanted - done, off_t(offset + done))
        if got < 0 && errno == EINTR { continue }
        if got < 0 { failure = errno }
        if got <= 0 { break }
        done += got
      }
    }
    if failure != 0 { throw FileReader.error(failure) }
    return bytes
  }

  /// The whole file; one that shrank meanwhile is damaged.
  func readAll() throws(ScanError) -> [UInt8] {
    let bytes = try read(at: 0, count: size)
    guard bytes.count == size else { throw .damagedFile("the file became shorter while it was read") }
    return bytes
  }

  /// The reason for a failed system call on a file.
  static func error(_ number: Int32) -> ScanError {
    let text = String(cString: strerror(number))
    return switch number {
    case EACCES, EPERM: .noPermission(text)
    case EISDIR: .unknownFormat(text)
    default: .fileVanished(text)
    }
  }
}
