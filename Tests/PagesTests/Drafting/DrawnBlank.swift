import Ballots
import Codecs
import Foundation
import Raster

@testable import Pages

/// A page of A4 at 300 dpi on which tests draw what blanks are made of; lengths in mm.
struct DrawnBlank {
  static let scale = UprightPage.scale
  private(set) var image: GrayImage
  private(set) var words: [PrintedWord] = []
  let size: PaperSize

  init(size: PaperSize = .a4) {
    self.size = size
    image = GrayImage(
      width: Int((size.width * Self.scale).rounded()), height: Int((size.height * Self.scale).rounded()))
  }

  /// A filled rectangle.
  mutating func fill(_ x: Double, _ y: Double, _ width: Double, _ height: Double, shade: UInt8 = 0) {
    let s = Self.scale
    for row in max(0, Int((y * s).rounded()))..<min(image.height, Int(((y + height) * s).rounded())) {
      for column in max(0, Int((x * s).rounded()))..<min(image.width, Int(((x + width) * s).rounded())) {
        image[column, row] = shade
      }
    }
  }

  /// The outline of a rectangle, its outer edge where the rectangle is.
  mutating func box(_ x: Double, _ y: Double, _ width: Double = 4, _ height: Double = 4, line: Double = 0.25) {
    fill(x, y, width, line)
    fill(x, y + height - line, width, line)
    fill(x, y, line, height)
    fill(x + width - line, y, line, height)
  }

  /// An ellipse's outline within a rectangle.
  mutating func oval(_ x: Double, _ y: Double, _ width: Double, _ height: Double, line: Double = 0.25) {
    let s = Self.scale
    for row in Int(y * s)...Int((y + height) * s) {
      for column in Int(x * s)...Int((x + width) * s) {
        let u = ((Double(column) + 0.5) / s - x - width / 2), v = ((Double(row) + 0.5) / s - y - height / 2)
        func value(_ rx: Double, _ ry: Double) -> Double { (u / rx) * (u / rx) + (v / ry) * (v / ry) }
        if value(width / 2, height / 2) <= 1, value(width / 2 - line, height / 2 - line) >= 1 { image[column, row] = 0 }
      }
    }
  }

  /// Something like a word of lower-case letters, its text known to the page's text layer.
  mutating func word(_ text: String, _ x: Double, _ y: Double) {
    var left = x
    for letter in text where letter != " " {
      // A stem and two arms: open to the right, like c and e.
      fill(left, y, 0.35, 2)
      fill(left, y, 1.1, 0.3)
      fill(left, y + 1.7, 1.1, 0.3)
      left += 1.5
    }
    words.append(PrintedWord(text: text, rect: PaperRect(x: x, y: y - 0.8, width: left - x, height: 3.6)))
  }

  /// Words with the usual space between them; gives where the last one ends.
  @discardableResult
  mutating func line(_ text: String, _ x: Double, _ y: Double) -> Double {
    var left = x
    for text in text.split(separator: " ") {
      word(String(text), left, y)
      left += 1.5 * Double(text.count) + 1.2
    }
    return left
  }

  /// The page as a program would have drawn it from a document.
  func page(withWords hasWords: Bool = true) -> FormDraft.Page {
    FormDraft.Page(image: .gray(image), dpi: 300, isRendered: true, words: hasWords ? words : [])
  }

  func draft(withWords hasWords: Bool = true) throws -> FormDraft {
    try FormDraft([page(withWords: hasWords)], naming: FormDraft.Naming(id: "thu", code: "THU"))
  }
}

extension FormDraft {
  var questions: [Question] { form.pages.flatMap(\.questions) }
  /// The values of each question.
  var values: [[String]] { questions.map { $0.options.map(\.value) } }
}
