internal import Foundation
internal import Raster

/// What laser printers and photocopiers do to print. Both spread each edge a little and then decide for each place
/// whether toner sticks, so that the place of the edge depends on the setting of the machine: heavy toner grows lines,
/// light toner thins them. Copies add dust, voids and rough edges, each generation anew.
struct PrintProcess: Sendable, Hashable {
  /// mm by which print grows on every side; negative shrinks it.
  var gain: Double
  /// Photocopies after the first print.
  var copies: Int

  /// A picture printed, then copied; `scale` in px per mm.
  func applied(to image: GrayImage, scale: Double, _ random: inout SeededRandom) -> GrayImage {
    var result = image
    if gain != 0 { result = Self.toner(result, scale: scale, spread: 0.07, gain: gain, softness: 0.22) }
    for _ in 0..<copies { result = Self.copied(result, scale: scale, gain: random.upTo(0.04), &random) }
    return result
  }

  /// One photocopy.
  static func copied(_ image: GrayImage, scale: Double, gain: Double, _ random: inout SeededRandom) -> GrayImage {
    var rough = image
    roughen(&rough, scale: scale, &random)
    return toner(rough, scale: scale, spread: 0.09, gain: gain, softness: 0.3)
  }

  /// Spreads edges by a Gaussian (mm) and sharpens them again about the shade at which the edge lies `gain` mm further
  /// out. `softness` is the share of the range of shades that stays grey.
  private static func toner(
    _ image: GrayImage, scale: Double, spread: Double, gain: Double, softness: Double
  ) -> GrayImage {
    let blurred = Smoothing.blur(image, deviation: spread * scale)
    // On a straight edge the blurred shade at a distance d outwards is 255 times the normal distribution of d.
    let shade = 0.5 * erfc(-gain / spread / 2.0.squareRoot())
    let table = (0..<256).map { level -> UInt8 in
      let t = (Double(level) / 255 - shade) / softness + 0.5
      let clamped = max(0, min(1, t))
      return UInt8((255 * clamped * clamped * (3 - 2 * clamped)).rounded())
    }
    let pixels = [UInt8](unsafeUninitializedCapacity: blurred.pixels.count) { out, count in
      blurred.pixels.withUnsafeBufferPointer { source in
        table.withUnsafeBufferPointer { table in
          for i in source.indices { out[i] = table[Int(source[i])] }
        }
      }
      count = blurred.pixels.count
    }
    return GrayImage(width: image.width, height: image.height, pixels: pixels)
  }

  /// Dust (dark) and voids (light): 60 of each on a square decimetre, 0.08 to 0.3 mm wide.
  private static func roughen(_ image: inout GrayImage, scale: Double, _ random: inout SeededRandom) {
    let area = Double(image.width * image.height) / (scale * scale) / 10_000
    for (shade, density) in [(UInt8(20), 40.0), (255, 400)] {
      for _ in 0..<Int((area * density * random.within(0.3...1.7)).rounded()) {
        let side = max(1, Int((random.within(0.08...0.3) * scale).rounded()))
        let x = random.index(below: max(1, image.width - side))
        let y = random.index(below: max(1, image.height - side))
        for j in y..<min(image.height, y + side) {
          for i in x..<min(image.width, x + side) { image[i, j] = shade }
        }
      }
    }
  }
}
