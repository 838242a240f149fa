internal import Foundation

/// The files that are measured, in a folder for each format; the same sheets in all of them.
struct Corpus {
  /// What tells one corpus from another.
  struct Stamp: Codable, Equatable {
    /// Changes whenever the same seed makes other files.
    var version = 1
    /// Seed of the sheets.
    var seed: UInt64 = 2026
    var severity = "office"
    var form = "phuong-8-cau"
    var pages: Int
  }

  let folder: URL
  let stamp: Stamp

  /// The corpus with this many pages below a folder.
  init(pages: Int, in folder: URL) {
    stamp = Stamp(pages: pages)
    self.folder = folder.appendingPathComponent("\(pages)-pages")
  }

  private var stampFile: URL { folder.appendingPathComponent("stamp.json") }

  /// The folder of a format's files.
  func files(of format: CorpusFormat) -> URL { folder.appendingPathComponent(format.rawValue) }

  /// Whether all files were made, for this very stamp.
  var isComplete: Bool {
    guard let data = try? Data(contentsOf: stampFile) else { return false }
    return (try? JSONDecoder().decode(Stamp.self, from: data)) == stamp
  }

  /// Empties the folder for new files.
  func prepare() throws {
    let manager = FileManager.default
    if manager.fileExists(atPath: folder.path) { try manager.removeItem(at: folder) }
    for format in CorpusFormat.allCases {
      try manager.createDirectory(at: files(of: format), withIntermediateDirectories: true)
    }
  }

  /// Notes that all files are there.
  func finish() throws { try JSONFile.write(stamp, to: stampFile) }

  /// Bytes of a format's files.
  func bytes(of format: CorpusFormat) throws -> Int {
    try FileList.sorted(files(of: format)).reduce(0) { sum, file in
      sum + (try file.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0)
    }
  }
}
