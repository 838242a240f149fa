internal import Foundation

extension Field {
  /// A file that lies in the same folder or below; the path must not lead out of it.
  func fileBeside(_ folder: URL) throws(FolderError) -> URL {
    let path = try text()
    let parts = path.split(whereSeparator: { $0 == "/" || $0 == "\\" })
    guard !path.hasPrefix("/"), !path.hasPrefix("\\"), !parts.contains(".."), !path.contains(":") else {
      throw error(.pathOutside(path))
    }
    let url = folder.appendingPathComponent(parts.joined(separator: "/"))
    if FileManager.default.fileExists(atPath: url.path) { return url }
    // A folder that came from a Mac may spell the name NFD.
    let decomposed = folder.appendingPathComponent(
      parts.joined(separator: "/").decomposedStringWithCanonicalMapping)
    return FileManager.default.fileExists(atPath: decomposed.path) ? decomposed : url
  }
}
