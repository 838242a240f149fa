internal import Archives

/// The ZIP of a sealed archive while it is written: what fails is told with the archive's name.
struct ArchiveWriter {
  private let zip: ZIPWriter
  private let path: String

  /// Begins the ZIP on an open file, which must stay open for as long; `path` is its name in errors.
  init(descriptor: Int32, path: String) throws(ArchiveError) {
    do throws(ZIPWriter.Failure) {
      zip = try ZIPWriter(descriptor: descriptor)
      self.path = path
    } catch {
      throw .notWritten(path: path, errno: error.errno)
    }
  }

  /// Begins a member of exactly `size` bytes. Pictures are compressed already, and are stored as they are.
  func add(_ name: String, size: Int, isCompressed: Bool) throws(ArchiveError) {
    try named { () throws(ZIPWriter.Failure) in try zip.add(name, size: size, isCompressed: isCompressed) }
  }

  /// Adds bytes to the member.
  func write(_ bytes: [UInt8]) throws(ArchiveError) {
    try named { () throws(ZIPWriter.Failure) in try zip.write(bytes) }
  }

  /// Writes the directory at the end.
  func finish() throws(ArchiveError) {
    try named { () throws(ZIPWriter.Failure) in try zip.finish() }
  }

  private func named(_ step: () throws(ZIPWriter.Failure) -> Void) throws(ArchiveError) {
    do throws(ZIPWriter.Failure) {
      try step()
    } catch {
      throw .notWritten(path: path, errno: error.errno)
    }
  }
}
