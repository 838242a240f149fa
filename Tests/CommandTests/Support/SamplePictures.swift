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

  /// A PDF with a JPEG over the whole of each page, as a scanner makes it.
  static func pdf(of pictures: [[UInt8]]) -> [UInt8] {
    let kids = pictures.indices.map { "\(3 + 3 * $0) 0 R" }.joined(separator: " ")
    var objects: [[UInt8]] = [
      Array("<</Type/Catalog/Pages 2 0 R>>".utf8),
      Array("<</Type/Pages/Count \(pictures.count)/Kids[\(kids)]>>".utf8),
    ]
    for (index, picture) in pictures.enumerated() {
      let (width, height, components) = jpegSize(picture)
      let (a, b) = (Double(width) * 72 / 200, Double(height) * 72 / 200)
      let content = "q \(a) 0 0 \(b) 0 0 cm /I Do Q"
      objects.append(
        Array(
          """
          <</Type/Page/Parent 2 0 R/MediaBox[0 0 \(a) \(b)]/Contents \(4 + 3 * index) 0 R\
          /Resources<</XObject<</I \(5 + 3 * index) 0 R>>>>>>
          """.utf8))
      objects.append(Array("<</Length \(content.utf8.count)>>stream\n\(content)\nendstream".utf8))
      let header = """
        <</Type/XObject/Subtype/Image/Width \(width)/Height \(height)/BitsPerComponent 8/Filter/DCTDecode\
        /ColorSpace/\(components == 1 ? "DeviceGray" : "DeviceRGB")/Length \(picture.count)>>stream\n
        """
      objects.append(Array(header.utf8) + picture + Array("\nendstream".utf8))
    }
    var bytes = Array("%PDF-1.4\n".utf8)
    var table = "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
    for (index, object) in objects.enumerated() {
      let offset = String(bytes.count)
      table += String(repeating: "0", count: 10 - offset.count) + offset + " 00000 n \n"
      bytes += Array("\(index + 1) 0 obj\n".utf8) + object + Array("\nendobj\n".utf8)
    }
    let start = bytes.count
    return bytes + Array("\(table)trailer<</Size \(objects.count + 1)/Root 1 0 R>>\nstartxref\n\(start)\n%%EOF\n".utf8)
  }

  /// What a JPEG's frame header says: px, px, components.
  private static func jpegSize(_ bytes: [UInt8]) -> (width: Int, height: Int, components: Int) {
    var offset = 2
    while offset + 9 < bytes.count {
      if (0xC0...0xC2).contains(bytes[offset + 1]) {
        func pair(_ place: Int) -> Int { Int(bytes[offset + place]) << 8 | Int(bytes[offset + place + 1]) }
        return (pair(7), pair(5), Int(bytes[offset + 9]))
      }
      offset += 2 + Int(bytes[offset + 2]) << 8 + Int(bytes[offset + 3])
    }
    return (0, 0, 0)
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
