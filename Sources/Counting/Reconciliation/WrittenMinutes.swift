/// A minutes file as it was found in the folder: what is remembered of it, so that the count can be repeated without it.
public struct WrittenMinutes: Hashable, Sendable, Codable {
  /// Path relative to the survey's folder.
  public var file: String
  /// What stands in it; nil when it could not be read as a text.
  public var text: String?
  /// Which opening it would be about and why it could not be read, where that is known.
  public var unusable: UnusableMinutes?

  /// A file with its text.
  public init(file: String, text: String) {
    self.file = file
    self.text = text
  }

  /// A file that could not be read.
  public init(file: String, unusable: UnusableMinutes?) {
    self.file = file
    self.unusable = unusable
  }
}
