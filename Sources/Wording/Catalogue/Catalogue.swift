internal import Counting

/// The one place where texts for people stand. Each entry has Vietnamese first, English beside it.
enum Catalogue {
  /// What is said of a discrepancy; some codes have several cases. `isExplained` says that it is known why.
  static func entry(_ discrepancy: Discrepancy, isExplained: Bool) -> Entry {
    func has(_ parameter: Discrepancy.Parameter) -> Bool { discrepancy.parameters[parameter] != nil }
    switch discrepancy.code {
    case .minutesMissing where isExplained: return minutesUnusable
    case .reportLate where has(.milestone): return milestoneLate
    case .openingMissing where has(.days): return openingMissingOnDay
    case .sealingRecordMissing where has(.date): return sealedAfterOpening
    default: return entry(discrepancy.code)
    }
  }

  /// What is said of a reason or a discrepancy.
  struct Entry: Hashable, Sendable {
    /// What was seen; no full stop.
    var message: Phrase
    /// Numbers and names behind it, shown in brackets when all of them are known.
    var detail: Phrase?
    /// What to do next.
    var action: Phrase

    init(_ message: Phrase, detail: Phrase? = nil, action: Phrase) {
      self.message = message
      self.detail = detail
      self.action = action
    }
  }
}
