public import Ballots
internal import Foundation

/// How alike two scanned copies of a ballot are: whether they can be, and whether they must be, the same sheet.
///
/// Three witnesses are heard: the states of all boxes, the ink measured in the marked boxes, and the small picture of
/// the voter's ink over the page. People who answer alike mark the same boxes, but not with the same strokes.
public struct Resemblance {
  /// Picture similarity below which sheets with equal serial and equal marks are held to be two sheets, 0 to 1.
  /// A cell of the picture is about 9 mm wide, so a second scan that is shifted by a millimetre keeps most of it.
  static let leastSimilarity = 0.6
  /// Picture similarity needed when a box is unclear in one of the two, 0 to 1.
  static let leastSimilarityOfUnclear = 0.9
  /// Mean relative difference of the ink in marked boxes above which equal marks are held to be two sheets, 0 to 1.
  static let mostInkDifference = 0.5
  /// Likeness from which two sheets are held to be one. 3,710 simulated pairs of different sheets with equal answers, by
  /// different hands, had 3.4 at the most; as many by one hand with one pen from one scanner had 4.97. The weights below
  /// were set on these pairs and on 748 pairs of scans of one sheet, of which 52 % reach the limit (docs/accuracy.md).
  static let sameLikeness = 5.0
  /// What a stroke that measures the same in both sheets adds to the likeness.
  private static let agreement = 0.6
  /// What one unit of difference takes from that: of the stroke's ink and of the ink around its box (natural logarithms),
  /// of its extent (share of the box) and of the ring about the box (0 to 1).
  private static let weights = (ink: 6.0, around: 2.0, extent: 14.0, ring: 24.0)
  /// The most that one stroke takes: a fold or a stamp over one of them must not outweigh all others.
  private static let leastAgreement = -3.4
  /// Marked boxes that are enough to tell sheets apart, and what each that lacks takes from the likeness: few strokes may be
  /// alike by chance. With one or none, the pictures alone never make one sheet of two.
  private static let (enoughWitnesses, costOfLacking) = (6, 0.8)
  /// What the pictures add when they are the same: where there is ink, and where there is more and where less of it.
  private static let pictureWeights = (similarity: 6.0, correlation: 2.0)
  /// Share of the box from which ink tells nothing: one filled box is like another.
  private static let filled = 0.75
  /// Added to the ink around a box before its logarithm is taken, mm²: less of it comes and goes with the scan.
  private static let leastAround = 0.3

  private let first: Trace
  private let second: Trace

  /// Compares two pages, for measurements of this type; the count compares whole copies.
  public init(_ first: PageReading, _ second: PageReading) {
    self.init(Trace([first.formPage ?? 1: first]), Trace([second.formPage ?? 1: second]))
  }

  /// Compares two copies on the pages that both have.
  init(_ first: Trace, _ second: Trace) {
    self.first = first
    self.second = second
  }

  /// Whether two sheets with one serial are the same sheet: the same marks, and nothing that speaks against it. Without
  /// any mark there is no evidence beyond the serial.
  public var isSameSheetOfOneSerial: Bool {
    if isIdentical { return first.hasInk }
    guard let marks = comparedMarks(), marks.inkDifference <= Self.mostInkDifference else { return false }
    guard similarity() >= (marks.areEqual ? Self.leastSimilarity : Self.leastSimilarityOfUnclear) else { return false }
    // A print run that was copied with its serial has many honest ballots with equal answers.
    return strokeAgreement(orUnclear: true).map { $0 + pictureAgreement() >= Self.sameLikeness } ?? false
  }

  /// Whether two sheets, one of them without serial, are so alike that a person must look.
  public var isNearDuplicate: Bool {
    // The strokes are looked at first: they are few, the picture has thousands of cells.
    let pictures = Self.pictureWeights.similarity + Self.pictureWeights.correlation
    guard let agreement = strokeAgreement(), agreement + pictures >= Self.sameLikeness else { return false }
    return agreement + pictureAgreement() >= Self.sameLikeness
  }

  /// How alike the sheets are; nil where the answers rule out that they are one sheet.
  ///
  /// Each box that is marked in both is a witness, who speaks for one sheet when its ink measures the same. Witnesses add
  /// up, so that few marks prove little, and filled boxes nothing. The pictures are one more witness, not a strong one:
  /// people write beside the boxes too, but people who mark the same boxes have alike pictures.
  public var likeness: Double? { strokeAgreement().map { $0 + pictureAgreement() } }

