public import Ballots
public import Codecs
internal import Foundation
public import Raster
internal import Synchronization

/// A page of a file with all that the file says of it.
public struct ShownPage: Sendable {
  /// The picture, upright as a viewer shows it.
  public var image: PageImage
  /// The resolution that the file claims, dots an inch.
  public var dpi: Double?
  /// Whether it was drawn from letters and lines, and so shows exactly its page.
  public var isRendered: Bool
  /// The words of its text layer.
  public var words: [PrintedWord]
}

extension ReaderPool {
  /// All pages of a file, decoded by a reader in its confinement; at most `limit` are asked for.
  /// - Throws: why one of them cannot be decoded, or `tooManyPages`.
  public func show(_ path: String, atMost limit: Int) throws(Refusal) -> [ShownPage] {
    var pages: [ShownPage] = []
    var count = 1
    while pages.count < count {
      let (page, announced) = try show(path, page: pages.count)
      guard announced <= limit else { throw Refusal(.tooManyPages, subject: "\(announced), at most \(limit)") }
      count = announced
      pages.append(page)
    }
    return pages
  }

  /// One page, and how many there are. A reader may have been ended from elsewhere, so each page gets a second try.
  private func show(_ path: String, page: Int) throws(Refusal) -> (page: ShownPage, count: Int) {
    for _ in 0..<2 {
      guard let reader = idle.withLock({ $0.popLast() }) ?? (try? start()) else { throw Refusal(.readerFailed) }
      let target = scratch.path + "/" + UUID().uuidString
      switch reader.answer(to: .show(path: path, page: page, into: target), within: limits.pageSeconds) {
      case .success(.shown(let picture, let count, let dpi, let isRendered, let words)):
        let image = picture.take(from: target, limit: limits.maxPixels)
        idle.withLock { $0.append(reader) }
        guard let image, count > page else { throw Refusal(.readerFailed) }
        return (ShownPage(image: image, dpi: dpi, isRendered: isRendered, words: words), count)
      case .success(.undecodable(_, let why)):
        idle.withLock { $0.append(reader) }
        throw why
      case .failure(.late):
        reader.kill()
        throw Refusal(.timeLimit)
      default:
        reader.kill()
      }
    }
    throw Refusal(.readerFailed)
  }
}
