public import Ballots
public import Counting
internal import Foundation
internal import Journal
public import Raster
internal import SurveyFolder

/// The areas of counted ballots in which people write, each with the name of the picture that is cut of it.
public struct WrittenAreas {
  /// What an area is for.
  public enum Use: Sendable {
    /// The line that asks what people came for.
    case procedure
    /// Anything else.
    case remark
  }

  /// An area of a page.
  public struct Area: Sendable {
    /// The page.
    public let page: AssembledPage
    /// Where on the paper, mm.
    public let rect: PaperRect
    /// What it is for.
    public let use: Use
    /// The picture's file below `coding`: of the same scan and place it is always the same.
    public let crop: String
  }

  /// The areas.
  public let areas: [Area]

  /// The areas on the pages of ballots in the tally, in the order of the pages.
  public init(_ count: SurveyCount, forms: [Form]) {
    let byID = Dictionary(forms.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let counted = Set(
      count.tally.ballots.filter { $0.isTallied && $0.standing != .invalid }.map { Array($0.id.utf8) })
    areas = count.pages.flatMap { page -> [Area] in
      guard page.status == .ok, let ballot = page.ballot, counted.contains(Array(ballot.utf8)),
        let form = page.form.flatMap({ byID[$0] }), let number = page.formPage
      else { return [] }
      let line = number == form.pages.first?.number ? form.procedureLine.map { [$0] } ?? [] : []
      let remarks = form.remarkAreas(ofPage: number)
      return (line.map { ($0, Use.procedure) } + remarks.map { ($0, .remark) }).enumerated().map { place, area in
        Area(page: page, rect: area.0, use: area.1, crop: Self.name(page, place))
      }
    }
  }

  /// The crops of the lines that ask what people came for.
  public var procedureCrops: Set<String> { Set(areas.filter { $0.use == .procedure }.map(\.crop)) }

  private static func name(_ page: AssembledPage, _ place: Int) -> String {
    "\(folder(of: page.countedOpening))/\(page.sha256.prefix(16))-\(page.location.page).\(page.location.slot)-\(place + 1).png"
  }

  /// The folder of an opening's crops below `coding`; a code on paper may say anything.
  public static func folder(of opening: OpeningID) -> String {
    SurveyUnit.isCode(opening.folderName) ? opening.folderName : "khac"
  }
}
