public import Counting
internal import Foundation
internal import GRDB
internal import Synchronization

extension Journal {
  /// Records files with their pages: all of the batch or nothing, in one transaction. A commit costs several synced
  /// writes, so a caller with many small files hands over some dozens at a time.
  public func record(_ batch: [FileReading]) throws(JournalError) {
    // Spelt before the transaction, so that the store is locked only while it is written.
    let spelt = batch.map { reading in
      (reading.file, reading.pages.map { Fact($0, in: reading.file.sha256) })
    }
    try append { writer in
      for (file, pages) in spelt { try writer.add(file, pages) }
    }
  }

  /// Records some pages of a file that is still being read. They count only when ``record(_:)`` gets the file itself,
  /// with its remaining pages or none, while this journal is open.
  public func record(pages: [PageFacts], ofUnfinished sha256: String) throws(JournalError) {
    let facts = pages.map { Fact($0, in: sha256) }
    try append { writer in
      if writer.unfinished[sha256] == nil { writer.unfinished[sha256] = writer.head.seq + 1 }
      for fact in facts { try writer.add(fact) }
    }
  }

  /// Gives up a file of which pages were recorded: they never count.
  public func abandon(_ sha256: String) {
    state.withLock { $0.unfinished[sha256] = nil }
  }

  /// Records what a person decided.
  public func record(_ decision: Decision) throws(JournalError) {
    try append { writer in try writer.add(decision) }
  }

  /// Records a form with which pages are read, unless it is remembered already.
  public func remember(_ form: RememberedForm) throws(JournalError) {
    try append { writer in try writer.addUnlessKnown(form) }
  }

  /// One transaction at the end of the chain.
  @discardableResult
  func append(_ additions: (inout ChainWriter) throws -> Void) throws(JournalError) -> ChainHead {
    guard access == .readWrite else { throw .readOnly }
    let time = now().formatted(.iso8601)
    return try state.withLock { state throws(JournalError) in
      let before = state
      state = try connection.writing { db in
        // Only this writer holds the folder. A head that moved means a drive on which folders cannot be locked.
        guard try ChainHead.last(in: db) == before.head else { throw JournalError.busy }
        var writer = ChainWriter(db: db, time: time, head: before.head, unfinished: before.unfinished)
        try additions(&writer)
        return WriterState(head: writer.head, unfinished: writer.unfinished)
      }
      return state.head
    }
  }
}

/// The end of the chain while one transaction adds to it.
struct ChainWriter {
  let db: Database
  let time: String
  var head: ChainHead
  var unfinished: [String: Int]

  mutating func add(_ fact: Fact) throws {
    head = try Entry.append(fact, at: time, after: head, in: db)
  }

  /// A file with its pages.
  mutating func add(_ file: FileFacts, _ pages: [Fact]) throws {
    let first = head.seq + 1
    for page in pages { try add(page) }
    let from = unfinished.removeValue(forKey: file.sha256) ?? first
    try add(Fact(kind: .fileRead, sha256: file.sha256, body: Body.encode(FileBody(file, pagesFrom: from))))
  }

  mutating func add(_ reading: FileReading) throws {
    try add(reading.file, reading.pages.map { Fact($0, in: reading.file.sha256) })
  }

  mutating func add(_ decision: Decision) throws {
    try add(
      Fact(kind: .decision, sha256: decision.sha256, page: decision.page, body: Body.encode(DecisionBody(decision))))
  }

  mutating func add(_ closing: Closing) throws {
    try add(Fact(kind: .closing, body: Body.encode(ClosingBody(closing))))
  }

  mutating func addUnlessKnown(_ form: RememberedForm) throws {
    // The column holds the form's hash here: it is the subject's address, as the file's is elsewhere.
    let hash = form.hash
    let known = try Int.fetchOne(
      db, sql: "SELECT seq FROM entry WHERE kind = ? AND sha256 = ?", arguments: [EntryKind.form.rawValue, hash])
    if known == nil { try add(Fact(kind: .form, sha256: hash, body: Body.encode(form))) }
  }
}

extension Fact {
  /// What was read from one ballot of a page of a file.
  fileprivate init(_ page: PageFacts, in sha256: String) {
    self.init(
      kind: .pageRead, sha256: sha256, page: page.page, body: Body.encode(PageBody(slot: page.slot, page.reading)))
  }
}
