internal import Ballots

/// Why a box cannot be closed yet.
public enum ClosingObstacle: Hashable, Sendable {
  /// Nothing was scanned or minuted for such an opening.
  case unknownBox
  /// It is closed.
  case alreadyClosed(by: String, time: String)
  /// Scans that were not read yet.
  case unread([String])
  /// Ballots that wait for a person (E7).
  case waiting(Int)
  /// Files of which nothing could be read, and on which nobody decided.
  case unreadFiles(Int)
  /// Pages on which another person has to say a word.
  case openDecisions(Int)
  /// A discrepancy that has to be resolved first.
  case unresolved(Discrepancy)
  /// A discrepancy of which the cause has to be noted.
  case causeMissing(Discrepancy)
}

/// When a box may be closed (docs/rules.md): everything was read, nothing waits, no error is left, and of each warning
/// somebody noted the cause.
public struct ClosingRules {
  private let pages: [AssembledPage]
  private let section: TallySection?
  private let discrepancies: [Discrepancy]
  private let hasMinutes: Bool
  private let closing: Closing?

  /// The state of one opening: its pages, its section of the tally, its discrepancies, whether there are minutes, and
  /// the closing that holds.
  public init(
    pages: [AssembledPage], section: TallySection?, discrepancies: [Discrepancy], hasMinutes: Bool, closing: Closing?
  ) {
    self.pages = pages
    self.section = section
    self.discrepancies = discrepancies
    self.hasMinutes = hasMinutes
    self.closing = closing
  }

  /// Everything that stands against closing, the gravest first; empty when the box may be closed. `causes` are notes by
  /// discrepancy code, `unread` the scans of this opening that were not read yet.
  public func obstacles(causes: [String: String], unread: [String]) -> [ClosingObstacle] {
    if let closing { return [.alreadyClosed(by: closing.person, time: closing.time)] }
    guard section != nil || hasMinutes else { return [.unknownBox] }
    var obstacles: [ClosingObstacle] = unread.isEmpty ? [] : [.unread(unread)]
    if let waiting = section?.ballots.waiting, waiting > 0 { obstacles.append(.waiting(waiting)) }
    let unreadable = pages.count { $0.status == .reject && $0.ballot == nil && $0.decision == nil }
    if unreadable > 0 { obstacles.append(.unreadFiles(unreadable)) }
    let open = pages.count { $0.waitsForAnotherPerson }
    if open > 0 { obstacles.append(.openDecisions(open)) }
    obstacles += discrepancies.filter { $0.severity == .error }.map { .unresolved($0) }
    obstacles += discrepancies.filter { row in
      row.severity == .warning && row.code != .waiting && causes[row.code.rawValue, default: ""].isEmpty
    }.map { .causeMissing($0) }
    return obstacles
  }
}
