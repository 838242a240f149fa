public import Counting
internal import Foundation
internal import GRDB
internal import Synchronization

extension Journal {
  /// Whether a file was read by this program with these forms.
  public func isRead(_ sha256: String, stamp: ReaderStamp) throws(JournalError) -> Bool {
    try connection.reading { db in try Self.lastRead(of: sha256, stamp: stamp, in: db) != nil }
  }

  /// The last reading of each file, by SHA-256. Without a stamp, the last one by whatever program.
  public func files(stamp: ReaderStamp? = nil) throws(JournalError) -> [String: FileFacts] {
    try connection.reading { db in
      let rows = try Row.fetchCursor(
        db, sql: "SELECT seq, sha256, CAST(body AS BLOB) AS body FROM entry WHERE kind = ? ORDER BY seq",
        arguments: [EntryKind.fileRead.rawValue])
      var files: [String: FileFacts] = [:]
      while let row = try rows.next() {
        let file = try Self.decode(FileBody.self, row)
        guard stamp == nil || file.stamp == stamp else { continue }
        let sha256: String = try row.value("sha256")
        files[sha256] = file.facts(sha256: sha256)
      }
      return files
    }
  }

  /// What was read from these files, in their order, without those that were never read with this stamp; pages by page
  /// and slot. Without a stamp, the last reading by whatever program.
  ///
  /// A page takes some tens of kilobytes: a caller with many files asks for some hundreds at a time.
  public func readings(of files: [String], stamp: ReaderStamp? = nil) throws(JournalError) -> [FileReading] {
    try connection.reading { db in
      var readings: [FileReading] = []
      var stored: [(reading: Int, page: StoredPage)] = []
      /// Decoding is nearly all of the work.
      func decode() throws {
        let pages = try StoredPage.decoded(stored.map(\.page))
        for ((reading, _), page) in zip(stored, pages) { readings[reading].pages.append(page) }
        stored.removeAll(keepingCapacity: true)
      }
      for sha256 in files {
        guard let (seq, file) = try Self.lastRead(of: sha256, stamp: stamp, in: db) else { continue }
        stored += try Self.pages(of: sha256, from: file.pagesFrom, to: seq, in: db).map { (readings.count, $0) }
        readings.append(FileReading(file: file.facts(sha256: sha256), pages: []))
        if stored.count >= StoredPage.decodedAtATime { try decode() }
      }
      try decode()
      for index in readings.indices {
        readings[index].pages.sort { ($0.page, $0.slot) < ($1.page, $1.slot) }
      }
      return readings
    }
  }

  /// What was read on one page of a file, ballot by ballot; nil where the file was never read with this stamp. Without a
  /// stamp, the last reading by whatever program.
  public func page(
    _ number: Int, of sha256: String, stamp: ReaderStamp? = nil
  ) throws(JournalError) -> [PageFacts]? {
    try connection.reading { db in
      guard let (seq, file) = try Self.lastRead(of: sha256, stamp: stamp, in: db) else { return nil }
      return try StoredPage.decoded(Self.pages(of: sha256, from: file.pagesFrom, to: seq, only: number, in: db))
    }
  }

  /// What people decided, in the order in which it was recorded; of several on one subject the last one holds.
  public func decisions() throws(JournalError) -> [Decision] {
    try facts(.decision, DecisionBody.self) { body, row in
      let decision = body.decision(sha256: try row.value("sha256"), page: try row.value("page"))
      guard let decision else { throw JournalError.damaged(detail: "a decision on nothing") }
      return decision
    }
  }

  /// The forms with which pages were ever read, in the order in which they came into use.
  public func forms() throws(JournalError) -> [RememberedForm] {
    try facts(.form, RememberedForm.self) { form, _ in form }
  }

  /// All facts of a kind in the order of their entries.
  func facts<B: Decodable, T>(
    _ kind: EntryKind, _ body: B.Type, _ fact: (B, Row) throws -> T
  ) throws(JournalError) -> [T] {
    try connection.reading { db in
      let rows = try Row.fetchAll(
        db, sql: "SELECT seq, sha256, page, CAST(body AS BLOB) AS body FROM entry WHERE kind = ? ORDER BY seq",
        arguments: [kind.rawValue])
      return try rows.map { try fact(Self.decode(body, $0), $0) }
    }
  }

  private static func lastRead(
    of sha256: String, stamp: ReaderStamp?, in db: Database
  ) throws -> (seq: Int, file: FileBody)? {
    let statement = try db.cachedStatement(
      sql: """
        SELECT seq, CAST(body AS BLOB) AS body FROM entry WHERE kind = ? AND sha256 = ? ORDER BY seq DESC
        """)
    let rows = try Row.fetchCursor(statement, arguments: [EntryKind.fileRead.rawValue, sha256])
    while let row = try rows.next() {
      let file = try decode(FileBody.self, row)
      if stamp == nil || file.stamp == stamp { return (try row.value("seq"), file) }
    }
    return nil
  }

  /// The stored pages of a file, or one of them.
  private static func pages(
    of sha256: String, from: Int, to: Int, only page: Int? = nil, in db: Database
  ) throws -> [StoredPage] {
    let statement = try db.cachedStatement(
      sql: """
        SELECT seq, page, CAST(body AS BLOB) AS body FROM entry
        WHERE kind = ? AND sha256 = ? AND seq >= ? AND seq < ?\(page == nil ? "" : " AND page = ?")
        """)
    let place: StatementArguments = [EntryKind.pageRead.rawValue, sha256, from, to]
    let rows = try Row.fetchCursor(statement, arguments: page.map { place + [$0] } ?? place)
    var pages: [StoredPage] = []
    while let row = try rows.next() {
      pages.append(
        StoredPage(seq: try row.value("seq"), page: try row.value("page"), body: try row.value("body")))
    }
    return pages
  }

  /// A row's body, or which entry it is that cannot be read.
  static func decode<T: Decodable>(_ type: T.Type, _ row: Row) throws -> T {
    try decode(type, from: try row.value("body"), ofEntry: try row.value("seq"))
  }

  fileprivate static func decode<T: Decodable>(_ type: T.Type, from body: Data, ofEntry seq: Int) throws -> T {
    do {
      return try Body.decode(type, from: body)
    } catch let error as DecodingError {
      throw JournalError.damaged(detail: "entry \(seq): \(error.summary)")
    }
  }
}

/// The entry of a page, not yet decoded.
private struct StoredPage: Sendable {
  /// Pages whose bodies are in memory at a time: some ten megabytes.
  static let decodedAtATime = 1000

  let seq: Int
  let page: Int
  let body: Data

  private func facts() throws -> PageFacts {
    let body = try Journal.decode(PageBody.self, from: body, ofEntry: seq)
    return PageFacts(page: page, slot: body.slot, reading: body.reading)
  }

  /// The pages in their order, decoded over all processors; the error is that of the first entry that cannot be read.
  static func decoded(_ pages: [StoredPage]) throws -> [PageFacts] {
    let results = Mutex<[Result<PageFacts, any Error>?]>(Array(repeating: nil, count: pages.count))
    DispatchQueue.concurrentPerform(iterations: pages.count) { index in
      let result = Result { try pages[index].facts() }
      results.withLock { $0[index] = result }
    }
    return try results.withLock { try $0.compactMap { try $0?.get() } }
  }
}
