/// What people wrote on a page, as a small picture: the ink of each cell of a grid over the upright page.
/// Two scans of one sheet agree; two sheets with other handwriting do not, even when they chose the same boxes.
///
/// Nearly all cells of a page are empty, and a count holds the pictures of all its pages at once: only cells with ink are
/// kept.
public struct Fingerprint: Hashable, Sendable, Codable {
  /// How many cells the grid has.
  public let size: Int
  /// The cells with ink, run after run: the empty cells before the run in groups of seven bits, the lowest first, all but
  /// the last with the eighth bit set; the length of the run; its cells. Equal pictures have equal runs.
  private let runs: [UInt8]

  /// The longest run: longer ones are cut.
  private static let longestRun = 255

  /// The largest grid that is read from text: a store, or a process that decodes files, may say anything.
  private static let mostCells = 1 << 20

  /// A fingerprint from its cells, row by row, 0 to 255, the blank's print left out.
  public init(cells: [UInt8]) {
    var runs: [UInt8] = []
    var emptyFrom = 0
    var place = 0
    while place < cells.count {
      guard cells[place] > 0 else {
        place += 1
        continue
      }
      let end = cells[place...].prefix(Self.longestRun).firstIndex(of: 0) ?? min(place + Self.longestRun, cells.count)
      var gap = place - emptyFrom
      while gap > 0x7F {
        runs.append(UInt8(gap & 0x7F) | 0x80)
        gap >>= 7
      }
      runs.append(UInt8(gap))
      runs.append(UInt8(end - place))
      runs += cells[place..<end]
      (place, emptyFrom) = (end, end)
    }
    size = cells.count
    // Copied: an array that grew has room to spare.
    self.runs = runs.withUnsafeBufferPointer { Array($0) }
  }

  /// The ink of each cell, row by row, 0 to 255, the blank's print left out.
  public var cells: [UInt8] {
    var cells = [UInt8](repeating: 0, count: size)
    var inked = InkedCells(runs)
    while let cell = inked.next() { cells[cell.place] = cell.ink }
    return cells
  }

  /// Reads the compact text form: two hexadecimal digits a cell, `z` and a count for a run of empty ones.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    var cells: [UInt8] = []
    for run in try container.decode(String.self).split(separator: " ") {
      let room = Self.mostCells - cells.count
      if run.hasPrefix("z"), let count = Int(run.dropFirst()), (0...room).contains(count) {
        cells += [UInt8](repeating: 0, count: count)
      } else if room > 0, let cell = UInt8(run, radix: 16) {
        cells.append(cell)
      } else {
        throw DecodingError.dataCorruptedError(in: container, debugDescription: "no fingerprint")
      }
    }
    self.init(cells: cells)
  }

  /// Writes the compact text form; most cells of a page are empty.
  public func encode(to encoder: any Encoder) throws {
    let cells = cells
    var runs: [String] = []
    var index = 0
    while index < cells.count {
      var end = index
      while end < cells.count, cells[end] == 0 { end += 1 }
      if end > index {
        runs.append("z\(end - index)")
        index = end
      } else {
        runs.append(String(cells[index], radix: 16))
        index += 1
      }
    }
    var container = encoder.singleValueContainer()
    try container.encode(runs.joined(separator: " "))
  }

  /// Cosine similarity of the voters' ink, 0 (nothing in common) to 1 (the same).
  public func similarity(to other: Self) -> Double { SharedInk(self, other).similarity }

  /// The cells with ink, in order.
  struct InkedCells: IteratorProtocol {
    private let runs: [UInt8]
    private var offset = 0
    private var place = 0
    private var left = 0

    fileprivate init(_ runs: [UInt8]) { self.runs = runs }

    mutating func next() -> (place: Int, ink: UInt8)? {
      if left == 0 {
        guard offset < runs.count else { return nil }
        var shift = 0
        while runs[offset] > 0x7F {
          place += Int(runs[offset] & 0x7F) << shift
          shift += 7
          offset += 1
        }
        place += Int(runs[offset]) << shift
        left = Int(runs[offset + 1])
        offset += 2
      }
      defer {
        offset += 1
        place += 1
        left -= 1
      }
      return (place, runs[offset])
    }
  }

  /// The cells with ink, in order.
  var inked: InkedCells { InkedCells(runs) }
}

/// Two pictures of voters' ink laid over each other.
public struct SharedInk {
  /// Fewer cells with ink in both tell nothing of how it is spread.
  private static let fewCells = 5

  private let areOfOneSize: Bool
  // Whole numbers: exact, and the same on any machine.
  /// The squares of all cells of each.
  private var whole = (first: 0, second: 0)
  /// Over the cells with ink in both: how many, the ink of each, its squares and its products.
  private var shared = (cells: 0, first: 0, second: 0, firstSquares: 0, secondSquares: 0, products: 0)

  /// Lays one picture over another; pictures of different grids share nothing.
  public init(_ first: Fingerprint, _ second: Fingerprint) {
    areOfOneSize = first.size == second.size
    guard areOfOneSize else { return }
    var (firstCells, secondCells) = (first.inked, second.inked)
    var (a, b) = (firstCells.next(), secondCells.next())
    while let (x, y) = a.flatMap({ a in b.map { (a, $0) } }) {
      let (ink, other) = (Int(x.ink), Int(y.ink))
      if x.place == y.place {
        shared.cells += 1
        shared.first += ink
        shared.second += other
        shared.firstSquares += ink * ink
        shared.secondSquares += other * other
        shared.products += ink * other
      }
      if x.place <= y.place {
        whole.first += ink * ink
        a = firstCells.next()
      }
      if y.place <= x.place {
        whole.second += other * other
        b = secondCells.next()
      }
    }
    while let x = a {
      whole.first += Int(x.ink) * Int(x.ink)
      a = firstCells.next()
    }
    while let y = b {
      whole.second += Int(y.ink) * Int(y.ink)
      b = secondCells.next()
    }
  }

  /// Cosine similarity, 0 (nothing in common) to 1 (the same).
  public var similarity: Double {
    guard areOfOneSize else { return 0 }
    guard whole.first > 0, whole.second > 0 else { return whole.first == whole.second ? 1 : 0 }
    return Double(shared.products) / (Double(whole.first) * Double(whole.second)).squareRoot()
  }

  /// Whether cells with much ink in one have much in the other, among those with ink in both: Pearson's correlation, -1 to
  /// 1; 0 where there are too few.
  public var correlation: Double {
    guard shared.cells > Self.fewCells else { return 0 }
    let (count, a, b) = (shared.cells, shared.first, shared.second)
    let (spreadA, spreadB) = (count * shared.firstSquares - a * a, count * shared.secondSquares - b * b)
    guard spreadA > 0, spreadB > 0 else { return 0 }
    return Double(count * shared.products - a * b) / (Double(spreadA) * Double(spreadB)).squareRoot()
  }
}
