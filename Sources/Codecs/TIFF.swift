internal import CTIFFShim
internal import Glibc
internal import Raster

/// A TIFF file. Each page opens libtiff anew (some microseconds), so that nothing of a damaged page stays behind.
struct TIFFSource: PageSource {
  private let file: FileReader
  private let limits: DecodingLimits
  private let directories: TIFFDirectories

  var pageCount: Int { directories.pages.count }

  init(file: FileReader, limits: DecodingLimits) throws(ScanError) {
    self.file = file
    self.limits = limits
    directories = try TIFFDirectories(file: file, limits: limits)
  }

  func page(_ index: Int) throws(ScanError) -> DecodedPage {
    let offset: Int
    switch directories.pages[index] {
    case .broken(let error): throw error
    case .directory(let place): offset = place
    }
    let decoder = try TIFFPageDecoder(file: file, directory: offset, limits: limits)
    let image = try decoder.decode()
    let orientation = Orientation(rawValue: Int(decoder.page.orientation)) ?? .upright
    return DecodedPage(image: orientation.upright(image), dpi: decoder.page.dpi)
  }
}

/// One page of a TIFF through libtiff. Bilevel and 8-bit grey strips go straight into the page's array; other
/// layouts of integer samples go row by row through `TIFFSampleRow`; what remains (YCbCr, Lab, LogLuv) is left to
/// libtiff's RGBA interface.
final class TIFFPageDecoder {
  let page: kp_tiff_page
  private let tiff: OpaquePointer
  /// Keeps the descriptor open that libtiff reads from.
  private let file: FileReader
  private let width: Int
  private let height: Int

  /// TIFF's numbers, as far as they are decided upon here.
  private enum Compression {
    /// None, the fax codes, LZW, both JPEG kinds, Deflate (two numbers), PackBits. Others do not come from scanners.
    static let read: Set<UInt16> = [1, 2, 3, 4, 5, 6, 7, 8, 32773, 32946]
  }

  init(file: FileReader, directory: Int, limits: DecodingLimits) throws(ScanError) {
    // The biggest thing libtiff allocates is a compressed or an unpacked strip of the page.
    let largest = Int64(max(64 << 20, limits.maxPixels * 4))
    guard let tiff = kp_tiff_open(file.descriptor, UInt64(file.size), largest) else {
      throw .damagedFile("TIFF: header")
    }
    var page = kp_tiff_page()
    let selected = kp_tiff_select(tiff, UInt64(directory), &page) == 1
    self.tiff = tiff
    self.page = page
    self.file = file
    width = Int(page.width)
    height = Int(page.height)
    if !selected { throw error() }
    try limits.check(width: width, height: height)
    guard Compression.read.contains(page.compression) else {
      throw .unsupportedFile("TIFF: compression \(page.compression)")
    }
    // 1 unsigned, 4 undefined; signed, float and complex samples have no agreed black and white.
    guard page.sample_format == 1 || page.sample_format == 4 else {
      throw .unsupportedFile("TIFF: sample format \(page.sample_format)")
    }
    guard page.planar == 1 || page.planar == 2, page.samples > 0, page.samples <= 8 else {
      throw .unsupportedFile("TIFF: \(page.samples) samples, planar \(page.planar)")
    }
  }

  deinit { kp_tiff_close(tiff) }

  func decode() throws(ScanError) -> PageImage {
    if page.samples == 1 && page.bits == 1 && (page.photometric <= 1 || page.photometric == 3) {
      return try bilevel()
    }
    if page.samples == 1 && page.bits == 8 && page.photometric <= 1 {
      var pixels = try directRows(bytesPerRow: width)
      if page.photometric == 0 {
        for index in pixels.indices { pixels[index] = ~pixels[index] }
      }
      return .gray(GrayImage(width: width, height: height, pixels: pixels))
    }
    if let colors = try TIFFColors(page: page, tiff: tiff),
      (1...16).contains(page.bits) || page.bits == 24 || page.bits == 32
    {
      return .gray(GrayImage(width: width, height: height, pixels: try sampleRows(colors)))
    }
    return .gray(GrayImage(width: width, height: height, pixels: try rgba()))
  }

