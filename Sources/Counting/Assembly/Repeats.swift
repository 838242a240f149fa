internal import Ballots

/// What was found about a scanned copy by comparing it with the others.
enum CopyStanding: Hashable {
  /// A sheet of its own.
  case single
  /// Its serial stands on another sheet with other marks.
  case serialShared
  /// The same sheet as the copy at this position.
  case duplicate(of: Int)
  /// So like the copy at this position that a person must look.
  case nearDuplicate(of: Int)
}

/// Finds sheets that were scanned twice, serials that several sheets bear, and sheets without serial that look alike.
///
/// Copies are compared only within groups of one serial, or of one form and one vector of marks; in the latter they are
/// ordered by ink, so a copy meets only those of nearly its own ink. Work grows with the size of such groups, not with
/// the square of the batch.
struct Repeats {
  /// Copies of one serial that are compared one by one when their marks differ; beyond, only equal marks are compared.
  private static let compareAllUpTo = 40

  private let sheets: [Sheet]
  private let copies: [Copy]
  private let keptApart: Set<Int>
  private var standings: [CopyStanding]

  /// The standing of each copy. Copies in `keptApart` were accepted by a person and are nobody's duplicate.
  static func standings(of copies: [Copy], sheets: [Sheet], keptApart: Set<Int>) -> [CopyStanding] {
    var repeats = Repeats(
      sheets: sheets, copies: copies, keptApart: keptApart,
      standings: Array(repeating: .single, count: copies.count))
    repeats.compareBearersOfOneSerial()
    repeats.compareWithoutSerial()
    return repeats.standings
  }

  private func readings(_ copy: Int) -> [Int: PageReading] {
    copies[copy].pages.compactMapValues { sheets[$0].measured }
  }

  private func resemblance(_ first: Int, _ second: Int) -> Resemblance {
    let a = readings(first)
    let b = readings(second)
    return Resemblance(a.keys.sorted().compactMap { page in a[page].flatMap { x in b[page].map { (x, $0) } } })
  }

  /// The states of all boxes, by page.
  private struct Marks: Hashable {
    var form: String
    var states: [[MarkState]]
    var pages: [Int]
  }

  private func marks(_ copy: Int) -> Marks? {
    guard let form = copies[copy].form else { return nil }
    let readings = readings(copy).sorted { $0.key < $1.key }
    if readings.isEmpty { return nil }
    return Marks(
      form: form.id, states: readings.map { $0.value.questions.flatMap { $0.options.map(\.state) } },
      pages: readings.map(\.key))
  }

  private mutating func compareBearersOfOneSerial() {
    var bearers: [Sheet.Key: [Int]] = [:]
    for (position, copy) in copies.enumerated() {
      if let key = copy.key { bearers[key, default: []].append(position) }
    }
    for group in bearers.values where group.count > 1 {
      var distinct: [Int] = []
      var distinctByMarks: [Marks?: [Int]] = [:]
      for copy in group {
        let candidates = distinct.count <= Self.compareAllUpTo ? distinct : distinctByMarks[marks(copy)] ?? []
        if !keptApart.contains(copy),
          let original = candidates.first(where: { resemblance($0, copy).isSameSheetOfOneSerial })
        {
          standings[copy] = .duplicate(of: original)
        } else {
          distinct.append(copy)
          distinctByMarks[marks(copy), default: []].append(copy)
        }
      }
      if distinct.count > 1 {
        for copy in distinct { standings[copy] = .serialShared }
      }
    }
  }

  private mutating func compareWithoutSerial() {
    var alike: [Marks: [(copy: Int, ink: Double)]] = [:]
    for (position, copy) in copies.enumerated() where copy.key == nil {
      guard let marks = marks(position), marks.states.contains(where: { $0.contains(.marked) }) else { continue }
      alike[marks, default: []].append((position, ink(position)))
    }
    for group in alike.values where group.count > 1 {
      let ordered = group.sorted { ($0.ink, $0.copy) < ($1.ink, $1.copy) }
      for (place, later) in ordered.enumerated() {
        for earlier in ordered[..<place].reversed() {
          // Ink that differs by more on the whole cannot differ by less on average.
          if earlier.ink < later.ink * (1 - 2 * Resemblance.nearInkDifference) { break }
          note(min(earlier.copy, later.copy), max(earlier.copy, later.copy))
        }
      }
    }
  }

  private mutating func note(_ first: Int, _ second: Int) {
    guard !keptApart.contains(second) else { return }
    if case .duplicate = standings[second] { return }
    let resemblance = resemblance(first, second)
    if resemblance.isIdentical {
      standings[second] = .duplicate(of: first)
    } else if resemblance.isNearDuplicate {
      if case .nearDuplicate(let known) = standings[second], known <= first { return }
      standings[second] = .nearDuplicate(of: first)
    }
  }

  /// Ink in the marked boxes of a copy, mm².
  private func ink(_ copy: Int) -> Double {
    readings(copy).sorted { $0.key < $1.key }.reduce(0) { sum, page in
      page.value.questions.reduce(sum) { sum, question in
        question.options.reduce(sum) { $0 + ($1.state == .marked ? $1.mark.inkInside : 0) }
      }
    }
  }
}
