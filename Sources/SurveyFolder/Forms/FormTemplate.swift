internal import Ballots
public import Foundation
internal import Raster

/// The product's own form format: `form.yaml` in a folder beside the pictures of the blank. Lengths in mm from the
/// page's top left.
///
/// A scale that several questions share is written once, with the x of each box; a question then gives only its y. What
/// does not fit is said in place: a question may list its own `options`, and `except` replaces single boxes of a scale.
/// A box is given by `x`, `y` and `size`, each from the option, else the question, else the scale; or by `rect`. The
/// printed label lies `label_at` from the box's top left corner and has `label_size`; or it is given by `label_rect`.
public enum FormTemplate {
  /// The name of the format.
  public static let format = "kiemphieu.form/1"
  /// Name of the file in a template's folder.
  public static let fileName = "form.yaml"

  /// The form of a template's folder or of its `form.yaml`, checked (`FormCheck`).
  /// - Throws: the first problem, with file, line, field, what was expected and found.
  public static func read(_ url: URL) throws(FolderError) -> FormFile {
    let path = file(of: url)
    let name = path.deletingLastPathComponent().lastPathComponent + "/" + path.lastPathComponent
    let file = try decode(path, name: name)
    if let first = FormCheck.problems(of: file, name: name).first { throw first }
    return file
  }

  /// The `form.yaml` of a template's folder; a file as it is.
  static func file(of url: URL) -> URL {
    var isFolder: ObjCBool = false
    let found = FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
    return found && isFolder.boolValue ? url.appendingPathComponent(fileName) : url
  }

  /// The form of a `form.yaml`, its fields well formed but its geometry not checked.
  static func decode(_ url: URL, name: String) throws(FolderError) -> FormFile {
    let root = Field(file: name, root: try Document.read(url, name: name))
    return try TemplateReader(folder: url.deletingLastPathComponent()).file(root)
  }
}

/// One reading of a template.
private final class TemplateReader {
  private let folder: URL
  private var scales: [String: Scale] = [:]

  init(folder: URL) { self.folder = folder }

  /// A scale: what its questions share.
  private struct Scale {
    var kind: Question.Kind
    var options: [BoxDefaults]
  }

  func file(_ root: Field) throws(FolderError) -> FormFile {
    try root.only(["format", "id", "code", "title", "paper", "batch_header", "blank", "scales", "pages"])
    guard try root["format"].text() == FormTemplate.format else {
      throw root["format"].wrong(.oneOf([FormTemplate.format]))
    }
    let id = try root["id"].fileName()
    for key in root["scales"].keys { scales[key] = try scale(root["scales"][key]) }
    var pages: [FormPage] = []
    for (index, field) in try root["pages"].items(.filledList).enumerated() {
      pages.append(try page(field, number: index + 1))
    }
    let form = Form(
      id: id, code: try root["code"].optionalText() ?? id, title: try root["title"].optionalText() ?? id,
      pageSize: try paper(root["paper"]), pages: pages,
      batchHeader: try root["batch_header"].optionalText().map { PayloadPattern($0) })
    var result = FormFile(form: form)
    if let blank = root["blank"].ifPresent {
      try blank.only(["pdf", "pages", "dpi"])
      result.blankPDF = try blank["pdf"].ifPresent?.fileBeside(folder)
      for field in try blank["pages"].items() { result.blankPages.append(try field.fileBeside(folder)) }
      result.blankDPI = try blank["dpi"].ifPresent?.number(from: 50, to: 2400)
    }
    return result
  }

  private func paper(_ field: Field) throws(FolderError) -> PaperSize {
    guard field.isPresent else { return .a4 }
    if field.isList {
      let (width, height) = try field.size()
      return PaperSize(width: width, height: height)
    }
    switch try field.text() {
    case "A4": return .a4
    case "A5": return PaperSize(width: 148, height: 210)
    default: throw field.wrong(.oneOf(["A4", "A5", "[210, 297]"]))
    }
  }

  private func page(_ field: Field, number: Int) throws(FolderError) -> FormPage {
    try field.only([
      "page", "fiducials", "barcodes", "stickers", "questions", "dynamic_text", "free_text", "zones",
    ])
    if let given = field["page"].ifPresent, try given.integer(from: 1) != number {
      throw given.wrong(.oneOf(["\(number)"]))
    }
    return FormPage(
      number: number, fiducials: try field["fiducials"].each(.list, fiducial),
      barcodes: try field["barcodes"].each(.list, barcode),
      stickers: try field["stickers"].each { item throws(FolderError) in try self.sticker(item) },
      questions: try field["questions"].each(.list, question),
      dynamicText: try field["dynamic_text"].each(.list, area), freeText: try field["free_text"].each(.list, area),
      zones: try field["zones"].each(.list, area))
  }

