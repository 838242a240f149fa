internal import Ballots
internal import Raster

/// A piece of a ballot that stands on one page as a whole: a question with its boxes, a heading, a row of a matrix. Its
/// x is the page's, its y counts from its own top. mm.
struct BallotStrip: Sendable {
  var height: Double
  /// Room above it, at least; none at the top of a page.
  var gap = 0.0
  /// Its share of the room that a page has left over.
  var stretch = 0.0
  /// Whether it would be lost at the foot of a page.
  var staysWithNext = false
  var startsPage = false
  /// Printed things that stay in their columns.
  var items: [PrintedPage.Item] = []
  /// Boxes with their labels and heads: what may move to the right as one, and how far.
  var columns: [PrintedPage.Item] = []
  var slack = 0.0
  /// Strips of one group move alike on a page.
  var group = 0
  var questions: [Question] = []
  var freeText: [PaperRect] = []
  var zones: [PaperRect] = []
  /// What stands above it again where it begins a page: a matrix's head, in the list of heads.
  var head: Int?
  /// Whether it is such a head.
  var isHead = false
  /// Whether a thin line sets it apart from what is above it on the page.
  var hasRule = false
  /// The question that it belongs to, for errors; counted from 1.
  var number = 0

  /// The rows of boxes, from its top.
  var boxRows: [ClosedRange<Double>] {
    questions.flatMap(\.options).map { $0.rect.y...$0.rect.maxY }
  }
}

/// A strip with its place on a page.
struct PlacedStrip: Sendable {
  var strip: BallotStrip
  var y: Double
  /// Room above it.
  var gap: Double

  /// Its boxes on the page when they are moved to the right.
  func boxes(movedBy dx: Double) -> [PaperRect] {
    strip.questions.flatMap(\.options).map { $0.rect.moved(dx: dx, dy: y) }
  }
}

extension PaperRect {
  func moved(dx: Double, dy: Double) -> PaperRect {
    PaperRect(
      x: BallotLayout.rounded(x + dx), y: BallotLayout.rounded(y + dy), width: width, height: height)
  }

  /// The distance to another: along the axis on which they are further apart; below 0 where they overlap.
  func clearance(to other: PaperRect) -> Double {
    max(x - other.maxX, other.x - maxX, y - other.maxY, other.y - maxY)
  }
}

extension Question {
  /// The question elsewhere on its page.
  func moved(dx: Double, dy: Double) -> Question {
    var result = self
    for index in options.indices {
      result.options[index].rect = options[index].rect.moved(dx: dx, dy: dy)
      result.options[index].labelRect = options[index].labelRect?.moved(dx: dx, dy: dy)
    }
    return result
  }
}
