internal import Ballots
internal import Raster

extension StripMaker {
  // Lengths in mm.
  /// Left edges of the first and the last box of a scale.
  private static let firstBox = 24.0
  private static let lastBox = 168.0
  /// From a box's left edge to its label, and from a label to the next box at least.
  private static let labelOffset = 7.4
  private static let afterLabel = 5.0
  /// From the top of a row of boxes to that of the next, at least.
  private static let rowPitch = 10.0
  /// Options may stand beside their question when it is no wider than this, in columns that are one of these wide.
  private static let besideWidth = 58.0
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
          let place = PaperPoint(x: Self.firstBox + Double(index) * pitch, y: top)
          return (level, TextBlock(level.value, Composition.body), place)
        }
      }
      strip.questions[0].kind = FormOutline.kind(of: levels)
    case .one(let options), .several(let options, _):
      strip = choice(words(prefix, text, width: frame.width), options)
      if case .several(_, let most) = asked.answers {
        strip.questions[0].kind = .multi
        strip.questions[0].maximum = most
      }
    }
    strip.questions[0].id = id
    strip.questions[0].text = text
    strip.questions[0].criterion = asked.statement.criterion
    strip.number = number
    strip.group = nextGroup()
    return strip
  }

  private typealias Placed = (level: FormOutline.Level, label: TextBlock, corner: PaperPoint)

  /// Options beside their question where there is room, else below it in columns.
  private func choice(_ words: TextBlock, _ options: [FormOutline.Level]) -> BallotStrip {
    let labels = options.map { TextBlock($0.meaning, Composition.body) }
    let needed = labels.map { Self.labelOffset + typesetter.measure($0).width + Self.afterLabel }
    return beside(words, options, labels, needed) ?? below(words, options, labels, needed)
  }

  private func beside(
    _ words: TextBlock, _ options: [FormOutline.Level], _ labels: [TextBlock], _ needed: [Double]
  ) -> BallotStrip? {
    let start = frame.left + Self.besideWidth + 4
    var line = words
    line.width = nil
    let measure = typesetter.measure(line)
    guard measure.width <= Self.besideWidth, let last = needed.last else { return nil }
    let pitch = Self.besidePitches.first { pitch in
      needed.dropLast().allSatisfy { $0 <= pitch }
        && start + Double(options.count - 1) * pitch + last - Self.afterLabel <= frame.right
    }
    guard let pitch else { return nil }
    let height = max(measure.height, Composition.box)
    var strip = BallotStrip(height: height, gap: Self.gap, stretch: 1)
    strip.items = [.text(line, at: PaperPoint(x: frame.left, y: (height - measure.height) / 2))]
    fill(
      &strip,
      zip(options, labels).enumerated().map { index, option in
        let place = PaperPoint(x: start + Double(index) * pitch, y: (height - Composition.box) / 2)
        return (option.0, option.1, place)
      })
    return strip
  }

  /// Options in as few rows as there is room for, in columns as wide as their labels.
  private func below(
    _ words: TextBlock, _ options: [FormOutline.Level], _ labels: [TextBlock], _ needed: [Double]
  ) -> BallotStrip {
    let room = frame.right - Self.firstBox + Self.afterLabel
    let widths = Self.columnWidths(needed, room: room)
    // A label that is wider than the page has is broken.
    let broken = zip(labels, needed).map { label, needed in
      needed > room ? label.broken(at: room - Self.labelOffset - Self.afterLabel) : label
    }
    return below(words) { top in
      var y = top
      var placed: [Placed] = []
      for row in stride(from: 0, to: options.count, by: widths.count) {
        var x = Self.firstBox
        var tallest = 0.0
        for (index, width) in zip(row..<options.count, widths) {
          placed.append((options[index], broken[index], PaperPoint(x: x, y: y)))
          tallest = max(tallest, typesetter.measure(broken[index]).height)
          x += width
        }
        y += max(Self.rowPitch, tallest + 4)
      }
      return placed
    }
  }

  /// The widths of the columns of options that need so much room each, rows filled one after the other.
  private static func columnWidths(_ needed: [Double], room: Double) -> [Double] {
    var best = [room]
    for rows in (1...needed.count).reversed() {
      // As few columns as these rows need.
      let columns = (needed.count + rows - 1) / rows
      let widths = (0..<columns).map { column in
        stride(from: column, to: needed.count, by: columns).map { needed[$0] }.max() ?? 0
      }
      guard widths.reduce(0, +) <= room else { continue }
      let even = min(room / Double(columns), max(widestPitch, widths.max() ?? 0))
      // Columns of one width where that is enough, else what is left over goes to all.
      let spare = min(10, (room - widths.reduce(0, +)) / Double(columns))
      best = widths.allSatisfy { $0 <= even } ? widths.map { _ in even } : widths.map { $0 + spare }
    }
    return best
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
