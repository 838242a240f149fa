import Ballots
import Foundation
import Raster
import SurveyFolder
import Testing

@Suite("form.yaml")
struct FormTemplateTests {
  @Test("random forms come back from YAML and from JSON", arguments: 0..<40)
  func roundTrip(seed: Int) throws {
    let file = SampleForms.random(UInt64(seed))
    let folder = try TemporaryFolder()
    for url in [
      try folder.write(FormTemplate.text(of: file), to: "form.yaml"),
      try folder.write(FormGeometry.text(of: file), to: "form.json"),
    ] {
      // Random rectangles may reach over the page's edge or one another; only the text is tried here.
      let back = try FormImport.readUnchecked(url)
      #expect(SampleForms.difference(file.form, back.form) == nil)
    }
  }

  @Test("every form of the development set is imported and comes back", DevelopmentData.trait)
  func developmentForms() throws {
    for url in try DevelopmentData.forms() {
      let file = try FormGeometry.read(url)
      let folder = try TemporaryFolder()
      let template = try FormImport.makeTemplate(of: file, id: "thu", in: folder.url)
      let back = try FormImport.read(template)
      var form = back.form
      form.id = file.form.id
      #expect(SampleForms.difference(file.form, form) == nil)
      #expect(back.blankPages.count == file.blankPages.count)
      #expect(back.blankDPI == 300)
      #expect(try Data(contentsOf: back.blankPages[0]) == Data(contentsOf: file.blankPages[0]))
      let text = try String(contentsOf: template.appendingPathComponent("form.yaml"), encoding: .utf8)
      #expect(text.split(separator: "\n").count < 200)
      if let keep = ProcessInfo.processInfo.environment["KEEP_TEMPLATES"] {
        try text.write(toFile: "\(keep)/\(file.form.code).yaml", atomically: true, encoding: .utf8)
      }
      #expect(throws: FolderError(file: "thu", .exists)) {
        try FormImport.makeTemplate(of: file, id: "thu", in: folder.url)
      }
    }
  }
}
