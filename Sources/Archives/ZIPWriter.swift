internal import CArchiveShim

/// Writes a ZIP, member after member. A class because it owns libarchive's memory; it stays within one task.
public final class ZIPWriter {
  /// The system did not take what was written; its `errno`, 0 when it gives no reason.
  public struct Failure: Error, Hashable {
    /// The system's number.
    public var errno: Int32
  }

  private let writer: OpaquePointer

  /// Begins a ZIP on an open file, which must stay open for as long.
  public init(descriptor: Int32) throws(Failure) {
    guard let writer = kp_zip_create(descriptor) else { throw Failure(errno: 0) }
    self.writer = writer
  }

  deinit { kp_zip_writer_free(writer) }

  /// Begins a member of exactly `size` bytes. Pictures are compressed already, and are stored as they are.
  public func add(_ name: String, size: Int, isCompressed: Bool) throws(Failure) {
    try check(kp_zip_add(writer, name, Int64(size), isCompressed ? 0 : 1))
  }

  /// Adds bytes to the member.
  public func write(_ bytes: [UInt8]) throws(Failure) { try check(kp_zip_write(writer, bytes, bytes.count)) }

  /// Writes the directory at the end.
  public func finish() throws(Failure) { try check(kp_zip_finish(writer)) }

  private func check(_ result: Int32) throws(Failure) {
    guard result == 1 else { throw Failure(errno: kp_zip_writer_errno(writer)) }
  }
}
