internal import CArchiveShim

/// Writes a ZIP, member after member. A class because it owns libarchive's memory; it stays within one task.
final class ZIPWriter {
  private let writer: OpaquePointer
  private let path: String

  /// Begins a ZIP on an open file, which must stay open for as long; `path` is its name in errors.
  init(descriptor: Int32, path: String) throws(ArchiveError) {
    guard let writer = kp_zip_create(descriptor) else { throw .notWritten(path: path, errno: 0) }
    self.writer = writer
    self.path = path
  }

  deinit { kp_zip_writer_free(writer) }

  /// Begins a member of exactly `size` bytes. Pictures are compressed already, and are stored as they are.
  func add(_ name: String, size: Int, isCompressed: Bool) throws(ArchiveError) {
    try check(kp_zip_add(writer, name, Int64(size), isCompressed ? 0 : 1))
  }

  /// Adds bytes to the member.
  func write(_ bytes: [UInt8]) throws(ArchiveError) { try check(kp_zip_write(writer, bytes, bytes.count)) }

  /// Writes the directory at the end.
  func finish() throws(ArchiveError) { try check(kp_zip_finish(writer)) }

  private func check(_ result: Int32) throws(ArchiveError) {
    guard result == 1 else { throw .notWritten(path: path, errno: kp_zip_writer_errno(writer)) }
  }
}
