public import Raster

/// Why a page or an answer is not accepted, or what became of it: a closed list. The raw value is the short code in
/// `answers.csv` and `sheets.csv`; `Wording` has a sentence and a next action for each, in both languages.
public enum Reason: String, Hashable, Sendable, Codable, CaseIterable {
  // The file could not be decoded.
  case emptyFile = "empty-file"
  case unknownFormat = "unknown-format"
  case damagedFile = "damaged-file"
  case unsupportedFile = "unsupported-file"
  case tooLarge = "too-large"
  case tooManyPages = "too-many-pages"
  case passwordProtected = "password"
  case noPermission = "no-permission"
  case fileVanished = "file-vanished"
  case fileChanged = "file-changed"
  case decoderMissing = "decoder-missing"
  case readerFailed = "reader-failed"
  case timeLimit = "time-limit"

  // The page was decoded, but no grid can be vouched for.
  case pictureTooSmall = "picture-small"
  case resolutionTooLow = "resolution-low"
  case resolutionTooHigh = "resolution-high"
  case fiducialsMissing = "fiducials-missing"
  case pageCutOff = "cut-off"
  case outlinesMissing = "outlines-missing"
  case printMismatch = "print-mismatch"
  case otherVersion = "other-version"
  case tonerFaint = "toner-faint"
  case severalSheets = "several-sheets"
  case formAmbiguous = "form-ambiguous"
  case formNotGiven = "form-not-given"

  // What else a page can be.
  case blankPage = "blank-page"
  case batchHeader = "batch-header"
  case separatorSheet = "separator-sheet"
  case notABallot = "not-a-ballot"

  // The page was read, but not who it belongs to.
  case barcodeUnreadable = "barcode-unreadable"
  case barcodesDisagree = "barcodes-disagree"
  case headerMissing = "header-missing"
  case unitUnknown = "unit-unknown"
  case unitStray = "unit-stray"
  case serialShared = "serial-shared"
  case duplicateSheet = "duplicate"
  case nearDuplicate = "near-duplicate"
  case pageMissing = "page-missing"

  // An answer waits for a person.
  case unclearMark = "mark-unclear"
  case faintMark = "mark-faint"
  case smallMark = "mark-small"
  case circledMark = "mark-circled"
  case cancelledMark = "mark-cancelled"
  case severalMarks = "marks-several"
  case inkOutside = "ink-outside"
  case neighbourInk = "ink-from-neighbour"
  case straightLine = "line-through-box"
  case boxObscured = "box-obscured"
  case outlineUncertain = "outline-uncertain"
  case notRead = "not-read"
  case decidedByPerson = "decided-by-person"
  case secondPersonNeeded = "second-person"
  case peopleDisagree = "people-disagree"
  case escalated = "escalated"
}

extension Reason {
  /// Whether the reason lies with the machine or the medium rather than with the file, so that it may pass.
  public var mayPass: Bool {
    [.noPermission, .fileVanished, .fileChanged, .decoderMissing, .readerFailed, .timeLimit].contains(self)
  }

  /// Whether somebody has said a word already, and another person's is needed.
  public var asksForAnotherPerson: Bool { [.secondPersonNeeded, .peopleDisagree, .escalated].contains(self) }
}

/// A reason with what it rests on: where on the page, and what was measured against which limit.
public struct Refusal: Hashable, Sendable, Codable, Error {
  /// The reason.
  public var reason: Reason
  /// Where in the scan, px, if it has a place.
  public var place: PictureRect?
  /// What was measured, in the unit that the reason implies.
  public var measured: Double?
  /// The limit it was held against, in the same unit.
  public var limit: Double?
  /// A name that the sentence needs: a fiducial's id, a payload, a decoder's message.
  public var subject: String?

  /// A reason with its evidence.
  public init(
    _ reason: Reason, place: PictureRect? = nil, measured: Double? = nil, limit: Double? = nil, subject: String? = nil
  ) {
    self.reason = reason
    self.place = place
    self.measured = measured
    self.limit = limit
    self.subject = subject
  }
}