  private func bilevel() throws(ScanError) -> PageImage {
    var levels: [UInt8] = page.photometric == 0 ? [255, 0] : [0, 255]
    if page.photometric == 3 && kp_tiff_palette(tiff, 2, &levels) == 0 {
      throw .damagedFile("TIFF: palette missing")
    }
    let rows = try directRows(bytesPerRow: (width + 7) / 8)
    return PackedRows(width: width, height: height, bytes: rows).image(luma0: levels[0], luma1: levels[1])
  }

  /// Rows whose stored form is the wanted form.
  private func directRows(bytesPerRow: Int) throws(ScanError) -> [UInt8] {
    if page.tile_width == 0 {
      guard page.row_bytes == UInt64(bytesPerRow), page.rows_per_strip > 0 else { throw error() }
      return try filled(bytesPerRow * height) { buffer throws(ScanError) in
        let rowsPerStrip = Int(page.rows_per_strip)
        for (strip, row) in stride(from: 0, to: height, by: rowsPerStrip).enumerated() {
          let length = min(rowsPerStrip, height - row) * bytesPerRow
          let read = kp_tiff_read_strip(
            tiff, UInt32(strip), buffer.baseAddress?.advanced(by: row * bytesPerRow), Int64(length))
          guard read == Int64(length) else { throw error() }
        }
        try check()
      }
    }
    let tileBytes = Int(page.tile_row_bytes)
    return try filled(bytesPerRow * height) { buffer throws(ScanError) in
      try tiles(plane: 0) { (column, row, tile) in
        let begin = page.bits == 1 ? column / 8 : column
        let length = min(tileBytes, bytesPerRow - begin)
        guard length > 0 else { return }
        for line in 0..<min(Int(page.tile_height), height - row) {
          let to = UnsafeMutableRawBufferPointer(buffer).baseAddress?.advanced(by: (row + line) * bytesPerRow + begin)
          to?.copyMemory(from: tile + line * tileBytes, byteCount: length)
        }
      }
    }
  }

  /// Rows of any integer samples, to luma.
  private func sampleRows(_ colors: TIFFColors) throws(ScanError) -> [UInt8] {
    let samples = Int(page.samples)
    let planes = page.planar == 2 ? samples : 1
    let perRow = page.planar == 2 ? 1 : samples
    let bits = Int(page.bits)
    if page.tile_width == 0 && planes == 1 {
      // The usual case: nothing but one row is held beside the page.
      let rowBytes = Int(page.row_bytes)
      guard rowBytes >= (width * samples * bits + 7) / 8 else { throw error() }
      var stored = [UInt8](repeating: 0, count: rowBytes)
      var row = TIFFSampleRow(count: width * samples, bits: bits, isIndex: colors.isIndex)
      return try filled(width * height) { buffer throws(ScanError) in
        for y in 0..<height {
          guard kp_tiff_read_row(tiff, UInt32(y), 0, &stored) == 1 else { throw error() }
          stored.withUnsafeBufferPointer { row.unpack($0) }
          colors.luma(of: row.values, into: buffer, at: y * width, count: width)
        }
        try check()
      }
    }
    // Tiles and separate planes: first all samples, 8 bits each, then the colours.
    var values = [UInt8](repeating: 0, count: width * height * samples)
    for plane in 0..<planes {
      try values.withUnsafeMutableBufferPointer { (all) throws(ScanError) in
        if page.tile_width == 0 {
          let rowBytes = Int(page.row_bytes)
          guard rowBytes >= (width * perRow * bits + 7) / 8 else { throw error() }
          var stored = [UInt8](repeating: 0, count: rowBytes)
          var row = TIFFSampleRow(count: width * perRow, bits: bits, isIndex: colors.isIndex)
          for y in 0..<height {
            guard kp_tiff_read_row(tiff, UInt32(y), UInt16(plane), &stored) == 1 else { throw error() }
            stored.withUnsafeBufferPointer { row.unpack($0) }
            let start = y * width * samples + plane
            for index in 0..<row.values.count {
              all[start + (planes == 1 ? index : index * samples)] = row.values[index]
            }
          }
          try check()
          return
        }
        let tileWidth = Int(page.tile_width)
        let tileBytes = Int(page.tile_row_bytes)
        var row = TIFFSampleRow(count: tileWidth * perRow, bits: bits, isIndex: colors.isIndex)
        try tiles(plane: plane) { (column, top, tile) in
          for line in 0..<min(Int(page.tile_height), height - top) {
            row.unpack(
              UnsafeBufferPointer(
                start: (tile + line * tileBytes).assumingMemoryBound(to: UInt8.self), count: tileBytes))
            let start = ((top + line) * width + column) * samples + plane
            for index in 0..<(min(tileWidth, width - column) * perRow) {
              all[start + (planes == 1 ? index : index * samples)] = row.values[index]
            }
          }
        }
      }
    }
    return try filled(width * height) { buffer throws(ScanError) in
      colors.luma(of: values, into: buffer, at: 0, count: width * height)
    }
  }

