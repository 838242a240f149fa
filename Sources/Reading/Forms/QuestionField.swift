internal import Ballots
internal import Raster

/// The part of a page that a question's marks can lie in, on a fine grid: what is printed there, and which cell belongs
/// to which box. Worked out once from the blank.
struct QuestionField: Sendable {
  /// Distance of the grid's cells, mm. A pen stroke of 0.3 mm covers two.
  static let pitch = 0.15
  /// How far above and below the boxes marks are looked for, mm, unless another question is nearer.
  static let reach = 3.0
  /// The same where a question seems blank, mm: people who miss the box write near it.
  static let reachOfBlank = 9.0
  /// And how far beside them: people who miss the box write on the line.
  static let reachBeside = 12.0
  /// Boxes that overlap by no more than this adjoin, mm.
  static let sharedRule = 0.5
  /// Unit of `printDistance`, mm.
  static let distanceUnit = 0.05

  /// What a cell is to the boxes.
  static let outside: UInt8 = 255

  let question: Question
  /// The grid's bounds, mm.
  let rect: PaperRect
  let columns: Int
  let rows: Int
  /// For each cell its distance from the blank's print, in `distanceUnit`, 0 on print, at most 255.
  let printDistance: [UInt8]
  /// For each cell the index of the option whose inner area holds it, or `outside`.
  let owner: [UInt8]
  /// The cells of each option's inner area.
  let innerCells: [InnerCells]
  /// One outline an option.
  let outlines: [BoxOutline]

  /// - Parameters:
  ///   - outlines: those of the question's options.
  ///   - others: boxes of the page's other questions, mm.
  ///   - reach: how far above and below its boxes the field goes, mm, unless another question is nearer.
  init(
    question: Question, outlines: [BoxOutline], others: [PaperRect], pageSize: PaperSize, blank: BlankPicture,
    reach: Double = Self.reach
  ) {
    self.question = question
    self.outlines = outlines
    let boxes = question.options.map(\.rect)
    var bounds = boxes.dropFirst().reduce(boxes.first ?? PaperRect(x: 0, y: 0, width: 1, height: 1)) { $0.union($1) }
    for label in question.options.compactMap(\.labelRect) { bounds = bounds.union(label) }
    rect = Self.grown(bounds, by: reach, apartFrom: others, within: pageSize)
    columns = max(1, Int(rect.width / Self.pitch))
    rows = max(1, Int(rect.height / Self.pitch))
    var owner = [UInt8](repeating: Self.outside, count: columns * rows)
    printDistance = Self.distances(rect, columns, rows, blank)
    // Where areas overlap, the first option's it is.
    for (index, option) in question.options.enumerated().reversed() where index < Int(Self.outside) {
      let (first, last) = (option.rect.x - rect.x, option.rect.maxX - rect.x)
      let (top, bottom) = (option.rect.y - rect.y, option.rect.maxY - rect.y)
      for r in max(0, Int(top / Self.pitch) - 1)..<max(0, min(rows, Int(bottom / Self.pitch) + 2)) {
        for c in max(0, Int(first / Self.pitch) - 1)..<max(0, min(columns, Int(last / Self.pitch) + 2)) {
          let x = rect.x + (Double(c) + 0.5) * Self.pitch
          let y = rect.y + (Double(r) + 0.5) * Self.pitch
          if option.inner(x: x, y: y) { owner[r * columns + c] = UInt8(index) }
        }
      }
    }
    var cells = [InnerCells](repeating: InnerCells(), count: question.options.count)
    for (owner, distance) in zip(owner, printDistance) where owner != Self.outside { cells[Int(owner)].add(distance) }
    innerCells = cells
    self.owner = owner
  }

  /// The middle of a column or row of cells on the paper, mm.
  func x(ofColumn column: Int) -> Double { rect.x + (Double(column) + 0.5) * Self.pitch }
  func y(ofRow row: Int) -> Double { rect.y + (Double(row) + 0.5) * Self.pitch }

  /// How many cells an inner area has, by their distance from print.
  struct InnerCells: Sendable {
    private(set) var all = 0
    private var ofDistance = [Int](repeating: 0, count: 256)

    fileprivate mutating func add(_ distance: UInt8) {
      all += 1
      ofDistance[Int(distance)] += 1
    }

    /// Those further from print than this, in `distanceUnit`.
    func beyond(_ distance: UInt8) -> Int { ofDistance[(Int(distance) + 1)...].reduce(0, +) }
  }

  /// Darker points of the blank are print, 0 to 1.
  private static let print: Float = 0.3

  /// Distance of each cell from print, on a grid of half the pitch; print beyond the field's edge counts from 1 mm around
  /// it.
  private static func distances(_ rect: PaperRect, _ columns: Int, _ rows: Int, _ blank: BlankPicture) -> [UInt8] {
    let fine = pitch / 2
    let border = Int(1 / fine)
    let (width, height) = (columns * 2 + 2 * border, rows * 2 + 2 * border)
    var distances = ChamferDistances(width: width, height: height)
    blank.forEachLine(
      xs: (0..<width).map { rect.x + (Double($0 - border) + 0.5) * fine },
      ys: (0..<height).map { rect.y + (Double($0 - border) + 0.5) * fine }
    ) { y, darkness in distances.set(row: y, where: darkness, above: print) }
    distances.spread()
    let units = (0...ChamferDistances.far).map { UInt8(min(255, Double($0) / 3 * fine / distanceUnit)) }
    return distances.nearestOfFour(columns: columns, rows: rows, from: border).map { units[Int($0)] }
  }

