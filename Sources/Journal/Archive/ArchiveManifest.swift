public import Counting
internal import Crypto
internal import Foundation

/// What a sealed archive says of itself: whose box, from which store, and every file in it with its SHA-256. Its bytes
/// are what is signed (docs/archive.md).
public struct ArchiveManifest: Hashable, Sendable, Codable {
  /// The only format that there is so far.
  public static let currentSchema = "kiemphieu.archive/1"

  /// The last entry of a store's chain.
  public struct Head: Hashable, Sendable, Codable {
    /// Number of the entry.
    public var seq: Int
    /// Its hash, lower-case hex.
    public var hash: String

    /// A head from its parts.
    public init(seq: Int, hash: String) {
      self.seq = seq
      self.hash = hash
    }

    /// The head of a store.
    public init(_ head: ChainHead) { self.init(seq: head.seq, hash: head.hash) }
  }

  /// How pictures of pages were put in.
  public enum Pictures: Hashable, Sendable {
    /// What people wrote by hand is covered.
    case masked
    /// As they were scanned; who wanted that, and why.
    case original(by: String, why: String)
  }

  /// Who signed.
  public struct Signer: Hashable, Sendable, Codable {
    /// Name as the key bears it; nobody but the signer vouches for it.
    public var name: String
    /// The public key: base64 of its DER (SubjectPublicKeyInfo).
    public var key: String
  }

  /// A file of the archive.
  public struct File: Hashable, Sendable, Codable {
    /// Path within the archive, `/` between folders.
    public var path: String
    /// Bytes.
    public var size: Int
    /// Lower-case hex.
    public var sha256: String

    /// A file from its parts.
    public init(path: String, size: Int, sha256: String) {
      self.path = path
      self.size = size
      self.sha256 = sha256
    }
  }

  /// A page that is in the store and whose picture is not in the archive.
  public struct Withheld: Hashable, Sendable, Codable {
    /// SHA-256 of the scan's file.
    public var file: String
    /// 1-based page within the file.
    public var page: Int
    /// Why, e.g. `foreign`.
    public var why: String

    /// A withheld page from its parts.
    public init(file: String, page: Int, why: String) {
      self.file = file
      self.page = page
      self.why = why
    }
  }

  /// A masked picture that stands in for a page of a scan.
  public struct Masked: Hashable, Sendable, Codable {
    /// Path of the picture within the archive.
    public var path: String
    /// SHA-256 of the scan's file.
    public var of: String
    /// 1-based page within the scan's file.
    public var page: Int

    /// A masked picture from its parts.
    public init(path: String, of: String, page: Int) {
      self.path = path
      self.of = of
      self.page = page
    }
  }

  /// ``currentSchema``.
  public private(set) var schema = currentSchema
  /// Version of the program that made it.
  public var program: String
  /// Title of the survey.
  public var survey: String
  /// Which box, and which opening of it.
  public var opening: OpeningID
  /// When it was made, ISO 8601.
  public var madeAt: String
  /// Head of the store that it was taken from.
  public var head: Head
  /// Merkle root of the box, lower-case hex.
  public var merkleRoot: String
  /// Sums by name, to be held against a count of what is in the archive.
  public var totals: [String: Int]
  /// How pictures were put in.
  public var pictures: Pictures
  /// Pages whose pictures were left out.
  public var withheld: [Withheld]
  /// Pictures that were masked.
  public var masked: [Masked]
  /// Who signed; filled in when the archive is written.
  public internal(set) var signer = Signer(name: "", key: "")
  /// Every file but the manifest and its signature, by path; filled in when the archive is written.
  public internal(set) var files: [File] = []

  /// A manifest of an archive that is to be written.
  public init(
    program: String, survey: String, opening: OpeningID, madeAt: String, head: Head, merkleRoot: String,
    totals: [String: Int], pictures: Pictures, withheld: [Withheld] = [], masked: [Masked] = []
  ) {
    self.program = program
    self.survey = survey
    self.opening = opening
    self.madeAt = madeAt
    self.head = head
    self.merkleRoot = merkleRoot
    self.totals = totals
    self.pictures = pictures
    self.withheld = withheld
    self.masked = masked
  }

