internal import CArchiveShim
internal import Glibc

/// The parts of a workbook, which is a ZIP of XML files.
enum PackedParts {
  /// Most members that are looked at; an ordinary workbook has a dozen.
  private static let mostMembers = 1_000
  /// Most bytes unpacked, of all members together: 64 MiB.
  private static let mostBytes = 64 << 20
  private static let portion = 1 << 16

  /// Every member below a folder, by its name.
  /// - Throws: `damagedWorkbook`, `closedWorkbook` for a password, `tooLarge` for one that unpacks to more than the limit.
  static func read(_ path: String, below folder: String, name: String) throws(FolderError) -> [String: [UInt8]] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FolderError(file: name, .unreadable(SystemFault(errno: errno))) }
    defer { close(descriptor) }
    guard let reader = kp_zip_open(descriptor) else { throw FolderError(file: name, .unreadable(.other(0))) }
    defer { kp_zip_reader_free(reader) }
    var parts: [String: [UInt8]] = [:]
    var unpacked = 0
    for _ in 0..<mostMembers {
      var member = kp_zip_member()
      let result = kp_zip_next(reader, &member)
      guard result >= 0 else { throw FolderError(file: name, .damagedWorkbook) }
      guard result > 0 else { return parts }
      guard member.is_encrypted == 0 else { throw FolderError(file: name, .closedWorkbook) }
      let path = member.path.flatMap { String(validatingCString: $0) } ?? ""
      var contents: [UInt8] = []
      while true {
        var count: Int64 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: portion) { buffer, filled in
          count = kp_zip_read(reader, buffer.baseAddress, buffer.count)
          filled = max(0, Int(count))
        }
        guard count >= 0 else { throw FolderError(file: name, .damagedWorkbook) }
        guard count > 0 else { break }
        unpacked += bytes.count
        guard unpacked <= mostBytes else {
          throw FolderError(file: name, .tooLarge(bytes: unpacked, limit: mostBytes))
        }
        if path.hasPrefix(folder) { contents += bytes }
      }
      if path.hasPrefix(folder) { parts[path] = contents }
    }
    throw FolderError(file: name, .tooManyValues(limit: mostMembers))
  }
}
