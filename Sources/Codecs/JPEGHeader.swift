/// What a JPEG's markers say about orientation and resolution, JFIF and EXIF. Everything is optional and nothing is
/// trusted: whatever does not parse counts as not said.
struct JPEGHeader {
  private(set) var orientation = Orientation.upright
  /// Dots an inch.
  private(set) var dpi: Double?

  init(_ data: [UInt8]) {
    let view = ByteView(bytes: data)
    var offset = 2
    // Segments up to the start of scan: FF marker, length with its own two bytes, payload.
    while let mark = view.integer(at: offset, size: 1), mark == 0xFF, let kind = view.integer(at: offset + 1, size: 1) {
      if kind == 0xFF {
        offset += 1
        continue
      }
      guard kind != 0xDA, kind != 0xD9, let length = view.integer(at: offset + 2, size: 2), length >= 2 else { break }
      let start = offset + 4
      let end = min(offset + 2 + length, data.count)
      if kind == 0xE0 && view.has("JFIF\0", at: start) { readJFIF(view, at: start) }
      if kind == 0xE1 && view.has("Exif\0\0", at: start) && start + 6 < end {
        readEXIF(ByteView(bytes: Array(data[(start + 6)..<end])))
      }
      offset += 2 + length
    }
  }

  private mutating func readJFIF(_ view: ByteView, at start: Int) {
    guard let unit = view.integer(at: start + 7, size: 1), let x = view.integer(at: start + 8, size: 2),
      let y = view.integer(at: start + 10, size: 2), x == y, unit == 1 || unit == 2
    else { return }
    dpi = unit == 1 ? Double(x) : Double(x) * 2.54
  }

  /// The first directory of the TIFF structure within EXIF: orientation 0x112, resolution 0x11A and 0x128.
  private mutating func readEXIF(_ bytes: ByteView) {
    var view = bytes
    view.bigEndian = view.has("MM")
    guard view.has("MM") || view.has("II"), view.integer(at: 2, size: 2) == 42,
      let directory = view.integer(at: 4, size: 4), let entries = view.integer(at: directory, size: 2)
    else { return }
    var resolution: Double?
    var unit = 2
    for index in 0..<entries {
      let entry = directory + 2 + index * 12
      guard let tag = view.integer(at: entry, size: 2), let short = view.integer(at: entry + 8, size: 2) else { break }
      switch tag {
      case 0x112: orientation = Orientation(rawValue: short) ?? .upright
      case 0x11A:
        if let place = view.integer(at: entry + 8, size: 4), let numerator = view.integer(at: place, size: 4),
          let denominator = view.integer(at: place + 4, size: 4), denominator > 0
        {
          resolution = Double(numerator) / Double(denominator)
        }
      case 0x128: unit = short
      default: break
      }
    }
    if dpi == nil, let resolution { dpi = unit == 3 ? resolution * 2.54 : resolution }
  }
}
