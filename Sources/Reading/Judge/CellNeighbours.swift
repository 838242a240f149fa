internal import Ballots
internal import Raster

/// Decides between cells that share a rule whose a mark is that lies on both sides of it. For forms whose options are
/// cells of a table; a box with an outline of its own needs none of this.
///
/// Each cell was judged by itself. Then, in this order: what runs a little over the rule from a much larger mark is that
/// mark's; what remains on both sides and could be one stroke, or one mark on the rule, is unclear on both; and a ring,
/// in the cell or about it, is a person's. Nothing here makes a cell marked, and a question that seems blank but for ink
/// from next door is left to a person.
struct CellNeighbours {
  /// Cells whose sides are no further apart share a rule, mm.
  static let sharedRule = 1.0
  /// Pieces that meet a rule from both sides no further apart than this, along it, are one stroke, mm.
  static let crossing = 1.3
  /// What comes over the rule reaches no further than this share of the cell, and this, mm,
  static let overrunShare = 0.36
  static let overrun = 4.0
  /// and is no more than this share of the ink that it comes from.
  static let overrunInk = 0.28
  /// The middle of a mark lies in its cell by this share of the cell at least; nearer to the rule it is on the rule.
  static let leastInside = 0.13
  /// What goes on round a corner is on both sides of it no further away than this, mm.
  static let corner = 1.9
  /// Specks beside a clear mark are no second one, mm² together.
  static let crumbs = 0.35
  /// Ink that keeps this near to one rule is no mark in the cell, mm and share of the cell.
  static let hugging = 2.2
  static let huggingShare = 0.3
  /// A mark has a stroke that is at least this long, mm; shorter pieces are letters, or dirt.
  static let leastStroke = 2.2
  /// Ink on both sides of a rule, none of which reaches past this share of its cell, is a mark on the rule.
  static let middle = 0.55

  private struct Cell {
    let question: Int
    let option: Int
    let ink: CellInk
    var state: OptionReading
  }

  private var cells: [Cell] = []
  /// For each cell its neighbours over each side.
  private var beside: [[(side: CellInk.Side, other: Int)]] = []
  /// For each cell those that it meets at a corner only, with the two sides and the corner.
  private var across: [[(sides: [CellInk.Side], corner: PaperPoint, other: Int)]] = []
  private var questions: [QuestionReading]
  /// Cells whose ink comes from a neighbour.
  private var overrun: Set<Int> = []

  /// Readings in which ink on both sides of a rule is settled. `inks` has the options' ink of each question, empty for
  /// questions whose options are no cells.
  static func settled(_ questions: [QuestionReading], _ inks: [[CellInk]]) -> [QuestionReading] {
    guard inks.contains(where: { !$0.isEmpty }) else { return questions }
    var neighbours = CellNeighbours(questions, inks)
    neighbours.clearOverruns()
    neighbours.doubtShared()
    neighbours.doubtRings()
    return neighbours.result
  }

  private init(_ questions: [QuestionReading], _ inks: [[CellInk]]) {
    self.questions = questions
    for (q, inks) in inks.enumerated() {
      for (k, ink) in inks.enumerated() {
        cells.append(Cell(question: q, option: k, ink: ink, state: questions[q].options[k]))
      }
    }
    beside = cells.indices.map { i in
      cells.indices.compactMap { j in
        i == j ? nil : Self.side(of: cells[i].ink.rect, towards: cells[j].ink.rect).map { ($0, j) }
      }
    }
    across = cells.indices.map { i in
      cells.indices.compactMap { j in
        i == j ? nil : Self.corner(of: cells[i].ink.rect, towards: cells[j].ink.rect).map { ($0.sides, $0.place, j) }
      }
    }
  }

  private var result: [QuestionReading] {
    var result = questions
    for cell in cells { result[cell.question].options[cell.option] = cell.state }
    return result
  }

  /// The side over which the other adjoins.
  private static func side(of a: PaperRect, towards b: PaperRect) -> CellInk.Side? {
    let across = min(a.maxX, b.maxX) - max(a.x, b.x)
    let down = min(a.maxY, b.maxY) - max(a.y, b.y)
    if down > min(a.height, b.height) / 2 {
      if abs(a.maxX - b.x) <= sharedRule { return .right }
      if abs(a.x - b.maxX) <= sharedRule { return .left }
    }
    if across > min(a.width, b.width) / 2 {
      if abs(a.maxY - b.y) <= sharedRule { return .bottom }
      if abs(a.y - b.maxY) <= sharedRule { return .top }
    }
    return nil
  }