  private enum CodingKeys: String, CodingKey {
    case schema, program, survey, opening, head, totals, pictures, withheld, masked, signer, files
    case madeAt = "made_at"
    case merkleRoot = "merkle_root"
  }
}

extension ArchiveManifest.Pictures: Codable {
  private enum CodingKeys: CodingKey { case policy, by, why }
  private enum Policy: String, Codable { case masked, original }

  /// `{"policy": "masked"}`, or `original` with `by` and `why`.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self =
      switch try values.decode(Policy.self, forKey: .policy) {
      case .masked: .masked
      case .original:
        .original(by: try values.decode(String.self, forKey: .by), why: try values.decode(String.self, forKey: .why))
      }
  }

  /// The same.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .masked: try values.encode(Policy.masked, forKey: .policy)
    case .original(let by, let why):
      try values.encode(Policy.original, forKey: .policy)
      try values.encode(by, forKey: .by)
      try values.encode(why, forKey: .why)
    }
  }
}

extension ArchiveManifest {
  /// JSON with sorted keys: the same manifest gives the same bytes.
  func encoded() throws(ArchiveError) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      return Array(try encoder.encode(self)) + [UInt8(ascii: "\n")]
    } catch {
      throw .notWritten(path: SealedArchive.manifestName, errno: 0)
    }
  }

  /// SHA-256 of its bytes, lower-case hex: what an archive is known by.
  public func sha256() throws(ArchiveError) -> String { SHA256.hash(data: try encoded()).hexadecimal }

  /// What a manifest's bytes say, or what is wrong with them.
  static func decode(_ bytes: [UInt8]) throws(ArchiveFinding) -> ArchiveManifest {
    struct Format: Decodable { let schema: String }
    let (data, decoder) = (Data(bytes), JSONDecoder())
    do {
      let schema = try decoder.decode(Format.self, from: data).schema
      guard schema == currentSchema else { throw ArchiveFinding.unsupportedSchema(schema) }
      return try decoder.decode(ArchiveManifest.self, from: data)
    } catch let finding as ArchiveFinding {
      throw finding
    } catch let error as DecodingError {
      throw .manifestUnreadable(detail: error.summary)
    } catch {
      throw .manifestUnreadable(detail: "not JSON")
    }
  }

  /// What is wrong with the list of files: names that must not be unpacked, numbers that are none, too much.
  func faults(within limits: ArchiveLimits) -> [ArchiveFinding] {
    guard files.count <= limits.members else { return [.tooManyMembers(files.count, limit: limits.members)] }
    var faults: [ArchiveFinding] = []
    var names = MemberNames()
    var total = 0
    for file in files {
      if let fault = names.add(file.path) { faults.append(fault) }
      guard file.size >= 0, file.sha256.utf8.count == 64 else {
        faults.append(.manifestUnreadable(detail: "size or sha256 of \(file.path)"))
        continue
      }
      if file.size > limits.memberBytes {
        faults.append(.tooLarge(path: file.path, bytes: file.size, limit: limits.memberBytes))
      }
      let (sum, overflow) = total.addingReportingOverflow(file.size)
      total = overflow ? .max : sum
    }
    if total > limits.totalBytes { faults.append(.tooLarge(path: nil, bytes: total, limit: limits.totalBytes)) }
    return faults
  }
}

/// What unpacking an archive may take from this machine.
public struct ArchiveLimits: Sendable, Hashable {
  /// Most files.
  public var members: Int
  /// Most bytes of one file.
  public var memberBytes: Int
  /// Most bytes of all files together.
  public var totalBytes: Int
  /// Most bytes of the manifest.
  public var manifestBytes: Int

  /// Limits that let a box of 20,000 pages pass at 300 dpi.
  public init(
    members: Int = 100_000, memberBytes: Int = 8 << 30, totalBytes: Int = 256 << 30, manifestBytes: Int = 64 << 20
  ) {
    self.members = members
    self.memberBytes = memberBytes
    self.totalBytes = totalBytes
    self.manifestBytes = manifestBytes
  }
}
