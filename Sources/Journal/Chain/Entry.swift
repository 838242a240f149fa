internal import Crypto
internal import Foundation
internal import GRDB

/// What an entry tells; the raw value is written to the store and never changes its meaning.
enum EntryKind: String, CaseIterable {
  /// A form with which pages are read.
  case form
  /// A file was read, or could not be.
  case fileRead = "file-read"
  /// What was read from one ballot of a page.
  case pageRead = "page-read"
  /// What a person decided.
  case decision
  /// The rules by which was counted.
  case survey
  /// Which scans lie where: what changed.
  case folder
  /// A minutes file that was entered, revised or taken away.
  case minutes
  /// A record of the office that was entered, revised or taken away.
  case record
  /// A page that was found to be a sheet which is there already.
  case duplicate
  /// A box that was closed, or opened again.
  case closing
  /// Pictures that were deleted when their time was over.
  case purge
  /// Of which other store this one holds a box.
  case extract
  /// An archive that was written.
  case export
  /// An archive that was taken in.
  case merge
}

/// A fact on its way into the chain: everything but its number, its time and its link.
struct Fact {
  var kind: EntryKind
  /// The file that it is about, if it is about one.
  var sha256: String?
  /// 1-based page within the file, if it is about one.
  var page: Int?
  /// JSON with sorted keys.
  var body: Data
}

/// One row of the chain, as the bytes that are hashed: texts stay UTF-8 as stored, so that no repair of a damaged text
/// can hide a change.
struct Entry {
  var seq: Int
  var time: Data
  var kind: Data
  var sha256: Data?
  var page: Int?
  var body: Data
  var previous: Data

  /// SHA-256 over all fields in the table's order. Each field is a byte that says whether it is there, its length in
  /// eight bytes, and its bytes (numbers as eight bytes, all big-endian): no two different entries share an encoding.
  var hash: Data {
    var hasher = SHA256()
    hasher.add(number: seq)
    hasher.add(time)
    hasher.add(kind)
    hasher.add(sha256)
    hasher.add(number: page)
    hasher.add(body)
    hasher.add(previous)
    return Data(hasher.finalize())
  }
}

extension SHA256 {
  fileprivate mutating func add(_ field: Data?) {
    guard let field else { return update(data: [0] as [UInt8]) }
    update(data: [1] as [UInt8] + UInt64(field.count).bigEndianBytes)
    update(data: field)
  }

  fileprivate mutating func add(number: Int?) {
    add(number.map { Data(UInt64(bitPattern: Int64($0)).bigEndianBytes) })
  }
}

extension UInt64 {
  fileprivate var bigEndianBytes: [UInt8] { (0..<8).map { UInt8(truncatingIfNeeded: self >> (56 - 8 * $0)) } }
}

extension Entry {
  /// Every column as its bytes.
  static let columns = """
    seq, CAST(time AS BLOB) AS time, CAST(kind AS BLOB) AS kind, CAST(sha256 AS BLOB) AS sha256, page,
    CAST(body AS BLOB) AS body, CAST(previous AS BLOB) AS previous, CAST(hash AS BLOB) AS hash
    """

  /// An entry from its columns, or nil when one that must be there is not.
  init?(checking row: Row) {
    guard let seq: Int = row.optional("seq"), let time: Data = row.optional("time"),
      let kind: Data = row.optional("kind"), let body: Data = row.optional("body"),
      let previous: Data = row.optional("previous")
    else { return nil }
    self.init(
      seq: seq, time: time, kind: kind, sha256: row.optional("sha256"), page: row.optional("page"), body: body,
      previous: previous)
  }

  /// Adds a fact after `head`; within the caller's transaction.
  static func append(_ fact: Fact, at time: String, after head: ChainHead, in db: Database) throws -> ChainHead {
    let entry = Entry(
      seq: head.seq + 1, time: Data(time.utf8), kind: Data(fact.kind.rawValue.utf8),
      sha256: fact.sha256.map { Data($0.utf8) }, page: fact.page, body: fact.body, previous: head.bytes)
    let hash = entry.hash
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO entry (seq, time, kind, sha256, page, body, previous, hash)
        VALUES (?, ?, ?, ?, ?, CAST(? AS TEXT), ?, ?)
        """)
    try statement.execute(arguments: [
      entry.seq, time, fact.kind.rawValue, fact.sha256, fact.page, fact.body, entry.previous, hash,
    ])
    return ChainHead(seq: entry.seq, bytes: hash)
  }
}
