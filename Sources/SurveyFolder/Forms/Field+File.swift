internal import Foundation

extension Field {
  /// A file that lies in the same folder or below; neither the path nor a link on it may lead out of it.
  func fileBeside(_ folder: URL) throws(FolderError) -> URL {
    let path = try text()
    let parts = path.split(whereSeparator: { $0 == "/" || $0 == "\\" })
    guard !path.hasPrefix("/"), !path.hasPrefix("\\"), !parts.contains(".."), !path.contains(":") else {
      throw error(.pathOutside(path))
    }
    let url = folder.appendingPathComponent(parts.joined(separator: "/"))
    // A folder that came from a Mac may spell the name NFD.
    let decomposed = folder.appendingPathComponent(
      parts.joined(separator: "/").decomposedStringWithCanonicalMapping)
    guard let found = [url, decomposed].first(where: { FileManager.default.fileExists(atPath: $0.path) }) else {
      return url
    }
    guard found.liesReally(in: folder) else { throw error(.pathOutside(path)) }
    return found
  }
}

extension URL {
  /// Whether a file lies in a folder or below once all links are followed.
  func liesReally(in folder: URL) -> Bool {
    resolvingSymlinksInPath().path.hasPrefix(folder.resolvingSymlinksInPath().path + "/")
  }
}

extension Field {
  /// A name for a file or folder: letters, digits, `.`, `_`, `-`; not beginning with a point.
  func fileName() throws(FolderError) -> String {
    let name = try text()
    guard Self.isFileName(name) else { throw wrong(.name) }
    return name
  }

  /// Whether a text can be the name of a template's folder.
  static func isFileName(_ name: String) -> Bool {
    !name.isEmpty && !name.hasPrefix(".") && name.utf8.count <= 100
      && name.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "." || $0 == "_" || $0 == "-"
      }
  }
}
