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

  /// Whether some box of the compared pages is marked.
  private(set) var hasMarks = false
  /// Whether every box was judged alike.
  private(set) var hasEqualStates = true
  /// Whether a box is marked in one and empty in the other.
  private(set) var isContradicted = false
  /// Whether every measurement is the same to the last digit.
  private(set) var isIdentical = true
  /// Smallest picture similarity of the pages that have one, 0 to 1.
  private(set) var similarity = 1.0
  /// Mean relative difference of the ink in the boxes that both have marked, 0 to 1.
  private(set) var inkDifference = 0.0

  /// Compares the pages that both copies have.
  init(_ pairs: [(PageReading, PageReading)]) {
    if pairs.isEmpty { isIdentical = false }
    var difference = 0.0
    var compared = 0
    for (first, second) in pairs {
      if first.questions != second.questions || first.fingerprint != second.fingerprint { isIdentical = false }
      if let a = first.fingerprint, let b = second.fingerprint { similarity = min(similarity, a.similarity(to: b)) }
      if first.questions.count != second.questions.count { isContradicted = true }
      for (a, b) in zip(first.questions, second.questions) {
        if a.options.count != b.options.count { isContradicted = true }
        for (x, y) in zip(a.options, b.options) {
          if x.state != y.state { hasEqualStates = false }
          switch (x.state, y.state) {
          case (.marked, .empty), (.empty, .marked): isContradicted = true
          case (.marked, .marked):
            hasMarks = true
            let larger = max(x.mark.inkInside, y.mark.inkInside)
            if larger > 0 { difference += abs(x.mark.inkInside - y.mark.inkInside) / larger }
            compared += 1
          default: break
          }
        }
      }
    }
    if compared > 0 { inkDifference = difference / Double(compared) }
  }

  /// Whether two sheets with one serial are the same sheet: the same marks, and nothing that speaks against it. Without
  /// any mark there is no evidence beyond the serial.
  var isSameSheetOfOneSerial: Bool {
    guard hasMarks, !isContradicted, inkDifference <= Self.mostInkDifference else { return false }
    return similarity >= (hasEqualStates ? Self.leastSimilarity : Self.leastSimilarityOfUnclear)
  }

  /// Whether two sheets without serial are so alike that a person must look.
  var isNearDuplicate: Bool {
    hasMarks && hasEqualStates && similarity >= Self.nearSimilarity && inkDifference <= Self.nearInkDifference
  }
}
