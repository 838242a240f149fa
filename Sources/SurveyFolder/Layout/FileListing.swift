internal import Counting
internal import Foundation

/// The files under a folder, names in natural order, folders read through where their names stand.
///
/// Left out silently: hidden files, `Thumbs.db`, `desktop.ini`. Left out with a notice: folders that cannot be read,
/// links to folders, links that lead out of the survey, pipes and devices.
public struct FileListing: Sendable {
  /// Paths relative to the survey's folder, `/` as separator.
  public private(set) var files: [String] = []
  /// What could not be listed.
  public private(set) var notices: [FolderError] = []

  /// Folders in folders that are followed.
  private static let depthLimit = 32

  /// Lists `folder`, which lies in `survey`; nothing when it does not exist.
  init(of folder: URL, in survey: URL) {
    let name = folder.standardizedFileURL.path == survey.standardizedFileURL.path ? "" : folder.lastPathComponent
    guard FileManager.default.fileExists(atPath: folder.path) else { return }
    visit(folder, name: name, root: survey.resolvingSymlinksInPath().path, depth: 0)
  }

  private mutating func visit(_ folder: URL, name: String, root: String, depth: Int) {
    guard depth <= Self.depthLimit else {
      notices.append(FolderError(file: name, .nestedTooDeeply(limit: Self.depthLimit)))
      return
    }
    let entries: [String]
    do {
      entries = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    } catch {
      notices.append(FolderError(file: name, .unreadable(TextFile.reason(of: error))))
      return
    }
    for entry in entries.filter({ !Self.isClutter($0) }).sorted(by: NaturalOrder.precedes) {
      let url = folder.appendingPathComponent(entry)
      let path = name.isEmpty ? entry : "\(name)/\(entry)"
      switch Self.kind(of: url) {
      case .typeRegular?: files.append(path)
      case .typeDirectory?: visit(url, name: path, root: root, depth: depth + 1)
      case .typeSymbolicLink?:
        let target = url.resolvingSymlinksInPath()
        if target.path.hasPrefix(root + "/"), Self.kind(of: target) == .typeRegular {
          files.append(path)
        } else {
          notices.append(FolderError(file: path, .linkNotFollowed))
        }
      default: notices.append(FolderError(file: path, .notAFile))
      }
    }
  }

  /// The kind of a file itself, links not followed.
  private static func kind(of url: URL) -> FileAttributeType? {
    (try? FileManager.default.attributesOfItem(atPath: url.path))?[.type] as? FileAttributeType
  }

  /// Files that systems leave behind.
  private static func isClutter(_ name: String) -> Bool {
    name.hasPrefix(".") || ["thumbs.db", "desktop.ini"].contains(name.lowercased())
  }
}
