import Codecs
import Foundation
import Raster
import Testing

/// `read --overlay` and `--contact-sheet`.
@Suite("Pictures")
struct PictureTests {
  private func read(_ survey: SurveyCopy, _ out: Scratch, _ arguments: [String]) throws -> Program.Outcome {
    try Program.start(
      ["read", "--form", SurveyCopy.template, "--out", out.url.path, "--quiet"] + arguments
        + ["scan02148.jpg", "scan02149.jpg"].map { survey.file("scans/U01-H2/\($0)").path }
    ).wait(timeout: 120)
  }

  private func names(_ folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  @Test func onePictureForEachPageAndOneOfTheBoxes() throws {
    let survey = try SurveyCopy.fresh()
    let plain = try Scratch()
    #expect(try read(survey, plain, []).status == 0)
    var pictures: [[String: Data]] = []
    for jobs in ["1", "3"] {
      let out = try Scratch()
      let folder = out.url.appendingPathComponent("hinh/trang")
      let sheet = out.url.appendingPathComponent("hinh/o.png")
      let outcome = try read(
        survey, out, ["--overlay", folder.path, "--contact-sheet", sheet.path, "--jobs", jobs])
      #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
      #expect(try names(folder) == ["scan02148.jpg-1.png", "scan02149.jpg-1.png"])
      #expect(try names(out.url.appendingPathComponent("hinh")) == ["o.png", "trang"])
      for name in ["answers.csv", "sheets.csv"] { #expect(out.text(name) == plain.text(name)) }

      for name in try names(folder) {
        let page = try ScanFile(path: folder.appendingPathComponent(name).path).page(0).image
        // 1240 x 1754 and 1265 x 1804 px, reduced to 1,500 on the longer side.
        #expect(page.width == (name.hasPrefix("scan02148") ? 1060 : 1052))
        #expect((1550...1620).contains(page.height), "\(page.height)")
      }
      // Two pages of eight questions of five boxes: 80, so four rows of 22.
      let boxes = try ScanFile(path: sheet.path).page(0).image
      #expect(boxes.width == 64 + 22 * 57 + 3)
      #expect(boxes.height == 56 + 4 * 57 + 3)
      pictures.append(
        Dictionary(
          uniqueKeysWithValues: try names(folder).map { ($0, try Data(contentsOf: folder.appendingPathComponent($0))) }
            + [("o.png", try Data(contentsOf: sheet))]))
    }
    #expect(pictures[0] == pictures[1])
  }

  /// Handwriting is covered unless there is a reason, which stands on the picture.
  @Test func handwritingIsCoveredUnlessThereIsAReason() throws {
    let survey = try SurveyCopy.fresh()
    var pictures: [Data] = []
    for arguments in [[], ["--unmasked", "Thanh tra đối chiếu"], ["--unmasked", "Tòa án yêu cầu"]] {
      let out = try Scratch()
      let folder = out.url.appendingPathComponent("hinh")
      let sheet = out.url.appendingPathComponent("o.png")
      let outcome = try read(survey, out, ["--overlay", folder.path, "--contact-sheet", sheet.path] + arguments)
      #expect(outcome.status == 0, "\(outcome.errors)")
      pictures.append(try Data(contentsOf: folder.appendingPathComponent("scan02148.jpg-1.png")))
      pictures.append(try Data(contentsOf: sheet))
    }
    #expect(Set(pictures).count == 6)
  }

  @Test func aReasonNeedsPicturesAndWords() throws {
    let survey = try SurveyCopy.fresh()
    let out = try Scratch()
    for arguments in [
      ["--unmasked", "đối chiếu"], ["--overlay", out.url.path, "--unmasked", " "],
    ] {
      let outcome = try read(survey, out, arguments)
      #expect(outcome.status == 2, "\(arguments)")
      #expect(outcome.errorLines.count == 1 && outcome.errors.contains("--unmasked"), "\(outcome.errors)")
      #expect(out.text("answers.csv").isEmpty)
    }
  }

  /// A file that cannot be decoded has its row in the results, and its picture.
  @Test func aDamagedFileHasAPictureToo() throws {
    let survey = try SurveyCopy.fresh()
    let scan = try survey.data("scans/U01-H2/scan02149.jpg")
    try survey.write(scan.prefix(scan.count / 2), to: "scans/U01-H2/scan02149.jpg")
    let out = try Scratch()
    let folder = out.url.appendingPathComponent("hinh")
    #expect(try read(survey, out, ["--overlay", folder.path]).status == 1)
    #expect(try names(folder) == ["scan02148.jpg-1.png", "scan02149.jpg-1.png"])
    let page = try ScanFile(path: folder.appendingPathComponent("scan02149.jpg-1.png").path).page(0).image
    #expect(page.width == 640)
  }

  /// A picture replaces a link of its name; what the link leads to stays as it was.
  @Test func linksAreNotFollowed() throws {
    let survey = try SurveyCopy.fresh()
    let out = try Scratch()
    let folder = out.url.appendingPathComponent("hinh")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let outside = out.url.appendingPathComponent("ngoai.txt")
    try Data("giữ nguyên".utf8).write(to: outside)
    try FileManager.default.createSymbolicLink(
      at: folder.appendingPathComponent("scan02149.jpg-1.png"), withDestinationURL: outside)
    #expect(try read(survey, out, ["--overlay", folder.path]).status == 0)
    #expect(out.text("ngoai.txt") == "giữ nguyên")
  }

  /// What cannot be written is one line that names it, and status 2.
  @Test func aPlaceThatCannotBeWritten() throws {
    let survey = try SurveyCopy.fresh()
    let out = try Scratch()
    try Data().write(to: out.url.appendingPathComponent("tep"))
    let taken = out.url.appendingPathComponent("tep/hinh").path
    for arguments in [
      ["--overlay", out.url.appendingPathComponent("tep").path], ["--overlay", taken],
      ["--contact-sheet", taken + "/o.png"],
    ] {
      let outcome = try read(survey, out, arguments)
      #expect(outcome.status == 2, "\(arguments)")
      #expect(outcome.errorLines.count == 1 && outcome.errors.contains("tep"), "\(outcome.errors)")
      // Said before anything was read.
      #expect(out.text("answers.csv").isEmpty)
    }
    // A folder stands where the picture should be: told once the pages are read.
    let outcome = try read(survey, out, ["--contact-sheet", out.url.path])
    #expect(outcome.status == 2)
    #expect(outcome.errorLines.count == 1 && outcome.errors.contains(out.url.lastPathComponent), "\(outcome.errors)")
  }
}
