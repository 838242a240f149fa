internal import Ballots
internal import Raster

/// What is known of a box before its own line is read: from the scale, then the question, then the option itself.
struct BoxDefaults {
  var value: String?
  var label: String?
  var shape: Option.Shape?
  var x: Double?
  var y: Double?
  var size: (width: Double, height: Double)?
  var labelAt: PaperPoint?
  var labelSize: (width: Double, height: Double)?

  /// Fields that a scale, a question and an option may have.
  static let sharedKeys = ["shape", "size", "label_at", "label_size"]
  /// Fields of an option.
  static let optionKeys = ["value", "label", "x", "y", "rect", "label_rect"] + sharedKeys

  /// Nothing known.
  init() {}

  /// What `field` says, over what is known.
  init(_ field: Field, over known: BoxDefaults) throws(FolderError) {
    self = known
    value = try field["value"].optionalText() ?? known.value
    label = try field["label"].optionalText() ?? known.label
    shape = try field["shape"].ifPresent?.word() ?? known.shape
    x = try field["x"].ifPresent?.length() ?? known.x
    y = try field["y"].ifPresent?.length() ?? known.y
    size = try field["size"].ifPresent?.size() ?? known.size
    labelAt = try field["label_at"].ifPresent?.point() ?? known.labelAt
    labelSize = try field["label_size"].ifPresent?.size() ?? known.labelSize
  }

  /// The box, when enough is known; `field` is the option's own line, or the question's when it has none.
  func option(_ field: Field) throws(FolderError) -> Option {
    guard let value else { throw field["value"].error(.missing(.text)) }
    return Option(
      value: value, shape: shape ?? .square, rect: try box(field), label: label ?? value,
      labelRect: try labelRect(field, box: try box(field)))
  }

  private func box(_ field: Field) throws(FolderError) -> PaperRect {
    if let rect = field["rect"].ifPresent { return try rect.rectangle() }
    guard let x else { throw field["x"].error(.missing(.length)) }
    guard let y else { throw field["y"].error(.missing(.length)) }
    guard let size else { throw field["size"].error(.missing(.size)) }
    return PaperRect(x: x, y: y, width: size.width, height: size.height)
  }

  private func labelRect(_ field: Field, box: PaperRect) throws(FolderError) -> PaperRect? {
    if let rect = field["label_rect"].ifPresent {
      if !rect.isList, try rect.text() == "none" { return nil }
      return try rect.rectangle()
    }
    guard let labelAt, let labelSize else { return nil }
    return PaperRect(x: box.x + labelAt.x, y: box.y + labelAt.y, width: labelSize.width, height: labelSize.height)
  }
}
