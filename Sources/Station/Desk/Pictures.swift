internal import Ballots
internal import Canvass
internal import Counting
internal import Foundation
internal import Journal
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

  /// A picture.
  struct Picture: Sendable {
    var png: [UInt8]
    /// Whether it shows a question, rather than a page or why there is none.
    var isOfQuestion = false
  }

  /// A picture as PNG; a blind one of a page does not tell what the program read. A page whose file is gone, damaged or
  /// another one now is a picture that says so. `unmasked` is written on a picture on which handwriting is to be seen.
  /// Nil where there is none: the sheet is not of this count, or of the question nothing was found or may be seen.
  func png(
    of sheet: SheetID, question: String?, isBlind: Bool, unmasked: String? = nil, in counted: CountedSurvey,
    _ wording: Wording
  ) async throws -> Picture? {
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
    let pictures = try await look.look(at: pages) { [page, reading] _, image -> Picture? in
      if let image, let question,
        let png = try reading.flatMap({ QuestionPicture(question, of: $0, form: form) })?.png(over: image)
      {
        return Picture(png: png, isOfQuestion: true)
      }
      let overlay = PageOverlay(page, reading: reading, form: form, wording: wording, unmasked: unmasked)
      return Picture(png: try overlay.png(over: image))
    }
    return pictures.first ?? nil
  }

  /// The written lines of a count, cut from their scans.
  func lines(of counted: CountedSurvey, _ language: Language) async throws -> CutLines {
    let journal: Journal
    do throws(JournalError) {
      journal = try Journal(at: counted.context.layout.store, access: .readOnly)
    } catch {
      throw Problem(error, counted.context.layout, language)
    }
    return try await CutLines(
      of: counted.count, forms: counted.forms, journal: journal,
      readers: try await readers.pool(counted.forms, language),
      jobs: Self.jobs, language)
  }

  // MARK: All boxes of an opening

  /// What was read on the sheets of an opening.
  private func readings(
    of opening: OpeningID, in counted: CountedSurvey
  ) throws -> (pages: [AssembledPage], readings: [PageReading?]) {
    let pages = counted.count.pages.filter { $0.countedOpening == opening && $0.status == .ok }
    let known = Dictionary(
      try counted.readings(of: pages.map(\.sha256)).map { ($0.file.sha256, $0) },
      uniquingKeysWith: { first, _ in first })
    let readings = pages.map { page in
      known[page.sha256]?.pages.first { $0.page == page.location.page && $0.slot == page.location.slot }?.reading
    }
    return (pages, readings)
  }

  /// The sheet of the box at a place of an opening's contact sheet, px; nil where there is none.
  func sheet(
    at x: Int, _ y: Int, ofContactSheetOf opening: OpeningID, in counted: CountedSurvey
  ) throws -> SheetID? {
    let (pages, readings) = try readings(of: opening, in: counted)
    return ContactSheet(readings).box(atX: x, y: y).map { SheetID(pages[$0.page]) }
  }

  /// The boxes of an opening's sheets on one picture, sorted by ink. Handwriting is covered.
  func contactSheet(of opening: OpeningID, in counted: CountedSurvey, _ wording: Wording) async throws -> [UInt8] {
    let (pages, readings) = try readings(of: opening, in: counted)
    let sheet = ContactSheet(readings)
    let boxes = Dictionary(grouping: sheet.boxes.enumerated(), by: \.element.page)
    let shown = boxes.keys.sorted()
    let folder = counted.context.layout.folder
    let looks = shown.map { index in
      let page = pages[index]
      let scan = Scan(path: folder.appendingPathComponent(page.location.file).path, name: page.location.file)
      return SecondLook.Page(scan: scan, sha256: page.sha256, page: page.location.page)
    }
    let forms = Dictionary(counted.forms.forms.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let look = SecondLook(readers: try await readers.pool(counted.forms, wording.language), jobs: Self.jobs)
    let cut = try await look.look(at: looks) { index, image in
      let reading = readings[shown[index]]
      let mask = PageMask(reading, form: reading?.form.flatMap { forms[$0] })
      let masked = image.flatMap { mask.masked($0) }
      return (boxes[shown[index]] ?? []).map { (place: $0.offset, crop: ContactSheet.crop($0.element, of: masked)) }
    }
    return try sheet.png(cut.flatMap(\.self).sorted { $0.place < $1.place }.map(\.crop), wording)
  }
}
