/// Questions whose share of 5s is far from that of the period before, at which a person should look (Q03). It says nothing of
/// why, and changes no count.
///
/// The shares of a question are compared by the test of two proportions with their common variance (normal approximation):
/// each ballot gives one answer to a question, and ballots are taken as independent. A share is told when chance would make
/// such a difference less often than once in a thousand times, and it is large enough to mean anything.
public struct UnusualShare: Sendable {
  /// Differences that chance makes less often than 0.1 % of the time, either way: 3.29 standard errors.
  static let standardErrors = 3.2905
  /// Smallest difference that is told: 10 points.
  static let leastDifference = 0.1

  /// Whether two shares differ by more than chance and by much.
  static func differs(_ a: (part: Int, of: Int), _ b: (part: Int, of: Int)) -> Bool {
    guard a.of > 0, b.of > 0 else { return false }
    let (m, n) = (Double(a.of), Double(b.of))
    let difference = abs(Double(a.part) / m - Double(b.part) / n)
    let common = Double(a.part + b.part) / (m + n)
    let variance = common * (1 - common) * (1 / m + 1 / n)
    return difference >= leastDifference && difference > standardErrors * variance.squareRoot()
  }

  /// One row a question; `questions` are those of now.
  static func discrepancies(_ questions: [QuestionTally], previous: [PastPeriod.Question]) -> [Discrepancy] {
    questions.compactMap { question in
      let counts = ScaleCounts(question)
      guard let before = previous.first(where: { $0.isOf(question) }),
        differs((counts.counts[4], counts.total), (before.answers.counts[4], before.answers.total)),
        let (was, now) = percents(before.answers, counts)
      else { return nil }
      return Discrepancy(
        .unusualShare, at: .survey,
        parameters: [.question: question.question, .expected: was, .found: now])
    }
  }

  private static func percents(_ before: ScaleCounts, _ now: ScaleCounts) -> (String, String)? {
    guard let was = Rate(before.counts[4], of: before.total), let share = Rate(now.counts[4], of: now.total) else {
      return nil
    }
    func text(_ rate: Rate) -> String {
      let rest = rate.hundredthsOfPercent % 100
      return "\(rate.hundredthsOfPercent / 100),\(rest < 10 ? "0" : "")\(rest)"
    }
    return (text(was), text(share))
  }
}
