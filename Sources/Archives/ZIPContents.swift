internal import CArchiveShim
internal import Glibc

/// A small ZIP as a value: its files in their order, unpacked. Folders in it are left out.
public struct ZIPContents: Hashable, Sendable {
  /// A file.
  public struct File: Hashable, Sendable {
    /// Its name with the folders before it.
    public var path: String
    /// What it holds.
    public var bytes: [UInt8]

    /// A file of these bytes.
    public init(path: String, bytes: [UInt8]) {
      self.path = path
      self.bytes = bytes
    }
  }

  /// Why there are no contents, or no ZIP of them.
  public enum Failure: Error, Hashable {
    /// The file cannot be opened or read.
    case notRead(errno: Int32)
    /// It is no ZIP, or not all of it can be unpacked.
    case damaged
    /// It unpacks to more bytes or files than asked for.
    case tooLarge
    /// The system has no memory for the ZIP; 0 when it gives no reason.
    case notWritten(errno: Int32)
  }

  /// The most files that are unpacked.
  public static let mostFiles = 1_000

  /// The files.
  public var files: [File]

  /// These files.
  public init(files: [File]) { self.files = files }

  /// Unpacks a ZIP of at most so many bytes. Links are not followed.
  public init(reading path: String, limit: Int) throws(Failure) {
    // Non-blocking, so that a pipe with no writer is refused below instead of waited for.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { throw .notRead(errno: errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .notRead(errno: errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .damaged }
    guard let zip = ZIPReader(descriptor: descriptor) else { throw .notRead(errno: ENOMEM) }
    let unpacked: [File]?
    do throws(ZIPReader.Failure) {
      unpacked = try Self.unpack(zip, limit: limit)
    } catch {
      switch error {
      case .system(let number): throw .notRead(errno: number)
      case .member, .archive: throw .damaged
      }
    }
    guard let unpacked else { throw .tooLarge }
    files = unpacked
  }

  /// Nil where there is more than that.
  private static func unpack(_ zip: ZIPReader, limit: Int) throws(ZIPReader.Failure) -> [File]? {
    var files: [File] = []
    var room = limit
    while let member = try zip.next() {
      guard member.isFile else { continue }
      guard let path = member.path, !member.isEncrypted else { throw .member }
      guard files.count < mostFiles else { return nil }
      var file = File(path: path, bytes: [])
      while true {
        let bytes = try zip.read()
        if bytes.isEmpty { break }
        room -= bytes.count
        guard room >= 0 else { return nil }
        file.bytes += bytes
      }
      files.append(file)
    }
    return files
  }

  /// The ZIP of these files. The same files give the same bytes (as long as zlib stays the same).
  public func packed() throws(Failure) -> [UInt8] {
    let descriptor = kp_memory_file()
    guard descriptor >= 0 else { throw .notWritten(errno: errno) }
    defer { close(descriptor) }
    do throws(ZIPWriter.Failure) {
      let zip = try ZIPWriter(descriptor: descriptor)
      for file in files {
        try zip.add(file.path, size: file.bytes.count, isCompressed: false)
        try zip.write(file.bytes)
      }
      try zip.finish()
    } catch {
      throw .notWritten(errno: error.errno)
    }
    return try Self.bytes(of: descriptor)
  }

  /// All bytes of an open file, from its beginning.
  private static func bytes(of descriptor: Int32) throws(Failure) -> [UInt8] {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .notWritten(errno: errno) }
    let size = Int(status.st_size)
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size {
        let got = pread(descriptor, buffer.baseAddress.map { $0 + count }, size - count, off_t(count))
        guard got > 0 else { return }
        count += got
      }
    }
    guard bytes.count == size else { throw .notWritten(errno: errno) }
    return bytes
  }
}
