internal import Ballots

/// Splits a folder that names no opening into batches: each run of pages from one header to the next (contract,
/// section 1).
public enum BatchRuns {
  /// The inputs, in natural order, each with the opening that the header before it names. Pages before the first header
  /// of a folder keep what they had.
  public static func assigned(_ inputs: [AssembledInput]) -> [AssembledInput] {
    var current: OpeningID?
    var folder: Substring?
    let ordered = inputs.map { (NaturalOrder.Key($0.location.file), $0) }.sorted { a, b in
      let order = a.0.comparison(with: b.0)
      if order != 0 { return order < 0 }
      return (a.1.location.page, a.1.location.slot) < (b.1.location.page, b.1.location.slot)
    }
    return ordered.map { _, input in
      if folder != input.folder { current = nil }
      folder = input.folder
      if let reading = input.reading, reading.kind == .header {
        current = reading.identity.unit.flatMap { unit in
          reading.identity.box.map { OpeningID(unit: unit, box: $0) }
        }
      }
      var assigned = input
      assigned.opening = input.opening ?? current
      return assigned
    }
  }
}
