import Ballots
import Foundation
import Raster
import SurveyFolder
import Testing

@Suite("Templates/")
struct ShippedTemplateTests {
  static let templates = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Templates")

  @Test("the form of eight questions is read and in order")
  func eightQuestions() throws {
    let file = try FormTemplate.read(Self.templates.appendingPathComponent("phuong-8-cau"))
    #expect(file.form.id == "phuong-8-cau")
    #expect(file.form.code == "F1-A")
    #expect(file.blankPages.map(\.lastPathComponent) == ["page-1.png"])
    #expect(file.blankPDF?.lastPathComponent == "blank.pdf")
    let questions = file.form.pages.flatMap(\.questions)
    #expect(questions.map(\.id) == (1...8).map { "Q\($0)" })
    #expect(questions.allSatisfy { $0.kind == .scale5 && $0.options.map(\.value) == ["5", "4", "3", "2", "1"] })
  }

  @Test("its boxes are those of the form it was made of", DevelopmentData.trait)
  func sameBoxes() throws {
    let mine = try FormTemplate.read(Self.templates.appendingPathComponent("phuong-8-cau")).form
    var source = try FormGeometry.read(DevelopmentData.folder.appendingPathComponent("forms/F1-A.json")).form
    source.id = mine.id
    source.pages[0].dynamicText = mine.pages[0].dynamicText
    // The exchange format knows no criteria.
    for (index, question) in mine.pages[0].questions.enumerated() {
      source.pages[0].questions[index].criterion = question.criterion
    }
    #expect(SampleForms.difference(mine, source) == nil)
  }
}
