public import Counting

/// Pictures that were deleted when their time was over, by a person. The count stands without them: what was read from
/// them is in the journal under their hashes.
public struct Purge: Hashable, Sendable, Codable {
  /// The openings whose pictures went.
  public var openings: [OpeningID]
  /// The scans that were deleted.
  public var files: [PlacedFile]
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
    openings: [OpeningID], files: [PlacedFile], person: String, role: Role?, time: String, why: String
  ) {
    self.openings = openings
    self.files = files
    self.person = person
    self.role = role
    self.time = time
    self.why = why
  }
}

/// An archive that was written of a box: who asked for it, and for the pictures as they are where they went along.
public struct Export: Hashable, Sendable, Codable {
  /// The opening.
  public var opening: OpeningID
  /// SHA-256 of the archive's manifest, lower-case hex.
  public var manifest: String
  /// Public key by which it was signed, as the key's own line spells it.
  public var key: String
  /// Why the pictures went along unmasked; nil when they did not.
  public var whyUnmasked: String?
  /// Who wrote it.
  public var person: String
  /// In which role; nil where the survey lists no people.
  public var role: Role?
  /// When, ISO 8601 with zone.
  public var time: String

  /// An export from its parts.
  public init(
    opening: OpeningID, manifest: String, key: String, whyUnmasked: String?, person: String, role: Role?, time: String
  ) {
    self.opening = opening
    self.manifest = manifest
    self.key = key
    self.whyUnmasked = whyUnmasked
    self.person = person
    self.role = role
    self.time = time
  }
}

/// An archive of another office that was taken in.
public struct Merge: Hashable, Sendable, Codable {
  /// The opening.
  public var opening: OpeningID
  /// SHA-256 of the archive's manifest, lower-case hex.
  public var manifest: String
  /// Public key by which it was signed.
  public var key: String
  /// Head of the chain from which it was taken: number and hash.
  public var sourceEntries: Int
  public var sourceHead: String
  /// Merkle root of the box as the archive states it.
  public var root: String
  /// Ballots found as the archive states it.
  public var found: Int
  /// Scans of which the archive holds masked pictures only, or none.
  public var absent: [PlacedFile]
  /// Who took it in.
  public var person: String
  /// In which role; nil where the survey lists no people.
  public var role: Role?
  /// When, ISO 8601 with zone.
  public var time: String

  /// A merge from its parts.
  public init(
    opening: OpeningID, manifest: String, key: String, sourceEntries: Int, sourceHead: String, root: String,
    found: Int, absent: [PlacedFile], person: String, role: Role?, time: String
  ) {
    self.opening = opening
    self.manifest = manifest
    self.key = key
    self.sourceEntries = sourceEntries
    self.sourceHead = sourceHead
    self.root = root
    self.found = found
    self.absent = absent
    self.person = person
    self.role = role
    self.time = time
  }
}
