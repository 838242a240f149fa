internal import Ballots
internal import Foundation
internal import Raster
internal import Wording

/// Makes strips of an outline's parts, one after the other, and numbers the questions.
struct StripMaker {
  let composition: Composition
  private(set) var strips: [BallotStrip] = []
  private(set) var heads: [BallotStrip] = []
  /// Questions so far that have no id of their own.
  private var numbered = 0
  private var asked = 0
  private var groups = 0
  private var startsPage = false

  var frame: BallotFrame { composition.frame }
  var typesetter: Typesetter { composition.typesetter }
  var outline: FormOutline { composition.outline }

  init(_ composition: Composition) { self.composition = composition }

  // Lengths in mm.
  /// From a question's text down to its boxes; a tick may rise above its box.
  static let aboveBoxes = 2.0
  /// From a row of boxes down to the next question, at least.
  static let gap = 5.0

  /// All parts of the outline, and what stands at its end.
  mutating func add() {
    for part in outline.parts {
      switch part {
      case .heading(let text): add(heading(text))
      case .note(let text):
        var strip = paragraph(text, Composition.body, gap: 4)
        strip.staysWithNext = true
        add(strip)
      case .written(let text): add(line(text))
      case .question(let asked): add(question(asked))
      case .matrix(let matrix): add(matrix)
      case .people(let people): add(people)
      case .pageBreak: startsPage = true
      }
    }
    if let comment = outline.comment {
      var strip = line(comment)
      strip.staysWithNext = true
      add(strip)
    }
    var thanks = paragraph(DocumentText.ballotThanks.text, Composition.body.bold, alignment: .center, gap: 3)
    if outline.comment == nil { (thanks.gap, thanks.stretch) = (Self.gap, 1) }
    add(thanks)
  }

  mutating func add(_ strip: BallotStrip) {
    var strip = strip
    strip.startsPage = startsPage
    startsPage = false
    strips.append(strip)
  }

  /// Keeps what a matrix has at its top; gives its number.
  mutating func addHead(_ head: BallotStrip) -> Int {
    heads.append(head)
    return heads.count - 1
  }

  mutating func nextGroup() -> Int {
    groups += 1
    return groups
  }

  /// A statement's id, what is printed before its text, and its place among all.
  mutating func name(_ statement: FormOutline.Statement) -> (id: String, prefix: String, number: Int) {
    asked += 1
    if let id = statement.id { return (id, statement.isNumbered ? id + ". " : "", asked) }
    numbered += 1
    let number = (outline.numbering ?? DocumentText.ballotQuestion.text)
      .replacingOccurrences(of: "{n}", with: String(numbered))
    return ("Q\(numbered)", number + " ", asked)
  }

  // MARK: Words

  private func heading(_ text: String) -> BallotStrip {
    var strip = paragraph(text, Composition.body.bold, gap: 5)
    strip.staysWithNext = true
    strip.stretch = 1
    return strip
  }

  private func paragraph(
    _ text: String, _ style: TypeStyle, alignment: TextBlock.Alignment = .left, gap: Double
  ) -> BallotStrip {
    let block = TextBlock(text, style, alignment: alignment, width: frame.width)
    return BallotStrip(
      height: typesetter.measure(block).height, gap: gap, items: [.text(block, at: PaperPoint(x: frame.left, y: 0))])
  }

  /// Words, and a line to write on behind them.
  private func line(_ text: String) -> BallotStrip {
    let words = TextBlock(text, Composition.body)
    let measure = typesetter.measure(words)
    // The words stand on the line.
    let base = Composition.writingLine - 1
    let x = BallotLayout.rounded(min(frame.left + measure.width + 2, 100))
    var strip = BallotStrip(height: Composition.writingLine, gap: Self.gap, stretch: 1)
    strip.items = [
      .text(words, at: PaperPoint(x: frame.left, y: base - measure.baseline)),
      .line([PaperPoint(x: x, y: base), PaperPoint(x: frame.right, y: base)], width: 0.15),
    ]
    strip.freeText = [PaperRect(x: x, y: 0, width: frame.right - x, height: Composition.writingLine)]
    return strip
  }

  /// A statement's number and words.
  func words(_ prefix: String, _ text: String, size: Double? = nil, width: Double?) -> TextBlock {
    let style = size.map { Composition.body.sized($0) } ?? Composition.body
    return TextBlock(
      [.init(text: prefix, style: style.bold), .init(text: text, style: style)].filter { !$0.text.isEmpty },
      width: width)
  }
}
