internal import Raster

/// Rows of one bit a pixel as a file holds them: what 0 and 1 mean is still open, and padding bits may be anything.
struct PackedRows {
  let width: Int
  let height: Int
  var bytes: [UInt8]

  /// The page, given the luma of each bit value: packed when they are black and white, grey otherwise.
  consuming func image(luma0: UInt8, luma1: UInt8) -> PageImage {
    switch (luma0, luma1) {
    case (255, 0): return .bits(bitImage(inverted: false))
    case (0, 255): return .bits(bitImage(inverted: true))
    default: return .gray(grayImage(luma0: luma0, luma1: luma1))
    }
  }

  private consuming func bitImage(inverted: Bool) -> BitImage {
    let bytesPerRow = (width + 7) / 8
    let padding = bytesPerRow * 8 - width
    let (width, height) = (self.width, self.height)
    var bytes = self.bytes
    bytes.withUnsafeMutableBufferPointer { buffer in
      if inverted {
        for index in buffer.indices { buffer[index] = ~buffer[index] }
      }
      if padding > 0 {
        let mask = UInt8(truncatingIfNeeded: 0xFF << padding)
        for row in 0..<height { buffer[(row + 1) * bytesPerRow - 1] &= mask }
      }
    }
    return BitImage(width: width, height: height, bytes: bytes)
  }

  private func grayImage(luma0: UInt8, luma1: UInt8) -> GrayImage {
    let bytesPerRow = (width + 7) / 8
    let pixels = [UInt8](unsafeUninitializedCapacity: width * height) { buffer, count in
      for y in 0..<height {
        for x in 0..<width {
          let bit = bytes[y * bytesPerRow + x / 8] & (0x80 >> UInt8(x & 7)) != 0
          buffer[y * width + x] = bit ? luma1 : luma0
        }
      }
      count = width * height
    }
    return GrayImage(width: width, height: height, pixels: pixels)
  }
}
