import Ballots
import Counting
import Foundation
import Raster
import Reporting

@testable import Codecs
@testable import Pipeline
@testable import SurveyFolder

/// What takes bytes from elsewhere. Each is given any bytes and must end, without a crash, with a value or with an error
/// of its own kind; the fuzzer and the replay of its corpus run the same.
enum FuzzTarget: String, CaseIterable, Sendable {
  /// `survey.yaml`.
  case survey
  /// A list of units as CSV.
  case units
  /// A list of units as JSON.
  case unitsJSON
  /// A list of units as an office has it, as text or as a workbook.
  case officeList
  /// A sheet of a workbook.
  case sheet
  /// Minutes as YAML.
  case minutes
  /// Minutes as JSON.
  case minutesJSON
  /// `form.yaml`.
  case form
  /// A form's geometry as JSON.
  case geometry
  /// Number words of minutes, and names that are compared.
  case words
  /// A pattern of a barcode's text, and a text, with a line break between them.
  case payload
  /// A message of a reader process to the program: a header of eight bytes, then JSON.
  case frame
  /// The first bytes of a file.
  case sniff
  /// A PNG file.
  case png
  /// A JPEG file: its markers and EXIF in full, its pixels by the library.
  case jpeg
  /// A TIFF file: its directories, then each page by the library.
  case tiff
  /// A portable bitmap.
  case pnm
  /// What poppler's programs print of a PDF: `pdfinfo`, `pdfimages -list`, `pdftops`.
  case pdf

  /// Takes the bytes.
  func take(_ bytes: [UInt8]) {
    switch self {
    case .survey: Self.parse(bytes, "survey.yaml") { url throws(FolderError) in _ = try SurveyFile.read(url) }
    case .units: Self.parse(bytes, "units.csv") { url throws(FolderError) in _ = try UnitList.read(url) }
    case .unitsJSON: Self.parse(bytes, "units.json") { url throws(FolderError) in _ = try UnitList.read(url) }
    case .officeList: Self.parse(bytes, "list") { url throws(FolderError) in try Self.officeList(url) }
    case .sheet: Self.sheet(bytes)
    case .minutes: Self.parse(bytes, "minutes.yaml") { url throws(FolderError) in try Self.minutes(url) }
    case .minutesJSON: Self.parse(bytes, "minutes.json") { url throws(FolderError) in try Self.minutes(url) }
    case .form: Self.parse(bytes, "form.yaml") { url throws(FolderError) in try Self.form(url) }
    case .geometry: Self.parse(bytes, "geometry.json") { url throws(FolderError) in try Self.form(url) }
    case .words: Self.words(String(decoding: bytes, as: UTF8.self))
    case .payload: Self.payload(bytes)
    case .frame: Self.frame(bytes)
    case .sniff: _ = ScanFile.sniff(bytes)
    case .png, .jpeg, .tiff: Self.decode(bytes)
    case .pnm: Self.check { () throws(ScanError) in try PNM.decode(bytes, limits: Self.limits) }
    case .pdf: Self.pdf(bytes)
    }
  }

  // MARK: Text formats

  private static func parse(_ bytes: [UInt8], _ name: String, _ read: (URL) throws(FolderError) -> Void) {
    let file = FuzzFile.written(bytes, name)
    do throws(FolderError) {
      try read(URL(fileURLWithPath: file))
    } catch {
      // Whatever is wrong can be said, in both languages.
      for isVietnamese in [true, false] { precondition(!error.sentence(vietnamese: isVietnamese).isEmpty) }
    }
  }

  private static func officeList(_ url: URL) throws(FolderError) {
    let units = try OfficeList.read(url).units
    // What is made of it is a list of ours, with the same units.
    let written = FuzzFile.written(Array(UnitList.text(of: units).utf8), "units.csv")
    let again = try UnitList.read(URL(fileURLWithPath: written)).units
    precondition(again == units)
  }

  private static func sheet(_ bytes: [UInt8]) {
    var rows = SheetRows(texts: ["a", "b"], mostColumns: 100, mostCells: 1000)
    _ = XMLWalk.isWhole(bytes, begins: { rows.begin($0, $1) }, ends: { rows.end($0, $1) })
    precondition(rows.rows.reduce(0) { $0 + $1.cells.count } <= 1000)
  }

  private static func minutes(_ url: URL) throws(FolderError) {
    let text = try TextFile.read(url, name: url.lastPathComponent)
    let survey = Survey(title: "", forms: [], units: [])
    _ = MinutesFile.opening(text: text, name: "minutes/U01-H1.yaml", survey: survey)
    _ = try MinutesFile.read(url)
  }

