internal import Ballots
internal import Raster

/// The scales of a form: rows of boxes that several questions have in the same columns, found again when a form is
/// written as YAML.
struct SharedScales {
  /// How a question is written with a scale.
  struct Row {
    var scale: String
    /// Top edge of its boxes, mm.
    var y: Double
    /// Boxes that stand elsewhere than the scale says.
    var exceptions: [Option]
  }

  /// Scales by name, each shown by one of its questions, in the form's order.
  private var examples: [(name: String, question: Question, y: Double)] = []

  init(_ form: Form) {
    var rows: [(example: Question, y: Double, uses: Int)] = []
    for question in form.pages.flatMap(\.questions) where question.options.count > 1 {
      guard let y = question.options.first?.rect.y else { continue }
      guard question.options.allSatisfy({ abs($0.rect.y - y) < Self.sameLength }) else { continue }
      let known = rows.firstIndex { Self.misfits(question, y: y, in: $0.example, exampleY: $0.y)?.isEmpty ?? false }
      if let known { rows[known].uses += 1 } else { rows.append((question, y, 1)) }
    }
    for row in rows where row.uses > 1 { examples.append(("thang-\(examples.count + 1)", row.example, row.y)) }
  }

  /// The `scales` section.
  var lines: [String] {
    guard !examples.isEmpty else { return [] }
    var lines = ["", "# Thang trả lời dùng chung: x là mép trái của ô; nhãn in cạnh ô.", "scales:"]
    for (name, question, _) in examples {
      let boxes = Written.Boxes(question.options, sharing: [], leavingOut: .y)
      lines += ["  \(name):", "    kind: \(question.kind.rawValue)"] + boxes.shared.map { "    \($0)" }
      lines += ["    options:"] + boxes.options.map { "      - \($0)" }
    }
    return lines
  }

  /// How to write a question with the scale that fits it best, or nil when it must list its own boxes. At most a third
  /// of the boxes may stand elsewhere.
  func row(of question: Question) -> Row? {
    var best: Row?
    for (name, example, exampleY) in examples {
      for y in Set(question.options.map(\.rect.y)).sorted() {
        guard let misfits = Self.misfits(question, y: y, in: example, exampleY: exampleY) else { continue }
        if misfits.count < best?.exceptions.count ?? .max { best = Row(scale: name, y: y, exceptions: misfits) }
      }
    }
    guard let best, best.exceptions.count * 3 <= question.options.count else { return nil }
    return best
  }

  /// Boxes written alike are equal, mm.
  private static let sameLength = 0.00005
  /// Labels may differ this much, mm: their distance from the box comes of two numbers that are rounded to 0.001.
  private static let sameLabel = 0.001 + sameLength

  /// The boxes of a question that do not stand as in the example; nil when it has other values or another kind.
  private static func misfits(_ question: Question, y: Double, in example: Question, exampleY: Double) -> [Option]? {
    guard example.kind == question.kind, example.options.map(\.value) == question.options.map(\.value) else {
      return nil
    }
    return zip(question.options, example.options).filter { option, shown in
      var expected = shown.rect
      expected.y += y - exampleY
      guard option.label == shown.label, option.shape == shown.shape, agree(option.rect, expected, within: sameLength)
      else { return true }
      guard let label = option.labelRect, let other = shown.labelRect else {
        return (option.labelRect == nil) != (shown.labelRect == nil)
      }
      return !agree(
        Written.offset(of: label, from: option.rect), Written.offset(of: other, from: shown.rect), within: sameLabel)
    }.map(\.0)
  }

  private static func agree(_ a: PaperRect, _ b: PaperRect, within limit: Double) -> Bool {
    abs(a.x - b.x) < limit && abs(a.y - b.y) < limit && abs(a.width - b.width) < limit
      && abs(a.height - b.height) < limit
  }
}
