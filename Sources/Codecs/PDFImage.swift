/// One picture on a page, from the table that `pdfimages -list` prints.
struct PDFImage: Equatable {
  /// `image`, or `mask`, `smask`, `stencil`.
  let kind: String
  /// px.
  let width: Int
  /// px.
  let height: Int
  /// `gray`, `rgb`, `index`, `icc`, `cmyk`, ...
  let color: String
  let components: Int
  /// How it is stored: `jpeg`, `ccitt`, `jbig2`, `jpx`, `image`.
  let encoding: String
  /// Pixels an inch as placed on the page, whole numbers.
  let xPPI: Int
  /// Pixels an inch as placed on the page.
  let yPPI: Int

  /// The pictures by page number (1 is the first).
  static func byPage(listing: String) -> [Int: [PDFImage]] {
    var pages: [Int: [PDFImage]] = [:]
    for line in listing.split(separator: "\n").dropFirst(2) {
      let words = line.split(separator: " ").map(String.init)
      // The object is two words, or one for a picture within the page's own stream.
      guard words.count >= 15, let page = Int(words[0]) else { continue }
      let ppi = words.count - 4
      guard let width = Int(words[3]), let height = Int(words[4]), let components = Int(words[6]),
        let x = Int(words[ppi]), let y = Int(words[ppi + 1])
      else { continue }
      pages[page, default: []].append(
        PDFImage(
          kind: words[2], width: width, height: height, color: words[5], components: components, encoding: words[8],
          xPPI: x, yPPI: y))
    }
    return pages
  }

  /// The resolution on the page.
  var dpi: Double { Double(xPPI) }

  /// Bytes that poppler writes for it: JPEG stays as it is (a tenth of its pixels at most), the rest is unpacked.
  var unpackedBytes: Int {
    let pixels = width * height
    return encoding == "jpeg" ? pixels / 10 : components == 1 ? pixels : pixels * 3
  }

  /// Whether the picture lies over the whole page, unturned and in its own proportions, in a colour space whose
  /// polarity the extraction keeps.
  func covers(_ page: PDFOutline.Page) -> Bool {
    guard kind == "image", width > 0, height > 0, xPPI > 0, yPPI > 0 else { return false }
    guard ["gray", "rgb", "index"].contains(color) || color == "icc" && (components == 1 || components == 3) else {
      return false
    }
    // The listed resolution is rounded to 1 ppi; pixels that are not square would need resampling.
    guard abs(xPPI - yPPI) * 50 <= xPPI + 49 else { return false }
    func fits(_ pixels: Int, _ ppi: Int, _ points: Double) -> Bool {
      let slack = 0.5 / Double(ppi)
      return (0.95 - slack...1.05 + slack).contains(Double(pixels) / Double(ppi) * 72 / points)
    }
    return fits(width, xPPI, page.width) && fits(height, yPPI, page.height)
  }
}
