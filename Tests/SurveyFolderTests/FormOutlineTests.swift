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
        == FormOutline(
          id: "phieu-moi", code: "P1", title: "PHIẾU KHẢO SÁT", parts: [.question(.init(.init("Có hài lòng không?")))]))
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

  @Test("everything that can stand on a form")
  func parts() throws {
    let outline = try read(
      """
      format: kiemphieu.outline/1
      id: phieu-moi
      code: P1
      title: PHIẾU KHẢO SÁT
      paper: A5
      numbering: "{n})"
      scale: {2: Có, 1: Không}
      coded: false
      questions:
        - heading: A. CHUNG
        - note: Mỗi dòng một ô.
        - written: Ông/Bà làm thủ tục gì?
        - Có hài lòng không?
        - {id: A1, text: Giới tính, choice: [Nam, Nữ]}
        - {id: LV, numbered: false, text: Lĩnh vực, multi: {1: Đất đai, 2: Hộ tịch, 3: Khác}, max: 2}
        - matrix:
            - heading: I. ĐIỆN
            - Giá điện
            - {id: B2, text: Thái độ}
          scale: {1: Kém, 2: Tốt, 9: Không biết}
        - page_break: true
        - people: [{id: CC1, text: Quầy số 1}]
          statements: {TD: Thái độ}
      """)
    #expect(outline.paper == .half)
    #expect(outline.numbering == "{n})")
    #expect(outline.scale == [.init(value: "2", meaning: "Có"), .init(value: "1", meaning: "Không")])
    #expect(!outline.isCoded && !outline.hasToken)
    let expected: [FormOutline.Part] = [
      .heading("A. CHUNG"), .note("Mỗi dòng một ô."), .written("Ông/Bà làm thủ tục gì?"),
      .question(.init(.init("Có hài lòng không?"))),
      .question(
        .init(
          .init("Giới tính", id: "A1"),
          .one([.init(value: "Nam", meaning: "Nam"), .init(value: "Nữ", meaning: "Nữ")]))),
      .question(
        .init(
          .init("Lĩnh vực", id: "LV", isNumbered: false),
          .several(
            [
              .init(value: "1", meaning: "Đất đai"), .init(value: "2", meaning: "Hộ tịch"),
              .init(value: "3", meaning: "Khác"),
            ], most: 2))),
      .matrix(
        .init(
          scale: [
            .init(value: "1", meaning: "Kém"), .init(value: "2", meaning: "Tốt"),
            .init(value: "9", meaning: "Không biết"),
          ],
          rows: [
            .heading("I. ĐIỆN"), .statement(.init("Giá điện", criterion: "I. ĐIỆN")),
            .statement(.init("Thái độ", id: "B2", criterion: "I. ĐIỆN")),
          ])),
      .pageBreak,
      .people(
        .init(
          statements: [.init(value: "TD", meaning: "Thái độ")], persons: [.init(id: "CC1", text: "Quầy số 1")])),
    ]
    #expect(outline.parts == expected)
  }

  @Test(
    "errors in a question name it",
    arguments: [
      ("{text: Hỏi, choice: [Có]}", "questions[0].choice"), ("{text: Hỏi, max: 2}", "questions[0].multi"),
      ("{text: Hỏi, choice: [Có, Không], multi: [Có, Không]}", "questions[0].choice"),
      ("{text: Hỏi, numbered: false}", "questions[0].id"), ("{heading: A, text: Hỏi}", "questions[0].heading"),
      ("{matrix: []}", "questions[0].matrix"), ("{matrix: [{id: B1}]}", "questions[0].matrix[0].text"),
      ("{people: [{id: C}], statements: {T: x}}", "questions[0].people[0].text"),
      ("{people: [{id: C, text: x}]}", "questions[0].statements"), ("{txt: Hỏi}", "questions[0]"),
      ("{text: Hỏi, chocie: [Có, Không]}", "questions[0].chocie"), ("{page_break: false}", "questions[0].page_break"),
    ])
  func errorsInQuestions(_ item: String, _ field: String) throws {
    let text = Self.short.replacingOccurrences(of: "[Có hài lòng không?]", with: "[\(item)]")
    let error = try #require(throws: FolderError.self) { try read(text) }
    #expect(error.field == field)
  }
}

extension FolderError {
  /// What stood there instead, whatever it was.
  fileprivate var foundText: String {
    if case .wrong(_, let found) = problem { found } else { "" }
  }
}
