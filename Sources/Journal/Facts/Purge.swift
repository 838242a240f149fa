public import Counting

/// Pictures that were deleted when their time was over, by a person. The count stands without them: what was read from
/// them is in the journal under their hashes.
public struct Purge: Hashable, Sendable, Codable {
  /// The openings whose pictures went.
  public var openings: [OpeningID]
  /// The scans that were deleted.
  public var files: [PlacedFile]
  /// What was deleted besides and stood for no page of the count: masked pictures of another office's box, copies of a
  /// scan that were never counted. Nil in entries of older programs.
  public var besides: [PlacedFile]?
  /// Who deleted them.
  public var person: String
  /// In which role; nil where the survey lists no people.
  public var role: Role?
  /// When, ISO 8601 with zone.
  public var time: String
  /// Why, in the person's words.
  public var why: String

  /// A deletion from its parts.
  public init(
    openings: [OpeningID], files: [PlacedFile], besides: [PlacedFile] = [], person: String, role: Role?, time: String,
    why: String
  ) {
    self.openings = openings
    self.files = files
    self.besides = besides.isEmpty ? nil : besides
    self.person = person
    self.role = role
    self.time = time
    self.why = why
  }
}
