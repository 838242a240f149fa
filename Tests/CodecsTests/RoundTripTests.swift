import Raster
import Testing

@testable import Codecs

@Suite struct RoundTripTests {
  @Test(arguments: [(1, 1), (7, 3), (8, 8), (33, 20), (200, 131)])
  func greyAndBitsComeBack(width: Int, height: Int) throws {
    let scratch = try Scratch()
    let pages: [PageImage] = [
      .gray(samplePage(width: width, height: height)), .bits(sampleBits(width: width, height: height)),
    ]
    for page in pages {
      try PNGWriter.write(page, to: scratch.path("a.png"), dpi: 300)
      let file = try ScanFile(path: scratch.path("a.png"))
      #expect(file.format == .png)
      #expect(file.pageCount == 1)
      let decoded = try file.page(0)
      #expect(decoded.image == page)
      #expect(abs((decoded.taggedDPI ?? 0) - 300) < 0.1)
    }
  }

  @Test func colourBecomesLuma() throws {
    let scratch = try Scratch()
    let samples: [UInt8] = [255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255]
    try PNGWriter.writeRGB(width: 4, height: 1, samples: samples, to: scratch.path("a.png"))
    let page = try ScanFile(path: scratch.path("a.png")).page(0)
    #expect(page.image == .gray(GrayImage(width: 4, height: 1, pixels: [76, 150, 29, 255])))
    #expect(page.taggedDPI == nil)
  }

  @Test func aWriterThatCannotWriteSaysSo() throws {
    let scratch = try Scratch()
    #expect(throws: ScanError.self) {
      try PNGWriter.write(.gray(samplePage(width: 4, height: 4)), to: scratch.path("no/such/place.png"))
    }
  }
}

@Suite struct OrientationTests {
  /// Where the upright pixel (x, y) is stored, said plainly.
  private func stored(_ orientation: Orientation, _ x: Int, _ y: Int, width: Int, height: Int) -> (Int, Int) {
    switch orientation {
    case .upright: (x, y)
    case .mirrored: (width - 1 - x, y)
    case .halfTurn: (width - 1 - x, height - 1 - y)
    case .flipped: (x, height - 1 - y)
    case .transposed: (y, x)
    case .quarterTurnRight: (y, height - 1 - x)
    case .transversed: (width - 1 - y, height - 1 - x)
    case .quarterTurnLeft: (width - 1 - y, x)
    }
  }

  @Test(arguments: Orientation.allCases)
  func everyPixelLandsWhereTheStandardSays(orientation: Orientation) {
    for (width, height) in [(1, 1), (8, 8), (13, 21), (70, 9), (16, 131)] {
      for image in [
        PageImage.gray(samplePage(width: width, height: height)), .bits(sampleBits(width: width, height: height)),
      ] {
        let turned = orientation.upright(image)
        var wrong = 0
        for y in 0..<turned.height {
          for x in 0..<turned.width {
            let (fromX, fromY) = stored(orientation, x, y, width: width, height: height)
            if turned.luma(x, y) != image.luma(fromX, fromY) { wrong += 1 }
          }
        }
        #expect(wrong == 0, "\(orientation) \(width) x \(height)")
        if case .bits(let bits) = turned {
          #expect(
            PackedRows(width: bits.width, height: bits.height, bytes: bits.bytes).image(luma0: 255, luma1: 0) == turned)
        }
      }
    }
  }
}
