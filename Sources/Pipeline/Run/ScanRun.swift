// A run: files in, readings out, in the order of the files.
//
// The work is cut into pieces of at most eight pages of one file, so that a long PDF is spread over all workers as a
// folder of single pages is. Each piece is decoded and read by a process of its own (`Isolation`), which waits for the
// next when it is done. At most `jobs` pieces run at once, and no piece is begun that lies too far ahead of the file that
// is next to be handed on: memory does not grow with the number of files, and results do not depend on `jobs`.

internal import Ballots

/// Reads files with a set of forms.
public struct ScanRun: Sendable {
  /// Pages of one piece of work.
  static let pagesPerPiece = 8
  /// Files that may be read ahead of the one that is handed on next.
  static let filesAhead = 64

  private let readers: ReaderPool
  private let jobs: Int

  /// A run with these readers; `jobs` pieces of work at once, at least one.
  public init(readers: ReaderPool, jobs: Int) {
    self.readers = readers
    self.jobs = max(1, jobs)
  }

  private struct Piece: Sendable {
    let file: Int
    /// Indices of the pages; how many the file has is known only after its first piece.
    let pages: Range<Int>
    var isFirst: Bool { pages.lowerBound == 0 }
  }

  private struct Result: Sendable {
    let piece: Piece
    /// Of the whole file; only the piece that begins a file has them.
    var digest: FileDigest?
    var version: FileVersion?
    var pageCount = 0
    var pages: [ScannedFile.Page] = []
    var refusal: Refusal?
    var isKnown = false
  }

  /// A file whose pieces are not all done.
  private struct Pending {
    var digest: FileDigest?
    var version: FileVersion?
    var pageCount: Int?
    var pages: [ScannedFile.Page] = []
    var refusal: Refusal?
    var isKnown = false

    var isComplete: Bool { refusal != nil || isKnown || (pageCount.map { pages.pageCount == $0 } ?? false) }

    mutating func take(_ result: Result) {
      if result.piece.isFirst {
        digest = result.digest
        version = result.version
        pageCount = result.pageCount
        refusal = result.refusal
        isKnown = result.isKnown
      }
      pages += result.pages
    }
  }

  /// Reads the files and hands on each, in their order.
  ///
  /// - Parameters:
  ///   - isKnown: whether contents with this SHA-256 need not be read.
  ///   - pageRead: called for progress whenever pages were read, with their number; from any thread.
  ///   - sink: takes each file's reading; its error ends the run.
  public func read(
    _ scans: [Scan], isKnown: @escaping @Sendable (String) -> Bool = { _ in false },
    pageRead: @escaping @Sendable (Int) -> Void = { _ in }, into sink: (ScannedFile) async throws -> Void
  ) async throws {
    try await withThrowingTaskGroup(of: Result.self) { group in
      var queue: [Piece] = []
      var nextFile = 0
      var handedOn = 0
      var running = 0
      var pending: [Int: Pending] = [:]

      func begin() {
        while running < jobs {
          let piece: Piece
          if let next = queue.popLast() {
            piece = next
          } else if nextFile < scans.count, nextFile < handedOn + Self.filesAhead {
            piece = Piece(file: nextFile, pages: 0..<Self.pagesPerPiece)
            nextFile += 1
          } else {
            return
          }
          running += 1
          let scan = scans[piece.file]
          group.addTask { work(on: piece, of: scan, isKnown: isKnown, pageRead: pageRead) }
        }
      }

      begin()
      while let result = try await group.next() {
        running -= 1
        let file = result.piece.file
        pending[file, default: Pending()].take(result)
        if result.piece.isFirst, result.refusal == nil, !result.isKnown {
          // The rest of a long file comes before the next file.
          queue += stride(from: Self.pagesPerPiece, to: result.pageCount, by: Self.pagesPerPiece)
            .map { Piece(file: file, pages: $0..<min($0 + Self.pagesPerPiece, result.pageCount)) }.reversed()
        }
        while let done = pending[handedOn], done.isComplete {
          pending[handedOn] = nil
          try await sink(reading(of: scans[handedOn], done))
          handedOn += 1
        }
        begin()
      }
      // Whoever adds up what was handed on must not take it for all.
      guard handedOn == scans.count else { throw ScanRunFault.filesNotHandedOn(scans.count - handedOn) }
    }
  }

  private func reading(of scan: Scan, _ done: Pending) -> ScannedFile {
    // What was read belongs to the contents that were hashed, or to nothing.
    if !done.isKnown, done.digest != nil, done.version == nil || FileVersion(path: scan.path) != done.version {
      return ScannedFile(scan: scan, sha256: "", byteCount: 0, outcome: .refused(Refusal(.fileChanged)))
    }
    let outcome: ScannedFile.Outcome =
      if let refusal = done.refusal {
        .refused(refusal)
      } else if done.isKnown {
        .known
      } else {
        .pages(done.pages.sorted { ($0.page, $0.slot) < ($1.page, $1.slot) })
      }
    return ScannedFile(
      scan: scan, sha256: done.digest?.sha256 ?? "", byteCount: done.digest?.byteCount ?? 0, outcome: outcome)
  }

  private func work(
    on piece: Piece, of scan: Scan, isKnown: (String) -> Bool, pageRead: (Int) -> Void
  ) -> Result {
    var result = Result(piece: piece)
    do throws(Refusal) {
      if piece.isFirst {
        result.version = FileVersion(path: scan.path)
        let digest = try FileDigest(path: scan.path)
        result.digest = digest
        result.isKnown = isKnown(digest.sha256)
        if result.isKnown { return result }
      }
    } catch {
      result.refusal = error
      return result
    }
    let read = readers.read(scan.path, pages: piece.pages) { pageRead(1) }
    (result.pageCount, result.pages) = (read.count, read.pages)
    if piece.isFirst {
      result.refusal = read.refusal
    } else {
      // A file that opened for its first pages and fails for later ones (it vanished meanwhile) has a row for each.
      let refusal = read.refusal ?? Refusal(.fileVanished, subject: "fewer pages than before")
      for index in piece.pages.dropFirst(read.pages.pageCount) {
        result.pages.append(ScannedFile.Page(page: index + 1, reading: PageReading(kind: .rejected, refusal: refusal)))
      }
    }
    return result
  }
}

/// A fault of the program itself in a run.
public enum ScanRunFault: Error, Sendable, Hashable {
  /// So many files were begun and never finished.
  case filesNotHandedOn(Int)
}

extension [ScannedFile.Page] {
  /// How many pages of the file these are: each has a first ballot, whatever else is on it.
  public var pageCount: Int { count { $0.slot == 1 } }
}
