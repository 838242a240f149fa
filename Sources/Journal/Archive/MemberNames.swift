/// The names of an archive's members, taken one by one: which of them may be unpacked on any system beside the others.
struct MemberNames {
  /// Longest name of one folder or file; most file systems take 255 bytes.
  private static let longestComponent = 255
  /// Longest path, bytes.
  private static let longestPath = 1_000

  /// Every name and every folder on its way as it was first spelt, by its spelling in small letters. `String` compares
  /// without regard to how letters are composed, as do the file systems of some systems.
  private var spellings: [String: Spelling] = [:]

  private struct Spelling {
    let utf8: [UInt8]
    let isFolder: Bool
  }

  /// Takes a name; what is wrong with it, if anything is.
  mutating func add(_ path: String) -> ArchiveFinding? {
    guard Self.isSafe(path), ![SealedArchive.manifestName, SealedArchive.signatureName].contains(path.lowercased())
    else { return .unsafeName(path: path) }
    let parts = path.split(separator: "/")
    for count in 1...parts.count {
      let name = parts.prefix(count).joined(separator: "/")
      let spelling = Spelling(utf8: Array(name.utf8), isFolder: count < parts.count)
      guard let known = spellings.updateValue(spelling, forKey: name.lowercased()) else { continue }
      guard known.isFolder, spelling.isFolder, known.utf8 == spelling.utf8 else { return .repeated(path: path) }
    }
    return nil
  }

  /// Relative, downwards only, without signs that mean something to a system or do not show.
  static func isSafe(_ path: String) -> Bool {
    guard !path.isEmpty, path.utf8.count <= longestPath else { return false }
    let forbidden = path.unicodeScalars.contains { scalar in
      scalar.properties.generalCategory == .control || scalar == "\\"
    }
    return !forbidden
      && path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
        !part.isEmpty && part != "." && part != ".." && part.utf8.count <= longestComponent
      }
  }
}
