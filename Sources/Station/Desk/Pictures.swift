internal import Ballots
internal import Canvass
internal import Counting
internal import Foundation
internal import Pages
internal import Pipeline
internal import SurveyFolder
internal import Wording

/// Pictures of sheets, drawn when somebody looks: the whole page, or one question enlarged. What people wrote by hand is
/// covered. Scans are decoded in reader processes, like for counting.
struct Pictures: Sendable {
  /// Pages that are decoded at once.
  private static let jobs = 2

  private let readers: Readers

  /// Pictures that these readers decode.
  init(_ readers: Readers) { self.readers = readers }

  /// A picture as PNG; a blind one of a page does not tell what the program read. Nil where there is none: the sheet is not of this count, its file is gone or is another one now, or
  /// nothing of it may be seen.
  func png(
    of sheet: SheetID, question: String?, isBlind: Bool, in counted: CountedSurvey, _ wording: Wording
  ) async throws -> [UInt8]? {
    guard var page = counted.index.page(sheet) else { return nil }
    var reading = try counted.reading(of: sheet)
    if isBlind, question == nil {
      page.answers = []
      reading?.questions = []
    }
    let form = page.form.flatMap { id in counted.forms.forms.first { $0.id == id } }
    let file = counted.context.layout.folder.appendingPathComponent(page.location.file)
    let look = SecondLook(readers: try await readers.pool(counted.forms, wording.language), jobs: Self.jobs)
    let scan = Scan(path: file.path, name: page.location.file)
    let pages = [SecondLook.Page(scan: scan, sha256: sheet.sha256, page: sheet.page)]
    let pictures = try await look.look(at: pages) { [page, reading] _, image -> [UInt8]? in
      guard let image else { return nil }
      guard let question else {
        return try PageOverlay(page, reading: reading, form: form, wording: wording).png(over: image)
      }
      return try reading.flatMap { QuestionPicture(question, of: $0, form: form) }?.png(over: image)
    }
    return pictures.first ?? nil
  }
}