  private static func form(_ url: URL) throws(FolderError) {
    let file = try FormImport.readUnchecked(url)
    // A form that has no faults can be written, and means the same when it is read again.
    guard FormCheck.problems(of: file, name: "form").isEmpty else { return }
    let text = FormTemplate.text(of: file)
    let again = FuzzFile.written(Array(text.utf8), "again/form.yaml")
    // Lengths are written with four decimals, so that only what is written can be the same.
    let written = (try? FormTemplate.decode(URL(fileURLWithPath: again), name: "form.yaml")).map(FormTemplate.text)
    precondition(written == text)
  }

  private static func words(_ text: String) {
    if let value = VietnameseNumber.value(of: text) {
      precondition(VietnameseNumber.value(of: VietnameseNumber.words(value)) == value)
    }
    precondition(VietnameseText.isSameName(text, text))
    precondition(!NaturalOrder.precedes(text, text))
    _ = VietnameseName.key(text)
    _ = OpeningID(folderName: text, units: [])
  }

  private static func payload(_ bytes: [UInt8]) {
    let parts = bytes.split(separator: 10, maxSplits: 1, omittingEmptySubsequences: false)
    let pattern = PayloadPattern(String(decoding: parts[0], as: UTF8.self))
    guard parts.count == 2, let fields = pattern.match(String(decoding: parts[1], as: UTF8.self)) else { return }
    precondition(fields.values.allSatisfy { !$0.isEmpty })
    _ = pattern.filled(with: fields)
  }

  // MARK: Reader processes

  /// A process that decodes files may be taken over by one, and say anything.
  private static func frame(_ bytes: [UInt8]) {
    guard let length = ReaderFrame.length(Data(bytes.prefix(ReaderFrame.headerLength))) else { return }
    let body = Data(bytes.dropFirst(ReaderFrame.headerLength).prefix(length))
    guard case .page(_, let readings) = try? ReaderFrame.decode(ReaderReply.self, body), let reading = readings.first
    else { return }
    var questions = SharedQuestions()
    let inputs = (1...2).flatMap { page in
      readings.enumerated().map { slot, reading in
        AssembledInput(
          location: PageLocation(file: "a.png", page: page, slot: slot + 1), sha256: "",
          content: .read(PageEvidence(reading, sharing: &questions)), opening: nil)
      }
    }
    let pages = Assembly(forms: []).assemble(inputs)
    for line in Tables.sheets(pages) { precondition(!line.isEmpty) }
    for line in Tables.measurements(pages.map { ($0.location, reading) }) { precondition(!line.isEmpty) }
  }

  // MARK: Pictures

  /// Small pictures only: larger ones cost time and show nothing new.
  private static let limits = DecodingLimits(maxPixels: 1 << 16, maxPages: 16)

  private static func decode(_ bytes: [UInt8]) {
    guard let file = try? ScanFile(path: FuzzFile.written(bytes, "scan"), limits: limits), file.format != .pdf else {
      return
    }
    for index in 0..<file.pageCount { check { () throws(ScanError) in try file.page(index).image } }
  }

  /// A picture is within the limits and whole.
  private static func check(_ decode: () throws(ScanError) -> PageImage) {
    guard let image = try? decode() else { return }
    precondition(image.width > 0 && image.height > 0 && image.width * image.height <= limits.maxPixels)
    _ = image.luma(image.width - 1, image.height - 1)
  }

  private static func pdf(_ bytes: [UInt8]) {
    let outline = try? PDFOutline(pdfinfo: bytes, limits: limits)
    let images = PDFImage.byPage(listing: String(decoding: bytes, as: UTF8.self))
    let drawing = PDFDrawing(postScript: bytes)
    for page in outline?.pages ?? [] {
      _ = Orientation(clockwiseDegrees: page.rotation)
      for image in images.values.joined() where image.covers(page) { precondition(image.dpi > 0) }
      for picture in drawing.pages { _ = picture?.covers(page) }
    }
  }
}

/// Files for what reads files: in memory where the system has such a place, each name written over again and again.
private enum FuzzFile {
  private static let folder: String = {
    let place = FileManager.default.isWritableFile(atPath: "/dev/shm") ? "/dev/shm" : NSTemporaryDirectory()
    let folder = place + "/kiemphieu-fuzz-\(getpid())"
    try? FileManager.default.createDirectory(atPath: folder + "/again", withIntermediateDirectories: true)
    atexit { try? FileManager.default.removeItem(atPath: FuzzFile.folder) }
    return folder
  }()

  /// The path of a file with these bytes.
  static func written(_ bytes: [UInt8], _ name: String) -> String {
    let path = folder + "/" + name
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    precondition(file >= 0 && write(file, bytes, bytes.count) == bytes.count, "no room for the fuzzer's files")
    close(file)
    return path
  }
}
