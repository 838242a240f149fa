internal import Ballots
public import Counting
internal import Foundation
public import Journal
internal import Pipeline
public import SurveyFolder
internal import Wording

/// A survey's folder as it is now: everything in it that changes the count, with what could not be looked at.
public struct FolderLook: Sendable {
  /// The survey.
  public let context: SurveyContext
  /// What changes the count.
  public let snapshot: SurveySnapshot
  /// What was passed over or could not be read.
  public let problems: [FolderError]

  /// Looks at a folder and hashes every scan. `absent` are scans that were deleted or never came along, with an entry of
  /// the journal that says so: they stand for what was read from them.
  public init(_ context: SurveyContext, absent: [PlacedFile]) {
    let listing = Self.scans(in: context)
    let files = listing.files.map { file in
      do throws(Refusal) {
        let digest = try FileDigest(path: context.layout.folder.appendingPathComponent(file).path)
        return PlacedFile(file: file, sha256: digest.sha256)
      } catch {
        return PlacedFile(file: file, sha256: "", refusal: error)
      }
    }
    self.init(context, files: files, problems: listing.problems, absent: absent)
  }

  /// A look at a folder of which the scans were hashed just now.
  public init(_ context: SurveyContext, files: [PlacedFile], problems: [FolderError], absent: [PlacedFile]) {
    let there = Set(files.map { Array($0.file.utf8) })
    let minutes = MinutesListing(context.layout, survey: context.survey)
    let records = RecordsListing(context.layout)
    let all = files + absent.filter { !there.contains(Array($0.file.utf8)) }
    var survey = context.survey
    // A box whose pictures are absent names its unit all the same.
    if !context.listsUnits {
      survey.units = ScanInventory(files: all.map(\.file).sorted(by: NaturalOrder.precedes), units: []).units
    }
    self.context = context
    snapshot = SurveySnapshot(survey: survey, files: all, minutes: minutes.written, records: records.written)
    self.problems = problems + minutes.problems + records.problems
  }

  /// Lists the scans without looking into them.
  public static func scans(in context: SurveyContext) -> (files: [String], problems: [FolderError]) {
    let inventory = context.layout.inventory(for: context.survey)
    return (inventory.files, inventory.notices)
  }
}

extension SurveySnapshot {
  /// The scans with the opening in whose folder each lies, by batch and in natural order; no opening where only headers
  /// can tell.
  public var scans: [(file: PlacedFile, opening: OpeningID?)] {
    let byPath = Dictionary(files.map { (Array($0.file.utf8), $0) }, uniquingKeysWith: { first, _ in first })
    let ordered = files.map(\.file).sorted(by: NaturalOrder.precedes)
    return ScanInventory(files: ordered, units: survey.units).batches.flatMap { batch in
      batch.files.compactMap { path in byPath[Array(path.utf8)].map { ($0, batch.opening) } }
    }
  }
}
