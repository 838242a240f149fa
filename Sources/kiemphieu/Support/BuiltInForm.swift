internal import Ballots
internal import Codecs
internal import Foundation
internal import Pages
internal import Raster
internal import SurveyFolder

/// A form that the program itself lays out. Reader processes want the picture of its blank as a file, which is there for
/// as long as this is.
final class BuiltInForm {
  let file: FormFile
  private let blank: URL

  init(_ form: Form, blank picture: GrayImage) throws(ScanError) {
    blank = FileManager.default.temporaryDirectory.appendingPathComponent("kiemphieu-\(UUID().uuidString).png")
    try PNGWriter.write(.gray(picture), to: blank.path, dpi: BallotLayout.blankDPI)
    file = FormFile(form: form, blankPages: [blank], blankDPI: BallotLayout.blankDPI)
  }

  deinit { try? FileManager.default.removeItem(at: blank) }
}
