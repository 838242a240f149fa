public import Ballots

/// One page as it comes from reading, before it is known what becomes of it.
public struct AssembledInput: Hashable, Sendable {
  /// What reading gave.
  public enum Content: Hashable, Sendable {
    /// The page was decoded and read.
    case read(PageReading)
    /// The file could not be decoded; its pages are not known.
    case undecodable(Refusal)
  }

  /// Where the page was found.
  public var location: PageLocation
  /// SHA-256 of the file, lower-case hex.
  public var sha256: String
  /// What reading gave.
  public var content: Content
  /// The opening whose batch the page lies in; nil in a stateless `read`.
  public var opening: OpeningID?

  /// A page from its parts.
  public init(location: PageLocation, sha256: String, content: Content, opening: OpeningID? = nil) {
    self.location = location
    self.sha256 = sha256
    self.content = content
    self.opening = opening
  }

  /// The reading, or nil when the file could not be decoded.
  public var reading: PageReading? {
    if case .read(let reading) = content { reading } else { nil }
  }

  /// The folder of the file; empty for a file that lies at the top.
  var folder: Substring {
    location.file.lastIndex(of: "/").map { location.file[..<$0] } ?? ""
  }
}

/// What a picture is known by whatever its file is called: the file's content, the page and the slot in it.
struct PictureKey: Hashable {
  var sha256: String
  var page: Int
  var slot: Int
}

extension PictureKey {
  init(_ input: AssembledInput) {
    self.init(sha256: input.sha256, page: input.location.page, slot: input.location.slot)
  }
}