  /// The corner beyond which the other lies.
  private static func corner(
    of a: PaperRect, towards b: PaperRect
  ) -> (sides: [CellInk.Side], place: PaperPoint)? {
    let horizontal: CellInk.Side
    if abs(a.maxX - b.x) <= sharedRule {
      horizontal = .right
    } else if abs(a.x - b.maxX) <= sharedRule {
      horizontal = .left
    } else {
      return nil
    }
    let x = horizontal == .right ? a.maxX : a.x
    if abs(a.maxY - b.y) <= sharedRule { return ([horizontal, .bottom], PaperPoint(x: x, y: a.maxY)) }
    if abs(a.y - b.maxY) <= sharedRule { return ([horizontal, .top], PaperPoint(x: x, y: a.y)) }
    return nil
  }

  // MARK: Overruns

  private mutating func clearOverruns() {
    let before = cells
    for i in cells.indices where !before[i].ink.pieces.isEmpty && Self.canComeFromElsewhere(before[i].state) {
      // A question without a mark of its own is looked at by a person: the overrun might be its answer.
      let isAnswered = before.indices.contains {
        $0 != i && before[$0].question == before[i].question && before[$0].state.state == .marked
      }
      let crumbs = before[i].ink.pieces.filter(\.isCrumb)
      let isClean = crumbs.reduce(0) { $0 + $1.area } <= Self.crumbs
      guard before[i].ink.pieces.allSatisfy({ (isClean && $0.isCrumb) || comesOver($0, into: i, before) }) else {
        continue
      }
      if crumbs.count < before[i].ink.pieces.count { overrun.insert(i) }
      guard isAnswered else {
        if before[i].state.state == .marked { doubt(i, .neighbourInk) }
        continue
      }
      cells[i].state.state = .empty
      cells[i].state.confidence = Judge.besideConfidence
      cells[i].state.reason = nil
    }
  }

  private static func canComeFromElsewhere(_ option: OptionReading) -> Bool {
    switch option.state {
    case .empty, .cancelled: false
    case .marked: true
    case .unclear: [.smallMark, .faintMark, .neighbourInk, .inkOutside, .straightLine].contains(option.reason)
    }
  }

  /// Whether a piece is the end of a stroke of a neighbour's mark, over a side or round a corner.
  private func comesOver(_ piece: CellInk.Piece, into i: Int, _ cells: [Cell]) -> Bool {
    let ink = cells[i].ink
    let overSide = beside[i].contains { side, j in
      guard cells[j].state.state == .marked, let contact = piece.contacts[side], !contact.isBow else { return false }
      let other = cells[j].ink
      guard other.meets(contact, from: side) else { return false }
      if isShort(piece, from: side, of: ink), isOverrun(of: other, over: side, ink) { return true }
      // The long arm of a tick goes further, and is known by the tick that it makes with the rest.
      guard ink.isLine, ink.area < other.area else { return false }
      return Tick(other.pieces.flatMap(\.points) + piece.points).map { $0.marks(other.rect) } ?? false
    }
    return overSide
      || across[i].contains { sides, corner, j in
        let other = cells[j].ink
        return cells[j].state.state == .marked && piece.distance(to: corner) <= Self.corner
          && other.pieces.contains { $0.distance(to: corner) <= Self.corner }
          && sides.allSatisfy { isShort(piece, from: $0, of: ink) }
          && sides.contains { isOverrun(of: other, over: $0, ink) }
      }
  }

  private func isShort(_ piece: CellInk.Piece, from side: CellInk.Side, of ink: CellInk) -> Bool {
    piece.depth(from: side, of: ink.rect) <= min(Self.overrun, Self.overrunShare * ink.rect.length(across: side))
  }

  /// Whether ink is little enough to come from the other, and the mark that both make has its middle well within that.
  private func isOverrun(of other: CellInk, over side: CellInk.Side, _ ink: CellInk) -> Bool {
    guard ink.area <= Self.overrunInk * other.area, let own = ink.bounds, let main = other.bounds else { return false }
    let middle = own.union(main).center
    let inside =
      switch side {
      case .left: ink.rect.x - middle.x
      case .right: middle.x - ink.rect.maxX
      case .top: ink.rect.y - middle.y
      case .bottom: middle.y - ink.rect.maxY
      }
    return inside >= Self.leastInside * other.rect.length(across: side)
  }

  // MARK: Doubt

