internal import Raster

/// Evens out what was measured of each row of a scale by itself: a scale is set once and repeated, so its columns stand
/// one below the other, its boxes stand level, and its labels stand alike beside them. Rows that are off by more than a
/// measurement can be stay as they are.
enum ScaleColumns {
  /// How far a single box may be measured from where it is, mm.
  static let tolerance = 0.15
  /// The same of labels, which are whole pixels and have letters of different widths.
  static let labelTolerance = 0.7

  static func evened(_ groups: [QuestionGroups.Group]) -> [QuestionGroups.Group] {
    var result = groups
    var done: Set<Int> = []
    for first in groups.indices where groups[first].isScale && !done.contains(first) {
      let rows = groups.indices.filter { isSame(groups[$0], groups[first]) }
      done.formUnion(rows)
      let columns = groups[first].boxes.indices.map { k in mean(rows.map { groups[$0].boxes[k].outline.rect.x }) }
      for row in rows {
        let y = mean(groups[row].boxes.map(\.outline.rect.y))
        for (k, x) in columns.enumerated() {
          let rect = groups[row].boxes[k].outline.rect
          if abs(rect.x - x) < tolerance { result[row].boxes[k].outline.rect.x = x }
          if abs(rect.y - y) < tolerance { result[row].boxes[k].outline.rect.y = y }
        }
      }
      for k in columns.indices { alignLabels(&result, rows, k) }
    }
    return result
  }

  /// Whether two rows belong to one scale.
  private static func isSame(_ a: QuestionGroups.Group, _ b: QuestionGroups.Group) -> Bool {
    a.isScale && a.boxes.count == b.boxes.count
      && zip(a.boxes, b.boxes).allSatisfy { a, b in
        a.outline.shape == b.outline.shape && abs(a.outline.rect.x - b.outline.rect.x) < 3 * tolerance
          && (a.label == nil) == (b.label == nil)
      }
  }

  /// Gives the labels of a column one place beside their boxes: around all of them.
  private static func alignLabels(_ groups: inout [QuestionGroups.Group], _ rows: [Int], _ k: Int) {
    let offsets = rows.compactMap { row -> PaperRect? in
      let box = groups[row].boxes[k].outline.rect
      return groups[row].boxes[k].label.map { label in
        PaperRect(x: label.rect.x - box.x, y: label.rect.y - box.y, width: label.rect.width, height: label.rect.height)
      }
    }
    guard offsets.count == rows.count, let first = offsets.first else { return }
    let around = offsets.dropFirst().reduce(first) { $0.union($1) }
    guard around.width < first.width + labelTolerance, around.height < first.height + labelTolerance else { return }
    for row in rows {
      let box = groups[row].boxes[k].outline.rect
      groups[row].boxes[k].label?.rect = PaperRect(
        x: box.x + around.x, y: box.y + around.y, width: around.width, height: around.height)
    }
  }

  private static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(max(1, values.count)) }
}
