public import Counting

/// An archive of another office that was taken in.
public struct Merge: Hashable, Sendable, Codable {
  /// The opening.
  public var opening: OpeningID
  /// SHA-256 of the archive's manifest, lower-case hex.
  public var manifest: String
  /// Public key by which it was signed.
  public var key: String
  /// Number of entries of the chain from which it was taken.
  public var sourceEntries: Int
  /// Hash of that chain's head, lower-case hex.
  public var sourceHead: String
  /// Merkle root of the box as the archive states it.
  public var root: String
  /// Ballots found as the archive states it.
  public var found: Int
  /// Scans of which the archive holds masked pictures only, or none.
  public var absent: [PlacedFile]
  /// The masked pictures that came with it; nil in entries of older programs.
  public var pictures: [PlacedFile]?
  /// Who took it in.
  public var person: String
  /// In which role; nil where the survey lists no people.
  public var role: Role?
  /// When, ISO 8601 with zone.
  public var time: String

  /// A merge from its parts.
  public init(
    opening: OpeningID, manifest: String, key: String, sourceEntries: Int, sourceHead: String, root: String,
    found: Int, absent: [PlacedFile], pictures: [PlacedFile], person: String, role: Role?, time: String
  ) {
    self.opening = opening
    self.manifest = manifest
    self.key = key
    self.sourceEntries = sourceEntries
    self.sourceHead = sourceHead
    self.root = root
    self.found = found
    self.absent = absent
    self.pictures = pictures
    self.person = person
    self.role = role
    self.time = time
  }
}
