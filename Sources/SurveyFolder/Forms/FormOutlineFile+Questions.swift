internal import Ballots

/// What stands in `questions`. An item is a text (a question on the form's scale), or has one of these fields:
///
/// | field | meaning | beside it |
/// |---|---|---|
/// | `heading` | title of a section | |
/// | `note` | a paragraph | |
/// | `written` | a question answered in words on a line | |
/// | `text` | a question | `id`, `numbered`, `criterion`; `choice` or `multi` with `max`, else it is answered on the scale |
/// | `matrix` | list of statements: texts, or `text` with `id`, `numbered`, `criterion`, or `heading`, which is the criterion of what follows | `scale` |
/// | `people` | list of `id` and `text`, a photograph each | `statements` (`id: text`), `scale` |
/// | `page_break` | `true`: what follows stands on a new page | |
///
/// Options and statements are maps from what is counted to what is printed (`1: Nam`), in printed order; a list of texts
/// counts what it prints.
extension FormOutlineFile {
  private static let scaleLengths = 2...7
  private static let optionCounts = 2...40

  static func part(_ field: Field) throws(FolderError) -> FormOutline.Part {
    guard field.isMap else { return .question(FormOutline.Asked(.init(try field.text()))) }
    let kinds = ["text", "heading", "note", "written", "matrix", "people", "page_break"]
    let given = kinds.filter { field[$0].isPresent }
    guard let kind = given.first else { throw field.wrong(.oneOf(kinds)) }
    if given.count > 1 { throw field[given[1]].error(.conflict(with: kind)) }
    switch kind {
    case "heading", "note", "written":
      try field.only([kind])
      let text = try field[kind].text()
      return kind == "heading" ? .heading(text) : kind == "note" ? .note(text) : .written(text)
    case "matrix":
      try field.only(["matrix", "scale"])
      var heading: String?
      return .matrix(
        FormOutline.Matrix(
          scale: try scale(field["scale"]),
          rows: try field["matrix"].each(.filledList) { item throws(FolderError) in
            try row(item, under: &heading)
          }))
    case "people":
      try field.only(["people", "statements", "scale"])
      return .people(
        FormOutline.People(
          scale: try scale(field["scale"]), statements: try options(field["statements"], atLeast: 1),
          persons: try field["people"].each(.filledList) { person throws(FolderError) in
            try person.only(["id", "text"])
            return FormOutline.People.Person(id: try person["id"].text(), text: try person["text"].text())
          }))
    case "page_break":
      try field.only(["page_break"])
      guard try field["page_break"].boolean() else { throw field["page_break"].wrong(.oneOf(["true"])) }
      return .pageBreak
    default:
      try field.only(["text", "id", "numbered", "criterion", "choice", "multi", "max"])
      return .question(FormOutline.Asked(try statement(field), try answers(field)))
    }
  }

  private static func answers(_ field: Field) throws(FolderError) -> FormOutline.Asked.Answers {
    if field["multi"].isPresent {
      if field["choice"].isPresent { throw field["choice"].error(.conflict(with: "multi")) }
      return .several(try options(field["multi"]), most: try field["max"].ifPresent?.integer(from: 1))
    }
    if field["max"].isPresent { throw field["multi"].error(.missing(.filledList)) }
    return field["choice"].isPresent ? .one(try options(field["choice"])) : .scale
  }

  private static func row(_ field: Field, under heading: inout String?) throws(FolderError) -> FormOutline.Matrix.Row {
    guard field.isMap else { return .statement(.init(try field.text(), criterion: heading)) }
    if field["heading"].isPresent {
      try field.only(["heading"])
      let text = try field["heading"].text()
      heading = text
      return .heading(text)
    }
    try field.only(["text", "id", "numbered", "criterion"])
    return .statement(try statement(field, under: heading))
  }

  private static func statement(_ field: Field, under heading: String? = nil) throws(FolderError)
    -> FormOutline.Statement
  {
    let isNumbered = try field["numbered"].ifPresent?.boolean() ?? true
    let id = try field["id"].optionalText()
    // What bears no number on paper needs a name that people can find it by.
    if !isNumbered, id == nil { throw field["id"].error(.missing(.text)) }
    return FormOutline.Statement(
      try field["text"].text(), id: id, isNumbered: isNumbered,
      criterion: field["criterion"].isPresent ? try field["criterion"].optionalText() : heading)
  }

  /// A scale as a list of `value` and `meaning`, or as a map from one to the other.
  static func scale(_ field: Field) throws(FolderError) -> [FormOutline.Level]? {
    guard field.isPresent else { return nil }
    let levels =
      field.isMap
      ? try options(field, atLeast: 0)
      : try field.each { level throws(FolderError) in
        try level.only(["value", "meaning"])
        return FormOutline.Level(value: try level["value"].text(), meaning: try level["meaning"].text())
      }
    if levels.isEmpty { return nil }
    guard scaleLengths.contains(levels.count) else {
      throw field.wrong(.items(from: scaleLengths.lowerBound, to: scaleLengths.upperBound))
    }
    return levels
  }

  private static func options(_ field: Field, atLeast least: Int = optionCounts.lowerBound) throws(FolderError)
    -> [FormOutline.Level]
  {
    var levels: [FormOutline.Level] = []
    if field.isMap {
      for key in field.keys { levels.append(.init(value: key, meaning: try field[key].text())) }
    } else {
      for item in try field.items(.filledList) {
        let text = try item.text()
        levels.append(.init(value: text, meaning: text))
      }
    }
    guard levels.count >= least, levels.count <= optionCounts.upperBound else {
      throw field.wrong(.items(from: least, to: optionCounts.upperBound))
    }
    return levels
  }
}
