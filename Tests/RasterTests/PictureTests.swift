import Raster
import Testing

private func randomGray(_ width: Int, _ height: Int, _ random: inout SeededGenerator) -> GrayImage {
  GrayImage(width: width, height: height, pixels: (0..<(width * height)).map { _ in UInt8(random.whole(0...255)) })
}

private func randomBits(_ width: Int, _ height: Int, _ random: inout SeededGenerator) -> BitImage {
  var image = BitImage(width: width, height: height, bytes: [UInt8](repeating: 0, count: (width + 7) / 8 * height))
  for y in 0..<height {
    for x in 0..<width { image[x, y] = random.chance(0.4) }
  }
  return image
}

/// Reduction against the plain mean of each block.
@Suite struct ReductionTests {
  @Test(arguments: 1...16)
  func grayIsTheMeanOfEachBlock(_ factor: Int) {
    var random = SeededGenerator(seed: UInt64(factor))
    for width in [1, factor, 2 * factor - 1, 37, 64, 101] {
      let image = randomGray(width, 3 * factor + 2, &random)
      let small = image.reduced(by: factor)
      guard width >= factor else {
        #expect(small.pixels.isEmpty)
        continue
      }
      #expect(small.width == width / factor)
      #expect(small.height == image.height / factor)
      for y in 0..<small.height {
        for x in 0..<small.width {
          var sum = 0
          for dy in 0..<factor {
            for dx in 0..<factor { sum += Int(image[x * factor + dx, y * factor + dy]) }
          }
          #expect(Int(small[x, y]) == sum / (factor * factor))
        }
      }
    }
  }

  @Test(arguments: 1...16)
  func bitsReduceLikeTheSamePictureInGray(_ factor: Int) {
    var random = SeededGenerator(seed: UInt64(factor) + 100)
    for width in [1, 7, 8, 9, factor, 33, 63, 64, 65, 101] {
      let bits = randomBits(width, 2 * factor + 3, &random)
      var gray = GrayImage(width: width, height: bits.height)
      for y in 0..<bits.height {
        for x in 0..<width where bits[x, y] { gray[x, y] = 0 }
      }
      #expect(bits.reduced(by: factor) == gray.reduced(by: factor), "\(width) px wide")
      #expect(PageImage.bits(bits).reduced(by: factor) == PageImage.gray(gray).reduced(by: factor))
      #expect(PageImage.bits(bits).grayscale == gray)
    }
  }

  @Test func extremesStayExtreme() {
    let white = GrayImage(width: 33, height: 33, filledWith: 255)
    let black = GrayImage(width: 33, height: 33, filledWith: 0)
    for factor in 1...16 {
      #expect(white.reduced(by: factor).pixels.allSatisfy { $0 == 255 })
      #expect(black.reduced(by: factor).pixels.allSatisfy { $0 == 0 })
    }
  }
}

/// What one pixel holds, packed or not, and what lies between pixels.
@Suite struct SamplingTests {
  @Test(arguments: [1, 5, 7, 8, 9, 15, 16, 17, 31])
  func bitsKeepApartAndPaddingStaysClear(_ width: Int) {
    var random = SeededGenerator(seed: UInt64(width))
    var image = BitImage(width: width, height: 4, bytes: [UInt8](repeating: 0, count: (width + 7) / 8 * 4))
    var truth = [Bool](repeating: false, count: width * 4)
    for _ in 0..<300 {
      let (x, y) = (random.whole(0...(width - 1)), random.whole(0...3))
      truth[y * width + x].toggle()
      image[x, y] = truth[y * width + x]
    }
    for y in 0..<4 {
      for x in 0..<width {
        #expect(image[x, y] == truth[y * width + x])
        #expect(image.luma(x, y) == (truth[y * width + x] ? 0 : 255))
        #expect(PageImage.bits(image).luma(x, y) == image.luma(x, y))
      }
      let padding = UInt8(truncatingIfNeeded: 0xFF >> (width - (width - 1) / 8 * 8))
      #expect(image.bytes[y * image.bytesPerRow + image.bytesPerRow - 1] & padding == 0)
    }
  }

  @Test func whatPaddingHoldsIsNoPartOfThePicture() {
    let clear = BitImage(width: 13, height: 2, bytes: [0xA5, 0b1010_1000, 0x3C, 0b0101_0000])
    let dirty = BitImage(width: 13, height: 2, bytes: [0xA5, 0b1010_1111, 0x3C, 0b0101_0111])
    for factor in 1...13 { #expect(clear.reduced(by: factor) == dirty.reduced(by: factor)) }
  }

  @Test func atPixelCentresBilinearIsThePixel() {
    var random = SeededGenerator(seed: 3)
    let gray = randomGray(9, 7, &random)
    let bits = randomBits(9, 7, &random)
    for y in 0..<7 {
      for x in 0..<9 {
        #expect(gray.bilinear(Double(x) + 0.5, Double(y) + 0.5) == Float(gray[x, y]))
        #expect(bits.bilinear(Double(x) + 0.5, Double(y) + 0.5) == (bits[x, y] ? 0 : 255))
        #expect(gray.nearest(Double(x) + 0.99, Double(y) + 0.01) == gray[x, y])
      }
    }
  }

  @Test func betweenPixelCentresBilinearIsBetween() {
    let image = GrayImage(width: 2, height: 2, pixels: [0, 100, 200, 60])
    #expect(image.bilinear(1, 0.5) == 50)
    #expect(image.bilinear(0.5, 1) == 100)
    #expect(image.bilinear(1, 1) == 90)
    #expect(abs(image.bilinear(0.75, 0.5) - 25) < 1e-4)
  }

  @Test func outsideIsPaper() {
    let image = GrayImage(width: 3, height: 2, filledWith: 7)
    for (x, y) in [(-0.01, 1.0), (3, 1), (1, -0.01), (1, 2), (-50, -50), (1e6, 1), (.nan, 1)] {
      #expect(image.bilinear(x, y) == 255, "\(x), \(y)")
      #expect(image.nearest(x, y) == 255, "\(x), \(y)")
    }
    // Up to the very edge it is the picture.
    for (x, y) in [(0.0, 0.0), (2.99, 1.99), (0.2, 1.9), (2.9, 0)] {
      #expect(image.bilinear(x, y) == 7, "\(x), \(y)")
      #expect(image.nearest(x, y) == 7, "\(x), \(y)")
    }
    #expect(GrayImage(width: 0, height: 0, pixels: []).bilinear(0, 0) == 255)
  }
}

/// Rectangles, as their edges say.
@Suite struct RectTests {
  @Test func edges() {
    let a = PaperRect(x: 1, y: 2, width: 3, height: 4)
    #expect(a.center == PaperPoint(x: 2.5, y: 4))
    #expect(a.corners.map(\.x) == [1, 4, 4, 1])
    #expect(a.corners.map(\.y) == [2, 2, 6, 6])
    #expect(a.contains(PaperPoint(x: 4, y: 6)))
    #expect(!a.contains(PaperPoint(x: 4.1, y: 6)))
    #expect(!a.intersects(PaperRect(x: 4, y: 2, width: 1, height: 1)))
    #expect(a.intersects(PaperRect(x: 3.9, y: 5.9, width: 1, height: 1)))
    #expect(a.union(PaperRect(x: 0, y: 5, width: 1, height: 3)) == PaperRect(x: 0, y: 2, width: 4, height: 6))
    #expect(a.expanded(by: 1) == PaperRect(x: 0, y: 1, width: 5, height: 6))
    #expect(Resolution(dpi: 254).pixelsPerMillimetre == 10)
  }
}
