public import Ballots

/// What became of a page: the closed list of `answers.csv` and `sheets.csv` (docs/formats.md).
public enum PageStatus: String, Hashable, Sendable, Codable, CaseIterable {
  /// Read and vouched for.
  case ok
  /// Read, but a person must look at the page as a whole before it counts.
  case review
  /// Not read.
  case reject
  /// An empty page, e.g. the back.
  case blank
  /// A batch header or separator sheet.
  case header
  /// A document that is none of the forms, or a ballot of a unit that is not listed.
  case foreign
  /// A ballot of another listed unit than its batch's.
  case stray
  /// The same physical sheet again.
  case duplicate
}

/// A page with everything that was made of it: one row of `sheets.csv`.
public struct AssembledPage: Hashable, Sendable {
  /// Where the page was found.
  public var location: PageLocation
  /// SHA-256 of the file, lower-case hex.
  public var sha256: String
  /// The opening whose batch the page lies in; nil in a stateless `read`.
  public var opening: OpeningID?
  /// What became of it.
  public var status: PageStatus
  /// Why, with its evidence; nil on a page that is in order.
  public var refusal: Refusal?
  /// Id of the physical ballot, the same on all its pages; nil on pages that are no ballot's.
  public var ballot: String?
  /// First page of the scanned copy that this page belongs to: tells a ballot and its duplicate apart.
  public var sheet: PageLocation?
  /// The form, when known.
  public var form: String?
  /// 1-based page of the form, when known.
  public var formPage: Int?
  /// Unit: the page's own code, else another page's of the ballot, else the header's, else the batch's.
  public var unit: String?
  /// Box, found like the unit.
  public var box: String?
  /// Serial number as printed.
  public var serial: String?
  /// How the page lay in the scan, when located.
  public var pose: ScanPose?
  /// One entry for each question of the page, after the mark policy and the decisions of people.
  public var answers: [JudgedAnswer]
  /// For a duplicate, first page of the ballot that it repeats, when the program found it.
  public var original: PageLocation?
  /// What a person decided about the page as a whole.
  public var decision: Decision.PageDecision?

  /// The short code of why, or nil.
  public var reason: Reason? { refusal?.reason }

  /// Whether the page stands for ballot paper that lay in the box: it counts towards the number found.
  public var isFoundBallot: Bool {
    switch status {
    case .ok, .review, .reject, .stray, .foreign: ballot != nil
    case .blank, .header, .duplicate: false
    }
  }

  /// The opening under which the page is counted: its batch's, else the unit and box that it names.
  public var countedOpening: OpeningID { opening ?? OpeningID(unit: unit ?? "", box: box ?? "") }

  /// Whether somebody said a word on the page as a whole that another person has to confirm.
  public var waitsForAnotherPerson: Bool { reason?.asksForAnotherPerson ?? false }
}
