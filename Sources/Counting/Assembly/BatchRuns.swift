internal import Ballots

/// Splits a folder that names no opening into batches: each run of pages from one header to the next (contract,
/// section 1).
public enum BatchRuns {
  /// The inputs, in natural order, each with the opening that the header before it names. Pages before the first header
  /// of a folder keep what they had.
  public static func assigned(_ inputs: [AssembledInput]) -> [AssembledInput] {
    var current: OpeningID?
    var folder: Substring?
    return inputs.inNaturalOrder().map { input in
      if folder != input.folder { current = nil }
      folder = input.folder
      if let page = input.evidence, page.beginsBatch {
        current = page.identity.unit.flatMap { unit in
          page.identity.box.map { OpeningID(unit: unit, box: $0) }
        }
      }
      var assigned = input
      assigned.opening = input.opening ?? current
      return assigned
    }
  }
}