  /// The sum over the boxes that both have marked, or where there is none and a serial speaks, too, over those that are
  /// unclear in both (who circles every choice marks no box); nil when a box is marked in one and empty in the other.
  private func strokeAgreement(orUnclear: Bool = false) -> Double? {
    var pairs: [(Trace.Stroke, Trace.Stroke)] = []
    var unclearPairs = pairs
    var place = 0
    let others = second.strokes
    for stroke in first.strokes {
      while place < others.count, others[place].box < stroke.box {
        // What is marked there only must at least not be empty here.
        if others[place].isMarked { return nil }
        place += 1
      }
      guard place < others.count, others[place].box == stroke.box else {
        if stroke.isMarked { return nil }
        continue
      }
      switch (stroke.isMarked, others[place].isMarked) {
      case (true, true): pairs.append((stroke, others[place]))
      case (false, false): unclearPairs.append((stroke, others[place]))
      default: break
      }
      place += 1
    }
    if others[place...].contains(where: \.isMarked) { return nil }
    let witnesses = (pairs.isEmpty && orUnclear ? unclearPairs : pairs).filter {
      $0.0.coverage < Self.filled && $0.1.coverage < Self.filled
    }
    // Another scanner, or another darkness, changes all strokes by one factor: only what is left tells sheets apart.
    let inks = Self.withoutFactor(witnesses.map { $0.0.logInk - $0.1.logInk })
    let arounds = Self.withoutFactor(
      witnesses.map { log($0.0.around + Self.leastAround) - log($0.1.around + Self.leastAround) })
    return witnesses.indices.reduce(0) { sum, index in
      let (a, b) = witnesses[index]
      let cost =
        Self.weights.ink * inks[index] + Self.weights.around * arounds[index]
        + Self.weights.extent * abs(a.extent - b.extent) + Self.weights.ring * abs(a.ring - b.ring)
      return sum + max(Self.leastAgreement, Self.agreement - cost)
    } - Self.costOfLacking * Double(max(0, Self.enoughWitnesses - witnesses.count))
  }

  /// How far each logarithm lies from their median.
  private static func withoutFactor(_ logarithms: [Double]) -> [Double] {
    guard !logarithms.isEmpty else { return [] }
    let sorted = logarithms.sorted()
    let middle = sorted.count / 2
    let median = sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    return logarithms.map { abs($0 - median) }
  }

  /// Whether every measurement is the same to the last digit, on the pages that both have.
  var isIdentical: Bool {
    let common = first.readings.keys.filter { second.readings[$0] != nil }
    return !common.isEmpty
      && common.allSatisfy { page in
        first.readings[page]?.questions == second.readings[page]?.questions
          && first.readings[page]?.fingerprint == second.readings[page]?.fingerprint
      }
  }

  /// Whether the states are equal and how far the ink differs; nil when a box is marked in one and empty in the other,
  /// or when no box is marked in both, nor unclear in both.
  private func comparedMarks() -> (areEqual: Bool, inkDifference: Double)? {
    var areEqual = true
    var difference = 0.0
    var compared = 0
    var unclear = 0
    // In order of pages: sums of fractions must not depend on the order of a dictionary.
    for page in first.states.keys.sorted() {
      guard let states = first.states[page], let others = second.states[page], let inks = first.inks[page],
        let otherInks = second.inks[page]
      else {
        continue
      }
      guard states.count == others.count else { return nil }
      if states != others { areEqual = false }
      for box in states.indices {
        switch (states[box], others[box]) {
        case (.marked, .empty), (.empty, .marked): return nil
        case (.marked, .marked):
          let larger = max(inks[box], otherInks[box])
          if larger > 0 { difference += abs(inks[box] - otherInks[box]) / larger }
          compared += 1
        case (.unclear, .unclear): unclear += 1
        default: break
        }
      }
    }
    return compared + unclear > 0 ? (areEqual, difference / Double(max(1, compared))) : nil
  }

  /// What the pictures add to the likeness: of the pages that both have, the one that is least alike.
  private func pictureAgreement() -> Double {
    let most = Self.pictureWeights.similarity + Self.pictureWeights.correlation
    return first.readings.reduce(most) { least, page in
      guard let a = page.value.fingerprint, let b = second.readings[page.key]?.fingerprint else { return least }
      return min(
        least,
        Self.pictureWeights.similarity * a.similarity(to: b) + Self.pictureWeights.correlation * a.correlation(with: b))
    }
  }

