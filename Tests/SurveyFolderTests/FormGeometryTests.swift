import Ballots
import Foundation
import Raster
import SurveyFolder
import Testing

@Suite("form-geometry/1")
struct FormGeometryTests {
  @Test("every form of the development set is read without a note", DevelopmentData.trait)
  func developmentForms() throws {
    let forms = try DevelopmentData.forms()
    #expect(forms.count == 6)
    for url in forms {
      let file = try FormGeometry.read(url)
      #expect(file.notes.isEmpty)
      #expect(file.form.code == url.deletingPathExtension().lastPathComponent)
      #expect(file.blankPages.count == file.form.pages.count)
      #expect(file.blankDPI == 300)
      #expect(FormCheck.problems(of: file, name: "form").isEmpty)
    }
    let f1 = try FormGeometry.read(forms[0])
    let page = try #require(f1.form.pages.first)
    #expect(page.questions.count == 8)
    #expect(page.questions[0].options.map(\.value) == ["5", "4", "3", "2", "1"])
    #expect(page.questions[0].options[0].rect.y == 96.032)
    #expect(page.fiducials.map(\.kind) == [.ring, .square, .square, .square])
    #expect(page.barcodes.map(\.symbology) == [.qr, .code128])
    #expect(f1.form.batchHeader?.text == "KPH1|{form}|{unit}|{box}|{declared}")
  }
}
