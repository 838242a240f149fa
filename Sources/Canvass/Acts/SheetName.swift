public import Ballots
public import Wording

/// How a sheet is written on the command line and in results: `file#page`, and `file#page.slot` where a page shows
/// several ballots.
public struct SheetName: Sendable {
  /// Where the sheet was found.
  public let location: PageLocation

  /// The name of a sheet.
  public init(_ location: PageLocation) { self.location = location }

  /// A name as somebody wrote it.
  /// - Throws: how it is written, where this is none.
  public init(_ text: String, _ language: Language) throws(Problem) {
    let parts = text.split(separator: "#", omittingEmptySubsequences: false)
    let numbers = parts.last?.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) } ?? []
    guard parts.count >= 2, numbers.count <= 2, let page = numbers.first ?? nil, page > 0,
      let slot = numbers.count == 2 ? numbers[1] : 1, slot > 0
    else {
      throw Problem(
        Phrase("\(text): viết tệp#trang, ví dụ scans/U01-H2/scan1.jpg#1.", "\(text): write file#page.").text(
          in: language))
    }
    location = PageLocation(file: parts.dropLast().joined(separator: "#"), page: page, slot: slot)
  }

  /// The name as it is written.
  public var text: String {
    "\(location.file)#\(location.page)" + (location.slot > 1 ? ".\(location.slot)" : "")
  }
}
