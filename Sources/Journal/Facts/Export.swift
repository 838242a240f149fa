public import Counting

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
