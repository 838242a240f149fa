internal import Ballots
internal import Foundation
public import Journal
public import Pipeline
internal import SurveyFolder

/// Reads scans of a survey whose contents the store does not know.
public struct ScanReading: Sendable {
  /// A run that is killed reads at most this many pages again.
  private static let pagesPerPortion = 48

  private let context: SurveyContext
  private let stamp: ReaderStamp
  private let remembered: [String: FileFacts]
  private let readers: ReaderPool
  private let jobs: Int

  /// A reading with the readers of forms, and what is remembered of files that were read with the same forms.
  public init(
    context: SurveyContext, stamp: ReaderStamp, remembered: [String: FileFacts], readers: ReaderPool, jobs: Int
  ) {
    self.context = context
    self.stamp = stamp
    self.remembered = remembered
    self.readers = readers
    self.jobs = jobs
  }

  /// Reads files, named by their paths in the survey's folder, in their order.
  /// - Parameters:
  ///   - pageRead: called with the number of pages, whenever some were read; from any thread.
  ///   - fileDone: called after each file.
  ///   - save: remembers a portion of readings: each commit waits for the disk.
  /// - Returns: the files with their contents' hashes.
  public func read(
    _ files: [String], pageRead: @escaping @Sendable (Int) -> Void = { _ in },
    fileDone: @Sendable (PlacedFile) async -> Void = { _ in }, save: @Sendable ([FileReading]) async throws -> Void
  ) async throws -> [PlacedFile] {
    // What failed for a reason that may have passed since is tried again.
    let known = Set(remembered.filter { $0.value.failure?.reason.mayPass != true }.keys)
    let scans = files.map { Scan(path: context.layout.folder.appendingPathComponent($0).path, name: $0) }
    var placed: [PlacedFile] = []
    var portion: [FileReading] = []
    try await ScanRun(readers: readers, jobs: jobs).read(
      scans, isKnown: { known.contains($0) }, pageRead: pageRead,
      into: { file in
        placed.append(file.placed)
        if let reading = file.toRemember(stamp), reading.file != remembered[file.sha256] { portion.append(reading) }
        if portion.reduce(0, { $0 + max(1, $1.pages.count) }) >= Self.pagesPerPortion {
          try await save(portion)
          portion = []
        }
        await fileDone(file.placed)
      })
    if !portion.isEmpty { try await save(portion) }
    return placed
  }
}

extension ScannedFile {
  /// The file at its place: its contents, or why they could not be read at all.
  var placed: PlacedFile {
    if case .refused(let refusal) = outcome, sha256.isEmpty {
      return PlacedFile(file: scan.name, sha256: "", refusal: refusal)
    }
    return PlacedFile(file: scan.name, sha256: sha256)
  }

  /// What the store is to remember: nothing for known contents, nor for a file that could not be opened, which may be
  /// only for now.
  func toRemember(_ stamp: ReaderStamp) -> FileReading? {
    guard !sha256.isEmpty else { return nil }
    switch outcome {
    case .known: return nil
    case .refused(let refusal):
      return FileReading(
        file: FileFacts(
          sha256: sha256, byteCount: byteCount, pageCount: 0, stamp: stamp, failure: refusal, name: scan.name),
        pages: [])
    case .pages(let pages):
      // A page that failed for a reason that may pass is tried again, and the file with it.
      let passing = pages.lazy.compactMap(\.reading.refusal).first { $0.reason.mayPass }
      return FileReading(
        file: FileFacts(
          sha256: sha256, byteCount: byteCount, pageCount: pages.pageCount, stamp: stamp, failure: passing,
          name: scan.name),
        pages: pages.map { PageFacts(page: $0.page, slot: $0.slot, reading: $0.reading) })
    }
  }
}
