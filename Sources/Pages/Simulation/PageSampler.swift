internal import Foundation
internal import Raster

/// Takes a picture of a sheet through a homography, by bilinear interpolation in fixed point. The exact place is worked
/// out every 16 px and interpolated between: less than 0.01 px off for the tilts that are simulated.
enum PageSampler {
  /// - Parameters:
  ///   - paper: the paper's edges in mm of the form.
  ///   - outside: luma of what is not paper.
  static func sample(_ sheet: Sheet, _ geometry: ScanGeometry, outside: UInt8) -> GrayImage? {
    guard let back = geometry.transform.inverse else { return nil }
    let (width, height) = (geometry.width, geometry.height)
    let source = antialiased(sheet, geometry)
    let (w, h) = (source.width, source.height)
    let m = back.m
    // Form mm to fixed-point px of the sheet, pixel centres at whole numbers.
    let one = 65536.0
    let (sx, sy) = (sheet.scaleX * one, sheet.scaleY * one)
    func place(_ x: Double, _ y: Double) -> (u: Int, v: Int) {
      let d = 1 / (m[6] * x + m[7] * y + m[8])
      let u = (m[0] * x + m[1] * y + m[2]) * d * sx - one / 2
      let v = (m[3] * x + m[4] * y + m[5]) * d * sy - one / 2
      return (Int(max(-1e12, min(1e12, u))), Int(max(-1e12, min(1e12, v))))
    }
    // Beyond the blank's picture the sheet is bare paper up to its own edge.
    let left = Int((geometry.sheet.x * sheet.scaleX * one).rounded())
    let right = Int((geometry.sheet.maxX * sheet.scaleX * one).rounded())
    let top = Int((geometry.sheet.y * sheet.scaleY * one).rounded())
    let bottom = Int((geometry.sheet.maxY * sheet.scaleY * one).rounded())
    let (lastU, lastV) = ((w - 1) << 16, (h - 1) << 16)
    let step = 16
    let pixels = [UInt8](unsafeUninitializedCapacity: width * height) { out, count in
      source.pixels.withUnsafeBufferPointer { source in
        for y in 0..<height {
          let row = y * width
          var x = 0
          var (u, v) = place(0.5, Double(y) + 0.5)
          while x < width {
            let (nextU, nextV) = place(Double(x + step) + 0.5, Double(y) + 0.5)
            let (du, dv) = ((nextU - u) / step, (nextV - v) / step)
            let end = min(width, x + step)
            // Straight between two places within the sheet: no pixel needs to be looked after.
            let isInside = min(u, nextU) >= 0 && min(v, nextV) >= 0 && max(u, nextU) < lastU && max(v, nextV) < lastV
            for k in x..<end {
              if isInside || (u >= 0 && v >= 0 && u < lastU && v < lastV) {
                let at = (v >> 16) &* w &+ (u >> 16)
                let fx = UInt32(truncatingIfNeeded: (u >> 8) & 255)
                let fy = UInt32(truncatingIfNeeded: (v >> 8) & 255)
                let above = UInt32(source[at]) &* (256 &- fx) &+ UInt32(source[at &+ 1]) &* fx
                let below = UInt32(source[at &+ w]) &* (256 &- fx) &+ UInt32(source[at &+ w &+ 1]) &* fx
                out[row &+ k] = UInt8(truncatingIfNeeded: (above &* (256 &- fy) &+ below &* fy &+ 32768) >> 16)
              } else {
                out[row &+ k] = u >= left && v >= top && u < right && v < bottom ? 255 : outside
              }
              u &+= du
              v &+= dv
            }
            (u, v) = (nextU, nextV)
            x += step
          }
        }
      }
      count = width * height
    }
    return GrayImage(width: width, height: height, pixels: pixels)
  }

  /// The sheet with what a coarser picture cannot show blurred away, so that sampling it makes no moiré: a Gaussian of
  /// a third of the picture's pixel, less what interpolation itself does.
  private static func antialiased(_ sheet: Sheet, _ geometry: ScanGeometry) -> GrayImage {
    let ratio = sheet.scaleX / (geometry.dpi / 25.4)
    guard ratio > 1.2 else { return sheet.image }
    let variance = (ratio * ratio - 1) / 12
    return Smoothing.blur(sheet.image, deviation: variance.squareRoot())
  }
}
