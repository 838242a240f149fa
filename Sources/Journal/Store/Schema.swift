internal import GRDB

/// The store's one table, its guards, and the marks by which a store is known.
///
/// The format's version goes up with every new kind of entry, so that an older program refuses a store whose facts it
/// would not understand. The table itself is the same for all kinds.
enum Schema {
  /// `KPJ1` in ASCII: marks the file as ours for `file(1)` and for ``check(_:)``.
  static let applicationID = 0x4B50_4A31
  /// What this program writes and reads.
  static let version = 2
  /// Stores that differ from it only in knowing fewer kinds of entries.
  static let olderVersions = 1..<version

  /// Name and text of each object, in the order of creation. ``Journal/verifyChain()`` holds the store against it.
  static let objects: [(name: String, sql: String)] = [
    (
      "entry",
      """
      CREATE TABLE entry (
        seq INTEGER PRIMARY KEY,
        time TEXT NOT NULL,
        kind TEXT NOT NULL,
        sha256 TEXT,
        page INTEGER,
        body TEXT NOT NULL,
        previous BLOB NOT NULL,
        hash BLOB NOT NULL
      ) STRICT
      """
    ),
    ("entry_by_subject", "CREATE INDEX entry_by_subject ON entry (kind, sha256, page)"),
    (
      "entry_is_never_changed",
      """
      CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry
      BEGIN SELECT raise(ABORT, 'entries are never changed'); END
      """
    ),
    (
      "entry_is_never_removed",
      """
      CREATE TRIGGER entry_is_never_removed BEFORE DELETE ON entry
      BEGIN SELECT raise(ABORT, 'entries are never removed'); END
      """
    ),
    (
      // Also stops INSERT OR REPLACE, which removes a row without asking the trigger above.
      "entry_follows_the_last",
      """
      CREATE TRIGGER entry_follows_the_last BEFORE INSERT ON entry
      WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM entry)
        OR NEW.previous IS NOT coalesce((SELECT hash FROM entry ORDER BY seq DESC LIMIT 1), zeroblob(32))
      BEGIN SELECT raise(ABORT, 'an entry follows the last one'); END
      """
    ),
  ]

  /// Whether nothing was ever written: a new file, or one whose creation was interrupted.
  static func isUnused(_ db: Database) throws -> Bool {
    try number("PRAGMA application_id", db) == 0 && number("PRAGMA user_version", db) == 0
      && number("SELECT count(*) FROM sqlite_schema", db) == 0
  }

  /// Makes the table and its guards; within the caller's transaction.
  static func create(in db: Database) throws {
    for object in objects { try db.execute(sql: object.sql) }
    try db.execute(sql: "PRAGMA application_id = \(applicationID); PRAGMA user_version = \(version)")
  }

  /// Marks an older store as one that may hold what this program writes; within the caller's transaction.
  static func raise(_ db: Database) throws {
    if olderVersions.contains(try number("PRAGMA user_version", db)) {
      try db.execute(sql: "PRAGMA user_version = \(version)")
    }
  }

  /// Refuses what is no store, or one that this program does not understand.
  static func check(_ db: Database) throws {
    guard try number("PRAGMA application_id", db) == applicationID else { throw JournalError.notAStore }
    let found = try number("PRAGMA user_version", db)
    guard found <= version else { throw JournalError.newerProgram(store: found, supported: version) }
    guard found == version || olderVersions.contains(found) else {
      throw JournalError.damaged(detail: "user_version \(found)")
    }
    guard try db.tableExists("entry") else { throw JournalError.damaged(detail: "no table entry") }
  }

  /// Names of objects that are not as this program makes them: missing, altered, or added.
  static func deviations(in db: Database) throws -> [String] {
    let rows = try Row.fetchAll(db, sql: "SELECT name, sql FROM sqlite_schema ORDER BY name")
    var found: [String: String] = [:]
    for row in rows { found[row.optional("name") ?? "?"] = row.optional("sql") ?? "" }
    let expected = Dictionary(uniqueKeysWithValues: objects.map { ($0.name, $0.sql) })
    return Set(found.keys).union(expected.keys).filter { found[$0] != expected[$0] }.sorted()
  }

  private static func number(_ sql: String, _ db: Database) throws -> Int { try Int.fetchOne(db, sql: sql) ?? 0 }
}
