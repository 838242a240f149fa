public import Counting
internal import Foundation

/// All records of a survey. A file with a problem does not keep the others from being used.
public struct RecordsFolder: Sendable {
  /// The records, in natural order of their files.
  public private(set) var records: [SurveyRecord] = []
  /// Files that say that they are records and could not be used.
  public private(set) var problems: [FolderError] = []
  /// Fields that were passed over.
  public private(set) var notes: [FolderError] = []

  /// The records that written files hold. The same files give the same records, wherever they are remembered.
  public init(_ written: [WrittenRecord], survey: Survey) {
    for file in written.sorted(by: { NaturalOrder.precedes($0.file, $1.file) }) {
      do throws(FolderError) {
        let read = try RecordFile(text: file.text, name: file.file, survey: survey)
        records.append(read.record)
        notes += read.notes
      } catch {
        problems.append(error)
      }
    }
  }
}

/// What stands in a survey's `records/`, not yet understood.
public struct RecordsListing: Sendable {
  /// The files that say that they are records, as they stand there. Offices keep other papers there, too: those are left
  /// alone.
  public private(set) var written: [WrittenRecord] = []
  /// What could not be looked at.
  public private(set) var problems: [FolderError]

  /// Lists and reads `records/`.
  public init(_ layout: SurveyLayout) {
    let listing = layout.list(layout.records)
    problems = listing.notices
    for file in listing.files {
      let url = layout.folder.appendingPathComponent(file)
      guard ["yaml", "yml", "json"].contains(url.pathExtension.lowercased()) else { continue }
      do throws(FolderError) {
        let text = try TextFile.read(url, name: file)
        if text.contains(Self.mark) { written.append(WrittenRecord(file: file, text: text)) }
      } catch {
        problems.append(error)
      }
    }
  }

  /// What a record of whichever version holds.
  private static let mark = "kiemphieu.record/"
}
