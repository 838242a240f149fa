/// When ballots are collected; the deadline is strict ("trước ngày": the last admissible day is the one before).
public struct Period: Hashable, Sendable {
  /// Name by which minutes refer to it.
  public var id: String?
  /// First day, inclusive.
  public var from: Day?
  /// Last day, inclusive.
  public var to: Day?
  /// The report is due before this day.
  public var deadline: Day?
  /// When boxes are to be opened; nil where nothing is said.
  public var openings: OpeningSchedule?
  /// The day up to which something can be missing: what is due later is not missing yet. Nil for all of the period. There
  /// is no clock: the same survey has the same result on any day.
  public var asOf: Day?

  /// A period from its parts.
  public init(
    id: String? = nil, from: Day? = nil, to: Day? = nil, deadline: Day? = nil, openings: OpeningSchedule? = nil,
    asOf: Day? = nil
  ) {
    self.id = id
    self.from = from
    self.to = to
    self.deadline = deadline
    self.openings = openings
    self.asOf = asOf
  }

  /// Whether a day lies in it.
  public func contains(_ day: Day) -> Bool { from.map { $0 <= day } != false && to.map { day <= $0 } != false }

  /// The days by which a box is to have been opened once more each, in order: the named days, or the last days of whole
  /// cycles; those that are over.
  public var dueDays: [Day] {
    let limit = [to, asOf].compactMap { $0 }.min()
    switch openings {
    case nil: return []
    case .on(let days): return days.sorted().filter { day in limit.map { day <= $0 } ?? true }
    case .every(let months):
      guard let from, let limit, months > 0 else { return [] }
      return (1...).lazy.map { from.adding(months: $0 * months).before }.prefix { $0 <= limit }.map { $0 }
    }
  }
}

/// When boxes are to be opened.
public enum OpeningSchedule: Hashable, Sendable {
  /// Once in each so many months, counted from the period's first day.
  case every(months: Int)
  /// On each of these days.
  case on([Day])
}

/// Something that has to be done before a day.
public struct Milestone: Hashable, Sendable, Codable {
  /// What, for people.
  public var name: String
  /// The day before which it has to be done.
  public var before: Day
  /// The day on which it was done.
  public var done: Day?

  /// A milestone from its parts.
  public init(name: String, before: Day, done: Day? = nil) {
    self.name = name
    self.before = before
    self.done = done
  }

  /// Whether it was done too late, or was not done by a day on which it is too late.
  public func isLate(asOf day: Day?) -> Bool { (done ?? day).map { $0 >= before } ?? false }
}

/// When people are asked.
public enum Touchpoint: String, Hashable, Sendable, CaseIterable {
  /// When they hand their papers in.
  case submitting = "nop"
  /// When they get their result.
  case receiving = "nhan"
  /// Both times.
  case both = "ca_hai"
}
