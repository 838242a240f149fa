/// Luma at many points of a window, each between the centres of the four pixels around it.
///
/// Points are added piece by piece, each piece in equal steps along a line, and computed together: what must go pixel by
/// pixel is only fetching them. Weights are whole 256ths, so a value may be off by one level where neighbours differ by
/// all of 255, and by nothing to speak of on paper.
public struct RowSampler {
  private let count: Int
  /// Four values for each point, all points' firsts before all seconds: the two pixels above it and the two below it, the
  /// left one in the lower byte; how far right of and how far below the upper left one's centre it lies, 256ths of a pixel.
  private var points: [UInt16]

  /// Room for `count` points; those that are not added are paper.
  public init(count: Int) {
    self.count = count
    points = [UInt16](repeating: .max, count: 2 * count) + [UInt16](repeating: 0, count: 2 * count)
  }

  /// Adds `count` points from place `first` on: the first at `start` in the picture that the window is of, the others on
  /// the way to `end`, which would be the next one. The window must hold the pixels around both.
  public mutating func add(
    _ window: Patch, from start: (x: Double, y: Double), to end: (x: Double, y: Double), count: Int, at first: Int
  ) {
    let (x, y) = (Double(window.x), Double(window.y))
    window.luma.withUnsafeBytes {
      fetch(
        $0, window.width, window.height, from: (start.x - x, start.y - y), to: (end.x - x, end.y - y), count: count,
        at: first)
    }
  }

  /// The same from a whole picture.
  public mutating func add(
    _ image: GrayImage, from start: (x: Double, y: Double), to end: (x: Double, y: Double), count: Int, at first: Int
  ) {
    image.pixels.withUnsafeBytes {
      fetch($0, image.width, image.height, from: start, to: end, count: count, at: first)
    }
  }

  private mutating func fetch(
    _ luma: UnsafeRawBufferPointer, _ width: Int, _ height: Int, from start: (x: Double, y: Double),
    to end: (x: Double, y: Double), count: Int, at first: Int
  ) {
    precondition(first >= 0 && count > 0 && first + count <= self.count, "room for the points")
    precondition(width < 1 << 30 && height < 1 << 30 && luma.count == width * height)
    for p in [start, end] {
      precondition(
        p.x >= 0.5 && p.y >= 0.5 && p.x < Double(width) - 0.5 && p.y < Double(height) - 0.5,
        "points between the middles of four pixels")
    }
    // Places in 2^-32 px from the middle of the first pixel. Steps are rounded towards 0: no point lies beyond the end.
    var (u, v) = (Int((start.x - 0.5) * 0x1p32), Int((start.y - 0.5) * 0x1p32))
    let (du, dv) = (Int((end.x - start.x) / Double(count) * 0x1p32), Int((end.y - start.y) / Double(count) * 0x1p32))
    points.withUnsafeMutableBufferPointer { points in
      for k in first..<(first &+ count) {
        let at = (v >> 32) &* width &+ (u >> 32)
        points[k] = luma.loadUnaligned(fromByteOffset: at, as: UInt16.self)
        points[k &+ self.count] = luma.loadUnaligned(fromByteOffset: at &+ width, as: UInt16.self)
        points[k &+ 2 &* self.count] = UInt16(truncatingIfNeeded: u >> 24) & 255
        points[k &+ 3 &* self.count] = UInt16(truncatingIfNeeded: v >> 24) & 255
        u &+= du
        v &+= dv
      }
    }
  }

  /// Writes the luma of all points, 0 to 255.
  public func copyLuma(into out: UnsafeMutableBufferPointer<Float>) {
    precondition(out.count >= count, "room for the points")
    points.withUnsafeBufferPointer { points in
      for k in 0..<count {
        let (above, below) = (points[k], points[k &+ count])
        let (right, down) = (points[k &+ 2 &* count], points[k &+ 3 &* count])
        let top = (above & 255) &* (256 &- right) &+ (above >> 8) &* right
        let bottom = (below & 255) &* (256 &- right) &+ (below >> 8) &* right
        out[k] = (Float(top) * Float(256 &- down) + Float(bottom) * Float(down)) * 0x1p-16
      }
    }
  }
}
