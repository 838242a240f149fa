import Ballots
import Codecs
import Foundation
import Pipeline
import Raster
import Reading
import SurveyFolder
import Testing

/// A form with a bare sheet of it and everything that reading needs.
struct SampleForm: Sendable {
  let form: Form
  let blank: Sheet
  let prepared: PreparedForm

  var page: FormPage { form.pages[0] }
  var questions: [Question] { form.pages[0].questions }

  init(_ form: Form, blank: Sheet) throws {
    self.form = form
    self.blank = blank
    prepared = try #require(PreparedForm(form: form, blanks: [blank.picture]))
  }

  func option(_ question: Int, _ option: Int) -> Option { questions[question].options[option] }

  /// The form that ships with the project, without its codes: the painter prints none.
  static func shipped() throws -> SampleForm { try shippedOnce.get() }

  private static let shippedOnce = Result {
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    var file = try FormImport.read(package.appendingPathComponent("Templates/phuong-8-cau"))
    file.form.pages[0].barcodes = []
    let picture = try ScanFile(path: try #require(file.blankPages.first).path).page(0).image.grayscale
    return try SampleForm(file.form, blank: Sheet(picture, size: file.form.pageSize))
  }

  /// A small A5 form, made up here: four fiducials of one kind, words, and six questions with four boxes or bubbles.
  static func small(_ kind: Fiducial.Kind, hasWords: Bool = true) throws -> SampleForm {
    try #require(smallOnce[hasWords]?[kind]).get()
  }

  private static let smallOnce = Dictionary(
    uniqueKeysWithValues: [true, false].map { hasWords in
      (
        hasWords,
        Dictionary(
          uniqueKeysWithValues: Fiducial.Kind.allCases.map { kind in
            (kind, Result { try madeSmall(kind, hasWords: hasWords) })
          })
      )
    })

  private static func madeSmall(_ kind: Fiducial.Kind, hasWords: Bool) throws -> SampleForm {
    let size = PaperSize(width: 148, height: 210)
    var random = SeededGenerator(seed: 5)
    let corners = [("TL", 10.0, 10.0), ("TR", 138, 10), ("BR", 138, 200), ("BL", 10, 200)]
    let fiducials = corners.map { Fiducial(id: $0.0, kind: kind, center: PaperPoint(x: $0.1, y: $0.2), size: 5) }
    var sheet = Sheet(bare: size)
    for fiducial in fiducials { sheet.print(fiducial) }
    for y in hasWords ? [18.0, 24, 186, 192] : [] {
      sheet.printWords(at: PaperPoint(x: 22, y: y), width: 104, &random)
    }
    var questions: [Question] = []
    for q in 0..<6 {
      let y = 36 + 25 * Double(q)
      for line in hasWords ? [0, 1] : [] {
        let start = PaperPoint(x: 14, y: y + 4.6 * Double(line))
        sheet.printWords(at: start, width: .random(in: 60...118, using: &random), &random)
      }
      let options = (0..<4).map { k in
        Option(
          value: "\(k + 1)", shape: q % 2 == 0 ? .square : .circle,
          rect: PaperRect(x: 18 + 30 * Double(k), y: y + 11, width: 5, height: 5), label: "\(k + 1)")
      }
      for option in options { sheet.printOutline(option) }
      questions.append(Question(id: "Q\(q + 1)", text: "", kind: .choice, options: options))
    }
    let page = FormPage(number: 1, fiducials: fiducials, questions: questions)
    let form = Form(id: "small-\(kind)", code: "small-\(kind)", title: "", pageSize: size, pages: [page])
    return try SampleForm(form, blank: sheet)
  }
}

extension Sheet {
  /// The outline of a box or bubble.
  mutating func printOutline(_ option: Option) {
    let rect = option.rect
    if option.shape == .square {
      fill(rect)
      whiten(rect.expanded(by: -0.3))
    } else {
      disc(rect.center, radius: rect.width / 2)
      disc(rect.center, radius: rect.width / 2 - 0.3, luma: 255)
    }
  }
}
