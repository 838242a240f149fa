internal import Ballots

/// What is surveyed: the content of `survey.yaml`, checked.
public struct Survey: Hashable, Sendable {
  /// Title for people.
  public var title: String
  /// When ballots were collected and when the report is due.
  public var period: Period
  /// Ids or paths of the forms in use.
  public var forms: [String]
  /// The units that were asked, in the survey's order.
  public var units: [SurveyUnit]
  /// What the allocation table states as its total, if it does.
  public var statedAllocation: Int?
  /// How marks become answers.
  public var policy: MarkPolicy
  /// Who decides, and when pictures may go.
  public var review: ReviewPolicy
  /// Name of the index definition.
  public var index: String?
  /// Days on which boxes are opened; nil where the survey does not say: Monday to Friday.
  public var workingDays: Set<Weekday>?
  /// What has to be done before which day.
  public var milestones: [Milestone] = []
  /// When people are asked; nil where the survey does not say.
  public var touchpoint: Touchpoint?
  /// Name of the scheme by which communes and villages are drawn.
  public var sampleScheme: String?

  /// A survey from its parts.
  public init(
    title: String, period: Period = Period(), forms: [String], units: [SurveyUnit], statedAllocation: Int? = nil,
    policy: MarkPolicy = MarkPolicy(), review: ReviewPolicy = ReviewPolicy(), index: String? = nil
  ) {
    self.title = title
    self.period = period
    self.forms = forms
    self.units = units
    self.statedAllocation = statedAllocation
    self.policy = policy
    self.review = review
    self.index = index
  }
}

/// A calendar day without time or zone.
public struct Day: Hashable, Sendable, Codable, Comparable {
  /// Year, e.g. 2026.
  public var year: Int
  /// Month 1 to 12.
  public var month: Int
  /// Day 1 to 31.
  public var day: Int

  /// A day from its parts; the caller has checked that it exists.
  public init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// Earlier before later.
  public static func < (a: Self, b: Self) -> Bool { (a.year, a.month, a.day) < (b.year, b.month, b.day) }
}

/// A local moment as written in minutes: a day, an hour and a minute, no zone.
public struct Moment: Hashable, Sendable, Codable, Comparable {
  /// The day.
  public var day: Day
  /// Hour 0 to 23.
  public var hour: Int
  /// Minute 0 to 59.
  public var minute: Int

  /// A moment from its parts.
  public init(day: Day, hour: Int, minute: Int) {
    self.day = day
    self.hour = hour
    self.minute = minute
  }

  /// Earlier before later.
  public static func < (a: Self, b: Self) -> Bool {
    (a.day, a.hour, a.minute) < (b.day, b.hour, b.minute)
  }
}

/// One opening of one box: what a folder of scans and a minutes file belong to.
public struct OpeningID: Hashable, Sendable, Codable, Comparable {
  /// Unit code.
  public var unit: String
  /// Box code.
  public var box: String
  /// 1 for the first opening of the box.
  public var opening: Int

  /// An opening from its parts; `opening` counts from 1.
  public init(unit: String, box: String, opening: Int = 1) {
    self.unit = unit
    self.box = box
    self.opening = opening
  }

  /// How its folder of scans is called.
  public var folderName: String { opening > 1 ? "\(unit)-\(box)-\(opening)" : "\(unit)-\(box)" }

  /// By unit, box, opening.
  public static func < (a: Self, b: Self) -> Bool { (a.unit, a.box, a.opening) < (b.unit, b.box, b.opening) }
}
