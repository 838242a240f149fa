internal import Ballots
internal import Raster

/// The ink in one cell of a ruled table, piece by piece, and where it meets the cell's rules.
///
/// Cells share their rules, so a mark that is a little too large for its cell goes on in the next one, often in another
/// question. A box stands alone and keeps its surroundings; a cell has none. Therefore its ink is described by what
/// `CellNeighbours` needs to say whether it comes from next door. Lengths in mm of paper, areas in mm².
struct CellInk: Sendable {
  /// A patch of ink in the cell.
  struct Piece: Sendable {
    let area: Double
    let bounds: PaperRect
    /// Where it meets each side, along that side; nothing where it does not.
    let contacts: [Side: Contact]
    /// Whether it is one straight thin stroke.
    let isLine: Bool
    let points: [PaperPoint]

    /// How far it reaches into the cell from a side.
    func depth(from side: Side, of cell: PaperRect) -> Double { CellInk.depth(of: bounds, from: side, of: cell) }
  }

  /// How far something reaches into a cell from a side.
  fileprivate static func depth(of bounds: PaperRect, from side: Side, of cell: PaperRect) -> Double {
    switch side {
    case .left: bounds.maxX - cell.x
    case .right: cell.maxX - bounds.x
    case .top: bounds.maxY - cell.y
    case .bottom: cell.maxY - bounds.y
    }
  }

  /// Where a piece meets a side.
  struct Contact: Sendable {
    /// From where to where along the side.
    let range: ClosedRange<Double>
    /// Longer than the end of a stroke, and open in between or one flat line along the side: a bow.
    let isBow: Bool
  }

  enum Side: Sendable, Hashable, CaseIterable {
    case left, right, top, bottom
  }

  /// A piece meets a side when it begins this near to where print was left out.
  static let contactReach = 0.45
  /// A piece that meets a side over more than this, mm, with ink on less than this share of it, is a bow.
  static let bow = 2.6
  static let bowFilled = 0.7
  /// A flat bow reaches no further into the cell than this, mm, and is no thicker.
  static let flatBow = 2.0
  static let strokeThickness = 1.0
  /// A ring may stay open by twice this.
  static let ringOpening = 0.45
  /// Paper within a ring is at least this wide, and holds at least this share of the ink's bounds: between the lines of a
  /// scribble and in the loop of a letter there is less.
  static let leastHole = 1.0
  static let ringShare = 0.25
  /// Ink that lies this near to its axis, all but a twentieth, is one line.
  static let lineThickness = 0.45

  let rect: PaperRect
  let pieces: [Piece]

  var area: Double { pieces.reduce(0) { $0 + $1.area } }

  /// Whether all ink is one straight thin stroke.
  let isLine: Bool
  /// Whether a closed stroke runs round paper, or round another mark.
  let isRinged: Bool

  /// The ink of each option of a question.
  static func cells(of ink: InkField) -> [CellInk] {
    let field = ink.field
    let limit = max(InkMeter.inkDarkness, InkMeter.noiseFactor * ink.noise)
    return field.question.options.indices.map { CellInk($0, ink, limit: limit) }
  }

  private init(_ k: Int, _ ink: InkField, limit: Float) {
    let field = ink.field
    let pitch = QuestionField.pitch
    let rect = field.question.options[k].rect
    self.rect = rect
    let x0 = max(0, Int((rect.x - field.rect.x) / pitch))
    let y0 = max(0, Int((rect.y - field.rect.y) / pitch))
    let width = max(0, min(field.columns, Int((rect.maxX - field.rect.x) / pitch) + 1) - x0)
    let height = max(0, min(field.rows, Int((rect.maxY - field.rect.y) / pitch) + 1) - y0)
    var mask = [UInt8](repeating: 0, count: width * height)
    for r in 0..<height {
      for c in 0..<width {
        let i = (y0 + r) * field.columns + x0 + c
        if Int(field.owner[i]) == k, ink.ink[i] >= limit { mask[r * width + c] = 1 }
      }
    }
    func place(_ index: Int) -> PaperPoint {
      PaperPoint(
        x: field.rect.x + (Double(x0 + index % width) + 0.5) * pitch,
        y: field.rect.y + (Double(y0 + index / width) + 0.5) * pitch)
    }
    let labels = ComponentLabels(mask: mask, width: width, height: height)
    let labelOf = labels.labels(width: width, height: height)
    var points = [[PaperPoint]](repeating: [], count: labels.components.count)
    for (i, label) in labelOf.enumerated() where label != 0 { points[Int(label) - 1].append(place(i)) }
    let strokes = points.filter { Double($0.count) * pitch * pitch >= InkMeter.speckArea }
    // Print is left out up to half the rule and the margin around it.
    let reach = ink.printMargin + Option.outlineWidth / 2 + Self.contactReach
    pieces = strokes.map { Piece($0, in: rect, reach: reach) }
    let all = strokes.flatMap { $0 }
    isLine = Self.isLine(all)
    for (i, label) in labelOf.enumerated()
    where label != 0 && points[Int(label) - 1].count < (strokes.map(\.count).min() ?? .max) { mask[i] = 0 }
    isRinged = Self.holdsRing(mask, width, height)
  }

