public import Counting
public import Foundation

/// `drawing.json`: how the sheets of a recheck were drawn, so that anybody can draw them again.
public struct RecheckDrawing: Hashable, Sendable, Codable {
  /// Its name in the folder of a drawing.
  public static let fileName = "drawing.json"
  /// The only schema so far.
  public static let schema = "kiemphieu.recheck/1"
  /// How tickets are made and how many sheets each group gives.
  public static let rule = """
    ticket = SHA-256 of the UTF-8 text "seed,group,sha256#page.slot" (columns of sheets.csv), lower-case hex; in each group \
    the sheets with the smallest tickets are drawn, as many as "drawn" says: the group's proportion, rounded up
    """

  /// What was drawn of a group.
  public struct Stratum: Hashable, Sendable, Codable {
    /// The group.
    public var name: String
    /// Sheets that could be drawn.
    public var sheets: Int
    /// Sheets that were.
    public var drawn: Int

    /// A group from its parts.
    public init(name: String, sheets: Int, drawn: Int) {
      self.name = name
      self.sheets = sheets
      self.drawn = drawn
    }
  }

  /// The store as it was.
  public struct Store: Hashable, Sendable, Codable {
    /// Number of its last entry.
    public var entries: Int
    /// That entry's hash, hex.
    public var head: String

    /// A store from its parts.
    public init(entries: Int, head: String) {
      self.entries = entries
      self.head = head
    }
  }

  /// The schema.
  public var schema: String
  /// The published seed.
  public var seed: String
  /// How it was drawn, in words.
  public var rule: String
  /// How to draw the same sheets again.
  public var `repeat`: String
  /// By what sheets are grouped.
  public var group: RecheckGroup
  /// Accepted answers of the sheets that could be drawn.
  public var answers: Int
  /// How many of them may be wrong.
  public var tolerated: Int
  /// Merkle root over the sheets that could be drawn, hex: the count of which the sample speaks.
  public var count: String
  /// The store when they were drawn.
  public var store: Store
  /// The groups in order.
  public var strata: [Stratum]
  /// The drawn sheets: `file#page`.
  public var drawn: [String]

  /// A drawing from its parts.
  public init(
    seed: String, repeat command: String, group: RecheckGroup, answers: Int, tolerated: Int, count: String,
    store: Store, strata: [Stratum], drawn: [String]
  ) {
    schema = Self.schema
    rule = Self.rule
    self.seed = seed
    `repeat` = command
    self.group = group
    self.answers = answers
    self.tolerated = tolerated
    self.count = count
    self.store = store
    self.strata = strata
    self.drawn = drawn
  }

  /// The file's bytes: the same drawing gives the same ones.
  public func encoded() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self) + Data("\n".utf8)
  }

  /// Reads a drawing; `name` is how errors call it.
  public static func read(_ url: URL, name: String) throws(FolderError) -> RecheckDrawing {
    let text = try TextFile.read(url, name: name)
    guard let drawing = try? JSONDecoder().decode(RecheckDrawing.self, from: Data(text.utf8)) else {
      throw FolderError(file: name, .notADrawing)
    }
    guard drawing.schema == schema else {
      throw FolderError(
        file: name, field: "schema", .wrong(expected: .oneOf([schema]), found: drawing.schema))
    }
    return drawing
  }
}

extension SurveyLayout {
  /// The folder of the drawing with a seed: the seed itself where a folder can be called so, else what of it can, and
  /// eight digits of its SHA-256.
  /// - Throws: `link`, where there is a link of that name.
  public func recheck(seed: String, sha256: (String) -> String) throws(FolderError) -> URL {
    let folder = rechecks.appendingPathComponent(Self.folderName(seed: seed, sha256: sha256))
    try Self.checkIsNoLink(folder, name: "\(rechecks.lastPathComponent)/\(folder.lastPathComponent)")
    return folder
  }

  private static let hashedPrefix = "seed-"

  static func folderName(seed: String, sha256: (String) -> String) -> String {
    // What looks like the name of another seed's folder gets a folder of its own.
    if Field.isFileName(seed), !seed.hasPrefix(hashedPrefix) { return seed }
    let kept = seed.unicodeScalars.prefix(40).map { scalar in
      let isKept =
        scalar.isASCII
        && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || "._-".unicodeScalars.contains(scalar))
      return isKept ? String(scalar) : "-"
    }
    return "\(hashedPrefix)\(kept.joined())-\(sha256(seed).prefix(8))"
  }
}
