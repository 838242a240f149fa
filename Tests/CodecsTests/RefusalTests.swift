import Foundation
import Raster
import Testing

@testable import Codecs

/// Files that give no picture say why, by the right case.
@Suite struct RefusalTests {
  @Test func emptyFile() throws {
    let scratch = try Scratch()
    #expect(kind(firstError(try scratch.write([], "a.png"))) == "emptyFile")
  }

  @Test func noFile() throws {
    #expect(kind(firstError("/no/such/file.tif")) == "fileVanished")
  }

  @Test func directory() throws {
    let scratch = try Scratch()
    #expect(kind(firstError(scratch.url.path)) == "unknownFormat")
  }

  @Test func pipeWithoutWriter() throws {
    let scratch = try Scratch()
    #expect(mkfifo(scratch.path("pipe.png"), 0o600) == 0)
    #expect(kind(firstError(scratch.path("pipe.png"))) == "unknownFormat")
  }

  @Test func noPermission() throws {
    // The superuser may read everything.
    guard geteuid() != 0 else { return }
    let scratch = try Scratch()
    let path = try scratch.write(SampleFiles.pngHeader(width: 1, height: 1), "a.png")
    #expect(chmod(path, 0) == 0)
    #expect(kind(firstError(path)) == "noPermission")
  }

  @Test func unknownFormat() throws {
    let scratch = try Scratch()
    #expect(kind(firstError(try scratch.write(Array("GIF89a and so on".utf8), "a.jpg"))) == "unknownFormat")
    #expect(kind(firstError(try scratch.write([0xFF], "a.jpg"))) == "unknownFormat")
  }

  @Test func hugePictures() throws {
    let scratch = try Scratch()
    let png = try scratch.write(SampleFiles.pngHeader(width: 40_000, height: 40_000), "a.png")
    #expect(kind(firstError(png)) == "tooLarge")
    let most = try scratch.write(SampleFiles.pngHeader(width: .max, height: .max), "b.png")
    #expect(kind(firstError(most)) == "tooLarge")
    let tiff = SampleFiles.tiff([.init(width: 40_000, height: 40_000, data: [0])])
    #expect(kind(firstError(try scratch.write(tiff, "a.tif"))) == "tooLarge")
  }

  @Test func picturesWithoutPixels() throws {
    let scratch = try Scratch()
    #expect(kind(firstError(try scratch.write(SampleFiles.pngHeader(width: 0, height: 9), "a.png"))) == "damagedFile")
    let tiff = SampleFiles.tiff([.init(width: 0, height: 8, data: [0])])
    #expect(kind(firstError(try scratch.write(tiff, "a.tif"))) == "damagedFile")
  }

  @Test func limitsOfFiles() throws {
    let scratch = try Scratch()
    let page = SampleFiles.TIFFPage(data: [UInt8](repeating: 9, count: 128))
    let path = try scratch.write(SampleFiles.tiff([page, page, page]), "a.tif")
    #expect(firstError(path) == nil)
    #expect(kind(firstError(path, limits: DecodingLimits(maxPages: 2))) == "tooManyPages")
    #expect(kind(firstError(path, limits: DecodingLimits(maxFileBytes: 100))) == "tooLarge")
    #expect(kind(firstError(path, limits: DecodingLimits(maxPixels: 100))) == "tooLarge")
  }

  @Test func contentsDecideNotTheName() throws {
    let scratch = try Scratch()
    try PNGWriter.write(.gray(samplePage(width: 9, height: 9)), to: scratch.path("scan.tif"))
    #expect(try ScanFile(path: scratch.path("scan.tif")).format == .png)
  }

  @Test func truncatedPNG() throws {
    let scratch = try Scratch()
    try PNGWriter.write(.gray(samplePage(width: 120, height: 80)), to: scratch.path("a.png"))
    try PNGWriter.write(.bits(sampleBits(width: 120, height: 80)), to: scratch.path("b.png"))
    try expectTruncationsThrow(scratch.path("a.png"))
    try expectTruncationsThrow(scratch.path("b.png"))
  }

  @Test func flippedBytesNeverCrash() throws {
    let scratch = try Scratch()
    try PNGWriter.write(.gray(samplePage(width: 60, height: 40)), to: scratch.path("a.png"))
    let page = SampleFiles.TIFFPage(data: [UInt8](repeating: 9, count: 128))
    let files = [
      [UInt8](try Data(contentsOf: URL(fileURLWithPath: scratch.path("a.png")))), SampleFiles.tiff([page, page]),
    ]
    var random = SystemRandomNumberGenerator()
    for file in files {
      for _ in 0..<400 {
        var bytes = file
        for _ in 0..<3 {
          bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
        }
        _ = firstError(try scratch.write(bytes, "flipped"))
      }
    }
  }
}
