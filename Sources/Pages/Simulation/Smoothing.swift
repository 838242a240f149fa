internal import Raster

/// Blurs whole pictures by repeated small kernels, which in the limit is a Gaussian. Each pass is [a, 1 - 2a, a] along
/// rows and columns and adds 2a px² of variance; two or three passes are near enough to what lenses and toner do.
/// Exact to one luma a pass.
enum Smoothing {
  /// The picture blurred by a standard deviation in px.
  static func blur(_ image: GrayImage, deviation: Double) -> GrayImage {
    let variance = deviation * deviation
    guard variance > 0.01, image.width > 2, image.height > 2 else { return image }
    let passes = max(1, Int((variance / 0.5).rounded(.up)))
    let side = UInt16((variance / Double(2 * passes) * 256).rounded())
    var result = image
    for _ in 0..<min(passes, 12) { result = pass(result, side: side) }
    return result
  }

  /// One pass with `side` / 256 of each neighbour; the outermost pixels keep what lies beyond as their own shade.
  private static func pass(_ image: GrayImage, side: UInt16) -> GrayImage {
    let (w, h) = (image.width, image.height)
    let middle = 256 - 2 * side
    let pixels = [UInt8](unsafeUninitializedCapacity: w * h) { out, count in
      image.pixels.withUnsafeBufferPointer { source in
        var column = [UInt16](repeating: 0, count: w)
        column.withUnsafeMutableBufferPointer { column in
          for y in 0..<h {
            let (above, here, below) = (max(0, y - 1) * w, y * w, min(h - 1, y + 1) * w)
            for x in 0..<w {
              // At most 255 * 256, rounded: fits.
              let both = UInt16(source[above &+ x]) &+ UInt16(source[below &+ x])
              column[x] = (both &* side &+ UInt16(source[here &+ x]) &* middle &+ 128) >> 8
            }
            out[here] = UInt8(truncatingIfNeeded: column[0])
            out[here + w - 1] = UInt8(truncatingIfNeeded: column[w - 1])
            for x in 1..<(w - 1) {
              let both = column[x &- 1] &+ column[x &+ 1]
              out[here &+ x] = UInt8(truncatingIfNeeded: (both &* side &+ column[x] &* middle &+ 128) >> 8)
            }
          }
        }
      }
      count = w * h
    }
    return GrayImage(width: w, height: h, pixels: pixels)
  }
}
