internal import Ballots
internal import Foundation

/// Proposes what a mark in each box of a question counts as, and says what the proposal rests on.
struct ValueProposal {
  /// What values rest on, the surest first.
  enum Ground: Sendable, Hashable {
    /// Digits printed beside the boxes, in them, or above their columns.
    case printed
    /// Words such as "Rất hài lòng" say which end is which.
    case words
    /// The place alone.
    case position
  }

  let values: [String]
  let kind: Question.Kind
  let ground: Ground

  /// Levels of the usual scale of satisfaction, 5 the best.
  private static let levels = 5
  private static let best = ["rất hài lòng", "rất tốt", "rất đồng ý", "hoàn toàn đồng ý"]
  private static let worst = ["rất không hài lòng", "rất kém", "rất không đồng ý", "hoàn toàn không đồng ý"]

  init(_ question: DraftedQuestion) {
    let boxes = question.group.boxes
    let labels = boxes.enumerated().map { index, box in
      box.label?.text.isEmpty == false
        ? box.label?.text ?? "" : question.heads.indices.contains(index) ? question.heads[index] : ""
    }
    let isMulti = Self.takesSeveral(question.text)
    if let digits = Self.digits(labels) {
      values = digits
      ground = .printed
      let isScale = Set(digits) == Set((1...Self.levels).map(String.init))
      kind = isMulti ? .multi : isScale ? .scale5 : .choice
      return
    }
    if boxes.count == Self.levels, let falls = Self.falls(labels) {
      values = Self.ladder(falling: falls)
      (kind, ground) = (.scale5, .words)
      return
    }
    ground = .position
    if boxes.count == Self.levels, question.group.isScale {
      values = Self.ladder(falling: true)
      kind = .scale5
    } else {
      values = (1...max(1, boxes.count)).map(String.init)
      kind = isMulti ? .multi : .choice
    }
  }

  private static func ladder(falling: Bool) -> [String] {
    let rising = (1...levels).map(String.init)
    return falling ? rising.reversed() : rising
  }

  /// The digits that all labels have, each another: alone, in brackets, or before words.
  private static func digits(_ labels: [String]) -> [String]? {
    let found = labels.map { label -> String? in
      let words = label.split(whereSeparator: { $0 == " " || $0 == "=" })
      let bare = words.map { $0.trimmingCharacters(in: CharacterSet(charactersIn: "()[].:;,-–")) }
      let numbers = bare.filter { !$0.isEmpty && $0.count <= 2 && $0.allSatisfy { $0.isASCII && $0.isNumber } }
      // A range such as "25 - 34" has two.
      return numbers.count == 1 ? numbers[0] : nil
    }
    let all = found.compactMap { $0.flatMap(Int.init) }
    guard all.count == labels.count, Set(all).count == all.count, let low = all.min(), let high = all.max(),
      high - low < 2 * all.count, low <= 1 || all.count == 1
    else { return nil }
    return all.map(String.init)
  }

  /// Whether words say that the first box is the best, or that the last one is; nil when they say nothing.
  private static func falls(_ labels: [String]) -> Bool? {
    func says(_ words: [String], _ label: String?) -> Bool {
      guard let label = label?.lowercased() else { return false }
      return words.contains { label.contains($0) }
    }
    let (first, last) = (labels.first, labels.last)
    if says(best, first), says(worst, last) { return true }
    if says(worst, first), says(best, last) { return false }
    return nil
  }

  private static func takesSeveral(_ text: String) -> Bool {
    let text = text.lowercased()
    return ["nhiều lựa chọn", "chọn nhiều", "nhiều đáp án", "nhiều phương án", "nhiều câu trả lời"].contains {
      text.contains($0)
    }
  }
}
