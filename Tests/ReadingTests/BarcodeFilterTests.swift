import Raster
import Testing

@testable import Reading

/// The clean-ups before a code is read.
@Suite struct BarcodeFilterTests {
  private func noise(_ width: Int, _ height: Int, seed: UInt64) -> GrayImage {
    var random = SeededGenerator(seed: seed)
    return GrayImage(
      width: width, height: height,
      pixels: (0..<(width * height)).map { _ in UInt8.random(in: 0...255, using: &random) })
  }

  @Test(arguments: [(20, 60), (100, 180), (0, 255), (240, 250)] as [(UInt8, UInt8)])
  func otsuPartsTwoTones(_ dark: UInt8, _ light: UInt8) {
    var image = GrayImage(width: 10, height: 8, filledWith: light)
    for x in 0..<4 {
      for y in 0..<8 { image[x, y] = dark }
    }
    let result = BarcodeFilter.otsu(image)
    for y in 0..<8 {
      for x in 0..<10 { #expect(result[x, y] == (x < 4 ? 0 : 255)) }
    }
  }

  @Test func otsuPartsSpreadTones() {
    var random = SeededGenerator(seed: 8)
    var image = GrayImage(width: 60, height: 40)
    for y in 0..<40 {
      for x in 0..<60 { image[x, y] = .random(in: (x / 5 + y / 7) % 2 == 0 ? 30...90 : 150...230, using: &random) }
    }
    let result = BarcodeFilter.otsu(image)
    for y in 0..<40 {
      for x in 0..<60 { #expect(result[x, y] == ((x / 5 + y / 7) % 2 == 0 ? 0 : 255)) }
    }
  }

  @Test func otsuOfOneToneHasOneTone() {
    for tone in [UInt8(0), 90, 255] {
      let result = BarcodeFilter.otsu(GrayImage(width: 5, height: 5, filledWith: tone))
      #expect(Set(result.pixels).count == 1)
    }
  }

  @Test(arguments: [0.4, 1, 2.3])
  func gaussianKeepsFlatPicturesAndTheSum(_ sigma: Double) {
    let flat = GrayImage(width: 12, height: 9, filledWith: 77)
    #expect(BarcodeFilter.gaussian(flat, sigma: sigma) == flat)
    var spot = GrayImage(width: 41, height: 41, filledWith: 0)
    for y in 18...22 {
      for x in 18...22 { spot[x, y] = 200 }
    }
    let result = BarcodeFilter.gaussian(spot, sigma: sigma)
    let sum = result.pixels.reduce(0) { $0 + Int($1) }
    #expect(abs(sum - 25 * 200) < 200)
    // As wide to each side, and widest in the middle.
    for k in 0...20 {
      #expect(result[20 - k, 20] == result[20 + k, 20])
      #expect(result[20, 20 - k] == result[20 + k, 20])
    }
    #expect(result[20, 20] == result.pixels.max())
    #expect(result[17, 20] > 0)
  }

  @Test func medianIsTheMiddleOfNine() {
    let image = noise(23, 17, seed: 6)
    let result = BarcodeFilter.median(image)
    for y in 0..<17 {
      for x in 0..<23 {
        guard x > 0, y > 0, x < 22, y < 16 else {
          #expect(result[x, y] == image[x, y])
          continue
        }
        let window = (-1...1).flatMap { dy in (-1...1).map { image[x + $0, y + dy] } }.sorted()
        #expect(result[x, y] == window[4])
      }
    }
  }

  @Test func medianTakesSpecksAndKeepsBars() {
    var image = GrayImage(width: 20, height: 20)
    for y in 0..<20 {
      for x in 8..<12 { image[x, y] = 0 }
    }
    let clean = image
    image[3, 3] = 0
    image[10, 10] = 255
    #expect(BarcodeFilter.median(image) == clean)
  }

  @Test(arguments: [(0, 0), (1, 1), (2, 2), (1, 9), (9, 1)])
  func tinyPicturesPass(_ width: Int, _ height: Int) {
    let image = noise(width, height, seed: 2)
    for result in [
      BarcodeFilter.otsu(image), BarcodeFilter.gaussian(image, sigma: 1.2), BarcodeFilter.median(image),
    ] {
      #expect(result.width == width)
      #expect(result.height == height)
    }
  }

  @Test func nothingIsReadWhereThereIsNoCode() {
    let reader = BarcodeReader()
    #expect(reader.read(GrayImage(width: 0, height: 0, pixels: [])).isEmpty)
    #expect(reader.read(GrayImage(width: 1, height: 1)).isEmpty)
    #expect(reader.read(noise(200, 160, seed: 3)).isEmpty)
  }

  @Test func closingFillsHolesAndKeepsTheRest() {
    var image = GrayImage(width: 40, height: 30, filledWith: 230)
    for y in 8..<22 {
      for x in 10..<30 { image[x, y] = 20 }
    }
    let solid = image
    // Holes of two pixels, inside and at the edge; paper beside it stays paper.
    for (x, y) in [(15, 12), (16, 12), (15, 13), (29, 15)] { image[x, y] = 230 }
    #expect(BarcodeFilter.closed(image, radius: 1) == solid || BarcodeFilter.closed(image, radius: 2) == solid)
    #expect(BarcodeFilter.closed(solid, radius: 2) == solid)
  }
}
