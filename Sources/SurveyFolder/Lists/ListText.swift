internal import Foundation

/// The bytes of a list as text.
enum ListText {
  /// UTF-8, UTF-16 with a byte order mark, or bytes of a Western font in which a legacy encoding may lie.
  /// - Throws: `notUTF8` with its line, for bytes that are neither.
  static func decode(_ bytes: [UInt8], name: String) throws(FolderError) -> String {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      let isLittle = bytes[0] == 0xFF
      let units = stride(from: 2, to: bytes.count - 1, by: 2).map { place -> UInt16 in
        let (low, high) = isLittle ? (bytes[place], bytes[place + 1]) : (bytes[place + 1], bytes[place])
        return UInt16(high) << 8 | UInt16(low)
      }
      guard bytes.count % 2 == 0, let text = String(validating: units, as: UTF16.self) else {
        throw FolderError(file: name, .malformed("invalid UTF-16"))
      }
      return text
    }
    do throws(FolderError) {
      return try TextFile.text(of: bytes, name: name)
    } catch {
      guard let western = String(bytes: bytes, encoding: .windowsCP1252) else { throw error }
      // Nothing is Western in a list of Vietnamese units: without a legacy encoding in it, it cannot be read.
      guard WrittenWords([western]).finding != .unicode else { throw error }
      return western
    }
  }
}
