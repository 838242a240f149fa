import Codecs
import Foundation
import Raster

/// Pictures and broken files that tests make.
enum SamplePictures {
  /// The first bytes of a PNG that says it has this size; no pixels follow.
  static func pngHeader(width: UInt32, height: UInt32) -> [UInt8] {
    func long(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) } }
    let header = Array("IHDR".utf8) + long(width) + long(height) + [8, 0, 0, 0, 0]
    return [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10] + long(13) + header + long(checksum(header))
      + long(0) + Array("IEND".utf8) + long(checksum(Array("IEND".utf8)))
  }

  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~0) { sum, byte in
      (0..<8).reduce(sum ^ UInt32(byte)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
    }
  }

  /// The first page of a scan as a grey picture.
  static func gray(_ file: URL) throws -> GrayImage {
    let image = try ScanFile(path: file.path).page(0).image
    var result = GrayImage(width: image.width, height: image.height)
    for y in 0..<image.height { for x in 0..<image.width { result[x, y] = image.luma(x, y) } }
    return result
  }
}

extension GrayImage {
  /// Turned clockwise by a number of quarters.
  func turned(quarters: Int) -> GrayImage {
    var result = self
    for _ in 0..<quarters {
      let source = result
      var turned = GrayImage(width: source.height, height: source.width)
      for y in 0..<source.height { for x in 0..<source.width { turned[source.height - 1 - y, x] = source[x, y] } }
      result = turned
    }
    return result
  }

  /// A rectangle painted white; the part outside the picture is left out.
  func whitened(x: Range<Int>, y: Range<Int>) -> GrayImage {
    var result = self
    for row in y.clamped(to: 0..<height) { for column in x.clamped(to: 0..<width) { result[column, row] = 255 } }
    return result
  }

  /// Darkened towards one side: unchanged at one edge, `darkest` of its lightness at the other.
  func shaded(darkest: Double, fromLeft: Bool) -> GrayImage {
    var result = self
    for x in 0..<width {
      let way = Double(fromLeft ? width - 1 - x : x) / Double(max(1, width - 1))
      let factor = 1 - way * (1 - darkest)
      for y in 0..<height { result[x, y] = UInt8((Double(self[x, y]) * factor).rounded()) }
    }
    return result
  }
}
