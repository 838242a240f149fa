internal import Counting

/// Numbers of a report as they are printed: two decimals, a decimal comma.
struct ReportNumbers {
  let isMean: Bool
  /// What the index is called.
  let measure: String

  init(measure: IndexDefinition.Measure) {
    isMean = measure == .mean5
    self.measure = Self.name(of: measure).text
  }

  static func name(of measure: IndexDefinition.Measure) -> ReportWord {
    switch measure {
    case .top2: .top2
    case .mean5: .mean5
    case .meanOfMaximum: .meanOfMaximum
    case .meanFromOne: .meanFromOne
    case .dissatisfied: .dissat
    }
  }

  func count(_ value: Int) -> String { Wording(.vi).number(value) }

  /// A rate in percent, or a mean as it is; a dash where there is none.
  func value(_ rate: Rate?) -> String {
    guard let rate else { return "–" }
    return isMean ? Self.decimal(hundredths: rate.hundredths) : percent(hundredths: rate.hundredthsOfPercent)
  }

  /// The sign stays on the line of its number.
  private static let percentSign = "\u{A0}%"

  func percent(hundredths: Int) -> String { Self.decimal(hundredths: hundredths) + Self.percentSign }

  private static func decimal(hundredths: Int) -> String {
    let rest = hundredths % 100
    return Wording(.vi).number(hundredths / 100) + "," + (rest < 10 ? "0\(rest)" : String(rest))
  }

  /// The ends of an interval, rounded outwards.
  func range(_ interval: ConfidenceInterval) -> String {
    let (lower, upper) = Self.ends(interval)
    return "\(lower)–\(upper)\(Self.percentSign)"
  }

  func bracketed(_ interval: ConfidenceInterval) -> String {
    let (lower, upper) = Self.ends(interval)
    return ReportWord.interval.filled(["lower": lower + Self.percentSign, "upper": upper + Self.percentSign])
  }

  private static func ends(_ interval: ConfidenceInterval) -> (String, String) {
    (
      decimal(hundredths: Int((interval.lower * 10_000).rounded(.down))),
      decimal(hundredths: Int((interval.upper * 10_000).rounded(.up)))
    )
  }

  /// How an index is computed, with its name and version.
  func definition(_ definition: IndexDefinition) -> String {
    var joining =
      switch definition.criteria {
      case .pooled: ReportWord.pooled.text
      case .mean: ReportWord.meanOfCriteria.text
      case .weighted:
        ReportWord.weightedCriteria.filled([
          "weights": definition.weights.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
            .joined(separator: ", ")
        ])
      }
    if definition.criteria != .pooled, definition.questions == .mean { joining += ReportWord.meanOfQuestions.text }
    return ReportWord.definitionName.filled([
      "measure": measure, "joining": joining, "id": definition.id, "version": definition.version,
    ])
  }
}
