import Foundation
import Raster
import Testing

@testable import Codecs

/// Conformance suites and real scans beside the project. Slow in debug builds; run with `-c release`.
@Suite struct SharedDataTests {
  @Test(.enabled(if: SharedData.exists("hostile/pngsuite"), "PngSuite is not beside the project"))
  func pngSuite() throws {
    for path in SharedData.files("hostile/pngsuite/png") where path.hasSuffix(".png") {
      let name = URL(fileURLWithPath: path).lastPathComponent
      let error = firstError(path)
      #expect((error != nil) == name.hasPrefix("x"), "\(name): \(kind(error))")
    }
  }

  @Test(.enabled(if: SharedData.exists("hostile/exif_orient"), "the EXIF pictures are not beside the project"))
  func exifOrientations() throws {
    for name in ["Landscape", "Portrait"] {
      let first = try ScanFile(path: SharedData.path("hostile/exif_orient/\(name)_1.jpg")).page(0).image
      for number in 2...8 {
        let image = try ScanFile(path: SharedData.path("hostile/exif_orient/\(name)_\(number).jpg")).page(0).image
        #expect(meanDifference(first, image) < 5, "\(name) \(number)")
      }
    }
  }

  @Test(.enabled(if: SharedData.exists("hostile/image_tiff"), "the TIFF samples are not beside the project"))
  func tiffDepthsShowTheSamePicture() throws {
    let folder = "hostile/image_tiff/tests/libtiffpic/depth/"
    for (reference, prefix) in [
      ("flower-rgb-contig-08", "flower-rgb"), ("flower-minisblack-08", "flower-minisblack"),
      ("flower-separated-contig-08", "flower-separated"),
    ] {
      let wanted = try ScanFile(path: SharedData.path(folder + reference + ".tif")).page(0).image
      for path in SharedData.files(folder) where path.contains(prefix) {
        let image = try ScanFile(path: path).page(0).image
        // 2 and 4 bits differ by their steps, 85 and 17.
        let bound = path.contains("-02") ? 45.0 : path.contains("-04") ? 9.0 : 2.5
        #expect(meanDifference(wanted, image) < bound, "\(path)")
      }
    }
  }

  @Test(.enabled(if: SharedData.exists("hostile"), "the hostile files are not beside the project"))
  func everyHostileFileIsAnswered() throws {
    for path in SharedData.files("hostile") { _ = firstError(path) }
  }

  @Test(.enabled(if: SharedData.exists("hostile/ocrmypdf"), "the OCR test scans are not beside the project"))
  func everyTruncationOfSmallFilesThrows() throws {
    try expectTruncationsThrow(SharedData.path("hostile/ocrmypdf/tests/resources/baiona_color.jpg"))
    try expectTruncationsThrow(SharedData.path("hostile/ocrmypdf/tests/resources/baiona_cmyk.jpg"))
    for name in [
      "fax4", "issue_69_lzw", "issue_69_packbits", "quad-tile.jpg", "rgb-3c-8b", "seq/seq-1c-16b-deflate-68f373a0",
    ] {
      try expectTruncationsThrow(SharedData.path("hostile/image_tiff/tests/images/\(name).tiff"))
    }
    for name in ["ccitt", "jbig2", "palette"] {
      try expectTruncationsThrow(SharedData.path("hostile/ocrmypdf/tests/resources/\(name).pdf"), count: 20)
    }
  }

  @Test(.enabled(if: SharedData.exists("dev/images"), "the development scans are not beside the project"))
  func everyScanDecodes() throws {
    let paths = SharedData.files("dev/images")
    var pages = 0
    for path in paths {
      let file = try ScanFile(path: path)
      for index in 0..<file.pageCount {
        let image = try file.page(index).image
        #expect(min(image.width, image.height) > 1000, "\(path) \(index)")
        pages += 1
      }
    }
    #expect(pages >= paths.count)
  }

  private func meanDifference(_ a: PageImage, _ b: PageImage) -> Double {
    guard a.width == b.width, a.height == b.height, case .gray(let first) = a, case .gray(let second) = b else {
      return 255
    }
    var sum = 0
    for (x, y) in zip(first.pixels, second.pixels) { sum += abs(Int(x) - Int(y)) }
    return Double(sum) / Double(first.pixels.count)
  }
}
