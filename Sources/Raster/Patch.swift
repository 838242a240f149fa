/// A window of a picture with 8 bits a pixel, for loops that look at the same few pixels many times. Outside the picture
/// it is paper (255), so that whoever keeps within the window need not look where the picture ends.
public struct Patch: Sendable, Equatable {
  /// The picture's column of the window's first pixel; may be negative.
  public let x: Int
  /// The picture's row of the window's first pixel; may be negative.
  public let y: Int
  /// Width of the window, px.
  public let width: Int
  /// Height of the window, px.
  public let height: Int
  /// `width * height` samples, row by row.
  public let luma: [UInt8]

  /// The window of a picture from column `x`, row `y` on.
  public init<Image: LumaGrid>(_ image: Image, x: Int, y: Int, width: Int, height: Int) {
    self.x = x
    self.y = y
    self.width = max(0, width)
    self.height = max(0, height)
    let (width, height) = (self.width, self.height)
    let columns = max(0, x)..<max(0, x, min(image.width, x + width))
    luma = [UInt8](unsafeUninitializedCapacity: width * height) { out, count in
      let rows = max(0, -y)..<max(0, -y, min(height, image.height - y))
      if columns.count < width || rows.count < height { out.initialize(repeating: 255) }
      for row in rows where !columns.isEmpty {
        let start = row * width + columns.lowerBound - x
        image.copyLuma(
          columns, row: y + row, into: UnsafeMutableBufferPointer(rebasing: out[start..<(start + columns.count)]))
      }
      count = width * height
    }
  }
}

extension GrayImage {
  /// Copies a row's samples.
  public func copyLuma(_ columns: Range<Int>, row: Int, into out: UnsafeMutableBufferPointer<UInt8>) {
    let start = row * width + columns.lowerBound
    pixels[start..<(start + columns.count)].withUnsafeBufferPointer { _ = out.update(fromContentsOf: $0) }
  }
}

extension BitImage {
  /// Copies a row's pixels as 0 and 255, eight at a time.
  public func copyLuma(_ columns: Range<Int>, row: Int, into out: UnsafeMutableBufferPointer<UInt8>) {
    precondition(columns.lowerBound >= 0 && columns.upperBound <= width && columns.count <= out.count)
    let start = row * bytesPerRow
    bytes[start..<(start + bytesPerRow)].withUnsafeBufferPointer { source in
      Self.lumas.withUnsafeBufferPointer { lumas in
        var x = columns.lowerBound
        var at = 0
        // To the next whole byte, then byte by byte, then what is left.
        func copy(_ count: Int) {
          let eight = lumas[Int(source[x >> 3])] >> UInt64(8 &* (x & 7))
          for k in 0..<count { out[at &+ k] = UInt8(truncatingIfNeeded: eight >> UInt64(8 &* k)) }
          x &+= count
          at &+= count
        }
        if x & 7 != 0 { copy(min(8 &- (x & 7), columns.count)) }
        let raw = UnsafeMutableRawBufferPointer(out)
        while x &+ 8 <= columns.upperBound {
          raw.storeBytes(of: lumas[Int(source[x >> 3])], toByteOffset: at, as: UInt64.self)
          x &+= 8
          at &+= 8
        }
        if x < columns.upperBound { copy(columns.upperBound &- x) }
      }
    }
  }

  /// For each byte of a packed row the luma of its eight pixels, the leftmost in the lowest byte.
  private static let lumas: [UInt64] = spread.map { (0x0101_0101_0101_0101 - $0) * 255 }
}
