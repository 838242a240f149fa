internal import Ballots
internal import Canvass
internal import Counting
internal import Foundation
internal import Pages
internal import Pipeline
internal import SurveyFolder
internal import Wording

/// A page with everything that was read from it, kept only where somebody wants to see it.
struct ReadPage {
  let location: PageLocation
  /// SHA-256 of the file, lower-case hex.
  let sha256: String
  /// Nil when the file could not be decoded.
  let reading: PageReading?
}

extension ScannedFile {
  /// The file's pages; a file that could not be opened is one page without a reading.
  var readPages: [ReadPage] {
    switch outcome {
    case .pages(let pages):
      pages.map {
        ReadPage(
          location: PageLocation(file: scan.name, page: $0.page, slot: $0.slot), sha256: sha256, reading: $0.reading)
      }
    case .refused: [ReadPage(location: PageLocation(file: scan.name, page: 1), sha256: sha256, reading: nil)]
    case .known: []
    }
  }
}

/// Draws what was seen on the pages of a run that has ended: one picture a page, and one of many boxes.
struct PagePictures {
  /// Where the pictures of the pages go.
  let overlays: ResultFiles?
  /// Where the picture of the boxes goes.
  let contactSheet: URL?
  /// Why handwriting is to be seen; nil covers it.
  let unmasked: String?
  let language: Language

  init(overlay: String?, contactSheet: String?, unmasked: String?, _ language: Language) {
    overlays = overlay.map { ResultFiles(folder: URL(fileURLWithPath: $0), language: language) }
    self.contactSheet = contactSheet.map { URL(fileURLWithPath: $0) }
    self.unmasked = unmasked
    self.language = language
  }

  /// Makes the folders: what cannot be written to shall be known before pages are read.
  func prepare() throws(Problem) {
    try overlays?.prepare()
    try sheetFolder?.prepare()
  }

  private var sheetFolder: ResultFiles? {
    contactSheet.map { ResultFiles(folder: $0.deletingLastPathComponent(), language: language) }
  }

  /// Draws one picture for each page.
  func drawOverlays(
    _ pages: [ReadPage], _ assembled: [AssembledPage], of scans: [Scan], forms: [Form], by look: SecondLook
  ) async throws {
    guard let overlays else { return }
    let names = OverlayNames(files: scans.map(\.name))
    let results = Dictionary(assembled.map { ($0.location, $0) }, uniquingKeysWith: { first, _ in first })
    let known = Self.byID(forms)
    let wording = Wording(language)
    let (looks, drawn) = Self.looks(at: pages, of: scans)
    _ = try await look.look(at: looks) { index, scan in
      let input = drawn[index]
      guard let page = results[input.location] else { return }
      let name = names.name(of: input.location)
      let overlay = PageOverlay(
        page, reading: input.reading, form: page.form.flatMap { known[$0] }, wording: wording, unmasked: unmasked)
      let path = overlays.folder.appendingPathComponent(name).path
      try overlays.write(
        picture(path, { () throws(DrawingError) in try overlay.png(over: scan) }), to: name)
    }
  }

  /// Draws the boxes of the run on one picture; of pages without a box to be shown nothing is decoded.
  func drawContactSheet(_ pages: [ReadPage], of scans: [Scan], forms: [Form], by look: SecondLook) async throws {
    guard let contactSheet, let sheetFolder else { return }
    let (looks, drawn) = Self.looks(at: pages, of: scans)
    let sheet = ContactSheet(drawn.map(\.reading))
    let boxes = Dictionary(grouping: sheet.boxes.enumerated(), by: \.element.page)
    let shown = boxes.keys.sorted()
    let known = Self.byID(forms)
    let cut = try await look.look(at: shown.map { looks[$0] }) { index, scan in
      let reading = drawn[shown[index]].reading
      let mask = PageMask(reading, form: reading?.form.flatMap { known[$0] })
      let scan = unmasked == nil ? scan.flatMap { mask.masked($0) } : scan
      return (boxes[shown[index]] ?? []).map { (place: $0.offset, crop: ContactSheet.crop($0.element, of: scan)) }
    }
    let crops = cut.flatMap(\.self).sorted { $0.place < $1.place }.map(\.crop)
    let wording = Wording(language)
    try sheetFolder.write(
      picture(contactSheet.path, { () throws(DrawingError) in try sheet.png(crops, wording, unmasked: unmasked) }),
      to: contactSheet.lastPathComponent)
  }

  private static func byID(_ forms: [Form]) -> [String: Form] {
    Dictionary(forms.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The pages with the files in which they lie.
  private static func looks(
    at pages: [ReadPage], of scans: [Scan]
  ) -> (looks: [SecondLook.Page], pages: [ReadPage]) {
    // By bytes: a name in NFC is not the one in NFD.
    let files = Dictionary(scans.map { (Array($0.name.utf8), $0) }, uniquingKeysWith: { first, _ in first })
    let found = pages.compactMap { page in
      files[Array(page.location.file.utf8)].map { scan in
        (SecondLook.Page(scan: scan, sha256: page.sha256, page: page.location.page), page)
      }
    }
    return (found.map(\.0), found.map(\.1))
  }

  /// A picture's bytes; one that cannot be drawn is a problem named after its file.
  private func picture(_ path: String, _ draw: () throws(DrawingError) -> [UInt8]) throws(Problem) -> Data {
    do throws(DrawingError) {
      return Data(try draw())
    } catch {
      throw Problem(
        Phrase(
          "\(path): không vẽ được hình (\(error.why)). Giải phóng bộ nhớ rồi chạy lại.",
          "\(path): could not be drawn (\(error.why)). Free some memory, then run again."
        ).text(in: language))
    }
  }
}