  /// The bounds grown by the reach, but not more than half way to a box of another question.
  private static func grown(
    _ bounds: PaperRect, by reach: Double, apartFrom others: [PaperRect], within size: PaperSize
  ) -> PaperRect {
    var left = reachBeside
    var right = reachBeside
    var up = reach
    var down = reach
    for other in others {
      let alongX = other.x < bounds.maxX + reach && other.maxX > bounds.x - reach
      let alongY = other.y < bounds.maxY && other.maxY > bounds.y
      // Cells of a table adjoin, and share their rule or even a little more than that.
      if alongX, other.y >= bounds.maxY - sharedRule { down = min(down, max(0, other.y - bounds.maxY) / 2) }
      if alongX, other.maxY <= bounds.y + sharedRule { up = min(up, max(0, bounds.y - other.maxY) / 2) }
      if alongY, other.x >= bounds.maxX - sharedRule { right = min(right, max(0, other.x - bounds.maxX) / 2) }
      if alongY, other.maxX <= bounds.x + sharedRule { left = min(left, max(0, bounds.x - other.maxX) / 2) }
    }
    let x = max(0, bounds.x - left)
    let y = max(0, bounds.y - up)
    return PaperRect(
      x: x, y: y, width: min(size.width, bounds.maxX + right) - x, height: min(size.height, bounds.maxY + down) - y)
  }
}

extension Option {
  /// Width of a printed outline that is no part of the inner area, mm.
  static let outlineWidth = 0.35

  /// A table's cell is larger than what people write into it: marks there are held against this side, mm.
  static let usualMark = 5.5

  /// Width and height that a large mark has here, mm: those of the inner area, but no more than a mark's in a cell.
  var markSize: (width: Double, height: Double) {
    let inner = (
      width: max(0.5, rect.width - 2 * Self.outlineWidth), height: max(0.5, rect.height - 2 * Self.outlineWidth)
    )
    return shape == .cell ? (min(inner.width, Self.usualMark), min(inner.height, Self.usualMark)) : inner
  }

  /// Whether the label is printed in the place to mark, as in a bubble.
  var isLabelInside: Bool { labelRect.map { rect.contains($0.center) } ?? false }

  /// Whether a point (mm) lies inside the outline.
  func inner(x: Double, y: Double) -> Bool {
    let inset = rect.expanded(by: -Self.outlineWidth)
    switch shape {
    case .square, .cell:
      return x >= inset.x && x <= inset.maxX && y >= inset.y && y <= inset.maxY
    case .circle, .ellipse:
      let u = (x - rect.center.x) / (inset.width / 2)
      let v = (y - rect.center.y) / (inset.height / 2)
      return u * u + v * v <= 1
    }
  }
}

/// How a box's printed outline looks: points that are ink on the blank, and points close by that are paper.
struct BoxOutline: Sendable {
  /// Distance of the points, mm.
  static let pitch = 0.15
  /// An outline with fewer points of ink cannot be found.
  static let minimumPoints = 24

  /// Offsets from the box's centre, mm.
  let ink: [(x: Float, y: Float)]
  /// Paper outside the outline.
  let outer: [(x: Float, y: Float)]
  /// Paper inside the outline.
  let inner: [(x: Float, y: Float)]
  /// Paper at growing distance from print: band `b` holds points `b` to `b + 1` times `bandWidth` away.
  let bands: [[(x: Float, y: Float)]]
  /// Width of a band, mm, and their number.
  static let bandWidth = 0.1
  static let bandCount = 8

  /// Whether there is an outline to be found.
  var canBeFound: Bool { ink.count >= Self.minimumPoints }

  init(option: Option, blank: BlankPicture) {
    let rect = option.rect
    let center = rect.center
    let reach = 0.9
    let xs = Array(stride(from: rect.x - reach, through: rect.maxX + reach, by: Self.pitch))
    let ys = Array(stride(from: rect.y - reach, through: rect.maxY + reach, by: Self.pitch))
    let print = PrintAround(blank, xs: xs, ys: ys, radii: [0.3, 0.75], threshold: 0.2)
    let radii = (1...Self.bandCount).map { Double($0) * Self.bandWidth }
    let solidPrint = PrintAround(blank, xs: xs, ys: ys, radii: radii, threshold: 0.3)
    let outside = rect.expanded(by: 0.25)
    var ink: [(x: Float, y: Float)] = []
    var outer: [(x: Float, y: Float)] = []
    var inner: [(x: Float, y: Float)] = []
    var bands = [[(x: Float, y: Float)]](repeating: [], count: Self.bandCount)
    blank.forEachLine(xs: xs, ys: ys) { row, darkness in
      for column in xs.indices {
        let point = PaperPoint(x: xs[column], y: ys[row])
        let offset = (x: Float(point.x - center.x), y: Float(point.y - center.y))
        if darkness[column] > 0.55 {
          if outside.contains(point) { ink.append(offset) }
        } else if print.smallestRadius(column, row) == 1 {
          if rect.contains(point) { inner.append(offset) } else { outer.append(offset) }
        }
        if let band = solidPrint.smallestRadius(column, row) { bands[band].append(offset) }
      }
    }
    self.ink = ink.thinned(to: 96)
    self.outer = outer.thinned(to: 64)
    self.inner = inner.thinned(to: 48)
    self.bands = bands.map { $0.thinned(to: 32) }
  }
}

extension Array {
  /// At most `count` elements, evenly spaced.
  func thinned(to count: Int) -> [Element] {
    guard self.count > count else { return self }
    return (0..<count).map { self[$0 * self.count / count] }
  }
}
