extension Tables {
  /// A row of the worksheet in which people code what was written on ballots.
  public struct CodingRow: Hashable, Sendable {
    /// The crop's file.
    public var crop: String
    /// File, page, slot and unit of the ballot, for people.
    public var ballot: [String]
    /// Code of the procedure as somebody filled it in; empty.
    public var procedure: String
    /// Field as somebody filled it in; empty.
    public var field: String

    /// A row from its parts.
    public init(crop: String, ballot: [String], procedure: String = "", field: String = "") {
      self.crop = crop
      self.ballot = ballot
      self.procedure = procedure
      self.field = field
    }
  }

  /// `coding/worksheet.csv`, for spreadsheets: people fill it in. `ballot` are the titles of the columns that help them.
  public static func coding(_ rows: [CodingRow], ballot: [String]) -> CSV {
    CSV(
      .office, header: ["crop"] + ballot + ["procedure", "field"],
      rows: rows.lazy.map { [$0.crop] + $0.ballot + [$0.procedure, $0.field] })
  }
}
