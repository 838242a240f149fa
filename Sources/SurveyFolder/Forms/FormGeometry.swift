internal import Ballots
public import Foundation
internal import Raster

/// Reads `form-geometry/1`, the neutral JSON description of a printed form. Fields that the format does not know are
/// passed over with a note; fields that it knows but that reading does not need (`text_lines`, `ecc`) silently.
public enum FormGeometry {
  /// The name of the format.
  public static let schema = "form-geometry/1"

  /// The form of a file, checked (`FormCheck`).
  /// - Throws: the first problem, with file, field, what was expected and found.
  public static func read(_ url: URL) throws(FolderError) -> FormFile {
    let file = try decode(url)
    if let first = FormCheck.problems(of: file, name: url.lastPathComponent).first { throw first }
    return file
  }

  /// The form of a file, its fields well formed but its geometry not checked.
  static func decode(_ url: URL) throws(FolderError) -> FormFile {
    let name = url.lastPathComponent
    let root = try Field(file: name, root: try Document.read(url, name: name)).fields()
    return try GeometryReader(folder: url.deletingLastPathComponent()).file(root)
  }
}

/// One reading of a geometry file; collects the notes.
private final class GeometryReader {
  private let folder: URL
  private var notes: [FolderError] = []

  init(folder: URL) { self.folder = folder }

  func file(_ root: Field) throws(FolderError) -> FormFile {
    note(root, "schema form_id id family title units page_size pages blank batch_header")
    guard try root["schema"].text() == FormGeometry.schema else {
      throw root["schema"].wrong(.oneOf([FormGeometry.schema]))
    }
    let code = try root["form_id"].text()
    let id = try root["id"].optionalText() ?? code
    var size = PaperSize.a4
    if let field = root["page_size"].ifPresent {
      let (width, height) = try field.size()
      size = PaperSize(width: width, height: height)
    }
    var pages: [FormPage] = []
    for (index, field) in try root["pages"].items(.filledList).enumerated() {
      pages.append(try page(try field.fields(), number: index + 1))
    }
    let form = Form(
      id: id, code: code, title: try root["title"].optionalText() ?? id,
      pageSize: size, pages: pages, batchHeader: try header(root["batch_header"]))
    var result = FormFile(form: form)
    if let blank = root["blank"].ifPresent {
      note(try blank.fields(), "pdf pages dpi")
      result.blankPDF = try blank["pdf"].ifPresent?.fileBeside(folder)
      for field in try blank["pages"].items() { result.blankPages.append(try field.fileBeside(folder)) }
      result.blankDPI = try blank["dpi"].ifPresent?.number(from: 50, to: 2400)
    }
    result.notes = notes
    return result
  }

  private func note(_ field: Field, _ known: String) {
    notes += field.unknown(besides: known.split(separator: " ").map(String.init), ignored: true)
  }

  private func header(_ field: Field) throws(FolderError) -> PayloadPattern? {
    guard field.isPresent else { return nil }
    note(try field.fields(), "symbology payload")
    if let symbology = field["symbology"].ifPresent { _ = try symbology.word(BarcodeRegion.Symbology.self) }
    return PayloadPattern(try field["payload"].text())
  }

  private func page(_ field: Field, number: Int) throws(FolderError) -> FormPage {
    note(field, "page fiducials barcodes questions stickers dynamic_text free_text zones text_lines")
    if let given = field["page"].ifPresent, try given.integer(from: 1) != number {
      throw given.wrong(.oneOf(["\(number)"]))
    }
    return FormPage(
      number: number, fiducials: try field["fiducials"].each(.list, fiducial),
      barcodes: try field["barcodes"].each(.list, barcode),
      stickers: try field["stickers"].each { item throws(FolderError) in try self.sticker(item) },
      questions: try field["questions"].each(.list, question),
      dynamicText: try field["dynamic_text"].each(.list, dynamicText),
      freeText: try field["free_text"].each(.list, area), zones: try field["zones"].each(.list, area))
  }

  private func fiducial(_ field: Field) throws(FolderError) -> Fiducial {
    note(try field.fields(), "id kind center size")
    return Fiducial(
      id: try field["id"].text(), kind: try field["kind"].word(), center: try field["center"].point(),
      size: try field["size"].positiveLength())
  }

  private func barcode(_ field: Field) throws(FolderError) -> BarcodeRegion {
    note(try field.fields(), "id symbology rect ecc quiet_mm payload")
    let symbology = try field["symbology"].word(BarcodeRegion.Symbology.self)
    return BarcodeRegion(
      id: try field["id"].optionalText() ?? symbology.rawValue.lowercased(), symbology: symbology,
      rect: try field["rect"].rectangle(), payload: PayloadPattern(try field["payload"].text()))
  }

  private func sticker(_ field: Field) throws(FolderError) -> Sticker {
    note(try field.fields(), "id symbology area rect payload note")
    return Sticker(
      symbology: try field["symbology"].ifPresent?.word() ?? .qr,
      area: try (field["area"].ifPresent ?? field["rect"]).rectangle(),
      payload: try field["payload"].optionalText().map { PayloadPattern($0) })
  }

  private func area(_ field: Field) throws(FolderError) -> PaperRect {
    note(try field.fields(), "id rect kind note")
    return try field["rect"].rectangle()
  }

  private func question(_ field: Field) throws(FolderError) -> Question {
    note(try field.fields(), "id number text kind max options")
    let id = try field["id"].text()
    return Question(
      id: id, text: try field["text"].optionalText() ?? "", kind: try field["kind"].ifPresent?.word() ?? .choice,
      options: try field["options"].each(.filledList, option), maximum: try field["max"].ifPresent?.integer(from: 1))
  }

  private func option(_ field: Field) throws(FolderError) -> Option {
    note(try field.fields(), "value shape rect label label_rect")
    let value = try field["value"].text()
    return Option(
      value: value, shape: try field["shape"].ifPresent?.word() ?? .square, rect: try field["rect"].rectangle(),
      label: try field["label"].optionalText() ?? value, labelRect: try field["label_rect"].ifPresent?.rectangle())
  }

  /// Text that is printed per sheet is given by the middle of its baseline and its size in points. How long it gets is
  /// not known: room is kept for 40 letters, or up to the page's edge.
  private func dynamicText(_ field: Field) throws(FolderError) -> PaperRect {
    note(try field.fields(), "field rect center_baseline baseline font size_pt upper")
    if let rect = field["rect"].ifPresent { return try rect.rectangle() }
    let size = try field["size_pt"].ifPresent?.positiveLength() ?? 12
    let em = size * 25.4 / 72
    let centered = field["center_baseline"].ifPresent
    let place = try (centered ?? field["baseline"]).point()
    let width = min(40 * 0.6 * em, centered == nil ? .infinity : 2 * max(em, place.x - 5))
    let left = centered == nil ? place.x : place.x - width / 2
    return PaperRect(x: left, y: place.y - 1.1 * em, width: width, height: 1.4 * em)
  }
}
