/// A workbook could not be written.
public enum WorkbookError: Error, Hashable, Sendable {
  /// The system did not let the file, or one that helps to make it, be written.
  case notWritten(path: String, errno: Int32)
  /// A text is longer than a cell may hold: 32,767 characters. Row and column are counted from 1.
  case textTooLong(sheet: String, row: Int, column: Int)
  /// The library refused what it was given, or lacked memory; its words for it.
  case refused(String)
}
