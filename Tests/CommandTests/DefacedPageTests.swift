import Codecs
import Foundation
import Raster
import Testing

/// One good sheet, spoilt in ways that happen at the scanner: it is read as before, or goes to a person with a reason.
/// No spoilt page ever gives another accepted answer.
@Suite("Spoilt pages")
struct DefacedPageTests {
  static let original = "scans/U01-H2/scan02149.jpg"
  /// The sheets are scanned at 150 dpi.
  static let pixelsPerMM = 150 / 25.4

  enum Corner: String, CaseIterable { case topLeft, topRight, bottomLeft, bottomRight }

  private func original() throws -> (image: GrayImage, answers: [String: String]) {
    let survey = try SurveyCopy.counted()
    let rows = try survey.table("answers").rows("file", Self.original)
    let answers = Dictionary(
      rows.map { ($0["question"] ?? "", $0["answer"] ?? "") }, uniquingKeysWith: { first, _ in first })
    try #require(answers.count == 8)
    try #require(!answers.values.contains("review"))
    return (try SamplePictures.gray(survey.file(Self.original)), answers)
  }

  private struct Page {
    let sheet: [String: String]
    let answers: [[String: String]]
    var isOK: Bool { sheet["status"] == "ok" }
    /// The accepted answers by question.
    var accepted: [String: String] {
      guard isOK else { return [:] }
      return Dictionary(
        answers.filter { $0["answer"] != "review" }.map { ($0["question"] ?? "", $0["answer"] ?? "") },
        uniquingKeysWith: { first, _ in first })
    }
  }

  private func read(_ image: GrayImage) throws -> Page {
    let scratch = try Scratch()
    let picture = scratch.url.appendingPathComponent("to.png")
    try PNGWriter.write(.gray(image), to: picture.path)
    let out = scratch.url.appendingPathComponent("out")
    let outcome = try Program.run("read", "--form", SurveyCopy.template, "--out", out.path, picture.path)
    #expect([0, 1].contains(outcome.status), "\(outcome.errors)")
    let sheets = Table(scratch.text("out/sheets.csv"))
    try #require(sheets.rows.count == 1)
    let page = Page(sheet: sheets.rows[0], answers: Table(scratch.text("out/answers.csv")).rows)
    #expect(page.isOK || page.sheet["reason"] != "", "a page that is not accepted has a reason: \(page.sheet)")
    for row in page.answers where row["answer"] == "review" { #expect(row["reason"] != "", "\(row)") }
    return page
  }

  /// What every spoilt page must keep to.
  private func expectNothingElse(_ page: Page, than answers: [String: String]) {
    for (question, answer) in page.accepted { #expect(answers[question] == answer, "\(question)") }
    if page.isOK { #expect(page.sheet["unit"] == "U01") }
  }

  @Test(arguments: [0, 1, 2, 3])
  func aTurnedPageIsRead(_ quarters: Int) throws {
    let (image, answers) = try original()
    let page = try read(image.turned(quarters: quarters))
    #expect(page.accepted == answers)
    #expect(page.sheet["rotation"] == String(quarters * 90))
    #expect(page.sheet["unit"] == "U01")
    #expect(page.sheet["box"] == "H2")
  }

  @Test(arguments: Corner.allCases)
  func aMissingCornerMark(_ corner: Corner) throws {
    let (image, answers) = try original()
    // The marks are 6 mm wide, 13 mm from both edges.
    let side = Int(22 * Self.pixelsPerMM)
    let isLeft = corner == .topLeft || corner == .bottomLeft
    let isTop = corner == .topLeft || corner == .topRight
    let page = try read(
      image.whitened(
        x: isLeft ? 0..<side : image.width - side..<image.width,
        y: isTop ? 0..<side : image.height - side..<image.height))
    expectNothingElse(page, than: answers)
  }

  @Test func noCornerMarksAtAll() throws {
    let (image, answers) = try original()
    let side = Int(22 * Self.pixelsPerMM)
    let top = image.whitened(x: 0..<image.width, y: 0..<side)
    let page = try read(top.whitened(x: 0..<image.width, y: image.height - side..<image.height))
    expectNothingElse(page, than: answers)
    #expect(!page.isOK || page.accepted == answers)
  }

  @Test(arguments: [true, false])
  func strongShadeFromOneSide(_ fromLeft: Bool) throws {
    let (image, answers) = try original()
    expectNothingElse(try read(image.shaded(darkest: 0.45, fromLeft: fromLeft)), than: answers)
  }

  @Test(arguments: Corner.allCases)
  func everythingAtOnce(_ corner: Corner) throws {
    let (image, answers) = try original()
    let side = Int(22 * Self.pixelsPerMM)
    let isLeft = corner == .topLeft || corner == .bottomLeft
    let isTop = corner == .topLeft || corner == .topRight
    let spoilt = image.shaded(darkest: 0.45, fromLeft: isLeft).whitened(
      x: isLeft ? 0..<side : image.width - side..<image.width,
      y: isTop ? 0..<side : image.height - side..<image.height
    )
    expectNothingElse(try read(spoilt.turned(quarters: isTop ? 1 : 2)), than: answers)
  }

  /// The lower half is white: the answers there are gone, not blank.
  @Test func halfAPage() throws {
    let (image, answers) = try original()
    let page = try read(image.whitened(x: 0..<image.width, y: image.height / 2..<image.height))
    expectNothingElse(page, than: answers)
    #expect(page.accepted.count < answers.count)
  }

  @Test func anotherForm() throws {
    let (image, _) = try original()
    // Mirrored, the sheet is no sheet of this form.
    var mirrored = image
    for y in 0..<image.height { for x in 0..<image.width { mirrored[x, y] = image[image.width - 1 - x, y] } }
    let page = try read(mirrored)
    #expect(!page.isOK)
  }
}
