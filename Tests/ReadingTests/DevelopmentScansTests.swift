import Ballots
import Codecs
import Counting
import Foundation
import Pipeline
import Raster
import Reading
import SurveyFolder
import Testing

/// Whole pages that lie beside the project and are no part of it. Passed over when they are absent.
@Suite struct DevelopmentScansTests {
  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("shared/data/dev")
  static var isPresent: Bool {
    FileManager.default.fileExists(atPath: folder.appendingPathComponent("truth.jsonl").path)
  }

  /// A line of `truth.jsonl`.
  struct Page: Decodable {
    struct Question: Decodable {
      let id: String
      let accept: [Accepted]
    }
    /// A value, or a word for none or several.
    enum Accepted: Decodable {
      case value(Int)
      case word(String)

      init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        self = try (try? .value(container.decode(Int.self))) ?? .word(container.decode(String.self))
      }

      var text: String {
        switch self {
        case .value(let value): "\(value)"
        case .word(let word): word
        }
      }
    }
    let file: String
    let page: Int
    let kind: String
    let form: String?
    let unit: String?
    let box: String?
    let serial: Int?
    let severity: String?
    let questions: [Question]?
  }

  /// The development pages of the two forms with corner marks, read whole.
  @Test(.enabled(if: isPresent, "the development scans are not beside the project"))
  func pagesOfTheFormsWithCornerMarks() throws {
    let lines = try String(contentsOf: Self.folder.appendingPathComponent("truth.jsonl"), encoding: .utf8)
    let pages = try lines.split(separator: "\n").map {
      try JSONDecoder().decode(Page.self, from: Data($0.utf8))
    }.filter { $0.form == "F1-A" || $0.form == "F1-B" }
    try #require(pages.count > 20)
    let forms = try ["F1-A", "F1-B"].map { id in
      let file = try FormImport.read(Self.folder.appendingPathComponent("forms/\(id).json"))
      return try FormPreparation.prepare(file.form, blanks: file.blankPages.map(\.path))
    }
    let paths = Dictionary(
      (FileManager.default.enumerator(
        at: Self.folder.appendingPathComponent("images"), includingPropertiesForKeys: nil)?
        .compactMap { $0 as? URL } ?? []).map { ($0.lastPathComponent, $0.path) }, uniquingKeysWith: { a, _ in a })
    let reader = PageReader(forms: forms)
    var ballots = 0
    var located = 0
    var accepted = 0
    for page in pages {
      let path = try #require(paths[page.file])
      let reading = reader.read(try ScanFile(path: path).page(page.page).image)
      let name = "\(page.file) page \(page.page + 1)"
      if page.kind == "blank_back" { #expect(reading.kind == .blank, "\(name)") }
      if page.kind == "foreign_doc" { #expect(reading.kind == .foreign, "\(name)") }
      guard page.kind == "ballot" || page.kind == "blank_ballot" else {
        #expect(reading.kind != .ballot, "\(name)")
        continue
      }
      ballots += 1
      guard reading.kind == .ballot else {
        #expect(reading.refusal != nil, "\(name)")
        continue
      }
      located += 1
      #expect(reading.form == page.form, "\(name)")
      // A code that could not be read leaves a gap, never another's name.
      let identity = reading.identity
      if identity.unit != nil || reading.refusal == nil { #expect(identity.unit == page.unit, "\(name)") }
      if identity.box != nil || reading.refusal == nil { #expect(identity.box == page.box, "\(name)") }
      if let serial = identity.serial { #expect(Int(serial) == page.serial, "\(name)") }
      guard reading.refusal == nil else { continue }
      let form = try #require(forms.first { $0.form.id == reading.form }?.form)
      for (read, question) in zip(reading.questions, form.pages[0].questions) {
        let answer = MarkPolicy().answer(to: read, of: question)
        guard answer.answer != .review else { continue }
        let truth = try #require(page.questions?.first { $0.id == question.id })
        accepted += 1
        #expect(truth.accept.map(\.text).contains(answer.answer.text), "\(name) \(question.id): \(answer.answer.text)")
      }
    }
    #expect(located * 10 >= ballots * 9, "\(located) of \(ballots) located")
    #expect(accepted > located * 4, "\(accepted) answers accepted on \(located) pages")
  }
}
