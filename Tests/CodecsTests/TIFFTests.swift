import Raster
import Testing

@testable import Codecs

@Suite struct TIFFTests {
  @Test func bilevelStaysPackedInBothPolarities() throws {
    let scratch = try Scratch()
    let bits = sampleBits(width: 21, height: 10)
    let white = SampleFiles.TIFFPage(width: 21, height: 10, bits: 1, photometric: 0, data: bits.bytes)
    let black = SampleFiles.TIFFPage(width: 21, height: 10, bits: 1, photometric: 1, data: bits.bytes.map { ~$0 })
    let file = try ScanFile(path: try scratch.write(SampleFiles.tiff([white, black]), "a.tif"))
    #expect(file.pageCount == 2)
    #expect(try file.page(0).image == .bits(bits))
    #expect(try file.page(1).image == .bits(bits))
  }

  @Test func greyInBothPolarities() throws {
    let scratch = try Scratch()
    let image = samplePage(width: 16, height: 8)
    let black = SampleFiles.TIFFPage(data: image.pixels)
    let white = SampleFiles.TIFFPage(photometric: 0, data: image.pixels.map { 255 - $0 })
    let file = try ScanFile(path: try scratch.write(SampleFiles.tiff([black, white]), "a.tif"))
    #expect(try file.page(0).image == .gray(image))
    #expect(try file.page(1).image == .gray(image))
  }

  @Test func fewBitsAreSpreadOverTheScale() throws {
    let scratch = try Scratch()
    let two = SampleFiles.TIFFPage(width: 4, height: 1, bits: 2, data: [0b0001_1011])
    let four = SampleFiles.TIFFPage(width: 4, height: 1, bits: 4, data: [0x0F, 0x5A])
    let sixteen = SampleFiles.TIFFPage(width: 2, height: 1, bits: 16, data: [0xFF, 0x12, 0x00, 0xFE])
    let file = try ScanFile(path: try scratch.write(SampleFiles.tiff([two, four, sixteen]), "a.tif"))
    #expect(try file.page(0).image == .gray(GrayImage(width: 4, height: 1, pixels: [0, 85, 170, 255])))
    #expect(try file.page(1).image == .gray(GrayImage(width: 4, height: 1, pixels: [0, 255, 85, 170])))
    #expect(try file.page(2).image == .gray(GrayImage(width: 2, height: 1, pixels: [0x12, 0xFE])))
  }

  @Test(arguments: 1...8)
  func orientationTag(number: Int) throws {
    let scratch = try Scratch()
    let image = samplePage(width: 16, height: 8)
    let page = SampleFiles.TIFFPage(orientation: number, data: image.pixels)
    let file = try ScanFile(path: try scratch.write(SampleFiles.tiff([page]), "a.tif"))
    #expect(try file.page(0).image == Orientation(rawValue: number)?.upright(.gray(image)))
  }

  @Test func aDamagedPageLeavesTheOthers() throws {
    let scratch = try Scratch()
    let image = samplePage(width: 16, height: 8)
    let good = SampleFiles.TIFFPage(data: image.pixels)
    let broken = SampleFiles.TIFFPage(data: image.pixels, isBroken: true)
    let file = try ScanFile(path: try scratch.write(SampleFiles.tiff([good, broken, good]), "a.tif"))
    #expect(file.pageCount == 3)
    #expect(try file.page(2).image == .gray(image))
    #expect(throws: ScanError.self) { try file.page(1) }
    #expect(try file.page(0).image == .gray(image))
  }

  @Test func aBrokenChainCountsAsAPage() throws {
    let scratch = try Scratch()
    let image = samplePage(width: 16, height: 8)
    let page = SampleFiles.TIFFPage(data: image.pixels)
    let whole = SampleFiles.tiff([page, page])
    // Cut within the second directory.
    let cut = try scratch.write(Array(whole[0..<(whole.count - 140)]), "a.tif")
    let file = try ScanFile(path: cut)
    #expect(file.pageCount == 2)
    #expect(try file.page(0).image == .gray(image))
    #expect(throws: ScanError.self) { try file.page(1) }
  }

  @Test func thumbnailsAreNoPages() throws {
    let scratch = try Scratch()
    let page = SampleFiles.TIFFPage(data: samplePage(width: 16, height: 8).pixels)
    var thumbnail = page
    thumbnail.subfileType = 1
    #expect(try ScanFile(path: try scratch.write(SampleFiles.tiff([page, thumbnail, page]), "a.tif")).pageCount == 2)
    #expect(try ScanFile(path: try scratch.write(SampleFiles.tiff([thumbnail]), "b.tif")).pageCount == 1)
  }

  @Test func truncated() throws {
    let scratch = try Scratch()
    let page = SampleFiles.TIFFPage(data: samplePage(width: 16, height: 8).pixels)
    try expectTruncationsThrow(try scratch.write(SampleFiles.tiff([page, page]), "a.tif"))
  }
}
