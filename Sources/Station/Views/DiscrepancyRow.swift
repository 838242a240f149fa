internal import Ballots
internal import Canvass
internal import Counting
internal import Foundation
internal import Wording

/// What disagrees, for people.
struct DiscrepancyRow: Sendable {
  /// A sheet behind a number.
  struct Sheet: Sendable {
    var name: String
    /// Nil where its file could not be opened.
    var link: String?
  }

  var code: String
  var severity: String
  /// Whether it keeps a box from being closed by itself.
  var isError: Bool
  /// Box or unit; empty for the survey as a whole.
  var place: String
  var message: String
  var action: String
  var expected: String?
  var found: String?
  var sheets: [Sheet]

  /// Rows of the reconciliation by their severity: errors first, what is only worth knowing last.
  static func rows(_ rows: [Discrepancy], _ index: SheetIndex, _ wording: Wording) -> [DiscrepancyRow] {
    Discrepancy.Severity.allCases.flatMap { severity in rows.filter { $0.severity == severity } }
      .map { DiscrepancyRow($0, index, wording) }
  }

  /// A row of the reconciliation; `sheets` says where the pages are that it names.
  init(_ row: Discrepancy, _ index: SheetIndex, _ wording: Wording) {
    let advice = wording.advice(row)
    code = row.code.rawValue
    severity = wording.label(row.severity)
    isError = row.severity == .error
    place = row.opening?.folderName ?? row.unit ?? ""
    message = advice.message
    action = advice.nextAction.withoutCommands
    expected = row.expected.map { wording.number($0) }
    found = row.found.map { wording.number($0) }
    sheets = row.sheets.map { location in
      Sheet(name: wording.name(location), link: index.sheet(at: location).map(Address.sheet))
    }
  }
}

/// The pages of a count by their place and by their contents: made once, so that a page costs the same however many there are.
struct SheetIndex: Sendable {
  private let byPlace: [PageLocation: Int]
  private let bySheet: [SheetID: Int]
  private let pages: [AssembledPage]
  /// Pages that were refused and of which nobody said anything yet, by the opening in which they lie.
  let refused: [OpeningID: [AssembledPage]]

  /// The index of a count's pages. Of files with the same contents the first stands for all.
  init(_ pages: [AssembledPage]) {
    self.pages = pages
    refused = Dictionary(
      grouping: pages.filter { $0.status == .reject && $0.decision == nil }, by: \.countedOpening)
    byPlace = Dictionary(pages.enumerated().map { ($1.location, $0) }, uniquingKeysWith: { first, _ in first })
    bySheet = Dictionary(pages.enumerated().map { (SheetID($1), $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// A sheet's page.
  func page(_ sheet: SheetID) -> AssembledPage? { bySheet[sheet].map { pages[$0] } }

  /// The sheet at a place; nil where its file could not be opened.
  func sheet(at place: PageLocation) -> SheetID? {
    byPlace[place].map { SheetID(pages[$0]) }.flatMap { $0.sha256.isEmpty ? nil : $0 }
  }

  /// The first pages whose file, serial, unit or ballot holds a text, or whose hash begins with it; and whether there are
  /// more. An empty text finds nothing.
  func search(_ text: String, atMost most: Int) -> (found: [AssembledPage], more: Bool) {
    let text = text.precomposedStringWithCanonicalMapping.lowercased()
    guard !text.isEmpty else { return ([], false) }
    var found: [AssembledPage] = []
    for page in pages {
      let isMeant =
        page.sha256.hasPrefix(text) || page.serial?.lowercased() == text || page.unit?.lowercased() == text
        || page.location.file.precomposedStringWithCanonicalMapping.lowercased().contains(text)
      guard isMeant else { continue }
      if found.count == most { return (found, true) }
      found.append(page)
    }
    return (found, false)
  }
}
