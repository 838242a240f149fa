internal import CPNGShim
internal import Raster

/// A PNG file: one page. The size is read from IHDR here, so that the page's array can be made before libpng writes
/// into it; libpng must then agree.
struct PNGSource: PageSource {
  let pageCount = 1
  private let file: FileReader
  private let width: Int
  private let height: Int
  private let isBilevel: Bool

  init(file: FileReader, limits: DecodingLimits) throws(ScanError) {
    let header = ByteView(bytes: try file.read(at: 0, count: 33))
    guard header.has("IHDR", at: 12), let width = header.integer(at: 16, size: 4),
      let height = header.integer(at: 20, size: 4), let depth = header.integer(at: 24, size: 1),
      let color = header.integer(at: 25, size: 1), header.count == 33
    else { throw .damagedFile("PNG without header") }
    try limits.check(width: width, height: height)
    self.file = file
    self.width = width
    self.height = height
    isBilevel = depth == 1 && (color == 0 || color == 3)
  }

  func page(_ index: Int) throws(ScanError) -> DecodedPage {
    let data = try file.readAll()
    let bytesPerRow = isBilevel ? (width + 7) / 8 : width
    var levels: [UInt8] = [0, 255]
    var message = [CChar](repeating: 0, count: Int(KP_PNG_MESSAGE))
    var dpi = 0.0
    var decoded = false
    let pixels = [UInt8](unsafeUninitializedCapacity: bytesPerRow * height) { buffer, count in
      decoded =
        kp_png_decode(
          data, data.count, UInt32(width), UInt32(height), isBilevel ? 1 : 0, buffer.baseAddress, &levels, &dpi,
          &message) == 1
      count = decoded ? bytesPerRow * height : 0
    }
    guard decoded else { throw .damagedFile("PNG: " + text(message)) }
    let image: PageImage
    if isBilevel {
      image = PackedRows(width: width, height: height, bytes: pixels).image(luma0: levels[0], luma1: levels[1])
    } else {
      image = .gray(GrayImage(width: width, height: height, pixels: pixels))
    }
    return DecodedPage(image: image, dpi: dpi)
  }
}

/// A C message with its terminating zero as text.
func text(_ message: [CChar]) -> String {
  String(decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}
