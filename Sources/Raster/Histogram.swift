extension GrayImage {
  /// How many pixels have each luma, 256 counts.
  ///
  /// Most pixels are paper, and one count after another in the same place waits for the last: four tables take turns.
  public var histogram: [Int] {
    var tables = [UInt32](repeating: 0, count: 4 * 256)
    tables.withUnsafeMutableBufferPointer { tables in
      pixels.withUnsafeBufferPointer { pixels in
        var k = 0
        while k &+ 4 <= pixels.count {
          tables[Int(pixels[k])] &+= 1
          tables[256 &+ Int(pixels[k &+ 1])] &+= 1
          tables[512 &+ Int(pixels[k &+ 2])] &+= 1
          tables[768 &+ Int(pixels[k &+ 3])] &+= 1
          k &+= 4
        }
        for pixel in pixels[k...] { tables[Int(pixel)] &+= 1 }
      }
    }
    return (0..<256).map { luma in (0..<4).reduce(0) { $0 + Int(tables[256 * $1 + luma]) } }
  }
}
