internal import Ballots

/// How alike two scanned copies of a ballot are: whether they can be, and whether they must be, the same sheet.
///
/// Three witnesses are heard: the states of all boxes, the ink measured in the marked boxes, and the small picture of
/// the voter's ink over the page. People who answer alike mark the same boxes, but not with the same strokes.
struct Resemblance {
  /// Picture similarity below which sheets with equal serial and equal marks are held to be two sheets, 0 to 1.
  /// A cell of the picture is about 9 mm wide, so a second scan that is shifted by a millimetre keeps most of it.
  static let leastSimilarity = 0.6
  /// Picture similarity needed when a box is unclear in one of the two, 0 to 1.
  static let leastSimilarityOfUnclear = 0.9
  /// Mean relative difference of the ink in marked boxes above which equal marks are held to be two sheets, 0 to 1.
  static let mostInkDifference = 0.5
  /// Picture similarity from which two sheets without serial are shown to a person, 0 to 1.
  static let nearSimilarity = 0.98
  /// Mean relative difference of ink up to which two sheets without serial are shown to a person, 0 to 1.
  static let nearInkDifference = 0.15

  private let first: Trace
  private let second: Trace

  /// Compares two copies on the pages that both have.
  init(_ first: Trace, _ second: Trace) {
    self.first = first
    self.second = second
  }

  /// Whether two sheets with one serial are the same sheet: the same marks, and nothing that speaks against it. Without
  /// any mark there is no evidence beyond the serial.
  var isSameSheetOfOneSerial: Bool {
    guard let marks = comparedMarks(), marks.inkDifference <= Self.mostInkDifference else { return false }
    return similarity() >= (marks.areEqual ? Self.leastSimilarity : Self.leastSimilarityOfUnclear)
  }

  /// Whether two sheets without serial are so alike that a person must look. Their states are known to be equal.
  var isNearDuplicate: Bool {
    guard let marks = comparedMarks(), marks.areEqual, marks.inkDifference <= Self.nearInkDifference else {
      return false
    }
    return similarity() >= Self.nearSimilarity
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

  /// The trace of a copy.
  init(_ copy: Copy, sheets: [Sheet]) {
    readings = copy.pages.compactMapValues { sheets[$0].measured }
    states = readings.mapValues { $0.questions.flatMap { $0.options.map(\.state) } }
    inks = readings.mapValues { $0.questions.flatMap { $0.options.map(\.mark.inkInside) } }
    var sum = 0.0
    for page in readings.keys.sorted() {
      for (state, ink) in zip(states[page] ?? [], inks[page] ?? []) where state == .marked { sum += ink }
    }
    ink = sum
  }

  /// Whether some box is marked.
  var hasMarks: Bool { states.values.contains { $0.contains(.marked) } }
}
