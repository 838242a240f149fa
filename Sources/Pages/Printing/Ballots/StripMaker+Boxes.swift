internal import Ballots
internal import Raster

extension StripMaker {
  // Lengths in mm.
  /// Left edges of the first and the last box of a scale.
  private static let firstBox = 24.0
  private static let lastBox = 168.0
  /// From a box's left edge to its label, and from a label to the next box at least.
  private static let labelOffset = 6.6
  private static let afterLabel = 5.0
  /// From the top of a row of boxes to that of the next, at least.
  private static let rowPitch = 10.0
  /// Options may stand beside their question when it is no wider than this, in columns that are one of these wide.
  private static let besideWidth = 60.0
  private static let besidePitches = [36.0, 26.0]
  /// Columns of a few short options do not drift apart further than this.
  private static let widestPitch = 56.0

  /// A question with its boxes.
  mutating func question(_ asked: FormOutline.Asked) -> BallotStrip {
    let (id, prefix, number) = name(asked.statement)
    let text = asked.statement.text
    var strip: BallotStrip
    switch asked.answers {
    case .scale:
      let levels = composition.levels
      strip = below(words(prefix, text, width: frame.width)) { top in
        let pitch = (Self.lastBox - Self.firstBox) / Double(max(1, levels.count - 1))
        return levels.enumerated().map { index, level in
          (level, TextBlock(level.value, Composition.body), PaperPoint(x: Self.firstBox + Double(index) * pitch, y: top))
        }
      }
      strip.questions[0].kind = levels.count == 5 ? .scale5 : .choice
    case .one(let options), .several(let options, _):
      strip = choice(words(prefix, text, width: frame.width), options)
      if case .several(_, let most) = asked.answers {
        strip.questions[0].kind = .multi
        strip.questions[0].maximum = most
      }
    }
    strip.questions[0].id = id
    strip.questions[0].text = text
    strip.number = number
    strip.group = nextGroup()
    return strip
  }

  private typealias Placed = (level: FormOutline.Level, label: TextBlock, corner: PaperPoint)

  /// Options beside their question where there is room, else below it in columns.
  private func choice(_ words: TextBlock, _ options: [FormOutline.Level]) -> BallotStrip {
    let labels = options.map { TextBlock($0.meaning, Composition.body) }
    let widest = labels.map { typesetter.measure($0).width }.max() ?? 0
    let needed = Self.labelOffset + widest + Self.afterLabel
    let start = frame.left + Self.besideWidth + 4
    var line = words
    line.width = nil
    let beside = Self.besidePitches.first {
      $0 >= needed && start + Double(options.count - 1) * $0 + needed - Self.afterLabel <= frame.right
    }
    if let beside, typesetter.measure(line).width <= Self.besideWidth {
      let height = max(typesetter.measure(line).height, Composition.box)
      let placed: [Placed] = zip(options, labels).enumerated().map { index, option in
        (
          option.0, option.1,
          PaperPoint(x: start + Double(index) * beside, y: (height - Composition.box) / 2)
        )
      }
      var strip = BallotStrip(height: height, gap: Self.gap, stretch: 1)
      let y = (height - typesetter.measure(line).height) / 2
      strip.items = [.text(line, at: PaperPoint(x: frame.left, y: y))]
      fill(&strip, placed)
      return strip
    }
    // As many columns as there is room for, no more than even rows need.
    let room = frame.right - Self.firstBox
    let most = max(1, min(options.count, Int((room + Self.afterLabel) / needed)))
    let rows = (options.count + most - 1) / most
    let columns = (options.count + rows - 1) / rows
    let pitch = min((room + Self.afterLabel) / Double(columns), max(Self.widestPitch, needed))
    // A label that is wider than the page has is broken.
    let broken = labels.map { label in
      columns == 1 && typesetter.measure(label).width > room - Self.labelOffset
        ? label.broken(at: room - Self.labelOffset) : label
    }
    return below(words) { top in
      var y = top
      var placed: [Placed] = []
      for row in 0..<rows {
        let inRow = row * columns..<min(options.count, (row + 1) * columns)
        for (column, index) in inRow.enumerated() {
          placed.append((options[index], broken[index], PaperPoint(x: Self.firstBox + Double(column) * pitch, y: y)))
        }
        let tallest = inRow.map { typesetter.measure(broken[$0]).height }.max() ?? 0
        y += max(Self.rowPitch, tallest + 4)
      }
      return placed
    }
  }

  /// A text with boxes below it.
  private func below(_ words: TextBlock, _ place: (_ top: Double) -> [Placed]) -> BallotStrip {
    let top = BallotLayout.rounded(typesetter.measure(words).height + Self.aboveBoxes)
    var strip = BallotStrip(height: 0, gap: Self.gap, stretch: 1)
    strip.items = [.text(words, at: PaperPoint(x: frame.left, y: 0))]
    fill(&strip, place(top))
    strip.height = strip.questions[0].options.map { max($0.rect.maxY, $0.labelRect?.maxY ?? 0) }.max() ?? top
    return strip
  }

  /// Boxes with their labels, as one question.
  private func fill(_ strip: inout BallotStrip, _ placed: [Placed]) {
    // Labels stand on one line, a digit in the middle of the box's height.
    let digit = typesetter.measure(TextBlock("0", Composition.body)).ink
    let options = placed.map { level, label, place in
      let rect = PaperRect(
        x: BallotLayout.rounded(place.x), y: BallotLayout.rounded(place.y), width: Composition.box,
        height: Composition.box)
      strip.columns.append(.rectangle(rect, lineWidth: Composition.boxLine))
      let ink = typesetter.measure(label).ink
      let corner = PaperPoint(x: rect.x + Self.labelOffset - ink.x, y: rect.center.y - digit.center.y)
      strip.columns.append(.text(label, at: corner))
      return Option(
        value: level.value, shape: .square, rect: rect, label: label.runs.map(\.text).joined(),
        labelRect: PaperRect(
          x: BallotLayout.rounded(corner.x + ink.x), y: BallotLayout.rounded(corner.y + ink.y),
          width: BallotLayout.rounded(ink.width), height: BallotLayout.rounded(ink.height)))
    }
    strip.slack = max(0, min(12, frame.right - (options.compactMap { $0.labelRect?.maxX }.max() ?? frame.right)))
    strip.questions = [Question(id: "", text: "", kind: .choice, options: options)]
  }
}
