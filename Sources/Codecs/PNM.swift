internal import Raster

/// The portable bitmaps that poppler's programs write: P4 bits (1 is black), P5 grey, P6 colour.
enum PNM {
  /// Decodes one picture. Throws `damagedFile` when it is cut or malformed, `tooLarge` beyond the limits.
  static func decode(_ data: [UInt8], limits: DecodingLimits) throws(ScanError) -> PageImage {
    guard data.count > 2, data[0] == UInt8(ascii: "P") else { throw .damagedFile("no portable bitmap") }
    var position = 2
    let kind = data[1]
    let width = try number(data, &position)
    let height = try number(data, &position)
    let maximum = kind == UInt8(ascii: "4") ? 1 : try number(data, &position)
    position += 1  // the one white space after the last number
    try limits.check(width: width, height: height)
    let pixels = width * height
    func body(_ length: Int) throws(ScanError) -> ArraySlice<UInt8> {
      guard data.count - position >= length else { throw .damagedFile("a portable bitmap is cut off") }
      return data[position..<(position + length)]
    }
    switch (kind, maximum) {
    case (UInt8(ascii: "4"), _):
      let bytes = Array(try body((width + 7) / 8 * height))
      return PackedRows(width: width, height: height, bytes: bytes).image(luma0: 255, luma1: 0)
    case (UInt8(ascii: "5"), 255):
      return .gray(GrayImage(width: width, height: height, pixels: Array(try body(pixels))))
    case (UInt8(ascii: "6"), 255):
      let samples = try body(pixels * 3)
      let grays = [UInt8](unsafeUninitializedCapacity: pixels) { buffer, count in
        samples.withUnsafeBufferPointer { rgb in
          for index in 0..<pixels {
            buffer[index] = luma(UInt32(rgb[index * 3]), UInt32(rgb[index * 3 + 1]), UInt32(rgb[index * 3 + 2]))
          }
        }
        count = pixels
      }
      return .gray(GrayImage(width: width, height: height, pixels: grays))
    default: throw .unsupportedFile("portable bitmap P\(kind) with maximum \(maximum)")
    }
  }

  private static func number(_ data: [UInt8], _ position: inout Int) throws(ScanError) -> Int {
    while position < data.count, [9, 10, 13, 32].contains(data[position]) { position += 1 }
    var value = 0
    let start = position
    while position < data.count, position - start < 9,
      let digit = Character(UnicodeScalar(data[position])).wholeNumberValue
    {
      value = value * 10 + digit
      position += 1
    }
    guard position > start else { throw .damagedFile("a portable bitmap has no size") }
    return value
  }
}
