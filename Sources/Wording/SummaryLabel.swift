/// Labels of the summary that `count` prints, of tables and of pictures.
public enum SummaryLabel: String, Hashable, Sendable, CaseIterable {
  case unit, box, opening, minutes, scanned, difference
  case valid, partlyValid, invalid, blank, waiting
  case stray, foreign, duplicates, otherDocuments, emptyPages, headers, unreadFiles
  case pages, ballots, question, answered, questionBlank, overvote, total
  case discrepancies, whatToDo, sheets, balanced, notBalanced, nothingToDo, provisional, closed
  case wholeSurvey, target, confidence, reason
  case form, page, serial, measured, limit, boxesShown, sortedByCoverage
  case zonesCovered, shownInBlocks, notShown, unmasked
}
