/// What is wrong with a file or folder of a survey: facts only; `sentence(vietnamese:)` makes a line of them. The same
/// type serves as an error that is thrown and as a note that is collected.
public struct FolderError: Error, Hashable, Sendable {
  /// The file or folder, as the caller named it.
  public var file: String
  /// 1-based line in the file, where it is known.
  public var line: Int?
  /// Path of the field, e.g. `pages[0].questions[2].options[1].rect`; nil when the file as a whole is meant.
  public var field: String?
  /// What is wrong.
  public var problem: FolderProblem

  /// A problem with its place.
  public init(file: String, line: Int? = nil, field: String? = nil, _ problem: FolderProblem) {
    self.file = file
    self.line = line
    self.field = field
    self.problem = problem
  }
}

/// The closed list of what can be wrong in a survey folder, with what was expected and found.
public enum FolderProblem: Hashable, Sendable {
  // The file as a whole.
  /// It does not exist.
  case missingFile
  /// It exists, but cannot be opened.
  case unreadable(SystemFault)
  /// It is a folder, a pipe or a device where a file was expected.
  case notAFile
  /// Its size and the limit, bytes.
  case tooLarge(bytes: Int, limit: Int)
  /// Its text is not UTF-8.
  case notUTF8
  /// It holds nothing.
  case emptyFile
  /// It is no YAML, JSON or CSV; what the parser says.
  case malformed(String)
  /// Values lie in one another deeper than the limit.
  case nestedTooDeeply(limit: Int)
  /// It holds more values than the limit.
  case tooManyValues(limit: Int)
  /// YAML anchors and aliases are not accepted.
  case aliases
  /// A file or folder with that name is already there.
  case exists
  /// It could not be written.
  case notWritten(SystemFault)

  // A field.
  /// A required field is not there.
  case missing(Expectation)
  /// A field holds something else than expected.
  case wrong(expected: Expectation, found: String)
  /// A whole number stands in quotes.
  case quotedNumber(String)
  /// A name that several procedures have, and their codes.
  case severalCodes(String, codes: [String])
  /// A question of the period before that the forms do not ask; the nearest that they do, if one is near.
  case notCompared(String, nearest: String?)
  /// A question of the period before that has other words now.
  case otherWords(String, now: String)
  /// A list of responses that no description names.
  case notDescribed
  /// A record of an opening of which there are neither minutes nor scans.
  case recordOfNoBox(String)
  /// A field that is not known; the nearest known name, if one is near.
  case unknownField(name: String, nearest: String?)
  /// A field that is not known and was passed over.
  case ignoredField(name: String, nearest: String?)
  /// The same name or value was given before; where.
  case duplicate(value: String, first: String)
  /// Two names of people that only their spelling tells apart; the one and the one before.
  case samePerson(String, as: String)
  /// Two fields exclude each other.
  case conflict(with: String)
  /// A path that leads out of its folder.
  case pathOutside(String)

  /// A field names a file that is not there; the path as written.
  case fileNotFound(String)

  // A form.
  /// A rectangle or mark does not lie on the page of that size, mm.
  case outsidePage(width: Double, height: Double)
  /// Two boxes overlap; the other one's field.
  case overlaps(String)
  /// How many pictures of blank pages there are, and how many pages.
  case blankPages(found: Int, pages: Int)

  // A list.
  /// A row has more cells than the header has columns.
  case extraCells(found: Int, columns: Int)
  /// The header row stands in the list again; the line of the first.
  case repeatedHeader(line: Int)
  /// A column that must not be there; the only ones that may.
  case unwantedColumn(allowed: [String])

  // Responses of other channels.
  /// A list has no column with that heading; its name, and the nearest heading, if one is near.
  case noHeading(String, list: String, nearest: String?)
  /// Times of a list have the month before the day; one of them and its row.
  case monthFirst(example: String, row: Int)
  /// The day before the month, although the description says otherwise.
  case dayFirst(example: String, row: Int)

  // Coding.
  /// A code that the list of procedures does not have; the nearest one, if one is near.
  case unknownCode(String, list: String, nearest: String?)
  /// A row of the worksheet whose ballot does not count, or no longer.
  case ballotNotCounted
  /// So many rows of ballots with something written are gone from a worksheet, this crop's first.
  case rowsGone(count: Int, first: String)

