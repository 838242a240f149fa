import Ballots
import Codecs
import Foundation
import Raster
import Testing

@testable import Pages

/// `sheet`, and `minutes scan` of what it prints.
@Suite struct SheetCommandTests {
  private let survey: SurveyCopy

  init() throws { survey = try SurveyCopy.fresh() }

  private func print(_ kind: String, _ more: String...) throws -> String {
    let outcome = try Program.start(["sheet", kind, survey.path] + more).wait(timeout: 60)
    try #require(outcome.status == 0, "\(outcome.errors)")
    return outcome.output.trimmingCharacters(in: .newlines)
  }

  /// The words of a PDF file, a space between them.
  private func words(of file: String) throws -> String {
    let (tool, pipe) = (Process(), Pipe())
    tool.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    tool.arguments = ["pdftotext", file, "-"]
    tool.standardOutput = pipe
    try tool.run()
    let text = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    tool.waitUntilExit()
    return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// What `read` makes of printed pages.
  private func sheets(_ files: String...) throws -> [[String: String]] {
    let out = survey.file("doc").path
    let outcome = try Program.start(["read", "--form", "phuong-8-cau", "--out", out] + files).wait(timeout: 60)
    try #require(outcome.status <= 1, "\(outcome.errors)")
    return Table(try survey.text("doc/sheets.csv")).rows
  }

  @Test func headersAndSeparatorsAreKnownAgain() throws {
    let header = try print("header", "U01-H2")
    let separator = try print("separator")
    let rows = try sheets(header, separator)
    #expect(rows.map { $0["status"] } == ["header", "header"])
    #expect(rows.map { $0["reason"] } == ["batch-header", "separator-sheet"])
    #expect(rows.map { $0["unit"] } == ["U01", ""])
    #expect(rows[0]["box"] == "H2")
  }

  @Test(arguments: ["minutes", "sealing", "handover"])
  func recordsArePrinted(_ kind: String) throws {
    let file = try print(kind, "U01-H2")
    #expect(file.hasSuffix("sheets/\(kind)-U01-H2.pdf"))
    #expect(try ScanFile(path: file).pageCount == (kind == "minutes" ? 2 : 1))
  }

  /// Minutes that were entered, as a document: what stands in the file stands in it, numbers in words, too.
  @Test func minutesThatWereEntered() throws {
    let outcome = try Program.start(["minutes", "print", survey.path, "U01-H2"]).wait(timeout: 60)
    try #require(outcome.status == 0, "\(outcome.errors)")
    let files = outcome.output.split(separator: "\n").map(String.init)
    #expect(
      files.map { $0.split(separator: "/").suffix(2).joined(separator: "/") } == [
        "sheets/bien-ban-U01-H2.pdf", "sheets/giao-nhan-U01-H2.pdf",
      ])
    let handOver = try words(of: try #require(files.last))
    for words in ["BIÊN BẢN GIAO NHẬN PHIẾU VÀ HỒ SƠ", "H2"] {
      #expect(handOver.contains(words), "\(words): \(handOver)")
    }
    let text = try words(of: try #require(files.first))
    for words in ["BIÊN BẢN MỞ HÒM PHIẾU", "17 phiếu (bằng chữ: mười bảy)", "NP-631934", "NP-316758"] {
      #expect(text.contains(words), "\(words): \(text)")
    }
    let none = try Program.start(["minutes", "print", survey.path, "U01-H9"]).wait(timeout: 60)
    #expect(none.status == 2 && none.errors.contains("U01-H9"), "\(none.errors)")
  }

  @Test func aPosterNeedsAnAddress() throws {
    #expect(try print("poster", "U01-H1", "--address", "https://example.vn/ks/U01").hasSuffix("poster-U01-H1.pdf"))
    for arguments in [
      ["poster", survey.path, "U01-H1"], ["poster", survey.path, "U01-H1", "--address", "khong"],
      ["header", survey.path], ["header", survey.path, "X99-H1"], ["header", survey.path, "U01-H1", "--form", "la"],
      ["giay", survey.path],
    ] {
      let outcome = try Program.start(["sheet"] + arguments).wait(timeout: 60)
      #expect(outcome.status == 2, "\(arguments)")
      #expect(outcome.errorLines.count == 1, "\(outcome.errors)")
    }
  }

  // MARK: Minutes that were filled in

  /// A box's sheet of numbers with these bubbles filled, as a scan.
  private func scan(
    _ filled: [String: String], named name: String = "bien-ban.png", box: String = "U01-H5"
  ) throws -> String {
    let minutes = try ScanFile(path: try print("minutes", box))
    let last = try minutes.page(minutes.pageCount - 1)
    let (page, dpi) = (last.image.grayscale, try #require(last.taggedDPI))
    var image = page
    let scale = dpi / 25.4
    for question in try FiguresSheet().form.pages[0].questions {
      for option in question.options where filled[question.id]?.contains(option.value) ?? false {
        let (center, radius) = (option.rect.center, option.rect.width * 0.42)
        for y in Int((center.y - radius) * scale)...Int((center.y + radius) * scale) {
          for x in Int((center.x - radius) * scale)...Int((center.x + radius) * scale)
          where hypot(Double(x) / scale - center.x, Double(y) / scale - center.y) < radius { image[x, y] = 60 }
        }
      }
    }
    let path = survey.file(name).path
    try PNGWriter.write(.gray(image), to: path, dpi: dpi)
    return path
  }

  @Test func aFilledSheetBecomesMinutes() throws {
    let path = try scan([
      "ballots_in_box#1": "0", "ballots_in_box#2": "1", "ballots_in_box#3": "0", "ballots_in_box#4": "7",
      "ballots_issued#1": "0",
      "ballots_issued#2": "0", "ballots_issued#3": "9", "ballots_issued#4": "8", "lock_state": "nguyen_ven",
      "seal_state": "rach", "signatures_complete": "true",
      "handover.count#1": "0", "handover.count#2": "1", "handover.count#3": "0", "handover.count#4": "6",
    ])
    let outcome = try Program.run("minutes", "scan", survey.path, path)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let text = try survey.text("minutes/U01-H5.yaml")
    for line in [
      "ballots_in_box: 107", "ballots_issued: 98", "lock_state: nguyen_ven", "seal_state: rach",
      "signatures_complete: true", "  count: 106", "unit_id: U01", "box_id: H5",
    ] {
      #expect(text.contains(line), "\(line)")
    }
    #expect(text.contains("ballots_received:  "), "what is not filled in stays empty")
    let check = try Program.run("minutes", "check", survey.file("minutes/U01-H5.yaml").path, "--survey", survey.path)
    #expect(check.status <= 1, "\(check.errors)")
    // What is there is never written over.
    let again = try Program.run("minutes", "scan", survey.path, path)
    #expect(again.status == 2)
    #expect(try survey.text("minutes/U01-H5.yaml") == text)
    // Nor does it keep the other sheets from being taken in.
    let other = try scan(["ballots_in_box#1": "1"], named: "khac.png", box: "U05-H9")
    let both = try Program.run("minutes", "scan", survey.path, path, other)
    #expect(both.status == 1)
    #expect(both.errorLines.count == 2, "\(both.errors)")
    #expect(FileManager.default.fileExists(atPath: survey.file("minutes/U05-H9.yaml").path))
  }

  /// What is not clear is left empty and said, whatever else is on the sheet.
  @Test func nothingIsGuessed() throws {
    let path = try scan([
      "ballots_in_box#1": "0", "ballots_in_box#2": "0", "ballots_in_box#3": "23", "ballots_in_box#4": "7",
      "ballots_issued#2": "1", "ballots_issued#3": "0", "ballots_issued#4": "7", "ballots_unused#1": "0",
      "ballots_unused#2": "0", "ballots_unused#3": "0", "ballots_unused#4": "5",
    ])
    let outcome = try Program.run("minutes", "scan", survey.path, path)
    #expect(outcome.status == 1)
    #expect(outcome.errorLines.count == 2, "\(outcome.errors)")
    #expect(outcome.errors.contains("ballots_in_box"))
    #expect(outcome.errors.contains("ballots_issued"))
    let text = try survey.text("minutes/U01-H5.yaml")
    #expect(text.contains("ballots_unused: 5"))
    let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("ballots_in_box:") })
    #expect(line.prefix { $0 != "#" }.trimmingCharacters(in: .whitespaces) == "ballots_in_box:")
  }

  @Test func scansWithoutASheetOfNumbers() throws {
    let scans = survey.file("scans/U01-H2").path
    let outcome = try Program.run("minutes", "scan", survey.path, scans)
    #expect(outcome.status == 2)
    #expect(outcome.errorLines.count == 1, "\(outcome.errors)")
    #expect(outcome.errors.contains("kiemphieu sheet minutes"))
  }

  // MARK: The print check

  private func proof(_ file: String, _ more: String...) throws -> (status: Int32, bad: Set<String>) {
    let outcome = try Program.start(["form", "proof", file, "--json"] + more).wait(timeout: 60)
    let reports = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]])
    let findings = reports.flatMap { $0["findings"] as? [[String: Any]] ?? [] }
    #expect(findings.count == 9, "\(outcome.errors)")
    return (
      outcome.status,
      Set(findings.filter { $0["isGood"] as? Bool == false }.compactMap { $0["subject"] as? String })
    )
  }

  @Test func theCalibrationSheetShowsWhatIsWrong() throws {
    let file = try print("calibration")
    #expect(try proof(file) == (0, []))
    let page = try ScanFile(path: file).page(0)
    let image = page.image.grayscale
    let dpi = try #require(page.taggedDPI)
    func spoilt(_ name: String, _ change: (Int, Int, UInt8) -> UInt8) throws -> String {
      var copy = image
      for y in 0..<image.height { for x in 0..<image.width { copy[x, y] = change(x, y, image[x, y]) } }
      let path = survey.file(name).path
      try PNGWriter.write(.gray(copy), to: path, dpi: dpi)
      return path
    }
    let faint = try spoilt("faint.png") { _, _, luma in 130 + UInt8(Double(luma) * 0.49) }
    #expect(try proof(faint) == (1, ["contrast"]))
    let holes = try spoilt("holes.png") { x, y, luma in x % 5 == 0 && y % 5 < 3 ? 255 : luma }
    #expect(try proof(holes).bad.contains("voids"))
    let marked = try spoilt("marked.png") { x, y, luma in
      let (u, v) = (Double(x) / dpi * 25.4, Double(y) / dpi * 25.4)
      return abs(u - 64.5) < 1.8 && abs(v - 90.5) < 1.8 ? 0 : luma
    }
    #expect(try proof(marked).bad == ["boxes"])
    let code = try spoilt("code.png") { x, y, luma in
      let (u, v) = (Double(x) / dpi * 25.4, Double(y) / dpi * 25.4)
      return u > 172 && u < 180 && v > 22 && v < 38 ? 255 : luma
    }
    #expect(try proof(code).bad == ["code"])
    // Printed at 96 %, in the middle of the sheet, as "fit to page" does.
    let shrunk = try spoilt("shrunk.png") { x, y, _ in
      let u = Int((Double(x) - Double(image.width) / 2) / 0.96 + Double(image.width) / 2)
      let v = Int((Double(y) - Double(image.height) / 2) / 0.96 + Double(image.height) / 2)
      return u >= 0 && v >= 0 && u < image.width && v < image.height ? image[u, v] : 255
    }
    #expect(try proof(shrunk).bad.isSuperset(of: ["width", "height"]))
  }

  @Test func aProofOfSomethingElse() throws {
    let separator = try print("separator")
    let outcome = try Program.run("form", "proof", separator)
    #expect(outcome.status == 1)
    #expect(outcome.errorLines.count == 1)
  }
}
