extension GrayImage {
  /// The picture reduced by a whole factor: each sample is the mean of a `factor` x `factor` block. Rows and columns
  /// that do not fill a block are dropped.
  public func reduced(by factor: Int) -> GrayImage {
    guard factor > 1 else { return self }
    let w = width / factor
    let h = height / factor
    guard w > 0, h > 0 else { return GrayImage(width: 0, height: 0, pixels: []) }
    let area = UInt32(factor * factor)
    let pixels = [UInt8](unsafeUninitializedCapacity: w * h) { out, count in
      var sums = [UInt16](repeating: 0, count: w * factor)
      self.pixels.withUnsafeBufferPointer { source in
        for y in 0..<h {
          for k in 0..<(w * factor) { sums[k] = UInt16(source[y * factor * width + k]) }
          for dy in 1..<factor {
            let row = (y * factor + dy) * width
            for k in 0..<(w * factor) { sums[k] &+= UInt16(source[row + k]) }
          }
          for x in 0..<w {
            var s: UInt32 = 0
            for k in (x * factor)..<(x * factor + factor) { s &+= UInt32(sums[k]) }
            out[y * w + x] = UInt8(truncatingIfNeeded: s / area)
          }
        }
      }
      count = w * h
    }
    return GrayImage(width: w, height: h, pixels: pixels)
  }
}

extension BitImage {
  /// The picture reduced by a whole factor to grey: each sample is the share of white in a `factor` x `factor` block.
  public func reduced(by factor: Int) -> GrayImage {
    let w = width / factor
    let h = height / factor
    guard w > 0, h > 0 else { return GrayImage(width: 0, height: 0, pixels: []) }
    let area = factor * factor
    let stride = bytesPerRow
    let pixels = [UInt8](unsafeUninitializedCapacity: w * h) { out, count in
      bytes.withUnsafeBufferPointer { source in
        for y in 0..<h {
          for x in 0..<w {
            var black = 0
            let first = x * factor
            for dy in 0..<factor {
              let row = (y * factor + dy) * stride
              // The block's bits, at most 16, cut from the three bytes that can hold them.
              let byte = first >> 3
              var window = UInt32(source[row + byte]) << 16
              if byte + 1 < stride { window |= UInt32(source[row + byte + 1]) << 8 }
              if byte + 2 < stride { window |= UInt32(source[row + byte + 2]) }
              let bits = (window >> UInt32(24 - (first & 7) - factor)) & ((1 << UInt32(factor)) - 1)
              black &+= bits.nonzeroBitCount
            }
            out[y * w + x] = UInt8(truncatingIfNeeded: (area - black) * 255 / area)
          }
        }
      }
      count = w * h
    }
    return GrayImage(width: w, height: h, pixels: pixels)
  }
}

extension PageImage {
  /// The page as a small grey picture, each sample the mean of a block; `factor` 1 to 16.
  public func reduced(by factor: Int) -> GrayImage {
    switch self {
    case .gray(let image): image.reduced(by: factor)
    case .bits(let image): image.reduced(by: factor)
    }
  }
}

extension PageImage {
  /// The page with 8 bits a pixel, whatever it was.
  public var grayscale: GrayImage {
    switch self {
    case .gray(let image): image
    case .bits(let image): image.reduced(by: 1)
    }
  }
}
