internal import Foundation

/// The files of a folder.
enum FileList {
  /// In order of their names.
  static func sorted(_ folder: URL) throws -> [URL] {
    try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: [.fileSizeKey])
      .sorted { $0.lastPathComponent < $1.lastPathComponent }
  }
}
