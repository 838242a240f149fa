public import Ballots

/// What the pictures of a run's pages are called: `<path of the file with _ for />-<page>.png`. Whatever a file is
/// called, its picture's name names a file of the folder it is written to, on Linux and on Windows, and no other page's.
public struct OverlayNames: Sendable {
  /// Bytes of a name without page and suffix. File systems allow 255; a file is first written beside its place under a
  /// longer name.
  static let longest = 200

  private let stems: [[UInt8]: String]

  /// Names for the pages of these files, in the order of the run.
  public init(files: [String]) {
    var stems: [[UInt8]: String] = [:]
    // Some file systems know no capitals.
    var taken: Set<String> = []
    for file in files where stems[Array(file.utf8)] == nil {
      let stem = Self.stem(file)
      var name = stem
      var copy = 1
      while !taken.insert(name.lowercased()).inserted {
        copy += 1
        name = "\(stem)~\(copy)"
      }
      stems[Array(file.utf8)] = name
    }
    self.stems = stems
  }

  /// The name of a page's picture.
  public func name(of page: PageLocation) -> String {
    let slot = page.slot > 1 ? ".\(page.slot)" : ""
    return "\(stems[Array(page.file.utf8)] ?? Self.stem(page.file))-\(page.page)\(slot).png"
  }

  private static func stem(_ file: String) -> String {
    var stem = ""
    for scalar in file.unicodeScalars {
      let isPlain = scalar.value >= 0x20 && scalar.value != 0x7F && !"/\\:*?\"<>|".unicodeScalars.contains(scalar)
      // A hidden picture would not be seen.
      stem.unicodeScalars.append(isPlain && !(stem.isEmpty && scalar == ".") ? scalar : "_")
    }
    // The end of a path tells more than its beginning.
    while stem.utf8.count > longest { stem.unicodeScalars.removeFirst() }
    return stem.isEmpty ? "_" : stem
  }
}
