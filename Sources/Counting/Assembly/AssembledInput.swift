public import Ballots

/// One page as it comes from reading, before it is known what becomes of it.
public struct AssembledInput: Hashable, Sendable {
  /// What reading gave.
  ///
  /// Indirect, so that pages can be put in order and handed on without copying what is known of them.
  public indirect enum Content: Hashable, Sendable {
    /// The page was decoded and read.
    case read(PageEvidence)
    /// The file could not be decoded; its pages are not known.
    case undecodable(Refusal)
  }

  /// Where the page was found.
  public var location: PageLocation
  /// Which content the file has.
  var identity: FileIdentity
  /// What reading gave.
  public var content: Content
  /// The opening whose batch the page lies in; nil in a stateless `read`.
  public var opening: OpeningID?

  /// A page from its parts; `sha256` is the file's, lower-case hex.
  public init(location: PageLocation, sha256: String, content: Content, opening: OpeningID? = nil) {
    self.location = location
    identity = FileIdentity(sha256)
    self.content = content
    self.opening = opening
  }

  /// What was read, or nil when the file could not be decoded.
  var evidence: PageEvidence? {
    if case .read(let evidence) = content { evidence } else { nil }
  }

  /// The folder of the file; empty for a file that lies at the top.
  var folder: Substring {
    location.file.lastIndex(of: "/").map { location.file[..<$0] } ?? ""
  }
}

extension [AssembledInput] {
  /// The pages by the natural order of their files, then by page and slot; else as they were given.
  func inNaturalOrder() -> Self {
    let keys = map { NaturalOrder.Key($0.location.file) }
    let order = indices.sorted { a, b in
      let files = keys[a].comparison(with: keys[b])
      if files != 0 { return files < 0 }
      return (self[a].location.page, self[a].location.slot, a) < (self[b].location.page, self[b].location.slot, b)
    }
    return order.elementsEqual(indices) ? self : order.map { self[$0] }
  }
}

/// What a picture is known by whatever its file is called: the file's content, the page and the slot in it.
struct PictureKey: Hashable {
  var file: FileIdentity
  var page: Int
  var slot: Int
}

extension PictureKey {
  init(_ input: AssembledInput) {
    self.init(file: input.identity, page: input.location.page, slot: input.location.slot)
  }

  init(_ page: AssembledPage) {
    self.init(file: FileIdentity(page.sha256), page: page.location.page, slot: page.location.slot)
  }
}
