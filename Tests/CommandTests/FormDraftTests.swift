import Codecs
import Foundation
import Raster
import Testing

/// `form draft`.
@Suite struct FormDraftTests {
  /// A blank that `form new` made, as PDF.
  private static func blank() throws -> (folder: Scratch, pdf: URL) {
    let folder = try Scratch()
    let outline = """
      format: kiemphieu.outline/1
      id: phieu-goc
      code: P2
      title: PHIẾU LẤY Ý KIẾN
      questions:
        - Thủ tục hành chính có được niêm yết công khai, đầy đủ?
        - Cơ quan trả kết quả có đúng hẹn?
        - Công chức có thái độ giao tiếp lịch sự?
      comment: "Ý kiến khác:"

      """
    let source = folder.url.appendingPathComponent("cau-hoi.yaml")
    try Data(outline.utf8).write(to: source)
    let made = try Program.run("form", "new", source.path, "--out", folder.url.path)
    try #require(made.status == 0, "\(made.errors)")
    return (folder, folder.url.appendingPathComponent("phieu-goc/blank.pdf"))
  }

  @Test func aFolderThatReadingTakes() throws {
    let (folder, pdf) = try Self.blank()
    let out = folder.url.appendingPathComponent("mau")
    let drafted = try Program.run(
      "form", "draft", pdf.path, "--id", "hoc", "--code", "P2", "--payload", "{form}:{unit}:{serial}", "--out",
      out.path)
    #expect(drafted.status == 0, "\(drafted.errors)")
    let form = out.appendingPathComponent("hoc")
    let names = try FileManager.default.contentsOfDirectory(atPath: form.path).sorted()
    #expect(names == ["form.yaml", "page-1.png", "review-1.png", "review.txt"])
    let check = try Program.run("form", "check", form.path)
    #expect(check.status == 0 && check.output == "hoc: 1 trang, 3 câu, 15 ô. Đạt.\n", "\(check.errors)")
    // What it is unsure of stands in the file, and was said.
    let doubts = try String(contentsOf: form.appendingPathComponent("review.txt"), encoding: .utf8)
    #expect(doubts.contains("chỗ trống"))
    #expect(drafted.errors.contains("chỗ trống"))
    // The blank is a page of the drafted form: read, all blank, and nobody knows whose it is.
    let results = folder.url.appendingPathComponent("ra")
    let read = try Program.run("read", "--form", form.path, "--out", results.path, pdf.path)
    #expect(read.status == 1, "\(read.errors)")
    let answers = try String(contentsOf: results.appendingPathComponent("answers.csv"), encoding: .utf8)
    #expect(answers.split(whereSeparator: \.isNewline).count == 4 && !answers.contains("reject"), "\(answers)")
  }

  @Test func asJSONItIsTheExchangeFormatAndMakesNoFolder() throws {
    let (folder, pdf) = try Self.blank()
    let before = try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted()
    let drafted = try Program.run("form", "draft", pdf.path, "--json", "--quiet")
    #expect(drafted.status == 0, "\(drafted.errors)")
    let root = try #require(
      try JSONSerialization.jsonObject(with: Data(drafted.output.utf8)) as? [String: Any])
    #expect(root["schema"] as? String == "form-geometry/1")
    let page = try #require((root["pages"] as? [[String: Any]])?.first)
    let questions = try #require(page["questions"] as? [[String: Any]])
    #expect(questions.map { ($0["options"] as? [[String: Any]])?.count } == [5, 5, 5])
    #expect(drafted.errors.isEmpty)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted() == before)
  }

  @Test func aPageWithoutBoxesMakesNoForm() throws {
    let folder = try Scratch()
    let page = folder.url.appendingPathComponent("trang.png")
    try PNGWriter.write(.gray(GrayImage(width: 1654, height: 2339)), to: page.path, dpi: 200)
    let drafted = try Program.start(["form", "draft", page.path, "--out", folder.url.path]).wait(timeout: 60)
    #expect(drafted.status == 2)
    #expect(drafted.errorLines.count == 1)
    #expect(drafted.errors.contains("Không thấy ô vuông"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["trang.png"])
  }

  @Test(arguments: ["khong-co.png", "."]) func aFileThatIsNone(name: String) throws {
    let folder = try Scratch()
    let path = folder.url.appendingPathComponent(name).path
    let drafted = try Program.start(["form", "draft", path, "--out", folder.url.path]).wait(timeout: 60)
    #expect(drafted.status == 2)
    #expect(drafted.errorLines.count == 1, "\(drafted.errors)")
  }

  @Test func aPatternThatDoesNotCloseIsRefused() throws {
    let drafted = try Program.start(["form", "draft", "x.png", "--payload", "{form"]).wait(timeout: 60)
    #expect(drafted.status == 2)
    #expect(drafted.errorLines.count == 1)
  }
}
