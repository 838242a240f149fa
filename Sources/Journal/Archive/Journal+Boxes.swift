public import Counting

/// One box of a store, taken out and taken in.
extension Journal {
  /// What is remembered of the files with these hashes, as they were read last, and of this opening.
  public func facts(of files: [String], opening: OpeningID) throws(JournalError) -> BoxFacts {
    let wanted = Set(files)
    let readings = try readings(of: wanted.sorted())
    let used = Set(readings.flatMap(\.file.stamp.forms))
    return BoxFacts(
      forms: try forms().filter { used.contains($0.hash) }, readings: readings,
      decisions: try decisions().filter { wanted.contains($0.sha256) },
      closings: try closings().filter { $0.opening == opening })
  }

  /// Why a box of another store is taken in.
  public enum Origin: Sendable {
    /// This store is made for that box alone.
    case extract(Extract)
    /// An archive of another office.
    case merge(Merge)
  }

  /// Takes in what another store remembers of a box, with where it is from: all of it or nothing, in one transaction.
  public func take(_ facts: BoxFacts, from origin: Origin) throws(JournalError) {
    try append { writer in
      switch origin {
      case .extract(let extract): try writer.add(Fact(kind: .extract, body: Body.encode(extract)))
      case .merge(let merge): try writer.add(Fact(kind: .merge, body: Body.encode(merge)))
      }
      for form in facts.forms { try writer.addUnlessKnown(form) }
      for reading in facts.readings { try writer.add(reading) }
      for decision in facts.decisions { try writer.add(decision) }
      for closing in facts.closings { try writer.add(closing) }
    }
  }

  /// The origin of a store that holds one box of another; nil for any other store.
  public func extract() throws(JournalError) -> Extract? {
    try facts(.extract, Extract.self) { extract, _ in extract }.first
  }

  /// Records that an archive was written.
  public func record(_ export: Export) throws(JournalError) {
    try append { writer in try writer.add(Fact(kind: .export, body: Body.encode(export))) }
  }

  /// The archives that were written, in their order.
  public func exports() throws(JournalError) -> [Export] { try facts(.export, Export.self) { export, _ in export } }

  /// The archives that were taken in, in their order.
  public func merges() throws(JournalError) -> [Merge] { try facts(.merge, Merge.self) { merge, _ in merge } }

  /// Scans that need not lie in the folder: deleted when their time was over, or of another office that sent masked
  /// pictures. What was read from them holds, with whatever program.
  public func absentFiles() throws(JournalError) -> [PlacedFile] {
    let absent = try purges().flatMap(\.files) + (try merges().flatMap(\.absent)) + (try extract()?.absent ?? [])
    // A picture that came back and was deleted again is absent once.
    var seen: Set<PlacedFile> = []
    return absent.filter { seen.insert($0).inserted }
  }
}
