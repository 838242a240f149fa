internal import Ballots
internal import Codecs
internal import Foundation
internal import Raster

/// A question as the page shows it, before it has a name and its options have values.
struct DraftedQuestion {
  var group: QuestionGroups.Group
  /// Printed number, `1` or `A2`, where the text layer has one.
  var number: String?
  /// Printed wording; empty without a text layer.
  var text: String
  /// Words above the columns of a table, one text a box.
  var heads: [String]
  /// Whether the options are cells of a table.
  var isTable = false
}

/// Finds the words that belong to groups of boxes.
struct QuestionWording {
  /// Lines of one question follow each other closer than this, mm.
  static let lineStep = 7.5
  /// Words of a table's head stand at most so far above its first row, mm.
  static let headReach = 24.0
  /// Rules of a row of a table are looked for so far from its boxes, mm.
  static let rowReach = 16.0

  let page: UprightPage
  let words: [PrintedWord]
  let groups: [QuestionGroups.Group]

  func question(_ index: Int) -> DraftedQuestion {
    let group = groups[index]
    guard !words.isEmpty else { return DraftedQuestion(group: group, number: nil, text: "", heads: []) }
    let (number, text) = QuestionText.parsed(wording(of: index))
    let heads = group.side == .none && group.boxes.contains { $0.label == nil } ? heads(of: group) : []
    return DraftedQuestion(group: group, number: number, text: text, heads: heads)
  }

  /// Words left of the boxes in their row, else the lines above them.
  private func wording(of index: Int) -> [String] {
    let group = groups[index]
    let bounds = group.bounds
    guard let first = group.boxes.first?.outline.rect else { return [] }
    let labels = group.boxes.compactMap(\.label?.rect)
    let before =
      groups.flatMap(\.boxes).map(\.outline.rect).filter {
        abs($0.center.y - first.center.y) < first.height && $0.maxX < first.x
      }.map(\.maxX).max() ?? 0
    let band = row(of: first)
    let left = words.filter { word in
      word.rect.center.x < first.x && word.rect.x > before - 0.5 && word.rect.center.y > band.top
        && word.rect.center.y < band.bottom && !labels.contains { $0.contains(word.rect.center) }
        && !WritingAreas.isLeader(word)
    }
    let beside = QuestionText.lines(left).flatMap(\.words)
    // What follows the label of another question's last option belongs to it.
    if let start = beside.lastIndex(where: QuestionText.isNumbering), before > 0 { return Array(beside[start...]) }
    if before > 0 || beside.count > 0 { return beside }
    return above(bounds, index)
  }

  private func above(_ bounds: PaperRect, _ index: Int) -> [String] {
    let others = groups.enumerated().filter { $0.offset != index }.map(\.element.bounds)
    let top = others.filter { $0.maxY <= bounds.y + 0.5 }.map(\.maxY).max() ?? 0
    var result: [[String]] = []
    var edge = bounds.y
    for line in QuestionText.lines(words.filter { !WritingAreas.isLeader($0) }).reversed()
    where line.rect.center.y < bounds.y && line.rect.center.y > top {
      guard edge - line.rect.center.y < Self.lineStep, result.count < 5 else { break }
      result.append(line.words)
      edge = line.rect.center.y
      if line.words.first.map(QuestionText.isNumbering) ?? false { break }
    }
    return result.reversed().flatMap(\.self)
  }

  /// From the rule above a box to the rule below it; without rules what stands level with it.
  private func row(of rect: PaperRect) -> (top: Double, bottom: Double) {
    func rule(_ step: Double) -> Double? {
      var y = step < 0 ? rect.y - 0.4 : rect.maxY + 0.4
      while abs(y - rect.center.y) < Self.rowReach, y > 0, y < page.size.height {
        if page.rules.area(PaperRect(x: rect.x - 0.8, y: y, width: rect.width, height: 0.2)) > 0.1 * rect.width {
          return y
        }
        y += step
      }
      return nil
    }
    if let top = rule(-0.2), let bottom = rule(0.2) { return (top, bottom) }
    return (rect.y - 1.2, rect.maxY + 1.2)
  }

  /// The words above each box's column, from the first row of the group's columns upwards.
  private func heads(of group: QuestionGroups.Group) -> [String] {
    let columns = group.boxes.map(\.outline.rect)
    guard let first = columns.first, let last = columns.last else { return [] }
    let alike = groups.filter { other in
      other.boxes.count == group.boxes.count
        && zip(other.boxes, columns).allSatisfy { abs($0.outline.rect.center.x - $1.center.x) < QuestionGroups.plumb }
    }
    guard let top = alike.map(\.bounds.y).min() else { return [] }
    let step = columns.count > 1 ? (last.center.x - first.center.x) / Double(columns.count - 1) : 20
    return columns.map { column in
      let above = words.filter { word in
        abs(word.rect.center.x - column.center.x) < step / 2 && word.rect.center.y < top
          && word.rect.center.y > top - Self.headReach
      }
      return QuestionText.lines(above).flatMap(\.words).joined(separator: " ")
    }
  }
}

extension QuestionText {
  /// Whether a word numbers a question.
  static func isNumbering(_ word: String) -> Bool { word.lowercased() == "câu" || number(of: word) != nil }
}
