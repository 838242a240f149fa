/// Minutes of an opening that are there and could not be used, with why.
public struct UnusableMinutes: Hashable, Sendable, Codable {
  /// The opening that they are about.
  public var opening: OpeningID
  /// File, place and why, in Vietnamese.
  public var inVietnamese: String
  /// The same in English.
  public var inEnglish: String

  /// Unusable minutes from their parts.
  public init(opening: OpeningID, inVietnamese: String, inEnglish: String) {
    self.opening = opening
    self.inVietnamese = inVietnamese
    self.inEnglish = inEnglish
  }
}