  fileprivate static func isLine(_ points: [PaperPoint]) -> Bool {
    guard let line = Line(through: points) else { return false }
    return points.count { line.distance($0) > lineThickness } * 20 <= points.count
  }

  /// Whether a stroke encloses paper: what cannot be reached from the cell's edge, through openings as narrow as twice
  /// `ringOpening`, is enclosed.
  private static func holdsRing(_ mask: [UInt8], _ width: Int, _ height: Int) -> Bool {
    let inked = mask.indices.filter { mask[$0] != 0 }
    guard let left = inked.map({ $0 % width }).min(), let right = inked.map({ $0 % width }).max(),
      let top = inked.first.map({ $0 / width }), let bottom = inked.last.map({ $0 / width })
    else { return false }
    let reach = Int((ringOpening / QuestionField.pitch).rounded())
    // Room around the ink, so that paper beside it is always outside.
    let (w, h) = (right - left + 1 + 4 * reach, bottom - top + 1 + 4 * reach)
    var framed = [UInt8](repeating: 0, count: w * h)
    for i in inked { framed[(i / width - top + 2 * reach) * w + i % width - left + 2 * reach] = 1 }
    let closed = grown(framed, w, h, by: reach)
    let paper = ComponentLabels(mask: closed.map { $0 == 0 ? 1 : 0 }, width: w, height: h)
      .labels(width: w, height: h)
    guard let outside = paper.first, outside != 0 else { return false }
    let open = grown(paper.map { $0 == outside ? 1 : 0 }, w, h, by: reach)
    let enclosed = zip(framed, open).map { $0 == 0 && $1 == 0 ? UInt8(1) : 0 }
    let holes = ComponentLabels(mask: enclosed, width: w, height: h).components.filter {
      Double(min($0.width, $0.height)) * QuestionField.pitch >= leastHole
    }
    let bounds = (right - left + 1) * (bottom - top + 1)
    return Double(holes.reduce(0) { $0 + $1.area }) >= ringShare * Double(bounds)
  }

  /// A mask grown by a square of `reach` cells to each side.
  private static func grown(_ mask: [UInt8], _ width: Int, _ height: Int, by reach: Int) -> [UInt8] {
    var across = [UInt8](repeating: 0, count: mask.count)
    for y in 0..<height {
      for x in 0..<width where mask[y * width + x] != 0 {
        for k in max(0, x - reach)...min(width - 1, x + reach) { across[y * width + k] = 1 }
      }
    }
    var result = across
    for y in 0..<height {
      for x in 0..<width where across[y * width + x] != 0 {
        for k in max(0, y - reach)...min(height - 1, y + reach) { result[k * width + x] = 1 }
      }
    }
    return result
  }
}

extension CellInk.Piece {
  fileprivate init(_ points: [PaperPoint], in cell: PaperRect, reach: Double) {
    self.points = points
    isLine = CellInk.isLine(points)
    let half = QuestionField.pitch / 2
    area = Double(points.count) * QuestionField.pitch * QuestionField.pitch
    let (xs, ys) = (points.map(\.x), points.map(\.y))
    let (x0, y0) = ((xs.min() ?? 0) - half, (ys.min() ?? 0) - half)
    bounds = PaperRect(x: x0, y: y0, width: (xs.max() ?? 0) + half - x0, height: (ys.max() ?? 0) + half - y0)
    var places: [CellInk.Side: Set<Int>] = [:]
    for p in points {
      for (side, gap, along) in [
        (CellInk.Side.left, p.x - cell.x, p.y), (.right, cell.maxX - p.x, p.y), (.top, p.y - cell.y, p.x),
        (.bottom, cell.maxY - p.y, p.x),
      ] where gap <= reach {
        places[side, default: []].insert(Int((along / QuestionField.pitch).rounded(.down)))
      }
    }
    var contacts: [CellInk.Side: CellInk.Contact] = [:]
    for (side, places) in places {
      guard let first = places.min(), let last = places.max() else { continue }
      let range = Double(first) * QuestionField.pitch...Double(last + 1) * QuestionField.pitch
      let length = range.upperBound - range.lowerBound
      let isOpen = Double(places.count) * QuestionField.pitch < CellInk.bowFilled * length
      let depth = CellInk.depth(of: bounds, from: side, of: cell)
      let isFlat = depth <= CellInk.flatBow && area <= CellInk.strokeThickness * length
      contacts[side] = CellInk.Contact(range: range, isBow: length > CellInk.bow && (isOpen || isFlat))
    }
    self.contacts = contacts
  }
}
