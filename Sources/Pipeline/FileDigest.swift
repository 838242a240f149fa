public import Ballots
internal import Crypto
internal import Foundation

/// The identity of a file's contents.
public struct FileDigest: Sendable, Hashable {
  /// SHA-256, lower-case hex.
  public var sha256: String
  /// Size in bytes.
  public var byteCount: Int

  /// A digest that is known already.
  public init(sha256: String, byteCount: Int) {
    self.sha256 = sha256
    self.byteCount = byteCount
  }

  /// The digest of contents in memory.
  public init(of bytes: some Collection<UInt8>) {
    sha256 = SHA256.hash(data: Data(bytes)).hexadecimal
    byteCount = bytes.count
  }

  /// Reads a file once, a megabyte at a time.
  ///
  /// - Throws: a refusal (`no-permission`, `file-vanished`, `unknown-format` for what is no file) naming what failed.
  public init(path: String) throws(Refusal) {
    // Non-blocking, so that a pipe with no writer is refused below instead of waited for.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      let failure = errno
      throw Refusal(
        failure == EACCES || failure == EPERM ? .noPermission : .fileVanished,
        subject: String(cString: strerror(failure)))
    }
    let handle = FileHandle(fileDescriptor: descriptor)
    defer { try? handle.close() }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw Refusal(.unknownFormat, subject: "not a regular file")
    }
    var hash = SHA256()
    var count = 0
    do {
      while let data = try handle.read(upToCount: 1 << 20), !data.isEmpty {
        hash.update(data: data)
        count += data.count
      }
    } catch {
      throw Refusal(.fileVanished, subject: (error as NSError).localizedDescription)
    }
    sha256 = hash.finalize().hexadecimal
    byteCount = count
  }
}

extension Sequence where Element == UInt8 {
  /// Two lower-case hex digits a byte.
  fileprivate var hexadecimal: String {
    map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
  }
}
