// Pages that were read are looked at once more, for pictures of what was seen: pixels do not outlive their reading, so
// they are decoded anew. Work is cut and bounded as in a run (`ScanRun`): pieces of a few pages of one file, `jobs` at
// once.

internal import Ballots
internal import Codecs
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

  private let jobs: Int

  /// A look by `jobs` workers at once, at least one.
  public init(jobs: Int) { self.jobs = max(1, jobs) }

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
        group.addTask { (number, try Self.look(at: pages, piece, body)) }
      }
      for _ in 0..<jobs { begin() }
      while let done = try await group.next() {
        made[done.piece] = done.made
        begin()
      }
      return made.flatMap(\.self)
    }
  }

  private static func look<Made>(
    at pages: [Page], _ piece: Range<Int>, _ body: (Int, PageImage?) throws -> Made
  ) throws -> [Made] {
    let file = open(pages[piece.lowerBound])
    return try piece.map { index in try body(index, file.flatMap { image(pages[index].page, of: $0) }) }
  }

  /// The file, if it is still the one that was read.
  private static func open(_ page: Page) -> ScanFile? {
    do {
      guard !page.sha256.isEmpty, try FileDigest(path: page.scan.path).sha256 == page.sha256 else { return nil }
      return try ScanFile(path: page.scan.path)
    } catch {
      // Why it cannot be opened was said when it was read.
      return nil
    }
  }

  private static func image(_ page: Int, of file: ScanFile) -> PageImage? {
    guard (1...file.pageCount).contains(page) else { return nil }
    do {
      return try file.page(page - 1).image
    } catch {
      return nil
    }
  }
}
