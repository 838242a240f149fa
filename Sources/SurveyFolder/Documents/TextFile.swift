internal import Foundation

/// Reads small text files with a limit on their size.
enum TextFile {
  /// Largest accepted text file: 4 MiB, a hundred times the largest form of the development set.
  static let sizeLimit = 4 << 20

  /// The text of a file, without byte order mark. `name` is how errors call it.
  static func read(_ url: URL, name: String) throws(FolderError) -> String {
    try text(of: try bytes(url, name: name), name: name)
  }

  /// What a file holds, unless it is larger than the limit in bytes.
  static func bytes(_ url: URL, name: String, limit: Int = sizeLimit) throws(FolderError) -> [UInt8] {
    let path = url.resolvingSymlinksInPath().path
    guard FileManager.default.fileExists(atPath: path) else { throw FolderError(file: name, .missingFile) }
    let bytes: Data
    do {
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      guard attributes[.type] as? FileAttributeType == .typeRegular else {
        throw FolderError(file: name, .notAFile)
      }
      let size = (attributes[.size] as? NSNumber)?.intValue ?? 0
      guard size <= limit else { throw FolderError(file: name, .tooLarge(bytes: size, limit: limit)) }
      bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    } catch let error as FolderError {
      throw error
    } catch {
      throw FolderError(file: name, .unreadable(SystemFault(error)))
    }
    guard bytes.count <= limit else {
      throw FolderError(file: name, .tooLarge(bytes: bytes.count, limit: limit))
    }
    return [UInt8](bytes)
  }

  /// UTF-8 bytes as text, without byte order mark; names the first line that is not UTF-8.
  static func text(of bytes: [UInt8], name: String) throws(FolderError) -> String {
    let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    guard let text = String(validating: content, as: UTF8.self) else {
      var line = 1
      for part in content.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
        if String(validating: part, as: UTF8.self) == nil { break }
        line += 1
      }
      throw FolderError(file: name, line: line, .notUTF8)
    }
    return text
  }
}
