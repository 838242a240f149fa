extension Tables {
  /// A table that was filled in, as it was written: for programs with commas, for spreadsheets with semicolons.
  public static func filled(_ header: [String], _ rows: [[String]], forSpreadsheets: Bool) -> CSV {
    CSV(forSpreadsheets ? .office : .exchange, header: header, rows: rows.map { $0.map(CSV.unmarked) })
  }
}
