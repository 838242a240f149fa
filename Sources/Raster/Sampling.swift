/// A picture whose luma can be looked up pixel by pixel, so that one algorithm serves grey and packed pages. Code that
/// loops over pixels is generic over this and specialised for both.
public protocol LumaGrid: Sendable {
  /// Width in px.
  var width: Int { get }
  /// Height in px.
  var height: Int { get }
  /// Luma 0 to 255 at column `x`, row `y`; the caller keeps within the picture.
  func luma(_ x: Int, _ y: Int) -> UInt8
  /// Copies the luma of these columns of a row to the beginning of `out`; the caller keeps within both.
  func copyLuma(_ columns: Range<Int>, row: Int, into out: UnsafeMutableBufferPointer<UInt8>)
}

extension GrayImage: LumaGrid {
  /// The sample itself.
  @inlinable public func luma(_ x: Int, _ y: Int) -> UInt8 { pixels[y &* width &+ x] }
}

extension BitImage: LumaGrid {
  /// 0 where the bit is set, 255 elsewhere.
  @inlinable public func luma(_ x: Int, _ y: Int) -> UInt8 {
    bytes[y &* ((width &+ 7) >> 3) &+ (x >> 3)] & (0x80 >> UInt8(truncatingIfNeeded: x & 7)) != 0 ? 0 : 255
  }
}

extension LumaGrid {
  /// Luma between pixel centres by bilinear interpolation; outside the picture it is paper (255).
  @inlinable public func bilinear(_ x: Double, _ y: Double) -> Float {
    let u = x - 0.5
    let v = y - 0.5
    guard u >= 0, v >= 0, u < Double(width &- 1), v < Double(height &- 1) else {
      guard x >= 0, y >= 0, x < Double(width), y < Double(height) else { return 255 }
      return Float(luma(Int(x), Int(y)))
    }
    let i = Int(u)
    let j = Int(v)
    let fx = Float(u - Double(i))
    let fy = Float(v - Double(j))
    let top = Float(luma(i, j)) * (1 - fx) + Float(luma(i &+ 1, j)) * fx
    let bottom = Float(luma(i, j &+ 1)) * (1 - fx) + Float(luma(i &+ 1, j &+ 1)) * fx
    return top * (1 - fy) + bottom * fy
  }

  /// Whether a point has the centres of four pixels around it.
  @inlinable public func holdsNeighbours(_ x: Double, _ y: Double) -> Bool {
    x >= 0.5 && y >= 0.5 && x < Double(width) - 0.5 && y < Double(height) - 0.5
  }

  /// Luma of the pixel that holds the point; outside the picture it is paper (255).
  @inlinable public func nearest(_ x: Double, _ y: Double) -> UInt8 {
    guard x >= 0, y >= 0, x < Double(width), y < Double(height) else { return 255 }
    return luma(Int(x), Int(y))
  }
}
