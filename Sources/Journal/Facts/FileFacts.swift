public import Ballots

/// With what a page was read: the program and the forms. A reading holds for one stamp; another program or another set
/// of forms reads anew, and the older readings stay.
public struct ReaderStamp: Hashable, Sendable, Codable {
  /// The program's version.
  public let program: String
  /// ``RememberedForm/hash`` of each form in use, sorted.
  public let forms: [String]

  /// A stamp; the order of the forms does not matter.
  public init(program: String, forms: [String]) {
    self.program = program
    self.forms = forms.sorted()
  }
}

/// What is known of a file as a whole.
public struct FileFacts: Hashable, Sendable {
  /// SHA-256 of the file, lower-case hex.
  public var sha256: String
  /// The file's length in bytes.
  public var byteCount: Int
  /// How many pages it holds, as far as it could be decoded.
  public var pageCount: Int
  /// With what it was read.
  public var stamp: ReaderStamp
  /// Why it could not be decoded, or only in part.
  public var failure: Refusal?
  /// What the file was called when it was read, to name it to people; nil in stores of older programs. It is known by
  /// its hash alone.
  public var name: String?

  /// Facts of a file.
  public init(
    sha256: String, byteCount: Int, pageCount: Int, stamp: ReaderStamp, failure: Refusal? = nil, name: String? = nil
  ) {
    self.sha256 = sha256
    self.byteCount = byteCount
    self.pageCount = pageCount
    self.stamp = stamp
    self.failure = failure
    self.name = name
  }
}

/// What was read from one ballot of a page.
public struct PageFacts: Hashable, Sendable {
  /// 1-based page within the file.
  public var page: Int
  /// 1-based ballot on the page.
  public var slot: Int
  /// What was read.
  public var reading: PageReading

  /// Facts of a page.
  public init(page: Int, slot: Int = 1, reading: PageReading) {
    self.page = page
    self.slot = slot
    self.reading = reading
  }
}

/// A file with all that was read from it.
public struct FileReading: Hashable, Sendable {
  /// The file as a whole.
  public var file: FileFacts
  /// Its pages; by page and slot when they come from the journal.
  public var pages: [PageFacts]

  /// A file and its pages.
  public init(file: FileFacts, pages: [PageFacts]) {
    self.file = file
    self.pages = pages
  }
}
