internal import Foundation
internal import Pages

/// The figures of a run as text.
struct ResultTable {
  private let result: RunResult
  private let forms: [String]

  init(_ result: RunResult, forms: [String]) {
    self.result = result
    self.forms = forms
  }

  private static let header = [
    "severity", "form", "pages", "ok", "review", "rejected", "positions", "answers", "wrong", "bound", "plain→person",
    "on ok pages", "ambiguous→person", "unit wrong",
  ]

  var text: String {
    var rows = [Self.header]
    for severity in Severity.allCases {
      for form in forms { append(&rows, severity.rawValue, form, result.sum(form: form, severity: severity)) }
      if forms.count > 1 { append(&rows, severity.rawValue, "all", result.sum(form: nil, severity: severity)) }
    }
    let all = result.sum(form: nil, severity: nil)
    append(&rows, "all", "all", all)
    var lines = TextTable(rows: rows, words: 2).lines
    lines.append("")
    lines.append(
      "wrong: accepted answers that are wrong; bound: exact upper end of the 95 % interval (Clopper and Pearson).")
    let bound = Self.share(ExactBound.upper(all.positionsWrong, of: all.positionsAccepted))
    lines.append(
      "positions: \(all.positions) boxes simulated, \(all.positionsAccepted) in accepted answers, "
        + "\(all.positionsWrong) of them wrong (bound \(bound)).")
    lines.append("answers accepted where ink does not show in the picture, not counted: \(all.answersInvisible).")
    lines.append("plain marks to a person: " + Self.list(all.plainReasons))
    lines.append("pages not ok: " + Self.list(all.pageReasons))
    if all.pages > 0 {
      let pages = Double(all.pages)
      lines.append(
        "processor time a page: simulating \(Self.milliseconds(result.simulating / pages)), "
          + "reading \(Self.milliseconds(result.reading / pages)).")
    }
    lines += result.wrong.prefix(40).map(Self.line)
    return lines.joined(separator: "\n")
  }

  private func append(_ rows: inout [[String]], _ severity: String, _ form: String, _ tally: Tally) {
    guard tally.pages > 0 else { return }
    rows.append([
      severity, form, "\(tally.pages)", "\(tally.pagesOK)", "\(tally.pagesToReview)", "\(tally.pagesRejected)",
      "\(tally.positions)", "\(tally.answersAccepted)", "\(tally.answersWrong)",
      Self.share(ExactBound.upper(tally.answersWrong, of: tally.answersAccepted)),
      Self.percent(tally.plainToPerson, of: tally.plain), Self.percent(tally.plainToPersonOnOK, of: tally.plainOnOK),
      Self.percent(tally.ambiguousToPerson, of: tally.ambiguous), "\(tally.unitWrong)",
    ])
  }

  private static func line(_ wrong: WrongAnswer) -> String {
    let how = [wrong.event?.rawValue ?? "-", wrong.style?.rawValue ?? "-"] + wrong.conditions
    return "wrong: --page \(wrong.seed) --severity \(wrong.severity.rawValue) --form \(wrong.form) \(wrong.question): "
      + "read \(wrong.answer), is \(wrong.acceptable.joined(separator: " or ")) (\(how.joined(separator: " ")))"
  }

  private static func list(_ counts: [String: Int]) -> String {
    counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
  }

  private static func percent(_ part: Int, of whole: Int) -> String {
    whole > 0 ? String(format: "%.1f %%", 100 * Double(part) / Double(whole)) : "-"
  }

  private static func share(_ value: Double) -> String { String(format: "%.1e", value) }

  private static func milliseconds(_ seconds: Double) -> String { String(format: "%.0f ms", seconds * 1000) }
}

/// The exact confidence interval of a binomial share (Clopper and Pearson 1934).
enum ExactBound {
  /// The upper end of the two-sided 95 % interval after `k` events in `n` trials; 1 when there were no trials.
  static func upper(_ k: Int, of n: Int) -> Double {
    guard n > 0, k < n else { return 1 }
    var (low, high) = (Double(k) / Double(n), 1.0)
    // The share at which so few events, or fewer, would have probability 0.025.
    for _ in 0..<200 {
      let middle = (low + high) / 2
      if cumulative(k, n, middle) > 0.025 { low = middle } else { high = middle }
    }
    return high
  }

  /// Probability of at most `k` events.
  private static func cumulative(_ k: Int, _ n: Int, _ p: Double) -> Double {
    guard p < 1 else { return 0 }
    var logTerm = Double(n) * log1p(-p)
    var sum = exp(logTerm)
    for i in 0..<k {
      logTerm += log(Double(n - i) / Double(i + 1)) + log(p) - log1p(-p)
      sum += exp(logTerm)
    }
    return sum
  }
}
