internal import CTurboJPEG
internal import Raster

/// A JPEG file: one page, turned upright by its EXIF orientation.
struct JPEGSource: PageSource {
  let pageCount = 1
  private let file: FileReader
  private let limits: DecodingLimits

  init(file: FileReader, limits: DecodingLimits) throws(ScanError) {
    self.file = file
    self.limits = limits
  }

  func page(_ index: Int) throws(ScanError) -> DecodedPage {
    try decodeJPEG(try file.readAll(), limits: limits)
  }
}

/// Decodes a JPEG in memory to grey. Grey and YCbCr files give their luma plane as it is, which spares the colour
/// conversion; CMYK is converted here. Within a PDF the EXIF orientation does not count.
func decodeJPEG(
  _ data: [UInt8], limits: DecodingLimits, followEXIF: Bool = true
) throws(ScanError) -> DecodedPage {
  guard let decoder = tjInitDecompress() else { throw .damagedFile("libjpeg-turbo could not start") }
  defer { tjDestroy(decoder) }
  var width: Int32 = 0
  var height: Int32 = 0
  var subsampling: Int32 = 0
  var colorSpace: Int32 = 0
  let size = UInt(data.count)
  if tjDecompressHeader3(decoder, data, size, &width, &height, &subsampling, &colorSpace) != 0 {
    // A warning here is about the first markers; the decoder below tells again what matters.
    guard tjGetErrorCode(decoder) == Int32(TJERR_WARNING.rawValue), width > 0, height > 0 else {
      throw jpegError(decoder)
    }
  }
  let (columns, rows) = (Int(width), Int(height))
  try limits.check(width: columns, height: rows)
  let isCMYK = colorSpace == Int32(TJCS_CMYK.rawValue) || colorSpace == Int32(TJCS_YCCK.rawValue)
  let channels = isCMYK ? 4 : 1
  let format = Int32(isCMYK ? TJPF_CMYK.rawValue : TJPF_GRAY.rawValue)
  var failure: ScanError?
  var pixels = [UInt8](unsafeUninitializedCapacity: columns * rows * channels) { buffer, count in
    // The limit on scans stops progressive files that are made to take hours.
    let status = tjDecompress2(
      decoder, data, size, buffer.baseAddress, width, 0, height, format, TJFLAG_LIMITSCANS)
    if status != 0 && !isHarmlessWarning(decoder) { failure = jpegError(decoder) }
    count = failure == nil ? columns * rows * channels : 0
  }
  if let failure { throw failure }
  if isCMYK { pixels = lumaOfInvertedCMYK(pixels) }
  let header = JPEGHeader(data)
  let image = PageImage.gray(GrayImage(width: columns, height: rows, pixels: pixels))
  return DecodedPage(image: followEXIF ? header.orientation.upright(image) : image, dpi: header.dpi)
}

/// Bytes between the last pixel and the end marker: the one complaint of libjpeg that loses nothing. It reports the
/// first complaint, and missing data comes before the end marker.
private func isHarmlessWarning(_ decoder: tjhandle) -> Bool {
  guard tjGetErrorCode(decoder) == Int32(TJERR_WARNING.rawValue) else { return false }
  return String(cString: tjGetErrorStr2(decoder)).contains("extraneous bytes before marker 0xd9")
}

private func jpegError(_ decoder: tjhandle) -> ScanError {
  let message = "JPEG: " + String(cString: tjGetErrorStr2(decoder))
  let isKind = ["Unsupported", "not supported", "not implemented", "not compiled"].contains { message.contains($0) }
  return isKind ? .unsupportedFile(message) : .damagedFile(message)
}

/// Every program that writes CMYK JPEG follows Adobe and stores ink inverted: 255 is no ink.
private func lumaOfInvertedCMYK(_ samples: [UInt8]) -> [UInt8] {
  let pixels = samples.count / 4
  return [UInt8](unsafeUninitializedCapacity: pixels) { buffer, count in
    samples.withUnsafeBufferPointer { inks in
      for index in 0..<pixels {
        let black = UInt32(inks[index * 4 + 3])
        buffer[index] = luma(
          UInt32(inks[index * 4]) * black / 255, UInt32(inks[index * 4 + 1]) * black / 255,
          UInt32(inks[index * 4 + 2]) * black / 255)
      }
    }
    count = pixels
  }
}