  private func area(_ field: Field) throws(FolderError) -> PaperRect { try field.rectangle() }

  private func fiducial(_ field: Field) throws(FolderError) -> Fiducial {
    try field.only(["id", "kind", "center", "size"])
    return Fiducial(
      id: try field["id"].text(), kind: try field["kind"].word(), center: try field["center"].point(),
      size: try field["size"].positiveLength())
  }

  private func barcode(_ field: Field) throws(FolderError) -> BarcodeRegion {
    try field.only(["id", "symbology", "rect", "payload"])
    return BarcodeRegion(
      id: try field["id"].text(), symbology: try field["symbology"].word(), rect: try field["rect"].rectangle(),
      payload: PayloadPattern(try field["payload"].text()))
  }

  private func sticker(_ field: Field) throws(FolderError) -> Sticker {
    try field.only(["symbology", "area", "payload"])
    return Sticker(
      symbology: try field["symbology"].ifPresent?.word() ?? .qr, area: try field["area"].rectangle(),
      payload: try field["payload"].optionalText().map { PayloadPattern($0) })
  }

  private func scale(_ field: Field) throws(FolderError) -> Scale {
    try field.only(["kind", "options"] + BoxDefaults.sharedKeys)
    let shared = try BoxDefaults(field, over: BoxDefaults())
    let options = try field["options"].each(.filledList) { option throws(FolderError) in
      try option.only(["value", "label", "x"] + BoxDefaults.sharedKeys)
      var box = try BoxDefaults(option, over: shared)
      box.value = try option["value"].text()
      return box
    }
    return Scale(kind: try field["kind"].ifPresent?.word() ?? .choice, options: options)
  }

  private func question(_ field: Field) throws(FolderError) -> Question {
    try field.only(
      ["id", "text", "kind", "max", "criterion", "person", "scale", "x", "y", "options", "except"]
        + BoxDefaults.sharedKeys)
    let id = try field["id"].text()
    let text = try field["text"].optionalText() ?? ""
    let maximum = try field["max"].ifPresent?.integer(from: 1)
    let person = try field["person"].optionalText()
    // What is asked about a person is that person's own criterion.
    let criterion = try field["criterion"].optionalText() ?? person
    guard let name = try field["scale"].optionalText() else {
      if field["except"].isPresent { throw field["scale"].error(.missing(.oneOf(scales.keys.sorted()))) }
      let shared = try BoxDefaults(field, over: BoxDefaults())
      let options = try field["options"].each(.filledList) { item throws(FolderError) in
        try item.only(BoxDefaults.optionKeys)
        return try BoxDefaults(item, over: shared).option(item)
      }
      return Question(
        id: id, text: text, kind: try field["kind"].ifPresent?.word() ?? .choice, options: options, maximum: maximum,
        criterion: criterion, person: person)
    }
    guard let scale = scales[name] else { throw field["scale"].wrong(.oneOf(scales.keys.sorted())) }
    for key in ["options", "kind", "x"] where field[key].isPresent {
      throw field[key].error(.conflict(with: "scale"))
    }
    var exceptions: [String: Field] = [:]
    for item in try field["except"].items() {
      try item.only(BoxDefaults.optionKeys)
      let value = try item["value"].text()
      guard scale.options.contains(where: { $0.value == value }) else {
        throw item["value"].wrong(.oneOf(scale.options.compactMap(\.value)))
      }
      if exceptions[value] != nil {
        throw item["value"].error(.duplicate(value: value, first: field["except"].path))
      }
      exceptions[value] = item
    }
    var options: [Option] = []
    for box in scale.options {
      let own = try BoxDefaults(field, over: box)
      let exception = exceptions[box.value ?? ""]
      options.append(
        try (exception.map { e throws(FolderError) in try BoxDefaults(e, over: own) } ?? own)
          .option(exception ?? field))
    }
    return Question(
      id: id, text: text, kind: scale.kind, options: options, maximum: maximum, criterion: criterion,
      person: person)
  }
}
