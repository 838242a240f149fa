internal import Counting
internal import Foundation
internal import GRDB

extension Journal {
  /// Entries looked at in one transaction: few enough that a writer beside waits a moment only, and that damaged
  /// sizes cannot take much memory.
  private static let portion = 200

  /// Looks through the whole store: the file as SQLite sees it, the table's guards, and every entry's number, link,
  /// hash and content. What is found is reported; thrown is only what keeps from looking.
  public func verifyChain() throws(JournalError) -> ChainReport {
    var faults: [ChainFault] = []
    var follower = ChainFollower()
    do {
      faults += try connection.reading { db in try Self.fileFaults(in: db) }
      while true {
        let last = follower.last
        let rows = try connection.reading { db in
          try Row.fetchAll(
            db, sql: "SELECT \(Entry.columns) FROM entry WHERE seq > ? ORDER BY seq LIMIT ?",
            arguments: [last, Self.portion])
        }
        guard !rows.isEmpty else { break }
        for row in rows { follower.follow(row) }
      }
    } catch .damaged(let detail) {
      faults.append(ChainFault(seq: nil, kind: .file(detail: detail)))
    } catch .notAStore {
      faults.append(ChainFault(seq: nil, kind: .file(detail: "not a database")))
    }
    return ChainReport(head: follower.head, faults: faults + follower.faults)
  }

  private static func fileFaults(in db: Database) throws -> [ChainFault] {
    let words = try String.fetchAll(db, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
    return words.map { ChainFault(seq: nil, kind: .file(detail: $0)) }
      + (try Schema.deviations(in: db)).map { ChainFault(seq: nil, kind: .schema(object: $0)) }
  }
}

/// Walks along the chain. After a fault it goes on from what is written, so that one alteration is told once or twice
/// and not at every entry that follows.
private struct ChainFollower {
  /// Number of the last entry that was looked at, from which the walk goes on.
  var last = Int.min
  var head = ChainHead.none
  var faults: [ChainFault] = []

  mutating func follow(_ row: Row) {
    // STRICT keeps other types out, but a damaged file can say anything.
    guard let entry = Entry(checking: row), let hash: Data = row.optional("hash") else {
      last = row.optional("seq") ?? .max
      return fault(last, .altered)
    }
    let seq = entry.seq
    last = seq
    if seq != head.seq + 1 { fault(seq, .gap(expected: head.seq + 1)) }
    if entry.previous != head.bytes { fault(seq, .linkBroken) }
    if entry.hash != hash { fault(seq, .altered) } else { readContent(of: entry) }
    head = ChainHead(seq: seq, bytes: hash)
  }

  private mutating func readContent(of entry: Entry) {
    do {
      switch EntryKind(rawValue: String(decoding: entry.kind, as: UTF8.self)) {
      case .form: _ = try Body.decode(RememberedForm.self, from: entry.body)
      case .fileRead: _ = try Body.decode(FileBody.self, from: entry.body)
      case .pageRead: _ = try Body.decode(PageBody.self, from: entry.body)
      case .decision:
        let decision = try Body.decode(DecisionBody.self, from: entry.body).decision(sha256: "", page: 1)
        if decision == nil { fault(entry.seq, .unreadable(detail: "a decision on nothing")) }
      case .survey: _ = try Body.decode(SurveyBody.self, from: entry.body)
      case .folder: _ = try Body.decode(FolderBody.self, from: entry.body)
      case .minutes: _ = try Body.decode(MinutesBody.self, from: entry.body)
      case .record: _ = try Body.decode(RecordBody.self, from: entry.body)
      case .duplicate: _ = try Body.decode(FoundDuplicate.self, from: entry.body)
      case .closing:
        let closing = try Body.decode(ClosingBody.self, from: entry.body).closing
        if closing == nil { fault(entry.seq, .unreadable(detail: "a closing of nothing")) }
      case .purge: _ = try Body.decode(Purge.self, from: entry.body)
      case .extract: _ = try Body.decode(Extract.self, from: entry.body)
      case .export: _ = try Body.decode(Export.self, from: entry.body)
      case .merge: _ = try Body.decode(Merge.self, from: entry.body)
      case nil: fault(entry.seq, .unreadable(detail: "unknown kind"))
      }
    } catch let error as DecodingError {
      fault(entry.seq, .unreadable(detail: error.summary))
    } catch {
      fault(entry.seq, .unreadable(detail: String(describing: error)))
    }
  }

  private mutating func fault(_ seq: Int, _ kind: ChainFault.Kind) {
    faults.append(ChainFault(seq: seq, kind: kind))
  }
}
