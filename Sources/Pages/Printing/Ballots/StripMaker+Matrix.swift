internal import Ballots
internal import Raster
internal import Wording

extension StripMaker {
  // Lengths in mm, sizes of letters in pt.
  /// A row of a matrix: at least so high, and room above and below its words.
  private static let rowHeight = 9.0
  private static let aroundWords = 1.2
  /// Room at the right, by which the columns of a back page move.
  private static let columnSlack = 7.0
  private static let afterWords = 4.0
  /// Rows that a matrix has at least at the foot of a page.
  private static let fewestRows = 3
  private static let rowSize = 12.0
  private static let headSize = 8.5
  /// A photograph, as offices have them.
  private static let photo = PaperSize(width: 30, height: 40)

  /// The columns of a scale: the left edge of each box, and of the first column.
  private struct Columns {
    var boxes: [Double]
    var width: Double
    var left: Double
  }

  private func columns(_ levels: [FormOutline.Level], right: Double) -> Columns {
    let width = levels.count <= 5 ? 14.8 : levels.count == 6 ? 14.5 : 13
    // What is no level of the scale, e.g. 9 = "don't know" beside 1 to 5, stands apart.
    var offsets: [Double] = []
    var x = 0.0
    for (index, level) in levels.enumerated() {
      if index > 0, let value = Int(level.value), let before = Int(levels[index - 1].value), abs(value - before) > 1 {
        x += width / 3
      }
      offsets.append(x)
      x += width
    }
    let left = right - x
    return Columns(boxes: offsets.map { left + $0 + (width - Composition.box) / 2 }, width: width, left: left)
  }

  /// The levels above their columns, standing on `bottom`.
  private func heads(
    _ levels: [FormOutline.Level], _ columns: Columns, bottom: Double, showsValues: Bool
  ) -> [PrintedPage.Item] {
    zip(levels, columns.boxes).map { level, x in
      let block = head(level, width: columns.width, showsValues: showsValues)
      return .text(
        block,
        at: PaperPoint(
          x: x + Composition.box / 2 - columns.width / 2, y: bottom - typesetter.measure(block).height))
    }
  }

  private func head(_ level: FormOutline.Level, width: Double, showsValues: Bool) -> TextBlock {
    // Thin letters are lost by thin toner and copies, and with them what the page is told by.
    let style = TypeStyle(size: Self.headSize).bold
    let meaning = TextBlock.Run(text: level.meaning, style: style)
    let value = TextBlock.Run(text: level.value + "\n", style: style.sized(Self.headSize + 2.5))
    // Words alone where the value is none that people know.
    let isShown = showsValues && level.value.count == 1 && level.value != level.meaning
    return TextBlock(isShown ? [value, meaning] : [meaning], alignment: .center, width: width - 0.4)
  }

  private func headHeight(_ levels: [FormOutline.Level], _ columns: Columns, showsValues: Bool) -> Double {
    levels.map { typesetter.measure(head($0, width: columns.width, showsValues: showsValues)).height }.max() ?? 0
  }

  /// Boxes of one row, their middle at a height.
  private func boxes(
    _ levels: [FormOutline.Level], _ columns: Columns, middle: Double, on strip: inout BallotStrip
  ) -> [Option] {
    zip(levels, columns.boxes).map { level, x in
      let rect = PaperRect(
        x: BallotLayout.rounded(x), y: BallotLayout.rounded(middle - Composition.box / 2), width: Composition.box,
        height: Composition.box)
      strip.columns.append(.rectangle(rect, lineWidth: Composition.boxLine))
      return Option(value: level.value, shape: .square, rect: rect, label: level.value)
    }
  }

