/// What a draft is unsure of, for the person who checks it.
public enum DraftDoubt: Sendable, Hashable {
  /// Pages without a text layer: wordings are empty, and boxes were put together by spacing alone.
  case noText(pages: [Int])
  /// The values of these questions are their options' places, counted from 1.
  case valuesByPosition(questions: [String])
  /// These questions look like the usual scale and got 5 to 1 from left to right; no digit said so.
  case scaleAssumed(questions: [String])
  /// Values follow words such as "Rất hài lòng".
  case valuesByWords(questions: [String])
  /// Questions with only one box.
  case singleBox(questions: [String])
  /// Options that are cells of a table.
  case tableCells(questions: [String])
  /// Lines of this many boxes are broken on the scan; they were found by the boxes around them.
  case brokenOutlines(page: Int, count: Int)
  /// Rows lack this many boxes where others have theirs, on a page with broken lines.
  case missingBoxes(page: Int, count: Int)
  /// Letters left in doubt which way is up.
  case directionUncertain(page: Int)
  /// No four marks at the corners: where the paper's edges lie on the scan is not known to some millimetres.
  case noCornerMarks(pages: [Int])
  /// Pages that lay turned in the scan, degrees clockwise.
  case turned(page: Int, degrees: Int)
  /// Pages without a box.
  case pageWithoutBoxes(page: Int)
  /// No code is printed on the blank and no pattern was given: ballots will not say whose they are.
  case noCode
  /// No code is printed on the blank; its place was guessed.
  case codePlaceAssumed
  /// A code's text fits no known pattern; what was made of it.
  case codeNotUnderstood(text: String, pattern: String)
  /// The same questions stand on the page twice.
  case severalBallots(page: Int)
}
