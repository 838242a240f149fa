public import Ballots

/// Something that disagrees: one row of `results/reconciliation.csv`. There is one for each code and opening, with all
/// its sheets.
public struct Discrepancy: Hashable, Sendable {
  /// How grave it is.
  public enum Severity: String, Hashable, Sendable, Codable, CaseIterable {
    /// The box cannot be closed like this.
    case error
    /// A person should look and note a cause.
    case warning
    /// Worth knowing.
    case info
  }

  /// What it is about.
  public enum Place: Hashable, Sendable {
    /// One opening of a box.
    case opening(OpeningID)
    /// A unit as a whole.
    case unit(String)
    /// The survey as a whole.
    case survey
  }

  /// What a sentence needs besides the two numbers.
  public enum Parameter: String, Hashable, Sendable, CaseIterable {
    /// How many: the {n} of the catalogue.
    case count
    /// Names of fields of the minutes, joined with `, `.
    case fields
    /// What was expected, when it is no number.
    case expected
    /// What was found, when it is no number.
    case found
    /// A date, ISO 8601.
    case date
    /// Dates, ISO 8601, joined with `, `.
    case days
    /// Code of a box.
    case box
    /// Name of a milestone.
    case milestone
    /// A file in `records/`.
    case record
    /// Names of people, joined with `, `.
    case people
    /// Files that could not be read and may hold the missing sheets.
    case unreadFiles
    /// Forms, joined with `, `.
    case forms
    /// Version of the minutes.
    case revision
    /// Name of a rule.
    case rule
    /// Percentage.
    case percent
    /// Question id.
    case question
    /// Row of a report.
    case row
    /// Why minutes that are there could not be used, in Vietnamese.
    case whyInVietnamese
    /// The same in English.
    case whyInEnglish
    /// File of a list of responses.
    case channel
    /// Rows of a list, joined with `, `.
    case rows
  }

  /// What disagrees.
  public var code: DiscrepancyCode
  /// How grave it is.
  public var severity: Severity
  /// What it is about.
  public var place: Place
  /// The number as it should be, mostly the minutes'.
  public var expected: Int?
  /// The number as it is, mostly the count's.
  public var found: Int?
  /// The sheets concerned, each by its first page.
  public var sheets: [PageLocation]
  /// What the sentence needs besides.
  public var parameters: [Parameter: String]

  /// A discrepancy from its parts; the severity is the code's own unless given.
  public init(
    _ code: DiscrepancyCode, at place: Place, severity: Severity? = nil, expected: Int? = nil, found: Int? = nil,
    sheets: [PageLocation] = [], parameters: [Parameter: String] = [:]
  ) {
    self.code = code
    self.severity = severity ?? code.severity
    self.place = place
    self.expected = expected
    self.found = found
    self.sheets = sheets
    self.parameters = parameters
  }

  /// The opening, when it is about one.
  public var opening: OpeningID? {
    if case .opening(let opening) = place { opening } else { nil }
  }

  /// The unit's code, when it is about a unit or an opening.
  public var unit: String? {
    switch place {
    case .opening(let opening): opening.unit
    case .unit(let code): code
    case .survey: nil
    }
  }
}
