internal import Pages
internal import Raster

/// The colour planes of a scan of slightly yellow paper, at half the resolution of its luma: colour fades with the light,
/// and the sensor's noise lies over it.
struct PaperTint {
  /// Cb and Cr: 128 is no colour.
  let blue: [UInt8]
  let red: [UInt8]

  /// Cb and Cr of bare paper, less 128.
  private static let paper = (blue: -7, red: 3)

  init(_ image: GrayImage, seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let (width, height) = ((image.width + 1) / 2, (image.height + 1) / 2)
    var blue = [UInt8](repeating: 128, count: width * height)
    var red = blue
    for y in 0..<height {
      for x in 0..<width {
        let luma = Int(image[2 * x, 2 * y])
        let bits = random.next()
        blue[y * width + x] = UInt8(128 + Self.paper.blue * luma / 255 + Self.noise(bits))
        red[y * width + x] = UInt8(128 + Self.paper.red * luma / 255 + Self.noise(bits >> 32))
      }
    }
    (self.blue, self.red) = (blue, red)
  }

  /// -3 to 3, with a standard deviation of 1.2: of 6 coins, how many more than 3 fell on one side.
  private static func noise(_ bits: UInt64) -> Int { (bits & 63).nonzeroBitCount - 3 }
}
