public import Ballots
public import Foundation

/// The short text file of which a form is made: `outline.yaml`. Only `id`, `code`, `title` and `questions` are required;
/// what a question can say is in `FormOutlineFile+Questions.swift`, both with examples in docs/formats.md.
///
/// | field | meaning | default |
/// |---|---|---|
/// | `format` | `kiemphieu.outline/1` | required |
/// | `id`, `code` | name of the form; what its codes call it, one to four of A to Z and 0 to 9 | required |
/// | `title` | printed title | required |
/// | `paper` | `A4`, or `A5` for two ballots on a sheet of A4 | `A4` |
/// | `written` | questions answered in words on a line | none |
/// | `introduction` | what to do | the usual sentence |
/// | `scale` | list of `value` and `meaning`, from left to right, two to seven | 5 = Rất hài lòng … 1 |
/// | `numbering` | how questions are numbered on paper, `{n}` for the number | `Câu {n}.` |
/// | `questions` | what stands on the form, in order: a text is a question answered on the scale | required |
/// | `comment` | what stands before the line for words at the end | no line |
/// | `coded` | whether corner marks and codes are printed; `false` for prints like those that wards have had | `true` |
/// | `token` | whether each ballot bears a random token; `false` for ballots that are photocopied | `true` |
public enum FormOutlineFile {
  /// The name of the format.
  public static let format = "kiemphieu.outline/1"
  /// Name of the file beside `form.yaml` in a form's folder.
  public static let fileName = "outline.yaml"
  /// Characters of a form's code.
  private static let codeLengths = 1...4

  /// The outline of a file.
  /// - Throws: the first problem, with file, line, field, what was expected and found.
  public static func read(_ url: URL) throws(FolderError) -> FormOutline {
    let name = url.lastPathComponent
    let root = Field(file: name, root: try Document.read(url, name: name))
    try root.only([
      "format", "id", "code", "title", "paper", "written", "introduction", "scale", "numbering", "questions", "comment",
      "coded", "token",
    ])
    guard try root["format"].text() == format else { throw root["format"].wrong(.oneOf([format])) }
    let code = try root["code"].text()
    guard codeLengths.contains(code.utf8.count), code.utf8.allSatisfy(isCodeCharacter) else {
      throw root["code"].wrong(.formCode)
    }
    return FormOutline(
      id: try root["id"].fileName(), code: code, title: try root["title"].text(),
      paper: try root["paper"].ifPresent?.word() ?? .a4,
      written: try root["written"].each(.list) { item throws(FolderError) in try item.text() },
      introduction: try root["introduction"].optionalText(), scale: try scale(root["scale"]),
      numbering: try root["numbering"].optionalText(),
      parts: try root["questions"].each(.filledList) { item throws(FolderError) in try part(item) },
      comment: try root["comment"].optionalText(), hasToken: try root["token"].ifPresent?.boolean() ?? true,
      isCoded: try root["coded"].ifPresent?.boolean() ?? true)
  }

  private static func isCodeCharacter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
