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
  /// Likeness from which two sheets without serial are shown to a person: the pictures' similarity less what the strokes in
  /// the boxes differ by (see `strokeDifference`).
  ///
  /// Measured on the development scans: 285 pairs of scans of one sheet (turned by 0.7° or 1°, saved again, at three
  /// quarters of the resolution, paler and noisy, or bilevel) against 279 pairs of different sheets that agree in five
  /// marks or more. One sheet: 0.38 (1 %), 0.48 (4 %), 0.54 (10 %), 0.78 (half). Two sheets: 0.47 the most; the pairs that
  /// agree in all answers, 0.20 to 0.30. The picture alone does not tell them apart: 0.49 to 0.99 against 0.09 to 0.76.
  static let nearLikeness = 0.48
  /// Weights of the differences: of the ink (natural logarithm), of the extent (share of the box), of the ink around the
  /// box (mm²). By logistic regression on the same pairs.
  private static let weights = (ink: 1.4, extent: 0.8, around: 0.2)
  /// Fewer strokes than this show no common factor.
  private static let fewStrokes = 3
  /// How much of the common factor of all strokes counts as a difference: two scanners differ by up to 1.6.
  private static let shareOfFactor = 1.0 / 3

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
    return similarity() >= (marks.areEqual ? Self.leastSimilarity : Self.leastSimilarityOfUnclear)
  }

  /// Whether two sheets, one of them without serial, are so alike that a person must look: their strokes cannot be told
  /// apart, and what was written elsewhere agrees as far as the strokes ask for.
  public var isNearDuplicate: Bool {
    // The strokes are looked at first: they are few, the picture has thousands of cells.
    guard let difference = strokeDifference(), 1 - difference >= Self.nearLikeness else { return false }
    return similarity() - difference >= Self.nearLikeness
  }

  /// The likeness that `nearLikeness` limits, 1 at the most; nil where the answers rule out that it is one sheet.
  public var likeness: Double? { strokeDifference().map { similarity() - $0 } }

  /// How far the strokes in the boxes that both have marked differ, weighted; nil when a box is marked in one and empty in
  /// the other, or when no box is marked in both.
  private func strokeDifference() -> Double? {
    var ratios: [Double] = []
    var extent = 0.0
    var around: [Double] = []
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
      if stroke.isMarked, others[place].isMarked {
        ratios.append(stroke.logInk - others[place].logInk)
        extent += abs(stroke.extent - others[place].extent)
        around.append(abs(stroke.around - others[place].around))
      }
      place += 1
    }
    if others[place...].contains(where: \.isMarked) || ratios.isEmpty { return nil }
    // Another scanner, or another darkness, changes all strokes by one factor: that factor says less than what is left.
    let factor = ratios.sorted()[ratios.count / 2]
    let count = Double(ratios.count)
    let whole = ratios.reduce(0) { $0 + abs($1) } / count
    let left = ratios.reduce(0) { $0 + abs($1 - factor) } / count
    let share = ratios.count < Self.fewStrokes ? 1 : Self.shareOfFactor
    return Self.weights.ink * max(left, whole * share) + Self.weights.extent * extent / count
      + Self.weights.around * around.sorted()[around.count / 2]
  }

  /// Whether every measurement is the same to the last digit.
  var isIdentical: Bool {
    first.readings.count == second.readings.count && first.inks == second.inks
      && first.readings.allSatisfy { page, reading in
        second.readings[page].map { $0.questions == reading.questions && $0.fingerprint == reading.fingerprint } == true
      }
  }

  /// Whether the states are equal and how far the ink differs; nil when a box is marked in one and empty in the other,
  /// or when no box is marked in both.
  private func comparedMarks() -> (areEqual: Bool, inkDifference: Double)? {
    var areEqual = true
    var difference = 0.0
    var compared = 0
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
        default: break
        }
      }
    }
    return compared > 0 ? (areEqual, difference / Double(compared)) : nil
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
            logInk: log(max(option.mark.inkInside, Self.leastInk)), extent: option.mark.extent,
            around: option.mark.inkAround))
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
    /// Share of the box's side, 0 to 1.
    let extent: Double
    /// Ink around the box, mm².
    let around: Double
  }

  /// Whether some box is not empty.
  var hasInk: Bool { !strokes.isEmpty }
}
