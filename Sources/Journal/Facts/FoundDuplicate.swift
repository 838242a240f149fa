public import Ballots

/// A page that was found to be the same sheet as one that is there already.
public struct FoundDuplicate: Hashable, Sendable, Codable {
  /// SHA-256 of its file, lower-case hex.
  public var sha256: String
  /// Where it lies.
  public var location: PageLocation
  /// SHA-256 of the file of the sheet that it repeats.
  public var originalSHA256: String
  /// Where that lies.
  public var original: PageLocation

  /// A duplicate and what it repeats.
  public init(sha256: String, location: PageLocation, originalSHA256: String, original: PageLocation) {
    self.sha256 = sha256
    self.location = location
    self.originalSHA256 = originalSHA256
    self.original = original
  }
}
