public import Ballots

/// One question counted over ballots that are neither invalid nor blank.
public struct QuestionTally: Hashable, Sendable, Codable {
  /// Question id.
  public var question: String
  /// Printed wording.
  public var text: String
  /// How many answers it takes.
  public var kind: Question.Kind
  /// The values in the form's order.
  public var values: [String]
  /// How often each value was chosen, in the order of `values`.
  public var counts: [Int]
  /// Ballots with an accepted answer; for one-answer questions the sum of the counts (E9).
  public var answered: Int
  /// Ballots that left the question empty.
  public var blank: Int
  /// Ballots with more than one mark where one is allowed.
  public var overvote: Int
  /// Ballots whose answer waits for a person.
  public var waiting: Int

  /// An empty count of a question.
  public init(_ question: Question) {
    self.question = question.id
    text = question.text
    kind = question.kind
    values = question.options.map(\.value)
    counts = Array(repeating: 0, count: question.options.count)
    answered = 0
    blank = 0
    overvote = 0
    waiting = 0
  }

  /// What it asks, by id and words.
  var asked: QuestionWording { QuestionWording(question, text: text) }

  /// All ballots that the question was counted over.
  public var total: Int { answered + blank + overvote + waiting }

  /// The levels of a scale of five; other values of such a question, 9 for "do not know", stand beside the scale.
  static let levels: Set<String> = ["1", "2", "3", "4", "5"]

  /// Whether what a ballot says is an answer on a scale of five.
  func isOnScale(_ contribution: Contribution) -> Bool {
    guard kind == .scale5, case .values(let values) = contribution else { return false }
    return values.contains(where: Self.levels.contains)
  }

  /// How often a value was chosen.
  public func count(of value: String) -> Int {
    values.firstIndex(of: value).map { counts[$0] } ?? 0
  }

  /// Adds what one ballot says.
  mutating func add(_ contribution: Contribution) {
    switch contribution {
    case .values(let chosen):
      answered += 1
      for value in chosen {
        if let place = values.firstIndex(of: value) {
          counts[place] += 1
        } else {
          // A person may enter a value that this version of the form does not print.
          values.append(value)
          counts.append(1)
        }
      }
    case .blank: blank += 1
    case .overvote: overvote += 1
    case .waiting: waiting += 1
    }
  }

  /// Adds the counts of the same question elsewhere.
  mutating func add(_ other: Self) {
    for (value, count) in zip(other.values, other.counts) {
      if let place = values.firstIndex(of: value) {
        counts[place] += count
      } else {
        values.append(value)
        counts.append(count)
      }
    }
    answered += other.answered
    blank += other.blank
    overvote += other.overvote
    waiting += other.waiting
  }
}

/// The ballots of one form and its questions.
public struct FormTally: Hashable, Sendable, Codable {
  /// The form's id; nil for ballots whose form could not be told.
  public var form: String?
  /// Ballots by where they stand.
  public var ballots: BallotCounts
  /// The questions in the form's order.
  public var questions: [QuestionTally]

  /// An empty tally of a form.
  init(form: Form?) {
    self.form = form?.id
    ballots = BallotCounts()
    questions = form?.pages.flatMap(\.questions).map { QuestionTally($0) } ?? []
  }

  mutating func add(_ other: Self) {
    ballots.add(other.ballots)
    for question in other.questions {
      if let place = questions.firstIndex(where: { $0.question == question.question }) {
        questions[place].add(question)
      } else {
        questions.append(question)
      }
    }
  }
}

/// Ballots by where they stand: the letters of docs/rules.md
public struct BallotCounts: Hashable, Sendable, Codable {
  /// V: every question answered.
  public var valid = 0
  /// H: some questions answered.
  public var partlyValid = 0
  /// X: does not count.
  public var invalid = 0
  /// T: nothing marked.
  public var blank = 0
  /// W: waits for a person.
  public var waiting = 0
  /// Ballots of another listed unit; in the box, in no tally.
  public var stray = 0
  /// Ballots of an unlisted unit; in the box, in no tally.
  public var foreign = 0

  /// No ballots.
  public init() {}

  /// Ballots in the tally: V + H + X + T + W (E6).
  public var tallied: Int { valid + partlyValid + invalid + blank + waiting }
  /// S: distinct ballots that lay in the box, whatever unit their code names.
  public var found: Int { tallied + stray + foreign }
  /// Ballots over which questions are counted: neither invalid nor blank.
  public var countedOver: Int { valid + partlyValid + waiting }

  mutating func add(_ standing: Ballot.Standing) {
    switch standing {
    case .valid: valid += 1
    case .partlyValid: partlyValid += 1
    case .invalid: invalid += 1
    case .blank: blank += 1
    case .waiting: waiting += 1
    case .stray: stray += 1
    case .foreign: foreign += 1
    }
  }

  mutating func add(_ other: Self) {
    valid += other.valid
    partlyValid += other.partlyValid
    invalid += other.invalid
    blank += other.blank
    waiting += other.waiting
    stray += other.stray
    foreign += other.foreign
  }
}