  // A recheck.
  /// A row of a worksheet whose question of a sheet was not drawn.
  case notDrawn(sheet: String, question: String)
  /// A question of a drawn sheet has no row in the worksheet.
  case drawnRowMissing(sheet: String, question: String)
  /// The file does not say how sheets were drawn.
  case notADrawing
  /// What it says was drawn is not what the seed draws.
  case drawingAltered
  /// The count is no longer the one from which was drawn.
  case countChanged

  /// A list as offices have it stands where the product's own is expected.
  case officeList
  /// No row says in which column the units' names stand.
  case noHeadings
  /// A workbook in the format of before 2007, or behind a password.
  case closedWorkbook
  /// A workbook that is cut short, or none.
  case damagedWorkbook
  /// Words in a legacy encoding stand among words in Unicode; the first of them.
  case mixedEncodings(LegacyEncoding, example: String)
  /// Words are no Vietnamese in any encoding for certain; the first of them.
  case unclearEncoding(example: String)
  /// The list was in a legacy encoding; the first name that was converted.
  case converted(from: LegacyEncoding, example: String)
  /// A unit has no number in a list of numbers; its name.
  case noNumber(String)
  /// A row below the sum, without a unit and its number, was passed over; how it begins.
  case rowBelowTotal(String)

  // A survey.
  /// A unit that the survey does not list; the nearest listed code.
  case unlistedUnit(code: String, nearest: String?)
  /// A unit belongs to itself, or was made of itself; the codes on the way round.
  case circle([String])
  /// A day, or a unit, lies outside the survey's period, ISO 8601.
  case notInPeriod(from: String?, to: String?)
  /// A form that is in none of the places; the folders that were searched.
  case formNotFound(id: String, searched: [String])
  /// The first of two days or moments lies after the second; both as written.
  case reversed(from: String, to: String)

  // Minutes and scans.
  /// Another file holds minutes of the same opening.
  case sameOpening(other: String)
  /// The files lie in a folder whose name names no listed unit and box.
  case unassignedFolder
  /// The files lie in a folder of a unit that the survey does not list; the unit.
  case unlistedFolder(unit: String)
  /// Newer minutes of the same opening are used instead; their file.
  case superseded(by: String)
  /// A link to a folder, or to something outside the survey, was not followed.
  case linkNotFollowed
  /// A part of the survey's folder is a link.
  case link
  /// A link whose target does not exist.
  case linkToNothing
  /// A pipe, a device or a socket lies where scans are expected.
  case pipeOrDevice
  /// A file's name is no UTF-8 text.
  case nameNotUTF8
}

/// What a field is expected to hold.
public enum Expectation: Hashable, Sendable {
  /// Any text that is not empty.
  case text
  /// A column of that name.
  case column
  /// A whole number.
  case integer
  /// A whole number of at least this.
  case integerFrom(Int)
  /// A number between both.
  case number(from: Double, to: Double)
  /// A length in mm.
  case length
  /// A length in mm, greater than 0.
  case positiveLength
  /// [x, y] in mm.
  case point
  /// [width, height] in mm, both greater than 0.
  case size
  /// [x, y, width, height] in mm, the last two greater than 0.
  case rectangle
  /// A list.
  case list
  /// A list that is not empty.
  case filledList
  /// Named fields.
  case fields
  /// A weight for each criterion, one above 0 at least.
  case weights
  /// `true` or `false`.
  case boolean
  /// One of these words.
  case oneOf([String])
  /// An existing day, ISO 8601 or dd/mm/yyyy.
  case day
  /// An existing local moment, ISO 8601 or dd/mm/yyyy HH:mm.
  case moment
  /// A barcode's pattern, each `{` closed by a `}`.
  case pattern
  /// An option's value that `answers.csv` can hold.
  case optionValue
  /// A list of so many items.
  case items(from: Int, to: Int)
  /// What a form's codes call it.
  case formCode
  /// A name made of letters, digits, `.`, `_` and `-`, for a file or folder.
  case name
  /// The hash of a password, as `kiemphieu serve-password` writes it.
  case passwordHash
}