  /// Decodes every tile of a plane and hands it on with its column and row.
  private func tiles(
    plane: Int, _ use: (_ column: Int, _ row: Int, _ tile: UnsafeRawPointer) -> Void
  ) throws(ScanError) {
    let (tileWidth, tileHeight, size) = (Int(page.tile_width), Int(page.tile_height), Int(page.tile_bytes))
    let perRow = page.planar == 2 ? 1 : Int(page.samples)
    // A tile may stick out of the page, but one far bigger than the page is made to take memory.
    guard tileHeight > 0, size > 0, size <= 64 << 20 || size / 16 <= width * height * perRow,
      Int(page.tile_row_bytes) >= (tileWidth * perRow * Int(page.bits) + 7) / 8,
      Int(page.tile_row_bytes) * tileHeight <= size
    else { throw error() }
    var tile = [UInt8](repeating: 0, count: size)
    for row in stride(from: 0, to: height, by: tileHeight) {
      for column in stride(from: 0, to: width, by: tileWidth) {
        let read = kp_tiff_read_tile(tiff, UInt32(column), UInt32(row), UInt16(plane), &tile, Int64(size))
        guard read == Int64(size) else { throw error() }
        tile.withUnsafeBytes { bytes in
          if let start = bytes.baseAddress { use(column, row, start) }
        }
      }
    }
    try check()
  }

  /// What libtiff itself must turn into colours. Needs 4 bytes a pixel for the while.
  private func rgba() throws(ScanError) -> [UInt8] {
    guard page.rgba_possible == 1 else {
      throw .unsupportedFile(
        "TIFF: \(page.samples) samples of \(page.bits) bits, photometric \(page.photometric)")
    }
    let count = width * height
    var whole = false
    let raster = [UInt32](unsafeUninitializedCapacity: count) { buffer, filled in
      withUnsafePointer(to: page) { whole = kp_tiff_read_rgba(tiff, $0, buffer.baseAddress) == 1 }
      filled = whole ? count : 0
    }
    guard whole else { throw error() }
    try check()
    return try filled(count) { buffer throws(ScanError) in
      for index in 0..<count {
        let pixel = raster[index]
        // libtiff gives colours already multiplied by the opacity.
        let shade = UInt32(luma(pixel & 255, pixel >> 8 & 255, pixel >> 16 & 255))
        buffer[index] = UInt8(min(255, shade + 255 - pixel >> 24))
      }
    }
  }

  /// An array that is filled without being cleared first.
  private func filled(
    _ count: Int, _ fill: (UnsafeMutableBufferPointer<UInt8>) throws(ScanError) -> Void
  ) throws(ScanError) -> [UInt8] {
    var failure: ScanError?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, done in
      do throws(ScanError) {
        try fill(UnsafeMutableBufferPointer(rebasing: buffer[0..<count]))
        done = count
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return bytes
  }

  /// Whether libtiff complained about pixel data, even where it went on.
  private func check() throws(ScanError) {
    guard kp_tiff_message(tiff)[0] == 0 else { throw error() }
  }

  private func error() -> ScanError {
    let number = kp_tiff_system_error(tiff)
    if number != 0 { return FileReader.error(number) }
    let message = String(cString: kp_tiff_message(tiff))
    let isKind = ["not configured", "not support", "not implemented", "Unsupported", "can not handle"].contains {
      message.contains($0)
    }
    let text = "TIFF: " + (message.isEmpty ? "pixel data incomplete" : message)
    return isKind ? .unsupportedFile(text) : .damagedFile(text)
  }
}
