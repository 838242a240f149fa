internal import Ballots

/// What came by one way, or by all together.
public struct ChannelResult: Hashable, Sendable {
  /// The way; nil for all together.
  public var channel: Channel?
  /// Ballots in the tally, or responses that count.
  public var received: Int
  /// Ballots and responses on which the measures rest: with an answer of 1 to 5 to at least one question.
  public var answered: Int
  /// Share of 4 and 5 of all answers on a scale of five; nil where nobody answered, or too few to show.
  public var satisfied: Rate?
  /// Mean, 1 to 5, of the same.
  public var mean: Rate?

  private init(_ channel: Channel?, received: Int, answered: Int, _ questions: [QuestionTally], isShown: Bool) {
    self.channel = channel
    self.received = received
    self.answered = answered
    let scales = questions.filter { $0.kind == .scale5 }
    guard isShown else { return }
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
    var parts: [(channel: Channel, received: Int, answered: Int, questions: [QuestionTally])] = [
      (.paper, paper.ballots.tallied, paper.ballotsOnScales, paper.questions)
    ]
    for channel in Channel.allCases where counts.contains(where: { $0.channel == channel }) {
      let sections = counts.filter { $0.channel == channel }.flatMap { count in
        count.units.filter { unit == nil || $0.key == unit }.sorted { $0.key < $1.key }.map(\.value)
      }
      parts.append(
        (
          channel, sections.reduce(0) { $0 + $1.responses }, sections.reduce(0) { $0 + $1.onScales },
          joined(sections.flatMap(\.questions))
        ))
    }
    let all = joined(parts.flatMap(\.questions))
    let (received, answered) = parts.reduce((0, 0)) { ($0.0 + $1.received, $0.1 + $1.answered) }
    // What is not shown of one part could be computed from the sum and the others: of two or more, that is no longer so.
    let hidden = parts.filter { $0.answered > 0 && $0.answered < smallest }
    let isSumShown = hidden.count != 1 && answered >= smallest
    return parts.map {
      ChannelResult(
        $0.channel, received: $0.received, answered: $0.answered, $0.questions, isShown: $0.answered >= smallest)
    } + [ChannelResult(nil, received: received, answered: answered, all, isShown: isSumShown)]
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
