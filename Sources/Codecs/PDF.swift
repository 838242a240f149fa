internal import Raster

/// A PDF file through poppler's programs, in batches of pages, as each start of a program costs 7 ms. A page that is
/// provably nothing but one image over the whole page is taken out as it was put in (no resampling, and some 4 times
/// faster than rendering at 300 dpi); every other page is rendered.
final class PDFSource: PageSource {
  private let path: String
  private let limits: DecodingLimits
  private let outline: PDFOutline

  /// What is known of the pages of the current batch, by page index.
  private var batch: [Int: Prepared] = [:]

  private enum Prepared {
    case extracted([UInt8], PDFImage)
    case render
    case failed(ScanError)
  }

  /// Pages that are listed and extracted at once.
  private static let batchPages = 8
  /// Bytes of pictures that one batch may hold unpacked, where poppler unpacks them.
  private static let batchBytes = 48 << 20
  /// Resolution for pages that must be rendered, dots an inch.
  private static let renderingDPI = 300

  var pageCount: Int { outline.pages.count }

  init(path: String, file: FileReader, limits: DecodingLimits) throws(ScanError) {
    // Programs must not take a name for an option, nor poppler for one of its own schemes.
    self.path = path.hasPrefix("/") ? path : "./" + path
    self.limits = limits
    try PDFSource.checkEnd(file)
    outline = try PDFOutline(path: self.path, limits: limits)
  }

  func page(_ index: Int) throws(ScanError) -> DecodedPage {
    let page = outline.pages[index]
    guard page.width > 0, page.height > 0, let orientation = Orientation(clockwiseDegrees: page.rotation) else {
      throw .damagedFile("PDF: page \(index + 1) has no size")
    }
    if batch[index] == nil { try prepare(from: index) }
    switch batch.removeValue(forKey: index) ?? .render {
    case .failed(let error): throw error
    case .render: return try render(index)
    case .extracted(let bytes, let image):
      var picture: PageImage
      if ScanFile.sniff(Array(bytes.prefix(16))) == .jpeg {
        picture = try decodeJPEG(bytes, limits: limits, followEXIF: false).image
      } else {
        picture = try PNM.decode(bytes, limits: limits)
      }
      guard picture.width == image.width, picture.height == image.height else {
        throw .damagedFile("PDF: page \(index + 1) has a picture of another size than it says")
      }
      return DecodedPage(image: orientation.upright(picture), dpi: image.dpi)
    }
  }

  /// A file without its end was cut: poppler would repair it in silence, and pages or pixels would be missing.
  private static func checkEnd(_ file: FileReader) throws(ScanError) {
    let head = try file.read(at: 0, count: 1024)
    let tail = ByteView(bytes: try file.read(at: max(0, file.size - 2048), count: 2048))
    guard tail.offset(of: "%%EOF") != nil else {
      throw .damagedFile("PDF without its end")
    }
    // A linearized file has an end mark near its beginning too, but says how long it is.
    let view = ByteView(bytes: head)
    if view.offset(of: "/Linearized") != nil, let entry = view.offset(of: "/L "),
      let length = Int(String(decoding: head[(entry + 3)...].prefix { (48...57).contains($0) }, as: UTF8.self)),
      length > file.size
    {
      throw .damagedFile("PDF of \(file.size) bytes says that it has \(length)")
    }
  }

  // MARK: Batches

  private func prepare(from first: Int) throws(ScanError) {
    batch = [:]
    let range = first..<min(first + PDFSource.batchPages, pageCount)
    if outline.isEncrypted {
      // Readable without a password, but its owner may forbid to take pictures out: that is left to the renderer.
      for index in range { batch[index] = .render }
      return
    }
    let arguments = ["-f", "\(range.lowerBound + 1)", "-l", "\(range.upperBound)"]
    let listing = try program("pdfimages").run(["-list"] + arguments + [path], maxOutput: 4 << 20)
    let images = PDFImage.byPage(listing: String(decoding: listing.output, as: UTF8.self))
    let pictures = try plainPictures(range, arguments)
    var wanted: [(index: Int, image: PDFImage)] = []
    var bytes = 0
    for index in range {
      let found = images[index + 1] ?? []
      if listing.status == 0, found.count == 1, let image = found.first, image.covers(outline.pages[index]),
        let picture = pictures[index - first], picture.covers(outline.pages[index]),
        picture.width == image.width, picture.height == image.height
      {
        if image.width * image.height > limits.maxPixels {
          batch[index] = .failed(.tooLarge("PDF: page \(index + 1) is \(image.width) x \(image.height) px"))
          continue
        }
        // Beyond the budget the page is left for a batch of its own.
        bytes += image.unpackedBytes
        if bytes > PDFSource.batchBytes && !wanted.isEmpty { break }
        wanted.append((index, image))
      } else {
        batch[index] = .render
      }
    }
    try extract(wanted)
  }

