public import Counting

/// One box of a store, taken out and taken in.
extension Journal {
  /// What is remembered of the files with these hashes and of this opening.
  public func facts(
    of files: [String], opening: OpeningID, stamp: ReaderStamp?
  ) throws(JournalError) -> BoxFacts {
    let wanted = Set(files)
    let readings = try readings(of: wanted.sorted(), stamp: stamp)
    let used = Set(readings.flatMap(\.file.stamp.forms))
    return BoxFacts(
      forms: try forms().filter { used.contains($0.hash) }, readings: readings,
      decisions: try decisions().filter { wanted.contains($0.sha256) },
      closings: try closings().filter { $0.opening == opening })
  }

  /// Takes in what another store remembers of a box: what is here already is not taken twice, so that a run that was
  /// cut off can be repeated.
  public func take(_ facts: BoxFacts) throws(JournalError) {
    for form in facts.forms { try remember(form) }
    var new: [FileReading] = []
    for reading in facts.readings where try !isRead(reading.file.sha256, stamp: reading.file.stamp) {
      new.append(reading)
    }
    try record(new)
    let decided = Set(try decisions())
    for decision in facts.decisions where !decided.contains(decision) { try record(decision) }
    let closed = Set(try closings())
    for closing in facts.closings where !closed.contains(closing) { try record(closing) }
  }

  /// Records the origin of a store that holds one box of another.
  public func record(_ extract: Extract) throws(JournalError) {
    try append { writer in try writer.add(Fact(kind: .extract, body: Body.encode(extract))) }
  }

  /// The origin of a store that holds one box of another; nil for any other store.
  public func extract() throws(JournalError) -> Extract? {
    try facts(.extract, Extract.self) { extract, _ in extract }.first
  }

  /// Records that an archive was taken in.
  public func record(_ merge: Merge) throws(JournalError) {
    try append { writer in try writer.add(Fact(kind: .merge, body: Body.encode(merge))) }
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
    try purges().flatMap(\.files) + (try merges().flatMap(\.absent)) + (try extract()?.absent ?? [])
  }
}
