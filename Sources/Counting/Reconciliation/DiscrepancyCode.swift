/// What can disagree: the closed list of docs/rules.md, with codes of the program's own (C14, C15, D01 to D04, M00, M08,
/// M09, M10). The raw value is the code of `results/reconciliation.csv`; `Wording` has its sentence in both languages.
public enum DiscrepancyCode: String, Hashable, Sendable, Codable, CaseIterable {
  // Counts.
  case fewerScanned = "C01"
  case moreScanned = "C02"
  case scannedTwice = "C03"
  case doubleFeed = "C04"
  case moreThanIssued = "C05"
  case issueSum = "C06"
  case bundleSum = "C07"
  case handOverCount = "C08"
  case handClassification = "C09"
  case boxSum = "C10"
  case unitSum = "C11"
  case respondentList = "C12"
  case waiting = "C13"
  /// A box counts otherwise than when it was closed; the program's own.
  case changedAfterClosing = "C14"
  /// The issue log adds up to another number than the minutes say; the program's own.
  case issueLog = "C15"

  // Allocation and sample.
  case allocationSum = "K01"
  case belowTarget = "K02"
  case aboveAllocation = "K03"
  case sampleTooSmall = "K04"
  case strataNumber = "K05"
  case mixedForms = "K06"

  // Codes on the sheets.
  case codeUnreadable = "B01"
  case unitUnlisted = "B02"
  case codeOfTwoUnits = "B03"
  case sheetOfOtherUnit = "B04"
  case sheetOfOtherPeriod = "B05"
  case assignedFromHeader = "B06"
  case serialRepeated = "B07"

  // Lock, seal, key.
  case lockAbnormal = "S01"
  case sealNumber = "S02"
  case sealBrokenUnreported = "S03"
  case sealingRecordMissing = "S04"
  case keyCustody = "S05"
  case respondentListScanned = "S06"

  // The minutes themselves.
  /// A box was scanned and has no minutes (docs/formats.md).
  case minutesMissing = "M00"
  case fieldMissing = "M01"
  case endBeforeStart = "M02"
  case headAbsent = "M03"
  case witnessMissing = "M04"
  case signaturesMissing = "M05"
  case issuePartial = "M06"
  case revisedAfterLock = "M07"
  /// The number written in words is not the number written in digits (docs/rules.md); the program's own.
  case wordsDiffer = "M08"
  /// Two openings of one box overlap or stand in the wrong order (E15); the program's own.
  case openingsOverlap = "M09"
  /// The minutes name another period than the survey (docs/formats.md); the program's own.
  case otherPeriod = "M10"

  // Dates.
  case outsidePeriod = "P01"
  case nonWorkingDay = "P02"
  case openingMissing = "P03"
  case reportLate = "T01"

  // Single ballots.
  case fullyBlank = "V01"
  case questionBlank = "V02"
  case severalMarks = "V03"
  case unclearMark = "V04"
  case correction = "V05"
  case torn = "V06"
  case notIssuedForm = "V07"
  case notABallot = "V08"
  case pageMissing = "V09"
  case writingOutside = "V10"

  // Responses that came by other ways than paper; the program's own.
  case responseUnreadable = "D01"
  case responseRepeated = "D02"
  case responseOutsidePeriod = "D03"
  case responsesAlike = "D04"

  // Patterns.
  case identicalRun = "Q01"
  case straightLining = "Q02"
  case unusualShare = "Q03"
  case nearIdentical = "Q04"

  // Later checks.
  case recheckDisagrees = "F01"
  case reportRow1 = "R01"
  case reportRow2 = "R02"
  case reportRow3 = "R03"
  case reportRow4 = "R04"
  case hashChain = "H01"

  /// How grave it is, unless the case at hand says otherwise.
  public var severity: Discrepancy.Severity {
    switch self {
    case .fewerScanned, .moreScanned, .moreThanIssued, .issueSum, .bundleSum, .handOverCount, .boxSum, .unitSum,
      .changedAfterClosing, .allocationSum, .unitUnlisted, .codeOfTwoUnits, .sheetOfOtherUnit, .sheetOfOtherPeriod,
      .sealNumber,
      .sealBrokenUnreported, .minutesMissing, .fieldMissing, .endBeforeStart, .headAbsent, .witnessMissing,
      .signaturesMissing, .openingsOverlap, .reportRow1, .reportRow2, .reportRow3, .reportRow4, .hashChain:
      .error
    case .scannedTwice, .doubleFeed, .handClassification, .issueLog, .respondentList, .waiting, .belowTarget,
      .aboveAllocation, .sampleTooSmall, .strataNumber, .codeUnreadable, .serialRepeated, .lockAbnormal,
      .sealingRecordMissing, .keyCustody, .respondentListScanned, .issuePartial, .revisedAfterLock, .wordsDiffer,
      .otherPeriod, .outsidePeriod, .openingMissing, .reportLate, .unclearMark, .torn, .notIssuedForm, .pageMissing,
      .nearIdentical, .recheckDisagrees, .responseUnreadable, .responseOutsidePeriod:
      .warning
    case .mixedForms, .assignedFromHeader, .nonWorkingDay, .fullyBlank, .questionBlank, .severalMarks, .correction,
      .notABallot, .writingOutside, .identicalRun, .straightLining, .unusualShare,
      .responseRepeated, .responsesAlike:
      .info
    }
  }
}
