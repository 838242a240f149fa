internal import CPageEncoders
internal import Foundation
internal import Pages
internal import Raster

/// Writes a sheet's scans as files of all formats.
struct PageEncoder: Sendable {
  /// Of JPEG; scanners' usual setting.
  private static let quality: Int32 = 75

  private let folders: [CorpusFormat: URL]

  init(corpus: Corpus) {
    folders = Dictionary(uniqueKeysWithValues: CorpusFormat.allCases.map { ($0, corpus.files(of: $0)) })
  }

  /// Writes one sheet.
  ///
  /// - Parameters:
  ///   - number: counts the sheets from 0.
  ///   - seed: of the colours' noise.
  ///   - scan: the sheet's picture from a scanner that is set so.
  func write(_ number: Int, seed: UInt64, scan: (_ dpi: Double, _ depth: ScanDepth) -> PageImage) throws {
    for format in [CorpusFormat.fax200, .fax300] {
      guard case .bits(let image) = scan(format.dpi, .bilevel) else { continue }
      try check(
        page_write_tiff_g4(
          path(number, format), UInt32(image.width), UInt32(image.height), image.bytes, format.dpi))
    }
    guard case .gray(let image) = scan(300, .gray) else { return }
    let (width, height) = (UInt32(image.width), UInt32(image.height))
    try check(page_write_png(path(number, .pngNoisy300), width, height, image.pixels, 300))
    try check(page_write_png(path(number, .pngWhite300), width, height, image.clippedToWhite.pixels, 300))
    try check(page_write_jpeg_grey(path(number, .jpegGray300), width, height, image.pixels, Self.quality, 300))
    let tint = PaperTint(image, seed: seed)
    try check(
      page_write_jpeg_colour(
        path(number, .jpegColour300), width, height, image.pixels, tint.blue, tint.red, Self.quality, 300))
  }

  /// Joins the grey JPEG pages to PDF files.
  func writePDFs(pages: Int) throws {
    let perFile = CorpusFormat.pagesPerPDF
    for (file, first) in stride(from: 0, to: pages, by: perFile).enumerated() {
      guard let pdf = page_pdf_begin(path(file, .pdf300)) else { throw BenchError("PDF: cannot be created") }
      var fault: UnsafePointer<CChar>?
      for number in first..<min(first + perFile, pages) where fault == nil {
        fault = page_pdf_add(pdf, path(number, .jpegGray300), 300)
      }
      let end = page_pdf_end(pdf)
      try check(fault ?? end)
    }
  }

  private func path(_ number: Int, _ format: CorpusFormat) -> String {
    let digits = String(number + 1)
    let name = String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "." + format.suffix
    return folders[format]?.appendingPathComponent(name).path ?? name
  }

  private func check(_ fault: UnsafePointer<CChar>?) throws {
    if let fault { throw BenchError(String(cString: fault)) }
  }
}

extension GrayImage {
  /// The picture with its paper made white, as office scanners do it: 86 % of the median shade becomes 255, so that
  /// neither noise nor the darker edge of the light remains.
  fileprivate var clippedToWhite: GrayImage {
    var counts = [Int](repeating: 0, count: 256)
    for pixel in pixels { counts[Int(pixel)] += 1 }
    var (median, below) = (0, 0)
    while median < 255, below + counts[median] <= pixels.count / 2 {
      below += counts[median]
      median += 1
    }
    let white = max(1, 0.86 * Double(median))
    let levels = (0..<256).map { UInt8(min(255, (Double($0) * 255 / white).rounded())) }
    return GrayImage(width: width, height: height, pixels: pixels.map { levels[Int($0)] })
  }
}
