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
  /// Added to the ink around a box before its logarithm is taken, mm²: less of it comes and goes with the scan.
  private static let leastAround = 0.3

  private let first: Trace
  private let second: Trace

  /// Compares two pages, for measurements of this type; the count compares whole copies.
  public init(_ first: PageReading, _ second: PageReading) {
    self.init(Trace(first), Trace(second))
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
    var pairs: [(Stroke, Stroke)] = []
    var unclearPairs = pairs
    for page in first.numbers(with: second) {
      for pair in StrokePairs(first[page]?.strokes ?? [], second[page]?.strokes ?? []) {
        // What is marked in one must at least not be empty in the other.
        guard let (a, b) = pair.both else {
          if pair.isMarked { return nil }
          continue
        }
        switch (a.isMarked, b.isMarked) {
        case (true, true): pairs.append((a, b))
        case (false, false): unclearPairs.append((a, b))
        default: break
        }
      }
    }
    let witnesses = (pairs.isEmpty && orUnclear ? unclearPairs : pairs).filter { !$0.0.isFilled && !$0.1.isFilled }
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
    var hasCommonPage = false
    for page in first.pages {
      guard let other = second[page.number] else { continue }
      guard page.marks.digest == other.digest, page.marks.picture == other.picture else { return false }
      hasCommonPage = true
    }
    return hasCommonPage
  }

  /// What lies on the pages that both have, in their order.
  private var commonPages: [(MarkEvidence, MarkEvidence)] {
    first.pages.compactMap { page in second[page.number].map { (page.marks, $0) } }
  }

  /// Whether the states are equal and how far the ink differs; nil when a box is marked in one and empty in the other,
  /// or when no box is marked in both, nor unclear in both.
  private func comparedMarks() -> (areEqual: Bool, inkDifference: Double)? {
    var areEqual = true
    var difference = 0.0
    var compared = 0
    var unclear = 0
    for (marks, others) in commonPages {
      guard marks.boxes == others.boxes else { return nil }
      for pair in StrokePairs(marks.strokes, others.strokes) {
        guard let (a, b) = pair.both else {
          if pair.isMarked { return nil }
          areEqual = false
          continue
        }
        if a.state != b.state { areEqual = false }
        switch (a.state, b.state) {
        case (.marked, .marked):
          let larger = max(a.ink, b.ink)
          if larger > 0 { difference += abs(a.ink - b.ink) / larger }
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
    sharedInk.reduce(Self.pictureWeights.similarity + Self.pictureWeights.correlation) { least, ink in
      min(
        least, Self.pictureWeights.similarity * ink.similarity + Self.pictureWeights.correlation * ink.correlation)
    }
  }

  /// Smallest picture similarity of the pages that both have, 0 to 1.
  private func similarity() -> Double { sharedInk.reduce(1.0) { min($0, $1.similarity) } }

  /// The pictures of the pages that both have, laid over each other.
  private var sharedInk: [SharedInk] {
    commonPages.compactMap { marks, others in
      marks.picture.flatMap { picture in others.picture.map { SharedInk(picture, $0) } }
    }
  }
}

/// What the voter left on a copy, ready for comparing.
struct Trace {
  /// The pages that were read, by their number on the form and in its order.
  let pages: [(number: Int, marks: MarkEvidence)]
  /// Ink in the marked boxes of all pages, mm².
  let ink: Double

  /// The trace of a copy.
  init(_ copy: Copy, sheets: [Sheet]) {
    self.init(
      copy.pages.sorted { $0.key < $1.key }.compactMap { page in sheets[page.value].marks.map { (page.key, $0) } })
  }

  /// The trace of one page.
  init(_ reading: PageReading) {
    var questions = SharedQuestions()
    self.init([(reading.formPage ?? 1, MarkEvidence(reading, sharing: &questions))])
  }

  private init(_ pages: [(number: Int, marks: MarkEvidence)]) {
    self.pages = pages
    // In order of pages: sums of fractions must not depend on the order of a dictionary.
    ink = pages.lazy.flatMap(\.marks.strokes).filter(\.isMarked).reduce(0) { $0 + $1.ink }
  }

  /// What lies on a page of the form.
  subscript(number: Int) -> MarkEvidence? { pages.first { $0.number == number }?.marks }

  /// Whether some box is not empty.
  var hasInk: Bool { pages.contains { !$0.marks.strokes.isEmpty } }

  /// The numbers of the pages that this or the other has, in order.
  func numbers(with other: Self) -> [Int] {
    let numbers = pages.map(\.number)
    return numbers == other.pages.map(\.number) ? numbers : Set(numbers + other.pages.map(\.number)).sorted()
  }

  /// The states of the first half of its questions and of the second.
  var halves: ([MarkState], [MarkState]) {
    let questions = pages.flatMap(\.marks.states)
    let middle = questions.count / 2
    return (Array(questions[..<middle].joined()), Array(questions[middle...].joined()))
  }
}

/// The boxes of a page that are not empty in one of two copies or in both, in order.
struct StrokePairs: Sequence, IteratorProtocol {
  /// What one box holds in both; nil where it is empty.
  struct Pair {
    let first: Stroke?
    let second: Stroke?

    /// Both strokes, when there are two.
    var both: (Stroke, Stroke)? { first.flatMap { first in second.map { (first, $0) } } }
    /// Whether the box is marked in one of the two.
    var isMarked: Bool { first?.isMarked == true || second?.isMarked == true }
  }

  private var first: ArraySlice<Stroke>
  private var second: ArraySlice<Stroke>

  /// Pairs of what two copies hold on one page.
  init(_ first: [Stroke], _ second: [Stroke]) {
    self.first = first[...]
    self.second = second[...]
  }

  mutating func next() -> Pair? {
    let (a, b) = (first.first, second.first)
    let box = Swift.min(a?.box ?? .max, b?.box ?? .max)
    if let a, let b, a.box == b.box {
      (first, second) = (first.dropFirst(), second.dropFirst())
      return Pair(first: a, second: b)
    }
    if let a, a.box == box {
      first = first.dropFirst()
      return Pair(first: a, second: nil)
    }
    guard let b else { return nil }
    second = second.dropFirst()
    return Pair(first: nil, second: b)
  }
}
