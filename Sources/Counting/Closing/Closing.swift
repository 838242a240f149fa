/// A box closed by a person, or opened again. A fact of its own: what was closed stays on record when it is reopened.
public struct Closing: Hashable, Sendable {
  /// What was done.
  public enum Act: Hashable, Sendable {
    /// The count of the box was declared final.
    case close(ClosedBox)
    /// The box was opened again.
    case reopen
  }

  /// Which opening of which box.
  public var opening: OpeningID
  /// What was done.
  public var act: Act
  /// By whom.
  public var person: String
  /// In which role; nil where the survey lists no people.
  public var role: Role?
  /// When, ISO 8601 with zone.
  public var time: String
  /// Why, in the person's words; may be empty for a closing.
  public var why: String

  /// A closing from its parts.
  public init(opening: OpeningID, act: Act, person: String, role: Role?, time: String, why: String) {
    self.opening = opening
    self.act = act
    self.person = person
    self.role = role
    self.time = time
    self.why = why
  }
}

/// What stood when a box was closed: later counts are held against it.
public struct ClosedBox: Hashable, Sendable {
  /// Ballots by where they stand.
  public var ballots: BallotCounts
  /// Pages by what they are.
  public var pages: PageCounts
  /// Merkle root over the box's sheets, 64 lower-case hexadecimal digits: the pictures and every answer.
  public var root: String
  /// The minutes as they were.
  public var minutes: OpeningMinutes?
  /// What the person noted as the cause of each discrepancy that did not keep the box from being closed, by its code.
  public var causes: [String: String]
  /// The rule under which its decisions stand; nil where an older program closed it.
  public var rule: DecisionRule?

  /// What stands in a box.
  public init(
    ballots: BallotCounts, pages: PageCounts, root: String, minutes: OpeningMinutes?, causes: [String: String],
    rule: DecisionRule? = nil
  ) {
    self.ballots = ballots
    self.pages = pages
    self.root = root
    self.minutes = minutes
    self.causes = causes
    self.rule = rule
  }
}

/// How many people had to agree on each decision on the sheets of a box.
public struct DecisionRule: Hashable, Sendable, Codable {
  /// By the rules in force when the box was closed.
  public var peopleToAgree: Int
  /// By the rules in force when one of its decisions was made, where these were more: the rule was weakened since.
  public var formerly: Int?

  /// A rule, with the most people who were asked for when a decision was made, if there was any.
  public init(peopleToAgree: Int, mostAskedFor: Int?) {
    self.peopleToAgree = peopleToAgree
    formerly = mostAskedFor.flatMap { $0 > peopleToAgree ? $0 : nil }
  }
}

/// Which boxes are closed: the last act on each opening holds.
public struct ClosingBook: Hashable, Sendable {
  private var last: [OpeningID: Closing] = [:]

  /// A book of closings in the order in which they were done.
  public init(_ closings: [Closing] = []) {
    for closing in closings { last[closing.opening] = closing }
  }

  /// The closing that holds for an opening; nil when it is open.
  public func closing(of opening: OpeningID) -> Closing? {
    guard let closing = last[opening], case .close = closing.act else { return nil }
    return closing
  }

  /// What stood when an opening was closed; nil when it is open.
  public func closed(_ opening: OpeningID) -> ClosedBox? {
    guard case .close(let box)? = closing(of: opening)?.act else { return nil }
    return box
  }

  /// The openings that were ever closed.
  public var openings: [OpeningID] { last.keys.sorted() }

  /// The openings that are closed.
  public var closedOpenings: [OpeningID] { last.keys.filter { closing(of: $0) != nil }.sorted() }
}
