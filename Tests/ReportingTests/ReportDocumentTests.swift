import Archives
import Foundation
import Testing

@testable import Reporting
@testable import Wording

@Suite("The report as documents") struct ReportDocumentTests {
  static let templates = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Templates/reports")
  static let page = templates.appendingPathComponent("bao-cao.html")
  static let document = templates.appendingPathComponent("bao-cao.docx")
  private static let word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

  /// Fills a body of a Word document; what comes out as XML.
  private func fill(_ body: String, with report: ReportText = SampleReport.report(ballots: 40)) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let template = folder.appendingPathComponent("mau.docx")
    let text = "<w:document xmlns:w=\"\(Self.word)\"><w:body>\(body)</w:body></w:document>"
    let zip = ZIPContents(files: [ZIPContents.File(path: "word/document.xml", bytes: Array(text.utf8))])
    try Data(try zip.packed()).write(to: template)
    return try self.text(of: try ReportDocuments.docx(report, template: template), in: folder)
  }

  private func text(of bytes: [UInt8], in folder: URL) throws -> String {
    let file = folder.appendingPathComponent("ra.docx")
    try Data(bytes).write(to: file)
    let part = try ZIPContents(reading: file.path, limit: 1 << 26).files.first { $0.path == "word/document.xml" }
    let xml = String(decoding: try #require(part).bytes, as: UTF8.self)
    #expect(SoundXML.document(Array(xml.utf8)) != nil)
    return xml
  }

  private func paragraph(_ runs: String...) -> String {
    "<w:p>" + runs.map { "<w:r><w:t>\($0)</w:t></w:r>" }.joined() + "</w:p>"
  }

  private func row(_ cells: String...) -> String {
    "<w:tr>" + cells.map { "<w:tc>\(paragraph($0))</w:tc>" }.joined() + "</w:tr>"
  }

  @Test func tagsInSeveralRunsAreOne() throws {
    var report = SampleReport.report(ballots: 10)
    report.agency = "Phường A"
    let xml = try fill(paragraph("Của {", "{age", "ncy}", "} đó"), with: report)
    #expect(xml.contains("Của Phường A"))
    #expect(xml.contains(" đó"))
  }

  /// The chart takes the place of the template's picture; a template without it stays as it is.
  @Test func picturesAreExchanged() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("ra.docx")
    let bytes = try ReportDocuments.docx(
      SampleReport.report(ballots: 10), template: Self.document,
      pictures: ["muc-do.png": [1, 2, 3], "khac.png": [4]])
    try Data(bytes).write(to: file)
    let media = try ZIPContents(reading: file.path, limit: 1 << 26).files.filter { $0.path.contains("media") }
    #expect(media.map(\.path) == ["word/media/muc-do.png"] && media.first?.bytes == [1, 2, 3])
  }

  @Test func rowsRepeat() throws {
    let xml = try fill("<w:tbl>" + row("{{#rows}}{{number}}", "{{label}}{{/rows}}") + "</w:tbl>")
    #expect(xml.components(separatedBy: "<w:tr>").count - 1 == 10)
  }

  @Test func paragraphsRepeatAndVanish() throws {
    var report = SampleReport.report(ballots: 10)
    report.difficulties = ["một", "hai"]
    report.proposals = []
    let xml = try fill(
      paragraph("{{#difficulties}}{{.}}{{/difficulties}}") + paragraph("{{#hasProposals}}") + paragraph("xin")
        + paragraph("{{/hasProposals}}"), with: report)
    #expect(xml.components(separatedBy: "<w:p>").count - 1 == 2)
    #expect(!xml.contains("xin"))
  }

  @Test func aCellKeepsAParagraph() throws {
    var report = SampleReport.report(ballots: 10)
    report.checks = []
    let cell =
      "<w:tbl><w:tr><w:tc>\(paragraph("{{#checks}}{{.}}{{/checks}}"))</w:tc><w:tc>\(paragraph("x"))</w:tc></w:tr></w:tbl>"
    #expect(try fill(cell, with: report).components(separatedBy: "<w:p>").count - 1 == 2)
  }

  /// A sign that is composed of a bracket and an accent is escaped as well.
  @Test func whatPeopleWroteStaysText() throws {
    var report = SampleReport.report(ballots: 10)
    report.agency = "<\u{301}script>alert('x')</script> & \"A\"\u{1}\u{FFFE}\u{0}"
    let escaped = "&lt;\u{301}script&gt;"
    let xml = try fill(paragraph("{{agency}}"), with: report)
    #expect(xml.contains(escaped))
    #expect(!xml.unicodeScalars.contains("\u{1}"))
    let page = try ReportDocuments.html(report, template: Self.page)
    #expect(page.contains(escaped))
    #expect(!page.contains("<script") && !page.unicodeScalars.contains("\u{1}"))
  }

  @Test func anUnknownTagIsToldByItsName() {
    #expect(throws: ReportError.unknownField(template: "mau.docx", tag: "{{Agency}}", nearest: "agency")) {
      try fill(paragraph("{{Agency}}"))
    }
    #expect(throws: ReportError.unknownField(template: "mau.docx", tag: "{{share5}}", nearest: nil)) {
      try fill(paragraph("{{share5}}"))
    }
  }

  @Test(arguments: ["{{agency", "{{{agency}}}", "{{>other}}", "{{=<% %>=}}"])
  func otherTagsAreRefused(_ text: String) {
    let written = text.replacingOccurrences(of: "<", with: "&lt;").replacingOccurrences(of: ">", with: "&gt;")
    #expect(throws: ReportError.self) { try fill(paragraph(written)) }
  }

  @Test func aSectionClosesWhereItOpens() {
    #expect(throws: ReportError.brokenSection(template: "mau.docx", tag: "{{#checks}}")) {
      try fill(paragraph("a {{#checks}}") + paragraph("b {{/checks}} c"))
    }
  }

  @Test func aTemplateThatIsNoDocumentIsRefused() {
    #expect(throws: ReportError.damaged(template: "bao-cao.html")) {
      try ReportDocuments.docx(SampleReport.report(ballots: 10), template: Self.page)
    }
    for bad in ["", "<a>", "<a></b>", "<!DOCTYPE a><a/>", "<a/>x"] {
      #expect(SoundXML.document(Array(bad.utf8)) == nil)
    }
  }

  @Test func bothSayEveryNumber() throws {
    let report = SampleReport.report()
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let bytes = try ReportDocuments.docx(report, template: Self.document)
    #expect(try ReportDocuments.docx(report, template: Self.document) == bytes)
    let documents = [
      try text(of: bytes, in: folder), try ReportDocuments.html(report, template: Self.page),
    ]
    let scales = report.scales.flatMap {
      $0.shares + [$0.answered, $0.satisfied, $0.dissatisfied, $0.mean, $0.interval, $0.blank, $0.overvote, $0.waiting]
    }
    let units = report.units.flatMap { [$0.allocated, $0.usable, $0.missing, $0.index, $0.interval, $0.place] }
    let choices = report.choices.flatMap {
      $0.options.flatMap { [$0.count, $0.share] } + [$0.answered, $0.unanswered]
    }
    let others = report.rows.map(\.value) + report.figures + report.criteria.map(\.value)
    for document in documents {
      for value in scales + units + choices + others where !value.isEmpty {
        #expect(document.contains(FieldText(value).renderText), "\(value)")
      }
      #expect(!document.contains("{{"))
    }
  }
}
