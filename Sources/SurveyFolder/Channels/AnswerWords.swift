internal import Ballots
internal import Counting

/// What answers to a question are called in a list: by the option's value, by its label on the form, by the words of a scale
/// of five, or as the list's description says. A number with words beside it (`5 - Rất hài lòng`) is an answer only where
/// the words say the same: lists that count the other way round are not misread.
struct AnswerWords {
  /// The levels of a scale of five as forms print them.
  private static let levels = [
    "5": "Rất hài lòng", "4": "Hài lòng", "3": "Bình thường", "2": "Không hài lòng", "1": "Rất không hài lòng",
  ]
  /// What stands between a value and its words.
  private static let signs: Set<Character> = ["-", "–", "—", ".", ":", ")", "="]

  let question: Question
  /// Values by the key of the words that mean them; empty for a blank answer.
  private let values: [String: String]

  /// `given` are words and values of the list's description.
  init(_ question: Question, given: [(words: String, value: String)] = []) {
    self.question = question
    let known = question.options.map(\.value)
    var values: [String: String] = [:]
    func add(_ words: String, _ value: String) {
      let key = VietnameseName.key(words)
      // Words that mean two values mean none.
      values[key] = values[key] == nil || values[key] == value ? value : "?"
    }
    for option in question.options {
      add(option.value, option.value)
      if !option.label.isEmpty { add(option.label, option.value) }
    }
    if question.kind == .scale5 {
      for value in known { Self.levels[value].map { add($0, value) } }
    }
    for (words, value) in given where value == Self.blank || known.contains(value) {
      values[VietnameseName.key(words)] = value == Self.blank ? "" : value
    }
    self.values = values.filter { $0.value != "?" }
  }

  /// What the description writes for an answer that is none.
  static let blank = "blank"

  /// The answer of a cell; nil for one that cannot be told.
  func answer(_ text: String) -> Answer? {
    guard !text.isEmpty else { return .blank }
    if let value = value(text) { return value.isEmpty ? .blank : .values([value]) }
    guard question.kind == .multi, let chosen = several(text) else { return nil }
    let ordered = question.options.map(\.value).filter(chosen.contains)
    return question.allows(marks: ordered.count) ? .values(ordered) : .overvote
  }

  /// How answers can be written, for whoever has to correct them.
  var examples: [String] {
    question.options.map { $0.label.isEmpty || $0.label == $0.value ? $0.value : $0.label }
  }

  /// The value that a text means; empty for a blank answer.
  private func value(_ text: some StringProtocol) -> String? {
    let text = String(text)
    if let value = values[VietnameseName.key(text)] { return value }
    for option in question.options {
      guard let words = Self.words(of: text, beside: option.value) else { continue }
      return values[VietnameseName.key(words)] == option.value ? option.value : nil
    }
    return nil
  }

  /// `Rất hài lòng` of `5 - Rất hài lòng`, `5. Rất hài lòng`, `Rất hài lòng (5)`.
  private static func words(of text: String, beside value: String) -> String? {
    if text.hasSuffix("(\(value))") { return String(text.dropLast(value.count + 2)) }
    guard text.hasPrefix(value) else { return nil }
    let rest = text.dropFirst(value.count).drop { $0.isWhitespace }
    guard let sign = rest.first, signs.contains(sign) else { return nil }
    return String(rest.dropFirst())
  }

  /// The values of a list in one cell. Labels may hold commas themselves: there must be one way only to divide the text.
  private func several(_ text: String) -> Set<String>? {
    var pieces: [Range<String.Index>] = []
    var start = text.startIndex
    for place in text.indices where ",;|".contains(text[place]) {
      pieces.append(start..<place)
      start = text.index(after: place)
    }
    pieces.append(start..<text.endIndex)
    guard pieces.count <= 64 else { return nil }
    // For each piece how the text from there on can be divided, at most two ways: two are too many.
    var ways: [[[String]]] = Array(repeating: [], count: pieces.count) + [[[]]]
    for first in pieces.indices.reversed() {
      for last in first..<pieces.count where ways[first].count < 2 && !ways[last + 1].isEmpty {
        let part = text[pieces[first].lowerBound..<pieces[last].upperBound]
        guard let value = value(part), !value.isEmpty else { continue }
        ways[first] += ways[last + 1].map { [value] + $0 }
      }
    }
    guard ways[0].count == 1, Set(ways[0][0]).count == ways[0][0].count else { return nil }
    return Set(ways[0][0])
  }
}
