public import Ballots
public import Foundation

/// The short text file of which a form is made: `outline.yaml`. Only `id`, `code`, `title` and `questions` are required.
///
/// | field | meaning | default |
/// |---|---|---|
/// | `format` | `kiemphieu.outline/1` | required |
/// | `id`, `code` | name of the form; what its codes call it, one to four of A to Z and 0 to 9 | required |
/// | `title` | printed title | required |
/// | `written` | questions answered in words on a line | none |
/// | `introduction` | what to do | the usual sentence |
/// | `scale` | list of `value` and `meaning`, from left to right, two to seven | 5 = Rất hài lòng … 1 |
/// | `questions` | list of texts, each answered on the scale | required |
/// | `comment` | what stands before the line for words at the end | no line |
/// | `token` | whether each ballot bears a random token; `false` for ballots that are photocopied | `true` |
public enum FormOutlineFile {
  /// The name of the format.
  public static let format = "kiemphieu.outline/1"
  /// Name of the file beside `form.yaml` in a form's folder.
  public static let fileName = "outline.yaml"
  /// Characters of a form's code.
  private static let codeLengths = 1...4
  private static let scaleLengths = 2...7

  /// The outline of a file.
  /// - Throws: the first problem, with file, line, field, what was expected and found.
  public static func read(_ url: URL) throws(FolderError) -> FormOutline {
    let name = url.lastPathComponent
    let root = Field(file: name, root: try Document.read(url, name: name))
    try root.only([
      "format", "id", "code", "title", "written", "introduction", "scale", "questions", "comment", "token",
    ])
    guard try root["format"].text() == format else { throw root["format"].wrong(.oneOf([format])) }
    let code = try root["code"].text()
    guard codeLengths.contains(code.utf8.count), code.utf8.allSatisfy(isCodeCharacter) else {
      throw root["code"].wrong(.formCode)
    }
    let scale = try root["scale"].each { level throws(FolderError) in
      try level.only(["value", "meaning"])
      return FormOutline.Level(value: try level["value"].text(), meaning: try level["meaning"].text())
    }
    guard scale.isEmpty || scaleLengths.contains(scale.count) else {
      throw root["scale"].wrong(.items(from: scaleLengths.lowerBound, to: scaleLengths.upperBound))
    }
    return FormOutline(
      id: try root["id"].fileName(), code: code, title: try root["title"].text(),
      written: try root["written"].each(.list) { item throws(FolderError) in try item.text() },
      introduction: try root["introduction"].optionalText(), scale: scale.isEmpty ? nil : scale,
      questions: try root["questions"].each(.filledList) { item throws(FolderError) in try item.text() },
      comment: try root["comment"].optionalText(), hasToken: try root["token"].ifPresent?.boolean() ?? true)
  }

  private static func isCodeCharacter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
