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
    do throws(SystemFault) {
      let names = try Self.names(in: folder.path)
      entries = names.readable
      notices += names.unreadable.map { FolderError(file: name.isEmpty ? $0 : "\(name)/\($0)", .nameNotUTF8) }
    } catch {
      notices.append(FolderError(file: name, .unreadable(error)))
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
          let leadsNowhere = !FileManager.default.fileExists(atPath: url.path)
          notices.append(FolderError(file: path, leadsNowhere ? .linkToNothing : .linkNotFollowed))
        }
      case nil: notices.append(FolderError(file: path, .unreadable(.notFound)))
      default: notices.append(FolderError(file: path, .pipeOrDevice))
      }
    }
  }

  /// The names in a folder. Names that are no UTF-8 cannot be spelt in results; they are given with `\xff` for each byte
  /// that is none, so that people can find them. Foundation's listing replaces such bytes and so names no file.
  private static func names(in folder: String) throws(SystemFault) -> (readable: [String], unreadable: [String]) {
    guard let stream = opendir(folder) else { throw SystemFault(errno: errno) }
    defer { closedir(stream) }
    var readable: [String] = []
    var unreadable: [String] = []
    while let entry = readdir(stream) {
      let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if bytes == Array(".".utf8) || bytes == Array("..".utf8) { continue }
      if let name = String(validating: bytes, as: UTF8.self) {
        readable.append(name)
      } else {
        unreadable.append(spelt(bytes))
      }
    }
    return (readable, unreadable.sorted())
  }

  private static func spelt(_ bytes: [UInt8]) -> String {
    var text = ""
    var rest = bytes[...]
    while let byte = rest.first {
      let length = (1...min(4, rest.count)).first { String(validating: rest.prefix($0), as: UTF8.self) != nil }
      if let length, let part = String(validating: rest.prefix(length), as: UTF8.self) {
        text += part
        rest = rest.dropFirst(length)
      } else {
        text += "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        rest = rest.dropFirst()
      }
    }
    return text
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
