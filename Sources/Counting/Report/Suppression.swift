/// Results of few ballots are not shown, and neither is what would give them away: of one hidden part the sum and the other
/// parts tell the result, so that a second one is hidden with it (complementary suppression).
enum Suppression {
  /// A part of a whole that is shown.
  struct Part {
    /// Ballots on which it rests.
    var answered: Int
    /// Whether it is shown so far.
    var isShown: Bool
  }

  /// The part that has to be hidden with the only hidden one: the smallest that is shown; nil where none has to be.
  static func alsoHidden(_ parts: [Part]) -> Int? {
    let hidden = parts.filter { $0.answered > 0 && !$0.isShown }
    guard hidden.count == 1 else { return nil }
    return parts.indices.filter { parts[$0].isShown && parts[$0].answered > 0 }
      .min { (parts[$0].answered, $0) < (parts[$1].answered, $1) }
  }
}

/// A question by its id and its words: forms may use an id for different things.
struct QuestionWording: Hashable, Sendable {
  let id: String
  private let words: String

  init(_ id: String, text: String) {
    self.id = id
    // A new print with other signs or capitals asks the same.
    words = text.lowercased().filter { $0.isLetter || $0.isNumber }
  }
}
