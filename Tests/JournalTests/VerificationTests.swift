import Counting
import Foundation
import GRDB
import Journal
import Testing

@Suite struct VerificationTests {
  private func filled() throws -> TemporaryStore {
    let store = try TemporaryStore()
    let journal = try store.open()
    try journal.remember(Samples.form)
    try journal.record((1...3).map { Samples.fileReading($0, pages: 2) })
    try journal.record(Samples.decision(.page(.duplicate)))
    return store
  }

  private func kinds(_ store: TemporaryStore) throws -> [ChainFault] {
    // The triggers that tampering drops are reported too; these tests look at the entries.
    try store.open(.readOnly).verifyChain().faults.filter { $0.seq != nil }
  }

  @Test func anUntouchedStoreIsWhole() throws {
    let journal = try filled().open(.readOnly)
    let report = try journal.verifyChain()
    #expect(report.isWhole)
    #expect(report.faults.isEmpty)
    #expect(try report.head == journal.head)
    #expect(report.head.seq == 11)
  }

  @Test(arguments: [
    "time = time || ' '", "kind = 'file-read'", "sha256 = NULL", "sha256 = replace(sha256, '2', '3')",
    "page = page + 1", "page = NULL", "body = replace(body, 'U01', 'U02')", "body = body || ' '",
    "hash = zeroblob(32)", "previous = zeroblob(32)",
  ])
  func aChangeInAnyColumn(change: String) throws {
    let store = try filled()
    try store.tamper("UPDATE entry SET \(change) WHERE seq = 5")
    #expect(try kinds(store).contains { $0.seq == 5 && $0.kind != .gap(expected: 5) })
  }

  @Test func anAlterationIsToldOnceAndWhere() throws {
    let store = try filled()
    try store.tamper("UPDATE entry SET body = replace(body, 'U01', 'U02') WHERE seq = 5")
    #expect(try kinds(store) == [ChainFault(seq: 5, kind: .altered)])
  }

  @Test func aRemovedEntry() throws {
    let store = try filled()
    try store.tamper("DELETE FROM entry WHERE seq = 5")
    #expect(
      try kinds(store) == [
        ChainFault(seq: 6, kind: .gap(expected: 5)), ChainFault(seq: 6, kind: .linkBroken),
      ])
  }

  @Test func aRemovedEndIsSeenByItsHead() throws {
    let store = try filled()
    let noted = try store.open(.readOnly).head
    try store.tamper("DELETE FROM entry WHERE seq = 11")
    #expect(try store.open(.readOnly).verifyChain().head != noted)
  }

  @Test func twoEntriesThatChangedPlaces() throws {
    let store = try filled()
    try store.tamper(
      """
      UPDATE entry SET seq = -1 WHERE seq = 3; UPDATE entry SET seq = 3 WHERE seq = 4;
      UPDATE entry SET seq = 4 WHERE seq = -1
      """)
    #expect(Set(try kinds(store).map(\.seq)).isSuperset(of: [3, 4]))
  }

  @Test func missingGuardsAreNamed() throws {
    let store = try filled()
    try store.tamper("CREATE TABLE extra (x)")
    let objects = try store.open(.readOnly).verifyChain().faults.map(\.kind)
    #expect(
      objects == [
        .schema(object: "entry_is_never_changed"), .schema(object: "entry_is_never_removed"),
        .schema(object: "extra"),
      ])
  }

  /// Bytes all over the file, one at a time: the change is found, or nothing that was remembered is different.
  @Test func aFlippedByteIsFoundOrHarmless() throws {
    let store = try filled()
    let whole = try Data(contentsOf: store.url)
    let before = try Remembered(store.open(.readOnly))
    // A prime, so that every place within a page and a record has its turn.
    let step = 61
    var found = 0
    for position in stride(from: 0, to: whole.count, by: step) {
      var bytes = whole
      bytes[position] ^= 1 << UInt8(position % 8)
      try bytes.write(to: store.url)
      do {
        let journal = try store.open(.readOnly)
        if try !journal.verifyChain().isWhole {
          found += 1
        } else {
          #expect(try Remembered(journal) == before, "byte \(position)")
        }
      } catch is JournalError {
        found += 1
      }
    }
    // The rest is free space in SQLite's pages, three fifths at most in a store this small.
    #expect(found > whole.count / step * 2 / 5)
  }

  /// Each byte of one stored body, found in the file by its text.
  @Test func everyFlippedByteOfABodyIsFound() throws {
    let store = try filled()
    let whole = try Data(contentsOf: store.url)
    let body = Data("dấu rõ ở ô 4".utf8)
    let range = try #require(whole.range(of: body))
    for position in range {
      var bytes = whole
      bytes[position] ^= 1
      try bytes.write(to: store.url)
      #expect(try kinds(store) == [ChainFault(seq: 11, kind: .altered)], "byte \(position)")
    }
  }

  /// All that the journal gives back.
  private struct Remembered: Equatable {
    var readings: [FileReading]
    var files: [String: FileFacts]
    var forms: [RememberedForm]
    var decisions: [Int]
    var head: ChainHead

    init(_ journal: Journal) throws {
      readings = try journal.readings(of: (1...3).map(Samples.hash))
      files = try journal.files()
      forms = try journal.forms()
      decisions = try journal.decisions().map(\.hashValue)
      head = try journal.head
    }
  }
}
