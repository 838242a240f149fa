internal import Codecs
internal import Foundation
internal import Raster

/// What the words around boxes say: where a question begins, its number, and what it asks.
enum QuestionText {
  /// Whether a word begins a question: `Câu`, `1.`, `A2.`, `b)`, or ends its title with a colon.
  static func isBeginning(_ word: String) -> Bool {
    word.hasSuffix(":") || word.lowercased() == "câu" || number(of: word) != nil
  }

  /// The number that a word is, without its full stop: `12`, `A2`.
  static func number(of word: String) -> String? {
    guard let last = word.last, ".):/".contains(last) else { return nil }
    let body = word.dropLast()
    guard !body.isEmpty, body.count <= 4, body.allSatisfy({ $0.isASCII && ($0.isNumber || $0.isLetter) }),
      body.contains(where: \.isNumber), body.drop(while: \.isLetter).allSatisfy(\.isNumber),
      body.prefix(while: \.isLetter).count <= 1
    else { return nil }
    return body.uppercased()
  }

  /// Number and wording of a line that may begin with `Câu 1.` or `1.`.
  static func parsed(_ words: [String]) -> (number: String?, text: String) {
    var rest = words[...]
    if rest.first?.lowercased() == "câu" { rest = rest.dropFirst() }
    if let first = rest.first {
      if let number = number(of: first) { return (number, rest.dropFirst().joined(separator: " ")) }
      if words.first?.lowercased() == "câu", first.allSatisfy(\.isNumber) {
        return (first, rest.dropFirst().joined(separator: " "))
      }
    }
    return (nil, words.joined(separator: " "))
  }

  /// Boxes that are characters, as word processors have them.
  private static let boxes: Set<Character> = Set("□☐▢◻❑❏❐❒○◯\u{F0A8}\u{F06F}")

  /// The words without the boxes among them: `□5` is the label 5 right of a box.
  static func withoutBoxes(_ words: [PrintedWord]) -> [PrintedWord] {
    words.compactMap { word in
      let head = word.text.prefix { boxes.contains($0) }.count
      let tail = word.text.dropFirst(head).reversed().prefix { boxes.contains($0) }.count
      let text = word.text.dropFirst(head).dropLast(tail)
      guard head + tail > 0 else { return word }
      guard !text.isEmpty else { return nil }
      let letter = word.rect.width / Double(word.text.count)
      var rect = word.rect
      rect.x += letter * Double(head)
      rect.width -= letter * Double(head + tail)
      return PrintedWord(text: String(text), rect: rect)
    }
  }

  /// The text layer in lines, from top to bottom.
  static func lines(_ words: [PrintedWord]) -> [(rect: PaperRect, words: [String])] {
    var lines: [(rect: PaperRect, words: [PrintedWord])] = []
    for word in words.sorted(by: { ($0.rect.center.y, $0.rect.x) < ($1.rect.center.y, $1.rect.x) }) {
      let known = lines.lastIndex { line in
        abs(line.rect.center.y - word.rect.center.y) < 0.5 * min(line.rect.height, word.rect.height)
      }
      if let known {
        lines[known].rect = lines[known].rect.union(word.rect)
        lines[known].words.append(word)
      } else {
        lines.append((word.rect, [word]))
      }
    }
    return lines.map { line in (line.rect, line.words.sorted { $0.rect.x < $1.rect.x }.map(\.text)) }
  }
}
