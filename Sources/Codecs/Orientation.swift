internal import Raster

/// How the stored rows and columns lie on the page: the eight cases of TIFF and EXIF, by their numbers. The name says
/// what must be done to the stored picture.
enum Orientation: Int, Sendable, CaseIterable {
  case upright = 1
  case mirrored = 2
  case halfTurn = 3
  case flipped = 4
  case transposed = 5
  case quarterTurnRight = 6
  case transversed = 7
  case quarterTurnLeft = 8

  /// The turn by degrees clockwise that PDF's /Rotate asks for.
  init?(clockwiseDegrees degrees: Int) {
    switch (degrees % 360 + 360) % 360 {
    case 0: self = .upright
    case 90: self = .quarterTurnRight
    case 180: self = .halfTurn
    case 270: self = .quarterTurnLeft
    default: return nil
    }
  }

  /// The steps in which the turn is made: first rows become columns, then left and right, then top and bottom change.
  private var steps: (transpose: Bool, mirror: Bool, flip: Bool) {
    switch self {
    case .upright: (false, false, false)
    case .mirrored: (false, true, false)
    case .halfTurn: (false, true, true)
    case .flipped: (false, false, true)
    case .transposed: (true, false, false)
    case .quarterTurnRight: (true, true, false)
    case .transversed: (true, true, true)
    case .quarterTurnLeft: (true, false, true)
    }
  }

  /// The picture as a viewer shows it.
  func upright(_ image: PageImage) -> PageImage {
    guard self != .upright else { return image }
    switch image {
    case .gray(let image): return .gray(turn(image))
    case .bits(let image): return .bits(turn(image))
    }
  }

  private func turn(_ image: GrayImage) -> GrayImage {
    let (transpose, mirror, flip) = steps
    let (width, height) = transpose ? (image.height, image.width) : (image.width, image.height)
    // Where the picture's pixel (0, 0) is stored, and how far apart its neighbours to the right and below are.
    let right = (transpose ? image.width : 1) * (mirror ? -1 : 1)
    let below = (transpose ? 1 : image.width) * (flip ? -1 : 1)
    let first = (mirror ? -right * (width - 1) : 0) + (flip ? -below * (height - 1) : 0)
    let pixels = [UInt8](unsafeUninitializedCapacity: width * height) { buffer, count in
      image.pixels.withUnsafeBufferPointer { stored in
        // In squares that fit the cache: one of the two sides is walked across its rows.
        let side = 64
        for top in stride(from: 0, to: height, by: side) {
          for left in stride(from: 0, to: width, by: side) {
            for y in top..<min(top + side, height) {
              var from = first + y * below + left * right
              for x in left..<min(left + side, width) {
                buffer[y * width + x] = stored[from]
                from += right
              }
            }
          }
        }
      }
      count = width * height
    }
    return GrayImage(width: width, height: height, pixels: pixels)
  }

  private func turn(_ image: BitImage) -> BitImage {
    let (transpose, mirror, flip) = steps
    var turned = transpose ? image.transposed() : image
    if mirror { turned = turned.mirrored() }
    if flip { turned = turned.flipped() }
    return turned
  }
}

extension BitImage {
  /// Rows become columns, in blocks of 8 x 8 bits.
  fileprivate func transposed() -> BitImage {
    let from = bytesPerRow
    let to = (height + 7) / 8
    var result = [UInt8](repeating: 0, count: to * width)
    for blockRow in 0..<to {
      for blockColumn in 0..<from {
        var block: UInt64 = 0
        for line in 0..<8 {
          let y = blockRow * 8 + line
          block = block << 8 | (y < height ? UInt64(bytes[y * from + blockColumn]) : 0)
        }
        if block == 0 { continue }
        // Swaps single bits, then 2 x 2, then 4 x 4 blocks across the diagonal (Hacker's Delight 7-3).
        var swap = (block ^ (block >> 7)) & 0x00AA_00AA_00AA_00AA
        block ^= swap ^ (swap << 7)
        swap = (block ^ (block >> 14)) & 0x0000_CCCC_0000_CCCC
        block ^= swap ^ (swap << 14)
        swap = (block ^ (block >> 28)) & 0x0000_0000_F0F0_F0F0
        block ^= swap ^ (swap << 28)
        for line in 0..<8 where blockColumn * 8 + line < width {
          result[(blockColumn * 8 + line) * to + blockRow] = UInt8(truncatingIfNeeded: block >> UInt64(56 - 8 * line))
        }
      }
    }
    return BitImage(width: height, height: width, bytes: result)
  }

  /// Left and right change: bytes and their bits in reverse, then moved left by the padding.
  fileprivate func mirrored() -> BitImage {
    let rowBytes = bytesPerRow
    let padding = UInt8(rowBytes * 8 - width)
    var result = [UInt8](repeating: 0, count: bytes.count)
    for y in 0..<height {
      let row = y * rowBytes
      for index in 0..<rowBytes {
        let byte = bytes[row + rowBytes - 1 - index].reversedBits
        let next = index + 1 < rowBytes ? bytes[row + rowBytes - 2 - index].reversedBits : 0
        result[row + index] = padding == 0 ? byte : byte << padding | next >> (8 - padding)
      }
    }
    return BitImage(width: width, height: height, bytes: result)
  }

  /// Top and bottom change.
  fileprivate func flipped() -> BitImage {
    let rowBytes = bytesPerRow
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    for y in (0..<height).reversed() { result += bytes[(y * rowBytes)..<((y + 1) * rowBytes)] }
    return BitImage(width: width, height: height, bytes: result)
  }
}

extension UInt8 {
  fileprivate var reversedBits: UInt8 {
    var value = self
    value = value >> 4 | value << 4
    value = (value & 0xCC) >> 2 | (value & 0x33) << 2
    return (value & 0xAA) >> 1 | (value & 0x55) << 1
  }
}
