internal import Ballots

/// Gives questions their ids, kinds and values, all of a form together.
///
/// A question on the usual scale is Q with its printed number, any other P; a number with a letter, like A2, is an id
/// already. Without printed numbers they are counted.
struct QuestionNames {
  private var used: Set<String> = []
  private var counts: [String: Int] = [:]
  /// Printed numbers are ids only where no two questions of a kind share one.
  private let numbersAreDistinct: Bool
  private(set) var byPosition: [String] = []
  private(set) var assumed: [String] = []
  private(set) var byWords: [String] = []
  private(set) var single: [String] = []
  private(set) var cells: [String] = []

  init(_ questions: [DraftedQuestion]) {
    let scales = questions.filter { ValueProposal($0).kind == .scale5 }.map(\.number)
    let numbers = scales.compactMap(\.self)
    numbersAreDistinct = numbers.count == scales.count && Set(numbers).count == numbers.count
  }

  mutating func named(_ question: DraftedQuestion) -> Question {
    let proposal = ValueProposal(question)
    let id = name(question.number, proposal.kind)
    switch proposal.ground {
    case .printed: break
    case .words: byWords.append(id)
    case .position where proposal.kind == .scale5: assumed.append(id)
    case .position: byPosition.append(id)
    }
    if question.group.boxes.count == 1 { single.append(id) }
    if question.isTable { cells.append(id) }
    let options = zip(question.group.boxes, proposal.values).map { box, value in
      let label = box.label?.text ?? ""
      return Option(
        value: value, shape: box.outline.shape, rect: box.outline.rect.rounded, label: label.isEmpty ? value : label,
        labelRect: box.label?.rect.rounded)
    }
    return Question(id: id, text: question.text, kind: proposal.kind, options: options)
  }

  private mutating func name(_ number: String?, _ kind: Question.Kind) -> String {
    let base = kind == .scale5 ? "Q" : "P"
    if let number, kind != .scale5 || numbersAreDistinct {
      let wanted = number.allSatisfy(\.isNumber) ? base + number : number
      if used.insert(wanted).inserted { return wanted }
    }
    while true {
      counts[base, default: 0] += 1
      let next = "\(base)\(counts[base] ?? 1)"
      if used.insert(next).inserted { return next }
    }
  }

  /// What the values rest on where that is little.
  var doubts: [DraftDoubt] {
    var doubts: [DraftDoubt] = []
    if !assumed.isEmpty { doubts.append(.scaleAssumed(questions: assumed)) }
    if !byWords.isEmpty { doubts.append(.valuesByWords(questions: byWords)) }
    if !byPosition.isEmpty { doubts.append(.valuesByPosition(questions: byPosition)) }
    if !single.isEmpty { doubts.append(.singleBox(questions: single)) }
    if !cells.isEmpty { doubts.append(.tableCells(questions: cells)) }
    return doubts
  }
}
