/// Files made byte by byte, for kinds that no writer of the project makes.
enum SampleFiles {
  /// One page of a TIFF to be made.
  struct TIFFPage {
    var width = 16
    var height = 8
    var bits = 8
    var photometric = 1
    var orientation = 1
    var subfileType = 0
    /// Uncompressed rows, one strip.
    var data: [UInt8]
    /// The strip's offset is put beyond the end of the file.
    var isBroken = false
  }

  /// A little-endian TIFF without compression.
  static func tiff(_ pages: [TIFFPage]) -> [UInt8] {
    func short(_ value: Int) -> [UInt8] { [UInt8(value & 255), UInt8(value >> 8 & 255)] }
    func long(_ value: Int) -> [UInt8] { short(value & 0xFFFF) + short(value >> 16) }
    var file: [UInt8] = [0x49, 0x49, 42, 0] + long(8)
    for (index, page) in pages.enumerated() {
      let entries: [(Int, Int)] = [
        (254, page.subfileType), (256, page.width), (257, page.height), (258, page.bits), (259, 1),
        (262, page.photometric), (273, -1), (274, page.orientation), (277, 1), (278, page.height),
        (279, page.data.count),
      ]
      let dataAt = file.count + 2 + entries.count * 12 + 4
      file += short(entries.count)
      for (tag, value) in entries {
        let stored = tag == 273 ? dataAt + (page.isBroken ? 1_000_000 : 0) : value
        file += short(tag) + short(4) + long(1) + long(stored)
      }
      file += long(index + 1 < pages.count ? dataAt + page.data.count : 0) + page.data
    }
    return file
  }

  /// The first bytes of a PNG that says it has this size; its checksums are of no account.
  static func pngHeader(width: UInt32, height: UInt32) -> [UInt8] {
    func long(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) } }
    return [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10] + long(13) + Array("IHDR".utf8) + long(width) + long(height)
      + [8, 0, 0, 0, 0, 1, 2, 3, 4]
  }

  /// A PDF whose pages each show one 8-bit grey picture of 10 x 10 px over the whole page, by the given matrix,
  /// followed by more drawing.
  static func pdf(pages: [(matrix: String, more: String, rotation: Int)], image: [UInt8]) -> [UInt8] {
    var objects: [[UInt8]] = []
    func add(_ text: String) { objects.append(Array(text.utf8)) }
    let kids = pages.indices.map { "\(4 + $0 * 2) 0 R" }.joined(separator: " ")
    add("<< /Type /Catalog /Pages 2 0 R >>")
    add("<< /Type /Pages /Kids [\(kids)] /Count \(pages.count) >>")
    let hex = image.map { value in (value < 16 ? "0" : "") + String(value, radix: 16) }.joined() + ">"
    add(
      "<< /Type /XObject /Subtype /Image /Width 10 /Height 10 /ColorSpace /DeviceGray /BitsPerComponent 8 "
        + "/Filter /ASCIIHexDecode /Length \(hex.utf8.count) >>\nstream\n\(hex)\nendstream")
    for (index, page) in pages.enumerated() {
      add(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 72 72] /Rotate \(page.rotation) /Contents \(5 + index * 2) 0 R "
          + "/Resources << /XObject << /I 3 0 R >> >> >>")
      let content = "q \(page.matrix) cm /I Do Q \(page.more)"
      add("<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream")
    }
    var file = Array("%PDF-1.4\n".utf8)
    var offsets: [Int] = []
    for (index, object) in objects.enumerated() {
      offsets.append(file.count)
      file += Array("\(index + 1) 0 obj\n".utf8) + object + Array("\nendobj\n".utf8)
    }
    let table = file.count
    file += Array("xref\n0 \(objects.count + 1)\n0000000000 65535 f \n".utf8)
    for offset in offsets {
      let digits = String(offset)
      file += Array((String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n").utf8)
    }
    file += Array("trailer << /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(table)\n%%EOF\n".utf8)
    return file
  }
}
