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

extension CopyStanding {
  /// Whether it is the same sheet as another copy beyond doubt.
  fileprivate var isDuplicate: Bool { if case .duplicate = self { true } else { false } }
}

/// Finds sheets that were scanned twice, serials that several sheets bear, and sheets without serial that look alike.
///
/// Copies are compared only within groups of one serial, or of one form and equal answers. Bearers of one serial are
/// ordered by ink, and each is compared with its nearest neighbours there: two scans of one sheet have nearly the same
/// ink. So work grows with the batch, not with its square, even when a whole print run bears one serial. Without serial
/// all pairs of a group are looked at, but most need a look at a few strokes only: 5,000 ballots that all bear the same
/// answers take seconds.
struct Repeats {
  /// Neighbours in order of ink with which a copy is compared; smaller groups are compared completely.
  private static let neighbours = 60

  private let copies: [Copy]
  private let traces: [Trace]
  private let keptApart: Set<Int>
  private var standings: [CopyStanding]

  /// The standing of each copy. Copies in `keptApart` were accepted by a person and are nobody's duplicate.
  static func standings(of copies: [Copy], sheets: [Sheet], keptApart: Set<Int>) -> [CopyStanding] {
    var repeats = Repeats(
      copies: copies, traces: copies.map { Trace($0, sheets: sheets) }, keptApart: keptApart,
      standings: Array(repeating: .single, count: copies.count))
    repeats.compareBearersOfOneSerial()
    repeats.compareWithoutSerial()
    return repeats.standings
  }

  /// Pairs of positions that stand near each other in order of ink, each pair once, the earlier copy first.
  private func pairs(in group: [Int]) -> [(earlier: Int, later: Int)] {
    let ordered = group.sorted { (traces[$0].ink, $0) < (traces[$1].ink, $1) }
    return ordered.enumerated().flatMap { place, copy in
      ordered[max(0, place - Self.neighbours)..<place].map { (min($0, copy), max($0, copy)) }
    }
  }

  private mutating func compareBearersOfOneSerial() {
    var bearers: [Sheet.Key: [Int]] = [:]
    for (position, copy) in copies.enumerated() {
      if let key = copy.key { bearers[key, default: []].append(position) }
    }
    for group in bearers.values where group.count > 1 {
      var original = Dictionary(uniqueKeysWithValues: group.map { ($0, $0) })
      func root(_ copy: Int) -> Int {
        var current = copy
        while let next = original[current], next != current { current = next }
        return current
      }
      for (earlier, later) in pairs(in: group) {
        let (a, b) = (root(earlier), root(later))
        if a == b || keptApart.contains(max(a, b)) || keptApart.contains(later) { continue }
        if Resemblance(traces[earlier], traces[later]).isSameSheetOfOneSerial { original[max(a, b)] = min(a, b) }
      }
      let distinct = group.count { root($0) == $0 }
      for copy in group {
        let first = root(copy)
        if first != copy {
          standings[copy] = .duplicate(of: first)
        } else if distinct > 1 {
          standings[copy] = .serialShared
        }
      }
    }
  }

  /// Compares copies of one form of which at least one has no serial. Answers are the same for a sheet scanned twice, but
  /// one mark may be clear in one scan and not in the other: candidates agree in the first or in the second half of their
  /// questions.
  private mutating func compareWithoutSerial() {
    struct Alike: Hashable {
      var form: String
      var isSecondHalf: Bool
      var states: [MarkState]
    }
    var numbers: [Alike: Int] = [:]
    var groups: [(isSecondHalf: Bool, members: [Int])] = []
    func join(_ alike: Alike, _ position: Int) -> Int {
      let number = numbers[alike, default: groups.count]
      if number == groups.count {
        numbers[alike] = number
        groups.append((alike.isSecondHalf, []))
      }
      groups[number].members.append(position)
      return number
    }
    // For each copy the group of those that agree in the first half.
    var firstHalves = [Int?](repeating: nil, count: copies.count)
    for (position, copy) in copies.enumerated() where traces[position].hasInk {
      guard let form = copy.form else { continue }
      let halves = traces[position].halves
      firstHalves[position] = join(Alike(form: form.id, isSecondHalf: false, states: halves.0), position)
      _ = join(Alike(form: form.id, isSecondHalf: true, states: halves.1), position)
    }
    // Positions rise in each group, so that of several originals the first is named whatever the order of the groups.
    for (isSecondHalf, group) in groups where group.contains(where: { copies[$0].key == nil }) {
      for (place, later) in group.enumerated() where !keptApart.contains(later) {
        for earlier in group[..<place] where copies[earlier].key == nil || copies[later].key == nil {
          // Those that agree in both halves are compared once, in the group of the first.
          if isSecondHalf, firstHalves[earlier] == firstHalves[later] { continue }
          note(earlier, later)
        }
      }
    }
  }

  private mutating func note(_ earlier: Int, _ later: Int) {
    switch standings[later] {
    case .serialShared: return
    case .duplicate(let known), .nearDuplicate(let known):
      if known <= earlier, !isBetter(than: standings[later], earlier, later) { return }
    case .single: break
    }
    let resemblance = Resemblance(traces[earlier], traces[later])
    if resemblance.isIdentical {
      standings[later] = .duplicate(of: earlier)
    } else if standings[later].original.map({ earlier < $0 }) ?? true, !standings[later].isDuplicate,
      resemblance.isNearDuplicate
    {
      standings[later] = .nearDuplicate(of: earlier)
    }
  }

  /// Whether identical copies may still be found where only a likeness was.
  private func isBetter(than standing: CopyStanding, _ earlier: Int, _ later: Int) -> Bool {
    if case .nearDuplicate = standing { return traces[earlier].ink == traces[later].ink }
    return false
  }
}
