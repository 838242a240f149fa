internal import Ballots
internal import Counting
internal import Foundation
internal import Journal
internal import Pipeline
internal import SurveyFolder
internal import Wording

/// The scans of a survey as they lie in its folder now: each file with the identity of its contents.
struct ScanFolder {
  /// One file.
  struct Item {
    /// Path relative to the survey folder.
    let file: String
    /// The opening whose folder it lies in; nil when only its headers can tell.
    let opening: OpeningID?
    /// SHA-256 of its contents, or why they cannot be read.
    var contents: Result<FileDigest, Refusal>
  }

  var items: [Item]
  /// Folders that could not be listed or name no listed unit.
  let notices: [FolderError]

  /// Lists the folder without looking into the files.
  static func list(_ context: SurveyContext) -> (files: [(file: String, opening: OpeningID?)], notices: [FolderError]) {
    let inventory = context.layout.inventory(for: context.survey)
    let files = inventory.batches.flatMap { batch in batch.files.map { (file: $0, opening: batch.opening) } }
    return (files, inventory.notices)
  }

  /// Lists the folder and hashes every file.
  init(_ context: SurveyContext) {
    let listing = Self.list(context)
    items = listing.files.map { file, opening in
      let path = context.layout.folder.appendingPathComponent(file).path
      do throws(Refusal) {
        return Item(file: file, opening: opening, contents: .success(try FileDigest(path: path)))
      } catch {
        return Item(file: file, opening: opening, contents: .failure(error))
      }
    }
    notices = listing.notices
  }

  /// A folder whose files were read just now.
  init(items: [Item], notices: [FolderError]) {
    self.items = items
    self.notices = notices
  }
}
