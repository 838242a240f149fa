// Pages that were read are looked at once more, for pictures of what was seen: pixels do not outlive their reading, so
// they are decoded anew, by the processes that decoded them for reading. Work is cut and bounded as in a run (`ScanRun`):
// pieces of a few pages of one file, `jobs` at once.

internal import Ballots
public import Raster

/// Decodes pages of files that were read, and shows each to somebody.
public struct SecondLook: Sendable {
  /// A page of a file that is to be looked at.
  public struct Page: Sendable, Hashable {
    /// The file.
    public var scan: Scan
    /// The file's SHA-256 when it was read; empty when it could not be read.
    public var sha256: String
    /// 1-based page within the file.
    public var page: Int

    /// A page from its parts.
    public init(scan: Scan, sha256: String, page: Int) {
      self.scan = scan
      self.sha256 = sha256
      self.page = page
    }
  }

  private let readers: ReaderPool
  private let jobs: Int

  /// A look by `jobs` workers at once, at least one; files are decoded by `readers`.
  public init(readers: ReaderPool, jobs: Int) {
    self.readers = readers
    self.jobs = max(1, jobs)
  }

  /// Shows each page to `body`, with its index in `pages`: nil where it cannot be decoded, or the file is no longer the
  /// one that was read. What `body` makes of them comes back in the order of the pages.
  ///
  /// - Parameter pages: those of one file beside each other.
  public func look<Made: Sendable>(
    at pages: [Page], _ body: @escaping @Sendable (Int, PageImage?) throws -> Made
  ) async throws -> [Made] {
    var pieces: [Range<Int>] = []
    for index in pages.indices {
      if let last = pieces.last, last.count < ScanRun.pagesPerPiece, pages[last.lowerBound].scan == pages[index].scan {
        pieces[pieces.count - 1] = last.lowerBound..<index + 1
      } else {
        pieces.append(index..<index + 1)
      }
    }
    return try await withThrowingTaskGroup(of: (piece: Int, made: [Made]).self) { group in
      var made = [[Made]](repeating: [], count: pieces.count)
      var next = 0
      func begin() {
        guard next < pieces.count else { return }
        let (number, piece) = (next, pieces[next])
        next += 1
        group.addTask { (number, try look(at: pages, piece, body)) }
      }
      for _ in 0..<jobs { begin() }
      while let done = try await group.next() {
        made[done.piece] = done.made
        begin()
      }
      return made.flatMap(\.self)
    }
  }

  private func look<Made>(
    at pages: [Page], _ piece: Range<Int>, _ body: (Int, PageImage?) throws -> Made
  ) throws -> [Made] {
    let first = pages[piece.lowerBound]
    guard Self.isUnchanged(first) else { return try piece.map { try body($0, nil) } }
    var made: [Made] = []
    try readers.decode(first.scan.path, pages: piece.map { pages[$0].page - 1 }) { image in
      made.append(try body(piece.lowerBound + made.count, image))
    }
    return made
  }

  /// Whether the file is still the one that was read.
  private static func isUnchanged(_ page: Page) -> Bool {
    do throws(Refusal) {
      guard !page.sha256.isEmpty else { return false }
      return try FileDigest(path: page.scan.path).sha256 == page.sha256
    } catch {
      // Why it cannot be opened was said when it was read.
      return false
    }
  }
}
