internal import Ballots

/// What came by one way, or by all together.
public struct ChannelResult: Hashable, Sendable {
  /// The way; nil for all together.
  public var channel: Channel?
  /// Ballots in the tally, or responses that count.
  public var received: Int
  /// Ballots on which the measures rest at least.
  public var answered: Int
  /// Share of 4 and 5 of all answers on a scale of five; nil where nobody answered, or too few to show.
  public var satisfied: Rate?
  /// Mean, 1 to 5, of the same.
  public var mean: Rate?

  private init(_ channel: Channel?, received: Int, _ questions: [QuestionTally], smallest: Int) {
    self.channel = channel
    self.received = received
    let scales = questions.filter { $0.kind == .scale5 }
    answered = scales.map(\.answered).max() ?? 0
    guard answered >= smallest else { return }
    var counts = ScaleCounts([0, 0, 0, 0, 0])
    for scale in scales { counts = counts + ScaleCounts(scale) }
    satisfied = counts.value(of: .top2)
    mean = counts.value(of: .mean5)
  }

  /// Each way by which anything may have come, then all together; empty where paper is the only one.
  ///
  /// - Parameters:
  ///   - paper: the ballots.
  ///   - counts: the lists.
  ///   - unit: code of a unit; nil for the whole survey.
  static func results(
    _ paper: TallySection, _ counts: [ChannelCount], unit: String? = nil, smallest: Int
  ) -> [ChannelResult] {
    guard !counts.isEmpty else { return [] }
    var parts: [(channel: Channel, received: Int, questions: [QuestionTally])] = [
      (.paper, paper.ballots.tallied, paper.questions)
    ]
    for channel in Channel.allCases where counts.contains(where: { $0.channel == channel }) {
      let sections = counts.filter { $0.channel == channel }.flatMap { count in
        count.units.filter { unit == nil || $0.key == unit }.sorted { $0.key < $1.key }.map(\.value)
      }
      parts.append((channel, sections.reduce(0) { $0 + $1.responses }, joined(sections.flatMap(\.questions))))
    }
    let all = joined(parts.flatMap(\.questions))
    return parts.map { ChannelResult($0.channel, received: $0.received, $0.questions, smallest: smallest) }
      + [ChannelResult(nil, received: parts.reduce(0) { $0 + $1.received }, all, smallest: smallest)]
  }

  /// Counts of the same question as one.
  private static func joined(_ questions: [QuestionTally]) -> [QuestionTally] {
    var result: [QuestionTally] = []
    for question in questions {
      if let place = result.firstIndex(where: { $0.question == question.question && $0.kind == question.kind }) {
        result[place].add(question)
      } else {
        result.append(question)
      }
    }
    return result
  }
}
