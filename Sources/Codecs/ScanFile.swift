// How a file becomes pages.
//
// `ScanFile` looks at the first bytes (never at the name), and opens one of four sources:
//   PNG   one page; libpng in one C call, straight into the page's array.
//   JPEG  one page; libjpeg-turbo straight to grey, then upright by EXIF.
//   TIFF  many pages; own walk along the directories, so that one broken page hides no other; libtiff for pixels.
//   PDF   many pages; poppler's programs: a scan is taken out as it was put in, anything else is rendered.
// Every page that the file announces keeps its index, whether or not it can be decoded. A page is delivered whole,
// upright as a viewer shows it, or not at all: a decoder's complaint about missing or wrong pixel data is an error.
// Colour becomes luma (Rec. 601), transparency lies on white, bilevel pages stay packed.

public import Raster

/// One page, decoded.
public struct DecodedPage: Sendable, Equatable {
  /// The picture, upright.
  public let image: PageImage
  /// The resolution that the file claims, dots an inch; nil when it claims none, or one that no scanner has, or
  /// different ones for x and y. Scanners' claims are often wrong.
  public let taggedDPI: Double?
  /// Whether it was drawn from letters and lines rather than taken out of the file as pixels: then it shows exactly its
  /// page, at exactly its resolution.
  public let isRendered: Bool

  init(image: PageImage, dpi: Double?, isRendered: Bool = false) {
    self.image = image
    self.isRendered = isRendered
    // 1 dpi and the like come from programs that had nothing to say.
    taggedDPI = dpi.flatMap { (50.0...2400.0).contains($0) ? $0 : nil }
  }
}

/// An open scan. Opening reads headers only; `page(_:)` decodes one page at a time and keeps none. Not `Sendable`:
/// one worker opens, reads and drops it.
public final class ScanFile {
  /// The formats that are read.
  public enum Format: String, Sendable, CaseIterable {
    /// Portable Network Graphics.
    case png
    /// TIFF and BigTIFF.
    case tiff
    /// JPEG, with or without JFIF and EXIF.
    case jpeg
    /// PDF.
    case pdf
  }

  /// What the contents are.
  public let format: Format
  /// How many pages the file announces, at least 1. Each of them can be asked for; a damaged one throws.
  public var pageCount: Int { source.pageCount }

  private let source: any PageSource

  /// Opens a scan. Throws any `ScanError`: the file's own when it cannot be read at all.
  public init(path: String, limits: DecodingLimits = DecodingLimits()) throws(ScanError) {
    let file = try FileReader(path: path, limits: limits)
    let head = try file.read(at: 0, count: 1024)
    guard let format = ScanFile.sniff(head) else { throw .unknownFormat("no signature of PNG, TIFF, JPEG or PDF") }
    self.format = format
    source =
      switch format {
      case .png: try PNGSource(file: file, limits: limits)
      case .jpeg: try JPEGSource(file: file, limits: limits)
      case .tiff: try TIFFSource(file: file, limits: limits)
      case .pdf: try PDFSource(path: path, file: file, limits: limits)
      }
  }

  /// Decodes the page with index 0 ..< `pageCount`. Throws a `ScanError` that concerns this page only; the other
  /// pages can still be asked for.
  public func page(_ index: Int) throws(ScanError) -> DecodedPage {
    precondition((0..<pageCount).contains(index), "page index within the file")
    return try source.page(index)
  }

  /// The words of a page's text layer, in the file's order; none where it has no such layer. Throws a `ScanError` that
  /// concerns this page only.
  public func words(_ index: Int) throws(ScanError) -> [PrintedWord] {
    precondition((0..<pageCount).contains(index), "page index within the file")
    return try source.words(index)
  }

  /// The format by the first bytes. PDF allows junk before its header.
  static func sniff(_ head: [UInt8]) -> Format? {
    if head.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return .png }
    if head.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
    if head.starts(with: [0x49, 0x49, 42, 0]) || head.starts(with: [0x4D, 0x4D, 0, 42]) { return .tiff }
    if head.starts(with: [0x49, 0x49, 43, 0]) || head.starts(with: [0x4D, 0x4D, 0, 43]) { return .tiff }
    return ByteView(bytes: head).offset(of: "%PDF-") != nil ? .pdf : nil
  }
}

/// What each format implements.
protocol PageSource {
  var pageCount: Int { get }
  func page(_ index: Int) throws(ScanError) -> DecodedPage
  func words(_ index: Int) throws(ScanError) -> [PrintedWord]
}

extension PageSource {
  /// Pictures have no text layer.
  func words(_ index: Int) throws(ScanError) -> [PrintedWord] { [] }
}
