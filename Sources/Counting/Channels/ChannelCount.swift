public import Ballots

/// What a list of responses comes to: what is counted of each unit, and the rows that are not counted or are worth a look.
///
/// Set apart are rows that could not be read, responses that are in the lists already, and those given outside the period.
/// A response repeats another when the list gives both the same number, or when nothing tells them apart although their
/// time is known to the second. Equal answers of one unit within a minute are counted all the same: two people may well
/// have stood at the counter.
public struct ChannelCount: Hashable, Sendable {
  /// Equal answers of one unit within so many seconds are worth a look: a form of eight questions takes longer.
  static let shortest = 60

  /// What is counted of a unit.
  public struct Section: Hashable, Sendable {
    /// Responses, also those that answer nothing.
    public var responses = 0
    /// Those with an answer of 1 to 5 to at least one question on a scale of five.
    public var onScales = 0
    /// The questions that the list asks, in the forms' order.
    public var questions: [QuestionTally]
  }

  /// The list's file.
  public var name: String
  /// By which way the responses came.
  public var channel: Channel
  /// What is counted, by unit.
  public private(set) var units: [String: Section] = [:]
  /// First and last day of what is counted.
  public private(set) var days: ClosedRange<Day>?
  /// Rows that could not be read.
  public var unreadable: [Int]
  /// Rows that repeat another.
  public private(set) var repeated: [Int] = []
  /// Rows of responses outside the period.
  public private(set) var outsidePeriod: [Int] = []
  /// Counted rows with equal answers of one unit within a minute.
  public private(set) var alike: [Int] = []

  /// Responses that are counted.
  public var counted: Int { units.values.reduce(0) { $0 + $1.responses } }
  /// Rows in all.
  public var rows: Int { counted + unreadable.count + repeated.count + outsidePeriod.count }

  /// Counts lists in their order; exports of one form may overlap.
  public static func counts(of lists: [ChannelList], period: Period, forms: [Form]) -> [ChannelCount] {
    var seen: Set<Whole> = []
    return lists.map { ChannelCount($0, period: period, forms: forms, seen: &seen) }
  }

  /// All that tells a response from others, whatever list it stands in.
  private struct Whole: Hashable {
    var channel: Channel
    var id: String?
    var time: ResponseTime
    var unit: String
    var answers: [String: Answer]
  }

  /// Answers of a unit.
  private struct Content: Hashable {
    var unit: String
    var day: Day
    var answers: [String: Answer]
  }

  private init(_ list: ChannelList, period: Period, forms: [Form], seen: inout Set<Whole>) {
    name = list.name
    channel = list.channel
    unreadable = list.unreadable
    let asked = Set(list.responses.flatMap(\.answers.keys))
    var questions: [QuestionTally] = []
    for question in forms.flatMap(\.pages).flatMap(\.questions)
    where asked.contains(question.id) && !questions.contains(where: { $0.question == question.id }) {
      questions.append(QuestionTally(question))
    }
    var ids: Set<String> = []
    var given: [Content: [(clock: Int, row: Int)]] = [:]
    for response in list.responses {
      let whole = Whole(
        channel: list.channel, id: response.id, time: response.time, unit: response.unit, answers: response.answers)
      let isKnown = response.id.map { !ids.insert($0).inserted } ?? false
      let canTell = response.id != nil || response.time.second != nil
      guard !isKnown, seen.insert(whole).inserted || !canTell else {
        repeated.append(response.row)
        continue
      }
      let day = response.time.day
      guard period.from.map({ $0 <= day }) ?? true, period.to.map({ day <= $0 }) ?? true else {
        outsidePeriod.append(response.row)
        continue
      }
      units[response.unit, default: Section(questions: questions)].add(response)
      days = min(days?.lowerBound ?? day, day)...max(days?.upperBound ?? day, day)
      if let clock = response.time.clock, response.answers.values.contains(where: { $0 != .blank }) {
        given[Content(unit: response.unit, day: day, answers: response.answers), default: []]
          .append((clock, response.row))
      }
    }
    alike = given.values.flatMap { Self.close($0) }.sorted()
  }

  /// Rows that lie close to another in time.
  private static func close(_ times: [(clock: Int, row: Int)]) -> [Int] {
    let ordered = times.sorted { ($0.clock, $0.row) < ($1.clock, $1.row) }
    return ordered.indices.filter { place in
      (place > 0 && ordered[place].clock - ordered[place - 1].clock <= shortest)
        || (place + 1 < ordered.count && ordered[place + 1].clock - ordered[place].clock <= shortest)
    }.map { ordered[$0].row }
  }

  /// D01 to D04, with the rows.
  func discrepancies() -> [Discrepancy] {
    let kinds: [(DiscrepancyCode, [Int])] = [
      (.responseUnreadable, unreadable), (.responseRepeated, repeated), (.responseOutsidePeriod, outsidePeriod),
      (.responsesAlike, alike),
    ]
    return kinds.filter { !$0.1.isEmpty }.map { code, rows in
      let shown = rows.prefix(Self.mostShown).map(String.init).joined(separator: ", ")
      return Discrepancy(
        code, at: .survey, found: rows.count,
        parameters: [
          .count: String(rows.count), .channel: name, .rows: rows.count > Self.mostShown ? shown + ", …" : shown,
        ])
    }
  }

  /// Rows that a sentence names.
  private static let mostShown = 20
}

extension ChannelCount.Section {
  fileprivate mutating func add(_ response: ChannelResponse) {
    responses += 1
    var isOnScale = false
    for index in questions.indices {
      let contribution: Contribution =
        switch response.answers[questions[index].question] {
        case .values(let values)?: .values(values)
        case .overvote?: .overvote
        case .blank?, .review?, nil: .blank
        }
      isOnScale = isOnScale || questions[index].isOnScale(contribution)
      questions[index].add(contribution)
    }
    if isOnScale { onScales += 1 }
  }
}