  /// Smallest picture similarity of the pages that both have, 0 to 1.
  private func similarity() -> Double {
    first.readings.reduce(1.0) { least, page in
      guard let a = page.value.fingerprint, let b = second.readings[page.key]?.fingerprint else { return least }
      return min(least, a.similarity(to: b))
    }
  }
}

/// What the voter left on a copy, ready for comparing: by form page, box after box.
struct Trace {
  /// The located pages.
  let readings: [Int: PageReading]
  /// What each box was judged to hold.
  let states: [Int: [MarkState]]
  /// Ink in each box, mm².
  let inks: [Int: [Double]]
  /// Ink in the marked boxes of all pages, mm².
  let ink: Double

  /// More boxes than any page has.
  private static let boxesPerPage = 1 << 20
  /// Ink below which a stroke's logarithm would be noise, mm².
  private static let leastInk = 0.05

  /// The trace of a copy.
  init(_ copy: Copy, sheets: [Sheet]) { self.init(copy.pages.compactMapValues { sheets[$0].measured }) }

  /// The trace of located pages, by form page.
  init(_ readings: [Int: PageReading]) {
    self.readings = readings
    states = readings.mapValues { $0.questions.flatMap { $0.options.map(\.state) } }
    inks = readings.mapValues { $0.questions.flatMap { $0.options.map(\.mark.inkInside) } }
    var sum = 0.0
    for page in readings.keys.sorted() {
      for (state, ink) in zip(states[page] ?? [], inks[page] ?? []) where state == .marked { sum += ink }
    }
    ink = sum
    var strokes: [Stroke] = []
    for page in readings.keys.sorted() {
      for (box, option) in (readings[page]?.questions.flatMap(\.options) ?? []).enumerated()
      where option.state != .empty {
        strokes.append(
          Stroke(
            box: page * Self.boxesPerPage + box, isMarked: option.state == .marked,
            logInk: log(max(option.mark.inkInside, Self.leastInk)), coverage: option.mark.coverage,
            extent: option.mark.extent, ring: option.mark.encirclement, around: option.mark.inkAround))
      }
    }
    self.strokes = strokes
    let questions = readings.sorted { $0.key < $1.key }.flatMap { $0.value.questions.map { $0.options.map(\.state) } }
    halves = (
      Array(questions.prefix(questions.count / 2).joined()), Array(questions.dropFirst(questions.count / 2).joined())
    )
  }

  /// The boxes that are not empty, in order.
  let strokes: [Stroke]
  /// The states of the first half of its questions and of the second.
  let halves: ([MarkState], [MarkState])

  /// What one box holds that is not empty.
  struct Stroke {
    /// Which box: its place among all boxes, the number of the form page before it.
    let box: Int
    let isMarked: Bool
    /// Natural logarithm of its ink in mm².
    let logInk: Double
    /// Share of the box that is inked, 0 to 1.
    let coverage: Double
    /// Share of the box's side, 0 to 1.
    let extent: Double
    /// How much of a ring lies around the box, 0 to 1.
    let ring: Double
    /// Ink around the box, mm².
    let around: Double
  }

  /// Whether some box is not empty.
  var hasInk: Bool { !strokes.isEmpty }
}

extension Fingerprint {
  /// Fewer cells with ink in both tell nothing of how it is spread.
  private static let fewCells = 5

  /// Whether cells with much ink here have much there, among those with ink in both: Pearson's correlation, -1 to 1; 0
  /// where there are too few.
  fileprivate func correlation(with other: Self) -> Double {
    guard cells.count == other.cells.count else { return 0 }
    // Whole numbers: the same on any machine.
    var (count, a, b, aa, bb, ab) = (0, 0, 0, 0, 0, 0)
    for (x, y) in zip(cells, other.cells) where x > 0 && y > 0 {
      let (x, y) = (Int(x), Int(y))
      count += 1
      a += x
      b += y
      aa += x * x
      bb += y * y
      ab += x * y
    }
    guard count > Self.fewCells else { return 0 }
    let (spreadA, spreadB) = (count * aa - a * a, count * bb - b * b)
    guard spreadA > 0, spreadB > 0 else { return 0 }
    return Double(count * ab - a * b) / (Double(spreadA) * Double(spreadB)).squareRoot()
  }
}
