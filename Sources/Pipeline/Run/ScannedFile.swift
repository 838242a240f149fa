public import Ballots

/// A file to be read.
public struct Scan: Sendable, Hashable {
  /// Where the file is.
  public var path: String
  /// What the file is called in results: its path relative to the folder that was given, `/` as separator.
  public var name: String

  /// A file by its path and its name in results.
  public init(path: String, name: String) {
    self.path = path
    self.name = name
  }
}

/// Everything that became of one file: each of its pages read or refused, or the whole file refused.
public struct ScannedFile: Sendable, Hashable {
  /// One page of the file, or one of several ballots on it.
  public struct Page: Sendable, Hashable {
    /// 1-based page within the file.
    public var page: Int
    /// 1-based ballot on the page.
    public var slot: Int
    /// What was read, or why the page could not be decoded.
    public var reading: PageReading

    /// A page from its parts.
    public init(page: Int, slot: Int = 1, reading: PageReading) {
      self.page = page
      self.slot = slot
      self.reading = reading
    }
  }

  /// What became of the file's contents.
  public enum Outcome: Sendable, Hashable {
    /// Every page that the file announces, in order; each has one entry or, with several ballots on it, one for each.
    case pages([Page])
    /// The file could not be opened.
    case refused(Refusal)
    /// The contents are known already and were not read again.
    case known
  }

  /// The file.
  public var scan: Scan
  /// SHA-256 of its contents, lower-case hex; empty when not even that could be read.
  public var sha256: String
  /// Size in bytes; 0 when unknown.
  public var byteCount: Int
  /// What became of it.
  public var outcome: Outcome

  /// A file's reading from its parts.
  public init(scan: Scan, sha256: String, byteCount: Int, outcome: Outcome) {
    self.scan = scan
    self.sha256 = sha256
    self.byteCount = byteCount
    self.outcome = outcome
  }
}
