extension GrayImage {
  /// The picture reduced by a whole factor up to 16: each sample is the mean of a `factor` x `factor` block. Rows and
  /// columns that do not fill a block are dropped.
  public func reduced(by factor: Int) -> GrayImage {
    guard factor > 1 else { return self }
    // Exact for sums up to 16 x 16 x 255: the rounded-up reciprocal is off by less than one part in 2^24.
    let reciprocal = UInt64((1 << 24) / (factor * factor) + 1)
    let (w, h) = (width / factor, height / factor)
    let samples = pixels.blockSums(width: width, height: height, side: factor) { sum in
      UInt8(truncatingIfNeeded: (UInt64(sum) &* reciprocal) >> 24)
    }
    return GrayImage(width: samples.isEmpty ? 0 : w, height: samples.isEmpty ? 0 : h, pixels: samples)
  }
}

extension [UInt8] {
  /// For each `side` x `side` block of a row-major picture the sum of its samples, made a value by `value`; `side` 1 to
  /// 16. What does not fill a block is dropped; empty where nothing fills one.
  @inlinable public func blockSums<Value>(
    width: Int, height: Int, side: Int, value: (UInt16) -> Value
  ) -> [Value] {
    precondition((1...16).contains(side) && count == width * height, "blocks of 1 to 16 in a picture of this size")
    let (w, h) = (width / side, height / side)
    guard w > 0, h > 0 else { return [] }
    // The columns' sums over the rows of a block; a word of four may reach beyond the last.
    var columns = [UInt16](repeating: 0, count: w * side + 4)
    return [Value](unsafeUninitializedCapacity: w * h) { out, count in
      withUnsafeBufferPointer { source in
        columns.withUnsafeMutableBufferPointer { columns in
          for y in 0..<h {
            Self.addRows(source, from: y * side * width, stride: width, rows: side, used: w * side, into: columns)
            let sums = UnsafeRawBufferPointer(columns)
            let row = UnsafeMutableBufferPointer(rebasing: out[(y * w)..<(y * w + w)])
            // Known sides make a shorter loop: those of pages at 200, 300 and 400 dpi.
            switch side {
            case 2: for x in 0..<w { row[x] = value(Self.sum(sums, from: x &* 2, count: 2)) }
            case 3: for x in 0..<w { row[x] = value(Self.sum(sums, from: x &* 3, count: 3)) }
            case 4: for x in 0..<w { row[x] = value(Self.sum(sums, from: x &* 4, count: 4)) }
            default: for x in 0..<w { row[x] = value(Self.sum(sums, from: x &* side, count: side)) }
            }
          }
        }
      }
      count = w * h
    }
  }

  /// Column sums of some rows, in plain loops, which become vectors: of the first three at once, of the others one by one.
  @inlinable static func addRows(
    _ source: UnsafeBufferPointer<UInt8>, from start: Int, stride: Int, rows: Int, used: Int,
    into columns: UnsafeMutableBufferPointer<UInt16>
  ) {
    let second = rows == 1 ? start : start &+ stride
    let third = start &+ 2 &* stride
    if rows < 3 {
      let both: UInt16 = rows == 1 ? 0 : 1
      for x in 0..<used { columns[x] = UInt16(source[start &+ x]) &+ UInt16(source[second &+ x]) &* both }
      return
    }
    for x in 0..<used {
      columns[x] = UInt16(source[start &+ x]) &+ UInt16(source[second &+ x]) &+ UInt16(source[third &+ x])
    }
    for row in 3..<rows {
      let first = start &+ row &* stride
      for x in 0..<used { columns[x] &+= UInt16(source[first &+ x]) }
    }
  }

  /// The sum of `count` 16-bit numbers, four a word: a product with ones brings a word's sum to its top.
  @inlinable @inline(__always) static func sum(_ columns: UnsafeRawBufferPointer, from first: Int, count: Int) -> UInt16
  {
    let ones: UInt64 = 0x0001_0001_0001_0001
    var sum: UInt64 = 0
    var at = 2 &* first
    for _ in 0..<(count >> 2) {
      sum &+= (columns.loadUnaligned(fromByteOffset: at, as: UInt64.self) &* ones) >> 48
      at &+= 8
    }
    let rest = UInt64(count & 3)
    if rest > 0 {
      let word = columns.loadUnaligned(fromByteOffset: at, as: UInt64.self) & ((1 << (16 &* rest)) &- 1)
      sum &+= (word &* ones) >> 48
    }
    return UInt16(truncatingIfNeeded: sum)
  }
}

extension BitImage {
  /// For each byte of a packed row its eight pixels, a byte each, 1 where black; the leftmost in the lowest byte.
  static let spread: [UInt64] = (0..<256).map { (byte: UInt64) -> UInt64 in
    var word: UInt64 = 0
    for bit: UInt64 in 0..<8 where (byte << bit) & 0x80 != 0 { word |= 1 << (8 * bit) }
    return word
  }

  /// The picture reduced by a whole factor up to 16 to grey: each sample is the share of white in a `factor` x `factor`
  /// block.
  public func reduced(by factor: Int) -> GrayImage {
    precondition((1...16).contains(factor), "a factor from 1 to 16")
    let (w, h) = (width / factor, height / factor)
    guard w > 0, h > 0 else { return GrayImage(width: 0, height: 0, pixels: []) }
    let area = factor * factor
    let shades = (0...area).map { UInt8((area - $0) * 255 / area) }
    let stride = bytesPerRow
    // Black pixels of each column over the rows of a block, at most 16, a byte each.
    var columns = [UInt64](repeating: 0, count: stride + 2)
    let pixels = [UInt8](unsafeUninitializedCapacity: w * h) { out, count in
      bytes.withUnsafeBufferPointer { source in
        columns.withUnsafeMutableBufferPointer { columns in
          Self.spread.withUnsafeBufferPointer { spread in
            shades.withUnsafeBufferPointer { shades in
              for y in 0..<h {
                let start = y * factor * stride
                for k in 0..<stride {
                  var sum: UInt64 = 0
                  for row in 0..<factor { sum &+= spread[Int(source[start &+ row &* stride &+ k])] }
                  columns[k] = sum
                }
                let raw = UnsafeRawBufferPointer(columns)
                for x in 0..<w {
                  out[y &* w &+ x] = shades[Self.sum(raw, from: x &* factor, count: factor)]
                }
              }
            }
          }
        }
      }
      count = w * h
    }
    return GrayImage(width: w, height: h, pixels: pixels)
  }

  /// The sum of up to 16 bytes of at most 16 each, eight a word.
  @inline(__always) private static func sum(_ columns: UnsafeRawBufferPointer, from first: Int, count: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    var word = columns.loadUnaligned(fromByteOffset: first, as: UInt64.self)
    if count < 8 { word &= (1 << UInt64(8 &* count)) &- 1 }
    var sum = (word &* ones) >> 56
    if count > 8 {
      word = columns.loadUnaligned(fromByteOffset: first &+ 8, as: UInt64.self)
      if count < 16 { word &= (1 << UInt64(8 &* (count &- 8))) &- 1 }
      sum &+= (word &* ones) >> 56
    }
    return Int(truncatingIfNeeded: sum)
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
