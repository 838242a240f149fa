public import Ballots

/// The way by which answers reach the office.
public enum Channel: String, Hashable, Sendable, Codable, CaseIterable {
  /// Ballots from sealed boxes: what is counted and reconciled.
  case paper
  /// A form on the web, opened by a QR code at the counter.
  case online
  /// Answers that somebody took down on the telephone.
  case phone
}

/// When an answer was given, as finely as its list says it; local, without zone.
public struct ResponseTime: Hashable, Sendable {
  /// The day.
  public var day: Day
  /// Minute of the day, 0 to 1439; nil where the list tells days only.
  public var minute: Int?
  /// Second of the minute, 0 to 59; nil where the list tells no seconds.
  public var second: Int?

  /// A time from what is known of it.
  public init(day: Day, minute: Int? = nil, second: Int? = nil) {
    self.day = day
    self.minute = minute
    self.second = second
  }

  /// Seconds since midnight, to the minute where no more is known; nil where only the day is.
  var clock: Int? { minute.map { $0 * 60 + (second ?? 0) } }
}

/// What one person answered by another way than paper: the answers and nothing of the person.
public struct ChannelResponse: Hashable, Sendable {
  /// Row of the list, 1-based.
  public var row: Int
  /// Number that the list gives the response; nil where it gives none.
  public var id: String?
  /// When it was given.
  public var time: ResponseTime
  /// Code of the unit.
  public var unit: String
  /// Answers by question; a question that is not in it was not asked.
  public var answers: [String: Answer]

  /// A response from its parts.
  public init(row: Int, id: String? = nil, time: ResponseTime, unit: String, answers: [String: Answer]) {
    self.row = row
    self.id = id
    self.time = time
    self.unit = unit
    self.answers = answers
  }
}

/// A list of responses as it was read.
public struct ChannelList: Hashable, Sendable {
  /// The list's file, as people call it.
  public var name: String
  /// By which way they came.
  public var channel: Channel
  /// The responses in the list's order.
  public var responses: [ChannelResponse]
  /// Rows that could not be read.
  public var unreadable: [Int]

  /// A list from its parts.
  public init(name: String, channel: Channel, responses: [ChannelResponse], unreadable: [Int] = []) {
    self.name = name
    self.channel = channel
    self.responses = responses
    self.unreadable = unreadable
  }
}