  /// A matrix: its head, then a strip for each row.
  mutating func add(_ matrix: FormOutline.Matrix) {
    let levels = matrix.scale ?? composition.levels
    let columns = columns(levels, right: frame.right - Self.columnSlack)
    let group = nextGroup()
    let height = headHeight(levels, columns, showsValues: true) + 1.5
    var head = BallotStrip(height: height, gap: 3, stretch: 0.5, staysWithNext: true)
    head.isHead = true
    head.columns = heads(levels, columns, bottom: height - 1.5, showsValues: true)
    head.items = [
      .line([PaperPoint(x: frame.left, y: height), PaperPoint(x: frame.right, y: height)], width: 0.35)
    ]
    (head.slack, head.group) = (Self.columnSlack, group)
    let number = addHead(head)
    add(head)
    let textWidth = columns.left - frame.left - Self.afterWords
    var isFirst = true
    // No head stands at the foot of a page with a row or two.
    let statements = matrix.rows.count
    for (index, row) in matrix.rows.enumerated() {
      switch row {
      case .heading(let text):
        let block = TextBlock(text, Composition.body.sized(Self.rowSize).bold, width: frame.width)
        let words = typesetter.measure(block).height
        var strip = BallotStrip(height: words + 2 * Self.aroundWords, stretch: 0.3, staysWithNext: true)
        strip.items = [.text(block, at: PaperPoint(x: frame.left, y: Self.aroundWords + 0.5))]
        (strip.head, strip.hasRule) = (number, !isFirst)
        add(strip)
      case .statement(let statement):
        let (id, prefix, place) = name(statement)
        let block = words(prefix, statement.text, size: Self.rowSize, width: textWidth)
        let measured = typesetter.measure(block).height
        let height = BallotLayout.rounded(max(Self.rowHeight, measured + 2 * Self.aroundWords))
        var strip = BallotStrip(height: height, stretch: 0.3, slack: Self.columnSlack, group: group)
        strip.items = [.text(block, at: PaperPoint(x: frame.left, y: (height - measured) / 2))]
        (strip.head, strip.hasRule, strip.number) = (number, !isFirst, place)
        strip.staysWithNext = index < min(Self.fewestRows, statements) - 1
        strip.questions = [
          Question(
            id: id, text: statement.text, kind: FormOutline.kind(of: levels),
            options: boxes(levels, columns, middle: height / 2, on: &strip), criterion: statement.criterion)
        ]
        add(strip)
      }
      isFirst = false
    }
  }

  /// Persons: a photograph each, a line beside it, and the statements with their boxes below that.
  mutating func add(_ people: FormOutline.People) {
    let levels = people.scale ?? composition.levels
    let columns = columns(levels, right: frame.right - Self.columnSlack)
    let left = frame.left + Self.photo.width + 5
    for person in people.persons {
      let name = TextBlock(person.text, Composition.body.bold, width: frame.right - left)
      let nameHeight = typesetter.measure(name).height
      let headBottom = nameHeight + 1 + headHeight(levels, columns, showsValues: false)
      let rows = Double(people.statements.count)
      let height = max(Self.photo.height, headBottom + 1 + rows * 9)
      let pitch = (height - headBottom - 1) / rows
      var strip = BallotStrip(height: BallotLayout.rounded(height), gap: 4, stretch: 1)
      (strip.slack, strip.group) = (Self.columnSlack, nextGroup())
      let frameRect = PaperRect(x: frame.left, y: 0, width: Self.photo.width, height: Self.photo.height)
      let words = TextBlock(
        DocumentText.ballotPhoto.text, TypeStyle(size: 9).italic, alignment: .center, width: Self.photo.width)
      strip.items = [
        .rectangle(frameRect, lineWidth: 0.15),
        .text(words, at: PaperPoint(x: frame.left, y: Self.photo.height / 2 - 2)),
        .text(name, at: PaperPoint(x: left, y: 0)),
      ]
      strip.zones = [frameRect]
      if person.text.contains("..") || person.text.contains("…") {
        strip.freeText = [
          PaperRect(x: left, y: 0, width: frame.right - left, height: BallotLayout.rounded(nameHeight))
        ]
      }
      strip.columns = heads(levels, columns, bottom: headBottom, showsValues: false)
      for (index, statement) in people.statements.enumerated() {
        let (id, _, number) = self.name(
          FormOutline.Statement(statement.meaning, id: "\(person.id)-\(statement.value)", isNumbered: false))
        strip.number = number
        let middle = headBottom + 1 + (Double(index) + 0.5) * pitch
        let block = TextBlock(
          statement.meaning, Composition.body.sized(Self.rowSize), width: columns.left - left - 2)
        strip.items.append(
          .text(block, at: PaperPoint(x: left, y: middle - typesetter.measure(block).height / 2)))
        strip.questions.append(
          Question(
            id: id, text: "\(person.text) – \(statement.meaning)", kind: FormOutline.kind(of: levels),
            options: boxes(levels, columns, middle: middle, on: &strip), criterion: person.name, person: person.name))
      }
      add(strip)
    }
  }
}
