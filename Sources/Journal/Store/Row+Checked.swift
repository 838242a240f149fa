internal import GRDB

extension Row {
  /// A column's value, or ``JournalError/damaged(detail:)`` when it holds something else. GRDB's subscript stops the
  /// program there, and a damaged file can say anything in spite of the table's types.
  func value<T: DatabaseValueConvertible>(_ column: String) throws(JournalError) -> T {
    guard let value: T = optional(column) else { throw .damaged(detail: "column \(column)") }
    return value
  }

  /// A column's value, or nil when it is NULL or holds something else.
  func optional<T: DatabaseValueConvertible>(_ column: String) -> T? {
    let stored: DatabaseValue? = self[column]
    return stored.flatMap(T.fromDatabaseValue)
  }
}
