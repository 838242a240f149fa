/// The one place where texts for people stand. Each entry has Vietnamese first, English beside it.
enum Catalogue {
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
