/// How many answers a unit must collect at least, by how many transactions it has: a rule of a plan, under a name that
/// stands with every result. Plans change; a changed rule is another one.
public struct SampleRule: Hashable, Sendable {
  /// The name by which `survey.yaml` calls it.
  public let id: String
  private let formula: Formula

  private enum Formula: Hashable {
    /// The first step that reaches as far; beyond the last one, that one.
    case steps([Step])
    /// n = N / (1 + N e²), rounded up, with k = 1 / e².
    case slovin(k: Int)
  }

  private struct Step: Hashable {
    /// Up to so many transactions.
    let upTo: Int
    /// This share of them, rounded up, %,
    let percent: Int
    /// and no fewer than this; never more than there are.
    let least: Int
  }

  private init(_ id: String, _ formula: Formula) {
    self.id = id
    self.formula = formula
  }

  /// The smallest sample of so many transactions; 0 of none.
  public func minimum(of transactions: Int) -> Int {
    guard transactions > 0 else { return 0 }
    switch formula {
    case .slovin(let k):
      // k N / (k + N) = k - k² / (k + N), in whole numbers.
      let (sum, isTooLarge) = transactions.addingReportingOverflow(k)
      return isTooLarge ? k : k - k * k / sum
    case .steps(let steps):
      guard let step = steps.first(where: { transactions <= $0.upTo }) ?? steps.last else { return transactions }
      let (hundreds, rest) = transactions.quotientAndRemainder(dividingBy: 100)
      let share = hundreds * step.percent + (rest * step.percent + 99) / 100
      return min(transactions, max(step.least, share))
    }
  }
}

extension SampleRule {
  /// The province's rule of 2015 for receptions (source 004): all up to 100; then 20 %, at least 100; from 1,001 on 10 %, at
  /// least 200; from 5,001 on 5 %, at least 500. Its last line speaks of files, the others of transactions.
  public static let hue2015 = SampleRule(
    "hue-2015",
    .steps([
      Step(upTo: 100, percent: 100, least: 0), Step(upTo: 1_000, percent: 20, least: 100),
      Step(upTo: 5_000, percent: 10, least: 200), Step(upTo: .max, percent: 5, least: 500),
    ]))

  /// The province's rule of 2023 for agencies (source 003): all below 30; 30 below 200; 100 below 500; 150 from there on.
  public static let binhDinh2023 = SampleRule(
    "binh-dinh-2023",
    .steps([
      Step(upTo: 29, percent: 100, least: 0), Step(upTo: 199, percent: 0, least: 30),
      Step(upTo: 499, percent: 0, least: 100), Step(upTo: .max, percent: 0, least: 150),
    ]))

  /// The ministry's guidance: n = N / (1 + N e²) with e = 5 % (Slovin, Yamane 1967).
  public static let slovin5 = SampleRule("slovin-5", .slovin(k: 400))

  /// All rules.
  public static let all = [hue2015, binhDinh2023, slovin5]
}

/// How many communes and villages are drawn of each class of district: the first stages of a sample in several stages.
public struct StageScheme: Hashable, Sendable {
  /// A class of districts.
  public struct Stratum: Hashable, Sendable {
    /// The class as it is called.
    public let name: String
    /// Communes that are drawn.
    public let communes: Int
    /// Villages that are drawn of each.
    public let villagesEach: Int
    /// Villages of the class.
    public var villages: Int { communes * villagesEach }
  }

  /// The name by which `survey.yaml` calls it.
  public let id: String
  /// The classes.
  public let strata: [Stratum]

  /// Districts of class I, II and III (source 003): 9, 7 and 4 communes with three villages each.
  public static let binhDinh2023 = StageScheme(
    id: "binh-dinh-2023",
    strata: [
      Stratum(name: "I", communes: 9, villagesEach: 3), Stratum(name: "II", communes: 7, villagesEach: 3),
      Stratum(name: "III", communes: 4, villagesEach: 3),
    ])

  /// All schemes.
  public static let all = [binhDinh2023]
}
