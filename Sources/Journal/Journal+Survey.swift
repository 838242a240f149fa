internal import Ballots
public import Counting
internal import Foundation
internal import GRDB

/// What the journal remembers of a survey as a whole.
extension Journal {
  /// The rules, the scans, the minutes and the records as they were counted last; nil when nothing was counted yet, or by a program
  /// that remembered readings and decisions only.
  public func snapshot() throws(JournalError) -> SurveySnapshot? {
    try connection.reading { db in try Self.snapshot(in: db) }
  }

  /// Remembers what differs from what was counted last: the rules, scans that came, moved or went, minutes and
  /// records that were entered, revised or taken away. One transaction; nothing is written when nothing differs.
  public func remember(_ snapshot: SurveySnapshot) throws(JournalError) {
    try append { writer in
      let before = try Self.snapshot(in: writer.db)
      if before?.survey != snapshot.survey {
        try writer.add(Fact(kind: .survey, body: Body.encode(SurveyBody(snapshot.survey))))
      }
      if let change = FolderBody(from: before?.files ?? [], to: snapshot.files) {
        try writer.add(Fact(kind: .folder, body: Body.encode(change)))
      }
      let known = before?.minutes ?? []
      for minutes in snapshot.minutes where !known.contains(minutes) {
        try writer.add(Fact(kind: .minutes, body: Body.encode(MinutesBody(minutes))))
      }
      let there = Set(snapshot.minutes.map { PathKey($0.file) })
      for minutes in known where !there.contains(PathKey(minutes.file)) {
        try writer.add(Fact(kind: .minutes, body: Body.encode(MinutesBody(gone: minutes.file))))
      }
      for record in snapshot.records where before?.records.contains(record) != true {
        try writer.add(Fact(kind: .record, body: Body.encode(RecordBody(file: record.file, text: record.text))))
      }
      let kept = Set(snapshot.records.map { PathKey($0.file) })
      for record in before?.records ?? [] where !kept.contains(PathKey(record.file)) {
        try writer.add(Fact(kind: .record, body: Body.encode(RecordBody(file: record.file))))
      }
    }
  }

  /// Remembers duplicates that were not found before.
  public func remember(_ duplicates: [FoundDuplicate]) throws(JournalError) {
    guard !duplicates.isEmpty else { return }
    let known = Set(try self.duplicates())
    let new = duplicates.filter { !known.contains($0) }
    guard !new.isEmpty else { return }
    try append { writer in
      for duplicate in new {
        try writer.add(
          Fact(
            kind: .duplicate, sha256: duplicate.sha256, page: duplicate.location.page, body: Body.encode(duplicate)))
      }
    }
  }

  /// The duplicates that were ever found, in that order.
  public func duplicates() throws(JournalError) -> [FoundDuplicate] {
    try facts(.duplicate, FoundDuplicate.self) { duplicate, _ in duplicate }
  }

  /// Records that a box was closed or opened again; gives the entry, which is what a closing sheet names.
  @discardableResult
  public func record(_ closing: Closing) throws(JournalError) -> ChainHead {
    try append { writer in try writer.add(closing) }
  }

  /// What was closed and opened again, in that order.
  public func closings() throws(JournalError) -> [Closing] {
    try facts(.closing, ClosingBody.self) { body, _ in try Self.closing(body) }
  }

  /// The entry of the last closing of an opening; nil when it was never closed.
  public func entry(closing opening: OpeningID) throws(JournalError) -> ChainHead? {
    try connection.reading { db in
      let rows = try Row.fetchCursor(
        db, sql: "SELECT seq, hash, CAST(body AS BLOB) AS body FROM entry WHERE kind = ? ORDER BY seq DESC",
        arguments: [EntryKind.closing.rawValue])
      while let row = try rows.next() {
        let closing = try Self.closing(Self.decode(ClosingBody.self, row))
        guard closing.opening == opening, case .close = closing.act else { continue }
        return ChainHead(seq: try row.value("seq"), bytes: try row.value("hash"))
      }
      return nil
    }
  }

  /// The most people who had to agree when any of the decisions on these files was recorded, by the rules of that time;
  /// nil when nobody decided on them, or the store does not know by which rules.
  public func mostPeopleAskedFor(decisionsOn files: Set<String>) throws(JournalError) -> Int? {
    try connection.reading { db in
      let rows = try Row.fetchCursor(
        db, sql: "SELECT seq, kind, sha256, CAST(body AS BLOB) AS body FROM entry WHERE kind IN (?, ?) ORDER BY seq",
        arguments: [EntryKind.survey.rawValue, EntryKind.decision.rawValue])
      var inForce: Int?
      var most: Int?
      while let row = try rows.next() {
        let kind: String = try row.value("kind")
        if EntryKind(rawValue: kind) == .survey {
          inForce = try Self.decode(SurveyBody.self, row).survey.review.peopleToAgree
        } else if let inForce, files.contains(try row.value("sha256")) {
          most = max(most ?? 0, inForce)
        }
      }
      return most
    }
  }

  private static func closing(_ body: ClosingBody) throws(JournalError) -> Closing {
    guard let closing = body.closing else { throw .damaged(detail: "a closing of nothing") }
    return closing
  }

  /// Records that pictures are deleted; written before they are, so that none ever lacks its entry.
  public func record(_ purge: Purge) throws(JournalError) {
    try append { writer in try writer.add(Fact(kind: .purge, body: Body.encode(purge))) }
  }

  /// The deletions, in their order.
  public func purges() throws(JournalError) -> [Purge] { try facts(.purge, Purge.self) { purge, _ in purge } }

  private static func snapshot(in db: Database) throws -> SurveySnapshot? {
    let kinds: [EntryKind] = [.survey, .folder, .minutes, .record]
    let rows = try Row.fetchCursor(
      db,
      sql: "SELECT seq, kind, CAST(body AS BLOB) AS body FROM entry WHERE kind IN (?, ?, ?, ?) ORDER BY seq",
      arguments: StatementArguments(kinds.map(\.rawValue)))
    var survey: Survey?
    var files: [PathKey: PlacedFile] = [:]
    var minutes: [PathKey: WrittenMinutes] = [:]
    var records: [PathKey: WrittenRecord] = [:]
    while let row = try rows.next() {
      let kind: String = try row.value("kind")
      switch EntryKind(rawValue: kind) {
      case .survey: survey = try decode(SurveyBody.self, row).survey
      case .folder: try decode(FolderBody.self, row).apply(to: &files)
      case .record:
        let body = try decode(RecordBody.self, row)
        records[PathKey(body.file)] = body.record
      default:
        let body = try decode(MinutesBody.self, row)
        minutes[PathKey(body.file)] = body.minutes
      }
    }
    return survey.map {
      SurveySnapshot(
        survey: $0, files: Array(files.values), minutes: Array(minutes.values), records: Array(records.values))
    }
  }
}