  private mutating func doubtShared() {
    let before = cells
    for i in before.indices where before[i].state.state == .marked {
      let ink = before[i].ink
      let others = beside[i].filter { before[$0.other].state.state != .empty && !overrun.contains($0.other) }
      let isOnRule = others.contains { side, j in
        isCrossed(i, j, over: side) && !ink.passesMiddle(from: side)
          && !before[j].ink.passesMiddle(from: side.opposite)
      }
      // One stroke through several cells, or the ends of strokes from several sides.
      let isForeign = ink.pieces.allSatisfy { piece in
        piece.isLine
          && (others.contains { side, j in piece.contacts[side].map { before[j].ink.meets($0, from: side) } ?? false }
            || across[i].contains { _, corner, j in
              before[j].state.state != .empty && !overrun.contains(j) && piece.distance(to: corner) <= Self.corner
                && before[j].ink.pieces.contains { $0.distance(to: corner) <= Self.corner }
            })
      }
      if isOnRule || isForeign || ink.hugsSide {
        doubt(i, .neighbourInk)
      } else if ink.isBroken {
        doubt(i, .unclearMark)
      }
    }
  }

  /// Whether a stroke may go from one cell to the other.
  private func isCrossed(_ i: Int, _ j: Int, over side: CellInk.Side) -> Bool {
    cells[i].ink.pieces.contains { piece in
      piece.contacts[side].map { cells[j].ink.meets($0, from: side) } ?? false
    }
  }

  private mutating func doubtRings() {
    for i in cells.indices where cells[i].state.state == .marked {
      // What bows in over a rule and ends there is part of a ring, about whatever it may be.
      let isBow = CellInk.Side.allCases.contains { side in
        cells[i].ink.pieces.contains { $0.contacts[side]?.isBow ?? false } && !cells[i].ink.passesMiddle(from: side)
      }
      // A ring that is larger than the cell bows out over its rules.
      let bows = beside[i].contains { side, j in
        cells[j].ink.pieces.contains { $0.contacts[side.opposite]?.isBow ?? false } && isCrossed(i, j, over: side)
          && !cells[j].ink.passesMiddle(from: side.opposite)
      }
      if cells[i].ink.isRinged || bows || isBow { doubt(i, .circledMark) }
    }
  }

  private mutating func doubt(_ i: Int, _ reason: Reason) {
    cells[i].state.state = .unclear
    cells[i].state.confidence = 0
    cells[i].state.reason = reason
  }
}

extension CellInk.Side {
  fileprivate var opposite: CellInk.Side {
    switch self {
    case .left: .right
    case .right: .left
    case .top: .bottom
    case .bottom: .top
    }
  }
}

extension PaperRect {
  /// Width or height: the way from a side to the opposite one, mm.
  fileprivate func length(across side: CellInk.Side) -> Double {
    side == .left || side == .right ? width : height
  }
}

extension CellInk.Piece {
  /// A speck: shorter than a millimetre.
  fileprivate var isCrumb: Bool { max(bounds.width, bounds.height) <= 1 && area <= 0.2 }

  /// Distance of its nearest ink, mm.
  fileprivate func distance(to point: PaperPoint) -> Double {
    points.map { $0.distance(to: point) }.min() ?? .infinity
  }
}

extension CellInk {
  /// Whether all ink keeps near to one side.
  fileprivate var hugsSide: Bool {
    Side.allCases.contains { side in
      let most = min(CellNeighbours.hugging, CellNeighbours.huggingShare * rect.length(across: side))
      return pieces.allSatisfy { $0.depth(from: side, of: rect) <= most }
    }
  }

  /// Whether no piece is long enough to be a mark's stroke.
  fileprivate var isBroken: Bool {
    pieces.allSatisfy { max($0.bounds.width, $0.bounds.height) < CellNeighbours.leastStroke }
  }

  /// The bounds of all its ink.
  fileprivate var bounds: PaperRect? {
    pieces.first.map { first in pieces.dropFirst().reduce(first.bounds) { $0.union($1.bounds) } }
  }

  /// Whether ink here meets the side that lies opposite `side` of the neighbour, near where the neighbour's does.
  fileprivate func meets(_ contact: Contact, from side: Side) -> Bool {
    pieces.contains { piece in
      guard let own = piece.contacts[side.opposite]?.range else { return false }
      return own.lowerBound <= contact.range.upperBound + CellNeighbours.crossing
        && own.upperBound >= contact.range.lowerBound - CellNeighbours.crossing
    }
  }

  /// Whether ink that reaches a side's far half lies in the cell.
  fileprivate func passesMiddle(from side: Side) -> Bool {
    pieces.contains { $0.depth(from: side, of: rect) > CellNeighbours.middle * rect.length(across: side) }
  }
}
