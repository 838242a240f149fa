internal import Canvass
internal import Foundation
internal import Pipeline
internal import SurveyFolder
internal import Wording

/// The files that a list of paths stands for, with their names in results.
struct ScanPaths {
  let scans: [Scan]
  /// One line for each folder that could not be listed.
  let notices: [String]

  /// - Throws: a `Problem` when a path does not exist.
  init(_ paths: [String], _ language: Language) throws(Problem) {
    var found: [(scan: Scan, given: String)] = []
    var notices: [String] = []
    // Paths are told apart by their bytes: a name in NFC is not the one in NFD.
    var seen: Set<[UInt8]> = []
    for path in paths {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
        throw Problem(
          Phrase("\(path): không có tệp hay thư mục này.", "\(path): no such file or folder.").text(in: language))
      }
      let url = URL(fileURLWithPath: path).standardizedFileURL
      guard isFolder.boolValue else {
        if seen.insert(Array(url.path.utf8)).inserted {
          found.append((Scan(path: url.path, name: url.lastPathComponent), path))
        }
        continue
      }
      let listing = SurveyLayout(folder: url).list(url)
      notices += listing.notices.map { $0.sentence(vietnamese: language == .vi) }
      // Paths of several folders are told apart by the folders' names.
      let prefix = paths.count > 1 ? url.lastPathComponent + "/" : ""
      for file in listing.files where seen.insert(Array(url.appendingPathComponent(file).path.utf8)).inserted {
        let scan = Scan(path: url.appendingPathComponent(file).path, name: prefix + file)
        found.append((scan, path.hasSuffix("/") ? path + file : path + "/" + file))
      }
    }
    // Two files that would bear one name are called by their paths as given.
    let bearers = Dictionary(found.map { ($0.scan.name, 1) }, uniquingKeysWith: +)
    let scans = found.map { scan, given in
      bearers[scan.name] == 1 ? scan : Scan(path: scan.path, name: given)
    }
    self.scans = scans
    self.notices = notices
  }
}