  /// For each page of the batch the one picture that it draws, nil where it draws anything else or that cannot be
  /// told.
  private func plainPictures(_ range: Range<Int>, _ arguments: [String]) throws(ScanError) -> [PDFDrawing.Picture?] {
    let unknown = [PDFDrawing.Picture?](repeating: nil, count: range.count)
    do throws(ScanError) {
      let result = try program("pdftops").run(
        ["-level3"] + arguments + [path, "-"], maxOutput: PDFSource.batchBytes)
      let pictures = PDFDrawing(postScript: result.output).pages
      return result.status == 0 && pictures.count == range.count ? pictures : unknown
    } catch .tooLarge {
      return unknown
    }
  }

  /// Takes the pictures of the pages out, one run for each stretch of neighbouring pages.
  private func extract(_ wanted: [(index: Int, image: PDFImage)]) throws(ScanError) {
    var rest = wanted[...]
    while let first = rest.first {
      var length = 1
      while let next = rest.dropFirst(length).first, next.index == first.index + length { length += 1 }
      let stretch = rest.prefix(length)
      rest = rest.dropFirst(length)
      if try extract(stretch: stretch) || length == 1 { continue }
      // The program complained without saying of which page: page by page.
      for page in stretch { _ = try extract(stretch: [page]) }
    }
  }

  /// Whether all went well; if not, the pages of the stretch are noted as failed.
  private func extract(stretch: ArraySlice<(index: Int, image: PDFImage)>) throws(ScanError) -> Bool {
    guard let first = stretch.first, let last = stretch.last else { return true }
    let directory = try TemporaryDirectory()
    let result = try program("pdfimages").run(
      ["-j", "-p", "-f", "\(first.index + 1)", "-l", "\(last.index + 1)", path, directory.path + "/i"],
      maxOutput: 1 << 20)
    let complaint = PDFSource.complaint(result)
    // The names are i-PPP-NNN.ext: page number, picture number.
    var files: [Int: [String]] = [:]
    for name in directory.files {
      let parts = name.split(separator: "-")
      if parts.count == 3, let page = Int(parts[1]) { files[page - 1, default: []].append(name) }
    }
    for (index, image) in stretch {
      if let complaint {
        batch[index] = .failed(.damagedFile("PDF: page \(index + 1): " + complaint))
      } else if let name = files[index]?.first, files[index]?.count == 1 {
        let picture = try FileReader(path: directory.path + "/" + name, limits: limits)
        batch[index] = .extracted(try picture.readAll(), image)
      } else {
        batch[index] = .render
      }
    }
    return complaint == nil
  }

  // MARK: Rendering

  private func render(_ index: Int) throws(ScanError) -> DecodedPage {
    let page = outline.pages[index]
    let scale = Double(PDFSource.renderingDPI) / 72
    guard page.width * scale * page.height * scale <= Double(limits.maxPixels) else {
      throw .tooLarge("PDF: page \(index + 1) is \(page.width) x \(page.height) points")
    }
    let result = try program("pdftoppm").run(
      ["-gray", "-r", "\(PDFSource.renderingDPI)", "-f", "\(index + 1)", "-l", "\(index + 1)", path],
      maxOutput: limits.maxPixels + 1024)
    if let complaint = PDFSource.complaint(result) {
      throw .damagedFile("PDF: page \(index + 1): " + complaint)
    }
    let image = try PNM.decode(result.output, limits: limits)
    return DecodedPage(image: image, dpi: Double(PDFSource.renderingDPI), isRendered: true)
  }

  // MARK: Text

  /// Bytes that the words of one page may take, with their places.
  private static let textBytes = 16 << 20

  func words(_ index: Int) throws(ScanError) -> [PrintedWord] {
    let result = try program("pdftotext").run(
      ["-bbox", "-f", "\(index + 1)", "-l", "\(index + 1)", path, "-"], maxOutput: PDFSource.textBytes)
    let page = outline.pages[index]
    let text = PDFText(xhtml: result.output)
    // Places on a page that is turned, or cut to a part of it, are not those of its picture.
    guard result.status == 0, page.rotation == 0, let size = text.size, abs(size.width - page.width) < 1,
      abs(size.height - page.height) < 1
    else { return [] }
    return text.words
  }

  private func program(_ name: String) -> ChildProgram { ChildProgram(name: name, limits: limits) }

  /// The first error that a program of poppler reports: by its status, or in words while it goes on and leaves
  /// pixels out. Its warnings are about oddities that lose nothing.
  private static func complaint(_ result: ChildProgram.Result) -> String? {
    for line in result.messages.split(separator: "\n") where line.contains("Error") { return String(line.prefix(160)) }
    return result.status == 0 ? nil : "status \(result.status)"
  }
}
