internal import Ballots
internal import Wording

/// How a sheet is written on the command line and in results: `file#page`, and `file#page.slot` where a page shows
/// several ballots.
struct SheetName {
  let location: PageLocation

  init(_ location: PageLocation) { self.location = location }

  init(_ text: String, _ language: Language) throws(Problem) {
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

  var text: String {
    "\(location.file)#\(location.page)" + (location.slot > 1 ? ".\(location.slot)" : "")
  }
}
