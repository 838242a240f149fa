internal import Raster
internal import Wording

/// The head of a document of an office by decree 30/2020/NĐ-CP: whose it is and its number on the left, the country's name
/// and motto, place and date on the right.
struct DocumentHeader {
  /// The office above who issues the document; empty where it is not said.
  var authority = ""
  /// Who issues the document, as it is written in running text.
  var agency: String
  /// The document's number; a dotted line where it is to be filled in by hand.
  var number: String
  /// Place and date.
  var placeAndDate: String

  private static let gap = 4.0
  /// The right column: wide enough for the country's name in one line at 12 pt.
  private static let rightWidth = 93.0

  func add(to flow: inout DocumentFlow) {
    let typesetter = flow.typesetter
    let leftWidth = flow.width - Self.rightWidth - Self.gap
    let style = TypeStyle(size: 12)
    let above: [TextBlock.Run] = authority.isEmpty ? [] : [.init(text: authority.uppercased() + "\n", style: style)]
    let agency = TextBlock(
      above + [.init(text: agency.uppercased(), style: style.bold)], alignment: .center, width: leftWidth)
    let number = TextBlock(number, TypeStyle(size: 13), alignment: .center, width: leftWidth)
    let nation = TextBlock(
      DocumentText.nation.text, TypeStyle(size: 12).bold, alignment: .center, width: Self.rightWidth)
    let motto = TextBlock(
      DocumentText.motto.text, TypeStyle(size: 13).bold, alignment: .center, width: Self.rightWidth)
    let date = TextBlock(
      placeAndDate, TypeStyle(size: 13).italic, alignment: .center, width: Self.rightWidth)
    let agencyHeight = typesetter.measure(agency).height
    let nationHeight = typesetter.measure(nation).height
    let mottoSize = typesetter.measure(motto)
    // Number and date stand on one line, below the taller of the two columns.
    let second = max(agencyHeight, nationHeight + mottoSize.height) + 3.5
    let height = second + max(typesetter.measure(number).height, typesetter.measure(date).height)
    flow.add(height: height) { page, place in
      let right = place.x + leftWidth + Self.gap
      page.write(agency, at: place)
      // A third to a half as long as the line of words above it.
      let words = typesetter.measure(agency).ink.width
      let length = max(12, min(words, leftWidth) * 0.4)
      page.rule(x: place.x + (leftWidth - length) / 2, y: place.y + agencyHeight + 0.6, length: length, width: 0.25)
      page.write(nation, at: PaperPoint(x: right, y: place.y))
      page.write(motto, at: PaperPoint(x: right, y: place.y + nationHeight))
      page.rule(
        x: right + mottoSize.ink.x, y: place.y + nationHeight + mottoSize.height + 0.6, length: mottoSize.ink.width,
        width: 0.25)
      page.write(number, at: PaperPoint(x: place.x, y: place.y + second))
      page.write(date, at: PaperPoint(x: right, y: place.y + second))
    }
  }
}
