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
    var scans: [Scan] = []
    var notices: [String] = []
    for path in paths {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
        throw Problem(
          Phrase("\(path): không có tệp hay thư mục này.", "\(path): no such file or folder.").text(in: language))
      }
      let url = URL(fileURLWithPath: path)
      guard isFolder.boolValue else {
        scans.append(Scan(path: path, name: url.lastPathComponent))
        continue
      }
      let listing = SurveyLayout(folder: url).list(url)
      notices += listing.notices.map { $0.sentence(vietnamese: language == .vi) }
      // Paths of several folders are told apart by the folders' names.
      let prefix = paths.count > 1 ? url.lastPathComponent + "/" : ""
      scans += listing.files.map { Scan(path: url.appendingPathComponent($0).path, name: prefix + $0) }
    }
    self.scans = scans
    self.notices = notices
  }
}
