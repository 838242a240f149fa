internal import Ballots
internal import Foundation

/// The body of a `fileRead` entry; the file's SHA-256 stands in the entry's own column.
struct FileBody: Codable {
  var byteCount: Int
  var pageCount: Int
  var stamp: ReaderStamp
  var failure: Refusal?
  var name: String?
  /// Number of the first entry that may hold a page of this reading. Pages of the same file before it belong to
  /// earlier readings, or to one that was interrupted.
  var pagesFrom: Int

  init(_ file: FileFacts, pagesFrom: Int) {
    byteCount = file.byteCount
    pageCount = file.pageCount
    stamp = file.stamp
    failure = file.failure
    name = file.name
    self.pagesFrom = pagesFrom
  }

  func facts(sha256: String) -> FileFacts {
    FileFacts(
      sha256: sha256, byteCount: byteCount, pageCount: pageCount, stamp: stamp, failure: failure, name: name)
  }
}
