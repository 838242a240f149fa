/// A paper of the office about one opening of one box, beside its minutes (schema `kiemphieu.record/1`, docs/formats.md).
public struct SurveyRecord: Hashable, Sendable {
  /// A box was found empty, closed and sealed.
  public struct Sealing: Hashable, Sendable {
    /// When.
    public var at: Moment
    /// Number of the seal, where it has one.
    public var number: String?

    /// A sealing from its parts.
    public init(at: Moment, number: String? = nil) {
      self.at = at
      self.number = number
    }
  }

  /// A row of the log of ballots handed to people.
  public struct Issue: Hashable, Sendable {
    /// The day.
    public var day: Day
    /// The counter, where the log has one for each.
    public var counter: String?
    /// Ballots handed out.
    public var count: Int

    /// A row from its parts.
    public init(day: Day, counter: String? = nil, count: Int) {
      self.day = day
      self.counter = counter
      self.count = count
    }
  }

  /// What the paper is.
  public enum Content: Hashable, Sendable {
    /// The sealing before the opening.
    case sealing(Sealing)
    /// The log of the ballots that came into the box until the opening.
    case issue([Issue])
    /// Ballots of the opening that were handed on.
    case handOver(OpeningMinutes.HandOver)
    /// Something abnormal, as reported.
    case incident(OpeningMinutes.Incident)
  }

  /// Its path relative to the survey's folder.
  public var file: String
  /// The opening that it is about.
  public var opening: OpeningID
  /// What it says.
  public var content: Content

  /// A record from its parts.
  public init(file: String, opening: OpeningID, content: Content) {
    self.file = file
    self.opening = opening
    self.content = content
  }
}

/// A record's file as it was found in the folder: what is remembered of it, so that the count can be repeated without it.
public struct WrittenRecord: Hashable, Sendable, Codable {
  /// Path relative to the survey's folder.
  public var file: String
  /// What stands in it.
  public var text: String

  /// A file with its text.
  public init(file: String, text: String) {
    self.file = file
    self.text = text
  }
}
