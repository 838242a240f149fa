internal import CArchiveShim

/// Reads a ZIP from its beginning, member after member. A class because it owns libarchive's memory; it stays within one
/// task.
public final class ZIPReader {
  /// Bytes read at once.
  public static let portion = 1 << 18

  /// What stands before a member.
  public struct Member {
    /// Nil where it is no UTF-8. Letters may be composed in another way than in the file.
    public var path: String?
    /// Where its header begins, bytes.
    public var position: Int
    /// A regular file, neither link nor directory nor device.
    public var isFile: Bool
    /// Its bytes cannot be read.
    public var isEncrypted: Bool
  }

  /// Why reading does not go on.
  public enum Failure: Error, Hashable {
    /// This member is damaged; the next one may be whole.
    case member
    /// Nothing more can be read.
    case archive
    /// The system cannot read the file.
    case system(Int32)
  }

  private let reader: OpaquePointer
  /// Where what follows the last member begins, bytes; known when there is no next one.
  public private(set) var endOfMembers: Int?

  /// Begins at the place of an open file, which must stay open for as long. Nil where memory is missing.
  public init?(descriptor: Int32) {
    guard let reader = kp_zip_open(descriptor) else { return nil }
    self.reader = reader
  }

  deinit { kp_zip_reader_free(reader) }

  /// The next member; nil after the last one.
  public func next() throws(Failure) -> Member? {
    var member = kp_zip_member()
    let result = kp_zip_next(reader, &member)
    guard result >= 0 else { throw failure(.archive) }
    guard result > 0 else {
      endOfMembers = Int(member.position)
      return nil
    }
    let path = member.path.flatMap { String(validatingCString: $0) }
    return Member(
      path: path, position: Int(member.position), isFile: member.is_file != 0, isEncrypted: member.is_encrypted != 0)
  }

  /// The next bytes of the member; none at its end.
  public func read() throws(Failure) -> [UInt8] {
    var result: Int64 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: Self.portion) { buffer, count in
      result = kp_zip_read(reader, buffer.baseAddress, buffer.count)
      count = max(0, Int(result))
    }
    guard result >= 0 else { throw failure(result == -1 ? .member : .archive) }
    return bytes
  }

  private func failure(_ otherwise: Failure) -> Failure {
    let number = kp_zip_reader_errno(reader)
    return number == 0 ? otherwise : .system(number)
  }
}
