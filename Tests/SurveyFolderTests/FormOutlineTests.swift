import Ballots
import Foundation
import SurveyFolder
import Testing

@Suite("outline.yaml")
struct FormOutlineTests {
  private func read(_ text: String) throws -> FormOutline {
    let folder = try TemporaryFolder()
    try folder.write(text, to: FormOutlineFile.fileName)
    return try FormOutlineFile.read(folder.url.appendingPathComponent(FormOutlineFile.fileName))
  }

  private static let short = """
    format: kiemphieu.outline/1
    id: phieu-moi
    code: P1
    title: PHIẾU KHẢO SÁT
    questions: [Có hài lòng không?]

    """

  @Test("a few lines are enough")
  func short() throws {
    let outline = try read(Self.short)
    #expect(
      outline
        == FormOutline(id: "phieu-moi", code: "P1", title: "PHIẾU KHẢO SÁT", parts: [.question(.init(.init("Có hài lòng không?")))]))
    #expect(outline.hasToken)
    #expect(outline.scale == nil)
  }

  @Test("every field")
  func full() throws {
    let outline = try read(
      Self.short + """
        written: ["Ông/Bà làm thủ tục gì?"]
        introduction: Đánh dấu x.
        scale:
          - {value: 2, meaning: Có}
          - {value: 1, meaning: Không}
        comment: "Ý kiến khác:"
        token: false
        """)
    #expect(
      outline
        == FormOutline(
          id: "phieu-moi", code: "P1", title: "PHIẾU KHẢO SÁT", written: ["Ông/Bà làm thủ tục gì?"],
          introduction: "Đánh dấu x.",
          scale: [.init(value: "2", meaning: "Có"), .init(value: "1", meaning: "Không")],
          parts: [.question(.init(.init("Có hài lòng không?")))], comment: "Ý kiến khác:", hasToken: false))
  }

  @Test(
    "errors name field and what was expected",
    arguments: [
      ("code: P1", "code: quá-dài", "code"), ("code: P1", "code: p1", "code"), ("questions:", "question:", "question"),
      ("[Có hài lòng không?]", "[]", "questions"), ("id: phieu-moi", "id: ../phieu", "id"),
      ("outline/1", "outline/2", "format"), ("title: PHIẾU KHẢO SÁT", "comment: x", "title"),
    ])
  func errors(_ old: String, _ new: String, _ field: String) throws {
    let text = Self.short.replacingOccurrences(of: old, with: new)
    let error = try #require(throws: FolderError.self) { try read(text) }
    #expect(error.field == field)
    #expect(error.file == FormOutlineFile.fileName)
  }

  @Test("a scale has two to seven levels", arguments: [1, 8])
  func scales(_ count: Int) throws {
    let levels = (1...count).map { "{value: \($0), meaning: mức \($0)}" }.joined(separator: ", ")
    let error = try #require(throws: FolderError.self) { try read(Self.short + "scale: [\(levels)]\n") }
    #expect(error.field == "scale")
    #expect(error.problem == .wrong(expected: .items(from: 2, to: 7), found: error.foundText))
  }
}

extension FolderError {
  /// What stood there instead, whatever it was.
  fileprivate var foundText: String {
    if case .wrong(_, let found) = problem { found } else { "" }
  }
}
